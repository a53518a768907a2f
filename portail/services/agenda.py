"""The dates of an agreement for a person's own calendar (RFC 5545): discreet titles, the same file each time."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from portail.domaine.echeancier import Echeance

RAPPEL = timedelta(days=-2)
TYPE_MIME = "text/calendar"
_PRODUIT = "-//Portail//Dates d’un dossier//FR"


def ecrire(reference: str, echeances: Sequence[Echeance], hote: str, ecrit_le: datetime) -> bytes:
    """One all-day event for each payment due, with a reminder two days before.

    No name, no amount, no word of a debt: a calendar is looked at over a shoulder. Each event keeps its name (UID), so
    that adding the file again moves the dates and doubles nothing. `hote`: of the portal; `ecrit_le`: UTC aware.
    """
    agenda = Calendar()
    agenda.add("prodid", _PRODUIT)
    agenda.add("version", "2.0")
    agenda.add("method", "PUBLISH")
    for echeance in echeances:
        agenda.add_component(_jour(reference, echeance, hote, ecrit_le))
    contenu: bytes = agenda.to_ical()
    return contenu


def _jour(reference: str, echeance: Echeance, hote: str, ecrit_le: datetime) -> Event:
    titre = f"Portail\u00a0: date de votre dossier {reference}"
    jour = Event()
    jour.add("uid", f"{reference}-{echeance.numero}@{hote}")
    jour.add("dtstamp", ecrit_le.astimezone(UTC).replace(microsecond=0))
    jour.add("summary", titre)
    jour.add("dtstart", echeance.le)  # a day of the calendar, the same wherever the phone is
    jour.add("dtend", echeance.le + timedelta(days=1))
    jour.add("class", "PRIVATE")
    jour.add("transp", "TRANSPARENT")
    rappel = Alarm()
    rappel.add("action", "DISPLAY")
    rappel.add("description", titre)
    rappel.add("trigger", RAPPEL)
    jour.add_component(rappel)
    return jour
