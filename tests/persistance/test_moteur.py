"""The database refuses what must never happen: writes of a reader, a changed journal, an agreement out of time."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from portail.domaine.procedure import Etat
from portail.persistance import moteur as bd
from portail.persistance.dossiers import Dossier
from portail.persistance.etudes import Etude


def test_a_reading_session_cannot_write(app, troupe):
    with app.extensions["lectures"]() as lecture, pytest.raises(DBAPIError):
        lecture.execute(update(Etude).values(nom="Autre"))


def test_parallel_increments_are_never_lost(app, troupe):
    """Read, then write: without the lock taken first, most of these would be lost."""
    etude_id = troupe.etude.id
    fabrique = app.extensions["ecritures"]

    def ajouter(_n):
        with fabrique() as session:
            etude = session.get_one(Etude, etude_id, with_for_update=True)
            etude.horaires = str(int(etude.horaires or 0) + 1)
            session.commit()

    with fabrique() as session:
        session.get_one(Etude, etude_id).horaires = "0"
        session.commit()
    with ThreadPoolExecutor(8) as fils:
        list(fils.map(ajouter, range(80)))
    with app.extensions["lectures"]() as lecture:
        assert lecture.get_one(Etude, etude_id).horaires == "80"


@pytest.mark.parametrize(
    "ordre",
    [
        "UPDATE evenement SET action = 'autre'",
        "DELETE FROM evenement",
        "REPLACE INTO evenement SELECT * FROM evenement LIMIT 1",
        "TRUNCATE evenement CASCADE",
    ],
)
def test_the_journal_only_grows(app, maison, ordre):
    maison.dossier(Etat.DEPOSEE)
    moteur = app.extensions["moteur"]
    avant = _lignes(moteur)
    with pytest.raises(DBAPIError), moteur.begin() as connexion:
        connexion.execute(text(ordre))
    assert _lignes(moteur) == avant and avant


def _lignes(moteur):
    with moteur.connect() as connexion:
        return connexion.execute(text("SELECT id, action, vers FROM evenement ORDER BY id")).all()


def test_no_agreement_after_the_strict_end_even_by_hand(maison, session):
    dossier = maison.dossier(Etat.ACCORD_CONCLU)
    dossier.accord_conclu_le = dossier.accord_avant + timedelta(seconds=1)
    with pytest.raises(IntegrityError):
        session.commit()
    session.rollback()


def test_the_ceiling_holds_even_by_hand(maison, session):
    dossier = maison.dossier(Etat.RECEVABLE)
    dossier.total_centimes = 500_001
    with pytest.raises(IntegrityError):
        session.commit()
    session.rollback()


def test_instants_keep_their_zone_and_naive_ones_are_refused(maison, session, autre_session, horloge):
    dossier = maison.dossier(Etat.ENVOYEE)
    with autre_session() as lecture:
        relu = lecture.get_one(Dossier, dossier.id)
        assert relu.accord_avant == dossier.accord_avant
        assert relu.accord_avant.tzinfo is not None
    dossier.cree_le = horloge().replace(tzinfo=None)
    with pytest.raises(Exception, match="time zone"):
        session.commit()
    session.rollback()


def test_sqlite_uses_the_log_only_where_the_engine_is_sound(tmp_path, monkeypatch):
    """Before 3.51.3 the write-ahead log can corrupt the file: the rollback journal is used instead."""
    monkeypatch.setattr(bd, "module_sqlite", lambda: sqlite3)
    moteur = bd.ouvrir(f"sqlite:///{tmp_path}/ancien.db")
    with moteur.connect() as connexion:
        mode = connexion.exec_driver_sql("PRAGMA journal_mode").scalar()
        assert mode == ("wal" if sqlite3.sqlite_version_info >= bd.SQLITE_SANS_DEFAUT_WAL else "truncate")
        assert connexion.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connexion.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    moteur.dispose()
