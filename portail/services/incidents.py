"""When the person met a closed door: the étude is told, and a human looks before any silence (securite.md, M2).

Braked near the end of the month, or worn out by wrong codes: both block the draft of the silence (services.quotidien).
"""

import logging
from datetime import datetime, timedelta

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Action, Role, actions_ouvertes
from portail.persistance.acces import AccesLettre
from portail.persistance.dossiers import Dossier
from portail.services import avis

ECHECS_DANS_LA_VIE = 100  # after that the letter is worn out: new codes must be drawn
ALERTE_AVANT_LA_FIN = timedelta(hours=72)
AUCUN_DOSSIER = 0  # no row has this number
_LETTRE_USEE = (
    "Cent codes faux ont été tapés pour une lettre. Par sécurité, cette lettre n’ouvre plus rien. Appelez la personne, "
    "et remettez-lui de nouveaux codes si elle en demande."
)

journal = logging.getLogger(__name__)


def signaler_freinage(session: Session, dossier_id: int, maintenant: datetime) -> None:
    """Near the end of the month a closed way is flagged: a human looks before the silence is recorded. Commits.

    One plain UPDATE, the same for AUCUN_DOSSIER: it makes no open page stale because somebody else guesses codes, and
    takes as long for a letter that does not exist.
    """
    session.execute(
        update(Dossier)
        .where(
            Dossier.id == dossier_id,
            Dossier.accord_avant < maintenant + ALERTE_AVANT_LA_FIN,
            Dossier.fin_prorogee >= jour_a_paris(maintenant),
            Dossier.incident_acces.is_(False),
        )
        .values(incident_acces=True),
        execution_options={"synchronize_session": False},
    )
    session.commit()


def constater_usure(session: Session, acces_id: int, dossier_id: int, maintenant: datetime) -> None:
    """A worn-out letter opens nothing any more: the étude is told at once, to look before any silence. Commits.

    No act of the procedure says this: it stands in the server's log, not in the journal. Locked in the order of
    whoever draws new codes: the dossier, then the access.
    """
    dossier = session.get_one(Dossier, dossier_id, with_for_update=True)
    usee = session.scalar(
        update(AccesLettre)
        .where(AccesLettre.id == acces_id, AccesLettre.echecs >= ECHECS_DANS_LA_VIE, AccesLettre.revoque_le.is_(None))
        .values(revoque_le=maintenant)
        .returning(AccesLettre.id)
    )
    if usee is not None:
        journal.warning(
            "%s : lettre usée par %s codes faux, elle n’ouvre plus rien", dossier.reference, ECHECS_DANS_LA_VIE
        )
        session.execute(update(Dossier).where(Dossier.id == dossier.id).values(incident_acces=True))
        if Action.REMETTRE_CODES in actions_ouvertes(Role.COMMISSAIRE, dossier.etat):
            avis.a_l_etude(session, dossier, f"lettre-usee.{usee}", _LETTRE_USEE, maintenant)
    session.commit()


def lever_incident(session: Session, dossier_id: int, maintenant: datetime) -> None:
    """New codes mend a worn-out letter; what happened near the end of the month stays flagged. The caller commits."""
    tot = or_(Dossier.accord_avant.is_(None), Dossier.accord_avant >= maintenant + ALERTE_AVANT_LA_FIN)
    session.execute(update(Dossier).where(Dossier.id == dossier_id, tot).values(incident_acces=False))


def usee_le(session: Session, dossier: Dossier) -> datetime | None:
    """Since when the letter is worn out (UTC); None if it is not, or if new codes were drawn since."""
    siens = select(AccesLettre).where(AccesLettre.dossier_id == dossier.id)
    dernier = session.scalars(siens.order_by(AccesLettre.id.desc()).limit(1)).first()
    return dernier.revoque_le if dernier is not None and dernier.echecs >= ECHECS_DANS_LA_VIE else None
