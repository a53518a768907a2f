"""Confirming a batch: what was displayed is kept, once, for one étude; nothing is done yet."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from portail.config import Canal, ModeSignature, ReglagesSignature
from portail.domaine.procedure import Etat, Role
from portail.persistance.lots import EtatLigne, GenreLot, Lot, avancements, derniers_lots, lignes, lots_ouverts
from portail.services import lots
from portail.services.lots import Choix
from portail.services.signataires import Signataires
from tests.services.gestes import acteur, photo, refus, relu, sqlite_seul


def dire(refus):
    return type(refus).__name__


@pytest.fixture
def creer(session, moyens, maison, horloge):
    """Confirms letters for these dossiers, on a form named `idem`."""

    def faire(*dossiers, idem="f1", genre=GenreLot.LETTRES, etude=None, par=moyens, **suite):
        qui = maison.troupe.commissaire
        choix = [Choix(d.reference, d.version, **suite) for d in dossiers]
        return lots.creer(
            session, par, genre, choix, acteur(Role.COMMISSAIRE, horloge(), qui, idem=idem), etude or qui.etude_id
        )

    return faire


def test_a_batch_keeps_what_was_displayed_and_does_nothing_yet(creer, maison, autre_session, session):
    dossiers = [maison.dossier(Etat.RECEVABLE, jours=0) for _ in range(3)]
    versions = [d.version for d in dossiers]
    lot = creer(*dossiers)
    with autre_session() as lecture:
        lu = lecture.get_one(Lot, lot.id)
        assert (lu.genre, lu.fini_le, lu.compte_id) == (GenreLot.LETTRES, None, maison.troupe.commissaire.id)
        assert [(x.rang, x.dossier_id, x.version, x.etat) for x in lu.lignes] == [
            (rang, d.id, v, EtatLigne.EN_ATTENTE)
            for rang, (d, v) in enumerate(zip(dossiers, versions, strict=True), start=1)
        ]
        assert all(relu(lecture, d).etat is Etat.RECEVABLE for d in dossiers)
        assert lots_ouverts(lecture, lu.etude_id) == [lu] == derniers_lots(lecture, lu.etude_id, 5)
        assert avancements(lecture, [lu])[lu.id] == (3, 0, 0)


def test_the_same_form_sent_twice_is_one_batch(creer, maison, session):
    dossier = maison.dossier(Etat.RECEVABLE, jours=0)
    assert creer(dossier).id == creer(dossier).id
    assert len(session.scalars(select(Lot)).all()) == 1


def test_a_dossier_waits_in_one_batch_of_a_kind(creer, maison, session, autre_session):
    premier, second = (maison.dossier(Etat.RECEVABLE, jours=0) for _ in range(2))
    creer(premier)
    avant = photo(autre_session)
    with refus(session, lots.DejaEnLot) as info:
        creer(premier, second, idem="f2")
    assert info.value.references == (premier.reference,)
    assert photo(autre_session) == avant
    creer(premier, idem="f3", genre=GenreLot.TITRES)  # another kind: another matter


@sqlite_seul
def test_what_is_not_a_batch_is_refused(creer, maison, session, autre_session, monkeypatch, troupe, moyens):
    dossier, brouillon = maison.dossier(Etat.RECEVABLE, jours=0), maison.dossier(Etat.BROUILLON)
    avant = photo(autre_session)
    with refus(session, lots.LotVide):
        creer()
    with refus(session, lots.DossierHorsLot):
        creer(dossier, dossier)
    with refus(session, lots.DossierHorsLot):
        creer(brouillon)
    with refus(session, lots.DossierHorsLot):
        creer(dossier, etude=troupe.commissaire.etude_id + 1)
    monkeypatch.setattr(lots, "LIGNES_MAX", 1)
    with refus(session, lots.LotTropGrand):
        creer(dossier, maison.dossier(Etat.RECEVABLE, jours=0))
    with refus(session, ValueError):
        creer(dossier, idem=None)
    assert {t: x for t, x in photo(autre_session).items() if t.startswith("lot")} == {
        t: x for t, x in avant.items() if t.startswith("lot")
    }


@sqlite_seul
def test_acts_that_each_ask_for_something_of_their_own_are_not_batched(creer, maison, session, moyens):
    chambre = replace(moyens, reglages=replace(moyens.reglages, canal=Canal.CHAMBRE))
    externe = replace(moyens.reglages, signature=ReglagesSignature(mode=ModeSignature.EXTERNE))
    ailleurs = replace(moyens, reglages=externe, signataires=Signataires(externe))
    dossier = maison.dossier(Etat.RECEVABLE, jours=0)
    with refus(session, lots.LotImpossible):
        creer(dossier, par=chambre)
    with refus(session, lots.LotImpossible):
        creer(dossier, genre=GenreLot.TITRES, par=ailleurs)
    assert lots.possible(GenreLot.TITRES, chambre) and lots.possible(GenreLot.LETTRES, ailleurs)


def test_a_stopped_batch_keeps_what_is_done_and_frees_the_rest(creer, maison, session, autre_session, horloge):
    dossiers = [maison.dossier(Etat.RECEVABLE, jours=0) for _ in range(2)]
    lot = creer(*dossiers)
    faite = lignes(session, lot)[0]
    faite.etat, faite.fini_le = EtatLigne.FAIT, horloge()
    session.flush()
    lots.arreter(session, lot, horloge(), dire)
    with autre_session() as lecture:
        lu = lecture.get_one(Lot, lot.id)
        assert [(x.etat, x.motif) for x in lu.lignes] == [
            (EtatLigne.FAIT, ""), (EtatLigne.REFUSE, "LigneArretee"),
        ]  # fmt: skip
        assert lu.fini_le == horloge()
        assert not lots_ouverts(lecture)
    creer(dossiers[1], idem="f2")
