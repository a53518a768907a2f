"""What the refusals of the offices say with their figures; every one of them is tried in test_messages.py."""

from datetime import date

from portail.services import depots, invitation, paiements, verification
from portail.web.messages import phrase
from portail.web.messages_etude import POINTS


def test_figures_are_told():
    assert "1\u202f220,00\xa0€" in phrase(paiements.PaiementInvalide("montant", 122_000))
    assert "5\xa0janvier\xa02027" in phrase(invitation.DepotInvalide("futur", date(2027, 1, 5)))
    assert "liste\xa0: 12, lettres\xa0: 10." in phrase(depots.TropDeNumeros(12, 10))


def test_points_are_named_in_the_middle_of_a_sentence():
    dite = phrase(verification.ControleIncomplet(("cause", "conflit")))
    assert POINTS["cause"][1:] + "\xa0; l’étude n’a" in dite
