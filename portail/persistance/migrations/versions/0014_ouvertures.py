"""When each dossier was opened with the codes of its letter.

Data touched: the first opening of each letter leaves its column and becomes a row of the new table. Reversible: yes,
but of a dossier only the first opening is kept, and given to the letter in force.
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
    op.drop_column("acces_lettre", "premiere_ouverture_le")


def downgrade() -> None:
    op.add_column("acces_lettre", sa.Column("premiere_ouverture_le", sa.DateTime(), nullable=True))
    op.execute(
        "UPDATE acces_lettre SET premiere_ouverture_le ="
        " (SELECT min(le) FROM ouverture WHERE ouverture.dossier_id = acces_lettre.dossier_id)"
        " WHERE revoque_le IS NULL"
    )
    op.drop_table("ouverture")
