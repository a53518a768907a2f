"""No act and no constat without its words."""

from portail.domaine.procedure import Action
from portail.web.commissaire.mots import ACTES, oui_non


def test_every_act_that_is_journaled_has_its_words():
    assert set(ACTES) == set(Action) - {Action.CONSULTER}


def test_an_answer_not_given_is_not_told_as_no():
    assert len({oui_non(True), oui_non(False), oui_non(None)}) == 3
