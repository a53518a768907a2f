"""Prescription of a claim and its suspension by the procedure (C. civ. 2224, 2228 to 2232, 2238; C. conso. L218-2)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portail.domaine.delais import ajouter_mois
from portail.domaine.ecriture import ecrire_date
from portail.domaine.refus import Refus

REPRISE_MINIMALE_MOIS = 6
BUTOIR_ANS = 20


class RepriseInvalide(Refus, ValueError):
    """Time cannot run again before it was suspended."""

    def __init__(self, suspendue_le: date) -> None:
        self.phrase = f"Indiquez une date de reprise égale ou postérieure au {ecrire_date(suspendue_le)}."
        super().__init__(self.phrase)


class Regime(StrEnum):
    """Which period applies; special periods (rent, transport, insurance…) are not known here."""

    CONSOMMATION = "consommation"
    DROIT_COMMUN = "droit_commun"

    @property
    def annees(self) -> int:
        return 2 if self is Regime.CONSOMMATION else 5

    @property
    def article(self) -> str:
        return "C. conso. L218-2" if self is Regime.CONSOMMATION else "C. civ. 2224"


def regime(*, debiteur_professionnel: bool, creancier_professionnel: bool = True, contractuelle: bool = True) -> Regime:
    """Two years for what a professional supplies to a consumer, else five (D11)."""
    if contractuelle and creancier_professionnel and not debiteur_professionnel:
        return Regime.CONSOMMATION
    return Regime.DROIT_COMMUN


def fin_initiale(exigible_le: date, du_regime: Regime) -> date:
    """The last day of the period, included: it is acquired once that day is over (C. civ. 2228, 2229, 2233 3°).

    >>> fin_initiale(date(2024, 3, 10), Regime.CONSOMMATION)
    datetime.date(2026, 3, 10)
    """
    return ajouter_mois(exigible_le, 12 * du_regime.annees)


def reprise(*, refus: date | None = None, constat: date | None = None, fin_du_mois: date | None = None) -> date | None:
    """The prudent day from which time runs again: the earliest known (2238 al. 2; D17)."""
    return min((jour for jour in (refus, constat, fin_du_mois) if jour is not None), default=None)


@dataclass(frozen=True)
class Prescription:
    """`fin` is the last day to act, None while time is suspended; `jours_acquis` were left at the suspension."""

    regime: Regime
    exigible_le: date
    fin_initiale: date
    suspendue_le: date | None = None
    reprise_le: date | None = None
    jours_acquis: int | None = None
    fin: date | None = None

    def est_acquise(self, au: date) -> bool:
        """True once the last day is over: the claim is prescribed."""
        return self.fin is not None and au > self.fin

    def jours_restants(self, au: date) -> int | None:
        """Days left after `au`, negative once prescribed; None while suspended."""
        return None if self.fin is None else (self.fin - au).days


def calculer_prescription(
    exigible_le: date,
    du_regime: Regime,
    *,
    acceptation_constatee_le: date | None = None,
    reprise_le: date | None = None,
    ne_le: date | None = None,
) -> Prescription:
    """The end of the period, suspended only from the recorded acceptance, then for six months at least (2238).

    Neither the sending nor the mandate suspends anything (P1, P5). `ne_le`: birth of the right, for the
    twenty-year cap (2232); by default the day the claim fell due.

    >>> p = calculer_prescription(date(2024, 12, 20), Regime.CONSOMMATION,
    ...                           acceptation_constatee_le=date(2026, 12, 1), reprise_le=date(2026, 12, 22))
    >>> p.jours_acquis, p.fin
    (19, datetime.date(2027, 6, 22))
    """
    fin = fin_initiale(exigible_le, du_regime)
    if acceptation_constatee_le is None or acceptation_constatee_le > fin:
        return Prescription(du_regime, exigible_le, fin, fin=fin)
    acquis = (fin - acceptation_constatee_le).days
    if reprise_le is None:
        return Prescription(du_regime, exigible_le, fin, acceptation_constatee_le, jours_acquis=acquis)
    if reprise_le < acceptation_constatee_le:
        raise RepriseInvalide(acceptation_constatee_le)
    butoir = ajouter_mois(ne_le or exigible_le, 12 * BUTOIR_ANS)
    reportee = max(reprise_le + timedelta(days=acquis), ajouter_mois(reprise_le, REPRISE_MINIMALE_MOIS))
    return Prescription(
        du_regime,
        exigible_le,
        fin,
        acceptation_constatee_le,
        reprise_le,
        acquis,
        max(fin, min(reportee, butoir)),
    )
