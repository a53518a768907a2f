"""What someone is composing, kept between two visits: no legal effect, seen by nobody else."""

from datetime import datetime

from sqlalchemy.orm import Session

from portail.domaine.procedure import Role
from portail.persistance.dossiers import Dossier
from portail.persistance.negociation import BrouillonPlan


def garder(session: Session, dossier: Dossier, role: Role, saisie: dict[str, str], maintenant: datetime) -> None:
    """Keep what someone is composing; no legal effect, seen by nobody else. Commits."""
    brouillon = session.get(BrouillonPlan, (dossier.id, role))
    if brouillon is None:
        session.add(BrouillonPlan(dossier_id=dossier.id, role=role, saisie=saisie, modifie_le=maintenant))
    else:
        brouillon.saisie, brouillon.modifie_le = saisie, maintenant
    session.commit()


def lire(session: Session, dossier: Dossier, role: Role) -> dict[str, str]:
    """What was being composed, or an empty dictionary."""
    brouillon = session.get(BrouillonPlan, (dossier.id, role))
    return dict(brouillon.saisie) if brouillon is not None else {}


def oublier(session: Session, dossier: Dossier, role: Role) -> None:
    """What was composed is sent, or of no use any more. The caller commits."""
    brouillon = session.get(BrouillonPlan, (dossier.id, role))
    if brouillon is not None:
        session.delete(brouillon)


def jeter(session: Session, dossier: Dossier, role: Role) -> None:
    """Throw away what was being composed; nothing happens when there is nothing. Commits."""
    oublier(session, dossier, role)
    session.commit()
