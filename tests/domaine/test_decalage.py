"""A late constat moves the whole schedule: same amounts, same order, same day of the month, never too early."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portail.domaine.decalage import (
    CLAUSE,
    JOURS_AVANT_PREMIER_PAIEMENT,
    decaler,
    decaler_jours,
    mois_de_decalage,
)
from portail.domaine.delais import ajouter_mois
from portail.domaine.echeancier import Echeance, dates, par_nombre

PREMIERS = st.dates(date(2026, 1, 1), date(2100, 12, 31))
RETARDS = st.integers(-400, 800)


def iso(jours):
    return [j.isoformat() for j in jours]


def test_the_clause_says_the_days_that_are_counted():
    assert f"{JOURS_AVANT_PREMIER_PAIEMENT}\u00a0jours avant le premier paiement" in CLAUSE


def test_a_constat_in_time_moves_nothing():
    jours = dates(date(2027, 1, 5), 6)
    assert mois_de_decalage(jours, date(2026, 12, 29)) == 0
    assert mois_de_decalage(jours, date(2026, 12, 30)) == 1
    assert mois_de_decalage(jours, date(2027, 4, 1)) == 4
    assert mois_de_decalage((), date(2027, 4, 1)) == 0


def test_the_31st_goes_through_short_months_and_comes_back():
    assert iso(decaler_jours(dates(date(2027, 1, 31), 4), 1)) == [
        "2027-02-28",
        "2027-03-31",
        "2027-04-30",
        "2027-05-31",
    ]
    derniers = dates(date(2027, 2, 10), 3, dernier_jour_du_mois=True)
    assert iso(decaler_jours(derniers, 1)) == ["2027-03-31", "2027-04-30", "2027-05-31"]
    assert iso(decaler_jours([date(2028, 1, 30), date(2028, 2, 29)], 12)) == ["2029-01-30", "2029-02-28"]
    assert iso(decaler_jours([date(2027, 2, 28)], 1)) == ["2027-03-28"], "alone, the 28th is a 28th"


def test_two_days_of_a_long_month_never_meet():
    jours = [date(2027, 1, 30), date(2027, 1, 31)]
    assert mois_de_decalage(jours, date(2027, 2, 1)) == 2, "in February both would fall on the 28th"


@given(PREMIERS, st.integers(1, 60), st.booleans(), RETARDS)
def test_same_amounts_same_order_same_day_and_late_enough(premiere, nombre, dernier, retard):
    plan = par_nombre(
        500_000, nombre, premiere=premiere, dernier_jour_du_mois=dernier, duree_max_mois=60
    ).echeances  # fmt: skip
    constat = plan[0].le + timedelta(days=retard)
    mois = mois_de_decalage([e.le for e in plan], constat)
    decale = decaler(plan, mois)
    assert [(e.numero, e.montant_centimes) for e in decale] == [(e.numero, e.montant_centimes) for e in plan]
    assert decale[0].le >= constat + timedelta(days=JOURS_AVANT_PREMIER_PAIEMENT)
    assert all(a.le < b.le for a, b in zip(decale, decale[1:], strict=False))
    voulu = max(e.le.day for e in plan)
    for avant, apres in zip(plan, decale, strict=True):
        assert (apres.le.year - avant.le.year) * 12 + apres.le.month - avant.le.month == mois
        fin_de_mois = (ajouter_mois(apres.le.replace(day=1), 1) - timedelta(days=1)).day
        assert apres.le.day in (avant.le.day, min(voulu, fin_de_mois))
    if mois:  # one month less would be too early
        assert decaler(plan, mois - 1)[0].le < constat + timedelta(days=JOURS_AVANT_PREMIER_PAIEMENT)
    else:
        assert decale == plan


@given(st.sets(st.dates(date(2026, 1, 1), date(2030, 12, 31)), min_size=1, max_size=12), RETARDS)
def test_any_ascending_days_find_a_lawful_shift(jours, retard):
    tries = sorted(jours)
    mois = mois_de_decalage(tries, tries[0] + timedelta(days=retard))
    plan = decaler([Echeance(n, le, 100) for n, le in enumerate(tries, 1)], mois)
    assert all(a.le < b.le for a, b in zip(plan, plan[1:], strict=False))
