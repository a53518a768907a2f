"""The acts that wait for a signature made elsewhere."""

from __future__ import annotations

import enum
from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portail.persistance.base import Base


class ActeSigne(enum.StrEnum):
    """The acts of the commissaire himself, void without his signature (art. 648 CPC); a constat keeps its own name."""

    TITRE = "titre"
    ACCEPTATION = "acceptation"
    REFUS_PARTICIPATION = "refus_participation"
    EXPIRATION = "expiration"
    REFUS_TERMES = "refus_termes"
    ACCORD = "accord"


class SignatureAttendue(Base):
    """The exact PDF handed out to be signed: its bytes are in the store. One of each kind for a dossier."""

    __tablename__ = "signature_attendue"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    acte: Mapped[ActeSigne] = mapped_column(primary_key=True)
    compte_id: Mapped[int] = mapped_column(ForeignKey("compte.id"))  # who is to sign
    reference: Mapped[str] = mapped_column(String(12), unique=True)
    empreinte: Mapped[str] = mapped_column(String(64))  # SHA-256 of the PDF
    vu: Mapped[str] = mapped_column(String(64))  # what he was shown before it was prepared
    preparee_le: Mapped[datetime]
