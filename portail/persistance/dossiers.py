"""The dossier: one claim of one creditor against one debtor, and how far its procedure has come."""

from __future__ import annotations

import enum
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from portail.domaine.creance import Cause, Nature
from portail.domaine.delais import Delai
from portail.domaine.feries import Zone
from portail.domaine.prescription import Regime, regime
from portail.domaine.procedure import PROCEDURE_EN_COURS, Etat, Role
from portail.domaine.signalements import Decision, Genre, Report
from portail.persistance.base import Base, enumeration
from portail.persistance.etudes import Compte, Creancier, Etude, Personne

if TYPE_CHECKING:
    from portail.persistance.actes import Constat, DocumentEmis, Paiement
    from portail.persistance.journal import Evenement
    from portail.persistance.negociation import PlanAccepte, Proposition
    from portail.persistance.signalements import Signalement

_AVANT_ENVOI = "'brouillon', 'deposee', 'recevable', 'mandat', 'irrecevable', 'abandonnee'"
_APRES_ACCORD = "'accord_conclu', 'fin_accord', 'titre_delivre', 'copie_remise', 'paiements', 'solde', 'defaut'"
_APRES_TITRE = "'titre_delivre', 'copie_remise', 'paiements', 'solde', 'defaut'"
_SANS_PLAFOND = "'brouillon', 'deposee', 'irrecevable', 'abandonnee'"


class ModeReponse(enum.StrEnum):
    """How an answer of the debtor reached the étude (R125-2 III)."""

    PORTAIL = "portail"
    FORMULAIRE = "formulaire"
    EMARGEMENT = "emargement"
    AUTRE = "autre"


class Dossier(Base):
    """`etat` changes only through `services.journal.franchir`, which also writes the journal.

    What must survive any bug is a constraint: the ceiling of R125-1, an envoi with its proof and its two dates
    (decision D1), no agreement after the strict end of the month (R125-5 4°), no titre without agreement (R125-6).
    """

    __tablename__ = "dossier"
    __table_args__ = (
        CheckConstraint(
            f"etat IN ({_SANS_PLAFOND}) OR (total_centimes > 0 AND total_centimes <= 500000)", name="plafond"
        ),
        CheckConstraint("total_centimes >= 0", name="total_positif"),
        CheckConstraint(
            f"etat IN ({_AVANT_ENVOI}) OR (envoye_le IS NOT NULL AND numero_recommande IS NOT NULL "
            "AND fin_stricte IS NOT NULL AND fin_prorogee IS NOT NULL AND accord_avant IS NOT NULL)",
            name="envoi_prouve",
        ),
        CheckConstraint("fin_prorogee IS NULL OR fin_prorogee >= fin_stricte", name="fins_ordonnees"),
        CheckConstraint(f"(etat IN ({_APRES_ACCORD})) = (accord_conclu_le IS NOT NULL)", name="accord_date"),
        CheckConstraint(
            "accord_conclu_le IS NULL OR (participation_le IS NOT NULL AND accord_conclu_le < accord_avant)",
            name="accord_dans_le_mois",
        ),
        CheckConstraint(f"(etat IN ({_APRES_TITRE})) = (titre_delivre_le IS NOT NULL)", name="titre_date"),
        Index("ix_dossier_file", "etude_id", "etat", "fin_stricte"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(15), unique=True)
    etude_id: Mapped[int] = mapped_column(ForeignKey("etude.id"))
    creancier_id: Mapped[int] = mapped_column(ForeignKey("creancier.id"), index=True)
    commissaire_id: Mapped[int | None] = mapped_column(ForeignKey("compte.id"))
    etat: Mapped[Etat] = mapped_column(default=Etat.BROUILLON)
    version: Mapped[int] = mapped_column(default=1)
    acte_numero: Mapped[int] = mapped_column(default=0)  # acts journaled so far
    cree_le: Mapped[datetime]

    # The claim (R125-2 I 3°)
    cause: Mapped[Cause] = mapped_column(default=Cause.CONTRACTUELLE)
    fondement: Mapped[str] = mapped_column(String(300), default="")
    fondement_le: Mapped[date | None]
    total_centimes: Mapped[int] = mapped_column(default=0)
    reponses: Mapped[dict[str, Any]] = mapped_column(default=dict)  # the creditor's answers on eligibility (1.2)
    precisions: Mapped[str] = mapped_column(Text, default="")
    a_completer: Mapped[str] = mapped_column(Text, default="")  # what the commissaire asked for when sending back

    # The creditor's private margin (E9): for the étude, never for the debtor
    marge_remise_pourcent: Mapped[int] = mapped_column(default=0)
    marge_nombre_max: Mapped[int] = mapped_column(default=0)

    # The procedure
    mandat_le: Mapped[date | None]
    controle: Mapped[dict[str, Any]] = mapped_column(default=dict)  # the commissaire's checklist
    lettre_le: Mapped[date | None]
    envoye_le: Mapped[date | None]  # postmark: T0 (decision D2)
    numero_recommande: Mapped[str | None] = mapped_column(String(20), index=True)
    zone: Mapped[Zone] = mapped_column(default=Zone.GENERAL)
    fin_stricte: Mapped[date | None]
    fin_prorogee: Mapped[date | None]
    accord_avant: Mapped[datetime | None]  # exclusive: the Paris midnight that ends fin_stricte
    participation_le: Mapped[datetime | None]
    participation_mode: Mapped[ModeReponse | None] = mapped_column(enumeration(ModeReponse, "participation_mode"))
    participation_postee_le: Mapped[date | None]  # postmark of a paper answer (decision D4)
    refus_le: Mapped[datetime | None]
    refus_mode: Mapped[ModeReponse | None] = mapped_column(enumeration(ModeReponse, "refus_mode"))
    refus_poste_le: Mapped[date | None]
    refus_motif: Mapped[str] = mapped_column(Text, default="")
    acceptation_constatee_le: Mapped[datetime | None]
    accord_conclu_le: Mapped[datetime | None]
    fin_constatee_le: Mapped[datetime | None]
    titre_delivre_le: Mapped[datetime | None]
    copie_remise_le: Mapped[datetime | None]
    incident_acces: Mapped[bool] = mapped_column(default=False)  # throttled in the last 72 h, or letter worn out

    etude: Mapped[Etude] = relationship()
    creancier: Mapped[Creancier] = relationship()
    commissaire: Mapped[Compte | None] = relationship()
    debiteur: Mapped[Debiteur] = relationship(back_populates="dossier", cascade="all, delete-orphan")
    elements: Mapped[list[ElementCreance]] = relationship(
        order_by="ElementCreance.numero", cascade="all, delete-orphan", back_populates="dossier"
    )
    pieces: Mapped[list[Piece]] = relationship(
        order_by="Piece.id", cascade="all, delete-orphan", back_populates="dossier"
    )
    propositions: Mapped[list[Proposition]] = relationship(order_by="Proposition.numero", back_populates="dossier")
    plans: Mapped[list[PlanAccepte]] = relationship(order_by="PlanAccepte.nombre", back_populates="dossier")
    evenements: Mapped[list[Evenement]] = relationship(order_by="Evenement.id", back_populates="dossier")
    constats: Mapped[list[Constat]] = relationship(order_by="Constat.id", back_populates="dossier")
    documents: Mapped[list[DocumentEmis]] = relationship(order_by="DocumentEmis.id", back_populates="dossier")
    paiements: Mapped[list[Paiement]] = relationship(  # those that stand: what every sum is made of
        primaryjoin="and_(Paiement.dossier_id == Dossier.id, Paiement.annule_le.is_(None))",
        order_by="Paiement.recu_le",
        back_populates="dossier",
    )
    paiements_notes: Mapped[list[Paiement]] = relationship(  # those that were cancelled too
        order_by="(Paiement.recu_le, Paiement.id)", viewonly=True
    )
    signalements: Mapped[list[Signalement]] = relationship(order_by="Signalement.numero", back_populates="dossier")

    __mapper_args__ = {"version_id_col": version}

    @property
    def delai(self) -> Delai | None:
        """The month and its two ends, once the envoi is recorded."""
        if self.envoye_le is None or self.fin_stricte is None or self.fin_prorogee is None:
            return None
        return Delai(self.envoye_le, self.fin_stricte, self.fin_prorogee, self.zone)

    @property
    def regime(self) -> Regime:
        """The prescription of its sums, by who claims, from whom, and why (D11)."""
        return regime(
            debiteur_professionnel=self.debiteur.professionnel,
            creancier_professionnel=self.creancier.professionnel,
            contractuelle=self.cause is Cause.CONTRACTUELLE,
        )

    @property
    def proposition_en_cours(self) -> Proposition | None:
        return next((p for p in self.propositions if p.en_cours), None)

    @property
    def proposition_acceptee(self) -> Proposition | None:
        """The terms of the agreement, if one is concluded."""
        return next((p for p in self.propositions if p.acceptee), None)

    @property
    def suspendu(self) -> bool:
        """True while a report about the addressee waits for the étude: a flag, not a state (decision D12)."""
        return any(s.genre is Genre.DESTINATAIRE and s.attend_l_etude for s in self.signalements)

    @property
    def contestee_le(self) -> datetime | None:
        """When the debtor first contested the sum; a contestation is no answer to the invitation, and no silence."""
        return next((s.envoye_le for s in self.signalements if s.genre is Genre.CONTESTATION), None)

    @property
    def retenu(self) -> bool:
        """True while that report still holds an act back, an end or the titre: later it only waits to be read."""
        return self.suspendu and self.etat in (Etat.MANDAT, *PROCEDURE_EN_COURS, Etat.FIN_ACCORD)

    @property
    def reports(self) -> tuple[Report, ...]:
        """The delays that the creditor granted; the titre stays as it is."""
        accordes = (s.report for s in self.signalements if s.decision is Decision.ACCEPTE)
        return tuple(r for r in accordes if r is not None)


class Debiteur(Personne, Base):
    """The person invited. One per dossier: a letter and an agreement each (decision D13)."""

    __tablename__ = "debiteur"

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    professionnel: Mapped[bool] = mapped_column(default=False)
    courriel_connu_avant: Mapped[bool] = mapped_column(default=False)

    dossier: Mapped[Dossier] = relationship(back_populates="debiteur")


class ElementCreance(Base):
    """One element of the debt (R125-2 I 3°)."""

    __tablename__ = "element_creance"
    __table_args__ = (CheckConstraint("montant_centimes > 0", name="montant_positif"),)

    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), primary_key=True)
    numero: Mapped[int] = mapped_column(primary_key=True)
    nature: Mapped[Nature]
    libelle: Mapped[str] = mapped_column(String(300))
    exigible_le: Mapped[date | None]
    montant_centimes: Mapped[int]

    dossier: Mapped[Dossier] = relationship(back_populates="elements")


class Piece(Base):
    """A document handed in by the creditor; its bytes are in the store, under their hash."""

    __tablename__ = "piece"

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    nom: Mapped[str] = mapped_column(String(200))
    type_mime: Mapped[str] = mapped_column(String(40))
    taille: Mapped[int]
    empreinte: Mapped[str] = mapped_column(String(64))
    deposee_le: Mapped[datetime]

    dossier: Mapped[Dossier] = relationship(back_populates="pieces")


def dossier_visible(
    session: Session, reference: str, *, role: Role, acteur_id: int, pour_ecrire: bool = False
) -> Dossier | None:
    """The dossier if this actor may see it, else None: a 404, never a 403.

    `acteur_id` is the dossier's id for a debtor, the creditor's id, or the étude's id for a commissaire.
    `pour_ecrire` locks the row (PostgreSQL; on SQLite the transaction already holds the write lock).
    """
    requete = select(Dossier).where(Dossier.reference == reference)
    match role:
        case Role.DEBITEUR:
            requete = requete.where(Dossier.id == acteur_id)
        case Role.CREANCIER:
            requete = requete.where(Dossier.creancier_id == acteur_id)
        case Role.COMMISSAIRE:
            # a draft belongs to its creditor until it is handed in
            requete = requete.where(Dossier.etude_id == acteur_id, Dossier.mandat_le.is_not(None))
    if pour_ecrire:
        requete = requete.with_for_update()
    return session.scalar(requete)
