"""The journal: one row for each act, chained to the one before, never changed, never erased (triggers see to it).

What an act says in its own words (`details`) is a charge apart: it can be erased, its salted hash stays in the row.
"""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ForeignKey, Index, String, Text, TextClause, func, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portail.domaine.chaine import COLONNES, ORIGINE
from portail.domaine.procedure import Etat, Role
from portail.persistance.base import Base, enumeration
from portail.persistance.dossiers import Dossier

VERROU = 0x6A6F75726E616C  # « journal »: the advisory lock of PostgreSQL, the trigger takes it too
PAR_PAGE = 1000


class Evenement(Base):
    """An act: who, what, from which state to which, on what text, received when and written when."""

    __tablename__ = "evenement"
    __table_args__ = (
        Index("uq_evenement_idem", "dossier_id", "idem", unique=True),
        Index("uq_evenement_numero", "dossier_id", "numero", unique=True),
        Index("uq_evenement_seq", "seq", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    numero: Mapped[int]  # 1, 2, 3… within the dossier
    action: Mapped[str] = mapped_column(String(40))
    role: Mapped[Role]
    compte_id: Mapped[int | None] = mapped_column(ForeignKey("compte.id"))
    depuis: Mapped[Etat] = mapped_column(enumeration(Etat, "depuis"))
    vers: Mapped[Etat] = mapped_column(enumeration(Etat, "vers"))
    article: Mapped[str] = mapped_column(String(40))
    recu_le: Mapped[datetime]  # when the request came in: this instant is weighed against the deadline
    ecrit_le: Mapped[datetime]  # never before the row above
    idem: Mapped[str | None] = mapped_column(String(64))  # of the form: a double submit is one act

    # The chain (domaine.chaine); hashes in hexadecimal
    seq: Mapped[int]  # 1, 2, 3… over all dossiers, without holes
    charge_empreinte: Mapped[str] = mapped_column(String(64))
    prec: Mapped[str] = mapped_column(String(64))  # `empreinte` of the row above
    empreinte: Mapped[str] = mapped_column(String(64))
    sceau: Mapped[str] = mapped_column(String(64))  # under a key that is not in the database; empty before migration 4

    dossier: Mapped[Dossier] = relationship(back_populates="evenements")
    charge: Mapped[EvenementCharge | None] = relationship(lazy="joined", passive_deletes="all")

    @property
    def details(self) -> dict[str, Any]:
        """Facts of the act; empty once erased at the end of retention."""
        contenu: dict[str, Any] = json.loads(self.charge.contenu) if self.charge is not None else {}
        return contenu


class EvenementCharge(Base):
    """What an act says, in canonical form, with the salt that keeps its hash from being guessed."""

    __tablename__ = "evenement_charge"

    evenement_id: Mapped[int] = mapped_column(ForeignKey("evenement.id"), primary_key=True)
    sel: Mapped[str] = mapped_column(String(32))
    contenu: Mapped[str] = mapped_column(Text)


class Tete(NamedTuple):
    """The last row of the journal; `seq` is 0 when there is none."""

    seq: int = 0
    id: int = 0
    empreinte: str = ORIGINE
    ecrit_le: datetime | None = None


def tete(session: Session, *, verrouiller: bool = False) -> Tete:
    """The row to follow. `verrouiller`: nobody else adds one before the end of this transaction.

    On SQLite the transaction of a writer has the lock from its start (BEGIN IMMEDIATE).
    """
    if verrouiller and session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(VERROU)))
    colonnes = (Evenement.seq, Evenement.id, Evenement.empreinte, Evenement.ecrit_le)
    ligne = session.execute(select(*colonnes).order_by(Evenement.seq.desc()).limit(1)).first()
    return Tete(*ligne) if ligne is not None else Tete()


def empreinte(session: Session, seq: int) -> str | None:
    return session.scalar(select(Evenement.empreinte).where(Evenement.seq == seq))


def premiere_scellee(session: Session, jusqu_a: int | None = None) -> int | None:
    """The first row that bears a seal, at `jusqu_a` or above it; those before were written by an older version."""
    requete = select(Evenement.seq).where(Evenement.sceau != "").order_by(Evenement.seq).limit(1)
    return session.scalar(requete if jusqu_a is None else requete.where(Evenement.seq <= jusqu_a))


class Brute(NamedTuple):
    """A row as the database holds it, whoever wrote it: nothing here has been believed yet."""

    ligne: dict[str, Any]  # COLONNES, instants in canonical writing when they are instants
    prec: Any
    empreinte: Any
    sceau: Any
    sel: Any
    contenu: Any
    effacee: bool

    @property
    def seq(self) -> Any:
        return self.ligne["seq"]


_INSTANTS = ("recu_le", "ecrit_le")
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d\.\d{6})", re.ASCII)
_COTE_BASE = {"dossier": "d.reference"} | {c: f"e.{c}" for c in COLONNES if c != "dossier"}
# An infinite or very old instant has no Python value: PostgreSQL writes them all, era included.
_COTE_POSTGRESQL = {c: f"replace(to_char(e.{c}, 'YYYY-MM-DD HH24:MI:SS.US BC'), ' AD', '')" for c in _INSTANTS}


def lignes(session: Session, depuis: int | None = None, jusqu_a: int | None = None) -> Generator[Brute, None, None]:
    """Rows in the order of `seq`, a page at a time whatever the length of the journal; without bounds, all of them.

    Read beside the model: a row that a hand altered may hold what the model cannot read. Close it (`closing`) if it may
    be left before its end: a cursor is open on the database.
    """
    connexion = session.connection()
    postgresql = connexion.dialect.name == "postgresql"
    if not postgresql:
        # Bytes that are not UTF-8 would stop the reading: they come through as what no text can hold.
        pilote: Any = connexion.connection.driver_connection
        pilote.text_factory = lambda octets: octets.decode("utf-8", "surrogateescape")
    try:
        requete = _requete(_COTE_BASE | (_COTE_POSTGRESQL if postgresql else {}), depuis, jusqu_a)
        with session.execute(requete, execution_options={"yield_per": PAR_PAGE}) as resultat:
            yield from map(_brute, resultat)
    finally:
        if not postgresql:
            pilote.text_factory = str


def _requete(choix: dict[str, str], depuis: int | None, jusqu_a: int | None) -> TextClause:
    colonnes = ", ".join(f"{choix[c]} AS {c}" for c in COLONNES)
    bornes = {"e.seq >= :depuis": depuis, "e.seq <= :jusqu_a": jusqu_a}
    ou = " AND ".join(condition for condition, borne in bornes.items() if borne is not None)
    requete = text(
        f"SELECT {colonnes}, e.prec, e.empreinte, e.sceau, c.sel, c.contenu, c.evenement_id IS NULL AS effacee "  # noqa: S608
        "FROM evenement e LEFT JOIN dossier d ON d.id = e.dossier_id "
        f"LEFT JOIN evenement_charge c ON c.evenement_id = e.id {ou and f'WHERE {ou}'} ORDER BY e.seq, e.id"
    )
    valeurs = {"depuis": depuis, "jusqu_a": jusqu_a}
    return requete.bindparams(**{nom: valeur for nom, valeur in valeurs.items() if valeur is not None})


def _brute(rangee: Sequence[Any]) -> Brute:
    nombre = len(COLONNES)
    ligne = dict(zip(COLONNES, rangee[:nombre], strict=True))
    for colonne in _INSTANTS:
        lu = _INSTANT.fullmatch(ligne[colonne]) if isinstance(ligne[colonne], str) else None
        ligne[colonne] = f"{lu[1]}T{lu[2]}Z" if lu else None
    prec, empreinte_lue, sceau, sel, contenu, effacee = rangee[nombre:]
    return Brute(ligne, prec, empreinte_lue, sceau, sel, contenu, bool(effacee))
