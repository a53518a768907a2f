"""Each document bears a reference that anybody can verify, its row a seal; the receipt of full payment is a kind of document.

Data touched: `document_emis.genre` admits one more value; documents issued before have neither. Reversible: yes,
losing the references and the receipts of full payment.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003_references"
down_revision = "0002_journal_ajout_seul"

_AVANT = ("lettre", "recepisse", "constat", "projet_constat", "accord", "titre")
_GENRE = "ck_document_emis_genredocument"


def _genres(valeurs: tuple[str, ...]) -> str:
    return f"genre IN ({', '.join(repr(v) for v in valeurs)})"


def upgrade() -> None:
    with op.batch_alter_table("document_emis") as table:
        table.add_column(sa.Column("reference", sa.String(12), nullable=True))
        table.add_column(sa.Column("sceau", sa.String(64), nullable=True))
        table.create_unique_constraint(op.f("uq_document_emis_reference"), ["reference"])
        table.drop_constraint(op.f(_GENRE), type_="check")
        table.create_check_constraint(op.f(_GENRE), _genres((*_AVANT, "quittance")))


def downgrade() -> None:
    op.execute("DELETE FROM document_emis WHERE genre = 'quittance'")
    with op.batch_alter_table("document_emis") as table:
        table.drop_constraint(op.f(_GENRE), type_="check")
        table.create_check_constraint(op.f(_GENRE), _genres(_AVANT))
        table.drop_constraint(op.f("uq_document_emis_reference"), type_="unique")
        table.drop_column("sceau")
        table.drop_column("reference")
