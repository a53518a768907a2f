"""Words for every state and every act: nothing is left untold, nothing is invented."""

from portail.domaine.procedure import TRANSITIONS, Action, Etat
from portail.web.creancier.mots import JOURNAL, SITUATIONS


def test_every_state_says_whose_turn_it_is():
    assert set(SITUATIONS) == set(Etat)


def test_every_act_of_the_procedure_is_told_except_the_small_steps_of_a_draft():
    actes = {(t.action, t.role) for t in TRANSITIONS}
    # that a letter was lost, that somebody helps or reads with him, is the debtor's own affair
    aide = (Action.AIDER, Action.RENDRE_LA_MAIN)
    siennes = (Action.REMETTRE_CODES, *aide, Action.OUVRIR_LECTURE, Action.FERMER_LECTURE)
    tus = (Action.COMPLETER, *siennes)
    assert {acte for acte in actes if acte[0] not in tus} == set(JOURNAL)
