"""One line in, one line out, whatever the line holds."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.domaine.lot import LONGUEUR_MAX_LIGNE, ecrire_ligne, repondre
from portail.domaine.operations import OPERATIONS
from portail.domaine.tables import TABLES_PUBLIEES
from tests.domaine.test_operations import EXEMPLES
from tests.domaine.test_tables import titre_de

CONTRAT = {"operation": "echeancier", "arguments": {"total": "1 220,00", "nombre": 12, "premiere": "2027-01-05"}}


def demander(demande):
    return repondre(json.dumps(demande).encode())


def test_the_example_of_the_interface():
    assert demander(CONTRAT)["resultat"]["echeances"][-1]["montant_centimes"] == 10_174


@pytest.mark.parametrize("nom", OPERATIONS)
def test_every_operation_answers(nom):
    assert set(demander({"operation": nom, "arguments": EXEMPLES[nom][0]})) == {"resultat"}
    assert set(demander({"operation": nom.replace("_", "-"), "arguments": EXEMPLES[nom][0]})) == {"resultat"}


@pytest.mark.parametrize(
    ("ecrit", "centimes"), [("80", 8_000), ("80.5", 8_050), ("1099.98", 109_998), ('"80,5"', 8_050)]
)
def test_numbers_are_read_as_they_are_written(ecrit, centimes):
    reponse = repondre(f'{{"operation": "montant", "arguments": {{"texte": {ecrit}}}}}'.encode())
    assert reponse["resultat"]["centimes"] == centimes


@pytest.mark.parametrize(
    "ligne",
    [
        b"",
        b" ",
        b"{",
        b"null",
        b"3",
        b'"x"',
        b"[]",
        b"[" * 60_000,
        b'{"a":' * 12_000,
        b"\xff\xfe",
        b"\x00",
        b"{}",
        b'{"operation": 3}',
        b'{"operation": null, "arguments": {}}',
        b'{"operation": ["delai"], "arguments": {}}',
        b'{"operation": "inconnue", "arguments": {}}',
        b'{"operation": "__class__", "arguments": {}}',
        b'{"operation": "delai"}',
        b'{"operation": "delai", "arguments": null}',
        b'{"operation": "delai", "arguments": []}',
        b'{"operation": "delai", "arguments": "2026-11-25"}',
        b'{"operation": "delai", "arguments": {"date": 20261125}}',
        b'{"operation": "delai", "arguments": {"date": "9999-12-31"}}',
        b'{"operation": "delai", "arguments": {"date": "0001-01-01"}}',
        b'{"operation": "delai", "arguments": {"date": ["2026-11-25"]}}',
        b'{"operation": "delai", "arguments": {"date": "2026-11-25"}, "plus": 1}',
        b'{"operation": "delai", "arguments": {"date": "2026-11-25", "": "x"}}',
        b'{"operation": "montant", "arguments": {"texte": NaN}}',
        b'{"operation": "montant", "arguments": {"texte": Infinity}}',
        b'{"operation": "montant", "arguments": {"texte": -5}}',
        b'{"operation": "montant", "arguments": {"texte": 1e400}}',
        b'{"operation": "montant", "arguments": {"texte": 1E3}}',
        b'{"operation": "montant", "arguments": {"texte": true}}',
        b'{"operation": "montant", "arguments": {"texte": ' + b"9" * 6_000 + b"}}",
        b'{"operation": "montant", "arguments": {"texte": "\\ud800"}}',
        b'{"operation": "echeancier", "arguments": {"total": "10", "nombre": 1e9, "premiere": "2027-01-05"}}',
        b'{"operation": "echeancier", "arguments": {"total": "10", "nombre": 999999, "premiere": "2027-01-05"}}',
        b'{"operation": "echeancier", "arguments": {"total": "10", "nombre": 1.5, "premiere": "2027-01-05"}}',
        b'{"operation": "ressort", "arguments": {"code": "\\ud83d\\ude00"}}',
        b'{"operation": "verifier_creance", "arguments": {"elements": [[]]}}',
        b"x" * (LONGUEUR_MAX_LIGNE + 1),
    ],
)
def test_bad_lines_are_answered_with_a_sentence(ligne):
    reponse = repondre(ligne)
    assert list(reponse) == ["erreur"]
    assert reponse["erreur"].endswith(".")
    assert ecrire_ligne(reponse).encode()


def test_a_byte_order_mark_and_blanks_are_forgiven():
    assert "resultat" in repondre(b"\xef\xbb\xbf" + json.dumps(CONTRAT).encode() + b"  \r")


@given(st.binary(max_size=200))
def test_any_bytes_get_an_answer(ligne):
    assert set(repondre(ligne)) == {"erreur"}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda enfants: st.lists(enfants, max_size=3) | st.dictionaries(st.text(max_size=8), enfants, max_size=3),
    max_leaves=8,
)
NOMS = sorted({nom for operation in OPERATIONS.values() for nom in operation.arguments})


@given(st.sampled_from(list(OPERATIONS)), st.dictionaries(st.sampled_from(NOMS), JSON, max_size=6))
def test_any_arguments_get_an_answer(operation, arguments):
    reponse = repondre(json.dumps({"operation": operation, "arguments": arguments}).encode())
    assert set(reponse) in ({"resultat"}, {"erreur"})
    assert "\n" not in ecrire_ligne(reponse)
    assert json.loads(ecrire_ligne(reponse).encode()) == reponse


@given(st.sampled_from(list(OPERATIONS)), st.sampled_from(NOMS), JSON)
def test_one_strange_argument_among_good_ones_gets_an_answer(operation, nom, valeur):
    arguments = EXEMPLES[operation][0] | {nom: valeur}
    reponse = repondre(json.dumps({"operation": operation, "arguments": arguments}).encode())
    assert set(reponse) in ({"resultat"}, {"erreur"})
    assert ecrire_ligne(reponse).encode()


def test_the_tables_of_the_etude_are_used():
    ligne = b'{"operation": "frais", "arguments": {"montant": "500", "date": "2026-11-22"}}'
    tables = TABLES_PUBLIEES.avec_grille(titre_de("30,00"))
    assert "titre" not in repondre(ligne, tables)["erreur"].split("\u00a0: ajoutez")[0]
    assert "droit_a444_32" in repondre(ligne, tables)["erreur"]
