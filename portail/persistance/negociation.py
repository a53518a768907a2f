"""The terms: proposals with their instalments, plans signed in advance, the debtor's draft."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portail.domaine.decalage import decaler
from portail.domaine.echeancier import Echeance, Echeancier
from portail.domaine.procedure import Role
from portail.persistance.base import Base
from portail.persistance.dossiers import Dossier


class StatutProposition(enum.StrEnum):
    EN_COURS = "en_cours"
    REMPLACEE = "remplacee"
    RETIREE = "retiree"
    DECLINEE = "declinee"
    ACCEPTEE = "acceptee"


class Proposition(Base):
    """An offer on amount and terms (R125-4), firm until the other party answers or the month ends."""

    __tablename__ = "proposition"
    __table_args__ = (
        CheckConstraint("montant_centimes > 0", name="montant_positif"),
        CheckConstraint("(statut = 'en_cours') = (repondue_le IS NULL)", name="reponse_datee"),
        CheckConstraint("decalage_mois = 0 OR (clause <> '' AND statut = 'acceptee')", name="decalage_convenu"),
        Index("uq_proposition_numero", "dossier_id", "numero", unique=True),
        Index(
            "uq_proposition_en_cours",
            "dossier_id",
            unique=True,
            sqlite_where=text("statut = 'en_cours'"),
            postgresql_where=text("statut = 'en_cours'"),
        ),
        Index(
            "uq_proposition_acceptee",
            "dossier_id",
            unique=True,
            sqlite_where=text("statut = 'acceptee'"),
            postgresql_where=text("statut = 'acceptee'"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    numero: Mapped[int]
    auteur: Mapped[Role]
    montant_centimes: Mapped[int]
    clause: Mapped[str] = mapped_column(Text, default="")  # what moves the dates after a late constat; part of the hash
    message: Mapped[str] = mapped_column(Text, default="")
    empreinte: Mapped[str] = mapped_column(String(64))  # SHA-256 of the canonical terms that were displayed
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan_accepte.id"))
    envoyee_le: Mapped[datetime]
    statut: Mapped[StatutProposition] = mapped_column(default=StatutProposition.EN_COURS)
    repondue_le: Mapped[datetime | None]
    decalage_mois: Mapped[int] = mapped_column(default=0)  # by the clause, on the day of the constat

    dossier: Mapped[Dossier] = relationship(back_populates="propositions")
    lignes: Mapped[list[LigneEcheance]] = relationship(
        order_by="LigneEcheance.numero", cascade="all, delete-orphan", back_populates="proposition"
    )

    @property
    def en_cours(self) -> bool:
        return self.statut is StatutProposition.EN_COURS

    @property
    def acceptee(self) -> bool:
        return self.statut is StatutProposition.ACCEPTEE

    @property
    def echeances(self) -> tuple[Echeance, ...]:
        """As offered and agreed: what the hash is made of."""
        return tuple(Echeance(ligne.numero, ligne.le, ligne.montant_centimes) for ligne in self.lignes)

    @property
    def echeancier(self) -> Echeancier:
        return Echeancier(self.echeances)

    @property
    def echeances_dues(self) -> tuple[Echeance, ...]:
        """What is to be paid: as agreed, moved by the clause if the constat came late."""
        return decaler(self.echeances, self.decalage_mois)

    @property
    def echeancier_du(self) -> Echeancier:
        return Echeancier(self.echeances_dues)


class LigneEcheance(Base):
    """One instalment of a proposal."""

    __tablename__ = "ligne_echeance"
    __table_args__ = (CheckConstraint("montant_centimes > 0", name="montant_positif"),)

    proposition_id: Mapped[int] = mapped_column(ForeignKey("proposition.id"), primary_key=True)
    numero: Mapped[int] = mapped_column(primary_key=True)
    le: Mapped[date]
    montant_centimes: Mapped[int]

    proposition: Mapped[Proposition] = relationship(back_populates="lignes")


class PlanAccepte(Base):
    """An exact plan that the creditor signed in advance: a firm offer relayed as the commissaire's (R125-4).

    `jours` are the days of the month he allows, "5,10,15"; the first payment falls within a month of the first lawful
    day.
    """

    __tablename__ = "plan_accepte"
    __table_args__ = (
        CheckConstraint("nombre >= 1 AND nombre <= 60", name="nombre"),
        CheckConstraint("montant_centimes > 0", name="montant_positif"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    nombre: Mapped[int]
    montant_centimes: Mapped[int]
    jours: Mapped[str] = mapped_column(String(100))  # the 31 days take 83
    texte: Mapped[str] = mapped_column(Text)  # the words the creditor signed
    clause: Mapped[str] = mapped_column(Text, default="")  # of these words, what moves the dates (domaine.decalage)
    empreinte: Mapped[str] = mapped_column(String(64))
    signe_le: Mapped[datetime]
    signe_par_id: Mapped[int] = mapped_column(ForeignKey("compte.id"))
    retire_le: Mapped[datetime | None]

    dossier: Mapped[Dossier] = relationship(back_populates="plans")

    @property
    def jours_permis(self) -> tuple[int, ...]:
        return tuple(int(j) for j in self.jours.split(","))


class ProjetPapier(Base):
    """Terms that the debtor printed to sign by hand: no legal effect until the étude records the signed paper.

    What is printed stays as it was, whatever he composes afterwards: the étude finds it again by its number.
    """

    __tablename__ = "projet_papier"
    __table_args__ = (
        CheckConstraint("montant_centimes > 0", name="montant_positif"),
        CheckConstraint("(enregistre_le IS NULL) = (scan IS NULL)", name="enregistre_avec_son_scan"),
        Index("uq_projet_papier_numero", "dossier_id", "numero", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    numero: Mapped[int]
    genre: Mapped[str] = mapped_column(String(20))  # services.consentement.Genre
    participe: Mapped[bool]  # the same paper says that he takes part
    montant_centimes: Mapped[int]
    lignes: Mapped[dict[str, Any]]  # {"echeances": [[date, centimes], …]}
    clause: Mapped[str] = mapped_column(Text)
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan_accepte.id"))
    objet: Mapped[str] = mapped_column(String(64))  # SHA-256 of terms and statements, see consentement.Lu
    prepare_le: Mapped[datetime]
    enregistre_le: Mapped[datetime | None]
    scan: Mapped[str | None] = mapped_column(String(64))  # the signed paper in the store, by its hash
    scan_type: Mapped[str | None] = mapped_column(String(40))
    ferme_le: Mapped[datetime | None]  # somebody else may have prepared it, or it gave way: never to be recorded

    dossier: Mapped[Dossier] = relationship()
    plan: Mapped[PlanAccepte | None] = relationship()

    @property
    def echeances(self) -> tuple[Echeance, ...]:
        lignes = self.lignes["echeances"]
        return tuple(Echeance(n, date.fromisoformat(le), centimes) for n, (le, centimes) in enumerate(lignes, 1))

    @property
    def echeancier(self) -> Echeancier:
        return Echeancier(self.echeances)


class BrouillonPlan(Base):
    """What the debtor or the creditor was composing: kept between visits, never shown to the other."""

    __tablename__ = "brouillon_plan"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(primary_key=True)
    saisie: Mapped[dict[str, Any]]
    modifie_le: Mapped[datetime]
