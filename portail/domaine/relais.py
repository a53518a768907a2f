"""What a creditor writes and the étude relays: words, never a way to pay or to be reached around the procedure.

No payment may take place before the outcome is recorded (R125-7): an account, a telephone or an address of a site in a
message that reaches the debtor through the étude would be a demand under its name.
"""

import re
import unicodedata
from enum import StrEnum
from typing import NamedTuple

from portail.domaine.phrases import Phrase


class Genre(StrEnum):
    SITE = "site"
    COURRIEL = "courriel"
    COMPTE = "compte"
    TELEPHONE = "telephone"


class Coordonnees(NamedTuple):
    """What was found, as it was typed."""

    genre: Genre
    extrait: str

    @property
    def phrase(self) -> Phrase:
        return Phrase(
            "Enlevez %(coordonnees)s\u00a0: «\u00a0%(extrait)s\u00a0». L’étude transmet ce texte à la personne, et "
            "aucun paiement ne peut être demandé avant la fin de la procédure (art. R. 125-7).",
            coordonnees=_NOMS[self.genre],
            extrait=self.extrait,
        )


_NOMS = {
    Genre.SITE: Phrase("l’adresse de site"),
    Genre.COURRIEL: Phrase("l’adresse électronique"),
    Genre.COMPTE: Phrase("le numéro de compte"),
    Genre.TELEPHONE: Phrase("le numéro de téléphone"),
}
_ENTRE = r"[ .\-_/()]{0,3}"
_FINS = r"(?:fr|com|net|org|eu|io|info|me|link|ly|app|co|biz|online|site|pay|paris|bzh|re|pm|gp|mq|nc|pf|example)"
# In this order: an e-mail address holds a name of site, an account holds what looks like a telephone.
_FORMES = (
    (
        Genre.COURRIEL,
        re.compile(r"(?<![\w.+\-])[\w.+\-]{1,64}\s?(?:@|\(at\)|\[at\]|\barobase\b)\s?[\w.\-]{1,255}", re.IGNORECASE),
    ),
    (
        Genre.SITE,
        re.compile(
            rf"(?:https?|ftp)\s?:|\bwww\s?\.\s?\w+|(?<![\w.\-])(?:[a-z0-9\-]{{1,63}}\.){{1,5}}{_FINS}\b(?![\w’'])",
            re.IGNORECASE,
        ),
    ),
    (Genre.COMPTE, re.compile(rf"\b[A-Z]{{2}}{_ENTRE}\d{{2}}(?:{_ENTRE}[A-Z0-9]){{11,30}}\b", re.IGNORECASE)),
    (Genre.COMPTE, re.compile(r"\b\d{5}[ \-]?\d{5}[ \-]?[A-Z0-9]{11}[ \-]?\d{2}\b", re.IGNORECASE)),  # RIB
    (Genre.TELEPHONE, re.compile(rf"(?<![\d\w])(?:(?:\+|00){_ENTRE}\d{{2,3}}{_ENTRE}(?:\d{_ENTRE}){{8,10}})(?!\d)")),
    (Genre.TELEPHONE, re.compile(rf"(?<![\w,])0{_ENTRE}[1-9](?:{_ENTRE}\d){{8}}(?!\d)")),
)
_CHIFFRES_D_UN_COMPTE = 10


def trouver(texte: str) -> Coordonnees | None:
    """The first way to pay or to be reached that stands in this text, None when there is none.

    >>> trouver("Je peux attendre mars, si le premier paiement est de 200 €.") is None
    True
    >>> trouver("Appelez-moi au 06.39.98.00.00").extrait
    '06.39.98.00.00'
    """
    lisible = _lisible(texte)
    for genre, forme in _FORMES:
        for trouve in forme.finditer(lisible):
            extrait = trouve.group().strip(" .-_/()")
            if genre is not Genre.COMPTE or sum(c.isdigit() for c in extrait) >= _CHIFFRES_D_UN_COMPTE:
                return Coordonnees(genre, extrait)
    return None


def _lisible(texte: str) -> str:
    """The text as an eye reads it: full-width digits as digits, odd blanks as blanks, nothing invisible."""
    plat = unicodedata.normalize("NFKC", texte)
    visibles = (c for c in plat if unicodedata.category(c) not in ("Cf", "Mn", "Me"))
    return "".join(
        " " if unicodedata.category(c) == "Zs" else "-" if unicodedata.category(c) == "Pd" else c for c in visibles
    )
