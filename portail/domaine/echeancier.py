"""Building, verifying and comparing schedules of payment (R125-4). Amounts are whole centimes.

No text limits an agreement (silence of R125-4 to R125-6): the 24 months are borrowed from C. civ. 1343-5.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from portail.domaine.delais import ajouter_mois
from portail.domaine.refus_echeancier import EcheancierInvalide, MotifEcheancier

__all__ = [
    "Ecarts",
    "Echeance",
    "Echeancier",
    "EcheancierInvalide",
    "MotifEcheancier",
    "comparer",
    "dates",
    "par_mensualite",
    "par_nombre",
    "verifier",
]

DUREE_MAX_MOIS = 24
PLAN_MAX_MOIS = 60  # a plan that a creditor signs in advance may be longer (decision D10; our own bound, no text)
DERNIERE_ECHEANCE_MIN_CENTIMES = 500
# A first payment further away than this is a postponement, not a schedule (our own bound; no text).
REPORT_MAX_MOIS = 12


class Echeance(NamedTuple):
    numero: int
    le: date
    montant_centimes: int


@dataclass(frozen=True)
class Echeancier:
    """A schedule; `fusionnee`: a last payment under 5 € was added to the one before."""

    echeances: tuple[Echeance, ...]
    fusionnee: bool = False

    @property
    def total_centimes(self) -> int:
        return sum(e.montant_centimes for e in self.echeances)

    @property
    def nombre(self) -> int:
        return len(self.echeances)

    @property
    def mensualite_centimes(self) -> int:
        """The regular payment: the second of three or more (the first may be larger), else the first."""
        return self.echeances[1 if self.nombre > 2 else 0].montant_centimes

    @property
    def commence_autrement(self) -> bool:
        """True if the first payment stands apart from the next one; of two, by a euro or more."""
        premiers = [e.montant_centimes for e in self.echeances[:2]]
        return self.nombre > 1 and abs(premiers[0] - premiers[1]) >= (100 if self.nombre == 2 else 1)

    @property
    def est_mensuel(self) -> bool:
        """False for a single payment, and for two that stand apart: neither has a regular month."""
        return self.nombre > 2 or (self.nombre == 2 and not self.commence_autrement)

    @property
    def dernier_a_part(self) -> bool:
        """True if the last payment is not the regular one: it carries what is left."""
        return self.est_mensuel and self.echeances[-1].montant_centimes != self.mensualite_centimes

    @property
    def fin(self) -> date:
        return self.echeances[-1].le


def par_nombre(
    total_centimes: int,
    nombre: int,
    *,
    premiere: date,
    dernier_jour_du_mois: bool = False,
    premier_versement: int | None = None,
    duree_max_mois: int = DUREE_MAX_MOIS,
) -> Echeancier:
    """Equal payments to the cent below; the last one carries the remainder.

    >>> [e.montant_centimes for e in par_nombre(10_000, 3, premiere=date(2027, 1, 31)).echeances]
    [3333, 3333, 3334]
    """
    avance = _verifier_avance(total_centimes, premier_versement)
    reste, parts = total_centimes - avance, nombre - bool(avance)
    if not 1 <= nombre <= duree_max_mois:
        raise EcheancierInvalide(MotifEcheancier.TROP_D_ECHEANCES, duree_max_mois)
    if parts == 0:
        raise EcheancierInvalide(MotifEcheancier.PREMIER_VERSEMENT_SEUL, 2)
    if nombre > total_centimes:
        raise EcheancierInvalide(MotifEcheancier.TOTAL_TROP_PETIT, nombre)
    if parts > reste:
        raise EcheancierInvalide(MotifEcheancier.PREMIER_VERSEMENT_LAISSE_TROP_PEU, total_centimes - parts)
    part = reste // parts
    montants = [part] * (parts - 1) + [reste - part * (parts - 1)]
    return _dater(([avance] if avance else []) + montants, premiere, dernier_jour_du_mois)


def par_mensualite(
    total_centimes: int,
    mensualite_centimes: int,
    *,
    premiere: date,
    dernier_jour_du_mois: bool = False,
    premier_versement: int | None = None,
    duree_max_mois: int = DUREE_MAX_MOIS,
) -> Echeancier:
    """As many payments of that amount as needed; a remainder under 5 € joins the payment before it.

    >>> plan = par_mensualite(24_300, 8_000, premiere=date(2027, 1, 5))
    >>> [e.montant_centimes for e in plan.echeances], plan.fusionnee
    ([8000, 8000, 8300], True)
    """
    avance = _verifier_avance(total_centimes, premier_versement)
    if mensualite_centimes <= 0:
        raise EcheancierInvalide(MotifEcheancier.MENSUALITE_NULLE, 1)
    entieres, dernier = divmod(total_centimes - avance, mensualite_centimes)
    place = duree_max_mois - bool(avance)
    if entieres + bool(dernier) > place:
        raise _trop_petite(total_centimes - avance, place)
    montants = ([avance] if avance else []) + [mensualite_centimes] * entieres
    fusionnee = 0 < dernier < DERNIERE_ECHEANCE_MIN_CENTIMES and bool(montants)
    if fusionnee:
        montants[-1] += dernier
    elif dernier:
        montants.append(dernier)
    return _dater(montants, premiere, dernier_jour_du_mois, fusionnee=fusionnee)


def _trop_petite(reste: int, place: int) -> EcheancierInvalide:
    if place < 1:
        return EcheancierInvalide(MotifEcheancier.PREMIER_VERSEMENT_SEUL, 2)
    return EcheancierInvalide(MotifEcheancier.MENSUALITE_TROP_PETITE, -(-reste // place))


def _verifier_avance(total_centimes: int, premier_versement: int | None) -> int:
    if total_centimes <= 0:
        raise EcheancierInvalide(MotifEcheancier.TOTAL_NUL, 1)
    if premier_versement is None:
        return 0
    if premier_versement <= 0:
        raise EcheancierInvalide(MotifEcheancier.PREMIER_VERSEMENT_NUL, 1)
    if premier_versement >= total_centimes:
        raise EcheancierInvalide(MotifEcheancier.PREMIER_VERSEMENT_TROP_GRAND, total_centimes)
    return premier_versement


def dates(premiere: date, nombre: int, *, dernier_jour_du_mois: bool = False) -> tuple[date, ...]:
    """Month after month, each date computed from the first, so that 31 January comes back to the 31st.

    >>> [d.isoformat() for d in dates(date(2027, 1, 31), 3)]
    ['2027-01-31', '2027-02-28', '2027-03-31']
    >>> [d.isoformat() for d in dates(date(2027, 2, 10), 3, dernier_jour_du_mois=True)]
    ['2027-02-28', '2027-03-31', '2027-04-30']
    """
    if not dernier_jour_du_mois:
        return tuple(ajouter_mois(premiere, rang) for rang in range(nombre))
    mois = premiere.replace(day=1)
    return tuple(ajouter_mois(mois, rang + 1) - timedelta(days=1) for rang in range(nombre))


def _dater(montants: list[int], premiere: date, dernier_jour: bool, *, fusionnee: bool = False) -> Echeancier:
    jours = dates(premiere, len(montants), dernier_jour_du_mois=dernier_jour)
    return Echeancier(
        tuple(map(Echeance, range(1, len(montants) + 1), jours, montants)),
        fusionnee,
    )


def verifier(
    echeances: Sequence[Echeance],
    *,
    total_centimes: int,
    pas_avant: date,
    duree_max_mois: int = DUREE_MAX_MOIS,
    report_max_mois: int = REPORT_MAX_MOIS,
) -> None:
    """Raise EcheancierInvalide unless a schedule received can be kept as it is.

    `pas_avant` is the first day after the outcome is recorded: nothing may be paid before (R125-7).
    """
    if not echeances:
        raise EcheancierInvalide(MotifEcheancier.AUCUNE_ECHEANCE, 1)
    if [e.numero for e in echeances] != list(range(1, len(echeances) + 1)):
        raise EcheancierInvalide(MotifEcheancier.NUMEROTATION, len(echeances))
    for e in echeances:
        if e.montant_centimes <= 0:
            raise EcheancierInvalide(MotifEcheancier.MONTANT_NUL, e.numero)
    if sum(e.montant_centimes for e in echeances) != total_centimes:
        raise EcheancierInvalide(MotifEcheancier.SOMME_INEXACTE, total_centimes)
    _verifier_dates([e.le for e in echeances], pas_avant, duree_max_mois, report_max_mois)


def _verifier_dates(jours: list[date], pas_avant: date, duree_max_mois: int, report_max_mois: int) -> None:
    for precedent, suivant in zip(jours, jours[1:], strict=False):
        if suivant <= precedent:
            raise EcheancierInvalide(MotifEcheancier.DATES_DESORDONNEES, precedent)
    if jours[0] < pas_avant:
        raise EcheancierInvalide(MotifEcheancier.DEBUT_TROP_TOT, pas_avant)
    if jours[0] > (au_plus_tard := ajouter_mois(pas_avant, report_max_mois)):
        raise EcheancierInvalide(MotifEcheancier.DEBUT_TROP_TARD, au_plus_tard)
    if len(jours) > duree_max_mois:
        raise EcheancierInvalide(MotifEcheancier.TROP_D_ECHEANCES, duree_max_mois)
    # The last payment falls within the month of the last allowed one, so that « last day » plans fit too.
    limite = dates(jours[0], duree_max_mois, dernier_jour_du_mois=True)[-1]
    if jours[-1] > limite:
        raise EcheancierInvalide(MotifEcheancier.TROP_LONG, limite)


class Ecarts(NamedTuple):
    """My amounts minus theirs."""

    total_centimes: int
    mensualite_centimes: int
    premier_versement_centimes: int


def comparer(sienne: Echeancier, mienne: Echeancier) -> Ecarts:
    """What sets my amounts apart from the other party's.

    >>> six, douze = (par_nombre(122_000, n, premiere=date(2027, 1, 5)) for n in (6, 12))
    >>> comparer(six, douze).total_centimes, comparer(six, douze).mensualite_centimes
    (0, -10167)
    """
    return Ecarts(
        mienne.total_centimes - sienne.total_centimes,
        mienne.mensualite_centimes - sienne.mensualite_centimes,
        mienne.echeances[0].montant_centimes - sienne.echeances[0].montant_centimes,
    )
