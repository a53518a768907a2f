"""« J'aide cette personne »: somebody reads and prepares with the debtor, and binds him to nothing.

Which pages stay open to a helper is said next to each permission (web.acces). Source: R125-2 III, only the debtor or
a person he gave a special mandate answers; parcours.md 1.16.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import Session

from portail.domaine.procedure import Action, Role, actions_ouvertes
from portail.persistance.acces import SessionOuverte
from portail.persistance.dossiers import Dossier
from portail.services import essais
from portail.services.acteur import Acteur
from portail.services.connexion import USAGE_ESSAI
from portail.services.empreintes import Empreintes
from portail.services.essais import Limite
from portail.services.journal import franchir

NOM_MAX, ORGANISME_MAX = 80, 120  # characters, as in the table
PAR_JOUR = Limite(20, timedelta(days=1))  # rows that one dossier may add to the journal, which keeps them for ever


@dataclass(frozen=True)
class Aidant:
    """Who helps, as this person says; `organisme` may be empty."""

    nom: str
    organisme: str = ""


def de(ouverte: SessionOuverte) -> Aidant | None:
    """The helper who holds this session, or None when it is the debtor's own."""
    return Aidant(ouverte.aidant_nom, ouverte.aidant_organisme or "") if ouverte.aidant_nom else None


def entrer(
    session: Session, empreintes: Empreintes, ouverte: SessionOuverte, aidant: Aidant, maintenant: datetime
) -> Dossier:
    """From now on this session is the helper's; the journal says so, under the debtor's eyes and the étude's. Commits.

    The proof of identity is forgotten: whoever signs later gives the letter's code again. A closed dossier has no
    journal to add to any more: the session alone knows. Raises TropDEssais.
    """
    nouveau = de(ouverte) != aidant
    if nouveau:
        essais.reserver(session, empreintes.cle(USAGE_ESSAI, f"aidant:{ouverte.dossier_id}"), PAR_JOUR, maintenant)
    dossier = session.get_one(Dossier, ouverte.dossier_id, with_for_update=True)
    _noter(session, ouverte, aidant, maintenant)
    if nouveau and Action.AIDER in actions_ouvertes(Role.DEBITEUR, dossier.etat):
        faits = {"aidant": aidant.nom, "organisme": aidant.organisme}
        franchir(session, dossier, Action.AIDER, Acteur(Role.DEBITEUR, maintenant), **faits)
    session.commit()
    return dossier


def rendre_la_main(session: Session, ouverte: SessionOuverte) -> None:
    """The helper gives the device back: nobody is confirmed any more, the next person says who she is. Commits."""
    _noter(session, ouverte, None, None)
    session.commit()


def _noter(session: Session, ouverte: SessionOuverte, aidant: Aidant | None, confirmee_le: datetime | None) -> None:
    session.execute(
        update(SessionOuverte)
        .where(SessionOuverte.empreinte == ouverte.empreinte)
        .values(
            aidant_nom=aidant.nom if aidant else None,
            aidant_organisme=(aidant.organisme or None) if aidant else None,
            confirmee_le=confirmee_le,
            prouvee_le=None,
        )
    )
