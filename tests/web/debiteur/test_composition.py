"""From what was typed to a schedule: readings, refusals, plans signed in advance."""

import pytest

from portail.domaine.procedure import Etat
from portail.web.debiteur.composition import ChoixInvalide, composer, nettoyer, nombres_proposes


@pytest.fixture
def dossier(maison):
    return maison.dossier(Etat.ENVOYEE, plans=(3, 5))  # 1 220,00 €, the month ends on 12 December 2026


def montants(composee):
    return [e.montant_centimes for e in composee.echeancier.echeances]


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_every_way_of_typing_gives_its_schedule(dossier, horloge):
    def essai(**saisie):
        return composer(dossier, nettoyer(saisie), horloge())

    assert montants(essai(mode="6", jour="5")) == [20_333] * 5 + [20_335]
    assert montants(essai(mode="libre", montant="500 €", jour="28")) == [50_000, 50_000, 22_000]
    assert montants(essai(montant="500", jour="28")) == [50_000, 50_000, 22_000], "typing an amount is choosing it"
    assert montants(essai(mode="mois", nombre="4", jour="5")) == [30_500] * 4
    assert montants(essai(mode="3", jour="5", acompte="820")) == [82_000, 20_000, 20_000]
    assert montants(essai(mode="2", jour="10", total="600,50")) == [30_025, 30_025]
    assert montants(essai(mode="1", jour="10")) == [122_000]
    assert essai(mode="3", jour="autre", autre_jour="31").echeancier.echeances[1].le.isoformat() == "2027-01-31"
    assert essai(mode="1", jour="15").echeancier.fin.isoformat() == "2027-01-15", "the 15th comes before the lawful day"
    assert essai(mode="1", jour="autre", autre_jour="20").echeancier.fin.isoformat() == "2026-12-20"


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_only_the_very_terms_signed_in_advance_are_a_plan(dossier, horloge):
    def plan(**saisie):
        return composer(dossier, saisie, horloge()).plan

    assert plan(mode="3", jour="5") is dossier.plans[0]
    assert plan(mode="mois", nombre="5", jour="28") is dossier.plans[1]
    assert plan(mode="3", jour="15") is None, "not a day he allowed"
    assert plan(mode="3", jour="5", acompte="820") is None
    assert plan(mode="3", jour="5", total="1219,99") is None
    assert plan(mode="4", jour="5") is None
    assert nombres_proposes(dossier) == [1, 3, 5, 6, 12]


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
@pytest.mark.parametrize(
    ("saisie", "champ", "phrase", "manque"),
    [
        ({}, "mode", "Choisissez en combien de fois", True),
        ({"jour": "5"}, "mode", "Choisissez en combien de fois", True),
        ({"jour": "5", "mode": "libre"}, "montant", "par exemple 80", True),
        ({"jour": "5", "mode": "mois"}, "nombre", "nombre entier", True),
        ({"jour": "autre", "mode": "3"}, "autre_jour", "nombre entier", True),
        ({"jour": "autre", "autre_jour": "32", "mode": "3"}, "autre_jour", "entre 1 et 31", False),
        ({"jour": "7", "mode": "3"}, "jour", "Choisissez le jour du mois.", True),
        ({"jour": "5", "mode": "libre", "montant": "huit"}, "montant", "par exemple 80", False),
        ({"jour": "5", "mode": "libre", "montant": "40"}, "montant", "50,84", False),
        ({"jour": "5", "mode": "libre", "montant": "0"}, "montant", "supérieur à zéro", False),
        ({"jour": "5", "mode": "mois", "nombre": "25"}, "nombre", "entre 1 et 24", False),
        ({"jour": "5", "mode": "99"}, "mode", "entre 1 et 24", False),
        ({"jour": "5", "mode": "²"}, "mode", "Choisissez en combien de fois", True),
        ({"jour": "5", "mode": "3", "acompte": "1220"}, "acompte", "plus petit que 1", False),
        ({"jour": "5", "mode": "1", "acompte": "20"}, "acompte", "au moins 2", False),
        ({"jour": "5", "mode": "24", "acompte": "1219,99"}, "acompte", "219,77\u00a0€ au plus", False),
        ({"jour": "5", "mode": "12", "total": "0,01"}, "total", "0,12\u00a0€ au moins", False),
        ({"jour": "5", "mode": "3", "total": "1220,01"}, "total", "1\u202f220,00", False),
        ({"jour": "5", "mode": "3", "total": "0"}, "total", "0,01", False),
    ],
)
def test_a_refusal_names_the_field_and_says_what_is_expected(dossier, horloge, saisie, champ, phrase, manque):
    with pytest.raises(ChoixInvalide) as refus:
        composer(dossier, saisie, horloge())
    assert (refus.value.champ, refus.value.manque) == (champ, manque)
    assert phrase in refus.value.phrase
