"""The dates of an agreement for a person's own calendar (RFC 5545): discreet titles, the same file each time."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from portail.domaine.echeancier import Echeance
from portail.domaine.signalements import Decision, Report
from portail.persistance.dossiers import Dossier

RAPPEL = -timedelta(days=1, hours=15)  # from the midnight that begins the day: at 9 in the morning, two days before
TYPE_MIME = "text/calendar"
_PRODUIT = "-//Portail//Dates d’un dossier//FR"


def du_dossier(dossier: Dossier, hote: str) -> bytes | None:
    """The file of this dossier's agreement, None without one. `hote`: of the portal.

    The constat and each delay that was granted may move a date: as many new versions of the same events.
    """
    accord = dossier.proposition_acceptee
    reponses = (r for s in dossier.signalements for r in s.reponses)
    accordes = (r.envoyee_le for r in reponses if r.decision is Decision.ACCEPTE)
    versions = [v for v in (dossier.accord_conclu_le, dossier.fin_constatee_le, *accordes) if v is not None]
    if accord is None or not versions:
        return None
    rang = len(versions) - 1
    return ecrire(dossier.reference, accord.echeances_dues, hote, max(versions), dossier.reports, sequence=rang)


def ecrire(
    reference: str,
    echeances: Sequence[Echeance],
    hote: str,
    ecrit_le: datetime,
    reports: Sequence[Report] = (),
    *,
    sequence: int = 0,
) -> bytes:
    """One all-day event for each payment due, with a reminder at 9 in the morning two days before.

    No name, no amount, no word of a debt: a calendar is looked at over a shoulder. Each event keeps its name (UID) and
    `sequence` grows, so that adding a newer file moves the dates and doubles nothing. A delay moves its payment; when
    it is for a part, the rest has its own day. `hote`: of the portal; `ecrit_le`: UTC aware, when the dates last moved.
    """
    agenda = Calendar()
    agenda.add("prodid", _PRODUIT)
    agenda.add("version", "2.0")
    agenda.add("method", "PUBLISH")
    for nom, le in _jours(echeances, reports):
        jour = _jour(reference, le)
        jour.add("uid", f"{reference}-{nom}@{hote}")
        jour.add("dtstamp", ecrit_le.astimezone(UTC).replace(microsecond=0))
        jour.add("sequence", sequence)
        agenda.add_component(jour)
    contenu: bytes = agenda.to_ical()
    return contenu


def _jours(echeances: Sequence[Echeance], reports: Sequence[Report]) -> Iterator[tuple[str, date]]:
    """The name of each event, and its day."""
    accordes = {r.numero: r for r in reports}
    for echeance in echeances:
        report = accordes.get(echeance.numero)
        if report is None:
            yield f"{echeance.numero}", echeance.le
        elif report.montant_centimes == 0:
            yield f"{echeance.numero}", report.jusqu_au
        else:
            yield f"{echeance.numero}", echeance.le
            yield f"{echeance.numero}-reste", report.jusqu_au


def _jour(reference: str, le: date) -> Event:
    titre = f"Portail\u00a0: date de votre dossier {reference}"
    jour = Event()
    jour.add("summary", titre)
    jour.add("dtstart", le)  # a day of the calendar, the same wherever the phone is
    jour.add("dtend", le + timedelta(days=1))
    jour.add("class", "PRIVATE")
    jour.add("transp", "TRANSPARENT")
    rappel = Alarm()
    rappel.add("action", "DISPLAY")
    rappel.add("description", titre)
    rappel.add("trigger", RAPPEL)
    jour.add_component(rappel)
    return jour
