"""What somebody is writing before it is sent: fields and documents, kept page after page, seen by nobody else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from portail.domaine.procedure import Role
from portail.persistance.dossiers import Dossier
from portail.persistance.signalements import BrouillonSignalement, PieceJointe, ReponseSignalement, Signalement

PIECES_MAX = 5


class TropDePiecesJointes(Exception):
    """At most PIECES_MAX documents in one message."""


@dataclass(frozen=True)
class Fichier:
    """A document already cleaned, and stored under `empreinte`; `taille` in bytes."""

    nom: str
    type_mime: str
    taille: int
    empreinte: str


@dataclass(frozen=True)
class Projet:
    """One message in preparation; `nom` is unique for this role in this dossier."""

    dossier: Dossier
    role: Role
    nom: str

    def pieces(self, session: Session) -> Sequence[PieceJointe]:
        return session.scalars(
            select(PieceJointe)
            .where(
                PieceJointe.dossier_id == self.dossier.id,
                PieceJointe.auteur == self.role,
                PieceJointe.projet == self.nom,
            )
            .order_by(PieceJointe.id)
        ).all()

    def saisie(self, session: Session) -> dict[str, Any]:
        """What was typed, or an empty dictionary."""
        brouillon = self._brouillon(session)
        return dict(brouillon.saisie) if brouillon is not None else {}

    def garder(self, session: Session, saisie: dict[str, Any], maintenant: datetime) -> None:
        """Keep what was typed; no legal effect. Commits."""
        brouillon = self._brouillon(session)
        if brouillon is None:
            session.add(
                BrouillonSignalement(
                    dossier_id=self.dossier.id, role=self.role, projet=self.nom, saisie=saisie, modifie_le=maintenant
                )
            )
        else:
            brouillon.saisie, brouillon.modifie_le = saisie, maintenant
        session.commit()

    def verifier_place(self, session: Session, fichiers: Sequence[Fichier]) -> None:
        """Raises TropDePiecesJointes when these, with those already there, are too many; the same twice is one."""
        if len({p.empreinte for p in self.pieces(session)} | {f.empreinte for f in fichiers}) > PIECES_MAX:
            raise TropDePiecesJointes

    def joindre(self, session: Session, fichiers: Sequence[Fichier], maintenant: datetime) -> None:
        """Add documents, none or all of them; the same one twice is one. Commits. Raises TropDePiecesJointes."""
        self.verifier_place(session, fichiers)
        presents = {p.empreinte for p in self.pieces(session)}
        nouveaux = {f.empreinte: f for f in fichiers if f.empreinte not in presents}
        for f in nouveaux.values():
            session.add(
                PieceJointe(
                    dossier_id=self.dossier.id, auteur=self.role, projet=self.nom, nom=f.nom, type_mime=f.type_mime,
                    taille=f.taille, empreinte=f.empreinte, deposee_le=maintenant,
                )
            )  # fmt: skip
        session.commit()

    def retirer(self, session: Session, numero: int) -> None:
        """Take a document out; nothing happens when it is not there any more. Commits."""
        for piece in self.pieces(session):
            if piece.id == numero:
                session.delete(piece)
        session.commit()

    def oublier(self, session: Session) -> None:
        """What was typed and joined is of no use any more. The caller commits."""
        for ligne in (*self.pieces(session), self._brouillon(session)):
            if ligne is not None:
                session.delete(ligne)

    def jeter(self, session: Session) -> None:
        """The same, at once. Commits."""
        self.oublier(session)
        session.commit()

    def rattacher(self, session: Session, cible: Signalement | ReponseSignalement) -> None:
        """The message leaves: its documents go with it, the draft is forgotten. The caller commits."""
        jointes = self.pieces(session)
        cible.pieces.extend(jointes)
        for piece in jointes:
            piece.projet = ""
        brouillon = self._brouillon(session)
        if brouillon is not None:
            session.delete(brouillon)

    def _brouillon(self, session: Session) -> BrouillonSignalement | None:
        return session.get(BrouillonSignalement, (self.dossier.id, self.role, self.nom))


def oublier_tous(session: Session, dossier: Dossier, role: Role) -> None:
    """Every message that this role was preparing in this dossier, with what was joined. The caller commits."""
    session.execute(
        delete(PieceJointe).where(
            PieceJointe.dossier_id == dossier.id, PieceJointe.auteur == role, PieceJointe.projet != ""
        )
    )
    brouillons = (BrouillonSignalement.dossier_id == dossier.id, BrouillonSignalement.role == role)
    session.execute(delete(BrouillonSignalement).where(*brouillons))
