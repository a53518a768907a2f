"""The mark of a form that comes back: which dossier, which answer. Printed by the letter, read by a scanner or a hand.

« RPC-7F4K2-9QDA3/A » accepts to take part, « …/R » refuses (R125-2 III 2° and 3°). Nothing in it is secret.
"""

import re
from enum import StrEnum
from typing import NamedTuple

from portail.domaine.identifiants import normaliser

PREFIXE = "RPC"
_FORME = re.compile(rf"{PREFIXE}([0-9A-HJKMNP-TV-Z]{{5}})([0-9A-HJKMNP-TV-Z]{{5}})([AR]?)")

# A scanner set for an American keyboard, on a machine set for a French one, types other letters: read them back.
_CLAVIER = str.maketrans("&É\"'(-È_ÇÀQAWZ?,)!", "1234567890AQZWMM-/")


class SensRetour(StrEnum):
    """Which of the two forms it is."""

    ACCEPTATION = "A"
    REFUS = "R"


class Retour(NamedTuple):
    """What the mark says; `sens` is None when only the dossier's reference was given."""

    reference: str
    sens: SensRetour | None


class MarqueIllisible(Exception):
    """Not the mark of a form of ours."""


def marquer(reference: str, sens: SensRetour) -> str:
    """The mark to print.

    >>> marquer("RPC-7F4K2-9QDA3", SensRetour.REFUS)
    'RPC-7F4K2-9QDA3/R'
    """
    return f"{reference}/{sens}"


def lire_marque(texte: str) -> Retour:
    """What was scanned or typed, in any case, with or without dashes. Raises MarqueIllisible.

    >>> lire_marque(" rpc 7f4k2 9qda3 / a ")
    Retour(reference='RPC-7F4K2-9QDA3', sens=<SensRetour.ACCEPTATION: 'A'>)
    """
    for essai in (texte, texte.upper().translate(_CLAVIER)):
        trouve = _FORME.fullmatch(normaliser(essai.replace("/", "")))
        if trouve:
            gauche, droite, sens = trouve.groups()
            return Retour(f"{PREFIXE}-{gauche}-{droite}", SensRetour(sens) if sens else None)
    raise MarqueIllisible
