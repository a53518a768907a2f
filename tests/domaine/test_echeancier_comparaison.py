"""Two schedules compared, in figures."""

from datetime import date

from dateutil.relativedelta import relativedelta
from hypothesis import assume, given
from hypothesis import strategies as st

from portail.domaine.delais import mois_entiers
from portail.domaine.echeancier import Echeancier, comparer, par_nombre

LE_5 = date(2027, 1, 5)
TOTAUX = st.integers(1, 999_999_999)
JOURS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


def test_two_schedules_compared():
    sienne, mienne = par_nombre(122_000, 6, premiere=LE_5), par_nombre(122_000, 12, premiere=LE_5)
    assert comparer(sienne, mienne) == (0, -10_167, -10_167)


def test_the_comparison_turns_around():
    sienne, mienne = par_nombre(122_000, 12, premiere=LE_5), par_nombre(61_000, 6, premiere=date(2027, 1, 15))
    assert comparer(sienne, mienne) == (-61_000, 0, 0)


def test_identical_schedules():
    plan, autre = par_nombre(90_000, 3, premiere=LE_5), par_nombre(90_000, 3, premiere=LE_5)
    assert set(comparer(plan, Echeancier(autre.echeances, True))) == {0}


def test_a_larger_start_is_told_from_the_cents_of_the_last_payment():
    assert par_nombre(122_000, 12, premiere=LE_5, premier_versement=20_000).commence_autrement
    assert par_nombre(122_000, 2, premiere=LE_5, premier_versement=20_000).commence_autrement
    assert par_nombre(122_000, 6, premiere=LE_5, premier_versement=20_360).commence_autrement, "32 centimes more"
    for nombre in (1, 2, 3, 7):
        assert not par_nombre(122_001, nombre, premiere=LE_5).commence_autrement


@given(TOTAUX, TOTAUX, st.integers(1, 24), st.integers(1, 24), JOURS, JOURS)
def test_comparison_is_antisymmetric(un, autre, n, m, le, la):
    assume(un >= n and autre >= m)
    a, b = par_nombre(un, n, premiere=le), par_nombre(autre, m, premiere=la)
    assert comparer(a, b) == tuple(-x for x in comparer(b, a))


@given(JOURS, JOURS)
def test_whole_months_against_dateutil(un, autre):
    tot, tard = sorted((un, autre))
    ecart = mois_entiers(un, autre)
    assert tot + relativedelta(months=abs(ecart)) <= tard < tot + relativedelta(months=abs(ecart) + 1)
    assert (ecart >= 0) == (autre >= un) or ecart == 0
