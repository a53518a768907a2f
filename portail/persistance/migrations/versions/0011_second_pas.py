"""The second step before signing: the code under the fold of the sheet, one-time codes by mail, terms on paper.

Data touched: none; letters already sent have no code under a fold. Reversible: yes, losing the codes to sign with:
their owners then sign with the code of their letter, or on paper.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011_second_pas"
down_revision = "0010_aidants_lectures"


def upgrade() -> None:
    op.add_column("acces_lettre", sa.Column("signature", sa.Text(), nullable=True))
    op.add_column("courriel", sa.Column("perime_le", sa.DateTime(), nullable=True))
    op.create_table(
        "code_courriel",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("seance", sa.String(64), nullable=False),
        sa.Column("objet", sa.String(64), nullable=False),
        sa.Column("code", sa.String(64), nullable=False),
        sa.Column("poivre", sa.Integer(), nullable=False),
        sa.Column("envoye_le", sa.DateTime(), nullable=False),
        sa.Column("expire_le", sa.DateTime(), nullable=False),
        sa.Column("utilise_le", sa.DateTime(), nullable=True),
        sa.Column("utilise_par", sa.String(64), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_code_courriel_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code_courriel")),
    )
    op.create_index(op.f("ix_code_courriel_dossier_id"), "code_courriel", ["dossier_id"])
    op.create_table(
        "projet_papier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("genre", sa.String(20), nullable=False),
        sa.Column("participe", sa.Boolean(), nullable=False),
        sa.Column("montant_centimes", sa.Integer(), nullable=False),
        sa.Column("lignes", sa.JSON(), nullable=False),
        sa.Column("clause", sa.Text(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("objet", sa.String(64), nullable=False),
        sa.Column("prepare_le", sa.DateTime(), nullable=False),
        sa.Column("enregistre_le", sa.DateTime(), nullable=True),
        sa.Column("scan", sa.String(64), nullable=True),
        sa.Column("scan_type", sa.String(40), nullable=True),
        sa.CheckConstraint("montant_centimes > 0", name=op.f("ck_projet_papier_montant_positif")),
        sa.CheckConstraint(
            "(enregistre_le IS NULL) = (scan IS NULL)", name=op.f("ck_projet_papier_enregistre_avec_son_scan")
        ),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_projet_papier_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan_accepte.id"], name=op.f("fk_projet_papier_plan_id_plan_accepte")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projet_papier")),
    )
    op.create_index("uq_projet_papier_numero", "projet_papier", ["dossier_id", "numero"], unique=True)


def downgrade() -> None:
    op.drop_table("projet_papier")
    op.drop_table("code_courriel")
    op.drop_column("courriel", "perime_le")
    op.drop_column("acces_lettre", "signature")
