"""What people typed, made printable: plain text, in one line, that cannot reorder or overflow what surrounds it.

Typst receives every value as data, so markup never runs; this module deals with what is left: control and bidi
characters, letters that no embedded font can draw (a PDF/A file refuses them), and words too long for a line.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

INCONNU = "\ufffd"
_ISOLE, _FIN = "\u2068", "\u2069"  # first strong isolate: a right-to-left name leaves its sentence in order
_LONG = re.compile(r"\S{33,}")
_ENTIERS = re.compile(r"\S*(@|://)\S*|[0-9a-f]+")  # addresses and hashes stay whole as long as a line holds them
_A_LIER = re.compile(r"(\b[LRD]\.|\bn°|\b[Aa]rticles?) (?=\w)")
_PAS = 16
_LARGEUR = 64

# What the fonts shipped with Typst draw, by blocks: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, Devanagari,
# Georgian, punctuation, currencies, arrows and boxes. A test prints every one of them.
_DESSINES = (
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x377), (0x37A, 0x37F), (0x384, 0x38A), (0x38C, 0x38C), (0x38E, 0x3A1),
    (0x3A3, 0x4FF), (0x531, 0x556), (0x559, 0x58A), (0x591, 0x5C7), (0x5D0, 0x5EA), (0x5EF, 0x5F4), (0x60C, 0x60C),
    (0x61F, 0x61F), (0x621, 0x63A), (0x640, 0x655), (0x660, 0x66D), (0x674, 0x674), (0x679, 0x67B), (0x67E, 0x680),
    (0x686, 0x687), (0x691, 0x691), (0x698, 0x698), (0x6A4, 0x6A4), (0x6A9, 0x6A9), (0x6AF, 0x6AF), (0x6BE, 0x6BE),
    (0x6CC, 0x6CC), (0x6F0, 0x6F9), (0x900, 0x97F), (0x10D0, 0x10FF), (0x1E00, 0x1F15), (0x1F18, 0x1F1D),
    (0x1F20, 0x1F45), (0x2010, 0x2027), (0x202F, 0x2040), (0x2044, 0x2052), (0x2070, 0x2071), (0x2074, 0x208E),
    (0x20A0, 0x20C0), (0x2116, 0x2117), (0x2122, 0x2122), (0x2150, 0x2151), (0x2153, 0x2184), (0x2190, 0x21FF),
    (0x2200, 0x22FF), (0x2500, 0x25FF), (0xFB00, 0xFB06), (0xFFFD, 0xFFFD),
)  # fmt: skip
_DESSINABLES = frozenset(chr(point) for debut, fin in _DESSINES for point in range(debut, fin + 1))
_PRUDENTS = frozenset(c for c in _DESSINABLES if c <= "\u017f" or "\u2010" <= c <= "\u2027" or c in "\u202f€")
_FINS_DE_LIGNE = frozenset("\t\n\r\f\v\u0085\u2028\u2029")
_PREMIERE_DROITE = "\u0590"  # no right-to-left letter before the Hebrew block

T = TypeVar("T")


def nettoyer(texte: str) -> str:
    """One line of printable text.

    >>> nettoyer("  Zo\u0065\u0308\\n\\u202eCosta\\x00 ")
    'Zoë Costa'
    """
    propre = _LONG.sub(_couper, simplifier(texte))
    if any(unicodedata.bidirectional(c) in ("R", "AL") for c in propre if c >= _PREMIERE_DROITE):
        return f"{_ISOLE}{propre}{_FIN}"
    return propre


def simplifier(texte: str) -> str:
    """The same without the invisible marks that help print it: what is read is all there is, as a hash asks."""
    imprimable = unicodedata.normalize("NFC", texte).translate(_TABLE)
    return re.sub(" +", " ", imprimable).strip()


def assainir(donnees: T) -> T:
    """The same data, every typed string cleaned; a draft, a code or a name go through the same door."""
    propre: Any = _assainir(donnees)
    return propre  # type: ignore[no-any-return]


def illisibles(texte: str) -> bool:
    """True when a letter of `texte` cannot be printed: an act must not carry a mutilated name."""
    return INCONNU in nettoyer(texte)


def prudent(valeur: Any) -> Any:
    """Last resort when the fonts refuse a combination of letters: keep Western letters, mark the rest."""
    return _partout(_prudent, valeur)


def lier(valeur: Any) -> Any:
    """No line ends between « article », « R. » and « 125-3 », nor after « n° », in any string of `valeur`."""
    return _partout(_lier, valeur)


def abreger(texte: str, longueur: int) -> str:
    """Cut at `longueur` characters, where a whole page must hold one sheet.

    >>> abreger("Menuiserie Costa", 11)
    'Menuiserie…'
    """
    if len(texte) <= longueur:
        return texte
    coupe = texte[: longueur - 1].rstrip(" \u200b") + "…"
    return coupe + _FIN if _ISOLE in coupe else coupe


def _assainir(valeur: Any) -> Any:
    if isinstance(valeur, Enum):
        return valeur
    if isinstance(valeur, str):
        return nettoyer(valeur)
    if is_dataclass(valeur) and not isinstance(valeur, type):
        return replace(valeur, **{f.name: _assainir(getattr(valeur, f.name)) for f in fields(valeur) if f.init})
    if isinstance(valeur, tuple) and not hasattr(valeur, "_fields"):
        return tuple(map(_assainir, valeur))
    return valeur


def _partout(transformer: Callable[[str], str], valeur: Any) -> Any:
    if isinstance(valeur, dict):
        return {cle: _partout(transformer, v) for cle, v in valeur.items()}
    if isinstance(valeur, list | tuple):
        return [_partout(transformer, v) for v in valeur]
    return transformer(valeur) if isinstance(valeur, str) else valeur


def _lier(texte: str) -> str:
    return _A_LIER.sub("\\1\u00a0", texte)


def _prudent(texte: str) -> str:
    return "".join(c if c in _PRUDENTS else INCONNU for c in unicodedata.normalize("NFC", texte))


class _Table(dict[int, str]):
    """For str.translate: what each character becomes, worked out once."""

    def __missing__(self, point: int) -> str:
        self[point] = _imprimable(chr(point))
        return self[point]


def _imprimable(c: str) -> str:
    if c in _FINS_DE_LIGNE:
        return " "
    if unicodedata.category(c) in ("Cc", "Cf", "Cs"):
        return ""
    if c in _DESSINABLES:
        return c
    proche = unicodedata.normalize("NFKC", c)
    return proche if proche and _DESSINABLES.issuperset(proche) else INCONNU


def _couper(trouve: re.Match[str]) -> str:
    """Break opportunities (zero width) inside a word that no line could hold; addresses that fit stay whole."""
    mot = trouve.group()
    if len(mot) <= _LARGEUR and _ENTIERS.fullmatch(mot):
        return mot
    return "\u200b".join(mot[i : i + _PAS] for i in range(0, len(mot), _PAS))


_TABLE = _Table()
