"""What was ticked and what was named: read strictly, kept from page to page."""

import pytest
from werkzeug.exceptions import NotFound

from portail.domaine.procedure import Etat
from portail.services.lots import Choix
from portail.web.commissaire import choix
from tests.services.gestes import sqlite_seul


@sqlite_seul
def test_a_box_says_what_was_displayed(maison):
    dossier = maison.dossier(Etat.RECEVABLE, jours=0)
    vu = "a" * 64
    assert choix.lire([choix.valeur(dossier), choix.valeur(dossier, vu)]) == [
        Choix(dossier.reference, dossier.version), Choix(dossier.reference, dossier.version, vu),
    ]  # fmt: skip


@pytest.mark.parametrize("texte", ["", "RPC-AAAAA-BBBBB", "RPC-AAAAA-BBBBB.x", "RPC-AAAAA-BBBBB.1.abc", "é" * 5000,
                                   "RPC-AAAAA-BBBBB.٣", "RPC-AAAAA-BBBBB.1\n"])  # fmt: skip
def test_a_value_that_no_page_wrote_does_not_exist(texte):
    with pytest.raises(NotFound):
        choix.lire([texte])


@sqlite_seul
def test_a_batch_that_is_not_ours_names_nothing(maison, app):
    qui = maison.commissaire()
    for lot in ("1", "x", "9" * 30, "-1"):
        assert qui.get(f"/commissaire/lettres?lot={lot}").statut == 404
    assert qui.get("/commissaire/lettres?lot=").statut == 200
