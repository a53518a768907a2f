"""The home in every state, and who may see what."""

import re

import pytest

from portail.domaine.procedure import PAIEMENT_PERMIS, PROCEDURE_EN_COURS, Etat
from tests.pages import lisse
from tests.web.debiteur.conftest import APRES, ENTRE_DEUX, ENVOI

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
JOURS = {
    Etat.FIN_EXPIRATION: 45,
    Etat.INJONCTION: 60,
    Etat.AUTRE_VOIE: 60,
    Etat.CLOS: 75,
    Etat.PAIEMENTS: 120,
    Etat.DEFAUT: 170,
    Etat.SOLDE: 480,
}
TITRES = {
    **dict.fromkeys((Etat.BROUILLON, Etat.DEPOSEE, Etat.RECEVABLE), "La lettre n’est pas encore envoyée"),
    Etat.MANDAT: "La date d’envoi n’est pas encore notée",
    Etat.ENVOYEE: "Menuiserie Costa vous demande",
    Etat.ACCEPTEE: "Vous participez à la procédure",
    Etat.PROPOSITION_DEBITEUR: "Votre proposition est envoyée",
    Etat.PROPOSITION_CREANCIER: "Menuiserie Costa vous fait une offre",
    Etat.REFUS_EXPRIME: "Vous avez refusé la procédure",
    Etat.REFUS_DES_TERMES: "Vous avez refusé le montant ou le paiement",
    **dict.fromkeys((Etat.ACCORD_CONCLU, Etat.FIN_ACCORD), "L’accord est conclu"),
    **dict.fromkeys(
        (
            Etat.FIN_REFUS_PARTICIPATION, Etat.FIN_EXPIRATION, Etat.FIN_REFUS_MONTANT_OU_MODALITES,
            Etat.INJONCTION, Etat.AUTRE_VOIE, Etat.CLOS,
        ),
        "La procédure est finie, sans accord",
    ),
    **dict.fromkeys((Etat.TITRE_DELIVRE, Etat.COPIE_REMISE), "Votre premier paiement"),
    **dict.fromkeys((Etat.PAIEMENTS, Etat.DEFAUT), "1 paiement fait sur"),
    Etat.SOLDE: "Tout est payé",
    **dict.fromkeys((Etat.IRRECEVABLE, Etat.ABANDONNEE), "Ce dossier est fermé"),
}  # fmt: skip


@SQLITE
@pytest.mark.parametrize("etat", list(Etat))
def test_the_home_says_where_things_stand_and_shows_payments_only_when_the_law_allows(maison, adresse, etat):
    dossier = maison.dossier(etat, jours=JOURS.get(etat, 10))
    page = maison.debiteur(dossier).get(adresse(dossier))
    assert page.statut == 200
    assert TITRES[etat] in page.lu
    assert (page["#paiements"] is not None) == (etat in PAIEMENT_PERMIS)
    payable = (Etat.FIN_ACCORD, *PAIEMENT_PERMIS)  # once the outcome is recorded (R125-7), the titre issued or not
    assert ("Comment payer" in page.lu) == (etat in payable and etat is not Etat.SOLDE)
    assert ("Ne payez rien maintenant" in page.lu) == (etat in (Etat.MANDAT, *PROCEDURE_EN_COURS))
    assert ("Votre copie gratuite du titre" in page.lu) == (etat in PAIEMENT_PERMIS)
    assert not any("htmx" in s["src"] for s in page.tous("script")), "the home needs no htmx"
    assert page["title"].text == f"Votre dossier {dossier.reference} – Portail"
    assert "3039" in page.lu


@SQLITE
def test_who_opened_the_dossier_is_told_to_the_person_and_to_the_etude_never_to_the_creditor(maison, horloge):
    dossier, mots = maison.dossier_avec_codes(Etat.ENVOYEE)
    lu_dans_le_bureau = f"/commissaire/dossiers/{dossier.reference}"
    assert "fois avec les codes" not in maison.commissaire().get(lu_dans_le_bureau).lu
    for attente in (0, 3):
        horloge.avancer(hours=attente)
        visiteur = maison.anonyme()
        page = visiteur.soumettre("/ouvrir", identifiant=mots.identifiant, code=mots.code)
    accueil = visiteur.soumettre(page)
    bloc = next(d for d in accueil.tous("details") if "Qui a ouvert ce dossier" in d.text)
    assert [lisse(li.text) for li in bloc.select("li")] == [
        "dimanche 22 novembre 2026 à 13 h 42",
        "dimanche 22 novembre 2026 à 10 h 42",
    ]
    assert "Ce n’était pas vous ? Appelez l’étude." in lisse(bloc.text)
    assert "Dossier ouvert 2 fois avec les codes" in maison.commissaire().get(lu_dans_le_bureau).lu
    assert "avec les codes" not in maison.creancier().get(f"/creancier/dossiers/{dossier.reference}").lu


@SQLITE
def test_the_home_of_an_invitation_says_who_how_much_why_until_when_and_that_one_is_free(maison, adresse):
    dossier = maison.dossier(Etat.ENVOYEE)
    page = maison.debiteur(dossier).get(adresse(dossier))
    for phrase in (
        "Menuiserie Costa vous demande 1 220,00 €",
        "Devis signé, pose de deux fenêtres",
        "Vous êtes libre d’accepter ou de refuser. La procédure est gratuite pour vous.",
        "Samedi 12 décembre 2026 à 23 h 59 (heure de Paris). Il vous reste 20 jours.",
        "Facture F-2025-118, pose de deux fenêtres",
        "Intérêts de retard",
        "Frais de procédure pour vous 0,00 €",
        "Total demandé 1 220,00 €",
        "votre silence compte comme un refus",
        "La lettre est partie. Le mois commence.",
    ):
        assert phrase in page.lu, phrase
    cartes = page.tous(".choix a[href^='/debiteur']")
    assert [c["href"].rsplit("/", 1)[1] for c in cartes] == ["echeancier", "refuser", "contester"]
    assert "Bientôt fini" not in page.lu


@SQLITE
def test_the_home_as_the_last_day_comes_and_goes(maison, adresse, horloge):
    dossier = maison.dossier(Etat.ENVOYEE, envoi=ENVOI)

    def lue(instant):
        horloge.instant = instant
        return maison.debiteur(dossier).get(adresse(dossier))

    trois_jours = lue(ENTRE_DEUX.replace(day=10))
    assert "Bientôt fini" in trois_jours.lu and "Il vous reste 3 jours." in trois_jours.lu
    assert "C’est aujourd’hui." in lue(ENTRE_DEUX.replace(day=13)).lu
    entre = lue(ENTRE_DEUX)
    assert "Un accord n’est plus possible. Vous pouvez encore donner votre réponse" in entre.lu
    restent = [a["href"].rsplit("/", 1)[1] for a in entre.tous(".choix a[href^='/debiteur']")]
    assert restent == ["participer", "refuser", "contester"]
    fini = lue(APRES)
    assert "Vous n’avez rien à faire ici." in fini.lu
    assert not fini.tous(".choix a[href^='/debiteur']")
    assert "Ne payez rien maintenant" in fini.lu, "time alone ends nothing: the outcome is not recorded"
    assert fini.lu.count("14 décembre") == 1, "the later one only where a postmark is spoken of"


@SQLITE
def test_the_private_margin_of_the_creditor_changes_nothing_on_any_page(maison, adresse, session):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER, plans=(3,))
    visiteur = maison.debiteur(dossier)
    suites = ("", "/proposition", "/echeancier?mode=12&jour=5", "/echeancier?mode=libre&montant=60&jour=5&total=700")

    def lues():
        return [re.sub(r'name="(csrf_token|idem)"[^>]*', "", visiteur.get(adresse(dossier, s)).texte) for s in suites]

    avant = lues()
    dossier.marge_remise_pourcent, dossier.marge_nombre_max = 43, 19
    session.commit()
    # the dossier's version is part of the forms: it is put back, so that only the margin could differ
    apres = [t.replace(f'value="{dossier.version}"', f'value="{dossier.version - 1}"') for t in lues()]
    assert apres == avant


@SQLITE
def test_nobody_else_knows_that_the_dossier_exists(maison, adresse, app):
    dossier, autre = maison.dossier(Etat.PROPOSITION_CREANCIER), maison.dossier(Etat.ENVOYEE)
    intrus = [maison.debiteur(autre), maison.creancier(), maison.creancier(autre=True), maison.commissaire()]
    regles = [r for r in app.url_map.iter_rules() if r.endpoint.startswith("debiteur.")]
    assert len(regles) > 15
    for regle in regles:
        url = re.sub(r"<int:numero>", "1", regle.rule).replace("<reference>", dossier.reference)
        for personne in intrus:
            reponse = personne.client.post(url) if "POST" in regle.methods else personne.client.get(url)
            assert reponse.status_code in (400, 404), (url, reponse.status_code)  # 400: no token, nothing was read
            if "GET" in regle.methods:
                assert personne.client.get(url).status_code == 404, url


@SQLITE
def test_nothing_is_shown_before_sign_in_nor_before_saying_who_one_is(maison, adresse):
    dossier = maison.dossier(Etat.ENVOYEE)
    assert maison.anonyme().get(adresse(dossier, "/refuser"), suivre=False).lieu == "/ouvrir"
    assert maison.debiteur(dossier, confirme=False).get(adresse(dossier), suivre=False).lieu == "/ouvrir/confirmer"


@SQLITE
def test_the_papers_are_downloads_in_a_sandbox_and_only_ones_own(maison, adresse):
    dossier, autre = maison.dossier(Etat.COPIE_REMISE), maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    page = visiteur.get(adresse(dossier))
    liens = [a["href"] for a in page.tous(".fichiers a") if "/actes/" not in a["href"]]
    noms = " ".join(a.text for a in page.tous(".fichiers a"))
    assert "Titre exécutoire" in noms and "Lettre d’invitation" in noms and "facture.pdf" in noms
    for lien in liens:
        fichier = visiteur.get(lien)
        assert fichier.octets.startswith(b"%PDF")
        assert fichier.entetes["Content-Disposition"].startswith("attachment")
        assert "sandbox" in fichier.entetes["Content-Security-Policy"]
        assert fichier.entetes["Cache-Control"] == "no-store"
    assert visiteur.get(adresse(dossier, f"/pieces/{autre.pieces[0].id}")).statut == 404
    assert visiteur.get(adresse(dossier, f"/documents/{autre.documents[0].id}")).statut == 404


@SQLITE
def test_before_the_letter_leaves_no_paper_and_no_act(maison, adresse):
    dossier = maison.dossier(Etat.MANDAT)
    visiteur = maison.debiteur(dossier)
    assert "122" not in visiteur.get(adresse(dossier)).lu
    assert visiteur.get(adresse(dossier, f"/pieces/{dossier.pieces[0].id}")).statut == 404
    assert visiteur.get(adresse(dossier, f"/documents/{dossier.documents[0].id}")).statut == 404
    for suite in ("/refuser", "/participer", "/echeancier", "/relire", "/proposition", "/proposition/retirer"):
        assert visiteur.get(adresse(dossier, suite), suivre=False).lieu == adresse(dossier)


@SQLITE
@pytest.mark.parametrize(
    ("etat", "phrase", "tue"),
    [
        (Etat.ABANDONNEE, "Menuiserie Costa a retiré sa demande.", "L’étude a arrêté"),
        (Etat.IRRECEVABLE, "L’étude a arrêté la demande.", "Menuiserie Costa a retiré"),
        (Etat.CLOS, "a fermé ce dossier, sans aller devant un juge.", "Le juge écoute chacun."),
        (Etat.AUTRE_VOIE, "a choisi une autre voie.", "a fermé ce dossier"),
        (Etat.REFUS_EXPRIME, "L’étude peut vous expliquer la suite : appelez-la.", "avant le 12 décembre"),
    ],
)
def test_a_closed_file_says_who_closed_it_and_what_that_means(maison, adresse, etat, phrase, tue):
    dossier = maison.dossier(etat, jours=JOURS.get(etat, 10))
    page = maison.debiteur(dossier).get(adresse(dossier))
    assert phrase in page.lu and tue not in page.lu


@SQLITE
def test_who_has_refused_has_the_proof_at_the_top_and_no_promise_to_undo_it(maison, adresse, horloge):
    dossier = maison.dossier(Etat.ENVOYEE, envoi=ENVOI)
    visiteur = maison.debiteur(dossier)
    visiteur.soumettre(adresse(dossier, "/refuser"))
    page = visiteur.get(adresse(dossier))
    lien = next(a["href"] for a in page.tous("main a") if a.text == "Télécharger la preuve (PDF)")
    assert visiteur.client.get(lien, follow_redirects=True).data.startswith(b"%PDF")
    horloge.instant = ENTRE_DEUX
    assert "Un refus ne s’annule pas sur ce site." in maison.debiteur(dossier).get(adresse(dossier)).lu
