"""droit.md 4.3 and decision D26: slices, days, one rounding, penalties between professionals."""

from calendar import isleap
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.domaine.fichiers import DOSSIER, lire_csv
from portail.domaine.interets import (
    PeriodeInvalide,
    QualiteCreancier,
    ReservePro,
    calculer_interets,
    calculer_penalites,
    indemnite_forfaitaire,
)
from portail.domaine.tables import TABLES_PUBLIEES, TableManquante, lire_baremes

PARTICULIER, PRO = QualiteCreancier.PARTICULIER, QualiteCreancier.PROFESSIONNEL
JOURS = st.dates(date(2014, 1, 1), date(2026, 12, 31))
TABLE = [
    (
        date.fromisoformat(r["du"]),
        date.fromisoformat(r["au"]),
        Fraction(r["particuliers_pct"]),
        Fraction(r["autres_cas_pct"]),
    )
    for r in lire_csv("taux_legal.csv")
]


def au_jour_le_jour(principal, depuis, jusqu_au, colonne):
    """The same rule, day by day: slow, and without slices."""
    total = Fraction(0)
    jour = depuis + timedelta(days=1)
    while jour <= jusqu_au:
        taux = next(ligne[colonne] for ligne in TABLE if ligne[0] <= jour <= ligne[1])
        total += Fraction(principal) * taux / 100 / (366 if isleap(jour.year) else 365)
        jour += timedelta(days=1)
    return int(total)


@given(st.integers(0, 1_000_000), JOURS, st.integers(0, 900), st.sampled_from((PARTICULIER, PRO)))
def test_against_a_day_by_day_calculation(principal, depuis, duree, creancier):
    jusqu_au = min(depuis + timedelta(days=duree), date(2026, 12, 31))
    calcule = calculer_interets(principal, depuis, jusqu_au, creancier=creancier)
    colonne = 2 if creancier is PARTICULIER else 3
    assert calcule.interets_centimes == au_jour_le_jour(principal, depuis, jusqu_au, colonne)
    assert sum(t.interets_centimes for t in calcule.tranches) == calcule.interets_centimes
    assert sum(t.jours for t in calcule.tranches) == (jusqu_au - depuis).days


@given(st.integers(1, 1_000_000), JOURS, st.integers(0, 900), st.integers(0, 400))
def test_more_days_never_bear_less(principal, depuis, duree, de_plus):
    fin = date(2026, 12, 31)
    court = calculer_interets(principal, depuis, min(depuis + timedelta(days=duree), fin), creancier=PRO)
    long = calculer_interets(principal, depuis, min(depuis + timedelta(days=duree + de_plus), fin), creancier=PRO)
    assert court.interets_centimes <= long.interets_centimes


def test_the_day_of_the_mise_en_demeure_is_not_counted():
    assert calculer_interets(100_000, date(2026, 1, 10), date(2026, 1, 10), creancier=PRO).tranches == ()
    un_jour = calculer_interets(36_500_000, date(2026, 1, 10), date(2026, 1, 11), creancier=PRO)
    assert (un_jour.tranches[0].du, un_jour.tranches[0].jours) == (date(2026, 1, 11), 1)
    assert un_jour.interets_centimes == 2_620  # 365 000 € × 2,62 % / 365


def test_a_leap_year_has_366_days():
    calcule = calculer_interets(36_600, date(2023, 12, 31), date(2024, 12, 31), creancier=PARTICULIER)
    assert [(t.jours, t.base) for t in calcule.tranches] == [(182, 366), (184, 366)]


def test_slices_follow_the_semesters():
    calcule = calculer_interets(100_000, date(2025, 5, 1), date(2026, 11, 22), creancier=PARTICULIER)
    assert [(t.du.isoformat(), t.au.isoformat(), str(t.taux_pct)) for t in calcule.tranches] == [
        ("2025-05-02", "2025-06-30", "7.21"),
        ("2025-07-01", "2025-12-31", "6.65"),
        ("2026-01-01", "2026-06-30", "6.67"),
        ("2026-07-01", "2026-11-22", "6.84"),
    ]
    assert calcule.interets_centimes == 10_562
    assert any("vérifié" in a for a in calcule.avertissements)


@pytest.mark.parametrize(
    ("semestre", "particuliers", "autres"),
    [
        ("2015-01-01", "4.06", "0.93"),
        ("2019-07-01", "3.26", "0.87"),
        ("2024-01-01", "8.01", "5.07"),
        ("2026-07-01", "6.84", "2.75"),
    ],
)
def test_rates_of_the_reference(semestre, particuliers, autres):
    jour = date.fromisoformat(semestre)
    for creancier, taux in ((PARTICULIER, particuliers), (PRO, autres)):
        tranche = calculer_interets(100, jour, jour + timedelta(days=1), creancier=creancier).tranches[0]
        assert str(tranche.taux_pct) == taux


def test_the_table_of_rates_has_25_periods_and_no_gap():
    assert len(TABLE) == 25
    for avant, apres in zip(TABLE, TABLE[1:], strict=False):
        assert avant[1] + timedelta(days=1) == apres[0]


@pytest.mark.parametrize(("depuis", "jusqu_au"), [("2013-12-30", "2014-01-02"), ("2026-12-30", "2027-01-01")])
def test_an_unknown_semester_is_an_error(depuis, jusqu_au):
    with pytest.raises(TableManquante) as manque:
        calculer_interets(100, date.fromisoformat(depuis), date.fromisoformat(jusqu_au), creancier=PRO)
    assert "taux_legal" in manque.value.phrase


def test_the_last_known_day_is_enough():
    assert calculer_interets(100_000, date(2026, 12, 30), date(2026, 12, 31), creancier=PRO).tranches
    assert calculer_interets(100_000, date(2013, 12, 31), date(2014, 1, 1), creancier=PRO).tranches


def test_contractual_rate_by_calendar_year():
    calcule = calculer_interets(
        100_000, date(2023, 6, 30), date(2025, 6, 30), creancier=PRO, taux_contractuel=Decimal("10")
    )
    assert [(t.jours, t.base) for t in calcule.tranches] == [(184, 365), (366, 366), (181, 365)]
    assert calcule.interets_centimes == 20_000
    assert calcule.avertissements == ()


def test_interest_is_frozen_at_the_sending():
    fige = calculer_interets(100_000, date(2026, 1, 1), date(2026, 12, 31), creancier=PRO, fige_le=date(2026, 3, 1))
    assert fige == calculer_interets(100_000, date(2026, 1, 1), date(2026, 3, 1), creancier=PRO)
    avant = calculer_interets(100_000, date(2026, 1, 1), date(2026, 2, 1), creancier=PRO, fige_le=date(2025, 1, 1))
    assert avant.interets_centimes == 0


def test_an_end_before_the_start_is_refused():
    with pytest.raises(PeriodeInvalide) as refus:
        calculer_interets(100, date(2026, 1, 2), date(2026, 1, 1), creancier=PRO)
    assert "2 janvier 2026" in refus.value.phrase


def test_penalties_at_the_bce_rate_plus_ten_points():
    calcule = calculer_penalites(100_000, date(2026, 5, 31), date(2026, 7, 30), debiteur_professionnel=True)
    assert [(t.jours, str(t.taux_pct)) for t in calcule.tranches] == [(30, "12.15"), (30, "12.40")]
    assert calcule.interets_centimes == int(Fraction(100_000 * 30, 36_500) * (Fraction("12.15") + Fraction("12.40")))


def test_penalties_at_a_written_rate_and_its_floor():
    haut = calculer_penalites(
        100_000, date(2026, 1, 1), date(2026, 2, 1), debiteur_professionnel=True, taux_contractuel=Decimal("7.86")
    )
    assert haut.avertissements == ()
    bas = calculer_penalites(
        100_000, date(2026, 1, 1), date(2026, 2, 1), debiteur_professionnel=True, taux_contractuel=Decimal("7.85")
    )
    assert "7,86" in bas.avertissements[0]


def test_penalties_and_indemnity_are_only_between_professionals():
    for pros in ({"debiteur_professionnel": False}, {"debiteur_professionnel": True, "creancier_professionnel": False}):
        with pytest.raises(ReservePro):
            calculer_penalites(100, date(2026, 1, 1), date(2026, 2, 1), **pros)
        with pytest.raises(ReservePro):
            indemnite_forfaitaire(1, **pros)
    assert indemnite_forfaitaire(3, debiteur_professionnel=True) == 12_000


def test_unknown_bce_semester_is_an_error():
    with pytest.raises(TableManquante) as manque:
        calculer_penalites(100, date(2020, 1, 1), date(2020, 2, 1), debiteur_professionnel=True)
    assert "taux_bce" in manque.value.phrase


def test_the_example_rates_are_said():
    tables = TABLES_PUBLIEES.avec(*lire_baremes(DOSSIER / "exemple_2026.json"))
    calcule = calculer_interets(100_000, date(2026, 12, 1), date(2027, 2, 1), creancier=PRO, tables=tables)
    assert calcule.exemple
    assert "EXEMPLE" in calcule.avertissements[0]
