"""Public holidays by zone (C. trav. L3133-1, L3134-13, L3422-2), from `donnees/jours_feries.csv`."""

import re
from datetime import date, timedelta
from enum import StrEnum
from functools import cache, lru_cache
from typing import NamedTuple

from portail.domaine.fichiers import lire_csv
from portail.domaine.refus import Refus

# The table is right from the year 8 May became a holiday again; beyond 2199 nothing is meant to be computed.
PREMIERE_ANNEE, DERNIERE_ANNEE = 1982, 2199


class Zone(StrEnum):
    """Which local holidays count. Decision D3: 57, 67 and 68 take ALSACE_MOSELLE_VENDREDI_SAINT."""

    GENERAL = "general"
    ALSACE_MOSELLE = "alsace_moselle"
    ALSACE_MOSELLE_VENDREDI_SAINT = "alsace_moselle_vendredi_saint"
    GUADELOUPE = "guadeloupe"
    MARTINIQUE = "martinique"
    GUYANE = "guyane"
    REUNION = "reunion"
    MAYOTTE = "mayotte"
    SAINT_BARTHELEMY = "saint_barthelemy"
    SAINT_MARTIN = "saint_martin"
    SAINT_PIERRE_ET_MIQUELON = "saint_pierre_et_miquelon"


class JourFerie(NamedTuple):
    le: date
    nom: str
    article: str


class RegleFerie(NamedTuple):
    """One row of the table: a fixed day (month, day) or a number of days from Easter Sunday."""

    zone: Zone
    mois: int
    jour: int
    depuis_paques: int | None
    nom: str
    article: str
    du: int
    au: int


class AnneeHorsCalendrier(Refus, ValueError):
    """The calendar is not kept for that year."""

    def __init__(self, annee: int) -> None:
        super().__init__(annee)
        self.phrase = f"Indiquez une année comprise entre {PREMIERE_ANNEE} et {DERNIERE_ANNEE}."


def paques(annee: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones, Butcher).

    >>> paques(2026), paques(2030)
    (datetime.date(2026, 4, 5), datetime.date(2030, 4, 21))
    """
    a, (b, c) = annee % 19, divmod(annee, 100)
    d, e = divmod(b, 4)
    h = (19 * a + b - d - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    mois, jour = divmod(h + m - 7 * ((a + 11 * h + 22 * m) // 451) + 114, 31)
    return date(annee, mois, jour + 1)


def lire_regle(ligne: dict[str, str]) -> RegleFerie:
    """One row of the file; raises ValueError on a rule that is neither `MM-JJ` nor `P±n`."""
    mobile = re.fullmatch(r"P([+-][0-9]{1,2})", ligne["regle"])
    fixe = re.fullmatch(r"([0-9]{2})-([0-9]{2})", ligne["regle"])
    if not mobile and not fixe:
        raise ValueError(f"jours_feries.csv : règle illisible « {ligne['regle']} »")
    mois, jour = (int(fixe[1]), int(fixe[2])) if fixe else (0, 0)
    if fixe:
        date(2001, mois, jour)  # refuses a day that does not exist
    return RegleFerie(
        Zone(ligne["zone"]),
        mois,
        jour,
        int(mobile[1]) if mobile else None,
        ligne["nom"],
        ligne["article"],
        int(ligne["du"][:4] or PREMIERE_ANNEE),
        int(ligne["au"][:4] or DERNIERE_ANNEE),
    )


@cache
def regles() -> tuple[RegleFerie, ...]:
    return tuple(lire_regle(ligne) for ligne in lire_csv("jours_feries.csv"))


@lru_cache(maxsize=4096)
def jours_feries(annee: int, zone: Zone = Zone.GENERAL) -> tuple[JourFerie, ...]:
    """The holidays of the zone, the general ones included, in order.

    >>> [j.nom for j in jours_feries(2026, Zone.ALSACE_MOSELLE_VENDREDI_SAINT)][1:3]
    ['Vendredi saint', 'Lundi de Pâques']
    """
    if not PREMIERE_ANNEE <= annee <= DERNIERE_ANNEE:
        raise AnneeHorsCalendrier(annee)
    dimanche = paques(annee)
    jours = [
        JourFerie(
            date(annee, r.mois, r.jour) if r.depuis_paques is None else dimanche + timedelta(days=r.depuis_paques),
            r.nom,
            r.article,
        )
        for r in regles()
        if r.zone in (Zone.GENERAL, zone) and r.du <= annee <= r.au
    ]
    return tuple(sorted(jours))


@lru_cache(maxsize=4096)
def _dates(annee: int, zone: Zone) -> frozenset[date]:
    return frozenset(j.le for j in jours_feries(annee, zone))


def est_ouvrable(le: date, zone: Zone = Zone.GENERAL) -> bool:
    """False on a Saturday, a Sunday or a holiday of the zone (CPC 642 al. 2)."""
    return le.weekday() < 5 and le not in _dates(le.year, zone)


def premier_jour_ouvrable(le: date, zone: Zone = Zone.GENERAL) -> date:
    """`le`, or the first working day after it (CPC 642 al. 2).

    >>> premier_jour_ouvrable(date(2026, 4, 3), Zone.ALSACE_MOSELLE_VENDREDI_SAINT)
    datetime.date(2026, 4, 7)
    """
    while not est_ouvrable(le, zone):
        le += timedelta(days=1)
    return le


def dernier_jour_ouvrable(le: date, zone: Zone = Zone.GENERAL) -> date:
    """`le`, or the last working day before it.

    >>> dernier_jour_ouvrable(date(2026, 12, 27), Zone.GENERAL)
    datetime.date(2026, 12, 24)
    """
    while not est_ouvrable(le, zone):
        le -= timedelta(days=1)
    return le
