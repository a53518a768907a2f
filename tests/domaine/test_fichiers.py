"""The data files: readable by a clerk, with a source and a date on each row."""

import csv
from datetime import date

import pytest

from portail.domaine.fichiers import DOSSIER, lire_csv, lire_json

CSV = sorted(f.name for f in DOSSIER.glob("*.csv"))


@pytest.mark.parametrize("nom", CSV)
def test_each_row_has_its_source_its_certainty_and_its_date(nom):
    for ligne in lire_csv(nom):
        assert None not in ligne
        assert ligne["source"]
        assert ligne["certitude"] in ("A", "B", "C", "C-", "D", "U")
        assert date.fromisoformat(ligne["verifie_le"])


@pytest.mark.parametrize("nom", CSV)
def test_a_spreadsheet_can_write_the_file_back(nom):
    contenu = (DOSSIER / nom).read_text(encoding="utf-8")
    lignes = list(csv.reader(contenu.splitlines()))
    assert len({len(ligne) for ligne in lignes}) == 1
    assert "\r" not in contenu


def test_json_files_are_read():
    assert set(lire_json("exemple_2026.json")) == {"grilles"}
    assert set(lire_json("textes.json")) == {"grilles"}
