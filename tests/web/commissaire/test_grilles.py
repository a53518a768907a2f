"""The tariffs page: what is known, what is missing, said in words."""

from datetime import date

from portail.web.commissaire.grilles import essai, etat, tables_de


def test_without_the_etudes_table_the_present_period_is_told_as_missing(horloge):
    frais, phrase = essai(tables_de([]), date(2026, 11, 22))
    assert frais is None
    assert "2026" in phrase
    assert etat([], horloge())


def test_a_known_period_is_calculated():
    frais, phrase = essai(tables_de([]), date(2019, 5, 1))
    assert frais is not None, phrase
