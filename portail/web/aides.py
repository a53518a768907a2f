"""The free help that every debtor's page names, from one dated file."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import NamedTuple

from portail.web.traduction import gettext


class Contact(NamedTuple):
    nom: str
    texte: str
    adresse: str
    verifie_le: date


@cache
def contacts() -> tuple[Contact, ...]:
    fiches = tomllib.loads((Path(__file__).parent / "aides.toml").read_text("utf-8"))["contact"]
    return tuple(Contact(f["nom"], f["texte"], f["adresse"], f["verifie_le"]) for f in fiches)


def choix() -> list[tuple[str, str, str]]:
    """In the form of the macro `aides_gratuites`: (address, name, text)."""
    return [(c.adresse, gettext(c.nom), gettext(c.texte)) for c in contacts()]
