"""Signed-in people: idle and absolute ends to the second, closed once and for all, proof that grows old."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portail.domaine.procedure import Etat, Role
from portail.persistance.acces import SessionOuverte
from portail.services import sessions

UNE_SECONDE = timedelta(seconds=1)


@pytest.fixture
def ouvrir(maison, session, horloge):
    """Opens a session of each role; gives its secret."""
    dossier = maison.dossier(Etat.ENVOYEE)
    porte = {
        Role.DEBITEUR: {"dossier_id": dossier.id},
        Role.CREANCIER: {"compte_id": maison.troupe.compte_menuiserie.id},
        Role.COMMISSAIRE: {"compte_id": maison.troupe.commissaire.id},
    }

    def faire(role):
        secret = sessions.ouvrir(session, role, horloge(), **porte[role])
        session.commit()
        return secret

    return faire


def test_each_role_has_its_idle_and_its_absolute_end_to_the_second(ouvrir, session, autre_session, horloge):
    depart = horloge()

    def ouverte(secret, quand):
        with autre_session() as lecture:
            return sessions.trouver(lecture, secret, quand) is not None

    for role, minutes, heures in ((Role.DEBITEUR, 30, 2), (Role.CREANCIER, 30, 8), (Role.COMMISSAIRE, 15, 4)):
        secret = ouvrir(role)
        inactif, fin = depart + timedelta(minutes=minutes), depart + timedelta(hours=heures)
        assert ouverte(secret, depart) and ouverte(secret, inactif - UNE_SECONDE)
        assert not ouverte(secret, inactif)
        assert not ouverte(secret + "x", depart) and not ouverte("", depart)
        assert not ouverte(sessions.empreinte(secret), depart), "what a stolen table holds opens nothing"
        visite = depart
        while visite < fin - timedelta(minutes=10):  # active all along
            visite += timedelta(minutes=10)
            assert ouverte(secret, visite)
            sessions.rafraichir(session, sessions.empreinte(secret), visite)
        assert ouverte(secret, fin - UNE_SECONDE), "visits push the idle end back"
        sessions.rafraichir(session, sessions.empreinte(secret), fin - UNE_SECONDE)
        assert not ouverte(secret, fin), "but never the absolute one"
    with autre_session() as lecture:
        lignes = lecture.scalars(select(SessionOuverte)).all()
        assert secret not in repr([ligne.__dict__ for ligne in lignes])
        assert all(len(ligne.empreinte) == 64 for ligne in lignes)


def test_a_closed_session_stays_closed(app, ouvrir, session, autre_session, horloge):
    """A page loading while the person signs out must not bring the session back, nor fail."""
    secret = ouvrir(Role.CREANCIER)
    cle = sessions.empreinte(secret)
    if app.extensions["moteur"].dialect.name == "postgresql":
        with app.extensions["ecritures"]() as lente:
            assert lente.get(SessionOuverte, cle) is not None
            sessions.fermer(session, cle)
            sessions.rafraichir(lente, cle, horloge() + timedelta(minutes=2))
    else:
        sessions.fermer(session, cle)
        sessions.rafraichir(session, cle, horloge() + timedelta(minutes=2))
    sessions.fermer(session, cle)
    with autre_session() as lecture:
        assert sessions.trouver(lecture, secret, horloge()) is None
        assert not lecture.scalars(select(SessionOuverte)).all()


def test_closing_everything_of_one_person_leaves_the_others(ouvrir, session, autre_session, horloge, maison):
    debiteur, creancier, commissaire = (ouvrir(role) for role in Role)
    sessions.fermer_tout(session, compte_id=maison.troupe.compte_menuiserie.id)
    session.commit()
    with autre_session() as lecture:
        assert sessions.trouver(lecture, creancier, horloge()) is None
        le_debiteur = sessions.trouver(lecture, debiteur, horloge())
        assert le_debiteur is not None and sessions.trouver(lecture, commissaire, horloge()) is not None
    sessions.fermer_tout(session, dossier_id=le_debiteur.dossier_id)
    session.commit()
    horloge.avancer(hours=9)
    ouvrir(Role.CREANCIER)
    with autre_session() as lecture:
        assert sessions.trouver(lecture, debiteur, horloge()) is None
        assert len(lecture.scalars(select(SessionOuverte)).all()) == 1, "what had expired is swept away"


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_a_proof_grows_old_and_a_visit_is_noted_once_a_minute(ouvrir, session, horloge):
    ouverte = sessions.trouver(session, ouvrir(Role.DEBITEUR), horloge())
    depart = horloge()
    assert sessions.preuve_fraiche(ouverte, depart + timedelta(minutes=5) - UNE_SECONDE)
    assert not sessions.preuve_fraiche(ouverte, depart + timedelta(minutes=5))
    ouverte.prouvee_le = None
    assert not sessions.preuve_fraiche(ouverte, depart)
    assert not sessions.a_rafraichir(ouverte, depart + timedelta(seconds=59))
    assert sessions.a_rafraichir(ouverte, depart + timedelta(seconds=60))


def test_an_account_keeps_its_five_latest_sessions(ouvrir, autre_session, horloge):
    secrets = []
    autre, debiteur = ouvrir(Role.COMMISSAIRE), ouvrir(Role.DEBITEUR)
    for _ in range(7):
        secrets.append(ouvrir(Role.CREANCIER))
        horloge.avancer(seconds=30)
    with autre_session() as lecture:
        ouvertes = [sessions.trouver(lecture, s, horloge()) is not None for s in secrets]
        assert ouvertes == [False] * 2 + [True] * 5
        assert sessions.trouver(lecture, autre, horloge()) and sessions.trouver(lecture, debiteur, horloge())


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_the_warning_comes_two_minutes_before_the_first_of_both_ends(ouvrir, session, horloge):
    ouverte = sessions.trouver(session, ouvrir(Role.DEBITEUR), horloge())
    depart = horloge()
    assert sessions.fin(ouverte) == depart + timedelta(minutes=30)
    assert sessions.avant_avertissement_s(ouverte, depart) == 28 * 60
    ouverte.vue_le = depart + timedelta(minutes=100)
    assert sessions.fin(ouverte) == depart + timedelta(hours=2)
    assert sessions.avant_avertissement_s(ouverte, ouverte.vue_le) == 18 * 60
    assert sessions.avant_avertissement_s(ouverte, depart + timedelta(minutes=119)) == -60
