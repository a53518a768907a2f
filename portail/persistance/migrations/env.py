"""Alembic: applies the migrations to the database it is handed; see persistance.schema."""

from alembic import context
from sqlalchemy import Connection, Engine

from portail.persistance.tables import Base

moteur: Engine = context.config.attributes["moteur"]


def cles_etrangeres(connexion: Connection, ordre: str) -> None:
    """SQLite only, and outside a transaction: there the table that a batch rebuilds may be one that others refer to."""
    pilote = connexion.connection.driver_connection
    if connexion.dialect.name == "sqlite" and pilote is not None:
        pilote.execute(f"PRAGMA foreign_keys={ordre}")


with moteur.connect() as connexion:
    cles_etrangeres(connexion, "OFF")
    try:
        context.configure(
            connection=connexion,
            target_metadata=Base.metadata,
            render_as_batch=True,
            compare_type=True,
            transaction_per_migration=False,
            transactional_ddl=True,  # SQLite too, since the engine opens its transactions itself: all or nothing
        )
        with context.begin_transaction():
            context.run_migrations()
            if connexion.dialect.name == "sqlite":
                perdues = connexion.exec_driver_sql("PRAGMA foreign_key_check").all()
                if perdues:
                    raise RuntimeError(f"rows refer to nothing after the migration: {perdues[:5]}")
        connexion.commit()
    finally:
        connexion.rollback()
        cles_etrangeres(connexion, "ON")
