"""One-time codes by mail: kept hashed, used once however many forms come at once."""

import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from portail.domaine.procedure import Etat, Role
from portail.persistance.acces import CodeCourriel, SessionOuverte
from portail.persistance.courriels import Courriel
from portail.services import codes_courriel, demonstration, sessions
from portail.services.codes_courriel import CodePerime, SansAdresse, TropDEnvois
from portail.services.connexion import Inconnu
from tests.services.gestes import refus, sqlite_seul

OBJET = "a" * 64


@pytest.fixture
def demande(maison, session, moyens, horloge):
    """A code was asked for: (dossier, open session, the digits)."""
    dossier = maison.dossier(Etat.ENVOYEE, personnage=demonstration.personnage(0))
    secret = sessions.ouvrir(session, Role.DEBITEUR, horloge(), dossier_id=dossier.id)
    session.commit()
    ouverte = session.get_one(SessionOuverte, sessions.empreinte(secret))
    codes_courriel.envoyer(session, moyens.empreintes, dossier, ouverte, OBJET, horloge())
    corps = session.scalars(select(Courriel.corps).where(Courriel.perime_le.is_not(None))).one()
    return dossier, ouverte, re.match(r"\d{6}", corps).group()


def test_of_twenty_uses_at_once_exactly_one_wins(demande, app, session, moyens, horloge):
    _, ouverte, code = demande
    numero = codes_courriel.verifier(session, moyens.empreintes, ouverte, OBJET, code, "f", horloge())
    session.rollback()
    depart = Barrier(20)

    def utiliser(rang):
        depart.wait()
        with app.extensions["ecritures"]() as autre:
            pris = codes_courriel.consommer(autre, numero, f"formulaire-{rang}", horloge())
            autre.commit()
            return pris

    with ThreadPoolExecutor(20) as fils:
        assert sum(fils.map(utiliser, range(20))) == 1


def test_an_act_given_up_gives_the_code_back_and_the_same_form_may_use_it_twice(demande, session, moyens, horloge):
    _, ouverte, code = demande
    numero = codes_courriel.verifier(session, moyens.empreintes, ouverte, OBJET, code, "f", horloge())
    assert codes_courriel.consommer(session, numero, "f", horloge())
    session.rollback()
    assert codes_courriel.consommer(session, numero, "f", horloge())
    session.commit()
    assert codes_courriel.verifier(session, moyens.empreintes, ouverte, OBJET, code, "f", horloge()) == numero
    assert codes_courriel.consommer(session, numero, "f", horloge())
    session.commit()
    with refus(session, CodePerime):
        codes_courriel.verifier(session, moyens.empreintes, ouverte, OBJET, code, "g", horloge())
    assert not codes_courriel.consommer(session, numero, "g", horloge())
    assert not codes_courriel.consommer(session, numero, "", horloge())


@sqlite_seul
def test_ten_minutes_then_nothing(demande, session, moyens, horloge):
    _, ouverte, code = demande
    horloge.avancer(minutes=9, seconds=59)
    numero = codes_courriel.verifier(session, moyens.empreintes, ouverte, OBJET, code, "f", horloge())
    horloge.avancer(seconds=1)
    assert not codes_courriel.consommer(session, numero, "f", horloge()), "judged again with the act"
    with refus(session, CodePerime):
        codes_courriel.verifier(session, moyens.empreintes, ouverte, OBJET, code, "f", horloge())


@sqlite_seul
def test_only_the_latest_code_counts_and_three_are_sent_in_a_quarter_of_an_hour(demande, session, moyens, horloge):
    dossier, ouverte, code = demande
    for _ in range(2):
        codes_courriel.envoyer(session, moyens.empreintes, dossier, ouverte, OBJET, horloge())
    nouveaux = session.scalars(
        select(Courriel.corps).where(Courriel.perime_le.is_not(None)).order_by(Courriel.id)
    ).all()
    if not nouveaux[-1].startswith(code):
        with refus(session, Inconnu) as info:
            codes_courriel.verifier(session, moyens.empreintes, ouverte, OBJET, code, "f", horloge())
        assert info.value.restants == 4
    with refus(session, TropDEnvois):
        codes_courriel.envoyer(session, moyens.empreintes, dossier, ouverte, OBJET, horloge())
    horloge.avancer(days=2)
    codes_courriel.envoyer(session, moyens.empreintes, dossier, ouverte, OBJET, horloge())
    assert len(session.scalars(select(CodeCourriel)).all()) == 1, "old hashes are not kept"


@sqlite_seul
def test_no_code_to_an_address_that_came_with_the_letter(demande, session, moyens, horloge):
    dossier, ouverte, _ = demande
    dossier.debiteur.courriel_connu_avant = False
    with refus(session, SansAdresse):
        codes_courriel.envoyer(session, moyens.empreintes, dossier, ouverte, OBJET, horloge())
