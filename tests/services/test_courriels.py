"""Mails: written with the act or not at all, sent once, never lost, never turned into another message."""

import re
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from portail.domaine.procedure import ActionInterdite, Etat, Role
from portail.persistance.courriels import Courriel, EtatCourriel, courriels_de_l_etude
from portail.persistance.journal import Evenement
from portail.services import courriels, participation
from tests.courriel import HOTE, serveur_smtp
from tests.services.gestes import acteur, refus, sqlite_seul

E = EtatCourriel


@pytest.fixture
def boite():
    with serveur_smtp() as recue:
        yield recue


@pytest.fixture
def poste(app, reglages, boite, horloge):
    """Sends what waits, to the real server; gives the number sent."""
    par_smtp = replace(reglages, courriels=f"smtp://{HOTE}:{boite.port}", url_publique="https://portail.etude.example")
    return lambda **suite: courriels.expedier(app.extensions["ecritures"], par_smtp, horloge(), **suite)


@pytest.fixture
def deposer(session, maison, horloge):
    dossier = maison.dossier(Etat.BROUILLON)

    def faire(
        fait,
        destinataire="lea@courriel.example",
        sujet="Une information",
        corps="Ligne accentuée : créance.\n",
        **reste,
    ):
        courriels.deposer(
            session,
            dossier,
            fait=fait,
            destinataire=destinataire,
            sujet=sujet,
            corps=corps,
            maintenant=horloge(),
            **reste,
        )

    faire.dossier = dossier
    return faire


def etats(autre_session):
    with autre_session() as lecture:
        return {c.cle.split(".", 1)[1]: c for c in lecture.scalars(select(Courriel))}


def test_an_act_that_fails_leaves_no_mail(maison, session, autre_session, horloge, monkeypatch):
    dossier = maison.dossier(Etat.ENVOYEE, personnage=replace(maison.scene().qui, courriel="lea@courriel.example"))
    avant = set(etats(autre_session))
    with refus(session, RuntimeError), monkeypatch.context() as m:
        m.setattr(session, "commit", lambda: (_ for _ in ()).throw(RuntimeError))
        participation.accepter(session, dossier, acteur(Role.DEBITEUR, horloge()))
    with refus(session, ActionInterdite):
        participation.accepter(session, dossier, acteur(Role.CREANCIER, horloge()))
    assert set(etats(autre_session)) == avant
    participation.accepter(session, dossier, acteur(Role.DEBITEUR, horloge()))
    with autre_session() as lecture:
        numero = lecture.scalars(select(Evenement.numero).order_by(Evenement.id.desc())).first()
    assert set(etats(autre_session)) - avant == {f"{qui}.{numero}" for qui in ("creancier", "etude", "debiteur")}


def test_a_mail_goes_out_once_as_it_was_written(deposer, session, poste, boite, autre_session, horloge):
    deposer("premier")
    deposer("personne", destinataire="")
    session.commit()
    with refus(session, IntegrityError):  # the same fact is never told twice
        deposer("premier")
        session.flush()
    horloge.avancer(minutes=3)
    assert (poste(), poste()) == (1, 0)
    (recu,) = boite.messages
    assert re.fullmatch(r"<[0-9a-f]{32}@portail\.etude\.example>", recu["Message-ID"]), "it says no dossier, no fact"
    assert recu["From"] == "portail@delmas-roy.example" and recu["To"] == "lea@courriel.example"
    assert recu["Auto-Submitted"] == "auto-generated"
    instant = (horloge() - timedelta(minutes=3)).replace(microsecond=0)
    assert recu["Date"].datetime == instant, "the instant of the act"
    assert recu.get_content_type() == "text/plain" and not recu.is_multipart()
    assert recu.get_content().strip() == "Ligne accentuée : créance."
    assert boite.enveloppes[0].rcpt_tos == ["lea@courriel.example"]
    parti = etats(autre_session)["premier"]
    assert (parti.etat, parti.essais, parti.derniere_panne) == (E.ENVOYE, 1, "")
    assert horloge() <= parti.envoye_le < horloge() + timedelta(minutes=1)
    assert [c.cle for c in courriels_de_l_etude(session, deposer.dossier.etude_id)] == [parti.cle]


def test_a_refusal_is_tried_again_later_and_later_then_examined(deposer, session, poste, boite, autre_session, horloge):
    deposer("pleine")
    session.commit()
    boite.refuser = "452 boite pleine"
    pauses = []
    for _ in range(courriels.ESSAIS_MAX):
        assert poste() == 0
        attente = etats(autre_session)["pleine"].prochain_essai_le - horloge()
        pauses.append(round(attente.total_seconds()))
        assert poste() == 0, "not before its time"
        horloge.instant += attente + timedelta(seconds=1)
    perdu = etats(autre_session)["pleine"]
    assert (perdu.etat, perdu.essais) == (E.A_EXAMINER, courriels.ESSAIS_MAX)
    assert perdu.derniere_panne == "SMTPDataError 452"
    assert pauses[:3] == [2, 4, 8] and pauses[:-1] == sorted(pauses[:-1])
    assert 2 * 24 < sum(pauses) / 3600 < 5 * 24
    boite.refuser = None
    assert poste() == 0 and boite.messages == []


def test_a_server_that_comes_back_gets_everything_in_order(
    deposer, session, poste, boite, autre_session, horloge, reglages, app
):
    for n in range(3):
        deposer(f"n{n}", corps=f"numéro {n}")
        horloge.avancer(seconds=1)
    session.commit()
    muet = replace(reglages, courriels="smtp://127.0.0.1:9")  # nobody listens there
    assert courriels.expedier(app.extensions["ecritures"], muet, horloge()) == 0
    assert {c.derniere_panne for c in etats(autre_session).values()} == {"ConnectionRefusedError"}
    horloge.avancer(minutes=10)
    assert poste(limite=2) == 2
    assert poste() == 1
    assert [m.get_content().strip() for m in boite.messages] == ["numéro 0", "numéro 1", "numéro 2"]


def test_two_senders_at_once_never_send_twice(deposer, session, app, poste, boite):
    for n in range(12):
        deposer(f"n{n}")
    session.commit()
    session.rollback()
    depart = Barrier(3, timeout=60)

    def envoyer(_n):
        depart.wait()
        return poste()

    with ThreadPoolExecutor(3) as fils:
        assert sum(fils.map(envoyer, range(3))) == 12
    numeros = [m["Message-ID"] for m in boite.messages]
    assert len(numeros) == len(set(numeros)) == 12


def test_a_slow_run_keeps_its_leases(deposer, session, app, reglages, horloge, monkeypatch):
    """The first sender takes six minutes for its first mail: a second one may not take what it holds next."""
    for n in range(2):
        deposer(f"n{n}")
    session.commit()
    vrai = time.monotonic()
    heure = {"ecoule": 0.0}
    monkeypatch.setattr(courriels.time, "monotonic", lambda: vrai + heure["ecoule"])
    envoyes = []

    def lent(_dossier):
        def envoyer(message):
            envoyes.append(message["Message-ID"])
            heure["ecoule"] += 360
            if len(envoyes) == 2:  # while the first sender is at its second mail
                plus_tard = horloge() + timedelta(minutes=7)
                assert courriels.expedier(app.extensions["ecritures"], reglages, plus_tard) == 0

        return envoyer

    monkeypatch.setattr(courriels, "_spool", lent)
    assert courriels.expedier(app.extensions["ecritures"], reglages, horloge()) == 2
    assert len(envoyes) == len(set(envoyes)) == 2


def test_a_sender_that_died_gives_its_mail_back(deposer, session, app, poste, boite, horloge, monkeypatch, reglages):
    deposer("perdu")
    session.commit()

    def mourir(_dossier):
        def envoyer(_message):
            raise KeyboardInterrupt

        return envoyer

    with monkeypatch.context() as m, pytest.raises(KeyboardInterrupt):
        m.setattr(courriels, "_spool", mourir)
        courriels.expedier(app.extensions["ecritures"], reglages, horloge())
    assert poste() == 0
    horloge.instant += courriels.BAIL + timedelta(seconds=1)
    assert poste() == 1 and len(boite.messages) == 1


@sqlite_seul
def test_no_address_carries_another_header_or_another_person(deposer, session, poste, boite, autre_session):
    hostiles = (
        "lea@courriel.example\r\nBcc: tiers@ailleurs.example",
        "lea@courriel.example\nSubject: autre",
        "lea@courriel.example, tiers@ailleurs.example",
        "lea@courriel.example;tiers@ailleurs.example",
        "Léa <lea@courriel.example>",
        "<lea@courriel.example> tiers@ailleurs.example",
        "pas une adresse",
        "@",
        "lea@",
        "lea@courriel.example\x00",
        '"lea@courriel.example"@ailleurs',
    )
    for n, adresse in enumerate(hostiles):
        deposer(f"h{n}", destinataire=adresse)
    deposer("sujet", sujet="Bon\r\nBcc: tiers@ailleurs.example")
    deposer("corps", corps="\r\n.\r\nMAIL FROM:<x@x.example>\r\n\r\nBcc: tiers@ailleurs.example\n")
    session.commit()
    assert poste() == 1, "the honest one behind them is not held up"
    (recu,) = boite.messages
    assert "Bcc" not in recu and boite.enveloppes[0].rcpt_tos == ["lea@courriel.example"]
    restes = etats(autre_session)
    assert {c.etat for nom, c in restes.items() if nom != "corps"} == {E.A_EXAMINER}
    assert {c.derniere_panne for nom, c in restes.items() if nom != "corps"} == {courriels.ADRESSE_INVALIDE}


@sqlite_seul
def test_a_mail_sent_again_after_a_crash_has_the_same_number(deposer, session, poste, boite, horloge, monkeypatch):
    deposer("double")
    deposer("autre")
    session.commit()
    vrai = courriels._smtp

    def coupe(adresse):
        def envoyer(message):
            vrai(adresse)(message)
            raise OSError  # it left, and the sender never knew

        return envoyer

    with monkeypatch.context() as m:
        m.setattr(courriels, "_smtp", coupe)
        assert poste() == 0
    horloge.avancer(minutes=1)
    assert poste() == 2
    numeros = [m["Message-ID"] for m in boite.messages]
    assert len(numeros) == 4 and len(set(numeros)) == 2 and numeros[:2] == numeros[2:]


@sqlite_seul
def test_the_spool_keeps_one_file_for_one_mail(deposer, session, app, reglages, horloge):
    deposer("a/../../b")
    session.commit()
    assert courriels.expedier(app.extensions["ecritures"], reglages, horloge()) == 1
    (fichier,) = (reglages.donnees / "courriels").iterdir()
    assert fichier.suffix == ".eml" and fichier.parent == reglages.donnees / "courriels"
    assert b"To: lea@courriel.example" in fichier.read_bytes()
    assert fichier.parent.stat().st_mode & 0o077 == 0


@sqlite_seul
def test_a_code_is_erased_whatever_became_of_its_mail(deposer, session, poste, autre_session, horloge, monkeypatch):
    fin = horloge() + timedelta(minutes=10)
    deposer("parti", corps="123456", perime_le=fin)
    deposer("invalide", destinataire="pas une adresse", corps="123456", perime_le=fin)
    session.commit()
    poste()
    deposer("attend", corps="123456", perime_le=fin)
    deposer("tard", corps="123456", perime_le=horloge())
    deposer("abandonne", corps="123456", perime_le=fin)
    session.commit()
    session.scalars(select(Courriel).where(Courriel.cle.endswith("abandonne"))).one().essais = courriels.ESSAIS_MAX
    session.commit()
    monkeypatch.setattr(courriels, "_smtp", lambda _adresse: lambda _message: (_ for _ in ()).throw(OSError))
    poste()
    lus = {nom: (c.etat, c.corps) for nom, c in etats(autre_session).items()}
    assert lus == {
        "parti": (E.ENVOYE, ""),
        "invalide": (E.A_EXAMINER, ""),
        "tard": (E.A_EXAMINER, ""),
        "abandonne": (E.A_EXAMINER, ""),
        "attend": (E.A_ENVOYER, "123456"),
    }
