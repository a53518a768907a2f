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
from portail.services.connexion import USAGE_ESSAI, prouver
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

    The proof of identity is forgotten, and only the letter's code ends the help (`rendre_la_main`). A closed dossier
    has no journal to add to any more: the session alone knows. Raises TropDEssais.
    """
    nouveau = de(ouverte) != aidant
    if nouveau:
        essais.reserver(session, empreintes.cle(USAGE_ESSAI, f"aidant:{ouverte.dossier_id}"), PAR_JOUR, maintenant)
    dossier = session.get_one(Dossier, ouverte.dossier_id, with_for_update=True)
    siennes = {"aidant_nom": aidant.nom, "aidant_organisme": aidant.organisme or None, "confirmee_le": maintenant}
    _noter(session, ouverte, **siennes, prouvee_le=None)
    if nouveau and Action.AIDER in actions_ouvertes(Role.DEBITEUR, dossier.etat):
        franchir(session, dossier, Action.AIDER, Acteur(Role.DEBITEUR, maintenant), **_faits(aidant))
    session.commit()
    return dossier


def rendre_la_main(
    session: Session, empreintes: Empreintes, ouverte: SessionOuverte, secret: str, maintenant: datetime
) -> None:
    """The debtor gives the letter's code: the session is his again, and the journal says who helped until now. Commits.

    Asked even if the helper typed that same code at the door: from here on, what is sent binds. Twice is once. Raises
    Inconnu, TropDEssais or TropDeMonde; the helper then holds the session as before.
    """
    prouver(session, empreintes, ouverte, secret, maintenant)
    dossier = session.get_one(Dossier, ouverte.dossier_id, with_for_update=True)
    aidant = de(session.get_one(SessionOuverte, ouverte.empreinte, populate_existing=True))
    if aidant is not None:
        sienne = {"aidant_nom": None, "aidant_organisme": None, "confirmee_le": maintenant}
        _noter(session, ouverte, **sienne)
        if Action.RENDRE_LA_MAIN in actions_ouvertes(Role.DEBITEUR, dossier.etat):
            acteur = Acteur(Role.DEBITEUR, maintenant)
            franchir(session, dossier, Action.RENDRE_LA_MAIN, acteur, **_faits(aidant))
    session.commit()


def _faits(aidant: Aidant) -> dict[str, str]:
    return {"aidant": aidant.nom, "organisme": aidant.organisme}


def _noter(session: Session, ouverte: SessionOuverte, **valeurs: str | datetime | None) -> None:
    session.execute(update(SessionOuverte).where(SessionOuverte.empreinte == ouverte.empreinte).values(**valeurs))
