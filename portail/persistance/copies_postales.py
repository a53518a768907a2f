"""Receipts that a debtor asked for on paper."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portail.persistance.base import Base
from portail.persistance.dossiers import Dossier
from portail.persistance.etudes import Compte
from portail.persistance.journal import Evenement


class CopiePostale(Base):
    """One request for each act; `envoyee_le` is the Paris day on which the étude posted it."""

    __tablename__ = "copie_postale"

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    evenement_id: Mapped[int] = mapped_column(ForeignKey("evenement.id"), unique=True)
    demandee_le: Mapped[datetime]
    envoyee_le: Mapped[date | None]
    envoyee_par_id: Mapped[int | None] = mapped_column(ForeignKey("compte.id"))

    dossier: Mapped[Dossier] = relationship()
    evenement: Mapped[Evenement] = relationship()
    envoyee_par: Mapped[Compte | None] = relationship()
