"""Papers printed by who may have been somebody else are closed with the old credentials.

Data touched: none, one empty column. Reversible: yes; closed papers could then be recorded again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012_papiers_fermes"
down_revision = "0011_second_pas"


def upgrade() -> None:
    op.add_column("projet_papier", sa.Column("ferme_le", sa.DateTime(), nullable=True))


def downgrade() -> None:
    op.drop_column("projet_papier", "ferme_le")
