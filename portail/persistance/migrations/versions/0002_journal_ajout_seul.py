"""The journal can only grow: the database itself refuses to change, erase or replace a row.

Data touched: none (triggers). Reversible: yes.
"""

from alembic import op

revision = "0002_journal_ajout_seul"
down_revision = "0001_tables"

_SQLITE = (
    """
    CREATE TRIGGER evenement_pas_de_modification BEFORE UPDATE ON evenement
    BEGIN SELECT RAISE(ABORT, 'journal: une ligne ne se modifie pas'); END
    """,
    """
    CREATE TRIGGER evenement_pas_d_effacement BEFORE DELETE ON evenement
    BEGIN SELECT RAISE(ABORT, 'journal: une ligne ne s''efface pas'); END
    """,
    # REPLACE INTO would delete the old row silently where recursive triggers are off: refuse the number itself.
    """
    CREATE TRIGGER evenement_pas_de_remplacement BEFORE INSERT ON evenement
    WHEN EXISTS (SELECT 1 FROM evenement WHERE id = NEW.id)
      OR EXISTS (SELECT 1 FROM evenement WHERE dossier_id = NEW.dossier_id AND numero >= NEW.numero)
    BEGIN SELECT RAISE(ABORT, 'journal: une ligne ne se remplace pas'); END
    """,
)
_POSTGRESQL = (
    """
    CREATE FUNCTION evenement_refuser() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'journal: une ligne ne se modifie ni ne s''efface'; END $$
    """,
    """
    CREATE TRIGGER evenement_ajout_seul BEFORE UPDATE OR DELETE ON evenement
    FOR EACH ROW EXECUTE FUNCTION evenement_refuser()
    """,
    """
    CREATE TRIGGER evenement_pas_de_vidange BEFORE TRUNCATE ON evenement
    FOR EACH STATEMENT EXECUTE FUNCTION evenement_refuser()
    """,
    # ALWAYS: also for a session that pretends to be a replica
    "ALTER TABLE evenement ENABLE ALWAYS TRIGGER evenement_ajout_seul",
    "ALTER TABLE evenement ENABLE ALWAYS TRIGGER evenement_pas_de_vidange",
)


def upgrade() -> None:
    for ordre in _POSTGRESQL if op.get_bind().dialect.name == "postgresql" else _SQLITE:
        op.execute(ordre)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER evenement_ajout_seul ON evenement")
        op.execute("DROP TRIGGER evenement_pas_de_vidange ON evenement")
        op.execute("DROP FUNCTION evenement_refuser()")
        return
    for nom in ("pas_de_modification", "pas_d_effacement", "pas_de_remplacement"):
        op.execute(f"DROP TRIGGER evenement_{nom}")
