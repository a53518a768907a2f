"""The dates in a calendar: all-day, discreet, the same names when the file is added again."""

from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from portail.domaine.echeancier import Echeance
from portail.services.agenda import ecrire

QUAND = datetime(2026, 11, 22, 9, 42, 7, 250_013, tzinfo=UTC)
DATES = (Echeance(1, date(2027, 1, 5), 20_333), Echeance(2, date(2027, 3, 28), 20_335))


def test_each_payment_is_an_all_day_event_with_a_reminder_two_days_before():
    agenda = Calendar.from_ical(ecrire("RPC-7F4K2-9QDA3", DATES, "portail.example", QUAND))
    jours = agenda.walk("VEVENT")
    assert [j["DTSTART"].dt for j in jours] == [e.le for e in DATES]
    assert all(j["DTSTART"].params["VALUE"] == "DATE" for j in jours), "no hour, no time zone"
    assert [j["DTEND"].dt - j["DTSTART"].dt for j in jours] == [timedelta(days=1)] * 2
    assert {str(j["SUMMARY"]) for j in jours} == {"Portail\u00a0: date de votre dossier RPC-7F4K2-9QDA3"}
    assert [a["TRIGGER"].dt for a in agenda.walk("VALARM")] == [timedelta(days=-2)] * 2


def test_the_file_is_the_same_each_time_and_a_moved_date_keeps_its_name():
    contenu = ecrire("RPC-7F4K2-9QDA3", DATES, "portail.example", QUAND)
    assert contenu == ecrire("RPC-7F4K2-9QDA3", DATES, "portail.example", QUAND)
    assert b"\r\n" in contenu and max(map(len, contenu.split(b"\r\n"))) <= 75
    decale = tuple(Echeance(e.numero, e.le + timedelta(days=31), e.montant_centimes) for e in DATES)

    def noms(octets):
        return [str(j["UID"]) for j in Calendar.from_ical(octets).walk("VEVENT")]

    assert noms(contenu) == noms(ecrire("RPC-7F4K2-9QDA3", decale, "portail.example", QUAND))
    assert len(set(noms(contenu))) == 2


def test_nothing_of_the_claim_is_in_it():
    lu = ecrire("RPC-7F4K2-9QDA3", DATES, "portail.example", QUAND).decode().lower()
    for mot in ("203", "€", "pay", "dett", "créanc", "échéance"):
        assert mot not in lu, mot
