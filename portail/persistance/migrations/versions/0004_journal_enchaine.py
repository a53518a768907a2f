"""The journal is chained: each row holds the hash of the one before; what an act says moves to a table of its own.

Data touched: every row of `evenement`, in the order of its id, is given its place and its hashes, without a seal (the
key is not in the database); `details` become charges. Reversible: yes, losing the chain; coming back makes another
one, which the anchors signed before do not know.
"""

import hashlib
import json
import re
import secrets
from datetime import datetime

import sqlalchemy as sa
from alembic import op

revision = "0004_journal_enchaine"
down_revision = "0003_references"

_ORIGINE = "0" * 64
_EMPREINTES = ("charge_empreinte", "prec", "empreinte", "sceau")
_VERROU = 0x6A6F75726E616C  # « journal »
_PAR_PAGE = 1000

_SQLITE_0002 = {
    "evenement_pas_de_modification": """
    CREATE TRIGGER evenement_pas_de_modification BEFORE UPDATE ON evenement
    BEGIN SELECT RAISE(ABORT, 'journal: une ligne ne se modifie pas'); END
    """,
    "evenement_pas_d_effacement": """
    CREATE TRIGGER evenement_pas_d_effacement BEFORE DELETE ON evenement
    BEGIN SELECT RAISE(ABORT, 'journal: une ligne ne s''efface pas'); END
    """,
    "evenement_pas_de_remplacement": """
    CREATE TRIGGER evenement_pas_de_remplacement BEFORE INSERT ON evenement
    WHEN EXISTS (SELECT 1 FROM evenement WHERE id = NEW.id)
      OR EXISTS (SELECT 1 FROM evenement WHERE dossier_id = NEW.dossier_id AND numero >= NEW.numero)
    BEGIN SELECT RAISE(ABORT, 'journal: une ligne ne se remplace pas'); END
    """,
}
_SQLITE_0004 = {
    # With recursive triggers off, REPLACE deletes without firing: whatever it would replace is refused first.
    "evenement_pas_de_remplacement_idem": """
    CREATE TRIGGER evenement_pas_de_remplacement_idem BEFORE INSERT ON evenement
    WHEN EXISTS (SELECT 1 FROM evenement WHERE dossier_id = NEW.dossier_id AND idem = NEW.idem)
    BEGIN SELECT RAISE(ABORT, 'journal: une ligne ne se remplace pas'); END
    """,
    "evenement_chaine": f"""
    CREATE TRIGGER evenement_chaine BEFORE INSERT ON evenement
    WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM evenement)
      OR NEW.prec IS NOT COALESCE((SELECT empreinte FROM evenement ORDER BY seq DESC LIMIT 1), '{_ORIGINE}')
      OR LENGTH(NEW.empreinte) <> 64 OR LENGTH(NEW.sceau) <> 64
    BEGIN SELECT RAISE(ABORT, 'journal: une ligne suit la derniere et porte un sceau'); END
    """,
    "evenement_charge_pas_de_modification": """
    CREATE TRIGGER evenement_charge_pas_de_modification BEFORE UPDATE ON evenement_charge
    BEGIN SELECT RAISE(ABORT, 'journal: un contenu ne se modifie pas'); END
    """,
    # Only with its row, which is then the last: what was erased does not come back.
    "evenement_charge_avec_sa_ligne": """
    CREATE TRIGGER evenement_charge_avec_sa_ligne BEFORE INSERT ON evenement_charge
    WHEN NEW.evenement_id IS NOT (SELECT id FROM evenement ORDER BY seq DESC LIMIT 1)
      OR EXISTS (SELECT 1 FROM evenement_charge WHERE evenement_id = NEW.evenement_id)
    BEGIN SELECT RAISE(ABORT, 'journal: un contenu vient avec sa ligne'); END
    """,
}
_POSTGRESQL_0002 = (
    "ALTER TABLE evenement ENABLE ALWAYS TRIGGER evenement_ajout_seul",
    "ALTER TABLE evenement ENABLE ALWAYS TRIGGER evenement_pas_de_vidange",
)
_POSTGRESQL_0004 = (
    f"""
    CREATE FUNCTION evenement_suivre() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
      dernier bigint;
      precedente text;
    BEGIN
      PERFORM pg_advisory_xact_lock({_VERROU});
      SELECT seq, empreinte INTO dernier, precedente FROM evenement ORDER BY seq DESC LIMIT 1;
      IF NEW.seq IS DISTINCT FROM COALESCE(dernier, 0) + 1
        OR NEW.prec IS DISTINCT FROM COALESCE(precedente, '{_ORIGINE}')
        OR LENGTH(NEW.empreinte) <> 64 OR LENGTH(NEW.sceau) <> 64
      THEN RAISE EXCEPTION 'journal: une ligne suit la derniere et porte un sceau';
      END IF;
      RETURN NEW;
    END $$
    """,
    """
    CREATE FUNCTION evenement_charge_suivre() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      IF NEW.evenement_id IS DISTINCT FROM (SELECT id FROM evenement ORDER BY seq DESC LIMIT 1)
      THEN RAISE EXCEPTION 'journal: un contenu vient avec sa ligne';
      END IF;
      RETURN NEW;
    END $$
    """,
    """
    CREATE TRIGGER evenement_chaine BEFORE INSERT ON evenement
    FOR EACH ROW EXECUTE FUNCTION evenement_suivre()
    """,
    """
    CREATE TRIGGER evenement_charge_pas_de_modification BEFORE UPDATE ON evenement_charge
    FOR EACH ROW EXECUTE FUNCTION evenement_refuser()
    """,
    """
    CREATE TRIGGER evenement_charge_pas_de_vidange BEFORE TRUNCATE ON evenement_charge
    FOR EACH STATEMENT EXECUTE FUNCTION evenement_refuser()
    """,
    """
    CREATE TRIGGER evenement_charge_avec_sa_ligne BEFORE INSERT ON evenement_charge
    FOR EACH ROW EXECUTE FUNCTION evenement_charge_suivre()
    """,
    # ALWAYS: also for a session that pretends to be a replica
    "ALTER TABLE evenement ENABLE ALWAYS TRIGGER evenement_chaine",
    "ALTER TABLE evenement_charge ENABLE ALWAYS TRIGGER evenement_charge_pas_de_modification",
    "ALTER TABLE evenement_charge ENABLE ALWAYS TRIGGER evenement_charge_pas_de_vidange",
    "ALTER TABLE evenement_charge ENABLE ALWAYS TRIGGER evenement_charge_avec_sa_ligne",
)


def upgrade() -> None:
    _desarmer()
    op.create_table(
        "evenement_charge",
        sa.Column("evenement_id", sa.Integer(), nullable=False),
        sa.Column("sel", sa.String(length=32), nullable=False),
        sa.Column("contenu", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["evenement_id"], ["evenement.id"], name=op.f("fk_evenement_charge_evenement_id_evenement")
        ),
        sa.PrimaryKeyConstraint("evenement_id", name=op.f("pk_evenement_charge")),
    )
    # Column by column: rebuilding the table, as batches do, would break what refers to it on SQLite.
    op.add_column("evenement", sa.Column("seq", sa.Integer(), nullable=False, server_default="0"))
    for nom in _EMPREINTES:
        op.add_column("evenement", sa.Column(nom, sa.String(length=64), nullable=False, server_default=""))
    _enchainer()
    op.create_index("uq_evenement_seq", "evenement", ["seq"], unique=True)
    op.execute("ALTER TABLE evenement DROP COLUMN details")
    if _postgresql():
        for nom in ("seq", *_EMPREINTES):
            op.alter_column("evenement", nom, server_default=None)
    _armer()


def downgrade() -> None:
    _desarmer()
    op.add_column("evenement", sa.Column("details", sa.JSON(), nullable=False, server_default="{}"))
    type_json = "::json" if _postgresql() else ""
    op.execute(
        f"UPDATE evenement SET details = (SELECT contenu{type_json} FROM evenement_charge c WHERE c.evenement_id = evenement.id) "
        "WHERE id IN (SELECT evenement_id FROM evenement_charge)"
    )
    op.drop_index("uq_evenement_seq", table_name="evenement")
    for nom in ("seq", *_EMPREINTES):
        op.execute(f"ALTER TABLE evenement DROP COLUMN {nom}")
    op.drop_table("evenement_charge")
    if _postgresql():
        op.alter_column("evenement", "details", server_default=None)
    _armer(apres=False)


def _postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"


def _desarmer() -> None:
    """The triggers sleep while the migration writes; in the same transaction, nobody else can."""
    if not _postgresql():
        for nom in (*_SQLITE_0002, *_SQLITE_0004):
            op.execute(f"DROP TRIGGER IF EXISTS {nom}")
        return
    op.execute("ALTER TABLE evenement DISABLE TRIGGER evenement_ajout_seul")
    op.execute("DROP TRIGGER IF EXISTS evenement_chaine ON evenement")
    op.execute("DROP FUNCTION IF EXISTS evenement_suivre()")
    op.execute("DROP FUNCTION IF EXISTS evenement_charge_suivre() CASCADE")  # with the trigger that calls it


def _armer(apres: bool = True) -> None:
    if _postgresql():
        ordres = (*_POSTGRESQL_0002, *(_POSTGRESQL_0004 if apres else ()))
    else:
        ordres = (*_SQLITE_0002.values(), *(_SQLITE_0004.values() if apres else ()))
    for ordre in ordres:
        op.execute(ordre)


# What follows is chaine.py as it was: a migration must do in ten years what it does today.

_COLONNES = "id, dossier_id, numero, action, role, compte_id, depuis, vers, article, recu_le, ecrit_le, idem"
_LIRE = f"""
    SELECT d.reference AS dossier, {", ".join(f"e.{c}" for c in _COLONNES.split(", "))}, e.details
    FROM evenement e JOIN dossier d ON d.id = e.dossier_id WHERE e.id > :apres ORDER BY e.id LIMIT {_PAR_PAGE}
"""
_PLACER = """
    UPDATE evenement SET seq = :seq, charge_empreinte = :charge_empreinte, prec = :prec, empreinte = :empreinte
    WHERE id = :id
"""
_RANGER = "INSERT INTO evenement_charge (evenement_id, sel, contenu) VALUES (:id, :sel, :contenu)"


def _enchainer() -> None:
    connexion = op.get_bind()
    prec, seq, apres = _ORIGINE, 0, 0
    while page := connexion.execute(sa.text(_LIRE), {"apres": apres}).mappings().all():
        faites = []
        for ligne in map(dict, page):
            seq, apres = seq + 1, ligne["id"]
            faite = _maillon(ligne, seq, prec)
            prec = faite["empreinte"]
            faites.append(faite)
        connexion.execute(sa.text(_PLACER), faites)
        connexion.execute(sa.text(_RANGER), faites)


def _maillon(ligne: dict, seq: int, prec: str) -> dict:
    details = ligne.pop("details")
    contenu, sel = _canonique(json.loads(details) if isinstance(details, str) else details), secrets.token_hex(16)
    charge_empreinte = hashlib.sha256(sel.encode() + contenu).hexdigest()
    ligne |= {"seq": seq, "charge_empreinte": charge_empreinte}
    ligne |= {nom: _instant(ligne[nom]) for nom in ("recu_le", "ecrit_le")}
    feuille = hashlib.sha256(_canonique(ligne)).digest()
    return {
        "id": ligne["id"],
        "seq": seq,
        "charge_empreinte": charge_empreinte,
        "prec": prec,
        "empreinte": hashlib.sha256(b"portail.journal.v1\0" + bytes.fromhex(prec) + feuille).hexdigest(),
        "sel": sel,
        "contenu": contenu.decode(),
    }


def _canonique(valeur: object) -> bytes:
    return json.dumps(valeur, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def _instant(valeur: str | datetime) -> str:
    """SQLite gives text, PostgreSQL an instant without zone; both are UTC."""
    if isinstance(valeur, datetime):
        return valeur.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return re.sub(r"^(\S+) (\S+)$", r"\1T\2Z", valeur)
