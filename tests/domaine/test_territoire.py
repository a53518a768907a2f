"""droit.md 8.2: the 36 courts, the enclaves, the places outside the procedure."""

import pytest

from portail.domaine.feries import Zone
from portail.domaine.fichiers import lire_csv
from portail.domaine.saisie import SaisieInvalide
from portail.domaine.territoire import code_departement, cours_appel, ressort

COURS = {
    "Agen": "32 46 47",
    "Aix-en-Provence": "04 06 13 83",
    "Amiens": "02 60 80",
    "Angers": "49 53 72",
    "Basse-Terre": "971 977 978",
    "Bastia": "2A 2B",
    "Besançon": "25 39 70 90",
    "Bordeaux": "16 24 33",
    "Bourges": "18 36 58",
    "Caen": "14 50 61",
    "Cayenne": "973",
    "Chambéry": "73 74",
    "Colmar": "67 68",
    "Dijon": "21 52 71",
    "Douai": "59 62",
    "Fort-de-France": "972",
    "Grenoble": "05 26 38",
    "Limoges": "19 23 87",
    "Lyon": "01 42 69",
    "Metz": "57",
    "Montpellier": "11 12 34 66",
    "Nancy": "54 55 88",
    "Nîmes": "07 30 48 84",
    "Orléans": "37 41 45",
    "Paris": "75 77 89 91 93 94",
    "Pau": "40 64 65",
    "Poitiers": "17 79 85 86",
    "Reims": "08 10 51",
    "Rennes": "22 29 35 44 56",
    "Riom": "03 15 43 63",
    "Rouen": "27 76",
    "Saint-Denis de La Réunion": "974 976",
    "Toulouse": "09 31 81 82",
    "Versailles": "28 78 92 95",
    "Nouméa": "988 986",
    "Papeete": "987",
}
TRIBUNAL_SUPERIEUR = "Tribunal supérieur d’appel de Saint-Pierre-et-Miquelon"


@pytest.mark.parametrize("cour", COURS)
def test_court_of_each_departement(cour):
    for code in COURS[cour].split():
        assert ressort(code).cour_appel == cour
        assert ressort(code + ("01" if len(code) == 3 else "001")).cour_appel == cour


def test_thirty_six_courts_and_one_tribunal():
    assert set(cours_appel()) == {*COURS, TRIBUNAL_SUPERIEUR}
    assert len(COURS) == 36


def test_the_table_names_each_place_once():
    codes = [ligne["code"] for ligne in lire_csv("territoires.csv")]
    assert len(codes) == len(set(codes)) == 109
    metropole = {f"{n:02d}" for n in range(1, 96)} - {"20"} | {"2A", "2B"}
    assert metropole | {"971", "972", "973", "974", "976"} <= set(codes)


def test_saint_pierre_et_miquelon_has_a_tribunal():
    lieu = ressort("97502")
    assert (lieu.cour_appel, lieu.hors_procedure) == (TRIBUNAL_SUPERIEUR, False)
    assert lieu.juridiction == "tribunal supérieur d’appel de Saint-Pierre-et-Miquelon"
    assert lieu.zone is Zone.SAINT_PIERRE_ET_MIQUELON


@pytest.mark.parametrize(
    ("code", "hors"), [("987", True), ("98818", True), ("984", True), ("989", True), ("986", False)]
)
def test_places_outside_the_procedure(code, hors):
    assert ressort(code).hors_procedure is hors
    assert ressort(code).note


@pytest.mark.parametrize(
    ("code", "ailleurs", "sur_place"),
    [
        ("95527", "Versailles", "Paris"),
        ("95088", "Versailles", "Paris"),
        ("95", "Versailles", "Paris"),
        ("32", "Agen", "Pau"),
    ],
)
def test_aerodrome_enclaves(code, ailleurs, sur_place):
    assert ressort(code).cour_appel == ailleurs
    assert sur_place in ressort(code).note
    assert ressort(code, emprise_aerodrome=True).cour_appel == sur_place


def test_a_commune_away_from_the_aerodromes_has_no_note():
    assert ressort("95500").note is None
    with pytest.raises(SaisieInvalide):
        ressort("95500", emprise_aerodrome=True)


@pytest.mark.parametrize(
    ("code", "zone", "territoire"),
    [
        ("67482", Zone.ALSACE_MOSELLE_VENDREDI_SAINT, "metropole"),
        ("68", Zone.ALSACE_MOSELLE_VENDREDI_SAINT, "metropole"),
        ("57", Zone.ALSACE_MOSELLE_VENDREDI_SAINT, "metropole"),
        ("88", Zone.GENERAL, "metropole"),
        ("971", Zone.GUADELOUPE, "guadeloupe"),
        ("972", Zone.MARTINIQUE, "martinique"),
        ("973", Zone.GUYANE, "guyane"),
        ("974", Zone.REUNION, "reunion"),
        ("97608", Zone.MAYOTTE, "mayotte"),
        ("97701", Zone.SAINT_BARTHELEMY, "saint_barthelemy"),
        ("97801", Zone.SAINT_MARTIN, "saint_martin"),
    ],
)
def test_holidays_and_tariff_territory(code, zone, territoire):
    assert (ressort(code).zone, ressort(code).territoire) == (zone, territoire)


def test_former_and_twin_codes():
    assert ressort("97123").territoire == "saint_barthelemy"
    assert ressort("97127").territoire == "saint_martin"
    assert ressort("69M").cour_appel == ressort("69D").cour_appel == "Lyon"
    assert code_departement(" 2a004 ") == "2A"


@pytest.mark.parametrize(
    "code",
    [
        "",
        "20",
        "20004",
        "96",
        "99",
        "00",
        "970",
        "979",
        "7",
        "750",
        "7510",
        "751010",
        "2C",
        "AB",
        "９５",
        "75 001",
        "985",
    ],
)
def test_codes_refused(code):
    with pytest.raises(SaisieInvalide) as refus:
        ressort(code)
    assert refus.value.phrase.startswith("Indiquez")


@pytest.mark.parametrize(
    ("code", "nom"), [("80", "d’Amiens"), ("45", "d’Orléans"), ("75", "de Paris"), ("13", "d’Aix-en-Provence")]
)
def test_the_court_in_a_sentence(code, nom):
    assert ressort(code).juridiction == f"cour d’appel {nom}"


def test_no_court_no_sentence():
    assert ressort("984").juridiction is None
