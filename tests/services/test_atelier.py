"""Working a batch: each line is one act, done once, whoever advances it and whatever dies on the way."""

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.exc import OperationalError

from portail.domaine.procedure import Etat, Role
from portail.persistance.acces import AccesLettre
from portail.persistance.actes import DocumentEmis, GenreDocument, Impression
from portail.persistance.dossiers import Dossier
from portail.persistance.entrepot import EntrepotIndisponible
from portail.persistance.journal import Evenement
from portail.persistance.lots import EtatLigne, GenreLot, Lot, LotLigne, avancements
from portail.services import atelier, invitation, lettre, lots, titre
from portail.services.atelier import BAIL, Atelier, avancer
from portail.services.lots import Choix
from portail.services.signataires import SignatureManquante
from portail.services.signature.motifs import Motif, SignatureRefusee
from portail.web.messages import expliquer
from tests.services.gestes import acteur, relu, sqlite_seul

TOUT = 3600.0


@pytest.fixture
def atelier_de(app, moyens, horloge, session):
    session.rollback()
    return Atelier(app.extensions["ecritures"], moyens, horloge, expliquer)


@pytest.fixture
def confirmer(session, moyens, maison, horloge):
    """A confirmed batch for these dossiers."""
    idems = count()

    def faire(genre, *dossiers):
        qui = maison.troupe.commissaire
        titres = genre is GenreLot.TITRES
        session.expire_all()
        choix = [Choix(d.reference, d.version, titre.empreinte(d) if titres else "") for d in dossiers]
        par = acteur(Role.COMMISSAIRE, horloge(), qui, idem=f"f{next(idems)}")
        lot = lots.creer(session, moyens, genre, choix, par, qui.etude_id)
        session.rollback()
        return lot.id

    return faire


def recevables(maison, nombre):
    return [maison.dossier(Etat.RECEVABLE, jours=0) for _ in range(nombre)]


def lignes(lecture, lot_id):
    return lecture.get_one(Lot, lot_id).lignes


def lettres_de(lecture, dossier) -> tuple[int, int, int, int]:
    """Acts of preparation, living credentials, print files, archived letters."""
    preparations = select(func.count()).where(
        Evenement.dossier_id == dossier.id, Evenement.action == "preparer_invitation"
    )
    vivants = select(func.count()).where(AccesLettre.dossier_id == dossier.id, AccesLettre.revoque_le.is_(None))
    fichiers = select(func.count()).where(Impression.dossier_id == dossier.id)
    copies = select(func.count()).where(
        DocumentEmis.dossier_id == dossier.id, DocumentEmis.genre == GenreDocument.LETTRE
    )
    return tuple(lecture.scalar(r) for r in (preparations, vivants, fichiers, copies))


def test_each_letter_of_the_batch_is_the_letter_of_the_single_page(
    maison, confirmer, atelier_de, autre_session, moyens, horloge
):
    dossiers = recevables(maison, 3)
    lot_id = confirmer(GenreLot.LETTRES, *dossiers)
    horloge.avancer(minutes=3)
    avancer(atelier_de, lot_id, portion_s=TOUT)
    with autre_session() as lecture:
        for dossier, ligne in zip(dossiers, lignes(lecture, lot_id), strict=True):
            lu = relu(lecture, dossier)
            assert (lu.etat, lu.commissaire_id) == (Etat.MANDAT, maison.troupe.commissaire.id)
            assert lettres_de(lecture, dossier) == (1, 1, 1, 1)
            assert (ligne.etat, ligne.document_id) == (EtatLigne.FAIT, lu.documents[-1].id)
            assert moyens.entrepot.lire(ligne.document.empreinte).startswith(b"%PDF")
            assert moyens.dechiffrer(lecture.get_one(Impression, dossier.id).chiffre).startswith(b"%PDF")
            acte = lu.evenements[-1]
            assert (acte.compte_id, acte.recu_le) == (maison.troupe.commissaire.id, horloge())
        assert lecture.get_one(Lot, lot_id).fini_le == horloge()


def test_titres_are_issued_on_what_was_read_and_the_others_say_why(
    maison, confirmer, atelier_de, autre_session, session
):
    bons = [maison.dossier(Etat.FIN_ACCORD) for _ in range(2)]
    incomplet, change = (maison.dossier(Etat.FIN_ACCORD) for _ in range(2))
    lot_id = confirmer(GenreLot.TITRES, bons[0], incomplet, change, bons[1])
    incomplet.debiteur.adresse = incomplet.debiteur.code_postal = incomplet.debiteur.commune = ""
    ligne = session.scalars(select(LotLigne).where(LotLigne.dossier_id == change.id)).one()
    ligne.vu = "0" * 64
    session.commit()
    avancer(atelier_de, lot_id, portion_s=TOUT)
    with autre_session() as lecture:
        lues = lignes(lecture, lot_id)
        etats = [EtatLigne.FAIT, EtatLigne.REFUSE, EtatLigne.REFUSE, EtatLigne.FAIT]
        assert [x.etat for x in lues] == etats, [x.motif for x in lues]
        assert lues[1].motif.startswith("Il manque")
        assert lues[2].motif.startswith("Ce dossier a changé. Rien n’a été enregistré.")
        for dossier, x in ((bons[0], lues[0]), (bons[1], lues[3])):
            lu = relu(lecture, dossier)
            assert lu.etat is Etat.TITRE_DELIVRE
            assert x.document.genre is GenreDocument.TITRE
        assert all(relu(lecture, d).titre_delivre_le is None for d in (incomplet, change))


@sqlite_seul
def test_each_refusal_keeps_the_sentence_of_the_single_page_and_stops_nobody(
    maison, confirmer, atelier_de, autre_session, session, monkeypatch
):
    ailleurs, parti, touche, casse, bon = recevables(maison, 5)
    lot_id = confirmer(GenreLot.LETTRES, ailleurs, parti, touche, casse, bon)
    ailleurs.debiteur.code_lieu = "75"
    session.commit()
    moi = acteur(Role.COMMISSAIRE, maison.horloge(), maison.troupe.commissaire)
    invitation.preparer(session, parti, maison.moyens, moi)
    touche.precisions = "Une précision de plus."
    session.commit()
    vrai = lettre.imprimer

    def imprimer(a, moyens):
        if a.lettre.code_retour == casse.reference:
            raise RuntimeError("printer on fire")
        return vrai(a, moyens)

    monkeypatch.setattr(lettre, "imprimer", imprimer)
    avancer(atelier_de, lot_id, portion_s=TOUT)
    with autre_session() as lecture:
        motifs = [x.motif for x in lignes(lecture, lot_id)]
        assert "L’étude n’est pas compétente" in motifs[0]
        assert motifs[1] == motifs[2] and motifs[1].startswith("Ce dossier a changé. Rien n’a été enregistré.")
        assert motifs[3].startswith("Le service n’a pas pu traiter ce dossier.")
        assert motifs[4] == ""
        assert [relu(lecture, d).etat for d in (ailleurs, parti, touche, casse, bon)] == [
            Etat.RECEVABLE, Etat.MANDAT, Etat.RECEVABLE, Etat.RECEVABLE, Etat.MANDAT,
        ]  # fmt: skip
        assert avancements(lecture, [lecture.get_one(Lot, lot_id)])[lot_id] == (5, 1, 4)


def test_several_advance_the_same_batch_and_share_its_lines(maison, confirmer, atelier_de, autre_session):
    dossiers = recevables(maison, 6)
    lot_id = confirmer(GenreLot.LETTRES, *dossiers)
    maison.session.close()
    depart = Barrier(3, timeout=60)

    def pousser(_):
        depart.wait()
        avancer(atelier_de, lot_id, portion_s=TOUT)

    with ThreadPoolExecutor(3) as fils:
        list(fils.map(pousser, range(3)))
    with autre_session() as lecture:
        assert [x.etat for x in lignes(lecture, lot_id)] == [EtatLigne.FAIT] * 6
        assert [x.prises for x in lignes(lecture, lot_id)] == [1] * 6, "no line was taken twice"
        assert [lettres_de(lecture, d) for d in dossiers] == [(1, 1, 1, 1)] * 6
        assert lecture.get_one(Lot, lot_id).fini_le is not None


def test_a_portion_is_short_and_makes_one_line_at_least(maison, confirmer, atelier_de, autre_session):
    lot_id = confirmer(GenreLot.LETTRES, *recevables(maison, 4))
    avancer(atelier_de, lot_id, portion_s=0.0)
    with autre_session() as lecture:
        assert avancements(lecture, [lecture.get_one(Lot, lot_id)])[lot_id].faits == 1
    secondes = count()
    avancer(atelier_de, lot_id, portion_s=1.5, chrono=lambda: float(next(secondes)))
    with autre_session() as lecture:
        lot = lecture.get_one(Lot, lot_id)
        assert (avancements(lecture, [lot])[lot_id].faits, lot.fini_le) == (3, None)


def test_a_line_whose_taker_died_is_taken_again_once_its_lease_is_over(
    maison, confirmer, atelier_de, autre_session, horloge
):
    lot_id = confirmer(GenreLot.LETTRES, *(dossiers := recevables(maison, 2)))
    morte = atelier._prendre(atelier_de, lot_id)
    avancer(atelier_de, lot_id, portion_s=TOUT)
    with autre_session() as lecture:
        assert [x.etat for x in lignes(lecture, lot_id)] == [EtatLigne.EN_ATTENTE, EtatLigne.FAIT]
        assert lecture.get_one(Lot, lot_id).fini_le is None, "a line still waits"
    horloge.avancer(seconds=BAIL.total_seconds() + 1)
    avancer(atelier_de, lot_id, portion_s=TOUT)
    atelier._refuser(atelier_de, morte, RuntimeError())  # it was only slow: the line is no longer its own
    with autre_session() as lecture:
        assert [x.etat for x in lignes(lecture, lot_id)] == [EtatLigne.FAIT] * 2
        assert [lettres_de(lecture, d) for d in dossiers] == [(1, 1, 1, 1)] * 2


def test_a_taker_slower_than_its_lease_writes_nothing(
    maison, confirmer, atelier_de, autre_session, horloge, monkeypatch
):
    lot_id = confirmer(GenreLot.LETTRES, *(dossiers := recevables(maison, 1)))
    vrai, appels = lettre.imprimer, []

    def imprimer(a, moyens):
        appels.append(a.reference)
        if len(appels) == 1:
            horloge.avancer(seconds=BAIL.total_seconds() + 1)
            avancer(atelier_de, lot_id, portion_s=TOUT)
        return vrai(a, moyens)

    monkeypatch.setattr(lettre, "imprimer", imprimer)
    avancer(atelier_de, lot_id, portion_s=TOUT)
    with autre_session() as lecture:
        assert lettres_de(lecture, dossiers[0]) == (1, 1, 1, 1)
        (ligne,) = lignes(lecture, lot_id)
        assert (ligne.etat, ligne.prises, ligne.document.reference) == (EtatLigne.FAIT, 2, appels[1])


_TRAVAIL = """
import os, sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from portail.config import Mode, Reglages
from portail.persistance import moteur as bd
from portail.services import atelier, journal, lettre
from portail.services.moyens import Moyens
from portail.web.messages import expliquer
reglages = Reglages(
    mode=Mode.TEST, cles=("cle-de-test-" + "k" * 40,), poivres={1: "poivre-de-test-" + "p" * 40},
    base=os.environ["BASE"], donnees=Path(os.environ["DONNEES"]), url_publique="http://localhost",
    hotes=("localhost",), htmx="local", courriels="spool", expediteur="x@etude.example", argon2=(1, 8, 1),
)
vrai = lettre.imprimer
def imprimer(a, moyens):
    print(a.lettre.code_retour, flush=True)
    sys.stdin.readline()
    return vrai(a, moyens)
lettre.imprimer = imprimer
instant = datetime.fromisoformat(os.environ["INSTANT"])
moyens = Moyens.depuis(reglages)
ecritures, _ = bd.sessions(bd.ouvrir(reglages.base), journal.outils(moyens, lambda: instant))
outils = atelier.Atelier(ecritures, moyens, lambda: instant, expliquer)
atelier.avancer(outils, int(os.environ["LOT"]), portion_s=3600)
"""


def test_kill_9_between_the_claim_and_the_act_makes_no_double_letter(
    maison, confirmer, atelier_de, autre_session, horloge, url_base, reglages
):
    dossiers = recevables(maison, 3)
    lot_id = confirmer(GenreLot.LETTRES, *dossiers)
    maison.session.close()
    environ = {
        **os.environ, "BASE": url_base, "DONNEES": str(reglages.donnees), "INSTANT": horloge().isoformat(),
        "LOT": str(lot_id),
    }  # fmt: skip
    travail = subprocess.Popen(
        [sys.executable, "-c", _TRAVAIL], cwd=Path(__file__).parents[2], env=environ, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert travail.stdout.readline().strip() == dossiers[0].reference
    travail.stdin.write("\n")
    travail.stdin.flush()
    assert travail.stdout.readline().strip() == dossiers[1].reference, "the first is done, the second is in hand"
    travail.send_signal(signal.SIGKILL)
    travail.stdin.close()
    travail.stdout.close()
    travail.wait()
    with autre_session() as lecture:
        assert [x.etat for x in lignes(lecture, lot_id)] == [EtatLigne.FAIT, *[EtatLigne.EN_ATTENTE] * 2]
        assert lettres_de(lecture, dossiers[1]) == (0, 0, 0, 0)
    horloge.avancer(seconds=BAIL.total_seconds() + 1)
    avancer(atelier_de, lot_id, portion_s=TOUT)
    with autre_session() as lecture:
        assert [(x.etat, x.prises) for x in lignes(lecture, lot_id)] == [
            (EtatLigne.FAIT, 1), (EtatLigne.FAIT, 2), (EtatLigne.FAIT, 1),
        ]  # fmt: skip
        assert [lettres_de(lecture, d) for d in dossiers] == [(1, 1, 1, 1)] * 3


@sqlite_seul
def test_a_line_that_kills_its_takers_is_given_up(maison, confirmer, atelier_de, autre_session, horloge):
    lot_id = confirmer(GenreLot.LETTRES, *(dossiers := recevables(maison, 2)))
    for _ in range(atelier.PRISES_MAX):
        assert atelier._prendre(atelier_de, lot_id).rang == 1
        horloge.avancer(seconds=BAIL.total_seconds() + 1)
    avancer(atelier_de, lot_id, portion_s=TOUT)
    with autre_session() as lecture:
        abandonnee, faite = lignes(lecture, lot_id)
        assert "après trois essais" in abandonnee.motif
        assert faite.etat is EtatLigne.FAIT
        assert relu(lecture, dossiers[0]).etat is Etat.RECEVABLE


@pytest.mark.parametrize(
    "panne", [OperationalError("x", {}, Exception()), OSError("disk full"), EntrepotIndisponible()], ids=repr
)
@sqlite_seul
def test_a_store_that_does_not_answer_refuses_nobody(maison, confirmer, atelier_de, autre_session, monkeypatch, panne):
    lot_id = confirmer(GenreLot.LETTRES, *recevables(maison, 2))
    with monkeypatch.context() as cassee:
        cassee.setattr(invitation, "inscrire", lambda *_a, **_k: (_ for _ in ()).throw(panne))
        for _ in range(atelier.PRISES_MAX + 1):
            with pytest.raises(type(panne)):
                avancer(atelier_de, lot_id, portion_s=TOUT)
    avancer(atelier_de, lot_id, portion_s=TOUT)
    with autre_session() as lecture:
        assert [(x.etat, x.prises) for x in lignes(lecture, lot_id)] == [(EtatLigne.FAIT, 1)] * 2


@pytest.mark.parametrize(
    ("refus", "attend"),
    [
        (SignatureManquante(), True),
        (SignatureRefusee(Motif.HORODATAGE_INJOIGNABLE, adresse="x"), True),
        (SignatureRefusee(Motif.NON_SIGNE), False),
    ],
    ids=["none", "authority", "name"],
)
@sqlite_seul
def test_a_titre_waits_for_a_signature_that_cannot_be_made_now(
    maison, confirmer, atelier_de, autre_session, monkeypatch, refus, attend
):
    lot_id = confirmer(GenreLot.TITRES, dossier := maison.dossier(Etat.FIN_ACCORD))
    monkeypatch.setattr(titre.signatures, "signer", lambda *_a, **_k: (_ for _ in ()).throw(refus))
    if attend:
        with pytest.raises(type(refus)):
            avancer(atelier_de, lot_id, portion_s=TOUT)
    else:
        avancer(atelier_de, lot_id, portion_s=TOUT)
    with autre_session() as lecture:
        (ligne,) = lignes(lecture, lot_id)
        assert ligne.etat is (EtatLigne.EN_ATTENTE if attend else EtatLigne.REFUSE)
        assert ligne.motif == ("" if attend else expliquer(refus))
        assert relu(lecture, dossier).etat is Etat.FIN_ACCORD


@sqlite_seul
def test_an_act_that_the_journal_already_holds_is_ticked(maison, confirmer, atelier_de, autre_session, session):
    (dossier,) = recevables(maison, 1)
    lot_id = confirmer(GenreLot.LETTRES, dossier)
    par = acteur(Role.COMMISSAIRE, maison.horloge(), maison.troupe.commissaire, idem=f"lot.{lot_id}.1")
    invitation.preparer(session, dossier, maison.moyens, par)
    avancer(atelier_de, lot_id, portion_s=TOUT)
    with autre_session() as lecture:
        assert [x.etat for x in lignes(lecture, lot_id)] == [EtatLigne.FAIT]
        assert lettres_de(lecture, dossier)[0] == 1


@sqlite_seul
def test_titres_read_yesterday_must_be_read_again(maison, confirmer, atelier_de, autre_session, horloge):
    titres, lettres = maison.dossier(Etat.FIN_ACCORD), recevables(maison, 1)[0]
    lot_id, lot_de_lettres = confirmer(GenreLot.TITRES, titres), confirmer(GenreLot.LETTRES, lettres)
    horloge.avancer(days=1)
    for numero in (lot_id, lot_de_lettres):
        avancer(atelier_de, numero, portion_s=TOUT)
    with autre_session() as lecture:
        assert "la date d’un autre jour" in lignes(lecture, lot_id)[0].motif
        assert relu(lecture, titres).titre_delivre_le is None
        assert relu(lecture, lettres).etat is Etat.MANDAT, "a letter bears the day when it is prepared"


@sqlite_seul
def test_a_closed_account_signs_nothing_more(maison, confirmer, atelier_de, autre_session, session):
    lot_id = confirmer(GenreLot.LETTRES, *recevables(maison, 1))
    maison.troupe.commissaire.actif = False
    session.commit()
    avancer(atelier_de, lot_id, portion_s=TOUT)
    with autre_session() as lecture:
        assert lignes(lecture, lot_id)[0].motif == "Le compte qui a confirmé ce lot est fermé. Rien n’a été enregistré."


@sqlite_seul
def test_a_line_stopped_while_its_letter_was_printed_is_not_done(
    maison, confirmer, atelier_de, autre_session, session, monkeypatch
):
    (dossier,) = recevables(maison, 1)
    lot_id = confirmer(GenreLot.LETTRES, dossier)
    vrai = lettre.imprimer

    def imprimer(a, moyens):
        with atelier_de.fabrique() as autre:
            lots.arreter(autre, autre.get_one(Lot, lot_id), maison.horloge(), expliquer)
        return vrai(a, moyens)

    monkeypatch.setattr(lettre, "imprimer", imprimer)
    avancer(atelier_de, lot_id, portion_s=TOUT)
    with autre_session() as lecture:
        assert lignes(lecture, lot_id)[0].etat is EtatLigne.REFUSE
        assert lettres_de(lecture, dossier) == (0, 0, 0, 0)


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_nothing_is_locked_while_a_letter_is_printed(maison, confirmer, atelier_de, monkeypatch, app):
    """On SQLite the lock is the whole database's: a debtor who accepts must not wait for the printer."""
    lot_id = confirmer(GenreLot.LETTRES, *recevables(maison, 1))
    ouvertes = []
    moteur = app.extensions["moteur"]
    event.listen(moteur, "begin", lambda _c: ouvertes.append(1))
    event.listen(moteur, "commit", lambda _c: ouvertes.pop())
    event.listen(moteur, "rollback", lambda _c: ouvertes.pop())
    vrai, vues = lettre.imprimer, []
    monkeypatch.setattr(lettre, "imprimer", lambda a, m: (vues.append(len(ouvertes)), vrai(a, m))[1])
    avancer(atelier_de, lot_id, portion_s=TOUT)
    assert vues == [0]


def test_a_letter_torn_up_leaves_the_line_without_its_document(maison, confirmer, atelier_de, autre_session, session):
    (dossier,) = recevables(maison, 1)
    lot_id = confirmer(GenreLot.LETTRES, dossier)
    avancer(atelier_de, lot_id, portion_s=TOUT)
    session.expire_all()
    par = acteur(Role.COMMISSAIRE, maison.horloge() + timedelta(minutes=1), maison.troupe.commissaire)
    invitation.annuler(session, session.get_one(Dossier, dossier.id), par)
    with autre_session() as lecture:
        ligne = lignes(lecture, lot_id)[0]
        assert (ligne.etat, ligne.document_id) == (EtatLigne.FAIT, None)
