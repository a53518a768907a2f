"""When the agreement is recorded late: the whole schedule moves by whole months, by a clause agreed in advance.

No payment may take place before the outcome is recorded (R125-7), and no text gives the étude a day for recording it:
without this clause a late constat would leave a schedule that no titre can carry (docs/decisions/0030-decalage.md).
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import pairwise

from portail.domaine.delais import ajouter_mois
from portail.domaine.echeancier import Echeance

# Days between the end of the month, or the constat, and the first payment: the étude and the bank need them.
JOURS_AVANT_PREMIER_PAIEMENT = 7

CLAUSE = (
    "Il doit rester 7\u00a0jours avant le premier paiement, le jour où l’étude constate l’accord. Sinon, toutes les "
    "dates sont reportées du même nombre de mois entiers, le moins possible. Les montants, leur ordre et le jour du "
    "mois ne changent pas."
)


def mois_de_decalage(jours: Sequence[date], constat: date) -> int:
    """The fewest whole months that leave `JOURS_AVANT_PREMIER_PAIEMENT` days between the constat and the first payment.

    0 when the schedule can stay as it is. `jours` are the days of the payments, in order.

    >>> mois_de_decalage([date(2027, 1, 5)], date(2026, 12, 29)), mois_de_decalage([date(2027, 1, 5)], date(2027, 1, 4))
    (0, 1)
    """
    au_plus_tot = constat + timedelta(days=JOURS_AVANT_PREMIER_PAIEMENT)
    mois = 0
    while not _convient(decaler_jours(jours, mois), au_plus_tot):
        mois += 1
    return mois


def decaler(echeances: Iterable[Echeance], mois: int) -> tuple[Echeance, ...]:
    """The same payments `mois` months later: same numbers, same amounts, same day of the month."""
    lignes = tuple(echeances)
    jours = decaler_jours([e.le for e in lignes], mois)
    return tuple(e._replace(le=le) for e, le in zip(lignes, jours, strict=True))


def decaler_jours(jours: Sequence[date], mois: int) -> tuple[date, ...]:
    """Each day `mois` months later. A day that a short month had cut comes back to the day it stands for.

    >>> [d.isoformat() for d in decaler_jours([date(2027, 1, 31), date(2027, 2, 28)], 1)]
    ['2027-02-28', '2027-03-31']
    """
    voulu = max((j.day for j in jours), default=1)
    return tuple(_ramener(ajouter_mois(j.replace(day=1), mois), voulu if _coupe(j) else j.day) for j in jours)


def _convient(jours: Sequence[date], au_plus_tot: date) -> bool:
    """Late enough, and still one after the other: two days at the end of a month may meet in a shorter one."""
    return not jours or (jours[0] >= au_plus_tot and all(avant < apres for avant, apres in pairwise(jours)))


def _coupe(jour: date) -> bool:
    """True on the last day of a month: a payment « le 31 » falls there in a short month."""
    return (jour + timedelta(days=1)).day == 1


def _ramener(premier: date, quantieme: int) -> date:
    """That day in the month of `premier` (a first of the month), or its last day."""
    dernier = ajouter_mois(premier, 1) - timedelta(days=1)
    return premier.replace(day=min(quantieme, dernier.day))
