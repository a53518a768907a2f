"""A sentence is its French text, and keeps what another language needs."""

import copy
import json
from datetime import date

from portail.domaine.phrases import Duree, Montant, Phrase, ecrire


def test_a_sentence_is_a_french_text_with_its_pattern_and_its_values():
    dite = Phrase("Entre %(bas)s et %(haut)s.", bas=Montant(1), haut=Montant(122_000))
    assert dite == "Entre 0,01\xa0€ et 1\u202f220,00\xa0€." and json.dumps(dite) == json.dumps(str(dite))
    assert dite.gabarit == "Entre %(bas)s et %(haut)s." and dite.valeurs["haut"] == Montant(122_000)


def test_a_pattern_waits_for_its_values():
    gabarit = Phrase("Le %(limite)s, 100 %% sûr.")
    assert gabarit.avec(limite=date(2027, 1, 5)) == "Le 5 janvier 2027, 100 % sûr."
    assert gabarit == "Le %(limite)s, 100 % sûr." and Phrase("entre 0 et 100 %%") == "entre 0 et 100 %"


def test_a_copy_is_plain_french():
    assert copy.deepcopy(Phrase("%(n)s fois", n=3)) == "3 fois"
    assert copy.deepcopy(Phrase("%(n)s %%", n=3)) == "3 %"


def test_lengths_of_time():
    assert ecrire(Duree(1, 0)) == "1\xa0mois" and ecrire(Duree(2, 1)) == "2\xa0mois et 1\xa0jour"
