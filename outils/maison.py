"""The invented house of the tests, for the commands that measure its screens or take their picture."""

import tempfile
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from portail.persistance import moteur, schema


def rendues() -> Iterator[tuple[str, Any]]:
    """Every screen of tests/ecrans.py drawn once, by name, on a base of its own that is thrown away."""
    ecrans = import_module("tests.ecrans")  # by name: the tests carry no types
    with tempfile.TemporaryDirectory() as dossier:
        base = Path(dossier) / "vide.db"
        bd = moteur.ouvrir(f"sqlite:///{base}")
        schema.migrer(bd)
        bd.dispose()
        with ecrans.maison_a_part(base, Path(dossier)) as maison:
            yield from ecrans.rendues(maison)
