"""What the creditor will pay and keep, and when the portal refuses to say."""

from datetime import date

import pytest

from portail.config import Mode
from portail.domaine.procedure import Etat, Role
from portail.services import textes
from portail.services.acteur import Acteur
from portail.services.couts import CalculImpossible, Fin, estimer

AUJOURD_HUI = date(2026, 11, 22)
GRILLE = {
    "droit_a444_32": {"emolument_fixe_ht": "21,50", "tranches": [{"jusqu_a": None, "taux_pct": "10"}]},
    "frais_dossier": {"taxable_ht": "10,00", "debours": "5,00"},
    "titre": {"ht": "20,00"},
}


@pytest.fixture
def dossier(maison):
    return maison.dossier(Etat.BROUILLON)


@pytest.fixture
def production(fabrique_app):
    """Settings as in production, on the test's database."""
    return fabrique_app(mode=Mode.PRODUCTION).extensions["moyens"].reglages


@pytest.fixture
def entrer(session, maison, dossier):
    def faire(du=date(2026, 3, 1), exemple=False, valeurs=GRILLE):
        acteur = Acteur(Role.COMMISSAIRE, maison.horloge(), maison.troupe.commissaire.id)
        textes.saisir_tarif(
            session,
            dossier.etude_id,
            du=du,
            au=None,
            valeurs=valeurs,
            source="Arrêté du 25 février 2026",
            verifie_le=AUJOURD_HUI,
            exemple=exemple,
            acteur=acteur,
        )

    return faire


def test_the_demonstration_computes_with_the_example_and_says_so(session, dossier, moyens):
    couts = estimer(session, dossier, AUJOURD_HUI, moyens.reglages)
    assert couts.exemple
    paye, refus, impaye = (couts.de(fin) for fin in Fin)
    assert (paye.recu_centimes, paye.cout_centimes) == (122_000, 20_025)
    assert paye.net_centimes == 101_975
    assert (refus.net_centimes, impaye.net_centimes) == (-1_492, -4_498)
    for scenario in couts.scenarios:
        assert scenario.cout_centimes == sum(ligne.ht_centimes + ligne.tva_centimes for ligne in scenario.lignes)


def test_production_refuses_an_unknown_period_rather_than_guess(session, dossier, production):
    with pytest.raises(CalculImpossible) as refus:
        estimer(session, dossier, AUJOURD_HUI, production)
    assert refus.value.au == AUJOURD_HUI


def test_the_etudes_own_table_is_computed_in_production(session, dossier, production, entrer):
    entrer()
    couts = estimer(session, dossier, AUJOURD_HUI, production)
    assert not couts.exemple
    assert [ligne.ttc_centimes for ligne in couts.de(Fin.ACCORD_PAYE).lignes] == [14_640, 1_700, 2_400]
    assert couts.de(Fin.SANS_ACCORD).cout_centimes == 1_700


def test_an_example_entered_by_the_etude_counts_for_nothing_in_production(session, dossier, production, entrer):
    entrer(exemple=True)
    with pytest.raises(CalculImpossible):
        estimer(session, dossier, AUJOURD_HUI, production)


def test_a_table_that_starts_later_does_not_apply_yet(session, dossier, production, entrer):
    entrer(du=date(2027, 1, 1))
    with pytest.raises(CalculImpossible):
        estimer(session, dossier, AUJOURD_HUI, production)


def test_the_newest_entry_wins_and_comes_before_the_example(session, dossier, moyens, entrer):
    entrer()
    entrer(valeurs={**GRILLE, "titre": {"ht": "30,00"}})
    couts = estimer(session, dossier, AUJOURD_HUI, moyens.reglages)
    assert not couts.exemple
    assert couts.de(Fin.ACCORD_IMPAYE).cout_centimes == 1_700 + 3_600


def test_a_table_that_cannot_be_read_counts_for_nothing(session, dossier, production, entrer):
    entrer(valeurs={"titre": {"ht": "beaucoup"}})
    with pytest.raises(CalculImpossible):
        estimer(session, dossier, AUJOURD_HUI, production)


def test_another_amount_gives_other_costs(session, dossier, moyens):
    couts = estimer(session, dossier, AUJOURD_HUI, moyens.reglages, montant_centimes=60_000)
    assert couts.de(Fin.ACCORD_PAYE).recu_centimes == 60_000
    assert couts.de(Fin.SANS_ACCORD).recu_centimes == 0


def test_a_place_without_a_known_tariff_is_not_computed(session, dossier, moyens):
    dossier.debiteur.code_lieu = "975"
    session.flush()
    with pytest.raises(CalculImpossible):
        estimer(session, dossier, AUJOURD_HUI, moyens.reglages)
