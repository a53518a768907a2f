"""The étude, its creditors and the accounts that sign in with an e-mail address and a password."""

from __future__ import annotations

import enum
from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portail.domaine.procedure import Role
from portail.persistance.base import Base


class NaturePersonne(enum.StrEnum):
    PHYSIQUE = "physique"
    MORALE = "morale"


class Personne:
    """Who a party is, in the detail that art. 648 CPC asks of an act of a commissaire de justice."""

    nature: Mapped[NaturePersonne] = mapped_column(default=NaturePersonne.PHYSIQUE)
    civilite: Mapped[str] = mapped_column(String(20), default="")
    nom: Mapped[str] = mapped_column(String(300), default="")
    prenoms: Mapped[str] = mapped_column(String(300), default="")
    denomination: Mapped[str] = mapped_column(String(300), default="")
    forme: Mapped[str] = mapped_column(String(80), default="")
    siren: Mapped[str] = mapped_column(String(9), default="")
    representant: Mapped[str] = mapped_column(String(300), default="")
    profession: Mapped[str] = mapped_column(String(120), default="")
    nationalite: Mapped[str] = mapped_column(String(80), default="")
    ne_le: Mapped[date | None]
    ne_a: Mapped[str] = mapped_column(String(120), default="")
    adresse: Mapped[str] = mapped_column(String(300), default="")
    complement: Mapped[str] = mapped_column(String(300), default="")
    code_postal: Mapped[str] = mapped_column(String(12), default="")
    commune: Mapped[str] = mapped_column(String(120), default="")
    code_lieu: Mapped[str] = mapped_column(String(5), default="")  # INSEE commune code, or the département
    pays: Mapped[str] = mapped_column(String(2), default="FR")
    courriel: Mapped[str] = mapped_column(String(254), default="")
    telephone: Mapped[str] = mapped_column(String(20), default="")

    @property
    def appellation(self) -> str:
        """« Madame Nadia Ferrand », or the company's name."""
        if self.nature is NaturePersonne.MORALE:
            return self.denomination
        return " ".join(m for m in (self.civilite, self.prenoms, self.nom) if m)

    @property
    def initiale(self) -> str:
        """« Nadia F. »: enough for the person to recognise herself, little for anybody else."""
        if self.nature is NaturePersonne.MORALE:
            return self.denomination
        return f"{self.prenoms} {self.nom[:1]}.".strip()

    @property
    def lignes_adresse(self) -> tuple[str, ...]:
        ville = f"{self.code_postal} {self.commune}".strip()
        return tuple(ligne for ligne in (self.complement, self.adresse, ville) if ligne)


class Etude(Base):
    """An office of commissaires de justice: the operator of this portal."""

    __tablename__ = "etude"

    id: Mapped[int] = mapped_column(primary_key=True)
    nom: Mapped[str] = mapped_column(String(200))
    adresse: Mapped[str] = mapped_column(String(300))
    code_postal: Mapped[str] = mapped_column(String(12))
    commune: Mapped[str] = mapped_column(String(120))
    cour_appel: Mapped[str] = mapped_column(String(80))  # its territorial competence (R125-1)
    telephone: Mapped[str] = mapped_column(String(20))
    courriel: Mapped[str] = mapped_column(String(254))
    horaires: Mapped[str] = mapped_column(String(200), default="")

    @property
    def lignes_adresse(self) -> tuple[str, ...]:
        return (self.adresse, f"{self.code_postal} {self.commune}")


class Creancier(Personne, Base):
    """A client of the étude: it files claims and answers proposals."""

    __tablename__ = "creancier"

    id: Mapped[int] = mapped_column(primary_key=True)
    etude_id: Mapped[int] = mapped_column(ForeignKey("etude.id"))
    professionnel: Mapped[bool] = mapped_column(default=True)
    commercant: Mapped[bool] = mapped_column(default=False)  # L121-1, L210-1 C. com. (decision D8)
    cree_le: Mapped[datetime]

    etude: Mapped[Etude] = relationship()


class Compte(Base):
    """Someone who signs in with an e-mail address: a creditor's user or a commissaire de justice."""

    __tablename__ = "compte"
    __table_args__ = (
        CheckConstraint("role IN ('creancier', 'commissaire')", name="role_professionnel"),
        CheckConstraint("(role = 'creancier') = (creancier_id IS NOT NULL)", name="creancier_designe"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    role: Mapped[Role]
    etude_id: Mapped[int] = mapped_column(ForeignKey("etude.id"))
    creancier_id: Mapped[int | None] = mapped_column(ForeignKey("creancier.id"))
    courriel: Mapped[str] = mapped_column(String(254), unique=True)  # lower case
    nom: Mapped[str] = mapped_column(String(200))
    nom_au_certificat: Mapped[str | None] = mapped_column(String(200))  # of signature, where it is not `nom`
    empreinte_mot_de_passe: Mapped[str] = mapped_column(Text)
    poivre: Mapped[int]
    actif: Mapped[bool] = mapped_column(default=True)
    cree_le: Mapped[datetime]

    etude: Mapped[Etude] = relationship()
    creancier: Mapped[Creancier | None] = relationship()

    @property
    def nom_de_signature(self) -> str:
        """Whom the certificate of this commissaire must name."""
        return self.nom_au_certificat or self.nom


def compte_par_courriel(session: Session, courriel: str) -> Compte | None:
    return session.scalar(select(Compte).where(Compte.courriel == courriel.strip().lower()))
