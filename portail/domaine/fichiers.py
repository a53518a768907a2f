"""Reading the data files kept in `donnees/`: the folder where a clerk edits the tables."""

import csv
import json
from pathlib import Path
from typing import Any

DOSSIER = Path(__file__).with_name("donnees")


def lire_csv(nom: str) -> list[dict[str, str]]:
    """The rows of a table, each as column → text."""
    with (DOSSIER / nom).open(encoding="utf-8", newline="") as flux:
        return list(csv.DictReader(flux))


def lire_json(nom: str) -> Any:
    """The content of a JSON file of the folder."""
    return json.loads((DOSSIER / nom).read_text(encoding="utf-8"))
