"""Sentences that remember how they were made: French here, and what a page needs to say them in another language.

The French text is the one that counts. A page may ask for the pattern and the values, and write its own.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from portail.domaine.ecriture import accorder, ecrire_date, ecrire_montant


@dataclass(frozen=True)
class Montant:
    """A sum in centimes, as a value of a sentence."""

    centimes: int


@dataclass(frozen=True)
class Duree:
    """Whole months, then days; one of them at least is not zero."""

    mois: int
    jours: int


class _EnAttente(dict[str, str]):
    """No value yet: each keeps its place."""

    def __missing__(self, nom: str) -> str:
        return f"%({nom})s"


class Phrase(str):
    """A French text, with its pattern and its named values; without values, their places stay. « % » is written %%.

    Writing `Phrase("…")` marks the pattern for the catalogues of translations.

    >>> dite = Phrase("Au plus tard le %(limite)s.", limite=date(2027, 1, 1))
    >>> dite, dite.gabarit
    ('Au plus tard le 1er janvier 2027.', 'Au plus tard le %(limite)s.')
    """

    __slots__ = ("gabarit", "valeurs")
    gabarit: str
    valeurs: dict[str, Any]

    def __new__(cls, gabarit: str, /, **valeurs: Any) -> "Phrase":
        dites = {nom: ecrire(valeur) for nom, valeur in valeurs.items()}
        phrase = super().__new__(cls, gabarit % (dites or _EnAttente()))
        phrase.gabarit, phrase.valeurs = gabarit, valeurs
        return phrase

    def avec(self, **valeurs: Any) -> "Phrase":
        """The same pattern with these values.

        >>> Phrase("%(nombre)s fois").avec(nombre=3)
        '3 fois'
        """
        return Phrase(self.gabarit, **valeurs)

    def __getnewargs__(self) -> tuple[str]:
        return (str(self).replace("%", "%%"),)  # copied or stored, it is plain French


def ecrire(valeur: Any) -> str:
    """A value in French: a sum, a day, a length of time, or what `str` makes of it.

    >>> ecrire(Duree(6, 3)).replace("\\xa0", " "), ecrire(Duree(0, 1)).replace("\\xa0", " ")
    ('6 mois et 3 jours', '1 jour')
    """
    match valeur:
        case Montant():
            return ecrire_montant(valeur.centimes)
        case date():
            return ecrire_date(valeur)
        case Duree():
            parts = [accorder(valeur.mois, "mois", "mois")] * bool(valeur.mois)
            return " et ".join(parts + [accorder(valeur.jours, "jour")] * bool(valeur.jours))
        case _:
            return str(valeur)
