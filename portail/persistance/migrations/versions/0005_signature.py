"""Acts are signed: who signed each document and when, what waits for a signature, the name that a certificate bears.

Data touched: none; documents issued before say nothing of a signature. Reversible: yes, losing what was noted of the
signatures (the signed files keep them) and the documents that wait for one.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005_signature"
down_revision = "0004_journal_enchaine"

_ACTES = ("titre", "acceptation", "refus_participation", "expiration", "refus_termes", "accord")
_FAITS = (
    ("signataire", sa.String(200)),
    ("niveau_signature", sa.String(3)),
    ("signe_le", sa.DateTime()),
    ("horodate_le", sa.DateTime()),
    ("numero_de_serie", sa.String(40)),
)


def upgrade() -> None:
    # Column by column: a copy of the table would cost SQLite its constraints.
    for nom, genre in _FAITS:
        op.add_column("document_emis", sa.Column(nom, genre, nullable=True))
    op.add_column("compte", sa.Column("nom_au_certificat", sa.String(200), nullable=True))
    op.create_table(
        "signature_attendue",
        sa.Column("dossier_id", sa.Integer(), nullable=False),
        sa.Column(
            "acte",
            sa.Enum(*_ACTES, name="actesigne", native_enum=False, length=40, create_constraint=True),
            nullable=False,
        ),
        sa.Column("compte_id", sa.Integer(), nullable=False),
        sa.Column("reference", sa.String(12), nullable=False),
        sa.Column("empreinte", sa.String(64), nullable=False),
        sa.Column("vu", sa.String(64), nullable=False),
        sa.Column("preparee_le", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["compte_id"], ["compte.id"], name=op.f("fk_signature_attendue_compte_id_compte")),
        sa.ForeignKeyConstraint(["dossier_id"], ["dossier.id"], name=op.f("fk_signature_attendue_dossier_id_dossier")),
        sa.PrimaryKeyConstraint("dossier_id", "acte", name=op.f("pk_signature_attendue")),
        sa.UniqueConstraint("reference", name=op.f("uq_signature_attendue_reference")),
    )


def downgrade() -> None:
    op.drop_table("signature_attendue")
    op.drop_column("compte", "nom_au_certificat")
    for nom, _ in reversed(_FAITS):
        op.drop_column("document_emis", nom)
