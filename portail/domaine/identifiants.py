"""The words printed on a letter: an alphabet without look-alikes, and a last symbol that catches typing slips.

Crockford's base 32 (no I, L, O, U). The check symbol is a weighted sum over GF(32), polynomial x^5 + x^2 + 1:
every single substitution and every swap of two neighbours is caught, so a typo costs no attempt (securite.md, M1).
"""

import re
import unicodedata
from enum import StrEnum
from typing import NamedTuple

from portail.domaine.ecriture import CHIFFRES

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LONGUEUR_IDENTIFIANT = 8  # 7 random symbols (35 bits) and the check symbol
LONGUEUR_CODE = 12  # 11 random symbols (55 bits) and the check symbol
LONGUEUR_SIGNATURE = 8  # 7 random symbols (35 bits) and the check symbol: tried by somebody signed in, five at a time
_PAR_GROUPE = 4

_VALEUR = {symbole: rang for rang, symbole in enumerate(ALPHABET)}
_POLYNOME = 0b100101
_SEPARATEURS = re.compile(r"[\s\-‐-―−_.·]+")


def normaliser(texte: str) -> str:
    """What was meant, however it was typed: case, spaces, dashes, the letters O, I, L, and Arabic digits.

    >>> normaliser(" 7f4k–٢٩qd ")
    '7F4K29QD'
    """
    compact = _SEPARATEURS.sub("", unicodedata.normalize("NFKC", texte).upper()).translate(CHIFFRES)
    return compact.translate(str.maketrans("OIL", "011"))


def grouper(mot: str) -> str:
    """In groups of four, as printed.

    >>> grouper("M7RT4KHX92BD")
    'M7RT-4KHX-92BD'
    """
    return "-".join(mot[i : i + _PAR_GROUPE] for i in range(0, len(mot), _PAR_GROUPE))


def symbole_de_controle(mot: str) -> str:
    """The symbol to print after `mot`."""
    return ALPHABET[_somme(mot)]


def est_bien_forme(mot: str, longueur: int) -> bool:
    """True if `mot` (normalised) has the length, the alphabet and the right check symbol."""
    return len(mot) == longueur and all(s in _VALEUR for s in mot) and symbole_de_controle(mot[:-1]) == mot[-1]


def _somme(mot: str) -> int:
    total, poids = 0, 1
    for symbole in mot:
        poids = _doubler(poids)
        total ^= _multiplier(poids, _VALEUR[symbole])
    return total


def _doubler(x: int) -> int:
    x <<= 1
    return x ^ _POLYNOME if x & 0b100000 else x


class GenreFaute(StrEnum):
    """What is wrong in a word that was typed. None of it is an attempt: such a word was never printed."""

    MANQUE = "manque"
    EN_TROP = "en_trop"
    INCONNU = "inconnu"  # a symbol that no letter bears
    CONTROLE = "controle"  # the right length, and at least one wrong symbol


class Faute(NamedTuple):
    """`tapes`: how many symbols were typed; `groupe`: which group of four to look at, 0 when it cannot be told."""

    genre: GenreFaute
    tapes: int
    groupe: int = 0
    symbole: str = ""


def examiner(texte: str, longueur: int) -> Faute | None:
    """Why `texte`, as typed, cannot be a printed word of `longueur` symbols; None if it can.

    The groups count when they were typed as printed. A single wrong symbol may stand anywhere: no group is named.

    >>> examiner("7F4-29QD", 8)
    Faute(genre=<GenreFaute.MANQUE: 'manque'>, tapes=7, groupe=1, symbole='')
    """
    mot = normaliser(texte)
    if est_bien_forme(mot, longueur):
        return None
    etranger = next((s for s in mot if s not in _VALEUR), "")
    if etranger:
        return Faute(GenreFaute.INCONNU, len(mot), _groupe(texte, mot, longueur, etranger), etranger)
    if len(mot) != longueur:
        genre = GenreFaute.MANQUE if len(mot) < longueur else GenreFaute.EN_TROP
        return Faute(genre, len(mot), _groupe(texte, mot, longueur))
    return Faute(GenreFaute.CONTROLE, len(mot))


def _groupe(texte: str, mot: str, longueur: int, etranger: str = "") -> int:
    groupes = [normaliser(g) for g in _SEPARATEURS.split(unicodedata.normalize("NFKC", texte)) if g]
    if len(groupes) * _PAR_GROUPE != longueur:
        groupes = [mot[i : i + _PAR_GROUPE] for i in range(0, len(mot), _PAR_GROUPE)] if len(mot) == longueur else []
    fautifs = [n for n, g in enumerate(groupes, 1) if (etranger in g if etranger else len(g) != _PAR_GROUPE)]
    return fautifs[0] if len(fautifs) == 1 or (etranger and fautifs) else 0


def _multiplier(a: int, b: int) -> int:
    produit = 0
    while b:
        if b & 1:
            produit ^= a
        a, b = _doubler(a), b >> 1
    return produit
