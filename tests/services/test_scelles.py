"""The seal of a document's row: made once, broken by any change, impossible without the key."""

from dataclasses import replace

from portail.domaine.procedure import Etat
from portail.services import scelles
from portail.services.preuve import ClesPreuve
from tests.services.gestes import sqlite_seul


@sqlite_seul
def test_a_seal_holds_until_the_row_changes_and_needs_our_key(maison, moyens):
    document = maison.dossier(Etat.ENVOYEE).documents[0]
    assert scelles.est_scelle(document, moyens.preuve)
    ailleurs = ClesPreuve(replace(moyens.reglages, preuve=("une-autre-cle-" + "z" * 40,)))
    assert not scelles.est_scelle(document, ailleurs)
    assert scelles.sceller(document, moyens.preuve) == document.sceau != scelles.sceller(document, ailleurs)
    document.titre = "Quittance"
    assert not scelles.est_scelle(document, moyens.preuve)
    document.sceau = None
    assert not scelles.est_scelle(document, moyens.preuve), "a row without a seal proves nothing"
