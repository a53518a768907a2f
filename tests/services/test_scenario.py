"""The ways to each state: none forgotten, each made of acts that the scene can play."""

from portail.domaine.procedure import Etat
from portail.services.pieces import nettoyer
from portail.services.scenario import CHEMINS, FACTURE
from portail.services.scene import Scene


def test_there_is_a_way_to_every_state():
    assert set(CHEMINS) == set(Etat)
    assert {acte for chemin in CHEMINS.values() for acte in chemin if not hasattr(Scene, f"_{acte}")} == set()


def test_the_invented_invoice_is_a_document_like_any_other():
    assert nettoyer(FACTURE).type_mime == "application/pdf"
