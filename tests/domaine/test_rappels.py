"""Which due dates are told of today: three days before, caught up with, never late, never for what is paid."""

from datetime import date, timedelta

import pytest

from portail.domaine.echeancier import Echeance
from portail.domaine.rappels import a_rappeler
from portail.domaine.signalements import Report

JANVIER, FEVRIER = date(2027, 1, 5), date(2027, 2, 5)
LIGNES = (Echeance(1, JANVIER, 20_000), Echeance(2, FEVRIER, 20_000))


def avant(le: date, jours: int) -> date:
    return le - timedelta(days=jours)


@pytest.mark.parametrize(("jours", "dit"), [(4, False), (3, True), (2, True), (1, True), (0, False), (-1, False)])
def test_told_in_the_three_days_before_and_never_on_the_day(jours, dit):
    assert a_rappeler(LIGNES, (), 0, avant(JANVIER, jours)) == ((JANVIER,) if dit else ())


@pytest.mark.parametrize(
    ("recu", "le", "dit"),
    [
        (19_999, JANVIER, True),
        (20_000, JANVIER, False),
        (20_000, FEVRIER, True),
        (0, FEVRIER, True),  # late for the first: the second is told all the same
        (40_000, FEVRIER, False),
    ],
)
def test_what_is_paid_in_full_is_not_told(recu, le, dit):
    assert bool(a_rappeler(LIGNES, (), recu, avant(le, 3))) is dit


def test_an_instalment_moved_by_the_creditor_is_told_for_its_new_day():
    reporte = (Report(1, 0, date(2027, 1, 15)),)
    assert a_rappeler(LIGNES, reporte, 0, avant(JANVIER, 3)) == ()
    assert a_rappeler(LIGNES, reporte, 0, date(2027, 1, 12)) == (date(2027, 1, 15),)


def test_a_smaller_payment_is_told_for_both_its_days():
    moins = (Report(1, 8_000, FEVRIER),)
    assert a_rappeler(LIGNES, moins, 0, avant(JANVIER, 3)) == (JANVIER,)
    assert a_rappeler(LIGNES, moins, 8_000, avant(JANVIER, 3)) == ()
    assert a_rappeler(LIGNES, moins, 8_000, avant(FEVRIER, 3)) == (FEVRIER,)


def test_two_dates_close_together_are_two():
    proches = (Echeance(1, JANVIER, 100), Echeance(2, JANVIER + timedelta(days=2), 100))
    assert len(a_rappeler(proches, (), 0, avant(JANVIER, 1))) == 2
