"""The doors: counted before checked, one answer for every failure, a victim that cannot be shut out."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import event, select

from portail.domaine.procedure import Etat, Role
from portail.persistance.acces import AccesLettre, Essai, SessionOuverte
from portail.persistance.dossiers import Dossier
from portail.services import codes, connexion, essais, ouvertures, sessions
from portail.services.codes import Demande, Identite, MotifDeRemise
from portail.services.connexion import Inconnu, Visite
from portail.services.demonstration import MOT_DE_PASSE
from portail.services.empreintes import Empreintes
from portail.services.essais import TropDEssais
from portail.services.identifiants import tirer
from tests.services.gestes import ENVOI, STRICTE, a_paris, acteur, minuit_apres, relu, sqlite_seul

QUART_D_HEURE = timedelta(minutes=15)


@pytest.fixture
def porte(maison, app, moyens, horloge):
    return Porte(maison, app, moyens, horloge)


class Porte:
    """The debtor's door, and a count of the codes really verified."""

    def __init__(self, maison, app, moyens, horloge):
        self.app, self.empreintes, self.horloge = app, moyens.empreintes, horloge
        horloge.instant = a_paris(date(2026, 11, 30))
        self.dossier, self.mots = maison.dossier_avec_codes(Etat.ENVOYEE, envoi=ENVOI)
        maison.session.rollback()

    def ouvrir(self, identifiant=None, code=None, *, reseau="reseau", connu=False):
        with self.app.extensions["ecritures"]() as session:
            return connexion.ouvrir_par_lettre(
                session,
                self.empreintes,
                self.mots.identifiant if identifiant is None else identifiant,
                self.mots.code if code is None else code,
                Visite(reseau, connu),
                self.horloge(),
            )

    def echouer(self, *args, **suite):
        """What the door answers to a failure: its name and what it tells."""
        with pytest.raises((Inconnu, TropDEssais)) as refus:
            self.ouvrir(*args, **suite)
        return type(refus.value), getattr(refus.value, "restants", None) or getattr(refus.value, "jusqu_a", 0)


def test_wrong_unknown_and_ill_formed_get_one_answer_then_a_pause(porte, autre_session):
    inconnu, mal_forme = tirer().identifiant, porte.mots.identifiant[:-1]
    reponses = {}
    for nom, identifiant, code in (
        ("mauvais code", porte.mots.identifiant, tirer().code),
        ("inconnu", inconnu, tirer().code),
        ("mal formé", mal_forme, "A"),
    ):
        reponses[nom] = [porte.echouer(identifiant, code, reseau=nom) for _ in range(6)]
    fin = porte.horloge() + QUART_D_HEURE
    attendu = [(Inconnu, 4), (Inconnu, 3), (Inconnu, 2), (Inconnu, 1), (Inconnu, 0), (TropDEssais, fin)]
    assert all(r == attendu for r in reponses.values()), reponses
    assert porte.echouer() == (TropDEssais, fin), "closed for the right code too"
    porte.horloge.instant = fin - timedelta(seconds=1)
    assert porte.echouer() == (TropDEssais, fin)
    porte.horloge.instant = fin
    assert porte.ouvrir()[1].id == porte.dossier.id
    assert porte.echouer(None, tirer().code) == (Inconnu, 4), "a success gives the attempts back"
    with autre_session() as lecture:
        restes = repr([e.__dict__ for e in lecture.scalars(select(Essai))])
        assert porte.mots.identifiant not in restes and "reseau" not in restes


@pytest.fixture
def travail(porte, app):
    """What a visit asks of the database: reads, writes and commits in their order."""

    def noter(*args, **suite):
        fait = []

        def lu(_connexion, _curseur, requete, *_):
            verbe = requete.split()[0]
            fait.extend({"SELECT": ["lire"], "INSERT": ["écrire"], "UPDATE": ["écrire"]}.get(verbe, []))

        def valide(_connexion):
            fait.append("valider")

        event.listen(app.extensions["moteur"], "before_cursor_execute", lu)
        event.listen(app.extensions["moteur"], "commit", valide)
        try:
            return porte.echouer(*args, **suite)[0], fait
        finally:
            event.remove(app.extensions["moteur"], "before_cursor_execute", lu)
            event.remove(app.extensions["moteur"], "commit", valide)

    return noter


@pytest.mark.parametrize("heures", [300, 71])
def test_a_letter_that_exists_is_the_same_work_as_one_that_does_not(porte, session, travail, heures):
    """Open, then shut, long before the end of the month and near it (securite.md, T02 and S07)."""
    for chiffre in "0123456789abcdef":
        essais.leurrer(session, chiffre, porte.horloge())  # the first of each day inserts its row
    session.commit()
    porte.horloge.instant = minuit_apres(STRICTE) - timedelta(hours=heures)
    connu, inconnu = ([travail(mot, tirer().code) for _ in range(7)] for mot in (None, tirer().identifiant))
    assert connu == inconnu
    ouverte, fermee = connu[0], connu[-1]
    assert ouverte == (Inconnu, ["lire", "lire", "écrire", "valider", "écrire", "écrire", "valider"])
    assert fermee == (TropDEssais, ["lire", "lire", "écrire", "écrire", "valider"])


def test_only_the_right_codes_are_an_opening(porte, autre_session):
    porte.echouer(None, tirer().code)
    quand = [porte.horloge()]
    porte.ouvrir()
    porte.horloge.avancer(hours=3)
    porte.ouvrir()
    quand.insert(0, porte.horloge())
    with autre_session() as lecture:
        assert ouvertures.du_dossier(lecture, porte.dossier) == quand


def test_twenty_parallel_guesses_are_five_at_most(porte, monkeypatch, autre_session):
    verifies = []
    vrai = Empreintes.correspond
    monkeypatch.setattr(Empreintes, "correspond", lambda *a: verifies.append(a[2]) or vrai(*a))
    depart = Barrier(20, timeout=60)

    def deviner(_n):
        depart.wait()
        return porte.echouer(None, tirer().code)[0]

    with ThreadPoolExecutor(20) as fils:
        issues = list(fils.map(deviner, range(20)))
    assert len(verifies) == issues.count(Inconnu) == 5
    assert issues.count(TropDEssais) == 15
    with autre_session() as lecture:
        assert lecture.scalars(select(AccesLettre.echecs)).one() == 5


def test_a_letter_wears_out_after_a_hundred_failures(porte, autre_session):
    for n in range(20):
        for _ in range(5):
            assert porte.echouer(None, tirer().code, reseau=f"r{n}")[0] is Inconnu
        porte.horloge.avancer(minutes=16)
        if n == 18:
            porte.ouvrir()  # ninety-five: still alive
            with autre_session() as lecture:
                assert not relu(lecture, porte.dossier).incident_acces
    with autre_session() as lecture:
        acces = lecture.scalars(select(AccesLettre)).one()
        assert acces.echecs == 100 and acces.revoque_le is not None
        assert relu(lecture, porte.dossier).incident_acces, "no door is left: a human must look before any silence"
    assert porte.echouer() == (Inconnu, 4), "worn out is answered as unknown"


@sqlite_seul
def test_braking_in_the_last_72_hours_is_flagged_and_disturbs_nobody(porte, autre_session):
    fin = minuit_apres(STRICTE)
    for quand, signale in ((fin - timedelta(hours=73), False), (fin - timedelta(hours=71), True)):
        porte.horloge.instant = quand
        for _ in range(6):
            porte.echouer(None, tirer().code, reseau=str(quand))
        with autre_session() as lecture:
            d = relu(lecture, porte.dossier)
            assert d.incident_acces is signale
            assert d.version == porte.dossier.version, "somebody else's guesses do not make a page stale"
    for _ in range(6):  # an unknown word has no dossier to flag
        porte.echouer("0000000", tirer().code, reseau="autre")


@sqlite_seul
def test_a_known_device_has_its_own_count(porte):
    for _ in range(7):
        porte.echouer(None, tirer().code)
    restants = [porte.echouer(None, tirer().code, connu=True) for _ in range(9)]
    assert restants == [(Inconnu, n) for n in range(9, 0, -1)]
    assert porte.ouvrir(connu=True)[1].id == porte.dossier.id
    assert porte.echouer()[0] is TropDEssais, "elsewhere the pause goes on"


@sqlite_seul
def test_a_network_full_of_failures_still_lets_a_right_code_in(porte):
    """Carriers put thousands of phones behind one address."""
    for _ in range(30):
        porte.echouer(tirer().identifiant, tirer().code)
    fin = porte.horloge() + timedelta(minutes=10)
    assert porte.echouer(tirer().identifiant, tirer().code) == (TropDEssais, fin)
    assert porte.echouer(None, tirer().code)[0] is TropDEssais
    assert porte.ouvrir()[1].id == porte.dossier.id
    assert porte.echouer(tirer().identifiant, tirer().code, reseau="ailleurs")[0] is Inconnu


@pytest.fixture
def remettre(porte, app, moyens):
    """The étude draws new codes, in a transaction of its own."""

    def nouveaux():
        with app.extensions["ecritures"]() as session:
            dossier = session.get_one(Dossier, porte.dossier.id, with_for_update=True)
            motif = MotifDeRemise(Demande.TELEPHONE, Identite.PIECE, tiers=True)
            codes.remettre(session, dossier, moyens, motif, acteur(Role.COMMISSAIRE, porte.horloge()))

    return nouveaux


def pendant_argon2(monkeypatch, faire):
    """Once, `faire` happens after the code was verified and before the door opens."""
    vrai, faits = Empreintes.correspond, []

    def lent(*args):
        bon = vrai(*args)
        if not faits:
            faits.append(faire())
        return bon

    monkeypatch.setattr(Empreintes, "correspond", lent)


@sqlite_seul
def test_a_full_network_has_no_unknown_word_hashed_but_a_few_decoys(porte, monkeypatch, autre_session):
    """One in sixteen is hashed like a letter that exists: what is slow there does not name a letter."""
    for _ in range(30):
        porte.echouer(tirer().identifiant, tirer().code)
    verifies = []
    vrai = Empreintes.correspond
    monkeypatch.setattr(Empreintes, "correspond", lambda *a: verifies.append(a[2]) or vrai(*a))
    fin = porte.horloge() + timedelta(minutes=10)
    mots = [tirer().identifiant for _ in range(64)]
    assert {porte.echouer(mot, tirer().code) for mot in (*mots, None)} == {(TropDEssais, fin)}
    leurres = [m for m in mots if essais.est_leurre(porte.empreintes.cle("essai", f"lettre:{m}"))]
    assert len(verifies) == len(leurres) + 1, "and the letter that exists, for its code may be right"
    with autre_session() as lecture:
        assert lecture.scalars(select(AccesLettre.echecs)).one() == 1


@sqlite_seul
def test_an_ipv6_subscriber_is_one_network(porte):
    for n in range(30):
        porte.echouer(tirer().identifiant, tirer().code, reseau=f"2001:db8:0:7:{n:x}::1")
    assert porte.echouer(tirer().identifiant, tirer().code, reseau="2001:db8:0:7:ffff::1")[0] is TropDEssais
    assert porte.echouer(tirer().identifiant, tirer().code, reseau="2001:db8:0:8::1")[0] is Inconnu


def test_new_codes_drawn_while_the_old_ones_are_checked_leave_nobody_in(porte, remettre, monkeypatch, autre_session):
    pendant_argon2(monkeypatch, remettre)
    assert porte.echouer() == (Inconnu, 4)
    with autre_session() as lecture:
        assert lecture.scalars(select(SessionOuverte)).all() == []
        assert ouvertures.du_dossier(lecture, porte.dossier) == []


def test_signing_in_and_drawing_new_codes_at_once_ends_with_nobody_in(porte, remettre, monkeypatch, autre_session):
    """Whichever takes the dossier first: refused at the door, or put out again; and neither waits for the other."""
    depart = Barrier(2, timeout=60)
    pendant_argon2(monkeypatch, depart.wait)

    def entrer():
        try:
            return porte.ouvrir()[1].id
        except Inconnu:
            return None

    def changer():
        depart.wait()
        remettre()

    with ThreadPoolExecutor(2) as fils:
        issues = [fils.submit(f) for f in (entrer, changer)]
        assert issues[0].result() in (porte.dossier.id, None)
        issues[1].result()
    with autre_session() as lecture:
        assert lecture.scalars(select(SessionOuverte)).all() == []


def test_the_session_opened_is_the_debtor_s_and_bounded_to_one_dossier(porte, autre_session):
    secret, _ = porte.ouvrir(porte.mots.identifiant_imprime.lower(), " ".join(porte.mots.code))
    porte.horloge.avancer(minutes=1)
    porte.ouvrir()
    with autre_session() as lecture:
        ouverte = lecture.get_one(SessionOuverte, sessions.empreinte(secret))
        assert (ouverte.role, ouverte.dossier_id, ouverte.compte_id) == (Role.DEBITEUR, porte.dossier.id, None)
        assert ouverte.confirmee_le is None, "who one is comes first"
        assert lecture.get_one(AccesLettre, ouverte.acces_id).dossier_id == porte.dossier.id
    with porte.app.extensions["ecritures"]() as session:
        connexion.confirmer_identite(session, ouverte, porte.horloge())
    with autre_session() as lecture:
        lignes = lecture.scalars(select(SessionOuverte.confirmee_le)).all()
        assert sorted(lignes, key=str) == [porte.horloge(), None], "this browser's session only"


def test_a_binding_act_asks_for_the_code_again(porte, autre_session):
    secret, _ = porte.ouvrir()
    with autre_session() as lecture:
        ouverte = lecture.get_one(SessionOuverte, sessions.empreinte(secret))
    porte.horloge.avancer(minutes=6)

    def prouver(mot):
        with porte.app.extensions["ecritures"]() as session:
            connexion.prouver(session, porte.empreintes, ouverte, mot, porte.horloge())

    def prouvee_le():
        with autre_session() as lecture:
            return lecture.get_one(SessionOuverte, ouverte.empreinte).prouvee_le

    for faux in (tirer().code, "", MOT_DE_PASSE, porte.mots.identifiant):
        with pytest.raises(Inconnu):
            prouver(faux)
    assert prouvee_le() < porte.horloge()
    prouver(porte.mots.code_imprime.lower())
    assert prouvee_le() == porte.horloge()
    for restants in (4, 3, 2, 1, 0):
        with pytest.raises(Inconnu) as refus:
            prouver(tirer().code)
        assert refus.value.restants == restants
    with pytest.raises(TropDEssais):
        prouver(porte.mots.code)
    porte.horloge.avancer(minutes=15)
    with porte.app.extensions["ecritures"]() as session:
        session.query(AccesLettre).update({"revoque_le": porte.horloge()})
        session.commit()
    with pytest.raises(Inconnu):
        prouver(porte.mots.code)  # a revoked letter proves nothing any more


def test_an_account_s_door_and_proof(maison, app, moyens, horloge, autre_session):
    maison.session.rollback()

    def entrer(courriel, mot):
        with app.extensions["ecritures"]() as session:
            return connexion.ouvrir_par_mot_de_passe(session, moyens.empreintes, courriel, mot, horloge())

    hugo = "hugo@menuiserie-costa.example"
    secret, compte = entrer(f"  {hugo.upper()} ", MOT_DE_PASSE)
    assert (compte.nom, compte.role) == ("Hugo Costa", Role.CREANCIER)
    with app.extensions["ecritures"]() as session:
        session.merge(maison.troupe.compte_syndic).actif = False
        session.commit()
    reponses = set()
    for courriel, mot in (
        (hugo, "non"),
        ("personne@ici.example", MOT_DE_PASSE),
        ("sophie@tilleuls.example", MOT_DE_PASSE),
    ):
        with pytest.raises(Inconnu) as refus:
            entrer(courriel, mot)
        reponses.add(str(refus.value))
    assert len(reponses) == 1, "wrong, unknown and closed are one answer"
    for _ in range(9):
        with pytest.raises(Inconnu):
            entrer(hugo, "non")
    for adresse in (hugo, hugo.upper(), f" {hugo}"):
        with pytest.raises(TropDEssais):
            entrer(adresse, MOT_DE_PASSE)
    horloge.avancer(minutes=15)
    entrer(hugo, MOT_DE_PASSE)
    with autre_session() as lecture:
        ouverte = lecture.get_one(SessionOuverte, sessions.empreinte(secret))
        assert (ouverte.compte_id, ouverte.dossier_id) == (compte.id, None)
    with app.extensions["ecritures"]() as session:
        with pytest.raises(Inconnu):
            connexion.prouver(session, moyens.empreintes, ouverte, MOT_DE_PASSE + " ", horloge())
        connexion.prouver(session, moyens.empreintes, ouverte, MOT_DE_PASSE, horloge())
    with autre_session() as lecture:
        assert lecture.get_one(SessionOuverte, ouverte.empreinte).prouvee_le == horloge()
        assert lecture.scalars(select(Dossier)).all() == []


@sqlite_seul
def test_a_signing_code_shut_by_guesses_is_flagged_in_the_last_72_hours(porte, session, autre_session):
    fin = minuit_apres(STRICTE)
    for quand, signale in ((fin - timedelta(hours=73), False), (fin - timedelta(hours=71), True)):
        porte.horloge.instant = quand
        ouverte = session.get_one(SessionOuverte, sessions.empreinte(porte.ouvrir()[0]))
        for attendu in (*[Inconnu] * 5, TropDEssais):
            with pytest.raises(attendu):
                connexion.prouver_par_la_feuille(session, porte.empreintes, ouverte, tirer().signature, quand)
        with autre_session() as lecture:
            d = relu(lecture, porte.dossier)
            assert d.incident_acces is signale
            assert d.version == porte.dossier.version


@sqlite_seul
def test_every_session_of_a_letter_shut_at_once_is_flagged(porte, session, autre_session):
    porte.horloge.instant = minuit_apres(STRICTE) - timedelta(hours=71)
    issues = []
    for _ in range(5):
        ouverte = session.get_one(SessionOuverte, sessions.empreinte(porte.ouvrir()[0]))
        for _ in range(4):
            with pytest.raises(Inconnu):
                connexion.prouver_par_la_feuille(session, porte.empreintes, ouverte, tirer().signature, porte.horloge())
        with autre_session() as lecture:
            issues.append(relu(lecture, porte.dossier).incident_acces)
    with pytest.raises(TropDEssais):
        connexion.prouver_par_la_feuille(session, porte.empreintes, ouverte, tirer().signature, porte.horloge())
    with autre_session() as lecture:
        issues.append(relu(lecture, porte.dossier).incident_acces)
    assert issues == [False] * 5 + [True]
