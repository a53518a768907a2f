"""The words of the étude's pages."""

from portail.web.commissaire.mots import oui_non


def test_an_answer_not_given_is_not_told_as_no():
    assert len({oui_non(True), oui_non(False), oui_non(None)}) == 3
