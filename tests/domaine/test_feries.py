"""droit.md 8.1, with the `holidays` library as a second opinion on the general days."""

from datetime import date

import holidays
import pytest
from dateutil.easter import easter
from hypothesis import given
from hypothesis import strategies as st

from portail.domaine.feries import (
    AnneeHorsCalendrier,
    Zone,
    dernier_jour_ouvrable,
    est_ouvrable,
    jours_feries,
    lire_regle,
    paques,
    premier_jour_ouvrable,
)

GENERAUX_2026 = [
    *("2026-01-01", "2026-04-06", "2026-05-01", "2026-05-08", "2026-05-14", "2026-05-25", "2026-07-14"),
    *("2026-08-15", "2026-11-01", "2026-11-11", "2026-12-25"),
]
LOCAUX_2026 = {
    Zone.GENERAL: [],
    Zone.ALSACE_MOSELLE: ["2026-12-26"],
    Zone.ALSACE_MOSELLE_VENDREDI_SAINT: ["2026-04-03", "2026-12-26"],
    Zone.GUADELOUPE: ["2026-05-27"],
    Zone.MARTINIQUE: ["2026-05-22"],
    Zone.GUYANE: ["2026-06-10"],
    Zone.REUNION: ["2026-12-20"],
    Zone.MAYOTTE: ["2026-04-27"],
    Zone.SAINT_BARTHELEMY: ["2026-10-09"],
    Zone.SAINT_MARTIN: ["2026-05-27", "2026-05-28"],
    Zone.SAINT_PIERRE_ET_MIQUELON: [],
}


@pytest.mark.parametrize("zone", list(Zone))
def test_holidays_of_2026_in_each_zone(zone):
    jours = [j.le.isoformat() for j in jours_feries(2026, zone)]
    assert jours == sorted(GENERAUX_2026 + LOCAUX_2026[zone])


def test_every_holiday_has_a_name_and_an_article():
    for zone in Zone:
        assert all(j.nom and j.article.startswith("C. trav. L3") for j in jours_feries(2027, zone))


@pytest.mark.parametrize(
    ("annee", "le"), [(2026, "04-05"), (2027, "03-28"), (2028, "04-16"), (2029, "04-01"), (2030, "04-21")]
)
def test_easter_of_the_reference(annee, le):
    assert paques(annee).isoformat() == f"{annee}-{le}"


@pytest.mark.parametrize("annees", [range(1583, 2000), range(2000, 2500)])
def test_easter_against_dateutil(annees):
    assert all(paques(annee) == easter(annee) for annee in annees)


# The library drops Whit Monday while it was the day of solidarity; it stayed a holiday in the Code du travail.
ANNEES = [annee for annee in range(1982, 2101) if annee not in (2005, 2006, 2007)]


def test_general_days_against_the_holidays_library():
    for annee in ANNEES:
        assert {j.le for j in jours_feries(annee)} == set(holidays.France(years=annee).keys())


def test_alsace_moselle_against_the_holidays_library():
    for annee in ANNEES:
        attendus = set(holidays.France(subdiv="57", years=annee).keys())
        assert {j.le for j in jours_feries(annee, Zone.ALSACE_MOSELLE_VENDREDI_SAINT)} == attendus


def test_saint_martin_had_one_day_before_2018():
    assert len(jours_feries(2017, Zone.SAINT_MARTIN)) == 12
    assert len(jours_feries(2018, Zone.SAINT_MARTIN)) == 13


@pytest.mark.parametrize("annee", [1981, 2200, 0, -1, 99999])
def test_a_year_out_of_the_calendar_is_refused(annee):
    with pytest.raises(AnneeHorsCalendrier) as refus:
        jours_feries(annee)
    assert "1982" in refus.value.phrase


@given(st.dates(date(1983, 1, 1), date(2190, 1, 1)), st.sampled_from(list(Zone)))
def test_first_working_day_is_within_a_week_and_stays_put(le, zone):
    ouvrable = premier_jour_ouvrable(le, zone)
    assert 0 <= (ouvrable - le).days <= 6
    assert est_ouvrable(ouvrable, zone)
    assert premier_jour_ouvrable(ouvrable, zone) == ouvrable
    avant = dernier_jour_ouvrable(le, zone)
    assert 0 <= (le - avant).days <= 6 and est_ouvrable(avant, zone)
    assert (avant == ouvrable) is est_ouvrable(le, zone)


@pytest.mark.parametrize("regle", ["", "13-01", "02-30", "P", "P1", "Q+1", "1-1"])
def test_an_unreadable_rule_is_refused(regle):
    ligne = {"zone": "general", "regle": regle, "nom": "x", "du": "", "au": "", "article": "y"}
    with pytest.raises(ValueError, match=r".+"):
        lire_regle(ligne)
