"""What a debtor said about being told before each payment."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portail.persistance.base import Base
from portail.persistance.dossiers import Dossier


class Rappel(Base):
    """One row for each debtor who answered; it is erased with the address when the payments end.

    `courriel` was typed for this alone and confirmed by nobody: it stands here, not beside the debtor's name, so that
    no code to sign can ever be sent to it. "" when an address was known before the letter, or nothing is wanted.
    """

    __tablename__ = "rappel"
    __table_args__ = (CheckConstraint("par_courriel OR courriel = ''", name="adresse_utile"),)

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    par_courriel: Mapped[bool]
    courriel: Mapped[str] = mapped_column(String(254), default="")
    choisi_le: Mapped[datetime]

    dossier: Mapped[Dossier] = relationship()
