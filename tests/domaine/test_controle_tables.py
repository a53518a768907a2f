"""The control of the tables: gaps, overlaps, jumps, what expires, what is not verified."""

from datetime import date

import pytest

from portail.domaine.controle_tables import Anomalie, controler_suite, plausibilite, sauts, verifier_tables
from portail.domaine.tables import TABLES_PUBLIEES, lire_grille, publiees
from portail.domaine.valeurs import GENRES
from tests.domaine.test_tables import titre_de

LE_22 = date(2026, 11, 22)


def suite(*periodes):
    return [lire_grille(titre_de(ht, du=du, au=au))[0] for du, au, ht in periodes]


def anomalies(entrees):
    return [s.anomalie for s in controler_suite(entrees)]


@pytest.mark.parametrize("nom", GENRES)
def test_published_tables_have_neither_gap_nor_overlap(nom):
    par_cle = {}
    for entree in publiees(nom):
        par_cle.setdefault(entree.cle, []).append(entree)
    for entrees in par_cle.values():
        assert not {Anomalie.TROU, Anomalie.CHEVAUCHEMENT} & set(anomalies(entrees))


def test_contiguous_periods_are_sound():
    assert anomalies(suite(("2024-01-01", "2024-12-31", "10"), ("2025-01-01", None, "11"))) == []


@pytest.mark.parametrize(
    ("au", "du", "attendu"),
    [
        ("2024-12-30", "2025-01-01", Anomalie.TROU),
        ("2025-01-01", "2025-01-01", Anomalie.CHEVAUCHEMENT),
        (None, "2025-01-01", Anomalie.CHEVAUCHEMENT),
    ],
)
def test_gaps_and_overlaps_are_told(au, du, attendu):
    assert anomalies(suite(("2024-01-01", au, "10"), (du, None, "10"))) == [attendu]


@pytest.mark.parametrize(
    ("ht", "saut"), [("11,50", False), ("11,51", True), ("8,70", False), ("8,69", True), ("100", True)]
)
def test_an_implausible_jump_is_flagged(ht, saut):
    avant, apres = suite(("2024-01-01", "2024-12-31", "10"), ("2025-01-01", None, ht))
    assert bool(sauts(avant, apres)) is saut


def test_a_form_can_ask_whether_an_entry_is_plausible():
    assert plausibilite(lire_grille(titre_de("25,20"))[0]) == ()
    assert "saut" in plausibilite(lire_grille(titre_de("252,00"))[0])[0]
    assert plausibilite(lire_grille(titre_de("25,20", du="2010-01-01"))[0]) == ()


def par_anomalie(au, tables=TABLES_PUBLIEES, **options):
    trouves = {}
    for s in verifier_tables(au, tables=tables, **options):
        trouves.setdefault(s.anomalie, []).append(s)
    return trouves


def test_what_nobody_verified_is_listed():
    trouves = par_anomalie(LE_22)
    assert {s.table for s in trouves[Anomalie.INCONNUE]} == {
        *("droit_a444_32", "frais_dossier", "titre", "majorations", "texte"),
    }
    assert {s.cle for s in trouves[Anomalie.INCONNUE] if s.table == "texte"} == {"L125-1", "L111-3"}
    assert len([s for s in trouves[Anomalie.NON_VERIFIEE] if s.table == "taux_legal"]) == 3
    assert any(s.table == "jours_feries" for s in trouves[Anomalie.NON_VERIFIEE])
    assert {s.table for s in trouves[Anomalie.A_CONFIRMER]} == {"droit_a444_32", "titre", "majorations", "injonction"}


def test_what_expires_is_listed():
    def expirent(au, **options):
        return {s.table for s in par_anomalie(au, **options)[Anomalie.EXPIRE]}

    assert "taux_legal" in expirent(LE_22)
    assert "taux_legal" not in expirent(date(2026, 8, 1))
    assert "taux_legal" in expirent(date(2026, 8, 1), horizon_jours=152)
    assert "taux_legal" not in expirent(date(2026, 8, 1), horizon_jours=151)
    assert "droit_a444_32" in expirent(LE_22)
    assert "injonction" not in expirent(LE_22)


def test_an_entry_of_the_etude_clears_the_expiry():
    tables = TABLES_PUBLIEES.avec_grille(titre_de("25,30"))
    assert "titre" not in {s.table for s in par_anomalie(LE_22, tables)[Anomalie.EXPIRE]}


def test_an_example_is_listed_and_clears_nothing():
    trouves = par_anomalie(LE_22, TABLES_PUBLIEES.avec_grille(titre_de("25,30", exemple=True)))
    assert [s.table for s in trouves[Anomalie.EXEMPLE]] == ["titre"]
    assert "titre" in {s.table for s in trouves[Anomalie.EXPIRE]}


def test_every_report_is_a_sentence():
    assert all(s.phrase.endswith(".") and " :" not in s.phrase for s in verifier_tables(LE_22))
