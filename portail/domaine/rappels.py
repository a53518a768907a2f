"""Which due dates a debtor who asked for it is told of today. Source: parcours.md 1.11."""

from collections.abc import Iterable
from datetime import date, timedelta

from portail.domaine.echeancier import Echeance
from portail.domaine.signalements import Report, du_au

JOURS_AVANT = 3
_UN_JOUR = timedelta(days=1)


def a_rappeler(
    echeances: Iterable[Echeance], reports: Iterable[Report], recu_centimes: int, jour: date
) -> tuple[date, ...]:
    """The days of the next three, `jour` left out, on which a sum falls due that is not all received yet.

    Told each day, so that a day on which nothing ran is caught up with; never on the due day itself, nor after it.
    An agreed delay counts as it does for lateness (`du_au`): its own day is told, not the one it replaced.

    >>> lignes = [Echeance(1, date(2027, 1, 5), 20_333), Echeance(2, date(2027, 2, 5), 20_333)]
    >>> [j.isoformat() for j in a_rappeler(lignes, [], 0, date(2027, 1, 2))]
    ['2027-01-05']
    >>> [a_rappeler(lignes, [], recu, jour) for recu, jour in ((0, date(2027, 1, 5)), (20_333, date(2027, 1, 4)))]
    [(), ()]
    """
    lignes, accordes = tuple(echeances), tuple(reports)

    def du_le_soir(le: date) -> int:
        return du_au(lignes, accordes, le + _UN_JOUR)

    prochains = (jour + n * _UN_JOUR for n in range(1, JOURS_AVANT + 1))
    return tuple(le for le in prochains if max(recu_centimes, du_le_soir(le - _UN_JOUR)) < du_le_soir(le))
