"""What a table may hold, as typed in a form or written in a file."""

from decimal import Decimal

import pytest

from portail.domaine.valeurs import (
    GENRES,
    BaremeDroit,
    EmolumentInjonction,
    Majorations,
    TableInvalide,
    TauxLegal,
    TexteLegal,
    Tranche,
    lire_tranches,
)

TRANCHES = [{"jusqu_a": "125", "taux_pct": "11,73"}, {"jusqu_a": "1 525", "taux_pct": "10.26"}, {"taux_pct": "3,91"}]


def test_brackets_are_read_as_people_type_them():
    assert lire_tranches({"t": TRANCHES}, "t", "taux_pct") == (
        Tranche(12_500, Decimal("11.73")),
        Tranche(152_500, Decimal("10.26")),
        Tranche(None, Decimal("3.91")),
    )


@pytest.mark.parametrize(
    "tranches",
    [
        None,
        [],
        "11,73",
        ["11,73"],
        [{"jusqu_a": "125", "taux_pct": "1"}],  # the last bracket has an end
        [{"taux_pct": "1"}, {"taux_pct": "2"}],
        [{"jusqu_a": "200", "taux_pct": "1"}, {"jusqu_a": "100", "taux_pct": "1"}, {"taux_pct": "1"}],
        [{"jusqu_a": "100", "taux_pct": "1"}, {"jusqu_a": "100", "taux_pct": "1"}, {"taux_pct": "1"}],
        [{"taux_pct": "beaucoup"}],
        [{"taux_pct": True}],
        [{}],
    ],
)
def test_brackets_refused(tranches):
    with pytest.raises(TableInvalide):
        lire_tranches({"t": tranches}, "t", "taux_pct")


def test_the_fixed_emolument_may_be_unknown():
    assert BaremeDroit.lire({"tranches": TRANCHES}).emolument_fixe_ht is None
    inconnu = BaremeDroit.lire({"tranches": TRANCHES, "emolument_fixe_ht": "inconnu"})
    assert (inconnu.emolument_fixe_ht, inconnu.fixe_inconnu) == (None, True)
    assert BaremeDroit.lire({"tranches": TRANCHES, "emolument_fixe_ht": "21,50"}).emolument_fixe_ht == 2_150


def test_an_increase_may_be_unknown_for_a_territory():
    assert Majorations.lire({"guyane": "inconnu", "reunion": "37"}).taux == {"guyane": None, "reunion": Decimal(37)}
    with pytest.raises(TableInvalide):
        Majorations.lire({})


def test_optional_items_of_the_injonction():
    lu = EmolumentInjonction.lire({"emolument_ht": "25,79", "coefficients": [{"coefficient": "1"}]})
    assert (lu.emolument_ht, lu.forfait_papier, lu.greffe_publie) == (2_579, None, None)


@pytest.mark.parametrize("brut", [{}, {"code": "L125-1"}, {"texte": "…"}, {"code": "L125-1", "texte": "  "}])
def test_a_text_needs_its_code_and_its_words(brut):
    with pytest.raises(TableInvalide):
        TexteLegal.lire(brut)


def test_a_rate_over_one_hundred_is_refused():
    with pytest.raises(TableInvalide) as refus:
        TauxLegal.lire({"particuliers_pct": "684", "autres_cas_pct": "2,75"})
    assert "particuliers_pct" in refus.value.phrase


def test_every_table_has_a_name_for_people():
    assert all(genre.libelle and genre.table == nom for nom, genre in GENRES.items())
