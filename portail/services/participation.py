"""Answering the invitation: taking part or refusing, by the debtor himself or recorded from paper (R125-2 III, R125-3).

Taking part is one act, agreeing on amount and terms is another: two instants, two rows of the journal.
"""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portail.domaine.delais import jour_a_paris, ouvertures
from portail.domaine.procedure import Action
from portail.persistance.dossiers import Dossier, ModeReponse
from portail.persistance.journal import Evenement
from portail.services import avis, declarations
from portail.services.acteur import Acteur
from portail.services.documents.donnees_actes import NatureRecepisse
from portail.services.journal import franchir, verifier_actuel


class HorsDelai(Exception):
    """The month is over for this act; `limite` was its last day (Paris)."""

    def __init__(self, limite: date) -> None:
        super().__init__(f"délai fini le {limite}")
        self.limite = limite


class ReponseInvalide(Exception):
    """A paper answer does not hold together; `motif` is a key of web.messages.REPONSE."""

    def __init__(self, motif: str) -> None:
        super().__init__(motif)
        self.motif = motif


@dataclass(frozen=True)
class ReponsePapier:
    """An answer that reached the étude outside the portal, as the commissaire records it."""

    mode: ModeReponse
    recue_le: date
    postee_le: date | None = None  # the postmark counts (decision D4)


def accepter(session: Session, dossier: Dossier, acteur: Acteur, vu: str | None = None) -> Evenement:
    """The debtor takes part (R125-2 III 2°). Says nothing of the debt (droit.md A5). Commits.

    `vu`: hash of the statement that was shown. Raises TermesChanges if it would now be another, HorsDelai after the
    later end of the month, ActionInterdite, DossierChange, DejaFait.
    """
    verifier_actuel(session, dossier, acteur)
    verifier_reponse_ouverte(dossier, acteur.recu_le)
    declaration = declarations.verifier(dossier, NatureRecepisse.ACCEPTATION, vu)
    dossier.participation_le, dossier.participation_mode = acteur.recu_le, ModeReponse.PORTAIL
    evenement = franchir(session, dossier, Action.ACCEPTER_PARTICIPATION, acteur, declaration=declaration)
    avis.participation(session, dossier, acteur.recu_le)
    session.commit()
    return evenement


def refuser(session: Session, dossier: Dossier, acteur: Acteur, motif: str = "", vu: str | None = None) -> Evenement:
    """The debtor refuses (R125-2 III 3°), without having to say why. Commits. Raises as `accepter`."""
    verifier_actuel(session, dossier, acteur)
    verifier_reponse_ouverte(dossier, acteur.recu_le)
    declaration = declarations.verifier(dossier, NatureRecepisse.REFUS, vu)
    dossier.refus_le, dossier.refus_mode, dossier.refus_motif = acteur.recu_le, ModeReponse.PORTAIL, motif
    evenement = franchir(
        session, dossier, Action.REFUSER_PARTICIPATION, acteur, declaration=declaration, motif_donne=bool(motif)
    )
    avis.refus(session, dossier, acteur.recu_le)
    session.commit()
    return evenement


def enregistrer_acceptation(session: Session, dossier: Dossier, reponse: ReponsePapier, acteur: Acteur) -> Evenement:
    """The commissaire records an acceptance received on paper: form or signature only (decision D5). Commits.

    Raises ReponseInvalide, HorsDelai (by the postmark), ActionInterdite, DossierChange, DejaFait.
    """
    verifier_forme(reponse)
    jour = jour_qui_compte(dossier, reponse, acteur.recu_le)
    dossier.participation_le, dossier.participation_mode = acteur.recu_le, reponse.mode
    dossier.participation_postee_le = jour
    evenement = franchir(session, dossier, Action.ACCEPTER_PARTICIPATION, acteur, **faits(reponse))
    avis.participation(session, dossier, acteur.recu_le)
    session.commit()
    return evenement


def enregistrer_refus(session: Session, dossier: Dossier, reponse: ReponsePapier, acteur: Acteur) -> Evenement:
    """The commissaire records a refusal received by any means (R125-2 III 3°). Commits. Raises as above."""
    jour = jour_qui_compte(dossier, reponse, acteur.recu_le)
    dossier.refus_le, dossier.refus_mode, dossier.refus_poste_le = acteur.recu_le, reponse.mode, jour
    evenement = franchir(session, dossier, Action.REFUSER_PARTICIPATION, acteur, **faits(reponse))
    avis.refus(session, dossier, acteur.recu_le)
    session.commit()
    return evenement


def verifier_reponse_ouverte(dossier: Dossier, instant: datetime) -> None:
    """Raises HorsDelai once the later end of the month is over (decision D1)."""
    delai = dossier.delai
    if delai is not None and not ouvertures(delai, instant).reponse:
        raise HorsDelai(delai.fin_prorogee)


def verifier_forme(reponse: ReponsePapier) -> None:
    """An acceptance needs the form or a signature on the letter (R125-2 III 2°, D5); raises ReponseInvalide."""
    if reponse.mode not in (ModeReponse.FORMULAIRE, ModeReponse.EMARGEMENT):
        raise ReponseInvalide("acceptation_sans_forme")


def jour_qui_compte(dossier: Dossier, reponse: ReponsePapier, maintenant: datetime) -> date:
    """The day of the answer in law: the postmark, else the day it came in. Raises ReponseInvalide, HorsDelai."""
    jour = reponse.postee_le or reponse.recue_le
    aujourd_hui = jour_a_paris(maintenant)
    if reponse.recue_le > aujourd_hui or jour > reponse.recue_le:
        raise ReponseInvalide("dates_impossibles")
    delai = dossier.delai
    if delai is not None:
        if jour < delai.envoi:
            raise ReponseInvalide("avant_envoi")
        if jour > delai.fin_prorogee:
            raise HorsDelai(delai.fin_prorogee)
    return jour


def faits(reponse: ReponsePapier) -> dict[str, str | None]:
    return {
        "mode": reponse.mode.value,
        "recue_le": reponse.recue_le.isoformat(),
        "postee_le": reponse.postee_le.isoformat() if reponse.postee_le else None,
    }
