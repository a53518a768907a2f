"""The words of a letter: every typing slip of one symbol is caught, every usual spelling is understood."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.domaine.identifiants import (
    ALPHABET,
    LONGUEUR_CODE,
    LONGUEUR_IDENTIFIANT,
    Faute,
    GenreFaute,
    est_bien_forme,
    examiner,
    grouper,
    normaliser,
    symbole_de_controle,
)

MOTS = st.text(ALPHABET, min_size=LONGUEUR_CODE - 1, max_size=LONGUEUR_CODE - 1)


def mots(longueur: int, nombre: int) -> list[str]:
    """Sample words, the uniform ones included: they are where a weak check fails first."""
    hasard = random.Random(longueur)  # noqa: S311
    bases = [s * (longueur - 1) for s in ALPHABET]
    bases += ["".join(hasard.choices(ALPHABET, k=longueur - 1)) for _ in range(nombre)]
    return [base + symbole_de_controle(base) for base in bases]


def test_the_alphabet_has_no_look_alikes():
    assert len(ALPHABET) == len(set(ALPHABET)) == 32
    assert not set("ILOU") & set(ALPHABET)


@pytest.mark.parametrize("longueur", [LONGUEUR_IDENTIFIANT, LONGUEUR_CODE])
def test_every_single_substitution_is_caught(longueur):
    manquees = 0
    for mot in mots(longueur, 60):
        assert est_bien_forme(mot, longueur)
        for i, vrai in enumerate(mot):
            for faux in ALPHABET:
                if faux != vrai:
                    manquees += est_bien_forme(mot[:i] + faux + mot[i + 1 :], longueur)
    assert manquees == 0


@pytest.mark.parametrize("ecart", [1, 2])
@pytest.mark.parametrize("longueur", [LONGUEUR_IDENTIFIANT, LONGUEUR_CODE])
def test_every_swap_of_neighbours_is_caught(longueur, ecart):
    """Neighbours, and neighbours but one."""
    manquees, essais = 0, 0
    for mot in mots(longueur, 400):
        for i in range(longueur - ecart):
            j = i + ecart
            echange = mot[:i] + mot[j] + mot[i + 1 : j] + mot[i] + mot[j + 1 :]
            if echange != mot:
                essais += 1
                manquees += est_bien_forme(echange, longueur)
    assert manquees == 0 and essais > 2000


def test_every_pair_of_values_is_told_from_its_swap_at_every_place():
    paires = [(a, b) for a in ALPHABET for b in ALPHABET if a < b]
    for i in range(LONGUEUR_CODE - 2):
        avant, apres = "0" * i, "0" * (LONGUEUR_CODE - 3 - i)
        confondues = [
            (a, b)
            for a, b in paires
            if symbole_de_controle(avant + a + b + apres) == symbole_de_controle(avant + b + a + apres)
        ]
        assert not confondues


def test_a_wrong_length_or_a_foreign_symbol_is_never_well_formed():
    mot = mots(LONGUEUR_CODE, 1)[-1]
    for faux in ("", mot[:-1], mot + "0", "0" + mot, mot[:-1] + "U", mot[:-1] + "٣", mot[:-1] + " ", mot.lower() + "é"):
        assert not est_bien_forme(faux, LONGUEUR_CODE)
    assert not est_bien_forme(mot, LONGUEUR_IDENTIFIANT)
    assert est_bien_forme("0" * 8, 8), "well formed is not known"


@given(MOTS, st.data())
def test_every_usual_spelling_is_the_same_word(base, data):
    mot = base + symbole_de_controle(base)
    tape = []
    for symbole in grouper(mot):
        variantes = {
            "0": "0Oo",
            "1": "1IiLl",
            "-": ["-", " ", "", "\u2011", "–", "—", ".", "_", "\xa0", "\u202f", "  "],
        }
        tape.append(data.draw(st.sampled_from(variantes.get(symbole, symbole + symbole.lower()))))
    texte = (
        data.draw(st.sampled_from(["", " ", "\t", "\n"]))
        + "".join(tape)
        + data.draw(st.sampled_from(["", " ", "\r\n"]))
    )
    assert normaliser(texte) == mot
    assert normaliser(normaliser(texte)) == mot
    pleine_chasse = "".join(chr(ord(c) + 0xFEE0) for c in mot)
    assert normaliser(pleine_chasse) == mot, "full-width letters of a phone keyboard"


def test_printed_in_groups_of_four():
    assert grouper("7F4K29QD") == "7F4K-29QD"
    assert grouper("M7RT4KHX92BD") == "M7RT-4KHX-92BD"
    assert grouper("") == ""


@given(st.text(max_size=64))
def test_nothing_typed_makes_it_fail(texte):
    mot = normaliser(texte)
    assert est_bien_forme(mot, LONGUEUR_CODE) in (True, False)
    assert "O" not in mot and "-" not in mot and " " not in mot


@pytest.mark.parametrize(
    ("texte", "attendue", "faute"),
    [
        ("7F4-29QD", 8, Faute(GenreFaute.MANQUE, 7, 1)),
        ("7F4K 29Q", 8, Faute(GenreFaute.MANQUE, 7, 2)),
        ("7F4K29Q", 8, Faute(GenreFaute.MANQUE, 7)),
        ("7F-29Q", 8, Faute(GenreFaute.MANQUE, 5)),
        ("", 8, Faute(GenreFaute.MANQUE, 0)),
        ("7F4KK-29QD", 8, Faute(GenreFaute.EN_TROP, 9, 1)),
        ("7F4K29QDDD", 8, Faute(GenreFaute.EN_TROP, 10)),
        ("M7RT-4UHX-92BD", 12, Faute(GenreFaute.INCONNU, 12, 2, "U")),
        ("m7rt4khx92@d", 12, Faute(GenreFaute.INCONNU, 12, 3, "@")),
        ("M7RT-4KU-92BD", 12, Faute(GenreFaute.INCONNU, 11, 2, "U")),
        ("M7RT4KU92BD", 12, Faute(GenreFaute.INCONNU, 11, 0, "U")),
    ],
)
def test_a_slip_is_counted_and_its_group_named_when_it_can_be(texte, attendue, faute):
    assert examiner(texte, attendue) == faute


@pytest.mark.parametrize("longueur", [LONGUEUR_IDENTIFIANT, LONGUEUR_CODE])
def test_a_wrong_symbol_is_told_and_no_group_is_accused(longueur):
    mot = ("7F4K29QD" * 2)[: longueur - 1]
    bon = mot + symbole_de_controle(mot)
    assert examiner(grouper(bon).lower(), longueur) is None
    for n, symbole in enumerate(bon):
        faux = bon[:n] + ("A" if symbole != "A" else "B") + bon[n + 1 :]
        assert examiner(faux, longueur) == Faute(GenreFaute.CONTROLE, longueur)


@given(st.text(max_size=70))
def test_examining_never_fails_and_agrees_with_the_form_of_the_word(texte):
    faute = examiner(texte, LONGUEUR_CODE)
    assert (faute is None) == est_bien_forme(normaliser(texte), LONGUEUR_CODE)
    assert faute is None or 0 <= faute.groupe <= 3


def test_digits_of_an_arabic_keyboard_are_the_printed_ones():
    assert normaliser("٧F٤K-۲۹QD") == "7F4K29QD"
