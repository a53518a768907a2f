"""The published table names every screen: a page added to the walk is measured too."""

import re

from outils.accessibilite import DEBUT, DOC, FIN
from tests.ecrans import AUTOUR, DEBITEUR, PUBLIQUES


def test_the_table_has_every_screen():
    table = DOC.read_text("utf-8").partition(DEBUT)[2].partition(FIN)[0]
    mesures = re.findall(r"^\| (\S+) \|", table, re.MULTILINE)
    attendus = [*(e.nom for e in DEBITEUR), *PUBLIQUES, *AUTOUR]
    assert mesures in (attendus, ["Screen", *attendus]), "run: python -m outils.accessibilite"
