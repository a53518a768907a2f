"""Migrations: one head, up and down and up, and the models say the same as the database."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from portail.domaine.echeancier import PLAN_MAX_MOIS
from portail.persistance import moteur as bd
from portail.persistance import schema
from portail.persistance.negociation import PlanAccepte
from portail.persistance.tables import Base


@pytest.fixture
def moteur(url_base):
    moteur = bd.ouvrir(url_base)
    yield moteur
    moteur.dispose()


def test_there_is_one_head():
    assert len(ScriptDirectory.from_config(schema.configuration()).get_heads()) == 1


def test_the_database_is_what_the_models_say(moteur):
    with moteur.connect() as connexion:
        contexte = MigrationContext.configure(connexion, opts={"compare_type": True})
        assert compare_metadata(contexte, Base.metadata) == []


def test_migrations_go_down_and_up_again(moteur):
    assert schema.est_a_jour(moteur)
    schema.revenir(moteur, "base")
    assert not schema.est_a_jour(moteur)
    assert set(inspect(moteur).get_table_names()) == {"alembic_version"}
    schema.migrer(moteur)
    schema.migrer(moteur)
    assert schema.est_a_jour(moteur)


def test_the_longest_plan_is_the_same_for_the_database_and_the_code():
    (longueur,) = (c for c in PlanAccepte.__table__.constraints if c.name == "ck_plan_accepte_nombre")
    assert f"nombre <= {PLAN_MAX_MOIS}" in str(longueur.sqltext)
