"""The hand of an insider: an owner's connection, triggers and foreign keys asleep, nothing of the application."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

from portail.persistance.moteur import module_sqlite

TABLES = ("evenement", "evenement_charge")


@contextmanager
def main(url: str) -> Iterator[Any]:
    """A cursor-like object whose `execute` takes « ? » for both engines; commits at the end, wakes what slept."""
    with (_sqlite if url.startswith("sqlite") else _postgresql)(url) as faire:
        yield faire


def falsifier(url: str, *ordres: str | tuple[str, Sequence[Any]]) -> None:
    with main(url) as faire:
        for ordre in ordres:
            faire(*((ordre,) if isinstance(ordre, str) else ordre))


@contextmanager
def _sqlite(url: str) -> Iterator[Any]:
    connexion = module_sqlite().connect(make_url(url).database, isolation_level=None)
    declencheurs = connexion.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for nom, _sql in declencheurs:
        connexion.execute(f"DROP TRIGGER {nom}")
    try:
        yield lambda ordre, valeurs=(): connexion.execute(ordre, valeurs).fetchall()
    finally:
        for _nom, sql in declencheurs:
            connexion.execute(sql)
        connexion.close()


@contextmanager
def _postgresql(url: str) -> Iterator[Any]:
    lieu = make_url(url)
    with psycopg.connect(dbname=lieu.database, user=lieu.username, host=lieu.query["host"]) as connexion:
        for table in TABLES:
            connexion.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        connexion.execute("SET session_replication_role = replica")  # foreign keys of the other tables

        def faire(ordre: str, valeurs: Sequence[Any] = ()) -> list[Any]:
            curseur = connexion.execute(ordre.replace("?", "%s"), valeurs or None)
            return curseur.fetchall() if curseur.description else []

        yield faire
        connexion.execute("SET session_replication_role = origin")
        for table in TABLES:
            connexion.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")
        for table, nom in connexion.execute(
            "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal"
        ).fetchall():
            connexion.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {nom}")
