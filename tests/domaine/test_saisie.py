"""What people type: read exactly, or refused with what is expected."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.domaine.ecriture import ecrire_date, ecrire_montant
from portail.domaine.saisie import (
    MONTANT_MAX_CENTIMES,
    MotifSaisie,
    SaisieInvalide,
    date_passee_attendue,
    exemple_passe,
    lire_date,
    lire_date_passee,
    lire_entier,
    lire_montant,
    lire_taux,
    sans_ecriture_anglaise,
)

M = MotifSaisie


@pytest.mark.parametrize(
    ("texte", "centimes"),
    [
        ("1 099,98 €", 109_998),
        ("1\u202f099,98\u00a0€", 109_998),
        ("1\u00a0099,98", 109_998),
        ("1\u2009099.98", 109_998),
        ("80", 8_000),
        ("80,5", 8_050),
        ("80.50", 8_050),
        ("80.50 €", 8_050),
        (" 80 ", 8_000),
        ("80€", 8_000),
        ("80 euros", 8_000),
        ("1 EUR", 100),
        ("1 euro", 100),
        ("0", 0),
        ("0,01", 1),
        ("007", 700),
        ("1099,98", 109_998),
        ("1 220", 122_000),
        ("5 000,00", 500_000),
        ("5 000,01", 500_001),
        ("9 999 999,99", MONTANT_MAX_CENTIMES),
        ("12345", 1_234_500),
        ("٨٠", 8_000),
        ("۸۰٫۵", 8_050),
        ("١٬٢٢٠٫٥٠ €", 122_050),
        ("٨٠،٥", 8_050),
    ],
)
def test_amounts_as_french_people_type_them(texte, centimes):
    assert lire_montant(texte) == centimes


@pytest.mark.parametrize(
    ("texte", "motif"),
    [
        ("1,100", M.AMBIGU),
        ("1.100", M.AMBIGU),
        ("12,345 €", M.AMBIGU),
        ("", M.VIDE),
        ("  \u00a0", M.VIDE),
        ("-5", M.NEGATIF),
        ("- 5,00", M.NEGATIF),
        ("−5", M.NEGATIF),
        ("5,001 ", M.AMBIGU),
        ("1 005,001", M.TROP_DE_DECIMALES),
        ("1099,999", M.TROP_DE_DECIMALES),
        ("5,0001", M.TROP_DE_DECIMALES),
        ("10 000 000", M.TROP_GRAND),
        ("9" * 50, M.TROP_GRAND),
        ("9" * 5_000, M.TROP_GRAND),
        ("1.234,56", M.ILLISIBLE),
        ("1,234.56", M.ILLISIBLE),
        ("1 23", M.ILLISIBLE),
        ("1 0000", M.ILLISIBLE),
        ("12 34,5", M.ILLISIBLE),
        ("5,", M.ILLISIBLE),
        (",5", M.ILLISIBLE),
        ("1e3", M.ILLISIBLE),
        ("+5", M.ILLISIBLE),
        ("NaN", M.ILLISIBLE),
        ("inf", M.ILLISIBLE),
        ("0x10", M.ILLISIBLE),
        ("1_000", M.ILLISIBLE),
        ("８０", M.ILLISIBLE),
        ("8²", M.ILLISIBLE),
        ("€", M.ILLISIBLE),
        ("80 $", M.ILLISIBLE),
        ("80\n90", M.ILLISIBLE),
        ("80\x00", M.ILLISIBLE),
        ("\u200b80", M.ILLISIBLE),
    ],
)
def test_amounts_refused(texte, motif):
    with pytest.raises(SaisieInvalide) as refus:
        lire_montant(texte)
    assert refus.value.motif is motif


@given(st.text(max_size=80))
def test_any_text_is_read_or_refused(texte):
    for lecteur in (lire_montant, lire_date, lire_entier, lire_taux):
        try:
            lecteur(texte)
        except SaisieInvalide as refus:
            assert bonne_phrase(refus.phrase)


def bonne_phrase(phrase):
    """Typographic apostrophe, non-breaking spaces, no blame and no exclamation mark."""
    return (
        phrase[0].isupper()
        and phrase[-1] == "."
        and "!" not in phrase
        and "'" not in phrase
        and "erreur" not in phrase.lower()
        and not any(f" {signe}" in phrase for signe in ":;?»€%")
    )


@given(st.integers(0, MONTANT_MAX_CENTIMES))
def test_what_is_written_is_read_back(centimes):
    ecrit = ecrire_montant(centimes)
    assert lire_montant(ecrit) == centimes
    assert ecrire_montant(lire_montant(ecrit)) == ecrit


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_dates_written_are_read_back(le):
    assert lire_date(ecrire_date(le)) == le
    assert lire_date(le.isoformat()) == le
    assert lire_date(f"{le.day:02d}/{le.month:02d}/{le.year}") == le


@pytest.mark.parametrize(
    "texte",
    ["05/01/2027", "5/1/2027", "05-01-2027", "5.1.2027", "2027-01-05", "5 janvier 2027", " 5\u00a0Janvier 2027 "],
)
def test_the_same_day_typed_in_several_ways(texte):
    assert lire_date(texte) == date(2027, 1, 5)


@pytest.mark.parametrize(
    ("texte", "mois"), [("5 January 2027", 1), ("5\u00a0Sept 2027", 9), ("5 dec 2027", 12), ("5 May 2027", 5)]
)
def test_months_in_english_as_its_pages_write_them(texte, mois):
    assert lire_date(texte) == date(2027, mois, 5)


@pytest.mark.parametrize(
    ("texte", "centimes"),
    [("€1,220.50", 122_050), ("1,220.50", 122_050), ("€ 80", 8_000), ("1,220.5 euros", 122_050),
     ("1,220,000", 122_000_000), ("80.50", 8_050), ("80,50", 8_050), ("1 220,00 €", 122_000), ("€1,220.00", 122_000)],
)  # fmt: skip
def test_amounts_as_english_pages_write_them(texte, centimes):
    assert lire_montant(sans_ecriture_anglaise(texte)) == centimes


@pytest.mark.parametrize(
    ("texte", "motif"),
    [("1,220", M.AMBIGU), ("€1,220", M.AMBIGU), ("1.220", M.AMBIGU), ("1.220,50", M.ILLISIBLE),
     ("1,22.50", M.ILLISIBLE), ("-€5", M.ILLISIBLE), ("€", M.ILLISIBLE), ("", M.VIDE)],
)  # fmt: skip
def test_the_english_reading_guesses_no_more_than_the_french_one(texte, motif):
    with pytest.raises(SaisieInvalide) as refus:
        lire_montant(sans_ecriture_anglaise(texte))
    assert refus.value.motif is motif


@given(st.text(max_size=80))
def test_what_the_french_reading_takes_means_the_same_in_english(texte):
    try:
        attendu = lire_montant(texte)
    except SaisieInvalide:
        return
    assert lire_montant(sans_ecriture_anglaise(texte)) == attendu


def test_what_is_copied_from_a_page_read_from_the_right_is_read():
    assert lire_montant("\u20661\u202f220,00\u00a0€\u2069") == 122_000 and lire_date("\u206802/12/2026\u2069").day == 2


def test_months_without_their_accents():
    assert lire_date("1er fevrier 2027") == date(2027, 2, 1)
    assert lire_date("1 aout 2027") == date(2027, 8, 1)
    assert lire_date("31 decembre 2027") == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("texte", "motif"),
    [
        ("", M.VIDE),
        ("30/02/2027", M.INEXISTANT),
        ("2027-02-29", M.INEXISTANT),
        ("2027-13-01", M.INEXISTANT),
        ("0000-01-01", M.INEXISTANT),
        ("1899-12-31", M.HORS_LIMITES),
        ("2200-01-01", M.HORS_LIMITES),
        ("9999-12-31", M.HORS_LIMITES),
        ("05/01/27", M.ILLISIBLE),
        ("05/01-2027", M.ILLISIBLE),
        ("2027/01/05", M.ILLISIBLE),
        ("20270105", M.ILLISIBLE),
        ("2027-1-5", M.ILLISIBLE),
        ("5 janvrier 2027", M.ILLISIBLE),
        ("2027-01-05T00:00", M.ILLISIBLE),
        ("demain", M.ILLISIBLE),
        ("1" * 100, M.TROP_GRAND),
    ],
)
def test_dates_refused(texte, motif):
    with pytest.raises(SaisieInvalide) as refus:
        lire_date(texte)
    assert refus.value.motif is motif


def test_whole_numbers():
    assert [lire_entier(t) for t in ("12", " 0 ", "1 000", "999999")] == [12, 0, 1_000, 999_999]


@pytest.mark.parametrize(
    ("texte", "motif"),
    [
        ("1000000", M.TROP_GRAND),
        ("-1", M.NEGATIF),
        ("12,0", M.ILLISIBLE),
        ("douze", M.ILLISIBLE),
        ("１２", M.ILLISIBLE),
        ("", M.VIDE),
    ],
)
def test_whole_numbers_refused(texte, motif):
    with pytest.raises(SaisieInvalide) as refus:
        lire_entier(texte)
    assert refus.value.motif is motif


def test_rates():
    attendus = [Decimal("8.5"), Decimal("12"), Decimal("0.0001"), Decimal("100")]
    assert [lire_taux(t) for t in ("8,5", "12 %", "0.0001", "100")] == attendus


@pytest.mark.parametrize("texte", ["101", "100,0001", "-1", "8,55555", "huit", "", "1 000", "NaN"])
def test_rates_refused(texte):
    with pytest.raises(SaisieInvalide):
        lire_taux(texte)


def test_days_and_numbers_in_arabic_and_persian_digits():
    assert lire_date("٣/١٠/٢٠٢٦") == lire_date("۳-۱۰-۲۰۲۶") == lire_date("٣ octobre ٢٠٢٦") == date(2026, 10, 3)
    assert lire_entier("١٢") == 12 and lire_taux("٨٫٥ %") == Decimal("8.5")


AUJOURD_HUI = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("texte", "le"),
    [
        ("hier", date(2026, 11, 21)),
        ("Aujourd’hui", AUJOURD_HUI),
        ("aujourd'hui", AUJOURD_HUI),
        ("avant-hier", date(2026, 11, 20)),
        ("yesterday", date(2026, 11, 21)),
        ("أمس", date(2026, 11, 21)),
        ("3 octobre", date(2026, 10, 3)),
        ("1er Novembre", date(2026, 11, 1)),
        ("3 Oct", None),
        ("3 décembre", date(2025, 12, 3)),
        ("22/11", AUJOURD_HUI),
        ("23/11", date(2025, 11, 23)),
        ("٣/١٠", date(2026, 10, 3)),
        ("3.10", date(2026, 10, 3)),
        ("3 octobre 2024", date(2024, 10, 3)),
        ("05/01/2027", date(2027, 1, 5)),
    ],
)
def test_a_day_that_is_over_may_be_said_with_less(texte, le):
    assert lire_date_passee(texte, AUJOURD_HUI) == (le or date(2026, 10, 3))


@pytest.mark.parametrize(
    ("texte", "motif"),
    [("octobre 2026", M.ILLISIBLE), ("demain", M.ILLISIBLE), ("3 10", M.ILLISIBLE), ("", M.VIDE),
     ("3 brumaire", M.ILLISIBLE), ("30 février", M.INEXISTANT), ("29/2", M.INEXISTANT), ("31/11", M.INEXISTANT)],
)  # fmt: skip
def test_a_day_that_is_over_is_never_guessed(texte, motif):
    with pytest.raises(SaisieInvalide) as refus:
        lire_date_passee(texte, AUJOURD_HUI)
    assert refus.value.motif is motif and bonne_phrase(refus.value.phrase)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.text(max_size=40))
def test_the_example_of_a_past_day_is_one_and_no_text_breaks_the_reading(jour, texte):
    assert lire_date_passee(exemple_passe(jour), jour) < jour
    assert exemple_passe(jour) in date_passee_attendue(jour)
    with suppress(SaisieInvalide):
        lire_date_passee(texte, jour)
