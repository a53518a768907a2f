"""One dossier: everything in one place, for its own étude only."""

from datetime import timedelta

from portail.domaine.procedure import Etat
from portail.services import courriels, rappels
from tests.web.commissaire.outils import adresse


def test_the_dossier_tells_everything_the_etude_may_know(maison, session):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER, jours=10, plans=(3,))
    dossier.marge_remise_pourcent, dossier.marge_nombre_max = 10, 8
    session.commit()
    page = maison.commissaire().get(adresse(dossier))
    for attendu in (
        "Menuiserie Costa / Madame Nadia Ferrand",
        "1 220,00 €",
        "Facture F-2025-118, pose de deux fenêtres",
        "La personne est commerçante",
        "Rien ne s’oppose à la demande",
        "Remise possible : 10 %",
        "Jusqu’à 8 paiements",
        "en 3 fois, le 5, 10, 28 du mois",
        "Fin stricte : dernier jour pour un accord",
        "samedi 12 décembre 2026",
        "Proposition 2, du créancier",
        "Proposition 1, de la personne",
        "Demande complétée",
        "Claire Delmas",
        "Recommandé n°",
    ):
        assert attendu in page.lu, attendu


def test_both_ends_of_the_month_are_shown_with_the_reason(maison, horloge):
    horloge.avancer(days=3)  # 25 November: the month ends at Christmas
    dossier = maison.dossier(Etat.ENVOYEE, jours=0)
    page = maison.commissaire().get(adresse(dossier))
    assert "vendredi 25 décembre 2026" in page.lu
    assert "lundi 28 décembre 2026" in page.lu
    assert "article 642 du code de procédure civile n’est pas tranchée" in page.lu


def test_pieces_open_and_documents_download(maison):
    dossier = maison.dossier(Etat.FIN_ACCORD, jours=10)
    qui = maison.commissaire()
    page = qui.get(adresse(dossier))
    liens = {a.text: a["href"] for a in page.tous(".fichiers a")}
    piece = qui.get(liens["facture.pdf"])
    assert (piece.statut, piece.octets[:5]) == (200, b"%PDF-")
    assert "sandbox" in piece.entetes["Content-Security-Policy"]
    constat = qui.get(liens["Constat de l’accord"])
    assert constat.octets[:5] == b"%PDF-"
    assert "attachment" in constat.entetes["Content-Disposition"]
    assert qui.get(adresse(dossier, "/pieces/999")).statut == 404
    assert qui.get(adresse(dossier, "/documents/999")).statut == 404


def test_a_draft_that_was_never_handed_in_is_not_shown(maison):
    assert maison.commissaire().get(adresse(maison.dossier(Etat.BROUILLON))).statut == 404


def test_the_month_calendar_counts_the_days_left(maison):
    dossier = maison.dossier(Etat.ENVOYEE, jours=20)
    qui = maison.commissaire()
    page = qui.get("/commissaire/echeances?mois=2026-12")
    assert dossier.reference in page.lu
    assert "J-10" in page.lu
    assert "1 délai finit ce mois-ci" in page.lu
    assert "Aucun délai ne finit" in qui.get("/commissaire/echeances?mois=2027-03").lu
    assert qui.get("/commissaire/echeances?mois=n-importe").statut == 200


def test_mails_are_listed_read_and_filtered(maison):
    dossier = maison.dossier(Etat.DEPOSEE)
    qui = maison.commissaire()
    page = qui.get("/commissaire/courriels")
    assert "Aucun ne part" in page.lu
    lu = qui.get(page["tbody a"]["href"])
    assert "Une créance est à vérifier." in lu.lu
    assert dossier.reference in lu.lu
    assert "Aucun courriel" in qui.get("/commissaire/courriels?etat=envoye").lu
    assert dossier.reference in qui.get("/commissaire/courriels?etat=a_envoyer").lu


def test_the_address_of_a_reminder_is_masked_and_a_mail_taken_back_is_not_listed(maison, session, horloge):
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    for fait, a in (("rappel.2027-02-05", "nadia@courrier.example"), ("debiteur.99", "lea@courrier.example")):
        courriels.deposer(
            session, dossier, fait=fait, destinataire=a, sujet="Une date approche", corps="…", maintenant=horloge(),
            perime_le=horloge() + timedelta(days=3),
        )  # fmt: skip
    session.commit()
    qui = maison.commissaire()
    liste = qui.get("/commissaire/courriels")
    assert "na…@…example" in liste.lu and "nadia@" not in liste.lu and "lea@courrier.example" in liste.lu
    lien = next(r.a["href"] for r in liste.tous("tbody tr") if "na…@…example" in r.text)
    lu = qui.get(lien).lu
    assert "na…@…example" in lu and "nadia@" not in lu
    rappels.oublier(session, dossier, horloge())
    session.commit()
    liste = qui.get("/commissaire/courriels")
    assert lien not in [a["href"] for a in liste.tous("tbody a")] and "lea@courrier.example" in liste.lu
