"""What people report beside the procedure, the answers, the documents joined, and what is not sent yet."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portail.domaine.procedure import Role
from portail.domaine.signalements import Decision, Genre, Report
from portail.persistance.base import Base, enumeration
from portail.persistance.dossiers import Dossier

POUR_L_ETUDE = (Genre.CONTESTATION, Genre.DESTINATAIRE)  # what the étude has to read


class Signalement(Base):
    """A report. It changes no state and no date of the law; it says who should answer, and by when.

    `faits` holds what was said in figures: days as ISO text, sums in centimes. A report about the addressee comes from
    nobody known: it is no act of a party, and stands in no journal.
    """

    __tablename__ = "signalement"
    __table_args__ = (
        CheckConstraint("(genre = 'destinataire') = (evenement_id IS NULL)", name="acte_d_une_partie"),
        Index("uq_signalement_numero", "dossier_id", "numero", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    numero: Mapped[int]  # 1, 2, 3… within the dossier
    genre: Mapped[Genre]
    motif: Mapped[str] = mapped_column(String(40))
    texte: Mapped[str] = mapped_column(Text, default="")
    faits: Mapped[dict[str, Any]] = mapped_column(default=dict)
    envoye_le: Mapped[datetime]
    reponse_avant: Mapped[date | None]
    vu_le: Mapped[datetime | None]  # the étude has looked
    evenement_id: Mapped[int | None] = mapped_column(ForeignKey("evenement.id"))

    dossier: Mapped[Dossier] = relationship(back_populates="signalements")
    reponses: Mapped[list[ReponseSignalement]] = relationship(
        order_by="ReponseSignalement.id",
        back_populates="signalement",
        lazy="selectin",  # every list of reports reads them: who is awaited depends on them
    )
    pieces: Mapped[list[PieceJointe]] = relationship(order_by="PieceJointe.id", back_populates="signalement")

    @property
    def jointes(self) -> list[PieceJointe]:
        """Every document of the thread, answers included."""
        return [*self.pieces, *(p for r in self.reponses for p in r.pieces)]

    @property
    def attend_l_etude(self) -> bool:
        return self.genre in POUR_L_ETUDE and self.vu_le is None

    @property
    def attend_le_creancier(self) -> bool:
        return self.genre is not Genre.DESTINATAIRE and not any(r.auteur is Role.CREANCIER for r in self.reponses)

    @property
    def decision(self) -> Decision | None:
        """The creditor's answer to a request of delay."""
        return next((r.decision for r in self.reponses if r.decision is not None), None)

    @property
    def report(self) -> Report | None:
        """The delay asked for, if this is such a request."""
        if self.genre is not Genre.DIFFICULTE:
            return None
        f = self.faits
        return Report(int(f["numero"]), int(f["montant_centimes"]), date.fromisoformat(f["jusqu_au"]))


class ReponseSignalement(Base):
    """What the creditor or the étude answered; everybody of the dossier reads it."""

    __tablename__ = "reponse_signalement"

    id: Mapped[int] = mapped_column(primary_key=True)
    signalement_id: Mapped[int] = mapped_column(ForeignKey("signalement.id"), index=True)
    auteur: Mapped[Role]
    texte: Mapped[str] = mapped_column(Text, default="")
    decision: Mapped[Decision | None] = mapped_column(enumeration(Decision))
    envoyee_le: Mapped[datetime]
    evenement_id: Mapped[int] = mapped_column(ForeignKey("evenement.id"))

    signalement: Mapped[Signalement] = relationship(back_populates="reponses")
    pieces: Mapped[list[PieceJointe]] = relationship(order_by="PieceJointe.id", back_populates="reponse")


class PieceJointe(Base):
    """A document joined to a report or to an answer, cleaned; `projet` names the draft it waits in."""

    __tablename__ = "piece_jointe"
    __table_args__ = (
        CheckConstraint(
            "(projet = '') = (signalement_id IS NOT NULL OR reponse_id IS NOT NULL)", name="envoyee_ou_projet"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    auteur: Mapped[Role]
    projet: Mapped[str] = mapped_column(String(40), default="")
    signalement_id: Mapped[int | None] = mapped_column(ForeignKey("signalement.id"), index=True)
    reponse_id: Mapped[int | None] = mapped_column(ForeignKey("reponse_signalement.id"), index=True)
    nom: Mapped[str] = mapped_column(String(200))
    type_mime: Mapped[str] = mapped_column(String(40))
    taille: Mapped[int]
    empreinte: Mapped[str] = mapped_column(String(64))
    deposee_le: Mapped[datetime]

    signalement: Mapped[Signalement | None] = relationship(back_populates="pieces")
    reponse: Mapped[ReponseSignalement | None] = relationship(back_populates="pieces")


class BrouillonSignalement(Base):
    """What somebody is writing: kept between pages, seen by nobody else, gone once sent."""

    __tablename__ = "brouillon_signalement"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(primary_key=True)
    projet: Mapped[str] = mapped_column(String(40), primary_key=True)
    saisie: Mapped[dict[str, Any]]
    modifie_le: Mapped[datetime]
