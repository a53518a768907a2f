"""The outbox: mails are rows written in the transaction of the act that causes them."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from portail.persistance.base import Base


class EtatCourriel(enum.StrEnum):
    A_ENVOYER = "a_envoyer"
    ENVOYE = "envoye"
    A_EXAMINER = "a_examiner"  # too many failures: somebody must look


class Courriel(Base):
    __tablename__ = "courriel"
    __table_args__ = (Index("ix_courriel_a_envoyer", "etat", "prochain_essai_le"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    cle: Mapped[str] = mapped_column(String(120), unique=True)  # one mail per fact; its Message-ID is drawn from it
    dossier_id: Mapped[int | None] = mapped_column(ForeignKey("dossier.id"), index=True)
    etude_id: Mapped[int] = mapped_column(ForeignKey("etude.id"), index=True)
    destinataire: Mapped[str] = mapped_column(String(254))
    sujet: Mapped[str] = mapped_column(String(200))
    corps: Mapped[str] = mapped_column(Text)
    etat: Mapped[EtatCourriel] = mapped_column(default=EtatCourriel.A_ENVOYER)
    essais: Mapped[int] = mapped_column(default=0)
    depose_le: Mapped[datetime]
    prochain_essai_le: Mapped[datetime]
    envoye_le: Mapped[datetime | None]
    derniere_panne: Mapped[str] = mapped_column(String(300), default="")
    perime_le: Mapped[datetime | None]  # worth nothing after that, erased once sent, shown to nobody


def courriels_de_l_etude(session: Session, etude_id: int, limite: int = 100) -> Sequence[Courriel]:
    """The étude's latest mails, newest first; one that was taken back before it left is nothing to examine."""
    repris = (Courriel.destinataire == "") & (Courriel.etat != EtatCourriel.ENVOYE)
    return session.scalars(
        select(Courriel).where(Courriel.etude_id == etude_id, ~repris).order_by(Courriel.id.desc()).limit(limite)
    ).all()
