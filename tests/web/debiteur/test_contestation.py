"""From a draft to a contestation: what counts as said, and where the other ways lead."""

import pytest

from portail.domaine.procedure import Etat
from portail.domaine.signalements import Motif
from portail.web.debiteur import contestation
from tests.web.debiteur.conftest import APRES, ENTRE_DEUX, ENVOI

pytestmark = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


def test_a_draft_that_does_not_hold_together_is_not_said(maison, horloge):
    dossier = maison.dossier(Etat.ENVOYEE)
    for saisie in (
        {},
        {"motif": "inconnu"},
        {"motif": "autre", "texte": "  "},
        {"motif": "deja_paye", "le": "hier"},
        {"motif": "deja_paye", "le": "01/01/2030"},
        {"motif": "partie_payee", "paye": "0"},
    ):
        assert contestation.lire(dossier, saisie, horloge()) is None, saisie
    motif, faits, texte = contestation.lire(
        dossier, {"motif": "defaut", "le": "hier", "paye": "x", "texte": " Fuite. "}, horloge()
    )
    assert (motif, faits, texte) == (Motif.DEFAUT, {}, "Fuite."), "inputs of another reason do not count"


@pytest.mark.parametrize(
    ("motif", "faits", "attendu"),
    [
        (Motif.PARTIE_PAYEE, {"paye_centimes": 62_000}, 60_000),
        (Motif.PARTIE_PAYEE, {}, None),
        (Motif.PARTIE_PAYEE, {"paye_centimes": 150_000}, None),  # a part of what the claim is the balance of
        (Motif.MONTANT_FAUX, {"juste_centimes": 90_050}, 90_050),
        (Motif.MONTANT_FAUX, {"juste_centimes": 0}, None),
        (Motif.DEJA_PAYE, {"paye_centimes": 122_000}, None),
    ],
)
def test_the_picker_starts_from_what_the_person_says_is_due(maison, motif, faits, attendu):
    assert contestation.montant_a_proposer(maison.dossier(Etat.ENVOYEE), motif, faits) == attendu


def test_the_ways_out_close_with_the_clock(maison, app):
    dossier = maison.dossier(Etat.ENVOYEE, envoi=ENVOI)
    with app.test_request_context():
        ouvertes = contestation.issues(dossier, maison.horloge(), 90_050)
        assert ouvertes["proposer"].endswith("/echeancier?total=900,50#total")
        assert set(contestation.issues(dossier, ENTRE_DEUX, None)) == {"refuser"}
        assert contestation.issues(dossier, APRES, None) == {}


def test_five_years_against_a_professional(maison):
    dossier = maison.dossier(Etat.ENVOYEE)
    assert contestation.annees_de_prescription(dossier) == 2
    dossier.debiteur.professionnel = True
    assert contestation.annees_de_prescription(dossier) == 5
