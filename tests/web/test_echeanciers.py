"""The picker shared by the creditor's pages: from a form to exact terms."""

from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from portail.web.echeanciers import Bornes, EcheancierForm, essayer, premier_jour_propose

BORNES = Bornes(122_000, date(2026, 12, 29), 24)


@pytest.fixture
def composer(reglages, fabrique_app):
    app = fabrique_app()

    def faire(**champs):
        with app.test_request_context():
            form = EcheancierForm(formdata=MultiDict(champs), meta={"csrf": False})
            return essayer(form, BORNES), form.errors

    return faire


def montants(termes):
    return [e.montant_centimes for e in termes.echeances]


def test_a_preset_number_starts_on_the_first_lawful_fifth(composer):
    termes, erreurs = composer(fois="3")
    assert not erreurs
    assert montants(termes) == [40_666, 40_666, 40_668]
    assert [e.le for e in termes.echeances] == [date(2027, 1, 5), date(2027, 2, 5), date(2027, 3, 5)]


def test_a_monthly_amount_a_larger_first_payment_and_a_lower_total(composer):
    termes, _ = composer(fois="libre", mensualite="300", premier_versement="400", total="1 000")
    assert (termes.montant_centimes, montants(termes)) == (100_000, [40_000, 30_000, 30_000])


def test_a_number_of_ones_own(composer):
    termes, _ = composer(fois="libre", nombre="2", premiere="28/02/2027")
    assert montants(termes) == [61_000, 61_000]
    assert termes.echeances[-1].le == date(2027, 3, 28)


@pytest.mark.parametrize(
    ("champs", "champ"),
    [
        ({}, "fois"),
        ({"fois": "libre"}, "nombre"),
        ({"fois": "99"}, "fois"),
        ({"fois": "libre", "nombre": "deux"}, "nombre"),
        ({"fois": "libre", "mensualite": "0"}, "mensualite"),
        ({"fois": "3", "total": "0"}, "total"),
        ({"fois": "3", "premiere": "28/12/2026"}, "premiere"),
        ({"fois": "3", "premiere": "05/01/2029"}, "premiere"),
        ({"fois": "1", "premier_versement": "100"}, "premier_versement"),
    ],
)
def test_a_refusal_stands_beside_the_field_it_speaks_of(composer, champs, champ):
    termes, erreurs = composer(**champs)
    assert termes is None
    assert list(erreurs) == [champ]


def test_the_fifth_itself_is_lawful():
    assert premier_jour_propose(date(2027, 1, 5)) == date(2027, 1, 5)
    assert premier_jour_propose(date(2026, 12, 6)) == date(2027, 1, 5)
