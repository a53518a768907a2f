"""Every act has its words, and no act shares them with another."""

from portail.domaine.procedure import Action
from portail.services.mots import ACTES


def test_every_act_has_words_of_its_own():
    assert set(ACTES) == set(Action) - {Action.CONSULTER}
    assert len(set(ACTES.values())) == len(ACTES)
