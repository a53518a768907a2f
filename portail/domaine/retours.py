"""The mark of a form that comes back: which dossier, which answer. Printed by the letter, read by a scanner or a hand.

« RPC-7F4K2-9QDA3/A » accepts to take part, « …/R » refuses (R125-2 III 2° and 3°), « …/P2 » bears the second project
of terms that the debtor printed to sign by hand. Nothing in it is secret.
"""

import re
from enum import StrEnum
from typing import NamedTuple

from portail.domaine.identifiants import normaliser

PREFIXE = "RPC"
_FORME = re.compile(rf"{PREFIXE}([0-9A-HJKMNP-TV-Z]{{5}})([0-9A-HJKMNP-TV-Z]{{5}})([AR]|P[1-9][0-9]{{0,3}})?")

# A scanner set for an American keyboard, on a machine set for a French one, types other letters: read them back.
_CLAVIER = str.maketrans("&É\"'(-È_ÇÀQAWZ?,)!", "1234567890AQZWMM-/")


class SensRetour(StrEnum):
    """Which form it is; a project bears its number after the letter."""

    ACCEPTATION = "A"
    REFUS = "R"
    PROJET = "P"


class Retour(NamedTuple):
    """What the mark says; `sens` is None when only the dossier's reference was given."""

    reference: str
    sens: SensRetour | None
    numero: int = 0  # of a project, else 0


class MarqueIllisible(Exception):
    """Not the mark of a form of ours."""


def marquer(reference: str, sens: SensRetour, numero: int = 0) -> str:
    """The mark to print.

    >>> marquer("RPC-7F4K2-9QDA3", SensRetour.REFUS)
    'RPC-7F4K2-9QDA3/R'
    """
    return f"{reference}/{sens}{numero or ''}"


def lire_marque(texte: str) -> Retour:
    """What was scanned or typed, in any case, with or without dashes. Raises MarqueIllisible.

    >>> lire_marque(" rpc 7f4k2 9qda3 / a ")
    Retour(reference='RPC-7F4K2-9QDA3', sens=<SensRetour.ACCEPTATION: 'A'>, numero=0)
    """
    for essai in (texte, texte.upper().translate(_CLAVIER)):
        trouve = _FORME.fullmatch(normaliser(essai.replace("/", "")))
        if trouve:
            gauche, droite, sens = trouve.groups()
            genre = SensRetour(sens[0]) if sens else None
            return Retour(f"{PREFIXE}-{gauche}-{droite}", genre, int(sens[1:] or 0) if sens else 0)
    raise MarqueIllisible
