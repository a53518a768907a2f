"""Reminders: one discreet mail for each date, to who asked, at an address that can do nothing else."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from portail.domaine.delais import debut_de_journee
from portail.domaine.procedure import Etat, Role
from portail.persistance.courriels import Courriel, EtatCourriel
from portail.persistance.rappels import Rappel
from portail.services import codes_courriel, courriels, paiements, rappels
from portail.services.journal import DossierChange
from portail.services.rappels import AdresseManquante
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


def dits(session) -> list[Courriel]:
    session.rollback()
    session.expire_all()
    return list(session.scalars(select(Courriel).where(Courriel.cle.like("%.rappel.%")).order_by(Courriel.id)))


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
    paye, choisir, lancer, session, app, reglages, autre_session
):
    choisir(paye)
    quand = a_paris(prochaine(paye) - timedelta(days=3), 6)
    assert lancer(quand) == 1
    rappels.choisir(session, paye, par_courriel=False, courriel="", maintenant=quand)
    assert courriels.expedier(app.extensions["ecritures"], reglages, quand) >= 0
    (mail,) = dits(session)
    assert (mail.etat, mail.destinataire, mail.corps) == (EtatCourriel.A_EXAMINER, "", "")
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
