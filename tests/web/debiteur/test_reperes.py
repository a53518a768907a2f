"""What the terms being composed are compared with."""

import pytest

from portail.domaine.procedure import Etat
from portail.web.debiteur import reperes
from portail.web.debiteur.composition import composer

pytestmark = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
DOUZE = {"mode": "12", "jour": "5"}


def choisi(dossier, saisie, instant):
    repere = reperes.choisir(dossier, composer(dossier, saisie, instant), instant)
    return repere and (repere.colonne, [e.montant_centimes for e in repere.echeancier.echeances])


def test_his_pending_offer_first(maison, horloge):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER, plans=(3,))
    attendu = [e.montant_centimes for e in dossier.proposition_en_cours.echeances]
    assert choisi(dossier, DOUZE, horloge()) == ("Son offre", attendu)


def test_else_the_longest_plan_he_signed_on_a_day_he_allows(maison, horloge):
    dossier = maison.dossier(Etat.ENVOYEE, plans=(3, 6))
    colonne, montants = choisi(dossier, {"mode": "12", "jour": "15"}, horloge())
    assert (colonne, len(montants)) == ("Accepté d’avance", 6)
    repere = reperes.choisir(dossier, composer(dossier, {"mode": "12", "jour": "15"}, horloge()), horloge())
    assert repere.echeancier.echeances[0].le.day in dossier.plans[0].jours_permis
    assert choisi(dossier, {"mode": "3", "jour": "5"}, horloge()) is None, "he already agrees to it"


def test_else_the_whole_sum_at_once(maison, horloge):
    dossier = maison.dossier(Etat.ENVOYEE)
    assert choisi(dossier, DOUZE, horloge()) == ("En une fois", [dossier.total_centimes])
    assert choisi(dossier, {"mode": "1", "jour": "5"}, horloge()) is None
