"""The checklist, sending back, declaring irrecevable."""

import pytest

from portail.domaine.procedure import Etat
from tests.web.commissaire.outils import OUI, adresse, relire


@pytest.fixture
def dossier(maison):
    return maison.dossier(Etat.DEPOSEE)


@pytest.fixture
def qui(maison):
    return maison.commissaire()


def test_every_item_confirmed_makes_the_claim_recevable(qui, dossier, autre_session):
    page = qui.get(adresse(dossier, "/verifier"))
    assert len(page.tous(".verif fieldset")) == 7
    assert "facture.pdf" in page.lu
    assert "Rennes" in page.lu
    apres = qui.soumettre(page, **OUI)
    assert "Recevable" in apres.lu
    lu = relire(autre_session, dossier)
    assert (lu.etat, lu.commissaire_id) == (Etat.RECEVABLE, relire(autre_session, dossier).commissaire_id)
    assert lu.controle["points"]["conflit"] is True


def test_one_item_missing_keeps_what_was_answered(qui, dossier, autre_session):
    page = qui.soumettre(adresse(dossier, "/verifier"), **{**OUI, "identite": "demander"}, raison="Vu ce matin.")
    assert page.statut == 422
    assert page["a[href='#identite-0']"]
    assert len(page.tous(".verif input[checked]")) == 7
    assert page["textarea"].text.strip() == "Vu ce matin."
    assert relire(autre_session, dossier).etat is Etat.DEPOSEE


def test_sending_back_builds_the_message_from_what_is_missing(qui, dossier, autre_session):
    champs = {**OUI, "identite": "demander", "prescription": "non", "renvoyer": "1"}
    page = qui.soumettre(adresse(dossier, "/verifier"), **champs)
    message = page["textarea"].text
    assert "devenue exigible" in message
    assert "identité" in message
    assert "contrat" not in message
    vide = qui.soumettre(page, message=" ")
    assert vide.statut == 422
    qui.soumettre(vide, message=message + "\nMerci.")
    lu = relire(autre_session, dossier)
    assert lu.etat is Etat.BROUILLON
    assert lu.a_completer.endswith("Merci.")
    assert "C’est au créancier d’agir" in qui.get(adresse(dossier)).lu


@pytest.mark.parametrize("reponse", ["surendettement", "tentative_anterieure"])
def test_a_doubt_of_the_law_needs_the_commissaires_own_words(qui, dossier, session, autre_session, reponse):
    dossier.reponses = {**dossier.reponses, reponse: True}
    session.commit()
    page = qui.get(adresse(dossier, "/verifier"))
    assert "Un point demande votre décision" in page.lu
    assert "dites pourquoi la demande peut partir" in page.lu
    page = qui.soumettre(page, **OUI)
    assert page.statut == 422
    assert "Écrivez votre raison" in page.lu
    qui.soumettre(page, raison="La commission n’a rien déclaré recevable.")
    lu = relire(autre_session, dossier)
    assert lu.etat is Etat.RECEVABLE
    assert lu.controle["raison"] == "La commission n’a rien déclaré recevable."
    assert "La commission" in qui.get(adresse(dossier)).lu


def test_a_closed_procedure_cannot_be_declared_open(qui, dossier, session, autre_session):
    dossier.reponses = {**dossier.reponses, "cheque": True}
    session.commit()
    page = qui.get(adresse(dossier, "/verifier"))
    assert "La loi ferme cette procédure" in page.lu
    assert not [b for b in page.tous("main button") if "recevable" in b.text]
    assert qui.soumettre(page, **OUI).statut == 422
    raison = qui.get(adresse(dossier, "/irrecevable"))
    assert "chèque sans provision" in raison["textarea"].text
    assert "sans retour" in raison.lu
    qui.soumettre(raison)
    assert relire(autre_session, dossier).etat is Etat.IRRECEVABLE


def test_a_stale_page_records_nothing_and_twice_is_once(qui, maison, dossier, autre_session):
    page = qui.get(adresse(dossier, "/verifier"))
    retard = qui.get(adresse(dossier, "/irrecevable"))
    qui.soumettre(page, **OUI)
    assert qui.soumettre(page, **OUI).statut == 200, "the same form again shows the result of the first"
    assert qui.soumettre(retard, raison="Trop tard.").statut == 409
    lu = relire(autre_session, dossier)
    assert lu.etat is Etat.RECEVABLE
    assert [e.action for e in lu.evenements].count("declarer_recevable") == 1
    assert "Recevable" in qui.get(adresse(dossier, "/verifier")).lu, "a closed page leads to the dossier"


def test_the_pages_of_a_piece_are_drawn_beside_the_checklist(qui, dossier):
    page = qui.get(adresse(dossier, "/verifier"))
    image = qui.client.get(page["img.piece"]["src"])
    assert (image.status_code, image.mimetype, image.data[:4]) == (200, "image/png", b"\x89PNG")
    assert "sandbox" in image.headers["Content-Security-Policy"]
    assert page["img.piece"]["alt"] == "facture.pdf, page 1"
    for absente in ("/2.png", "/99.png"):
        assert qui.get(page["img.piece"]["src"].replace("/1.png", absente)).statut == 404
    assert qui.get(adresse(dossier, "/pieces/999/pages/1.png")).statut == 404
