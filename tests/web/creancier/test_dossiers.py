"""Home and the page of a dossier: what is to be done, what is never shown, who may see it."""

import pytest

from portail.domaine.procedure import Etat
from portail.persistance.actes import GenreDocument

TOUTES_LES_PAGES = (
    "",
    "/depot/qui",
    "/depot/pourquoi",
    "/depot/combien",
    "/depot/preuves",
    "/depot/accord",
    "/depot/plan",
    "/depot/relire",
    "/proposition",
    "/proposition/ecarter",
    "/proposition/retirer",
    "/contre-proposition",
    "/contre-proposition/relire",
    "/paiements",
    "/defaut",
    "/suite",
    "/suite/injonction",
    "/suite/autre-voie",
    "/suite/clore",
    "/abandon",
)


def test_an_empty_space_invites_to_file_a_claim(hugo):
    page = hugo.get("/creancier/dossiers")
    assert "Vous n’avez encore rien déposé." in page.lu
    assert page["a.bouton[href$='/nouveau']"] is not None


def test_each_dossier_shows_its_state_and_one_next_verb(hugo, maison):
    attendus = {
        Etat.BROUILLON: "Compléter",
        Etat.ENVOYEE: "Suivre",
        Etat.ACCEPTEE: "Faire une offre",
        Etat.PROPOSITION_DEBITEUR: "Examiner la proposition",
        Etat.FIN_EXPIRATION: "Choisir la suite",
        Etat.COPIE_REMISE: "Noter un paiement",
    }
    dossiers = {etat: maison.dossier(etat, jours=45 if etat is Etat.FIN_EXPIRATION else 10) for etat in attendus}
    page = hugo.get("/creancier/dossiers")
    for etat, verbe in attendus.items():
        rangee = next(r for r in page.tous("tbody tr") if dossiers[etat].reference in r.text)
        verbes = rangee.select("td:last-child a")
        assert len(verbes) == 1
        assert verbes[0].text.strip().startswith(verbe), etat
        assert hugo.get(verbes[0]["href"]).statut == 200
    rangs = [page.lu.index(dossiers[etat].reference) for etat in (Etat.PROPOSITION_DEBITEUR, Etat.ENVOYEE)]
    assert rangs == sorted(rangs), "what waits for the creditor comes first"
    tuiles = [t.text for t in page.tous(".tuiles b")]
    assert tuiles == ["1", "1", "1", "0"]
    assert page["#entonnoir-t"] is not None


def test_the_list_is_filtered_by_name_and_by_state_in_its_address(hugo, maison):
    brouillon, envoyee = maison.dossier(Etat.BROUILLON), maison.dossier(Etat.ENVOYEE)
    page = hugo.get(f"/creancier/dossiers?q={brouillon.debiteur.nom.lower()}")
    assert brouillon.reference in page.lu
    assert envoyee.reference not in page.lu
    page = hugo.get("/creancier/dossiers?filtre=personne")
    assert envoyee.reference in page.lu
    assert brouillon.reference not in page.lu
    assert "Aucun dossier ne correspond." in hugo.get("/creancier/dossiers?q=%3Cb%3E&filtre=inconnu&page=9").lu


def test_the_dossier_says_whose_turn_until_when_and_what_happened(hugo, maison):
    dossier = maison.dossier(Etat.ENVOYEE, jours=10)
    page = hugo.get(f"/creancier/dossiers/{dossier.reference}")
    assert "À la personne" in page.lu
    assert "Date limite pour un accord : samedi 12 décembre 2026" in page.lu
    assert "Il reste 20 jours." in page.lu
    assert "L’étude a enregistré l’envoi de la lettre" in page.lu
    assert "Aucun paiement n’est permis" in page.lu


def test_the_creditor_never_learns_whether_the_letter_was_opened(hugo, maison):
    dossier = maison.dossier(Etat.ENVOYEE)
    url = f"/creancier/dossiers/{dossier.reference}"
    avant = hugo.get(url).lu
    debiteur = maison.debiteur(dossier)
    debiteur.get(f"/debiteur/dossiers/{dossier.reference}")
    assert hugo.get(url).lu == avant


def test_the_reason_of_a_refusal_and_the_persons_receipts_stay_at_the_etude(hugo, maison, session):
    dossier = maison.dossier(Etat.FIN_REFUS_PARTICIPATION)
    dossier.refus_motif = "Je traverse une période difficile."
    session.commit()
    page = hugo.get(f"/creancier/dossiers/{dossier.reference}")
    assert "période difficile" not in page.lu
    caches = [d for d in dossier.documents if d.genre in (GenreDocument.RECEPISSE, GenreDocument.PROJET_CONSTAT)]
    for document in caches:
        assert hugo.get(f"/creancier/dossiers/{dossier.reference}/documents/{document.id}").statut == 404
    assert "Constat du refus de participer" in page.lu


@pytest.mark.parametrize("etat", [Etat.BROUILLON, Etat.PROPOSITION_DEBITEUR, Etat.COPIE_REMISE])
def test_another_creditor_does_not_learn_that_the_dossier_exists(maison, etat):
    dossier = maison.dossier(etat)
    autre, debiteur = maison.creancier(autre=True), maison.debiteur(maison.dossier(Etat.ENVOYEE))
    for page in TOUTES_LES_PAGES:
        url = f"/creancier/dossiers/{dossier.reference}{page}"
        assert autre.get(url).statut == 404, page
        assert debiteur.get(url).statut == 404, page
    piece = dossier.pieces[0]
    assert autre.get(f"/creancier/dossiers/{dossier.reference}/pieces/{piece.id}").statut == 404
    assert dossier.reference not in autre.get("/creancier/dossiers").lu


def test_a_document_of_another_dossier_is_not_reached_through_mine(hugo, maison):
    mien, autre = maison.dossier(Etat.BROUILLON), maison.dossier(Etat.FIN_ACCORD)
    for page in (f"pieces/{autre.pieces[0].id}", f"documents/{autre.documents[0].id}"):
        assert hugo.get(f"/creancier/dossiers/{mien.reference}/{page}").statut == 404


def test_the_net_card_marks_every_figure_as_an_example(hugo, maison):
    dossier = maison.dossier(Etat.ENVOYEE)
    page = hugo.get(f"/creancier/dossiers/{dossier.reference}")
    carte = page["section[aria-labelledby=t-couts]"]
    assert "Exemple" in carte.text
    montants = carte.select("dd")
    assert montants
    assert all("(exemple)" in m.text for m in montants)
    assert carte.select_one("#scenarios-d").text.count("(exemple)") == 3
    libelles = [dt.text.strip() for dt in carte.select("dt")]
    assert {"Total hors taxes", "TVA", "Total toutes taxes comprises"} <= set(libelles)
