"""droit.md 1.4 and decision D1: the month, its two ends, and what each instant allows."""

from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from hypothesis import given
from hypothesis import strategies as st

from portail.domaine.delais import (
    PARIS,
    Delai,
    Ouvertures,
    ajouter_mois,
    calculer_delai,
    courrier_en_route,
    debut_de_journee,
    fin_de_journee,
    jour_a_paris,
    jours_restants,
    ouvertures,
)
from portail.domaine.feries import Zone, est_ouvrable

GENERAL, AM, AM_VS = Zone.GENERAL, Zone.ALSACE_MOSELLE, Zone.ALSACE_MOSELLE_VENDREDI_SAINT
JOURS = st.dates(date(1990, 1, 1), date(2190, 12, 31))
ZONES = st.sampled_from(list(Zone))


@pytest.mark.parametrize(
    ("envoi", "zone", "stricte", "prorogee"),
    [
        ("2026-11-22", GENERAL, "2026-12-22", "2026-12-22"),
        ("2026-01-31", GENERAL, "2026-02-28", "2026-03-02"),
        ("2026-01-30", GENERAL, "2026-02-28", "2026-03-02"),
        ("2028-01-31", GENERAL, "2028-02-29", "2028-02-29"),
        ("2026-12-31", GENERAL, "2027-01-31", "2027-02-01"),
        ("2026-10-01", GENERAL, "2026-11-01", "2026-11-02"),
        ("2026-04-14", GENERAL, "2026-05-14", "2026-05-15"),
        ("2026-10-11", GENERAL, "2026-11-11", "2026-11-12"),
        ("2026-11-25", GENERAL, "2026-12-25", "2026-12-28"),
        ("2026-11-26", AM, "2026-12-26", "2026-12-28"),
        ("2026-11-26", AM_VS, "2026-12-26", "2026-12-28"),
        ("2026-03-03", GENERAL, "2026-04-03", "2026-04-03"),
        ("2026-03-03", AM, "2026-04-03", "2026-04-03"),
        ("2026-03-03", AM_VS, "2026-04-03", "2026-04-07"),
        ("2026-04-27", Zone.SAINT_MARTIN, "2026-05-27", "2026-05-29"),
        ("2026-04-27", Zone.GUADELOUPE, "2026-05-27", "2026-05-28"),
        ("2026-11-20", Zone.REUNION, "2026-12-20", "2026-12-21"),
    ],
)
def test_month_of_the_procedure(envoi, zone, stricte, prorogee):
    delai = calculer_delai(date.fromisoformat(envoi), zone)
    assert (delai.fin_stricte.isoformat(), delai.fin_prorogee.isoformat()) == (stricte, prorogee)
    assert (delai.envoi.isoformat(), delai.zone) == (envoi, zone)


@pytest.mark.parametrize(
    ("envoi", "zone", "jusqu_au"),
    [
        ("2026-11-22", GENERAL, "2026-12-30"),  # over Christmas and a weekend
        ("2026-11-25", GENERAL, "2027-01-05"),  # from Monday 28 December, over the first of January
        ("2026-11-22", AM, "2026-12-30"),  # Saturday 26 December is a holiday there too
    ],
)
def test_an_answer_posted_in_time_may_still_come_for_five_working_days(envoi, zone, jusqu_au):
    """D4: said from the day after the later end; no right depends on it."""
    delai, dernier = calculer_delai(date.fromisoformat(envoi), zone), date.fromisoformat(jusqu_au)
    apres = fin_de_journee(delai.fin_prorogee)
    assert courrier_en_route(delai, apres - timedelta(seconds=1)) is None
    assert courrier_en_route(delai, apres) == dernier
    assert courrier_en_route(delai, fin_de_journee(dernier) - timedelta(seconds=1)) == dernier
    assert courrier_en_route(delai, fin_de_journee(dernier)) is None


def test_a_deadline_and_its_openings_are_values():
    delai = calculer_delai(date(2026, 3, 3))
    assert hash(delai) == hash(calculer_delai(date(2026, 3, 3)))
    instant = debut_de_journee(date(2026, 3, 4))
    assert hash(ouvertures(delai, instant)) == hash(Ouvertures(True, True, False))


def test_general_zone_is_the_default():
    assert calculer_delai(date(2026, 3, 3)) == Delai(date(2026, 3, 3), date(2026, 4, 3), date(2026, 4, 3), GENERAL)


@given(JOURS, ZONES)
def test_prolonged_end_is_the_first_working_day_from_the_strict_one(envoi, zone):
    delai = calculer_delai(envoi, zone)
    assert delai.fin_stricte == envoi + relativedelta(months=1)
    assert est_ouvrable(delai.fin_prorogee, zone)
    passes = (delai.fin_prorogee - delai.fin_stricte).days
    assert not any(est_ouvrable(delai.fin_stricte + timedelta(days=n), zone) for n in range(passes))


@given(JOURS, JOURS, ZONES)
def test_a_later_sending_never_ends_earlier(un, autre, zone):
    tot, tard = sorted((un, autre))
    avant, apres = calculer_delai(tot, zone), calculer_delai(tard, zone)
    assert avant.fin_stricte <= apres.fin_stricte
    assert avant.fin_prorogee <= apres.fin_prorogee


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)), st.integers(-2000, 2000))
def test_months_are_added_as_dateutil_does(le, mois):
    assert ajouter_mois(le, mois) == le + relativedelta(months=mois)


def test_months_around_the_ends_of_years():
    assert ajouter_mois(date(2026, 12, 31), 2) == date(2027, 2, 28)
    assert ajouter_mois(date(2027, 1, 15), -1) == date(2026, 12, 15)
    assert ajouter_mois(date(2026, 11, 30), 1) == date(2026, 12, 30)


@pytest.mark.parametrize(
    ("instant", "jour"),
    [
        (datetime(2026, 12, 22, 22, 59, 59, tzinfo=UTC), date(2026, 12, 22)),  # winter: UTC + 1
        (datetime(2026, 12, 22, 23, 0, tzinfo=UTC), date(2026, 12, 23)),
        (datetime(2026, 7, 14, 21, 59, 59, tzinfo=UTC), date(2026, 7, 14)),  # summer: UTC + 2
        (datetime(2026, 7, 14, 22, 0, tzinfo=UTC), date(2026, 7, 15)),
    ],
)
def test_day_in_paris(instant, jour):
    assert jour_a_paris(instant) == jour


def test_a_naive_instant_is_refused():
    with pytest.raises(ValueError, match="aware"):
        jour_a_paris(datetime(2026, 1, 1))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("jour", "heures"),
    [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 6, 1), 24)],
)
def test_a_day_lasts_from_paris_midnight_to_paris_midnight(jour, heures):
    debut, fin = debut_de_journee(jour), fin_de_journee(jour)
    assert fin - debut == timedelta(hours=heures)
    assert (debut.tzinfo, fin.tzinfo) == (UTC, UTC)
    assert debut.astimezone(PARIS).hour == fin.astimezone(PARIS).hour == 0


@given(JOURS)
def test_end_of_day_is_exclusive(jour):
    fin = fin_de_journee(jour)
    assert jour_a_paris(fin - timedelta(microseconds=1)) == jour
    assert jour_a_paris(fin) == jour + timedelta(days=1)


NOEL = calculer_delai(date(2026, 11, 25), GENERAL)  # strict end Friday 25 December, prolonged to Monday 28


@pytest.mark.parametrize(
    ("instant", "attendu"),
    [
        (fin_de_journee(date(2026, 11, 24)) - timedelta(seconds=1), Ouvertures(False, False, False)),
        (fin_de_journee(date(2026, 11, 24)), Ouvertures(True, True, False)),
        (fin_de_journee(date(2026, 12, 25)) - timedelta(seconds=1), Ouvertures(True, True, False)),
        (fin_de_journee(date(2026, 12, 25)), Ouvertures(True, False, False)),
        (fin_de_journee(date(2026, 12, 28)) - timedelta(seconds=1), Ouvertures(True, False, False)),
        (fin_de_journee(date(2026, 12, 28)), Ouvertures(False, False, True)),
    ],
)
def test_what_the_clock_allows(instant, attendu):
    assert ouvertures(NOEL, instant) == attendu


@given(JOURS, ZONES, st.integers(-40, 80), st.integers(0, 86_399))
def test_silence_is_never_recorded_while_an_answer_is_possible(envoi, zone, jours, secondes):
    instant = debut_de_journee(envoi) + timedelta(days=jours, seconds=secondes)
    o = ouvertures(calculer_delai(envoi, zone), instant)
    assert not (o.reponse and o.constat_expiration)
    assert o.reponse or not o.accord


@pytest.mark.parametrize(("heure", "restants"), [(-1, 3), (0, 2), (24, 1), (48, 0), (71, 0), (72, 0), (1000, 0)])
def test_days_left(heure, restants):
    instant = debut_de_journee(date(2026, 12, 20)) + timedelta(hours=heure)
    assert jours_restants(date(2026, 12, 22), instant) == restants
