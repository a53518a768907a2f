"""One receipt for each act: a receipt or a quittance is issued once, however many requests ask for it.

Data touched: none. Reversible: yes.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007_papiers"
down_revision = "0006_gardes"

_REMIS = sa.text("genre IN ('recepisse', 'quittance')")


def upgrade() -> None:
    op.create_index(
        "uq_document_remis",
        "document_emis",
        ["evenement_id"],
        unique=True,
        sqlite_where=_REMIS,
        postgresql_where=_REMIS,
    )


def downgrade() -> None:
    op.drop_index("uq_document_remis", table_name="document_emis")
