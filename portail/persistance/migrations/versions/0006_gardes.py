"""Guards that were missing: dates moved by a clause agreed in advance, room for the days of a plan, one titre for a
dossier, registered numbers found again.

Data touched: none; what was agreed before has no clause and no shift. Reversible: yes, what the clause moved is lost.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006_gardes"
down_revision = "0004_journal_enchaine"

_DECALAGE_CONVENU = "decalage_mois = 0 OR (clause <> '' AND statut = 'acceptee')"


def upgrade() -> None:
    for table in ("proposition", "plan_accepte"):
        op.add_column(table, sa.Column("clause", sa.Text(), nullable=False, server_default=""))
    _ajouter_decalage()
    _retailler("plan_accepte", "jours", 40, 100)
    titre = sa.text("genre = 'titre'")
    op.create_index(
        "uq_document_emis_titre",
        "document_emis",
        ["dossier_id"],
        unique=True,
        sqlite_where=titre,
        postgresql_where=titre,
    )
    op.create_index(op.f("ix_dossier_numero_recommande"), "dossier", ["numero_recommande"])


def downgrade() -> None:
    op.drop_index(op.f("ix_dossier_numero_recommande"), table_name="dossier")
    op.drop_index("uq_document_emis_titre", table_name="document_emis")
    _retailler("plan_accepte", "jours", 100, 40)
    if _postgresql():
        op.drop_constraint("decalage_convenu", "proposition", type_="check")
    op.drop_column("proposition", "decalage_mois")
    for table in ("proposition", "plan_accepte"):
        op.drop_column(table, "clause")


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _ajouter_decalage() -> None:
    """On SQLite the rule comes with its column: rebuilding a table that others point at would drop their rows."""
    if not _postgresql():
        op.execute(
            "ALTER TABLE proposition ADD COLUMN decalage_mois INTEGER DEFAULT 0 NOT NULL "
            f"CONSTRAINT ck_proposition_decalage_convenu CHECK ({_DECALAGE_CONVENU})"
        )
        return
    op.add_column("proposition", sa.Column("decalage_mois", sa.Integer(), nullable=False, server_default="0"))
    op.create_check_constraint("decalage_convenu", "proposition", _DECALAGE_CONVENU)


def _retailler(table: str, colonne: str, avant: int, apres: int) -> None:
    """A text column of another size. SQLite keeps no size: a new column takes the old one's name and values."""
    if _postgresql():
        coupe = f"left({colonne}, {apres})" if apres < avant else colonne
        op.alter_column(
            table, colonne, existing_type=sa.String(avant), type_=sa.String(apres), postgresql_using=coupe
        )  # fmt: skip
        return
    op.add_column(table, sa.Column(f"{colonne}_neuve", sa.String(apres), nullable=False, server_default=""))
    valeur = sa.func.substr(sa.column(colonne), 1, apres)
    op.execute(sa.table(table, sa.column(f"{colonne}_neuve")).update().values({f"{colonne}_neuve": valeur}))
    op.drop_column(table, colonne)
    op.alter_column(table, f"{colonne}_neuve", new_column_name=colonne)
