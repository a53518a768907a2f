"""What a person may report beside the procedure: the sum is wrong, a letter is not hers, a payment, a hard month.

None of it changes a state or a date of the law: it asks somebody to look, and says by when.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portail.domaine.delais import ajouter_mois
from portail.domaine.echeancier import Echeance


class Genre(StrEnum):
    CONTESTATION = "contestation"  # the sum is wrong, or not due
    DESTINATAIRE = "destinataire"  # the letter reached somebody else
    PAIEMENT = "paiement"  # paid under the titre, and not noted yet
    DIFFICULTE = "difficulte"  # an instalment to come will be hard


class Motif(StrEnum):
    """What is wrong, for a contestation."""

    DEJA_PAYE = "deja_paye"
    PARTIE_PAYEE = "partie_payee"
    MONTANT_FAUX = "montant_faux"
    PAS_MA_DETTE = "pas_ma_dette"
    DEFAUT = "defaut"
    TROP_ANCIENNE = "trop_ancienne"
    SURENDETTEMENT = "surendettement"
    AUTRE = "autre"


class Destinataire(StrEnum):
    """Why a letter is not for the person who holds it."""

    INCONNU = "inconnu"
    PARTI = "parti"
    DECEDE = "decede"
    MANDATAIRE = "mandataire"  # tutor, curator: neither a refusal nor an acceptance
    HOMONYME = "homonyme"


class Aide(StrEnum):
    """What is asked for when an instalment will be hard."""

    DECALER = "decaler"
    PAYER_MOINS = "payer_moins"


class Moyen(StrEnum):
    """How a sum was paid."""

    VIREMENT = "virement"
    CHEQUE = "cheque"
    CARTE = "carte"
    ESPECES = "especes"
    AUTRE = "autre"


class Decision(StrEnum):
    """The creditor's answer to a request of delay."""

    ACCEPTE = "accepte"
    REFUSE = "refuse"


JOURS_POUR_VERIFIER = 4
JOURS_POUR_REPONDRE = 3
JOURS_DE_REPORT = 10


def verification_avant(jour: date, fin_stricte: date | None) -> date:
    """The day by which the creditor is asked to check: four days, and never after the last day for an agreement.

    >>> verification_avant(date(2026, 11, 22), date(2026, 12, 2)).isoformat()
    '2026-11-26'
    >>> verification_avant(date(2026, 11, 30), date(2026, 12, 2)).isoformat()
    '2026-12-02'
    """
    voulu = jour + timedelta(days=JOURS_POUR_VERIFIER)
    return voulu if fin_stricte is None or fin_stricte < jour else min(voulu, fin_stricte)


def reponse_avant(jour: date) -> date:
    """The day by which the creditor is asked to answer, once the titre is issued.

    >>> reponse_avant(date(2027, 3, 1)).isoformat()
    '2027-03-04'
    """
    return jour + timedelta(days=JOURS_POUR_REPONDRE)


@dataclass(frozen=True)
class Report:
    """A delay that both agreed for one instalment: `montant_centimes` on its day, the rest by `jusqu_au`.

    It stands beside the titre and changes nothing of it.
    """

    numero: int
    montant_centimes: int
    jusqu_au: date


def demander_report(echeances: Iterable[Echeance], numero: int, aide: Aide, montant_centimes: int) -> Report:
    """The delay that this request asks for. `montant_centimes` is what can be paid on the day, 0 to move it all.

    Ten days later, or the rest with the next instalment (a month later for the last one). Raises KeyError when there
    is no such instalment.

    >>> lignes = [Echeance(1, date(2027, 3, 5), 20_333), Echeance(2, date(2027, 4, 5), 20_333)]
    >>> demander_report(lignes, 1, Aide.DECALER, 0).jusqu_au.isoformat()
    '2027-03-15'
    >>> demander_report(lignes, 1, Aide.PAYER_MOINS, 8_000).jusqu_au.isoformat()
    '2027-04-05'
    """
    par_numero = {e.numero: e for e in echeances}
    visee = par_numero[numero]
    if aide is Aide.DECALER:
        return Report(numero, 0, visee.le + timedelta(days=JOURS_DE_REPORT))
    suivante = par_numero.get(numero + 1)
    return Report(numero, montant_centimes, suivante.le if suivante else ajouter_mois(visee.le, 1))


def dus(echeances: Iterable[Echeance], reports: Iterable[Report]) -> list[tuple[date, int]]:
    """What falls due, agreed delays taken into account: (day, centimes), in order, each day once.

    >>> lignes = [Echeance(1, date(2027, 3, 5), 20_333), Echeance(2, date(2027, 4, 5), 20_333)]
    >>> [(le.isoformat(), du) for le, du in dus(lignes, [Report(1, 8_000, date(2027, 4, 5))])]
    [('2027-03-05', 8000), ('2027-04-05', 32666)]
    """
    accordes = {r.numero: r for r in reports}
    par_jour: Counter[date] = Counter()
    for e in echeances:
        report = accordes.get(e.numero, Report(e.numero, e.montant_centimes, e.le))
        par_jour[e.le] += report.montant_centimes
        par_jour[report.jusqu_au] += e.montant_centimes - report.montant_centimes
    return sorted((le, du) for le, du in par_jour.items() if du)


def du_au(echeances: Iterable[Echeance], reports: Iterable[Report], jour: date) -> int:
    """Centimes that should have come in before `jour`.

    >>> lignes = [Echeance(1, date(2027, 3, 5), 20_333)]
    >>> report = Report(1, 0, date(2027, 3, 15))
    >>> [du_au(lignes, [], date(2027, 3, 6)), du_au(lignes, [report], date(2027, 3, 15))]
    [20333, 0]
    >>> du_au(lignes, [report], date(2027, 3, 16))
    20333
    """
    return sum(du for le, du in dus(echeances, reports) if le < jour)


def prochain_du(
    echeances: Iterable[Echeance], reports: Iterable[Report], recu_centimes: int, jour: date
) -> tuple[date, int] | None:
    """The next thing to pay from `jour` on, beside what is late: (day, centimes). None when nothing more will fall due.

    >>> lignes = [Echeance(1, date(2027, 3, 5), 20_333), Echeance(2, date(2027, 4, 5), 20_333)]
    >>> prochain_du(lignes, [], 5_000, date(2027, 3, 5))
    (datetime.date(2027, 3, 5), 15333)
    >>> prochain_du(lignes, [], 5_000, date(2027, 3, 6))
    (datetime.date(2027, 4, 5), 20333)
    """
    lignes, accordes = tuple(echeances), tuple(reports)
    couvert = max(recu_centimes, du_au(lignes, accordes, jour))
    cumul = 0
    for le, du in dus(lignes, accordes):
        cumul += du
        if cumul > couvert:
            return le, cumul - couvert
    return None
