"""Somebody helps the debtor within his session; reading links for a trusted person.

Data touched: none, two empty columns and one new table. Reversible: yes; the links then open nothing any more, and
who helped stays in the journal.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010_aidants_lectures"
down_revision = "0009_signalements"


def upgrade() -> None:
    op.add_column("session_ouverte", sa.Column("aidant_nom", sa.String(80), nullable=True))
    op.add_column("session_ouverte", sa.Column("aidant_organisme", sa.String(120), nullable=True))
    op.create_table(
        "lien_lecture",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("acces_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("cle", sa.String(32), nullable=False),
        sa.Column("ouvert_le", sa.DateTime(), nullable=False),
        sa.Column("expire_le", sa.DateTime(), nullable=False),
        sa.Column("ferme_le", sa.DateTime(), nullable=True),
        sa.Column("lectures", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_lien_lecture_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["acces_id"], ["acces_lettre.id"], name=op.f("fk_lien_lecture_acces_id_acces_lettre")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lien_lecture")),
        sa.UniqueConstraint("cle", name=op.f("uq_lien_lecture_cle")),
    )
    op.create_index("uq_lien_lecture_numero", "lien_lecture", ["dossier_id", "numero"], unique=True)


def downgrade() -> None:
    op.drop_table("lien_lecture")
    op.drop_column("session_ouverte", "aidant_organisme")
    op.drop_column("session_ouverte", "aidant_nom")
