"""What the étude itself enters and answers for: texts and tariffs in force, with their source and date."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portail.persistance.base import Base


class TexteSaisi(Base):
    """The wording of an article that the étude took from the official source. The newest entry wins."""

    __tablename__ = "texte_saisi"

    id: Mapped[int] = mapped_column(primary_key=True)
    etude_id: Mapped[int] = mapped_column(ForeignKey("etude.id"), index=True)
    code: Mapped[str] = mapped_column(String(20))
    texte: Mapped[str] = mapped_column(Text)
    en_vigueur_du: Mapped[date]
    source: Mapped[str] = mapped_column(String(300))
    verifie_le: Mapped[date]
    saisi_le: Mapped[datetime]
    compte_id: Mapped[int] = mapped_column(ForeignKey("compte.id"))


class TarifSaisi(Base):
    """A dated tariff table entered by the étude, in the form of domaine.frais. The newest entry wins."""

    __tablename__ = "tarif_saisi"

    id: Mapped[int] = mapped_column(primary_key=True)
    etude_id: Mapped[int] = mapped_column(ForeignKey("etude.id"), index=True)
    du: Mapped[date]
    au: Mapped[date | None]
    valeurs: Mapped[dict[str, Any]]
    source: Mapped[str] = mapped_column(String(300))
    verifie_le: Mapped[date]
    exemple: Mapped[bool] = mapped_column(default=False)
    saisi_le: Mapped[datetime]
    compte_id: Mapped[int] = mapped_column(ForeignKey("compte.id"))
