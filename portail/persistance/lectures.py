"""Reading links: what a debtor shows to somebody he trusts, for two days."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portail.persistance.acces import AccesLettre
from portail.persistance.base import Base
from portail.persistance.dossiers import Dossier


class LienLecture(Base):
    """`cle` is the number that the signed link carries: without its row, the link opens nothing.

    The link lives with the codes of the letter that opened it: new codes close it.
    """

    __tablename__ = "lien_lecture"
    __table_args__ = (Index("uq_lien_lecture_numero", "dossier_id", "numero", unique=True),)

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    acces_id: Mapped[int] = mapped_column(ForeignKey("acces_lettre.id"))
    numero: Mapped[int]  # 1, 2, 3… within the dossier
    cle: Mapped[str] = mapped_column(String(32), unique=True)
    ouvert_le: Mapped[datetime]
    expire_le: Mapped[datetime]
    ferme_le: Mapped[datetime | None]
    lectures: Mapped[int] = mapped_column(default=0)  # openings: how many, never who

    dossier: Mapped[Dossier] = relationship()
    acces: Mapped[AccesLettre] = relationship()
