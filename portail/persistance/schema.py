"""Bringing the database to the present shape, and telling whether it has it (Alembic)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

_MIGRATIONS = Path(__file__).parent / "migrations"


def configuration(moteur: Engine | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    config.set_main_option("path_separator", "os")
    if moteur is not None:
        config.attributes["moteur"] = moteur
    return config


def migrer(moteur: Engine, cible: str = "head") -> None:
    """Apply the missing migrations; nothing happens when there is none."""
    command.upgrade(configuration(moteur), cible)


def revenir(moteur: Engine, cible: str) -> None:
    """Undo migrations down to `cible`; each one says in its docstring what that loses."""
    command.downgrade(configuration(moteur), cible)


def est_a_jour(moteur: Engine) -> bool:
    """True if the database is reachable and has the shape this code expects."""
    attendue = ScriptDirectory.from_config(configuration()).get_current_head()
    with moteur.connect() as connexion:
        return MigrationContext.configure(connexion).get_current_revision() == attendue
