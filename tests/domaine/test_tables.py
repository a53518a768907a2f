"""Dated tables: which entry wins, what is refused, and files an étude writes."""

import json
from datetime import date

import pytest

from portail.domaine.fichiers import DOSSIER
from portail.domaine.tables import (
    TABLES_PUBLIEES,
    Statut,
    TableInvalide,
    TableManquante,
    Tables,
    lire_baremes,
    lire_grille,
    publiees,
)
from portail.domaine.valeurs import GENRES, BaremeDroit, FraisTitre, TauxLegal, TexteLegal, Tva

LE_22 = date(2026, 11, 22)


def une_grille(**changements):
    grille = {
        "du": "2026-03-01",
        "au": None,
        "source": "arrêté du 25 février 2026, JORF",
        "verifie_le": "2026-11-22",
        "valeurs": {"titre": {"ht": "25,05"}},
    }
    return grille | changements


def titre_de(ht, **changements):
    return une_grille(valeurs={"titre": {"ht": ht}}, **changements)


def test_an_entry_of_the_etude_fills_the_unknown_period():
    with pytest.raises(TableManquante):
        TABLES_PUBLIEES.chercher(FraisTitre, LE_22)
    entree, titre = TABLES_PUBLIEES.avec_grille(titre_de("25,30")).chercher(FraisTitre, LE_22)
    assert (titre.ht, entree.exemple, entree.source) == (2_530, False, "arrêté du 25 février 2026, JORF")


def test_the_published_tables_stay_as_they_are():
    TABLES_PUBLIEES.avec_grille(titre_de("25,30"))
    assert TABLES_PUBLIEES.saisies == ()


def test_the_newest_entry_wins():
    tables = TABLES_PUBLIEES.avec_grille(titre_de("1,00")).avec_grille(titre_de("2,00"))
    assert tables.chercher(FraisTitre, LE_22)[1].ht == 200


def test_the_etude_comes_before_what_is_published():
    tables = TABLES_PUBLIEES.avec_grille(titre_de("99,00", du="2024-03-01", au="2026-02-28"))
    assert tables.chercher(FraisTitre, date(2025, 1, 1))[1].ht == 9_900
    assert tables.chercher(FraisTitre, date(2018, 1, 1))[1].ht == 2_500


def test_an_example_comes_last():
    tables = TABLES_PUBLIEES.avec_grille(titre_de("99,00", du="2016-01-01", exemple=True))
    assert tables.chercher(FraisTitre, date(2018, 1, 1))[1].ht == 2_500
    assert tables.chercher(FraisTitre, LE_22)[0].exemple
    assert tables.avec_grille(titre_de("3,00")).chercher(FraisTitre, LE_22)[1].ht == 300


def test_an_entry_confirms_the_hinge_of_2020():
    tables = TABLES_PUBLIEES.avec_grille(titre_de("24,80", du="2020-03-01", au="2020-12-31"))
    assert tables.chercher(FraisTitre, date(2020, 6, 1))[1].ht == 2_480


def test_an_entry_stops_at_its_last_day():
    tables = TABLES_PUBLIEES.avec_grille(titre_de("3,00", au="2026-11-22"))
    assert tables.chercher(FraisTitre, LE_22)
    with pytest.raises(TableManquante):
        tables.chercher(FraisTitre, date(2026, 11, 23))
    with pytest.raises(TableManquante):
        tables.chercher(FraisTitre, date(2016, 2, 29))


def test_texts_are_told_apart_by_their_code():
    tables = TABLES_PUBLIEES.avec_grille(
        une_grille(valeurs={"texte": {"code": "L125-1", "texte": "Nouvelle rédaction."}}, du="2026-04-25")
    )
    assert tables.chercher(TexteLegal, LE_22, "L125-1")[1].texte == "Nouvelle rédaction."
    with pytest.raises(TableManquante) as manque:
        tables.chercher(TexteLegal, LE_22, "L111-3")
    assert "L111-3" in manque.value.phrase


@pytest.mark.parametrize(
    ("grille", "attendu"),
    [
        (une_grille(source=""), "source"),
        (une_grille(source=None), "source"),
        (une_grille(verifie_le=None), "vérifiée"),
        (une_grille(verifie_le="hier"), "verifie_le"),
        (une_grille(du="2026-13-01"), "du"),
        (une_grille(du=20260301), "du"),
        (une_grille(au="2026-02-28"), "fin de la période"),
        (une_grille(valeurs={}), "valeurs"),
        (une_grille(valeurs=[]), "valeurs"),
        (une_grille(valeurs={"inconnue": {}}), "droit_a444_32"),
        (une_grille(valeurs={"titre": 25}), "droit_a444_32"),
        (une_grille(valeurs={"titre": {}}), "ht"),
        (une_grille(valeurs={"titre": {"ht": "1,100"}}), "deux façons"),
        (une_grille(statut="peut-être"), "statut"),
    ],
)
def test_grilles_refused_in_french(grille, attendu):
    with pytest.raises(TableInvalide) as refus:
        lire_grille(grille)
    assert attendu in refus.value.phrase


def test_one_grille_holds_several_tables():
    entrees = lire_grille(une_grille(valeurs={"titre": {"ht": "25"}, "frais_dossier": {"taxable_ht": 8, "debours": 5}}))
    assert [e.table for e in entrees] == ["titre", "frais_dossier"]
    assert {e.du for e in entrees} == {date(2026, 3, 1)}


def test_a_file_of_the_etude(tmp_path):
    fichier = tmp_path / "baremes.json"
    fichier.write_text(json.dumps(une_grille()), encoding="utf-8")
    assert len(lire_baremes(fichier)) == 1
    fichier.write_text(json.dumps({"grilles": [une_grille(), titre_de("1,00")]}), encoding="utf-8")
    assert len(lire_baremes(fichier)) == 2


def test_a_file_in_toml(tmp_path):
    fichier = tmp_path / "baremes.toml"
    fichier.write_text(
        '[[grilles]]\ndu = 2026-03-01\nsource = "JORF"\nverifie_le = 2026-11-22\n[grilles.valeurs.titre]\nht = 25.05\n',
        encoding="utf-8",
    )
    assert lire_baremes(fichier)[0].valeurs.ht == 2_505


@pytest.mark.parametrize("contenu", ["", "{", "[]", "3", '{"grilles": 3}', '{"grilles": [3]}', "\x00", "{}"])
def test_unreadable_files_are_refused(tmp_path, contenu):
    fichier = tmp_path / "baremes.json"
    fichier.write_text(contenu, encoding="utf-8")
    with pytest.raises(TableInvalide):
        lire_baremes(fichier)


def test_a_missing_or_binary_file_is_refused(tmp_path):
    with pytest.raises(TableInvalide):
        lire_baremes(tmp_path / "absent.json")
    (tmp_path / "binaire.json").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TableInvalide):
        lire_baremes(tmp_path / "binaire.json")


def test_every_published_row_has_its_source_and_date():
    for nom in GENRES:
        for entree in publiees(nom):
            assert entree.source
            assert entree.verifie_le <= LE_22
            assert entree.certitude in ("A", "B", "C", "C-", "D", "U")


def test_the_demonstration_file_is_only_examples():
    entrees = lire_baremes(DOSSIER / "exemple_2026.json")
    assert all(e.exemple and "EXEMPLE" in e.source for e in entrees)
    tables = Tables(entrees)
    for genre in (BaremeDroit, FraisTitre, Tva):
        assert tables.chercher(genre, LE_22)
    assert tables.chercher(TauxLegal, date(2027, 6, 1))[0].exemple


def test_an_unknown_period_has_no_values():
    inconnues = [e for e in publiees("titre") if e.statut is Statut.INCONNUE]
    assert [e.valeurs for e in inconnues] == [None]
