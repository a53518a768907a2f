"""Guards that were missing: dates moved by a clause agreed in advance.

Data touched: none; what was agreed before has no clause and no shift. Reversible: yes, what the clause moved is lost.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006_gardes"
down_revision = "0002_journal_ajout_seul"

_DECALAGE_CONVENU = "decalage_mois = 0 OR (clause <> '' AND statut = 'acceptee')"


def upgrade() -> None:
    for table in ("proposition", "plan_accepte"):
        op.add_column(table, sa.Column("clause", sa.Text(), nullable=False, server_default=""))
    _ajouter_decalage()


def downgrade() -> None:
    if _postgresql():
        op.drop_constraint("decalage_convenu", "proposition", type_="check")
    op.drop_column("proposition", "decalage_mois")
    for table in ("proposition", "plan_accepte"):
        op.drop_column(table, "clause")


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _ajouter_decalage() -> None:
    """On SQLite the rule comes with its column: rebuilding a table that others point at would drop their rows."""
    if not _postgresql():
        op.execute(
            "ALTER TABLE proposition ADD COLUMN decalage_mois INTEGER DEFAULT 0 NOT NULL "
            f"CONSTRAINT ck_proposition_decalage_convenu CHECK ({_DECALAGE_CONVENU})"
        )
        return
    op.add_column("proposition", sa.Column("decalage_mois", sa.Integer(), nullable=False, server_default="0"))
    op.create_check_constraint("decalage_convenu", "proposition", _DECALAGE_CONVENU)
