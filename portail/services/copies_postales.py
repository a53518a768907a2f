"""« Recevoir par courrier »: a receipt printed and posted by the étude, free of charge for the debtor.

It is a copy of a paper that exists already: it binds nobody and stands in no journal; its row says who posted it, when.
"""

from datetime import datetime

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from portail.domaine.delais import jour_a_paris
from portail.persistance.copies_postales import CopiePostale
from portail.persistance.courriels import Courriel
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Evenement
from portail.services import avis, recepisses
from portail.services.acteur import Acteur
from portail.services.journal import verifier_actuel


def de(session: Session, evenement: Evenement) -> CopiePostale | None:
    """The request made for this act, if there is one."""
    return session.scalar(select(CopiePostale).where(CopiePostale.evenement_id == evenement.id))


def demander(session: Session, evenement: Evenement, acteur: Acteur) -> CopiePostale:
    """Ask the étude to post the receipt of this act; asked again, it is the first request until it was posted. Commits.

    Once posted it may be asked for anew: what was noted by mistake, or lost on its way, comes all the same. The
    dossier's row is locked by the caller. Raises DossierChange, and ValueError for an act that has no receipt.
    """
    if not recepisses.a_recepisse(evenement):
        raise ValueError("this act has no receipt")
    dossier = evenement.dossier
    verifier_actuel(session, dossier, acteur)
    copie = de(session, evenement)
    if copie is not None and copie.envoyee_le is None:
        return copie
    if copie is None:
        copie = CopiePostale(dossier=dossier, evenement=evenement)
        session.add(copie)
    copie.demandee_le, copie.envoyee_le, copie.envoyee_par_id = acteur.recu_le, None, None
    phrase = f"Une preuve est à envoyer par courrier : {recepisses.reference(evenement)}."
    avis.a_l_etude(session, dossier, _fait(session, evenement), phrase, acteur.recu_le)
    session.commit()
    return copie


def _fait(session: Session, evenement: Evenement) -> str:
    """Each request is told once: « courrier.3 », then « courrier.3.2 »."""
    fait = f"courrier.{evenement.numero}"
    cle = f"{evenement.dossier.reference}.etude.{fait}"
    deja = select(func.count()).where(or_(Courriel.cle == cle, Courriel.cle.like(f"{cle}.%")))
    nombre = session.scalar(deja) or 0
    return f"{fait}.{nombre + 1}" if nombre else fait


def noter_envoi(session: Session, copie: CopiePostale, compte_id: int, maintenant: datetime) -> None:
    """The étude posted it today. Twice is once: the first day stands. Commits."""
    if copie.envoyee_le is None:
        copie.envoyee_le, copie.envoyee_par_id = jour_a_paris(maintenant), compte_id
        session.commit()


def du_dossier(session: Session, dossier: Dossier) -> list[CopiePostale]:
    """Every request of this dossier, posted or not, the newest first."""
    requete = select(CopiePostale).where(CopiePostale.dossier_id == dossier.id)
    return list(session.scalars(requete.order_by(CopiePostale.demandee_le.desc(), CopiePostale.id.desc())))


def en_attente(session: Session, etude_id: int) -> list[CopiePostale]:
    """What the étude has to post, the oldest request first."""
    requete = (
        select(CopiePostale)
        .join(Dossier, Dossier.id == CopiePostale.dossier_id)
        .where(Dossier.etude_id == etude_id, CopiePostale.envoyee_le.is_(None))
        .order_by(CopiePostale.demandee_le, CopiePostale.id)
    )
    return list(session.scalars(requete))
