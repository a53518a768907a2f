"""Guards that were missing: dates moved by a clause agreed in advance, room for the days of a plan, one titre for a
dossier, registered numbers found again, payments cancelled with their reason.

Data touched: none; what was agreed before has no clause and no shift. Reversible: yes, what the clause moved is lost, and a
cancelled payment stands again.
"""

import sqlalchemy as sa
from alembic import op

revision = "0006_gardes"
down_revision = "0005_signature"

_MOTIFS = "annule_motif IN ('montant', 'date', 'doublon', 'rejete', 'autre_dossier')"
_MOTIVEE = "(annule_le IS NULL) = (annule_motif IS NULL)"
_DECALAGE_CONVENU = "decalage_mois = 0 OR (clause <> '' AND statut = 'acceptee')"


def upgrade() -> None:
    for table in ("proposition", "plan_accepte"):
        op.add_column(table, sa.Column("clause", sa.Text(), nullable=False, server_default=""))
    _ajouter("proposition", "decalage_mois", "INTEGER DEFAULT 0 NOT NULL", {"decalage_convenu": _DECALAGE_CONVENU})
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
    op.add_column("paiement", sa.Column("annule_le", sa.DateTime(), nullable=True))
    _ajouter("paiement", "annule_motif", "VARCHAR(40)", {"annule_motif": _MOTIFS, "annulation_motivee": _MOTIVEE})
    op.create_index(op.f("ix_dossier_numero_recommande"), "dossier", ["numero_recommande"])


def downgrade() -> None:
    _retirer("paiement", "annule_motif", "annule_motif", "annulation_motivee")
    op.drop_column("paiement", "annule_le")
    op.drop_index(op.f("ix_dossier_numero_recommande"), table_name="dossier")
    op.drop_index("uq_document_emis_titre", table_name="document_emis")
    _retailler("plan_accepte", "jours", 100, 40)
    _retirer("proposition", "decalage_mois", "decalage_convenu")
    for table in ("proposition", "plan_accepte"):
        op.drop_column(table, "clause")


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _ajouter(table: str, colonne: str, forme: str, regles: dict[str, str]) -> None:
    """A column with its rules. The same words suit both engines: rebuilding a SQLite table, as the batch mode does,
    would drop one that others point at."""
    contraintes = " ".join(f"CONSTRAINT ck_{table}_{nom} CHECK ({regle})" for nom, regle in regles.items())
    op.execute(f"ALTER TABLE {table} ADD COLUMN {colonne} {forme} {contraintes}")


def _retirer(table: str, colonne: str, *regles: str) -> None:
    """SQLite drops a column's rules with it; PostgreSQL too, but for those that name another column."""
    if _postgresql():
        for nom in regles:
            op.drop_constraint(nom, table, type_="check")
    op.drop_column(table, colonne)


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
