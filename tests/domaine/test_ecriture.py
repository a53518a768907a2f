"""Amounts and dates as they are printed."""

from datetime import date

from babel.dates import format_date
from babel.numbers import format_currency
from hypothesis import given
from hypothesis import strategies as st

from portail.domaine.ecriture import accorder, ecrire_date, ecrire_montant


@given(st.integers(-(10**12), 10**12))
def test_amounts_as_babel_writes_them(centimes):
    euros, reste = divmod(abs(centimes), 100)
    exact = f"{'-' if centimes < 0 else ''}{euros}.{reste:02d}"
    assert ecrire_montant(centimes) == format_currency(exact, "EUR", locale="fr_FR")


@given(st.dates())
def test_dates_as_babel_writes_them(le):
    assert ecrire_date(le).replace("1er ", "1 ") == format_date(le, "d MMMM y", locale="fr_FR")


def test_the_first_of_the_month_is_ordinal():
    assert ecrire_date(date(2027, 5, 1)) == "1er mai 2027"
    assert ecrire_date(date(2027, 5, 21)) == "21 mai 2027"


def test_plural_begins_at_two():
    assert [accorder(n, "jour") for n in (0, 1, 2)] == ["0\u00a0jour", "1\u00a0jour", "2\u00a0jours"]
