"""Two schedules compared, in figures and in words."""

from datetime import date

from dateutil.relativedelta import relativedelta
from hypothesis import assume, given
from hypothesis import strategies as st

from portail.domaine.echeancier import Echeancier, comparer, par_nombre

LE_5 = date(2027, 1, 5)
TOTAUX = st.integers(1, 999_999_999)
JOURS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


def en_clair(comparaison):
    return [p.replace("\u00a0", " ").replace("\u202f", " ") for p in comparaison.phrases]


def test_two_schedules_compared():
    sienne, mienne = par_nombre(122_000, 6, premiere=LE_5), par_nombre(122_000, 12, premiere=LE_5)
    comparaison = comparer(sienne, mienne)
    assert en_clair(comparaison) == [
        "Par mois : 101,66 €, 101,67 € de moins que son offre.",
        "Paiements : 12, 6 de plus que son offre.",
        "Fin le 5 décembre 2027, 6 mois de plus que son offre.",
        "Total : 1 220,00 €, comme dans son offre.",
    ]
    assert comparaison.ecarts == (0, -10_167, -10_167, 6, 0, 183, 6)


def test_the_comparison_turns_around():
    sienne, mienne = par_nombre(122_000, 12, premiere=LE_5), par_nombre(61_000, 6, premiere=date(2027, 1, 15))
    comparaison = comparer(sienne, mienne)
    assert en_clair(comparaison) == [
        "Par mois : 101,66 €, comme dans son offre.",
        "Paiements : 6, 6 de moins que son offre.",
        "Fin le 15 juin 2027, 5 mois et 20 jours de moins que son offre.",
        "Total : 610,00 €, 610,00 € de moins que son offre.",
    ]
    assert comparaison.ecarts == (-61_000, 0, 0, -6, 10, -173, -5)


def test_only_the_dates_differ():
    sienne, mienne = par_nombre(90_000, 3, premiere=LE_5), par_nombre(90_000, 3, premiere=date(2027, 1, 6))
    assert en_clair(comparer(sienne, mienne)) == [
        "Par mois : 300,00 €, comme dans son offre.",
        "Paiements : 3, comme dans son offre.",
        "Fin le 6 mars 2027, 1 jour de plus que son offre.",
        "Total : 900,00 €, comme dans son offre.",
    ]


def test_same_end_is_said():
    sienne, mienne = par_nombre(90_000, 3, premiere=LE_5), par_nombre(90_000, 2, premiere=date(2027, 2, 5))
    assert en_clair(comparer(sienne, mienne))[2] == "Fin le 5 mars 2027, comme dans son offre."


def test_identical_schedules():
    plan, autre = par_nombre(90_000, 3, premiere=LE_5), par_nombre(90_000, 3, premiere=LE_5)
    comparaison = comparer(plan, Echeancier(autre.echeances, True))
    assert hash(comparaison) == hash(comparer(plan, plan))
    assert en_clair(comparaison) == ["Cette proposition est identique à son offre."]
    assert set(comparaison.ecarts) == {0}


@given(TOTAUX, TOTAUX, st.integers(1, 24), st.integers(1, 24), JOURS, JOURS)
def test_comparison_is_antisymmetric(un, autre, n, m, le, la):
    assume(un >= n and autre >= m)
    a, b = par_nombre(un, n, premiere=le), par_nombre(autre, m, premiere=la)
    assert comparer(a, b).ecarts == tuple(-x for x in comparer(b, a).ecarts)


@given(JOURS, JOURS)
def test_whole_months_against_dateutil(un, autre):
    a, b = par_nombre(100, 1, premiere=un), par_nombre(100, 1, premiere=autre)
    tot, tard = sorted((un, autre))
    ecart = comparer(a, b).ecarts.fin_mois
    assert tot + relativedelta(months=abs(ecart)) <= tard < tot + relativedelta(months=abs(ecart) + 1)
    assert (ecart >= 0) == (autre >= un) or ecart == 0
