"""Reminders: one discreet mail for each date, to who asked, at an address that can do nothing else."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from portail.domaine.delais import debut_de_journee
from portail.domaine.procedure import Etat, Role
from portail.persistance.courriels import Courriel, EtatCourriel, courriels_de_l_etude
from portail.persistance.rappels import Rappel
from portail.services import codes_courriel, courriels, paiements, rappels
from portail.services.journal import DossierChange
from portail.services.rappels import AdresseManquante
from tests.courriel import HOTE, serveur_smtp
from tests.services.gestes import a_paris, acteur, refus, sqlite_seul

TAPEE = "nouvelle@courrier.example"


@pytest.fixture
def paye(maison, session):
    """Payments to come, one received, no address known."""
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    dossier.debiteur.courriel = ""
    dossier.debiteur.courriel_connu_avant = False
    session.commit()
    return dossier


@pytest.fixture
def choisir(session, horloge):
    def faire(dossier, *, oui=True, courriel=TAPEE):
        rappels.choisir(session, dossier, par_courriel=oui, courriel=courriel, maintenant=horloge())

    return faire


@pytest.fixture
def lancer(app, session):
    """What `portail quotidien` does of it, at this instant."""

    def faire(quand: datetime) -> int:
        session.rollback()
        rappels.effacer_finis(app.extensions["ecritures"], quand)
        return rappels.deposer_dus(app.extensions["ecritures"], quand)

    return faire


@pytest.fixture
def expedier(app, session, reglages):
    """Send what waits at this instant; how many left."""

    def faire(quand: datetime, autres=None) -> int:
        session.rollback()
        return courriels.expedier(app.extensions["ecritures"], autres or reglages, quand)

    return faire


def dits(session) -> list[Courriel]:
    session.rollback()
    session.expire_all()
    return list(session.scalars(select(Courriel).where(Courriel.cle.like("%.rappel.%")).order_by(Courriel.id)))


def rappels_montres(session, dossier) -> list[Courriel]:
    """Those that the étude's outbox lists."""
    return [c for c in courriels_de_l_etude(session, dossier.etude_id) if rappels.est_rappel(c)]


def prochaine(dossier, rang=1):
    return dossier.proposition_acceptee.echeances_dues[rang].le


def test_each_date_is_told_once_three_days_before_even_when_a_day_was_missed(paye, choisir, lancer, session):
    choisir(paye)
    le, suivante = prochaine(paye), prochaine(paye, 2)
    assert lancer(a_paris(le - timedelta(days=4), 6)) == 0
    assert lancer(a_paris(le - timedelta(days=2), 6)) == 1, "the day before was missed"
    assert lancer(a_paris(le - timedelta(days=1), 6)) == 0, "told already"
    assert lancer(a_paris(suivante, 6)) == 0, "never on the day"
    (mail,) = dits(session)
    assert mail.cle == f"{paye.reference}.rappel.{le.isoformat()}" and mail.destinataire == TAPEE
    assert mail.perime_le == debut_de_journee(le), "kept back by a failure, it does not come on the day"
    for interdit in ("Costa", "€", "http", paye.reference, paye.etude.nom, paye.debiteur.nom):
        assert interdit not in mail.corps + mail.sujet
    assert f"votre dossier {paye.reference[4:9]} approche" in mail.corps


def test_taken_back_at_once_nothing_leaves_and_no_address_stays(
    paye, choisir, lancer, session, expedier, autre_session
):
    choisir(paye)
    quand = a_paris(prochaine(paye) - timedelta(days=3), 6)
    expedier(quand)  # the notices of the acts before
    assert lancer(quand) == 1
    rappels.choisir(session, paye, par_courriel=False, courriel="", maintenant=quand)
    assert rappels_montres(session, paye) == []
    assert expedier(quand) == 0
    (mail,) = dits(session)
    assert (mail.destinataire, mail.corps, mail.envoye_le) == ("", "", None)
    assert rappels_montres(session, paye) == [], "nothing for the étude to examine"
    assert lancer(quand) == 0
    with autre_session() as lecture:
        gardee = lecture.get_one(Rappel, paye.id)
        assert (gardee.par_courriel, gardee.courriel) == (False, "")


def test_the_last_payment_ends_and_erases_everything(paye, choisir, lancer, session, horloge, maison, autre_session):
    choisir(paye)
    horloge.avancer(days=(prochaine(paye) - horloge().date()).days - 3)
    assert lancer(horloge()) == 1
    reste = paiements.avancement(paye, horloge().date()).reste_centimes
    creancier = acteur(Role.CREANCIER, horloge(), maison.troupe.compte_menuiserie)
    paiements.enregistrer(session, paye, horloge().date(), reste, creancier)
    assert lancer(a_paris(prochaine(paye, 2) - timedelta(days=3), 6)) == 0
    with autre_session() as lecture:
        assert lecture.get(Rappel, paye.id) is None
    assert [m.destinataire for m in dits(session)] == [""]
    with refus(session, DossierChange):
        choisir(paye)


def test_a_corrected_address_receives_what_still_waits(paye, choisir, lancer, session, expedier, reglages):
    choisir(paye)
    quand = a_paris(prochaine(paye) - timedelta(days=3), 6)
    expedier(quand)
    assert lancer(quand) == 1
    choisir(paye, courriel="corrigee@courrier.example")
    (mail,) = dits(session)
    assert (mail.etat, mail.destinataire) == (EtatCourriel.A_ENVOYER, "corrigee@courrier.example") and mail.corps
    assert rappels_montres(session, paye) == [mail]
    assert expedier(quand) == 1
    (fichier,) = [f for f in (reglages.donnees / "courriels").iterdir() if b"To: corrigee@" in f.read_bytes()]
    assert TAPEE.encode() not in fichier.read_bytes()
    choisir(paye, courriel="encore@courrier.example")
    (mail,) = dits(session)
    assert (mail.etat, mail.destinataire) == (EtatCourriel.ENVOYE, ""), "sent already: not again, and to nobody known"
    assert lancer(quand + timedelta(days=1)) == 0


def test_a_no_taken_back_is_told_by_the_next_run_and_no_row_is_deleted(
    paye, choisir, lancer, session, expedier, horloge
):
    choisir(paye)
    le = prochaine(paye)
    horloge.instant = a_paris(le - timedelta(days=3), 6)
    expedier(horloge())
    assert lancer(horloge()) == 1
    (premier,) = [m.id for m in dits(session)]
    for oui in (False, False, True):
        choisir(paye, oui=oui)
    assert expedier(horloge()) == 0
    horloge.avancer(days=1)
    assert lancer(horloge()) == 1
    retire, neuf = dits(session)
    assert (retire.id, retire.destinataire) == (premier, "") and retire.cle != neuf.cle
    assert rappels_montres(session, paye) == [neuf]
    assert neuf.perime_le == debut_de_journee(le)
    assert expedier(horloge()) == 1


@sqlite_seul
def test_the_bytes_that_leave_name_neither_dossier_nor_date_nor_creditor_nor_sum(
    paye, choisir, lancer, expedier, reglages
):
    choisir(paye)
    le = prochaine(paye)
    quand = a_paris(le - timedelta(days=3), 6)
    du = next(e.montant_centimes for e in paye.proposition_acceptee.echeances_dues if e.le == le)
    expedier(quand)
    assert lancer(quand) == 1
    interdits = (
        *(paye.reference, paye.reference.split("-")[-1], le.isoformat(), f"{le:%d/%m}", f"{le.day} {le:%b}", "€"),
        *("Costa", f"{du // 100},{du % 100:02}", paye.debiteur.nom, "rappel", "http"),
    )
    with serveur_smtp() as boite:
        par_smtp = replace(
            reglages, courriels=f"smtp://{HOTE}:{boite.port}", expediteur="ne-pas-repondre@portail.example"
        )
        assert expedier(quand, par_smtp) == 1
        (message,), (enveloppe,) = boite.messages, boite.enveloppes
    for lu in (enveloppe.original_content.decode(), message.get_content(), *map(str, message.values())):
        assert [i for i in interdits if i.casefold() in lu.casefold()] == []


@sqlite_seul
def test_no_is_heard_after_a_default_and_yes_is_not(paye, choisir, session):
    choisir(paye)
    paye.etat = Etat.DEFAUT
    session.commit()
    with refus(session, DossierChange):
        choisir(paye)
    choisir(paye, oui=False)
    choix = rappels.choix(session, paye)
    assert (choix.par_courriel, choix.courriel) == (False, "")


@sqlite_seul
def test_an_address_typed_for_reminders_never_receives_a_code(paye, choisir, session):
    with refus(session, AdresseManquante):
        choisir(paye, courriel="")
    choisir(paye)
    assert rappels.adresse(paye, rappels.choix(session, paye)) == TAPEE
    assert codes_courriel.adresse(paye) == "" == paye.debiteur.courriel


@sqlite_seul
def test_the_address_known_before_the_letter_is_used_and_no_other_is_kept(paye, choisir, session):
    paye.debiteur.courriel, paye.debiteur.courriel_connu_avant = "nadia@courrier.example", True
    session.commit()
    choisir(paye)
    choix = rappels.choix(session, paye)
    assert choix.courriel == "" and rappels.adresse(paye, choix) == "nadia@courrier.example"


@sqlite_seul
def test_nothing_before_the_titre_nor_after_a_default_and_a_broken_dossier_stops_nobody(
    maison, choisir, lancer, session, paye, monkeypatch
):
    accord = maison.dossier(Etat.ACCORD_CONCLU)
    choisir(accord)
    assert lancer(a_paris(prochaine(accord, 0) - timedelta(days=3), 6)) == 0
    choisir(paye)
    quand = a_paris(prochaine(paye) - timedelta(days=3), 6)
    monkeypatch.setattr(rappels, "a_rappeler", lambda *_: 1 / 0)
    assert lancer(quand) == 0
    monkeypatch.undo()
    paye.etat = Etat.DEFAUT
    session.commit()
    assert lancer(quand) == 0
    assert rappels.choix(session, paye) is not None, "a payment noted would start the reminders again"
