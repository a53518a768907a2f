"""The dates in a calendar: all-day, discreet, the same names when the file is added again."""

from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar

from portail.domaine.echeancier import Echeance
from portail.domaine.procedure import Etat, Role
from portail.domaine.signalements import Aide, Decision, Report
from portail.services import reponses, signalements
from portail.services.agenda import du_dossier, ecrire
from tests.services.gestes import acteur, sqlite_seul

QUAND = datetime(2026, 11, 22, 9, 42, 7, 250_013, tzinfo=UTC)
DATES = (Echeance(1, date(2027, 1, 5), 20_333), Echeance(2, date(2027, 3, 28), 20_335))


def test_each_payment_is_an_all_day_event_with_a_reminder_two_days_before():
    agenda = Calendar.from_ical(ecrire("RPC-7F4K2-9QDA3", DATES, "portail.example", QUAND))
    jours = agenda.walk("VEVENT")
    assert [j["DTSTART"].dt for j in jours] == [e.le for e in DATES]
    assert all(j["DTSTART"].params["VALUE"] == "DATE" for j in jours), "no hour, no time zone"
    assert [j["DTEND"].dt - j["DTSTART"].dt for j in jours] == [timedelta(days=1)] * 2
    assert {str(j["SUMMARY"]) for j in jours} == {"Portail\u00a0: date de votre dossier RPC-7F4K2-9QDA3"}
    for jour in jours:
        (alarme,) = jour.walk("VALARM")
        sonne = datetime.combine(jour["DTSTART"].dt, time.min) + alarme["TRIGGER"].dt
        assert sonne == datetime.combine(jour["DTSTART"].dt - timedelta(days=2), time(9)), "never in the night"
    assert b"TRIGGER:-P1DT15H\r\n" in agenda.to_ical()


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


def lus(octets):
    """Name, day and rank of each event."""
    return {
        str(j["UID"]).split("@")[0].removeprefix("R-"): (j["DTSTART"].dt, j["SEQUENCE"])
        for j in Calendar.from_ical(octets).walk("VEVENT")
    }


def test_a_delay_that_was_granted_moves_the_day_or_adds_the_one_of_the_rest():
    premiere, seconde = DATES
    decale = ecrire("R", DATES, "portail.example", QUAND, [Report(1, 0, date(2027, 1, 15))], sequence=2)
    assert lus(decale) == {"1": (date(2027, 1, 15), 2), "2": (seconde.le, 2)}
    moins = ecrire("R", DATES, "portail.example", QUAND, [Report(1, 8_000, seconde.le)], sequence=2)
    assert lus(moins) == {"1": (premiere.le, 2), "1-reste": (seconde.le, 2), "2": (seconde.le, 2)}


@sqlite_seul
def test_a_newer_file_replaces_what_the_older_one_put_in_the_calendar(maison, session, horloge):
    """RFC 5545, 3.8.7.4: the same UID with a greater SEQUENCE, and a later DTSTAMP."""
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    avant = du_dossier(dossier, "portail.example")
    assert avant == du_dossier(dossier, "portail.example"), "nothing changed"
    qui = acteur(Role.DEBITEUR, horloge())
    signale = signalements.signaler_difficulte(session, dossier, Aide.DECALER, 0, "Arrêt maladie.", qui)
    assert du_dossier(dossier, "portail.example") == avant, "asked for is not granted"
    creancier = acteur(Role.CREANCIER, horloge(), maison.troupe.compte_menuiserie)
    reponses.repondre(session, dossier, signale, "", creancier, decision=Decision.ACCEPTE)
    apres = du_dossier(dossier, "portail.example")
    anciens, nouveaux = (Calendar.from_ical(f).walk("VEVENT") for f in (avant, apres))
    assert [j["UID"] for j in anciens] == [j["UID"] for j in nouveaux]
    assert all(a["SEQUENCE"] < n["SEQUENCE"] for a, n in zip(anciens, nouveaux, strict=True))
    assert all(a["DTSTAMP"].dt < n["DTSTAMP"].dt for a, n in zip(anciens, nouveaux, strict=True))
    numero = signale.report.numero
    assert nouveaux[numero - 1]["DTSTART"].dt == signale.report.jusqu_au
    assert "maladie" not in apres.decode().lower()


@sqlite_seul
def test_the_recorded_agreement_replaces_the_dates_of_the_day_it_was_concluded(maison):
    conclu, constate = (maison.dossier(e) for e in (Etat.ACCORD_CONCLU, Etat.FIN_ACCORD))
    rangs = [{j["SEQUENCE"] for j in Calendar.from_ical(du_dossier(d, "x.example")).walk("VEVENT")} for d in
             (conclu, constate)]  # fmt: skip
    assert rangs == [{0}, {1}]
    assert du_dossier(maison.dossier(Etat.ENVOYEE), "x.example") is None
