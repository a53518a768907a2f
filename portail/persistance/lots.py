"""Batches of the étude: the same act on many dossiers, one line each, worked little by little."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    String,
    Text,
    UniqueConstraint,
    func,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, selectinload

from portail.domaine.procedure import Etat
from portail.persistance.actes import DocumentEmis
from portail.persistance.base import Base
from portail.persistance.dossiers import Dossier
from portail.persistance.etudes import Compte
from portail.persistance.negociation import Proposition


class GenreLot(enum.StrEnum):
    LETTRES = "lettres"  # prepare the invitations
    TITRES = "titres"  # issue the titres exécutoires


class EtatLigne(enum.StrEnum):
    EN_ATTENTE = "en_attente"
    FAIT = "fait"
    REFUSE = "refuse"


class Lot(Base):
    """What one commissaire confirmed at once. `fini_le` is set when no line waits any more."""

    __tablename__ = "lot"
    __table_args__ = (UniqueConstraint("compte_id", "idem"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    etude_id: Mapped[int] = mapped_column(ForeignKey("etude.id"), index=True)
    compte_id: Mapped[int] = mapped_column(ForeignKey("compte.id"))
    genre: Mapped[GenreLot]
    idem: Mapped[str] = mapped_column(String(64))  # names the form that was shown: sending it twice is one batch
    cree_le: Mapped[datetime]
    fini_le: Mapped[datetime | None]

    compte: Mapped[Compte] = relationship()
    lignes: Mapped[list[LotLigne]] = relationship(order_by="LotLigne.rang", back_populates="lot")


class LotLigne(Base):
    """One dossier of a batch. `version` and `vu` are what was displayed when the batch was confirmed.

    A worker takes the line for a while (`prise_le`, `prises` counts the takers): whoever dies leaves it to the next.
    """

    __tablename__ = "lot_ligne"
    __table_args__ = (
        CheckConstraint("(etat = 'en_attente') = (fini_le IS NULL)", name="fin_datee"),
        CheckConstraint("(etat = 'refuse') = (motif <> '')", name="refus_motive"),
        # a dossier waits in one batch of a kind at most
        Index(
            "uq_lot_ligne_en_attente",
            "dossier_id",
            "genre",
            unique=True,
            sqlite_where=text("etat = 'en_attente'"),
            postgresql_where=text("etat = 'en_attente'"),
        ),
    )

    lot_id: Mapped[int] = mapped_column(ForeignKey("lot.id"), primary_key=True)
    rang: Mapped[int] = mapped_column(primary_key=True)
    genre: Mapped[GenreLot]  # that of the batch, for the index
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    version: Mapped[int]
    vu: Mapped[str] = mapped_column(String(64), default="")
    etat: Mapped[EtatLigne] = mapped_column(default=EtatLigne.EN_ATTENTE)
    motif: Mapped[str] = mapped_column(Text, default="")  # why refused: the sentence of the single page
    # a letter torn up takes its document away, not the memory of the batch
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document_emis.id", ondelete="SET NULL"))
    prise_le: Mapped[datetime | None]
    prises: Mapped[int] = mapped_column(default=0)
    fini_le: Mapped[datetime | None]

    lot: Mapped[Lot] = relationship(back_populates="lignes")
    dossier: Mapped[Dossier] = relationship()
    document: Mapped[DocumentEmis | None] = relationship()


class Avancement(NamedTuple):
    """How far a batch has come, in numbers of lines."""

    total: int
    faits: int
    refuses: int

    @property
    def traites(self) -> int:
        return self.faits + self.refuses

    @property
    def fini(self) -> bool:
        return self.traites == self.total


def lot_visible(session: Session, numero: int, etude_id: int) -> Lot | None:
    """The batch if it is this étude's, else None: a 404."""
    return session.scalar(select(Lot).where(Lot.id == numero, Lot.etude_id == etude_id))


def derniers_lots(session: Session, etude_id: int, nombre: int) -> Sequence[Lot]:
    """The latest batches of the étude, the newest first."""
    requete = select(Lot).where(Lot.etude_id == etude_id).order_by(Lot.id.desc()).limit(nombre)
    return session.scalars(requete.options(selectinload(Lot.compte))).all()


def lots_ouverts(session: Session, etude_id: int | None = None) -> Sequence[Lot]:
    """The batches with a line that still waits, the oldest first; of every étude if none is named."""
    attente = select(LotLigne.lot_id).where(LotLigne.etat == EtatLigne.EN_ATTENTE)
    requete = select(Lot).where(Lot.id.in_(attente)).order_by(Lot.id)
    if etude_id is not None:
        requete = requete.where(Lot.etude_id == etude_id)
    return session.scalars(requete).all()


def avancements(session: Session, lots: Sequence[Lot]) -> dict[int, Avancement]:
    """How far each of these batches has come, in one query."""
    comptes: dict[int, dict[EtatLigne, int]] = {lot.id: {} for lot in lots}
    requete = (
        select(LotLigne.lot_id, LotLigne.etat, func.count())
        .where(LotLigne.lot_id.in_(comptes))
        .group_by(LotLigne.lot_id, LotLigne.etat)
    )
    for lot_id, etat, nombre in session.execute(requete):
        comptes[lot_id][etat] = nombre
    return {
        lot_id: Avancement(sum(n.values()), n.get(EtatLigne.FAIT, 0), n.get(EtatLigne.REFUSE, 0))
        for lot_id, n in comptes.items()
    }


def libre(depuis: datetime) -> ColumnElement[bool]:
    """A line that nobody is making: never taken, or taken before `depuis` by somebody who is dead."""
    return or_(LotLigne.prise_le.is_(None), LotLigne.prise_le < depuis)


def reste_libre(session: Session, lot: Lot, depuis: datetime) -> bool:
    """True if a line of the batch waits for a taker."""
    requete = select(LotLigne.rang).where(
        LotLigne.lot_id == lot.id, LotLigne.etat == EtatLigne.EN_ATTENTE, libre(depuis)
    )
    return session.scalar(requete.limit(1)) is not None


def lignes(session: Session, lot: Lot, *etats: EtatLigne) -> Sequence[LotLigne]:
    """The lines of the batch in these states (none: all), in order, with what a page shows of each."""
    requete = select(LotLigne).where(LotLigne.lot_id == lot.id).order_by(LotLigne.rang)
    if etats:
        requete = requete.where(LotLigne.etat.in_(etats))
    qui = selectinload(LotLigne.dossier).selectinload(Dossier.debiteur)
    return session.scalars(requete.options(qui)).all()


def en_lot(session: Session, genre: GenreLot, dossiers: Sequence[int]) -> set[int]:
    """Those of these dossiers (numbers) that already wait in a batch of this kind."""
    requete = select(LotLigne.dossier_id).where(
        LotLigne.genre == genre, LotLigne.etat == EtatLigne.EN_ATTENTE, LotLigne.dossier_id.in_(dossiers)
    )
    return set(session.scalars(requete))


def dossiers_choisis(
    session: Session,
    etude_id: int,
    etat: Etat,
    references: Sequence[str] | None,
    limite: int,
    *,
    complets: bool = False,
) -> list[Dossier]:
    """The dossiers of the étude in this state: those named, in that order, else all, the oldest first.

    `complets`: with what an act states of each, read in a handful of queries.
    """
    requete = _de_l_etude(etude_id).where(Dossier.etat == etat).order_by(Dossier.lettre_le, Dossier.id)
    if complets:
        requete = requete.options(
            selectinload(Dossier.elements),
            selectinload(Dossier.pieces),
            selectinload(Dossier.constats),
            selectinload(Dossier.signalements),
            selectinload(Dossier.propositions).selectinload(Proposition.lignes),
        )
    if references is None:
        return list(session.scalars(requete.limit(limite)))
    trouves = {d.reference: d for d in session.scalars(requete.where(Dossier.reference.in_(references)))}
    return [trouves[reference] for reference in dict.fromkeys(references) if reference in trouves][:limite]


def dossiers_nommes(session: Session, etude_id: int, references: Sequence[str]) -> dict[str, Dossier]:
    """Those of these dossiers that the étude has."""
    return {d.reference: d for d in session.scalars(_de_l_etude(etude_id).where(Dossier.reference.in_(references)))}


def _de_l_etude(etude_id: int) -> Select[Dossier]:
    return (
        select(Dossier)
        .where(Dossier.etude_id == etude_id, Dossier.mandat_le.is_not(None))
        .options(selectinload(Dossier.debiteur), selectinload(Dossier.creancier))
    )
