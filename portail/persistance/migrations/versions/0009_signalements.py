"""Reports beside the procedure: contestations, letters that reach somebody else, payments not noted, hard months.

Data touched: none, four new tables. Reversible: yes, losing the reports, their answers and their drafts; the files
stay in the store.
"""

import sqlalchemy as sa
from alembic import op

revision = "0009_signalements"
down_revision = "0008_lots"

_ROLE = "role IN ('debiteur', 'creancier', 'commissaire')"
_AUTEUR = "auteur IN ('debiteur', 'creancier', 'commissaire')"


def upgrade() -> None:
    op.create_table(
        "signalement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("numero", sa.Integer(), nullable=False),
        sa.Column("genre", sa.String(40), nullable=False),
        sa.Column("motif", sa.String(40), nullable=False),
        sa.Column("texte", sa.Text(), nullable=False),
        sa.Column("faits", sa.JSON(), nullable=False),
        sa.Column("envoye_le", sa.DateTime(), nullable=False),
        sa.Column("reponse_avant", sa.Date(), nullable=True),
        sa.Column("vu_le", sa.DateTime(), nullable=True),
        sa.Column("evenement_id", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "genre IN ('contestation', 'destinataire', 'paiement', 'difficulte')", name=op.f("ck_signalement_genre")
        ),
        sa.CheckConstraint(
            "(genre = 'destinataire') = (evenement_id IS NULL)", name=op.f("ck_signalement_acte_d_une_partie")
        ),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_signalement_dossier_id_dossier")),
        sa.ForeignKeyConstraint(["evenement_id"], ["evenement.id"], name=op.f("fk_signalement_evenement_id_evenement")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signalement")),
    )
    op.create_index("uq_signalement_numero", "signalement", ["dossier_id", "numero"], unique=True)
    op.create_table(
        "reponse_signalement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("signalement_id", sa.Integer(), nullable=False),
        sa.Column("auteur", sa.String(40), nullable=False),
        sa.Column("texte", sa.Text(), nullable=False),
        sa.Column("decision", sa.String(40), nullable=True),
        sa.Column("envoyee_le", sa.DateTime(), nullable=False),
        sa.Column("evenement_id", sa.Integer(), nullable=False),
        sa.CheckConstraint(_AUTEUR, name=op.f("ck_reponse_signalement_role")),
        sa.CheckConstraint("decision IN ('accepte', 'refuse')", name=op.f("ck_reponse_signalement_decision")),
        sa.ForeignKeyConstraint(
            ["signalement_id"], ["signalement.id"], name=op.f("fk_reponse_signalement_signalement_id_signalement")
        ),
        sa.ForeignKeyConstraint(
            ["evenement_id"], ["evenement.id"], name=op.f("fk_reponse_signalement_evenement_id_evenement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reponse_signalement")),
    )
    op.create_index(op.f("ix_reponse_signalement_signalement_id"), "reponse_signalement", ["signalement_id"])
    op.create_table(
        "piece_jointe",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("auteur", sa.String(40), nullable=False),
        sa.Column("projet", sa.String(40), nullable=False),
        sa.Column("signalement_id", sa.Integer(), nullable=True),
        sa.Column("reponse_id", sa.Integer(), nullable=True),
        sa.Column("nom", sa.String(200), nullable=False),
        sa.Column("type_mime", sa.String(40), nullable=False),
        sa.Column("taille", sa.Integer(), nullable=False),
        sa.Column("empreinte", sa.String(64), nullable=False),
        sa.Column("deposee_le", sa.DateTime(), nullable=False),
        sa.CheckConstraint(_AUTEUR, name=op.f("ck_piece_jointe_role")),
        sa.CheckConstraint(
            "(projet = '') = (signalement_id IS NOT NULL OR reponse_id IS NOT NULL)",
            name=op.f("ck_piece_jointe_envoyee_ou_projet"),
        ),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_piece_jointe_dossier_id_dossier")),
        sa.ForeignKeyConstraint(
            ["signalement_id"], ["signalement.id"], name=op.f("fk_piece_jointe_signalement_id_signalement")
        ),
        sa.ForeignKeyConstraint(
            ["reponse_id"], ["reponse_signalement.id"], name=op.f("fk_piece_jointe_reponse_id_reponse_signalement")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_piece_jointe")),
    )
    for colonne in ("dossier_id", "signalement_id", "reponse_id"):
        op.create_index(op.f(f"ix_piece_jointe_{colonne}"), "piece_jointe", [colonne])
    op.create_table(
        "brouillon_signalement",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(40), nullable=False),
        sa.Column("projet", sa.String(40), nullable=False),
        sa.Column("saisie", sa.JSON(), nullable=False),
        sa.Column("modifie_le", sa.DateTime(), nullable=False),
        sa.CheckConstraint(_ROLE, name=op.f("ck_brouillon_signalement_role")),
        sa.ForeignKeyConstraint(
            ["dossier_id"], ["dossier.id"], name=op.f("fk_brouillon_signalement_dossier_id_dossier")
        ),
        sa.PrimaryKeyConstraint("dossier_id", "role", "projet", name=op.f("pk_brouillon_signalement")),
    )


def downgrade() -> None:
    for table in ("brouillon_signalement", "piece_jointe", "reponse_signalement", "signalement"):
        op.drop_table(table)
