"""Opening the database: SQLite in a file by default, PostgreSQL when one machine is not enough.

Every write transaction starts by taking its lock (BEGIN IMMEDIATE on SQLite, FOR UPDATE on the dossier's row on
PostgreSQL): a legal act never finds, at commit time, that what it had read has moved.
"""

import logging
import sqlite3
from collections.abc import Mapping
from types import ModuleType
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session, sessionmaker

from portail.persistance import tables  # a session knows every table, whoever opens it

# Below this version the write-ahead log can corrupt the file when it is reset (securite.md, M10).
SQLITE_SANS_DEFAUT_WAL = (3, 51, 3)
ATTENTE_VERROU_S = 5

_PRAGMAS = (
    "PRAGMA synchronous=FULL",  # what was acknowledged survives a power cut
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",  # REPLACE fires the triggers that keep the journal append-only
    "PRAGMA trusted_schema=OFF",
    "PRAGMA secure_delete=ON",  # a purged credential leaves no trace in the file
    "PRAGMA cell_size_check=ON",
    "PRAGMA mmap_size=0",
)

_POSTGRESQL = "-c statement_timeout=10s -c idle_in_transaction_session_timeout=15s -c timezone=UTC"

journal = logging.getLogger(__name__)


def ouvrir(url: str, attente_verrou_s: float = ATTENTE_VERROU_S) -> Engine:
    """The engine for `url` (sqlite:///… or postgresql://…); a lock not had within `attente_verrou_s` is an error."""
    if make_url(url).get_backend_name() == "sqlite":
        return _ouvrir_sqlite(url, attente_verrou_s)
    options = f"{_POSTGRESQL} -c lock_timeout={int(attente_verrou_s * 1000)}ms"
    return create_engine(url, pool_pre_ping=True, connect_args={"options": options})


def sessions(
    moteur: Engine, outils: Mapping[str, Any] | None = None
) -> tuple[sessionmaker[Session], sessionmaker[Session]]:
    """(for writing, for reading). A reading session takes no lock and the database refuses its writes.

    `outils` goes with every writing session (`session.info`): without those of `services.journal`, no act is written.
    """
    tables.Base.registry.configure()
    lecture = moteur.execution_options(lecture=True)
    if moteur.dialect.name == "postgresql":
        lecture = lecture.execution_options(postgresql_readonly=True)
    ecriture = sessionmaker(moteur, expire_on_commit=False, info=dict(outils or {}))
    return ecriture, sessionmaker(lecture, expire_on_commit=False)


def module_sqlite() -> ModuleType:
    """The SQLite driver: pysqlite3, which carries a recent engine, where it can be installed."""
    try:
        from pysqlite3 import dbapi2
    except ImportError:
        return sqlite3
    module: ModuleType = dbapi2
    return module


def _ouvrir_sqlite(url: str, attente_verrou_s: float) -> Engine:
    module = module_sqlite()
    wal = module.sqlite_version_info >= SQLITE_SANS_DEFAUT_WAL
    moteur = create_engine(url, module=module, connect_args={"timeout": attente_verrou_s})
    mode = "WAL" if wal else "TRUNCATE"
    journal.info("SQLite %s, journal_mode=%s", module.sqlite_version, mode)

    @event.listens_for(moteur, "connect")
    def _regler(connexion: Any, _fiche: Any) -> None:
        connexion.isolation_level = None  # we open the transactions ourselves, see _commencer
        for pragma in (f"PRAGMA journal_mode={mode}", *_PRAGMAS):
            connexion.execute(pragma)

    @event.listens_for(moteur, "begin")
    def _commencer(connexion: Connection) -> None:
        lecture = bool(connexion.get_execution_options().get("lecture"))
        connexion.exec_driver_sql(f"PRAGMA query_only={'ON' if lecture else 'OFF'}")
        connexion.exec_driver_sql("BEGIN" if lecture else "BEGIN IMMEDIATE")

    return moteur
