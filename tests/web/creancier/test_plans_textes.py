"""The words of a plan: exact amounts, days, and a hash that changes with a comma."""

from datetime import date
from types import SimpleNamespace

import pytest

from portail.domaine.decalage import CLAUSE
from portail.domaine.echeancier import EcheancierInvalide
from portail.web.creancier.plans_textes import lire_plan
from tests.pages import lisse

PAS_AVANT = date(2026, 12, 29)


def plan(total, nombre, jours):
    debiteur = SimpleNamespace(appellation="Madame Nadia Ferrand")
    dossier = SimpleNamespace(total_centimes=total, debiteur=debiteur, reference="RPC-TEST")
    return lire_plan(dossier, nombre, jours, PAS_AVANT)


@pytest.mark.parametrize(
    ("total", "nombre", "jours", "attendu"),
    [
        (10_000, 1, (5,), "en un seul paiement. Ce paiement a lieu le 5 du mois."),
        (10_000, 4, (1, 28), "en 4 paiements de 25,00 €. Un paiement par mois, le 1er ou le 28 du mois, au choix"),
        (10_000, 3, (5,), "en 3 paiements : 2 paiements de 33,33 €, puis un dernier de 33,34 €."),
    ],
)
def test_the_text_says_the_amounts_and_the_days(total, nombre, jours, attendu):
    lu = plan(total, nombre, jours)
    assert attendu in lisse(lu.texte)
    assert CLAUSE in lu.phrases, "what moves the dates is part of what is signed"


def test_the_example_starts_on_the_first_lawful_day_allowed():
    assert plan(10_000, 3, (10, 28)).exemple.echeances[0].le == date(2027, 1, 10)


def test_another_plan_is_another_text():
    empreintes = {plan(10_000, n, j).empreinte for n, j in ((3, (5,)), (3, (10,)), (4, (5,)))}
    assert len(empreintes) == 3


def test_a_sum_that_cannot_be_shared_is_refused():
    with pytest.raises(EcheancierInvalide):
        plan(2, 3, (5,))
