"""Three words, three values."""

import pytest

from portail.web.creancier.reponses import mot, valeur


@pytest.mark.parametrize("reponse", ["oui", "non", "inconnu"])
def test_an_answer_comes_back_as_it_was_given(reponse):
    assert mot(valeur(reponse)) == reponse


def test_anything_else_is_not_known():
    assert valeur("peut-être") is None
