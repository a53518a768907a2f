"""French amounts, days and hours, in Paris, with the spaces that keep them on one line."""

from datetime import UTC, date, datetime

import pytest
from babel.dates import format_date
from babel.numbers import format_currency
from jinja2 import StrictUndefined

from portail.web import traduction
from portail.web.langue import (
    enumerer,
    euros,
    heure,
    instant,
    jour,
    jour_court,
    jour_limite,
    jour_semaine,
    majuscule,
    montant_tape,
    poids,
    tel_quel,
)


@pytest.mark.parametrize(
    "centimes", [0, 1, 9, 10, 99, 100, 101, 99_999, 100_000, 122_000, 500_000, 123_456_789, -1, -122_000]
)
def test_amounts_are_written_as_the_reference_does(centimes):
    attendu = format_currency(centimes / 100, "EUR", locale="fr_FR")
    assert euros(centimes) == attendu
    assert " " not in euros(centimes)


def test_days_and_hours():
    for n in range(366):
        le = date.fromordinal(date(2028, 1, 1).toordinal() + n)
        attendu = format_date(le, "d MMMM y", locale="fr_FR").replace(" ", "\xa0")
        assert jour(le) == ("1er" + attendu[1:] if le.day == 1 else attendu)
        assert jour_semaine(le).startswith(format_date(le, "EEEE ", locale="fr_FR"))
    assert jour_court(date(2026, 12, 2)) == "2\xa0déc."
    tard = datetime(2026, 12, 22, 23, 5, tzinfo=UTC)
    assert heure(tard) == "0\xa0h\xa005"
    assert instant(tard) == "mercredi 23\xa0décembre\xa02026 à 0\xa0h\xa005", "a Paris day, not a UTC one"
    assert heure(datetime(2026, 7, 1, 12, 0, tzinfo=UTC)) == "14\xa0h\xa000"
    assert (poids(1), poids(84_400), poids(4_999_999)) == ("1\xa0ko", "84\xa0ko", "5000\xa0ko")


def test_french_is_the_source_and_an_unknown_language_falls_back_on_it():
    for code in ("fr", "xx"):
        assert traduction.traductions(code).gettext("Quitter") == "Quitter"


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_templates_know_the_filters_and_stop_on_what_they_do_not_know(app):
    env = app.jinja_env
    assert env.undefined is StrictUndefined and env.autoescape
    ecrit = env.from_string("{{ 122000 | euros }} {{ le | jour }} {{ le | jour_court }} {{ e | etat }} {{ '<b>' }}")
    from portail.domaine.procedure import Etat

    texte = ecrit.render(le=date(2027, 1, 1), e=Etat.ENVOYEE)
    assert texte == "1\u202f220,00\xa0€ 1er\xa0janvier\xa02027 1\xa0janv. Envoyée &lt;b&gt;"


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("code", "montant", "le", "moment"),
    [
        (
            "fr@facile",
            "1\u202f220,00\xa0€",
            "mercredi 2\xa0décembre\xa02026",
            "mercredi 2\xa0décembre\xa02026 à 0\xa0h\xa005",
        ),
        ("en", "€1,220.00", "Wednesday 2\xa0December\xa02026", "0:05"),
        ("ar", "\u20661\u202f220,00\xa0€\u2069", "الأربعاء 2\xa0دجنبر\xa02026", "0:05"),
    ],
)
def test_amounts_and_days_in_the_reader_s_language(app, code, montant, le, moment):
    jour_dit, nuit = date(2026, 12, 2), datetime(2026, 12, 1, 23, 5, tzinfo=UTC)
    with app.test_request_context("/", headers={"Cookie": f"portail_langue={code}"}):
        assert (euros(122_000), jour_semaine(jour_dit)) == (montant, le)
        assert moment in instant(nuit)
        assert not set("٠١٢٣٤٥٦٧٨٩") & set(euros(1_234_567_890) + jour(jour_dit) + jour_court(jour_dit))
    assert euros(122_000) == "1\u202f220,00\xa0€", "French again outside of a request"


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_a_constant_is_written_in_the_language_of_each_reader_not_of_the_first(app):
    with app.test_request_context("/", headers={"Cookie": "portail_langue=en"}):
        page = app.jinja_env.from_string("{{ 0 | euros }} {{ [0 | euros] | join }} {{ 5 | poids }}")
        assert page.render().startswith("€0.00 €0.00")
    with app.test_request_context("/"):
        assert page.render().startswith("0,00\xa0€ 0,00\xa0€")


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_each_language_has_its_comma_its_deadline_and_its_way_of_typing_an_amount(app):
    for code, liste, tape in (
        ("fr", "PDF, annexe", "€1,220.50"),
        ("en", "PDF, annexe", "1220.50"),
        ("ar", "\u2067\u2068PDF\u2069، \u2068annexe\u2069\u2069", "€1,220.50"),
    ):
        with app.test_request_context("/", headers={"Cookie": f"portail_langue={code}"}):
            assert enumerer(["PDF", "annexe"]) == liste
            assert enumerer([]) == "" and enumerer([5]) == "5"
            assert montant_tape("€1,220.50") == tape
            assert ("(\u206602/12/2026\u2069)" in jour_limite(date(2026, 12, 2))) == (code == "ar")


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_three_figures_are_read_from_the_right_in_arabic(app):
    """No figure has a direction of its own: each pair says its own, or the inner one would be read backwards."""
    deux = "\u2067\u20685\u2069، \u206810\u2069\u2069"
    with app.test_request_context("/", headers={"Cookie": "portail_langue=ar"}):
        assert enumerer([5, 10]) == deux
        assert enumerer([5, 10, 28]) == f"\u2067\u2068{deux}\u2069، \u206828\u2069\u2069"


def test_only_the_first_letter_is_raised():
    assert majuscule("wednesday 2 December") == "Wednesday 2 December" and majuscule("") == ""


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_words_kept_in_french_say_so_where_the_page_is_not(app):
    for code, attendu in (
        ("fr", "Facture"),
        ("fr@facile", "Facture"),
        ("en", '<bdi lang="fr" dir="ltr">Facture</bdi>'),
    ):
        with app.test_request_context("/", headers={"Cookie": f"portail_langue={code}"}):
            assert tel_quel("Facture") == attendu
