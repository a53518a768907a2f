"""The only place where a dossier's state changes, and where the journal grows, each row chained to the one before.

From `franchir` to the commit, no other act can be written anywhere: whatever is slow (drawing, signing, calling an
authority) comes before.
"""

import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from portail.domaine import chaine
from portail.domaine.procedure import SANS_PORTEE, Action, article, etat_suivant
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Evenement, EvenementCharge, Tete, tete
from portail.services.acteur import Acteur
from portail.services.moyens import Moyens
from portail.services.preuve import ClesPreuve

USAGE_SCEAU = "journal.ligne"
ECART_TOLERE = timedelta(seconds=2)

journal = logging.getLogger(__name__)


class DossierChange(Exception):
    """The dossier is no longer what the person was shown: nothing is recorded."""


class DejaFait(Exception):
    """This very form was already received and its act recorded: show the result again."""


def outils(moyens: Moyens, horloge: Callable[[], datetime]) -> Mapping[str, Any]:
    """What a session needs to write acts (see `moteur.sessions`): the key that seals them, the clock."""
    return {"preuve": moyens.preuve, "horloge": horloge}


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
    """Change the state as TRANSITIONS says and journal it; the caller commits, soon.

    Raises ActionInterdite when the state does not allow it, DossierChange or DejaFait (see `verifier_actuel`).
    `details` are facts needed to understand the act later: hashes, dates, amounts in centimes, never a secret.
    """
    verifier_actuel(session, dossier, acteur)
    depuis = dossier.etat
    dossier.etat = etat_suivant(action, acteur.role, depuis)
    _numeroter(session, dossier, action)  # the dossier's row is locked before the journal: the same order for everybody
    derniere = tete(session, verrouiller=True)
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
        ecrit_le=_ecrit_le(session, derniere, acteur.recu_le),
        idem=acteur.idem,
    )
    _enchainer(evenement, derniere, details, session.info["preuve"])
    session.add(evenement)
    session.flush()
    return evenement


def _numeroter(session: Session, dossier: Dossier, action: Action) -> None:
    """The act's number, counted by the database: the rows that move no version must not be counted twice either.

    An act that leaves the state alone must still lose against a concurrent one: its number raises the version. Those
    of SANS_PORTEE do not, so that nobody's open page becomes stale because somebody reads beside the debtor.
    """
    if action in SANS_PORTEE:
        session.flush()
        suivant = update(Dossier).where(Dossier.id == dossier.id).values(acte_numero=Dossier.acte_numero + 1)
        session.execute(suivant, execution_options={"synchronize_session": False})
    else:
        dossier.acte_numero = Dossier.acte_numero + 1
        session.flush()
    session.refresh(dossier, ["acte_numero"])


def _ecrit_le(session: Session, derniere: Tete, recu_le: datetime) -> datetime:
    """The clock, never before the row above: a clock set back must not stop a person from acting (securite.md, M11)."""
    present: datetime = session.info["horloge"]()
    if derniere.ecrit_le is not None and derniere.ecrit_le - present > ECART_TOLERE:
        journal.warning("journal : l’horloge est en retard de %s sur la dernière ligne", derniere.ecrit_le - present)
    return max(filter(None, (present, recu_le, derniere.ecrit_le)))


def _enchainer(evenement: Evenement, derniere: Tete, details: Mapping[str, Any], preuve: ClesPreuve) -> None:
    """Fill in what chains the row (domaine.chaine); raises ValeurImpropre for details that have no canonical form."""
    contenu, sel = chaine.canonique(details), secrets.token_hex(16)
    evenement.charge = EvenementCharge(sel=sel, contenu=contenu.decode())
    evenement.seq, evenement.id, evenement.prec = derniere.seq + 1, derniere.id + 1, derniere.empreinte
    evenement.charge_empreinte = chaine.empreinte_charge(sel, contenu)
    evenement.empreinte = chaine.maillon(evenement.prec, chaine.feuille(_ligne(evenement)))
    evenement.sceau = preuve.sceller(USAGE_SCEAU, evenement.empreinte)


def _ligne(evenement: Evenement) -> dict[str, Any]:
    """The columns as `persistance.journal.lignes` reads them back."""
    ligne = {colonne: getattr(evenement, colonne) for colonne in chaine.COLONNES}
    return ligne | {
        "dossier": evenement.dossier.reference,
        "dossier_id": evenement.dossier.id,
        "recu_le": chaine.instant(evenement.recu_le),
        "ecrit_le": chaine.instant(evenement.ecrit_le),
    }


def effacer_charges(session: Session, dossier: Dossier) -> int:
    """Erase what the acts of a dossier say, and the salts, at the end of retention; gives how many. The caller commits.

    The rows and the chain stay: who acted, when, on which article. Whoever calls this keeps a trace of it.
    """
    siens = select(Evenement.id).where(Evenement.dossier_id == dossier.id)
    requete = (
        delete(EvenementCharge).where(EvenementCharge.evenement_id.in_(siens)).returning(EvenementCharge.evenement_id)
    )
    effacees = len(session.scalars(requete, execution_options={"synchronize_session": False}).all())
    for evenement in dossier.evenements:
        session.expire(evenement, ["charge"])
    return effacees
