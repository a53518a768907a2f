"""The published table names every screen: a page added to the walk is measured too."""

import re

from outils.accessibilite import DEBUT, DOC, FIN
from tests.ecrans import DEBITEUR, PUBLIQUES


def test_the_table_has_every_screen():
    table = DOC.read_text("utf-8").partition(DEBUT)[2].partition(FIN)[0]
    mesures = re.findall(r"^\| (\S+) \|", table, re.MULTILINE)
    attendus = [*(e.nom for e in DEBITEUR), *PUBLIQUES, "ouvrir-vide", "ouvrir-erreur", "confirmer"]
    sus = [nom for nom in mesures if nom in attendus]  # the helper's and the reader's screens come besides
    assert sus == attendus and len(mesures) == len(set(mesures)), "run: python -m outils.accessibilite"
