"""droit.md 1.6, D11, D17: periods, suspension from the recorded acceptance, resumption."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from portail.domaine.prescription import (
    Regime,
    RepriseInvalide,
    calculer_prescription,
    fin_initiale,
    regime,
    reprise,
)

CONSO, COMMUN = Regime.CONSOMMATION, Regime.DROIT_COMMUN
JOURS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("debiteur_pro", "creancier_pro", "contractuelle", "attendu"),
    [
        (False, True, True, CONSO),
        (True, True, True, COMMUN),
        (False, False, True, COMMUN),
        (False, True, False, COMMUN),  # charges de copropriété, cotisations
        (True, False, True, COMMUN),
    ],
)
def test_which_period_applies(debiteur_pro, creancier_pro, contractuelle, attendu):
    choisi = regime(
        debiteur_professionnel=debiteur_pro, creancier_professionnel=creancier_pro, contractuelle=contractuelle
    )
    assert choisi is attendu


def test_two_and_five_years_and_their_articles():
    assert (CONSO.annees, CONSO.article) == (2, "C. conso. L218-2")
    assert (COMMUN.annees, COMMUN.article) == (5, "C. civ. 2224")


@pytest.mark.parametrize(
    ("exigible", "du_regime", "fin"),
    [
        ("2024-03-10", CONSO, "2026-03-10"),
        ("2024-02-29", CONSO, "2026-02-28"),
        ("2024-02-29", COMMUN, "2029-02-28"),
        ("2021-11-22", COMMUN, "2026-11-22"),
    ],
)
def test_last_day_of_the_period(exigible, du_regime, fin):
    assert fin_initiale(date.fromisoformat(exigible), du_regime) == date.fromisoformat(fin)


def test_the_last_day_must_be_over():
    p = calculer_prescription(date(2024, 3, 10), CONSO)
    assert not p.est_acquise(date(2026, 3, 10))
    assert p.est_acquise(date(2026, 3, 11))
    assert [p.jours_restants(date(2026, 3, jour)) for jour in (9, 10, 11)] == [1, 0, -1]


def test_the_sending_suspends_nothing():
    """P1, P5: without a recorded acceptance the clock runs on, whatever happens next."""
    sans = calculer_prescription(date(2024, 3, 10), CONSO)
    assert sans.fin == sans.fin_initiale
    assert calculer_prescription(date(2024, 3, 10), CONSO, reprise_le=date(2026, 1, 1)).fin == sans.fin_initiale
    assert sans.suspendue_le is None


def test_suspended_from_the_recorded_acceptance():
    p = calculer_prescription(date(2024, 3, 10), CONSO, acceptation_constatee_le=date(2026, 1, 10))
    assert (p.suspendue_le, p.jours_acquis, p.fin) == (date(2026, 1, 10), 59, None)
    assert not p.est_acquise(date(2050, 1, 1))
    assert p.jours_restants(date(2026, 1, 11)) is None


@pytest.mark.parametrize(
    ("acceptation", "reprise_le", "acquis", "fin"),
    [
        ("2026-01-10", "2026-02-01", 59, "2026-08-01"),  # six months are more than 59 days
        ("2025-03-10", "2025-04-01", 365, "2026-04-01"),  # a year was left: it runs again whole
        ("2026-03-10", "2026-03-31", 0, "2026-09-30"),
        ("2026-01-31", "2026-02-28", 38, "2026-08-28"),
    ],
)
def test_it_runs_again_for_six_months_at_least(acceptation, reprise_le, acquis, fin):
    p = calculer_prescription(
        date(2024, 3, 10),
        CONSO,
        acceptation_constatee_le=date.fromisoformat(acceptation),
        reprise_le=date.fromisoformat(reprise_le),
    )
    assert (p.jours_acquis, p.fin) == (acquis, date.fromisoformat(fin))


def test_an_acceptance_after_the_end_revives_nothing():
    p = calculer_prescription(
        date(2020, 3, 10), CONSO, acceptation_constatee_le=date(2022, 3, 11), reprise_le=date(2022, 4, 1)
    )
    assert (p.fin, p.suspendue_le) == (date(2022, 3, 10), None)


def test_twenty_years_from_the_birth_of_the_right():
    options = {"acceptation_constatee_le": date(2026, 11, 1), "reprise_le": date(2026, 11, 22)}
    p = calculer_prescription(date(2022, 1, 1), COMMUN, ne_le=date(2007, 1, 15), **options)
    assert p.fin == date(2027, 1, 15)
    assert calculer_prescription(date(2022, 1, 1), COMMUN, **options).fin == date(2027, 5, 22)


def test_the_cap_never_shortens_the_first_period():
    options = {"acceptation_constatee_le": date(2026, 11, 1), "reprise_le": date(2026, 11, 22)}
    p = calculer_prescription(date(2022, 1, 1), COMMUN, ne_le=date(1990, 1, 1), **options)
    assert p.fin == p.fin_initiale == date(2027, 1, 1)


def test_resumption_before_the_suspension_is_refused():
    with pytest.raises(RepriseInvalide) as refus:
        calculer_prescription(
            date(2025, 1, 1), CONSO, acceptation_constatee_le=date(2026, 1, 10), reprise_le=date(2026, 1, 9)
        )
    assert "10 janvier 2026" in refus.value.phrase


def test_the_prudent_day_is_the_earliest():
    """D17: express refusal, constat, end of the month."""
    assert reprise() is None
    assert reprise(constat=date(2026, 2, 3), fin_du_mois=date(2026, 2, 2)) == date(2026, 2, 2)
    assert reprise(refus=date(2026, 1, 20), constat=date(2026, 2, 3)) == date(2026, 1, 20)


@given(JOURS, st.sampled_from(list(Regime)), st.integers(0, 1900), st.integers(0, 60))
def test_suspension_never_takes_time_away(exigible, du_regime, avant, duree):
    acceptation = exigible + timedelta(days=avant)
    reprise_le = acceptation + timedelta(days=duree)
    p = calculer_prescription(exigible, du_regime, acceptation_constatee_le=acceptation, reprise_le=reprise_le)
    assert p.fin >= p.fin_initiale == exigible + relativedelta(years=du_regime.annees)
    if p.suspendue_le:
        assert p.fin >= reprise_le + relativedelta(months=6)
        assert (p.fin - reprise_le).days >= p.jours_acquis
