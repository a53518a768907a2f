"""Answers on paper: form, postmark, legal effect read before it is recorded (D1, D4, D5)."""

import pytest

from portail.domaine.procedure import Etat
from portail.persistance.dossiers import ModeReponse
from tests.web.commissaire.outils import adresse, relire


def saisir(qui, dossier, **champs):
    return qui.soumettre(adresse(dossier, "/reponse"), **champs)


@pytest.fixture
def noel(maison, horloge):
    """A letter of 25 November: strict end Friday 25 December, later end Monday 28. Today: 4 December."""
    horloge.avancer(days=3)
    dossier = maison.dossier(Etat.ENVOYEE, jours=0)
    horloge.avancer(days=9)
    return dossier


def test_a_signed_form_is_read_again_then_recorded(maison, noel, autre_session):
    qui = maison.commissaire()
    relue = saisir(qui, noel, sens="acceptation", mode="formulaire", postee_le="02/12/2026", recue_le="04/12/2026")
    assert "La réponse date en droit du 2 décembre 2026." in relue.lu
    assert "jusqu’au 25 décembre 2026 à 24 h (21 jours)" in relue.lu
    assert relire(autre_session, noel).etat is Etat.ENVOYEE
    retour = qui.soumettre(relue, modifier="1")
    assert retour["#postee_le"]["value"] == "02/12/2026"
    assert retour["input[value=formulaire]"].has_attr("checked")
    apres = qui.soumettre(relue)
    assert "Constater la participation" in apres.lu
    lu = relire(autre_session, noel)
    assert (lu.etat, lu.participation_mode) == (Etat.ACCEPTEE, ModeReponse.FORMULAIRE)
    assert lu.participation_postee_le.isoformat() == "2026-12-02"


def test_a_yes_by_telephone_is_refused_with_the_way_to_accept(maison, noel, autre_session):
    page = saisir(maison.commissaire(), noel, sens="acceptation", mode="autre", recue_le="04/12/2026")
    assert page.statut == 422
    assert "Une acceptation vaut par le formulaire signé ou par l’émargement" in page.lu
    assert "sur le portail, avec l’identifiant et le code de sa feuille" in page.lu
    assert page["input[value=autre]"].has_attr("checked")
    assert relire(autre_session, noel).etat is Etat.ENVOYEE


def test_a_refusal_by_any_means_is_recorded(maison, noel, autre_session):
    qui = maison.commissaire()
    relue = saisir(qui, noel, sens="refus", mode="autre", recue_le="04/12/2026")
    assert "Cela arrête la procédure." in relue.lu
    apres = qui.soumettre(relue)
    assert "Constater le refus" in apres.lu
    lu = relire(autre_session, noel)
    assert (lu.etat, lu.refus_mode) == (Etat.REFUS_EXPRIME, ModeReponse.AUTRE)
    constat = qui.get(adresse(noel, "/constats/refus-participation"))
    assert constat.statut == 200
    assert "portail" not in constat[".carte"].text


def test_the_postmark_counts_for_the_answer_but_not_for_an_agreement(maison, noel, horloge, autre_session):
    """Posted on 24 December, received on the 29th: taking part is recorded, no agreement can be."""
    horloge.avancer(days=25)  # 29 December
    qui = maison.commissaire()
    tard = saisir(qui, noel, sens="acceptation", mode="formulaire", recue_le="29/12/2026")
    assert tard.statut == 422
    assert "Le délai est fini depuis le 28 décembre 2026" in tard.lu
    relue = saisir(qui, noel, sens="acceptation", mode="formulaire", postee_le="24/12/2026", recue_le="29/12/2026")
    assert "aucun accord ne peut plus être conclu" in relue.lu
    qui.soumettre(relue)
    assert relire(autre_session, noel).etat is Etat.ACCEPTEE
    qui.soumettre(adresse(noel, "/constats/acceptation"), lu="y")
    fin = qui.get(adresse(noel, "/constats/expiration"))
    assert fin.statut == 200
    assert "n’est ni celui d’un silence, ni celui d’un refus" in fin.lu


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({}, "Choisissez la réponse reçue."),
        ({"sens": "refus", "mode": "autre", "recue_le": "10/12/2026"}, "ne peut pas être à venir"),
        (
            {"sens": "refus", "mode": "formulaire", "postee_le": "04/12/2026", "recue_le": "03/12/2026"},
            "ni précéder le cachet",
        ),
        ({"sens": "refus", "mode": "autre", "recue_le": "20/11/2026"}, "avant l’envoi de la lettre"),
        ({"sens": "refus", "mode": "autre", "recue_le": "hier"}, "Indiquez une date"),
        ({"sens": "refus_termes", "mode": "autre", "recue_le": "04/12/2026"}, "À corriger"),
    ],
)
def test_dates_and_answers_that_cannot_be_are_refused(maison, noel, champs, attendu, autre_session):
    page = saisir(maison.commissaire(), noel, **champs)
    assert page.statut == 422
    assert attendu in page.lu
    assert relire(autre_session, noel).etat is Etat.ENVOYEE


def test_terms_refused_by_letter_while_talks_are_open(maison, autre_session):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER, jours=10)
    qui = maison.commissaire()
    page = qui.get(adresse(dossier, "/reponse"))
    assert [i["value"] for i in page.tous("[name=sens]")] == ["refus_termes"]
    relue = qui.soumettre(page, mode="formulaire", postee_le="19/11/2026", recue_le="21/11/2026")
    assert "art. R. 125-5, 3°" in relue.lu
    qui.soumettre(relue)
    lu = relire(autre_session, dossier)
    assert lu.etat is Etat.REFUS_DES_TERMES
    assert (lu.refus_mode, lu.refus_poste_le.isoformat()) == (ModeReponse.FORMULAIRE, "2026-11-19")
    assert "postée le 19 novembre 2026" in qui.get(adresse(dossier)).lu


def test_a_preview_seen_before_somebody_else_acted_records_nothing(maison, noel, autre_session):
    qui = maison.commissaire()
    refus = saisir(qui, noel, sens="refus", mode="autre", recue_le="04/12/2026")
    accord = saisir(qui, noel, sens="acceptation", mode="formulaire", recue_le="04/12/2026")
    qui.soumettre(accord)
    assert qui.soumettre(refus).statut in (409, 422)
    assert relire(autre_session, noel).etat is Etat.ACCEPTEE
    qui.soumettre(accord)
    assert [e.action for e in relire(autre_session, noel).evenements].count("accepter_participation") == 1
