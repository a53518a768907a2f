"""One-time codes by mail: kept hashed, used once however many forms come at once."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import delete, select

from portail.domaine.procedure import Etat, Role
from portail.persistance.acces import CodeCourriel, Essai, SessionOuverte
from portail.persistance.courriels import Courriel
from portail.services import codes_courriel, demonstration, sessions
from portail.services.codes_courriel import CodePerime, SansAdresse, TropDeFauxCodes, TropDEnvois
from portail.services.connexion import Inconnu
from portail.services.essais import TropDEssais
from tests.services.gestes import refus, relu, sqlite_seul

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
    depart = Barrier(20, timeout=60)

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


def _seance(session, dossier, horloge):
    secret = sessions.ouvrir(session, Role.DEBITEUR, horloge(), dossier_id=dossier.id)
    session.commit()
    return session.get_one(SessionOuverte, sessions.empreinte(secret))


@sqlite_seul
def test_wrong_tries_are_counted_by_dossier_whatever_the_codes_and_the_sessions(
    demande, session, moyens, horloge, monkeypatch
):
    dossier, _, _ = demande
    monkeypatch.setattr(codes_courriel.secrets, "randbelow", lambda _n: 123456)
    session.execute(delete(Essai))
    debut, comptes = horloge(), []
    for heure in range(4):
        horloge.instant = debut + timedelta(hours=heure)
        faux = 0
        for envoi in range(5):
            ouverte = _seance(session, dossier, horloge)
            codes_courriel.envoyer(session, moyens.empreintes, dossier, ouverte, OBJET, horloge())
            for _ in range(20):
                try:
                    codes_courriel.verifier(session, moyens.empreintes, ouverte, OBJET, "654321", "f", horloge())
                except Inconnu:
                    faux += 1
                except (TropDEssais, TropDeFauxCodes) as ferme:
                    fini = ferme
                    break
            if envoi % 2:
                horloge.avancer(minutes=15)
        assert isinstance(fini, TropDeFauxCodes)
        with refus(session, TropDeFauxCodes):  # closed for the right digits too
            codes_courriel.verifier(session, moyens.empreintes, ouverte, OBJET, "123456", "f", horloge())
        comptes.append(faux)
    assert comptes == [20, 20, 10, 0]
    assert fini.jusqu_a == debut + timedelta(days=1)
    horloge.instant = fini.jusqu_a
    ouverte = _seance(session, dossier, horloge)
    codes_courriel.envoyer(session, moyens.empreintes, dossier, ouverte, OBJET, horloge())
    assert codes_courriel.verifier(session, moyens.empreintes, ouverte, OBJET, "123456", "f", horloge())


@sqlite_seul
def test_right_digits_are_not_counted_among_the_wrong(demande, session, moyens, horloge):
    _, ouverte, code = demande
    for _ in range(30):
        codes_courriel.verifier(session, moyens.empreintes, ouverte, OBJET, code, "f", horloge())


@sqlite_seul
def test_five_sendings_an_hour_and_twenty_a_day_for_a_dossier(demande, session, moyens, horloge):
    dossier, _, _ = demande
    session.execute(delete(Essai))
    debut, partis = horloge(), []
    for heure in range(6):
        horloge.instant = debut + timedelta(hours=heure)
        partis.append(0)
        for _ in range(4):
            for _ in range(4):
                try:
                    ouverte = _seance(session, dossier, horloge)
                    codes_courriel.envoyer(session, moyens.empreintes, dossier, ouverte, OBJET, horloge())
                    partis[-1] += 1
                except TropDEnvois as trop:
                    dernier = trop
            horloge.avancer(minutes=14, seconds=59)
    assert partis == [5, 5, 5, 5, 0, 0]
    assert (dernier.jusqu_a, dernier.bref) == (debut + timedelta(days=1), False)


@sqlite_seul
@pytest.mark.parametrize(("heures", "signale"), [(73, False), (71, True)])
@pytest.mark.parametrize("ferme", ["envois", "essais"])
def test_a_way_shut_in_the_last_72_hours_is_flagged_and_disturbs_nobody(
    demande, session, autre_session, moyens, horloge, heures, signale, ferme
):
    dossier, _, _ = demande
    version = dossier.version
    horloge.instant = dossier.accord_avant - timedelta(hours=heures)
    ouverte = _seance(session, dossier, horloge)
    for _ in range(3 if ferme == "envois" else 1):
        codes_courriel.envoyer(session, moyens.empreintes, dossier, ouverte, OBJET, horloge())
    if ferme == "envois":
        with refus(session, TropDEnvois):
            codes_courriel.envoyer(session, moyens.empreintes, dossier, ouverte, OBJET, horloge())
    else:
        for _ in range(5):
            with refus(session, Inconnu):
                codes_courriel.verifier(session, moyens.empreintes, ouverte, OBJET, "abcdef", "f", horloge())
        with refus(session, TropDEssais):
            codes_courriel.verifier(session, moyens.empreintes, ouverte, OBJET, "abcdef", "f", horloge())
    with autre_session() as lecture:
        lu = relu(lecture, dossier)
        assert (lu.incident_acces, lu.version) == (signale, version)


@sqlite_seul
def test_no_code_to_an_address_that_came_with_the_letter(demande, session, moyens, horloge):
    dossier, ouverte, _ = demande
    dossier.debiteur.courriel_connu_avant = False
    with refus(session, SansAdresse):
        codes_courriel.envoyer(session, moyens.empreintes, dossier, ouverte, OBJET, horloge())
