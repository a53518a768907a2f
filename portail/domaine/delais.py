"""The month of the procedure: Paris days, quantième to quantième, and what is still allowed at an instant."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from portail.domaine.feries import Zone, premier_jour_ouvrable

PARIS = ZoneInfo("Europe/Paris")
JOURS_DU_COURRIER = 5  # working days: no text gives a number, see docs/decisions/0038


@dataclass(frozen=True)
class Delai:
    """The month opened by the sending (L125-1 al. 2), with its two ends (decision D1).

    `fin_stricte` is the last day for an agreement, `fin_prorogee` (CPC 642) the last day for an answer.
    """

    envoi: date
    fin_stricte: date
    fin_prorogee: date
    zone: Zone


@dataclass(frozen=True)
class Ouvertures:
    """What the clock allows at an instant; the state of the dossier is judged elsewhere."""

    reponse: bool
    accord: bool
    constat_expiration: bool


def jour_a_paris(instant: datetime) -> date:
    """The Paris day of an aware instant.

    >>> jour_a_paris(datetime(2026, 12, 22, 23, 30, tzinfo=UTC))
    datetime.date(2026, 12, 23)
    """
    if instant.tzinfo is None:
        raise ValueError("an instant must be aware")
    return instant.astimezone(PARIS).date()


def debut_de_journee(jour: date) -> datetime:
    """The UTC instant of Paris midnight opening `jour`."""
    return datetime.combine(jour, time.min, PARIS).astimezone(UTC)


def fin_de_journee(jour: date) -> datetime:
    """The UTC instant of the next Paris midnight: exclusive end of a day that expires at 24 h (CPC 642 al. 1).

    >>> fin_de_journee(date(2026, 12, 22)).isoformat()
    '2026-12-22T23:00:00+00:00'
    """
    return debut_de_journee(jour + timedelta(days=1))


def ajouter_mois(le: date, mois: int) -> date:
    """The same quantième `mois` later, or the last day of that month when there is none (CPC 641 al. 2).

    >>> ajouter_mois(date(2027, 1, 31), 1), ajouter_mois(date(2027, 1, 31), 2)
    (datetime.date(2027, 2, 28), datetime.date(2027, 3, 31))
    """
    annee, rang = divmod(le.year * 12 + le.month - 1 + mois, 12)
    return date(annee, rang + 1, min(le.day, monthrange(annee, rang + 1)[1]))


def mois_entiers(depuis: date, jusqu_au: date) -> int:
    """Whole months from one day to the other, negative when going back.

    >>> mois_entiers(date(2027, 1, 31), date(2027, 2, 28)), mois_entiers(date(2027, 3, 5), date(2027, 1, 6))
    (1, -1)
    """
    if jusqu_au < depuis:
        return -mois_entiers(jusqu_au, depuis)
    mois = (jusqu_au.year - depuis.year) * 12 + jusqu_au.month - depuis.month
    return mois - (ajouter_mois(depuis, mois) > jusqu_au)


def calculer_delai(envoi: date, zone: Zone = Zone.GENERAL) -> Delai:
    """The month that starts with the sending of the invitation (L125-1 al. 2, CPC 641, 642; D1, D3).

    >>> d = calculer_delai(date(2026, 11, 25), Zone.GENERAL)
    >>> d.fin_stricte.isoformat(), d.fin_prorogee.isoformat()
    ('2026-12-25', '2026-12-28')
    """
    fin = ajouter_mois(envoi, 1)
    return Delai(envoi, fin, premier_jour_ouvrable(fin, zone), zone)


def ouvertures(delai: Delai, instant: datetime) -> Ouvertures:
    """Answer until the later end, agreement until the strict one, silence only once the later is over (D1).

    >>> d = calculer_delai(date(2026, 11, 25), Zone.GENERAL)
    >>> ouvertures(d, datetime(2026, 12, 26, 12, tzinfo=UTC))
    Ouvertures(reponse=True, accord=False, constat_expiration=False)
    """
    jour = jour_a_paris(instant)
    envoyee = jour >= delai.envoi
    return Ouvertures(
        reponse=envoyee and jour <= delai.fin_prorogee,
        accord=envoyee and jour <= delai.fin_stricte,
        constat_expiration=jour > delai.fin_prorogee,
    )


def courrier_en_route(delai: Delai, instant: datetime) -> date | None:
    """Until when an answer posted on the last day may well arrive (D4): the fifth working day after the later end.

    None before the later end is over, and after that day.

    >>> d = calculer_delai(date(2026, 11, 25), Zone.GENERAL)
    >>> courrier_en_route(d, datetime(2026, 12, 29, 12, tzinfo=UTC))
    datetime.date(2027, 1, 5)
    """
    jusqu_au = delai.fin_prorogee
    for _ in range(JOURS_DU_COURRIER):
        jusqu_au = premier_jour_ouvrable(jusqu_au + timedelta(days=1), delai.zone)
    return jusqu_au if delai.fin_prorogee < jour_a_paris(instant) <= jusqu_au else None


def jours_restants(jour_limite: date, instant: datetime) -> int:
    """Full days after today up to `jour_limite`; 0 on the last day and afterwards.

    >>> jours_restants(date(2026, 12, 22), datetime(2026, 12, 20, 23, 30, tzinfo=UTC))
    1
    """
    return max(0, (jour_limite - jour_a_paris(instant)).days)
