"""Schedules: exact sums, dates from the first, limits, verification."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import assume, given
from hypothesis import strategies as st

from portail.domaine.echeancier import (
    Echeance,
    Echeancier,
    EcheancierInvalide,
    MotifEcheancier,
    dates,
    par_mensualite,
    par_nombre,
    verifier,
)

M = MotifEcheancier
LE_5 = date(2027, 1, 5)
TOTAUX = st.integers(1, 999_999_999)
JOURS = st.dates(date(1950, 1, 1), date(2150, 12, 31))


def montants(plan):
    return [e.montant_centimes for e in plan.echeances]


def jours(plan):
    return [e.le.isoformat() for e in plan.echeances]


def un_plan(*lignes):
    return [Echeance(n, date.fromisoformat(le), m) for n, (le, m) in enumerate(lignes, 1)]


def test_twelve_payments_of_1220_euros():
    plan = par_nombre(122_000, 12, premiere=LE_5)
    assert montants(plan) == [10_166] * 11 + [10_174]
    assert (plan.nombre, plan.total_centimes, plan.mensualite_centimes) == (12, 122_000, 10_166)
    assert (plan.fin, plan.fusionnee) == (date(2027, 12, 5), False)
    assert [e.numero for e in plan.echeances] == list(range(1, 13))


def test_a_single_payment():
    plan = par_nombre(122_000, 1, premiere=LE_5)
    assert montants(plan) == [122_000]
    assert plan.mensualite_centimes == 122_000


def test_a_first_larger_payment():
    plan = par_nombre(122_000, 4, premiere=LE_5, premier_versement=22_000)
    assert montants(plan) == [22_000, 33_333, 33_333, 33_334]
    assert plan.mensualite_centimes == 33_333


def test_the_regular_payment_of_two_is_the_first():
    assert par_nombre(10_001, 2, premiere=LE_5).mensualite_centimes == 5_000


def test_dates_are_computed_from_the_first():
    plan = par_nombre(90_000, 3, premiere=date(2027, 1, 31))
    assert jours(plan) == ["2027-01-31", "2027-02-28", "2027-03-31"]


def test_last_day_of_each_month():
    plan = par_nombre(90_000, 3, premiere=date(2027, 2, 28), dernier_jour_du_mois=True)
    assert jours(plan) == ["2027-02-28", "2027-03-31", "2027-04-30"]


def test_last_day_of_the_month_in_a_leap_year():
    plan = par_mensualite(90_000, 30_000, premiere=date(2028, 1, 1), dernier_jour_du_mois=True)
    assert jours(plan) == ["2028-01-31", "2028-02-29", "2028-03-31"]


def test_monthly_amount_leaves_a_smaller_last_payment():
    plan = par_mensualite(122_000, 8_000, premiere=LE_5)
    assert montants(plan) == [8_000] * 15 + [2_000]
    assert (plan.fin, plan.fusionnee) == (date(2028, 4, 5), False)


def test_monthly_amount_that_falls_even():
    plan = par_mensualite(120_000, 10_000, premiere=LE_5)
    assert montants(plan) == [10_000] * 12
    assert not plan.fusionnee


@pytest.mark.parametrize(
    ("total", "attendus", "fusionnee"),
    [
        (16_001, [8_000, 8_001], True),
        (16_499, [8_000, 8_499], True),
        (16_500, [8_000, 8_000, 500], False),
        (16_000, [8_000, 8_000], False),
        (499, [499], False),
        (8_000, [8_000], False),
        (7_999, [7_999], False),
        (8_499, [8_499], True),
    ],
)
def test_a_remainder_under_five_euros_joins_the_payment_before(total, attendus, fusionnee):
    plan = par_mensualite(total, 8_000, premiere=LE_5)
    assert (montants(plan), plan.fusionnee) == (attendus, fusionnee)


def test_a_remainder_may_join_the_first_payment():
    plan = par_mensualite(10_300, 8_000, premiere=LE_5, premier_versement=10_000)
    assert (montants(plan), plan.fusionnee) == ([10_300], True)


def test_monthly_amount_after_a_first_payment():
    plan = par_mensualite(99_000, 30_000, premiere=LE_5, premier_versement=40_000)
    assert montants(plan) == [40_000, 30_000, 29_000]
    assert plan.mensualite_centimes == 30_000


def test_small_payments_asked_by_number_are_kept():
    plan = par_nombre(10_000, 24, premiere=LE_5)
    assert (montants(plan), plan.fusionnee) == ([416] * 23 + [432], False)


def test_monthly_amounts_under_five_euros_are_kept():
    assert montants(par_mensualite(900, 300, premiere=LE_5)) == [300, 300, 300]
    assert montants(par_mensualite(1_000, 300, premiere=LE_5)) == [300, 300, 400]


@pytest.mark.parametrize(
    ("appel", "motif", "limite"),
    [
        (lambda: par_nombre(0, 1, premiere=LE_5), M.TOTAL_NUL, 1),
        (lambda: par_nombre(-5, 1, premiere=LE_5), M.TOTAL_NUL, 1),
        (lambda: par_nombre(100, 0, premiere=LE_5), M.TROP_D_ECHEANCES, 24),
        (lambda: par_nombre(100, -3, premiere=LE_5), M.TROP_D_ECHEANCES, 24),
        (lambda: par_nombre(10_000, 25, premiere=LE_5), M.TROP_D_ECHEANCES, 24),
        (lambda: par_nombre(10_000, 37, premiere=LE_5, duree_max_mois=36), M.TROP_D_ECHEANCES, 36),
        (lambda: par_nombre(3, 4, premiere=LE_5), M.TOTAL_TROP_PETIT, 4),
        (lambda: par_nombre(3, 25, premiere=LE_5), M.TROP_D_ECHEANCES, 24),
        (lambda: par_nombre(3, 4, premiere=LE_5, premier_versement=2), M.TOTAL_TROP_PETIT, 4),
        (lambda: par_nombre(100, 5, premiere=LE_5, premier_versement=98), M.PREMIER_VERSEMENT_LAISSE_TROP_PEU, 96),
        (lambda: par_nombre(100, 6, premiere=LE_5, premier_versement=97), M.PREMIER_VERSEMENT_LAISSE_TROP_PEU, 95),
        (lambda: par_nombre(100, 1, premiere=LE_5, premier_versement=50), M.PREMIER_VERSEMENT_SEUL, 2),
        (lambda: par_nombre(100, 2, premiere=LE_5, premier_versement=0), M.PREMIER_VERSEMENT_NUL, 1),
        (lambda: par_nombre(100, 2, premiere=LE_5, premier_versement=-1), M.PREMIER_VERSEMENT_NUL, 1),
        (lambda: par_nombre(100, 2, premiere=LE_5, premier_versement=100), M.PREMIER_VERSEMENT_TROP_GRAND, 100),
        (lambda: par_mensualite(100, 0, premiere=LE_5), M.MENSUALITE_NULLE, 1),
        (lambda: par_mensualite(100, -1, premiere=LE_5), M.MENSUALITE_NULLE, 1),
        (lambda: par_mensualite(0, 10, premiere=LE_5), M.TOTAL_NUL, 1),
        (lambda: par_mensualite(122_000, 4_000, premiere=LE_5), M.MENSUALITE_TROP_PETITE, 5_084),
        (lambda: par_mensualite(122_000, 5_083, premiere=LE_5), M.MENSUALITE_TROP_PETITE, 5_084),
        (lambda: par_mensualite(122_000, 4_800, premiere=LE_5), M.MENSUALITE_TROP_PETITE, 5_084),
        (lambda: par_mensualite(100, 10, premiere=LE_5, duree_max_mois=1), M.MENSUALITE_TROP_PETITE, 100),
        (lambda: par_mensualite(2_360, 100, premiere=LE_5, premier_versement=10), M.MENSUALITE_TROP_PETITE, 103),
        (
            lambda: par_mensualite(122_000, 100, premiere=LE_5, premier_versement=7_000),
            M.MENSUALITE_TROP_PETITE,
            5_000,
        ),
        (
            lambda: par_mensualite(100, 10, premiere=LE_5, premier_versement=50, duree_max_mois=1),
            M.PREMIER_VERSEMENT_SEUL,
            2,
        ),
    ],
)
def test_what_is_refused_and_the_limit_told(appel, motif, limite):
    with pytest.raises(EcheancierInvalide) as refus:
        appel()
    assert (refus.value.motif, refus.value.limite) == (motif, limite)


def test_the_smallest_monthly_amount_told_is_accepted():
    assert par_mensualite(122_000, 5_084, premiere=LE_5).nombre == 24


def test_the_longest_schedule_is_accepted():
    assert par_nombre(122_000, 24, premiere=LE_5).fin == date(2028, 12, 5)
    assert par_nombre(122_000, 36, premiere=LE_5, duree_max_mois=36).nombre == 36


def test_every_argument_may_be_named():
    par_le_nombre = par_nombre(total_centimes=10_000, nombre=2, premiere=LE_5)
    par_le_montant = par_mensualite(total_centimes=10_000, mensualite_centimes=5_000, premiere=LE_5)
    assert par_le_nombre == par_le_montant
    assert hash(par_le_nombre) == hash(par_le_montant) == hash(Echeancier(par_le_nombre.echeances))
    assert dates(premiere=LE_5, nombre=1) == (LE_5,)
    verifier(echeances=par_le_nombre.echeances, total_centimes=10_000, pas_avant=LE_5)


def test_as_many_payments_as_cents():
    assert montants(par_nombre(3, 3, premiere=LE_5)) == [1, 1, 1]


@given(TOTAUX, st.integers(1, 24), JOURS, st.booleans())
def test_sum_and_shape_by_number(total, nombre, premiere, fin_de_mois):
    assume(total >= nombre)
    plan = par_nombre(total, nombre, premiere=premiere, dernier_jour_du_mois=fin_de_mois)
    assert plan.total_centimes == total
    assert plan.nombre == nombre
    assert len(set(montants(plan)[:-1])) <= 1
    assert 0 <= montants(plan)[-1] - montants(plan)[0] < nombre


@given(TOTAUX, st.integers(2, 24), st.data())
def test_sum_with_a_first_payment(total, nombre, data):
    assume(total > nombre)
    avance = data.draw(st.integers(1, total - nombre))
    plan = par_nombre(total, nombre, premiere=LE_5, premier_versement=avance)
    assert (plan.total_centimes, plan.nombre, montants(plan)[0]) == (total, nombre, avance)
    assert min(montants(plan)) > 0


@given(TOTAUX, st.integers(1, 999_999_999), st.one_of(st.none(), st.integers(1, 999_999)))
def test_sum_and_shape_by_monthly_amount(total, mensualite, avance):
    try:
        plan = par_mensualite(total, mensualite, premiere=LE_5, premier_versement=avance)
    except EcheancierInvalide:
        assert (avance or 0) >= total or total - (avance or 0) > 23 * mensualite
        return
    assert plan.total_centimes == total
    assert 1 <= plan.nombre <= 24
    regulieres = montants(plan)[1 if avance else 0 : -1]
    assert set(regulieres) <= {mensualite}
    # Never a crumb at the end: the last payment is under 5 € only when the regular ones or the total are.
    assert montants(plan)[-1] >= min(500, mensualite, total)
    assert montants(plan)[-1] < mensualite + 500 + (avance or 0)


@given(JOURS, st.integers(1, 60))
def test_dates_against_dateutil(premiere, nombre):
    assert dates(premiere, nombre) == tuple(premiere + relativedelta(months=n) for n in range(nombre))


@given(JOURS, st.integers(1, 60))
def test_last_days_against_dateutil(premiere, nombre):
    attendues = tuple(premiere + relativedelta(months=n, day=31) for n in range(nombre))
    assert dates(premiere, nombre, dernier_jour_du_mois=True) == attendues


@given(TOTAUX, st.integers(1, 24), JOURS, st.booleans())
def test_what_is_built_passes_verification(total, nombre, premiere, fin_de_mois):
    assume(total >= nombre)
    plan = par_nombre(total, nombre, premiere=premiere, dernier_jour_du_mois=fin_de_mois)
    verifier(plan.echeances, total_centimes=total, pas_avant=premiere.replace(day=1))


BON = un_plan(("2027-01-05", 5_000), ("2027-02-05", 5_000))


@pytest.mark.parametrize(
    ("plan", "motif", "limite"),
    [
        ([], M.AUCUNE_ECHEANCE, 1),
        (BON[1:], M.NUMEROTATION, 1),
        ([BON[0]._replace(numero=0)], M.NUMEROTATION, 1),
        (BON[::-1], M.NUMEROTATION, 2),
        (un_plan(("2027-01-05", 10_000), ("2027-02-05", 0)), M.MONTANT_NUL, 2),
        (un_plan(("2027-01-05", 10_001), ("2027-02-05", -1)), M.MONTANT_NUL, 2),
        (un_plan(("2027-01-05", 5_000), ("2027-02-05", 5_001)), M.SOMME_INEXACTE, 10_000),
        (un_plan(("2027-01-05", 5_000), ("2027-02-05", 4_999)), M.SOMME_INEXACTE, 10_000),
        (un_plan(("2027-02-05", 5_000), ("2027-01-05", 5_000)), M.DATES_DESORDONNEES, date(2027, 2, 5)),
        (un_plan(("2027-02-05", 5_000), ("2027-02-05", 5_000)), M.DATES_DESORDONNEES, date(2027, 2, 5)),
        (un_plan(("2026-12-31", 10_000)), M.DEBUT_TROP_TOT, date(2027, 1, 1)),
        (un_plan(("2026-12-31", 5_000), ("2027-01-31", 5_000)), M.DEBUT_TROP_TOT, date(2027, 1, 1)),
        (un_plan(("2028-01-02", 10_000)), M.DEBUT_TROP_TARD, date(2028, 1, 1)),
        (un_plan(("2027-01-05", 5_000), ("2029-01-01", 5_000)), M.TROP_LONG, date(2028, 12, 31)),
    ],
)
def test_a_schedule_received_is_verified(plan, motif, limite):
    with pytest.raises(EcheancierInvalide) as refus:
        verifier(plan, total_centimes=10_000, pas_avant=date(2027, 1, 1))
    assert (refus.value.motif, refus.value.limite) == (motif, limite)


@pytest.mark.parametrize(
    "plan",
    [
        BON,
        un_plan(("2027-01-01", 10_000)),
        un_plan(("2028-01-01", 10_000)),
        un_plan(("2027-01-05", 9_999), ("2028-12-31", 1)),
    ],
)
def test_a_schedule_within_its_limits_passes(plan):
    verifier(plan, total_centimes=10_000, pas_avant=date(2027, 1, 1))


def test_too_many_payments_within_the_months_are_refused():
    plan = [Echeance(n + 1, LE_5 + timedelta(days=n), 1) for n in range(25)]
    with pytest.raises(EcheancierInvalide) as refus:
        verifier(plan, total_centimes=25, pas_avant=LE_5)
    assert (refus.value.motif, refus.value.limite) == (M.TROP_D_ECHEANCES, 24)
    verifier(plan, total_centimes=25, pas_avant=LE_5, duree_max_mois=25)
    verifier(plan[:24], total_centimes=24, pas_avant=LE_5)


def test_a_creditor_may_publish_longer():
    plan = par_nombre(100_000, 36, premiere=LE_5, duree_max_mois=36)
    verifier(plan.echeances, total_centimes=100_000, pas_avant=LE_5, duree_max_mois=36)
    with pytest.raises(EcheancierInvalide):
        verifier(plan.echeances, total_centimes=100_000, pas_avant=LE_5)
