"""The journal: one row for each act, never changed, never erased (database triggers see to it)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portail.domaine.procedure import Etat, Role
from portail.persistance.base import Base, enumeration
from portail.persistance.dossiers import Dossier


class Evenement(Base):
    """An act: who, what, from which state to which, on what text, received when and written when."""

    __tablename__ = "evenement"
    __table_args__ = (
        Index("uq_evenement_idem", "dossier_id", "idem", unique=True),
        Index("uq_evenement_numero", "dossier_id", "numero", unique=True),
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
    ecrit_le: Mapped[datetime]
    idem: Mapped[str | None] = mapped_column(String(64))  # of the form: a double submit is one act
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)

    dossier: Mapped[Dossier] = relationship(back_populates="evenements")
