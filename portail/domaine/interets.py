"""Late interest: legal rate, contractual rate, penalties between professionals (C. civ. 1231-6, C. com. L441-10).

Actual days over 365, or 366 in a leap year; the day of the mise en demeure is not counted; slices by period of
the rate; one rounding, down to the cent (decision D26).
"""

from calendar import isleap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from portail.domaine.ecriture import ecrire_date
from portail.domaine.refus import Refus
from portail.domaine.tables import TABLES_PUBLIEES, Entree, Tables
from portail.domaine.valeurs import TauxBce, TauxLegal

INDEMNITE_FORFAITAIRE_CENTIMES = 4_000
MAJORATION_BCE = Decimal(10)
# One centime, with rates in ten-thousandths of a per cent and days in 365ths and 366ths: one division, at the end.
_UNITE = 365 * 366 * 10**6


class QualiteCreancier(StrEnum):
    """The creditor's quality decides the legal rate (CMF L313-2, D313-1-A)."""

    PARTICULIER = "particulier"
    PROFESSIONNEL = "professionnel"


class PeriodeInvalide(Refus, ValueError):
    """The end comes before the start; `phrase` says it."""

    def __init__(self, depuis: date) -> None:
        self.phrase = f"Indiquez une date de fin égale ou postérieure au {ecrire_date(depuis)}."
        super().__init__(self.phrase)


class ReservePro(Refus, ValueError):
    """Penalties and the 40 € exist only between professionals (C. com. L441-10 II)."""

    phrase = "Ces pénalités et l’indemnité de 40 € ne sont dues qu’entre professionnels."


@dataclass(frozen=True)
class TrancheInterets:
    """Days at one rate within one year; the cents are differences of the running total, so that they add up."""

    du: date
    au: date
    jours: int
    base: int
    taux_pct: Decimal
    interets_centimes: int
    certitude: str = ""


@dataclass(frozen=True)
class Interets:
    principal_centimes: int
    depuis: date
    jusqu_au: date
    interets_centimes: int
    tranches: tuple[TrancheInterets, ...]
    exemple: bool = False
    avertissements: tuple[str, ...] = ()


# The rate that applies on a day, the last day it applies, and the table entry it comes from.
_TauxDuJour = Callable[[date], tuple[Decimal, date, Entree | None]]


def calculer_interets(
    principal_centimes: int,
    depuis: date,
    jusqu_au: date,
    *,
    creancier: QualiteCreancier,
    taux_contractuel: Decimal | None = None,
    fige_le: date | None = None,
    tables: Tables = TABLES_PUBLIEES,
) -> Interets:
    """Interest from the day after the mise en demeure (`depuis`) to `jusqu_au` included, at the legal rate
    unless a written rate is given (C. civ. 1343-1); never beyond `fige_le`, the sending (D6).

    >>> i = calculer_interets(100_000, date(2019, 6, 1), date(2019, 7, 31), creancier=QualiteCreancier.PARTICULIER)
    >>> [(t.jours, str(t.taux_pct), t.interets_centimes) for t in i.tranches], i.interets_centimes
    ([(29, '3.40', 270), (31, '3.26', 277)], 547)
    """
    if taux_contractuel is not None:
        taux: Decimal = taux_contractuel
        return _calculer(principal_centimes, depuis, jusqu_au, lambda jour: (taux, date.max, None), fige_le)

    def taux_legal(jour: date) -> tuple[Decimal, date, Entree | None]:
        entree, legal = tables.chercher(TauxLegal, jour)
        particulier = creancier is QualiteCreancier.PARTICULIER
        return legal.particuliers if particulier else legal.autres_cas, entree.au or date.max, entree

    return _calculer(principal_centimes, depuis, jusqu_au, taux_legal, fige_le)


def calculer_penalites(
    principal_centimes: int,
    echeance: date,
    jusqu_au: date,
    *,
    debiteur_professionnel: bool,
    creancier_professionnel: bool = True,
    taux_contractuel: Decimal | None = None,
    fige_le: date | None = None,
    tables: Tables = TABLES_PUBLIEES,
) -> Interets:
    """Penalties from the day after the date of payment on the invoice, without reminder (L441-10 II).

    By default the BCE rate of the semester plus ten points. A written rate under three times the legal one
    is kept and said: whether it stands is for the commissaire.

    >>> p = calculer_penalites(100_000, date(2026, 1, 1), date(2026, 1, 31), debiteur_professionnel=True)
    >>> str(p.tranches[0].taux_pct), p.interets_centimes
    ('12.15', 998)
    """
    if not (debiteur_professionnel and creancier_professionnel):
        raise ReservePro(ReservePro.phrase)
    if taux_contractuel is not None:
        taux: Decimal = taux_contractuel
        resultat = _calculer(principal_centimes, echeance, jusqu_au, lambda jour: (taux, date.max, None), fige_le)
        return _avec_plancher(resultat, taux, echeance, tables)

    def taux_bce(jour: date) -> tuple[Decimal, date, Entree | None]:
        entree, bce = tables.chercher(TauxBce, jour)
        return bce.taux + MAJORATION_BCE, entree.au or date.max, entree

    return _calculer(principal_centimes, echeance, jusqu_au, taux_bce, fige_le)


def indemnite_forfaitaire(factures: int, *, debiteur_professionnel: bool, creancier_professionnel: bool = True) -> int:
    """40 € for each invoice paid late, between professionals only (C. com. D441-5).

    >>> indemnite_forfaitaire(2, debiteur_professionnel=True)
    8000
    """
    if not (debiteur_professionnel and creancier_professionnel):
        raise ReservePro(ReservePro.phrase)
    return factures * INDEMNITE_FORFAITAIRE_CENTIMES


def _calculer(principal: int, depuis: date, jusqu_au: date, taux: _TauxDuJour, fige_le: date | None) -> Interets:
    fin = min(jusqu_au, fige_le) if fige_le else jusqu_au
    if jusqu_au < depuis:
        raise PeriodeInvalide(depuis)
    exact, deja, tranches = 0, 0, []
    exemple, douteuses = False, False
    for du, au, pct, entree in _tranches(depuis, fin, taux):
        jours, base = (au - du).days + 1, 366 if isleap(du.year) else 365
        exact += principal * jours * int(pct.scaleb(4)) * (365 * 366 // base)
        certitude = entree.certitude if entree else ""
        tranches.append(TrancheInterets(du, au, jours, base, pct, exact // _UNITE - deja, certitude))
        deja = exact // _UNITE
        exemple = exemple or bool(entree and entree.exemple)
        douteuses = douteuses or bool(entree and not entree.verifiee)
    return Interets(principal, depuis, fin, deja, tuple(tranches), exemple, _avertir(exemple, douteuses))


def _tranches(depuis: date, fin: date, taux: _TauxDuJour) -> Iterator[tuple[date, date, Decimal, Entree | None]]:
    """Cut the days after `depuis` where the rate or the year changes."""
    du = depuis + timedelta(days=1)
    while du <= fin:
        pct, dernier, entree = taux(du)
        au = min(fin, dernier, date(du.year, 12, 31))
        yield du, au, pct, entree
        du = au + timedelta(days=1)


def _avec_plancher(resultat: Interets, taux: Decimal, echeance: date, tables: Tables) -> Interets:
    _, legal = tables.chercher(TauxLegal, echeance + timedelta(days=1))
    if taux >= 3 * legal.autres_cas:
        return resultat
    plancher = str(3 * legal.autres_cas).replace(".", ",")
    phrase = f"Le taux convenu est inférieur à trois fois le taux légal ({plancher} %) : à vérifier."
    return Interets(
        resultat.principal_centimes,
        resultat.depuis,
        resultat.jusqu_au,
        resultat.interets_centimes,
        resultat.tranches,
        resultat.exemple,
        (*resultat.avertissements, phrase),
    )


def _avertir(exemple: bool, douteuses: bool) -> tuple[str, ...]:
    avertissements = []
    if exemple:
        avertissements.append("Taux d’EXEMPLE : ces montants ne sont pas officiels.")
    elif douteuses:
        avertissements.append("Au moins un taux n’a pas pu être vérifié dans un texte officiel.")
    return tuple(avertissements)
