"""Who came in with the codes of a letter, and when: shown to the debtor and to the étude (securite.md, T04)."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portail.persistance.acces import Ouverture
from portail.persistance.dossiers import Dossier


def noter(session: Session, dossier_id: int, maintenant: datetime) -> None:
    """The right codes were given at this instant (UTC); the caller commits."""
    session.add(Ouverture(dossier_id=dossier_id, le=maintenant))


def du_dossier(session: Session, dossier: Dossier) -> list[datetime]:
    """Every instant at which this dossier was opened, the latest first."""
    requete = select(Ouverture.le).where(Ouverture.dossier_id == dossier.id)
    return list(session.scalars(requete.order_by(Ouverture.le.desc(), Ouverture.id.desc())))
