"""What the acts leave behind: constats, issued documents, the print file of the letter, payments."""

from __future__ import annotations

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portail.persistance.base import Base, enumeration
from portail.persistance.dossiers import Dossier


class GenreConstat(enum.StrEnum):
    ACCEPTATION = "acceptation"  # R125-3
    REFUS_PARTICIPATION = "refus_participation"  # R125-5 1°
    EXPIRATION = "expiration"  # R125-5 2°
    REFUS_TERMES = "refus_termes"  # R125-5 3°
    ACCORD = "accord"  # R125-5 4°


class GenreDocument(enum.StrEnum):
    LETTRE = "lettre"  # the archived copy, code masked
    RECEPISSE = "recepisse"
    CONSTAT = "constat"
    PROJET_CONSTAT = "projet_constat"
    ACCORD = "accord"
    TITRE = "titre"
    QUITTANCE = "quittance"


# Given once to the author of an act, after the act: see services.remises.
REMIS = (GenreDocument.RECEPISSE, GenreDocument.QUITTANCE)
_REMIS = text("genre IN ('recepisse', 'quittance')")


class DocumentEmis(Base):
    """A PDF made by the portal; its bytes are in the store, under their hash."""

    __tablename__ = "document_emis"
    __table_args__ = (
        Index(
            "uq_document_emis_titre",  # one titre for a dossier, whatever the code does (R125-6)
            "dossier_id",
            unique=True,
            sqlite_where=text("genre = 'titre'"),
            postgresql_where=text("genre = 'titre'"),
        ),
        Index("uq_document_remis", "evenement_id", unique=True, sqlite_where=_REMIS, postgresql_where=_REMIS),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    genre: Mapped[GenreDocument]
    # printed on it, asked for by /verifier; a draft has none, nobody has to believe it
    reference: Mapped[str | None] = mapped_column(String(12), unique=True)
    # of what the row says, under a key kept outside the database: see services.authenticite
    sceau: Mapped[str | None] = mapped_column(String(64))
    titre: Mapped[str] = mapped_column(String(200))
    nom: Mapped[str] = mapped_column(String(120))  # file name
    empreinte: Mapped[str] = mapped_column(String(64))
    taille: Mapped[int]
    emis_le: Mapped[datetime]
    evenement_id: Mapped[int | None] = mapped_column(ForeignKey("evenement.id"))

    # what its electronic signature was found to say when it was made; all empty for a document that bears none
    signataire: Mapped[str | None] = mapped_column(String(200))  # as the certificate names him
    niveau_signature: Mapped[str | None] = mapped_column(String(3))  # PAdES: B-B, B-T
    signe_le: Mapped[datetime | None]
    horodate_le: Mapped[datetime | None]
    numero_de_serie: Mapped[str | None] = mapped_column(String(40))  # of the certificate, in hexadecimal (RFC 5280)

    dossier: Mapped[Dossier] = relationship(back_populates="documents")


class Impression(Base):
    """The letter to print, with its code in clear: encrypted here, deleted once the deposit proof is recorded."""

    __tablename__ = "impression"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    chiffre: Mapped[bytes] = mapped_column(LargeBinary)
    preparee_le: Mapped[datetime]


class Constat(Base):
    """A written finding of the commissaire, on a text that was displayed (decision D21). One of each kind."""

    __tablename__ = "constat"
    __table_args__ = (UniqueConstraint("dossier_id", "genre"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    genre: Mapped[GenreConstat]
    texte: Mapped[str] = mapped_column(Text)
    empreinte: Mapped[str] = mapped_column(String(64))  # SHA-256 of `texte`
    constate_le: Mapped[datetime]
    compte_id: Mapped[int] = mapped_column(ForeignKey("compte.id"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document_emis.id"))

    dossier: Mapped[Dossier] = relationship(back_populates="constats")
    document: Mapped[DocumentEmis | None] = relationship()


class ProjetConstat(Base):
    """What the daily command prepared for the commissaire to read and record: it has no effect by itself."""

    __tablename__ = "projet_constat"
    __table_args__ = (Index("uq_projet_constat_genre", "dossier_id", "genre", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    genre: Mapped[GenreConstat]
    prepare_le: Mapped[datetime]
    document_id: Mapped[int] = mapped_column(ForeignKey("document_emis.id"))


class MotifAnnulation(enum.StrEnum):
    """Why a payment noted is none: chosen, not typed, since the debtor reads it."""

    MONTANT = "montant"
    DATE = "date"
    DOUBLON = "doublon"
    REJETE = "rejete"
    AUTRE_DOSSIER = "autre_dossier"


class Paiement(Base):
    """A sum that the creditor says he received under the titre. Noted by mistake, it is cancelled, never erased."""

    __tablename__ = "paiement"
    __table_args__ = (
        CheckConstraint("montant_centimes > 0", name="montant_positif"),
        CheckConstraint("(annule_le IS NULL) = (annule_motif IS NULL)", name="annulation_motivee"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    recu_le: Mapped[date]
    montant_centimes: Mapped[int]
    saisi_le: Mapped[datetime]
    annule_le: Mapped[datetime | None]
    annule_motif: Mapped[MotifAnnulation | None] = mapped_column(enumeration(MotifAnnulation, "annule_motif"))

    dossier: Mapped[Dossier] = relationship(back_populates="paiements")
