"""Being told before each payment; a receipt asked for on paper.

Data touched: none, two new tables. Reversible: yes; nobody is told any more, and what was asked on paper is forgotten.
"""

import sqlalchemy as sa
from alembic import op

revision = "0013_rappels"
down_revision = "0012_papiers_fermes"


def upgrade() -> None:
    op.create_table(
        "rappel",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("par_courriel", sa.Boolean(), nullable=False),
        sa.Column("courriel", sa.String(254), nullable=False),
        sa.Column("choisi_le", sa.DateTime(), nullable=False),
        sa.CheckConstraint("par_courriel OR courriel = ''", name=op.f("ck_rappel_adresse_utile")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_rappel_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("dossier_id", name=op.f("pk_rappel")),
    )
    op.create_table(
        "copie_postale",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("evenement_id", sa.Integer(), nullable=False),
        sa.Column("demandee_le", sa.DateTime(), nullable=False),
        sa.Column("envoyee_le", sa.Date(), nullable=True),
        sa.Column("envoyee_par_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_copie_postale_dossier_id_dossier")),
        sa.ForeignKeyConstraint(
            ["evenement_id"], ["evenement.id"], name=op.f("fk_copie_postale_evenement_id_evenement")
        ),
        sa.ForeignKeyConstraint(["envoyee_par_id"], ["compte.id"], name=op.f("fk_copie_postale_envoyee_par_id_compte")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_copie_postale")),
        sa.UniqueConstraint("evenement_id", name=op.f("uq_copie_postale_evenement_id")),
    )
    op.create_index(op.f("ix_copie_postale_dossier_id"), "copie_postale", ["dossier_id"])


def downgrade() -> None:
    op.drop_table("copie_postale")
    op.drop_table("rappel")
