"""When each dossier was opened with the codes of its letter.

Data touched: none, one new table; the first opening of each letter, known already, is its first row. Reversible: yes,
only that first opening is kept.
"""

import sqlalchemy as sa
from alembic import op

revision = "0014_ouvertures"
down_revision = "0013_rappels"


def upgrade() -> None:
    op.create_table(
        "ouverture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("le", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_ouverture_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ouverture")),
    )
    op.create_index(op.f("ix_ouverture_dossier_id"), "ouverture", ["dossier_id"])
    op.execute(
        "INSERT INTO ouverture (dossier_id, le) SELECT dossier_id, premiere_ouverture_le FROM acces_lettre"
        " WHERE premiere_ouverture_le IS NOT NULL ORDER BY premiere_ouverture_le"
    )


def downgrade() -> None:
    op.drop_table("ouverture")
