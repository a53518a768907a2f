"""Arguments as scripts give them."""

from datetime import date
from decimal import Decimal

import pytest

from portail.domaine.arguments import ArgumentInvalide, Arguments


def arguments(**brut):
    return Arguments(brut, ("a", "b"))


def test_a_null_is_an_absence():
    a = arguments(a=None)
    assert not a.contient("a")
    assert (a.montant_ou("a", 7), a.jour_ou("b", None), a.taux_ou("b", None)) == (7, None, None)
    assert (a.drapeau("a"), a.reponse("a")) == (False, None)
    assert a.choix("a", ("x", "y"), "y") == "y"


def test_values_are_read():
    assert arguments(a="1 220,00").montant("a") == 122_000
    assert arguments(a="2027-01-05").jour("a") == date(2027, 1, 5)
    assert arguments(a="12").entier("a") == 12
    assert arguments(a="8,5").taux_ou("a", None) == Decimal("8.5")
    assert arguments(a="Alsace-Moselle").choix("a", ("alsace_moselle",)) == "alsace_moselle"
    assert arguments(a=[1]).liste("a") == [1]
    assert (arguments(a=True).drapeau("a"), arguments(a=False).reponse("a")) == (True, False)


@pytest.mark.parametrize(
    "lecture",
    [
        lambda: Arguments(None, ("a",)),
        lambda: Arguments([], ("a",)),
        lambda: Arguments("a", ("a",)),
        lambda: arguments(c="1"),
        lambda: arguments().montant("a"),
        lambda: arguments(a=True).montant("a"),
        lambda: arguments(a=["1"]).montant("a"),
        lambda: arguments(a={}).jour("a"),
        lambda: arguments(a="x").montant("a"),
        lambda: arguments(a="0").montant_positif("a"),
        lambda: arguments(a="z").choix("a", ("x", "y")),
        lambda: arguments().choix("a", ("x", "y")),
        lambda: arguments(a="true").drapeau("a"),
        lambda: arguments(a=[]).liste("a"),
        lambda: arguments(a="x").liste("a"),
    ],
)
def test_each_refusal_is_a_sentence(lecture):
    with pytest.raises(ArgumentInvalide) as refus:
        lecture()
    assert refus.value.phrase.endswith(".")
    assert " :" not in refus.value.phrase


def test_the_argument_is_named():
    with pytest.raises(ArgumentInvalide) as refus:
        arguments(a="-5").montant("a")
    assert refus.value.phrase == "«\u00a0a\u00a0»\u00a0: indiquez un montant positif, par exemple 80."
