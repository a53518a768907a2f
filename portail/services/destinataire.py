"""« Cette lettre n'est pas pour moi »: somebody who holds a letter tells the étude, without seeing anything of it.

The answer is one and the same whether the letter exists or not.
"""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portail.domaine.identifiants import normaliser
from portail.domaine.procedure import Action, Role, actions_ouvertes
from portail.domaine.signalements import Destinataire, Genre
from portail.persistance.acces import AccesLettre
from portail.persistance.dossiers import Dossier
from portail.persistance.signalements import Signalement
from portail.services import avis, essais
from portail.services.connexion import USAGE_ESSAI, USAGE_IDENTIFIANT
from portail.services.empreintes import Empreintes


def prevenir(
    session: Session,
    empreintes: Empreintes,
    identifiant: str,
    raison: Destinataire,
    reseau: str,
    maintenant: datetime,
) -> None:
    """Give the étude a task on the dossier of this letter, if there is one. Commits. Raises TropDEssais.

    Counted apart from the door: nobody can shut a person out of her own dossier from here. The dossier's version does
    not move, or an open page of a party would become stale through somebody else's doing.
    """
    mot = normaliser(identifiant)
    _compter(session, empreintes, reseau, f"lettre:{mot}", maintenant)
    par_mot = select(AccesLettre).where(AccesLettre.identifiant.in_(empreintes.cles(USAGE_IDENTIFIANT, mot)))
    acces = session.scalars(par_mot).first()  # even one that was replaced: its paper is still in somebody's hands
    _signaler(session, acces, raison, maintenant)


def prevenir_par_ses_codes(
    session: Session,
    empreintes: Empreintes,
    acces_id: int,
    raison: Destinataire,
    reseau: str,
    maintenant: datetime,
) -> None:
    """The same for the letter whose codes were just given: its word is not typed again (WCAG 3.3.7).

    Commits. Raises TropDEssais.
    """
    _compter(session, empreintes, reseau, f"acces:{acces_id}", maintenant)
    _signaler(session, session.get(AccesLettre, acces_id), raison, maintenant)


def _compter(session: Session, empreintes: Empreintes, reseau: str, lettre: str, maintenant: datetime) -> None:
    essais.reserver(session, empreintes.cle(USAGE_ESSAI, f"pas-moi:{essais.reseau(reseau)}"), essais.RESEAU, maintenant)
    essais.reserver(session, empreintes.cle(USAGE_ESSAI, f"pas-moi-{lettre}"), essais.LETTRE, maintenant)


def _signaler(session: Session, acces: AccesLettre | None, raison: Destinataire, maintenant: datetime) -> None:
    # the number of the report is drawn under this lock
    dossier = session.get(Dossier, acces.dossier_id, with_for_update=True) if acces else None
    if dossier is not None and _suivi(dossier) and not _deja_dit(dossier, raison):
        _noter(session, dossier, raison, maintenant)
    session.commit()


def _suivi(dossier: Dossier) -> bool:
    """True while the étude can still do something about it."""
    return Action.REPONDRE_SIGNALEMENT in actions_ouvertes(Role.COMMISSAIRE, dossier.etat)


def _deja_dit(dossier: Dossier, raison: Destinataire) -> bool:
    return any(s.motif == raison and s.attend_l_etude for s in dossier.signalements if s.genre is Genre.DESTINATAIRE)


def _noter(session: Session, dossier: Dossier, raison: Destinataire, maintenant: datetime) -> None:
    numero = len(dossier.signalements) + 1
    dossier.signalements.append(
        Signalement(numero=numero, genre=Genre.DESTINATAIRE, motif=raison.value, faits={}, envoye_le=maintenant)
    )
    retient = " : avant, aucune fin n’est constatée et aucun titre n’est délivré" if dossier.retenu else ""
    phrase = (
        "Quelqu’un dit que la lettre n’est pas pour lui, ou qu’il s’occupe de la personne. "
        f"Lisez ce signalement et classez-le{retient}."
    )
    avis.a_l_etude(session, dossier, f"destinataire.{numero}", phrase, maintenant)
