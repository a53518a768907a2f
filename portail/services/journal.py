"""The only place where a dossier's state changes."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portail.domaine.procedure import Action, article, etat_suivant
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Evenement
from portail.services.acteur import Acteur


class DossierChange(Exception):
    """The dossier is no longer what the person was shown: nothing is recorded."""


class DejaFait(Exception):
    """This very form was already received and its act recorded: show the result again."""


def verifier_actuel(session: Session, dossier: Dossier, acteur: Acteur) -> None:
    """Before anything is decided: is this a double submit (DejaFait), or a stale page (DossierChange)?"""
    # The use case may already have written on the dossier: a flush here would raise its version, and show the
    # database a half-made act.
    with session.no_autoflush:
        if acteur.idem and session.scalar(
            select(Evenement.id).where(Evenement.dossier_id == dossier.id, Evenement.idem == acteur.idem)
        ):
            raise DejaFait
        if acteur.version is not None and acteur.version != dossier.version:
            raise DossierChange


def franchir(session: Session, dossier: Dossier, action: Action, acteur: Acteur, **details: Any) -> Evenement:
    """Change the state as TRANSITIONS says and journal it; the caller commits.

    Raises ActionInterdite when the state does not allow it, DossierChange or DejaFait (see `verifier_actuel`).
    `details` are facts needed to understand the act later: hashes, dates, amounts in centimes, never a secret.
    """
    verifier_actuel(session, dossier, acteur)
    depuis = dossier.etat
    dossier.etat = etat_suivant(action, acteur.role, depuis)
    # An act that leaves the state alone must still lose against a concurrent one.
    dossier.acte_numero += 1
    evenement = Evenement(
        dossier=dossier,
        numero=dossier.acte_numero,
        action=action.value,
        role=acteur.role,
        compte_id=acteur.compte_id,
        depuis=depuis,
        vers=dossier.etat,
        article=article(action, acteur.role),
        recu_le=acteur.recu_le,
        ecrit_le=acteur.recu_le,
        idem=acteur.idem,
        details=details,
    )
    session.add(evenement)
    session.flush()
    return evenement
