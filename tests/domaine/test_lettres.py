"""Amounts in words, with num2words as a second opinion."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from num2words import num2words

from portail.domaine.lettres import montant_en_lettres, nombre_en_lettres


@pytest.mark.parametrize(
    ("centimes", "lettres"),
    [
        (122_000, "mille deux cent vingt euros"),
        (0, "zéro euro"),
        (100, "un euro"),
        (1, "un centime"),
        (50, "cinquante centimes"),
        (101, "un euro et un centime"),
        (8_000, "quatre-vingts euros"),
        (8_080, "quatre-vingts euros et quatre-vingts centimes"),
        (500_001, "cinq mille euros et un centime"),
        (20_000, "deux cents euros"),
        (20_100, "deux cent un euros"),
        (8_000_000, "quatre-vingt mille euros"),
        (20_000_000, "deux cent mille euros"),
        (100_000_000, "un million d’euros"),
        (200_000_000, "deux millions d’euros"),
        (200_000_100, "deux millions un euros"),
        (200_000_050, "deux millions d’euros et cinquante centimes"),
        (
            9_999_999,
            "quatre-vingt-dix-neuf mille neuf cent quatre-vingt-dix-neuf euros et quatre-vingt-dix-neuf centimes",
        ),
    ],
)
def test_amounts_in_words(centimes, lettres):
    assert montant_en_lettres(centimes) == lettres


def test_every_number_under_ten_thousand_against_num2words():
    assert [nombre_en_lettres(n) for n in range(10_000)] == [num2words(n, lang="fr") for n in range(10_000)]


@given(st.integers(0, 999_999_999))
def test_numbers_against_num2words(n):
    assert nombre_en_lettres(n) == num2words(n, lang="fr")


def test_what_cannot_be_written_is_refused():
    for fautif in (-1, 10**9):
        with pytest.raises(ValueError, match=str(fautif)):
            nombre_en_lettres(fautif)
    with pytest.raises(ValueError, match="-1"):
        montant_en_lettres(-1)
