"""Batches of the étude: many letters or many titres confirmed at once, worked line by line.

Data touched: none (creation). Reversible: yes, losing the batches; what they did stays in the dossiers.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008_lots"
down_revision = "0007_papiers"

_ATTENTE = sa.text("etat = 'en_attente'")


def _genre(table: str) -> tuple[sa.Column, sa.CheckConstraint]:
    return (
        sa.Column("genre", sa.String(40), nullable=False),
        sa.CheckConstraint("genre IN ('lettres', 'titres')", name=op.f(f"ck_{table}_genrelot")),
    )


def upgrade() -> None:
    op.create_table(
        "lot",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("etude_id", sa.Integer(), nullable=False),
        sa.Column("compte_id", sa.Integer(), nullable=False),
        *_genre("lot"),
        sa.Column("idem", sa.String(64), nullable=False),
        sa.Column("cree_le", sa.DateTime(), nullable=False),
        sa.Column("fini_le", sa.DateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lot")),
        sa.ForeignKeyConstraint(["etude_id"], ["etude.id"], name=op.f("fk_lot_etude_id_etude")),
        sa.ForeignKeyConstraint(["compte_id"], ["compte.id"], name=op.f("fk_lot_compte_id_compte")),
        sa.UniqueConstraint("compte_id", "idem", name=op.f("uq_lot_compte_id_idem")),
    )
    op.create_index(op.f("ix_lot_etude_id"), "lot", ["etude_id"])
    op.create_table(
        "lot_ligne",
        sa.Column("lot_id", sa.Integer(), nullable=False),
        sa.Column("rang", sa.Integer(), nullable=False),
        *_genre("lot_ligne"),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("vu", sa.String(64), nullable=False),
        sa.Column("etat", sa.String(40), nullable=False),
        sa.Column("motif", sa.Text(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("prise_le", sa.DateTime(), nullable=True),
        sa.Column("prises", sa.Integer(), nullable=False),
        sa.Column("fini_le", sa.DateTime(), nullable=True),
        sa.CheckConstraint("etat IN ('en_attente', 'fait', 'refuse')", name=op.f("ck_lot_ligne_etatligne")),
        sa.CheckConstraint("(etat = 'en_attente') = (fini_le IS NULL)", name=op.f("ck_lot_ligne_fin_datee")),
        sa.CheckConstraint("(etat = 'refuse') = (motif <> '')", name=op.f("ck_lot_ligne_refus_motive")),
        sa.PrimaryKeyConstraint("lot_id", "rang", name=op.f("pk_lot_ligne")),
        sa.ForeignKeyConstraint(["lot_id"], ["lot.id"], name=op.f("fk_lot_ligne_lot_id_lot")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_lot_ligne_dossier_id_dossier")),
        sa.ForeignKeyConstraint(
            ["document_id"],
            ["document_emis.id"],
            name=op.f("fk_lot_ligne_document_id_document_emis"),
            ondelete="SET NULL",
        ),
    )
    op.create_index(op.f("ix_lot_ligne_dossier_id"), "lot_ligne", ["dossier_id"])
    op.create_index(
        "uq_lot_ligne_en_attente",
        "lot_ligne",
        ["dossier_id", "genre"],
        unique=True,
        sqlite_where=_ATTENTE,
        postgresql_where=_ATTENTE,
    )


def downgrade() -> None:
    op.drop_table("lot_ligne")
    op.drop_table("lot")
