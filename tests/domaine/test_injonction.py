"""droit.md 3.5: the published figures from their components, and what is not known."""

from datetime import date
from decimal import Decimal

import pytest

from portail.domaine.injonction import Voie, cout_injonction
from portail.domaine.tables import TABLES_PUBLIEES, TableManquante

EN_2018 = date(2018, 6, 1)


@pytest.mark.parametrize(
    ("euros", "coefficient", "emolument", "total"),
    [
        (128, "0.5", 1_287, 6_808),  # published 12,88 and 68,09: one cent off half of 25,74
        (129, "1", 2_574, 8_095),
        (1_280, "1", 2_574, 8_095),
        (1_281, "2", 5_148, 10_669),
        (5_000, "2", 5_148, 10_669),
    ],
)
def test_the_published_figures(euros, coefficient, emolument, total):
    cout = cout_injonction(euros * 100, EN_2018)
    assert (cout.coefficient, cout.emolument_ht_centimes) == (Decimal(coefficient), emolument)
    assert [p.ht_centimes for p in cout.lignes] == [emolument, 2_000, 3_521]
    assert cout.total_centimes == total


@pytest.mark.parametrize(("au", "emolument"), [(date(2022, 6, 1), 2_553), (date(2026, 11, 22), 2_579)])
def test_later_emoluments(au, emolument):
    assert cout_injonction(50_000, au).emolument_ht_centimes == emolument


def test_present_signification_on_paper_or_electronic():
    au = date(2026, 11, 22)
    papier, electronique = (cout_injonction(50_000, au, voie=v) for v in (Voie.PAPIER, Voie.ELECTRONIQUE))
    assert papier.total_centimes - electronique.total_centimes == 60
    assert [p.code for p in papier.lignes] == ["emolument", "forfait"]
    assert (papier.lignes[0].tva_centimes, papier.lignes[0].ttc_centimes) == (516, 3_095)


def test_the_greffe_has_no_default():
    au = date(2026, 11, 22)
    assert any("Greffe" in a for a in cout_injonction(50_000, au).avertissements)
    saisi = cout_injonction(50_000, au, greffe_centimes=3_347)
    assert saisi.lignes[-1].ttc_centimes == 3_347
    assert not any(a.startswith("Greffe") for a in saisi.avertissements)
    gratuit = cout_injonction(50_000, au, greffe_centimes=0)
    assert [p.code for p in gratuit.lignes] == ["emolument", "forfait"]


def test_the_greffe_entered_by_the_etude():
    grille = {
        "du": "2026-01-01",
        "source": "arrêté du 25 février 2026",
        "verifie_le": "2026-11-22",
        "exemple": True,
        "valeurs": {"greffe": {"montant": "25,19"}},
    }
    cout = cout_injonction(50_000, date(2026, 11, 22), tables=TABLES_PUBLIEES.avec_grille(grille))
    assert cout.lignes[-1].ttc_centimes == 2_519
    assert cout.exemple
    assert any("EXEMPLE" in a for a in cout.avertissements)


@pytest.mark.parametrize("au", [date(2016, 2, 29), date(2020, 6, 1), date(2028, 3, 1)])
def test_unknown_periods_are_errors(au):
    with pytest.raises(TableManquante) as manque:
        cout_injonction(50_000, au)
    assert "injonction" in manque.value.phrase
