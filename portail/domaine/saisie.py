"""Amounts, dates and numbers as French people type them; a refusal says what is expected."""

import re
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from portail.domaine.ecriture import CHIFFRES, MOIS
from portail.domaine.phrases import Phrase
from portail.domaine.refus import Refus


class MotifSaisie(StrEnum):
    VIDE = "vide"
    ILLISIBLE = "illisible"
    NEGATIF = "negatif"
    AMBIGU = "ambigu"
    TROP_DE_DECIMALES = "trop_de_decimales"
    TROP_GRAND = "trop_grand"
    INEXISTANT = "inexistant"
    HORS_LIMITES = "hors_limites"


class SaisieInvalide(Refus, ValueError):
    """The text cannot be read; `phrase` says in French what is expected."""

    def __init__(self, motif: MotifSaisie, phrase: str) -> None:
        super().__init__(phrase)
        self.motif, self.phrase = motif, phrase


# Fits a 32-bit integer column, and stands far above anything the procedure knows.
MONTANT_MAX_CENTIMES = 999_999_999
ENTIER_MAX = 999_999
PREMIERE_DATE, DERNIERE_DATE = date(1900, 1, 1), date(2199, 12, 31)
LONGUEUR_MAX = 60

_M = MotifSaisie
_BLANCS = re.compile(r"[\u0020\u00a0\u2007\u2009\u202f]+")
# What keeps a value's own direction on a page read from the right: copied with it, seen by nobody.
_SENS = re.compile(r"[\u200e\u200f\u2066-\u2069]")
_ECRITS = CHIFFRES | str.maketrans("٫،٬", ",, ")  # with the Arabic marks of decimals and of thousands
_MONTANT = re.compile(r"(?P<entier>[0-9]+|[0-9]{1,3}(?: [0-9]{3})+)(?:(?P<separateur>[.,])(?P<decimales>[0-9]+))?")
_MONNAIE = re.compile(r" ?(?:€|euros?|eur)$", re.IGNORECASE)
_MILLIERS_ANGLAIS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+\.[0-9]{1,2}|[0-9]{1,3}(?:,[0-9]{3}){2,}")
_MONTANT_ATTENDU = Phrase("Indiquez un montant en euros, par exemple 80 ou 1 099,98.")
_DATE_ATTENDUE = Phrase("Indiquez une date, par exemple 05/01/2027.")
_ENTIER_ATTENDU = Phrase("Indiquez un nombre entier, par exemple 12.")
_TAUX_ATTENDU = Phrase("Indiquez un taux annuel en pour cent, par exemple 8,5.")
_NUMERO_DU_MOIS = {nom: rang for rang, nom in enumerate(MOIS, 1)} | {
    "fevrier": 2,
    "aout": 8,
    "decembre": 12,
}
_MOIS_ANGLAIS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
# In full, or short as the pages write them; no name means another month in French.
_NUMERO_DU_MOIS |= {nom[:n]: rang for rang, nom in enumerate(_MOIS_ANGLAIS, 1) for n in (3, len(nom))} | {"sept": 9}

_SANS_ANNEE = re.compile(r"[0-9]{1,2}([/.-])[0-9]{1,2}|(?:1er|[0-9]{1,2}) [a-zéû]+")
# In the languages of the pages.
_JOURS_DITS = {
    "aujourd'hui": 0,
    "hier": 1,
    "avant-hier": 2,
    "today": 0,
    "yesterday": 1,
    "اليوم": 0,
    "أمس": 1,
    "امس": 1,
}


def _simplifier(texte: str, attendu: str) -> str:
    """Every kind of blank to one space, ends trimmed, every digit to 0–9."""
    if len(texte) > LONGUEUR_MAX:
        raise SaisieInvalide(_M.TROP_GRAND, attendu)
    propre = _BLANCS.sub(" ", _SENS.sub("", texte.translate(_ECRITS))).strip()
    if not propre:
        raise SaisieInvalide(_M.VIDE, attendu)
    return propre


def lire_montant(texte: str) -> int:
    """The amount in centimes; never guesses (a comma or a dot before three digits is refused).

    >>> lire_montant("1 099,98 €"), lire_montant("80"), lire_montant("80,5"), lire_montant("80.50")
    (109998, 8000, 8050, 8050)
    """
    propre = _MONNAIE.sub("", _simplifier(texte, _MONTANT_ATTENDU))
    if re.match(r"[-−–] ?[0-9]", propre):
        raise SaisieInvalide(_M.NEGATIF, Phrase("Indiquez un montant positif, par exemple 80."))
    lu = _MONTANT.fullmatch(propre)
    if lu is None:
        raise SaisieInvalide(_M.ILLISIBLE, _MONTANT_ATTENDU)
    entier, decimales = lu["entier"].replace(" ", ""), lu["decimales"] or ""
    if len(decimales) == 3 and len(lu["entier"]) <= 3:
        raise SaisieInvalide(
            _M.AMBIGU,
            Phrase(
                "Écrivez %(entier)s%(decimales)s ou %(entier)s,%(deux)s : « %(lu)s » peut se lire de deux façons.",
                entier=entier,
                decimales=decimales,
                deux=decimales[:2],
                lu=propre,
            ),
        )
    if len(decimales) > 2:
        raise SaisieInvalide(
            _M.TROP_DE_DECIMALES, Phrase("Indiquez au plus deux chiffres après la virgule, par exemple 80,50.")
        )
    centimes = int(entier) * 100 + int(decimales.ljust(2, "0"))
    if centimes > MONTANT_MAX_CENTIMES:
        raise SaisieInvalide(_M.TROP_GRAND, Phrase("Indiquez un montant inférieur à 10 000 000 €."))
    return centimes


def montant_saisi(centimes: int) -> str:
    """The amount as one types it, to fill a field with; `lire_montant` reads it back.

    >>> montant_saisi(122005)
    '1220,05'
    """
    return f"{centimes // 100},{centimes % 100:02d}"


def sans_ecriture_anglaise(texte: str) -> str:
    """An amount as English pages write it, made one that `lire_montant` reads; anything else as it is.

    « 1,220 » alone stays, and stays ambiguous: only a point after the comma, or a second comma, says what it is.

    >>> [sans_ecriture_anglaise(t) for t in ("€1,220.50", "1,220,000", "€80", "1,220", "80,50")]
    ['1220.50', '1220000', '80', '1,220', '80,50']
    """
    propre = _BLANCS.sub(" ", _SENS.sub("", texte)).strip()
    nombre = _MONNAIE.sub("", propre.removeprefix("€").lstrip())
    if _MILLIERS_ANGLAIS.fullmatch(nombre):
        return nombre.replace(",", "")
    return nombre if propre.startswith("€") and nombre else texte


def lire_date(texte: str, attendue: str = _DATE_ATTENDUE) -> date:
    """A day typed 05/01/2027, 5.1.2027, 5 janvier 2027, 5 January 2027 or 2027-01-05; two-digit years are refused.

    `attendue`: what is said of a text that cannot be read.

    >>> lire_date("1er janvier 2027"), lire_date("05/01/2027"), lire_date("2027-01-05")
    (datetime.date(2027, 1, 1), datetime.date(2027, 1, 5), datetime.date(2027, 1, 5))
    """
    propre = _simplifier(texte, attendue).lower()
    if iso := re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", propre):
        annee, mois, jour = int(iso[1]), int(iso[2]), int(iso[3])
    elif chiffres := re.fullmatch(r"([0-9]{1,2})([/.-])([0-9]{1,2})\2([0-9]{4})", propre):
        annee, mois, jour = int(chiffres[4]), int(chiffres[3]), int(chiffres[1])
    elif (lettres := re.fullmatch(r"(1er|[0-9]{1,2}) ([a-zéû]+) ([0-9]{4})", propre)) and lettres[2] in _NUMERO_DU_MOIS:
        annee, mois, jour = int(lettres[3]), _NUMERO_DU_MOIS[lettres[2]], int(lettres[1].removesuffix("er"))
    else:
        raise SaisieInvalide(_M.ILLISIBLE, attendue)
    try:
        le = date(annee, mois, jour)
    except ValueError:
        raise SaisieInvalide(
            _M.INEXISTANT, Phrase("Cette date n’existe pas dans le calendrier : vérifiez le jour.")
        ) from None
    if not PREMIERE_DATE <= le <= DERNIERE_DATE:
        raise SaisieInvalide(_M.HORS_LIMITES, Phrase("Indiquez une date comprise entre 1900 et 2199."))
    return le


def exemple_passe(aujourd_hui: date) -> str:
    """A day of three weeks ago, as it may be typed: an example that a past day's own input takes.

    >>> exemple_passe(date(2026, 11, 22))
    '01/11/2026'
    """
    return f"{aujourd_hui - timedelta(weeks=3):%d/%m/%Y}"


def date_passee_attendue(aujourd_hui: date) -> Phrase:
    """What is said of a past day that is missing, or cannot be read."""
    return Phrase("Indiquez une date, par exemple %(exemple)s.", exemple=exemple_passe(aujourd_hui))


def lire_date_passee(texte: str, aujourd_hui: date) -> date:
    """As `lire_date`; « hier » too, and « 3 octobre » or « 3/10 », which is the latest one up to today.

    A whole date is read as it is, were it still to come.

    >>> [lire_date_passee(t, date(2026, 11, 22)).isoformat() for t in ("3 octobre", "3/12", "hier")]
    ['2026-10-03', '2025-12-03', '2026-11-21']
    """
    attendue = date_passee_attendue(aujourd_hui)
    propre = _simplifier(texte, attendue).lower().replace("’", "'")
    if propre in _JOURS_DITS:
        return aujourd_hui - timedelta(days=_JOURS_DITS[propre])
    if sans_annee := _SANS_ANNEE.fullmatch(propre):
        propre += f"{sans_annee[1] or ' '}{aujourd_hui.year}"
        le = lire_date(propre, attendue)
        return le if le <= aujourd_hui else lire_date(f"{propre[:-4]}{aujourd_hui.year - 1}", attendue)
    return lire_date(propre, attendue)


def lire_entier(texte: str) -> int:
    """A whole number of zero or more.

    >>> lire_entier(" 12 ")
    12
    """
    propre = _simplifier(texte, _ENTIER_ATTENDU)
    if not re.fullmatch(r"[0-9]+|[0-9]{1,3}(?: [0-9]{3})+", propre):
        raise SaisieInvalide(_M.NEGATIF if propre.startswith(("-", "−")) else _M.ILLISIBLE, _ENTIER_ATTENDU)
    nombre = int(propre.replace(" ", ""))
    if nombre > ENTIER_MAX:
        raise SaisieInvalide(_M.TROP_GRAND, Phrase("Indiquez un nombre entier inférieur à 1 000 000."))
    return nombre


def lire_taux(texte: str) -> Decimal:
    """A yearly rate in per cent, at most four decimals and at most 100.

    >>> lire_taux("8,5 %")
    Decimal('8.5')
    """
    propre = _simplifier(texte, _TAUX_ATTENDU).removesuffix("%").rstrip()
    if not re.fullmatch(r"[0-9]{1,3}(?:[.,][0-9]{1,4})?", propre):
        raise SaisieInvalide(_M.NEGATIF if propre.startswith(("-", "−")) else _M.ILLISIBLE, _TAUX_ATTENDU)
    taux = Decimal(propre.replace(",", "."))
    if taux > 100:
        raise SaisieInvalide(_M.TROP_GRAND, Phrase("Indiquez un taux annuel compris entre 0 et 100 %%."))
    return taux
