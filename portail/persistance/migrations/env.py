"""Alembic: applies the migrations to the database it is handed; see persistance.schema."""

from alembic import context
from sqlalchemy import Engine

from portail.persistance.tables import Base

moteur: Engine = context.config.attributes["moteur"]
with moteur.connect() as connexion:
    context.configure(
        connection=connexion,
        target_metadata=Base.metadata,
        render_as_batch=True,
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()
    connexion.commit()
