"""Is the person named by a certificate the commissaire in charge? Case, accents and order of the names do not count."""

import re
import unicodedata
from collections.abc import Iterable

_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d"})
_TITRES = frozenset({"me", "maitre", "m", "mme", "monsieur", "madame"})
_MOT = re.compile(r"[^\W_]+")


def meme_personne(attendu: str, certifies: Iterable[str]) -> bool:
    """True when one of the names written in the certificate has the words of `attendu`, all of them and no other.

    >>> meme_personne("Me Claire Aubin-Lefèvre", ["LEFEVRE AUBIN Claire"])
    True
    >>> meme_personne("Claire Aubin", ["Claire Marie Aubin"])
    False
    """
    voulus = _mots(attendu)
    return bool(voulus) and any(_mots(nom) == voulus for nom in certifies)


def dit_specimen(texte: str) -> bool:
    """
    >>> dit_specimen("SPÉCIMEN – Claire Aubin")
    True
    """
    return "specimen" in _decouper(texte)


def _mots(nom: str) -> list[str]:
    return sorted(mot for mot in _decouper(nom) if mot not in _TITRES)


def _decouper(texte: str) -> list[str]:
    decompose = unicodedata.normalize("NFKD", texte.casefold())
    sans_accents = "".join(c for c in decompose if not unicodedata.combining(c))
    return _MOT.findall(sans_accents.translate(_LIGATURES))
