"""Answering what was reported: the creditor, who checks or grants a delay; the étude, which looks and relays."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Action, Role, actions_ouvertes
from portail.domaine.signalements import Decision, Genre
from portail.persistance.dossiers import Dossier
from portail.persistance.signalements import ReponseSignalement, Signalement
from portail.services import avis, declarations
from portail.services.acteur import Acteur
from portail.services.journal import franchir, verifier_actuel
from portail.services.projets import Projet
from portail.services.signalements import SignalementInvalide


class Reponse(StrEnum):
    """Where the creditor's answer to a message stands. FERMEE: he can no longer give it, and its day is not past."""

    RECUE = "recue"
    ATTENDUE = "attendue"
    EN_RETARD = "en_retard"
    FERMEE = "fermee"


def reponse_a(s: Signalement, maintenant: datetime) -> Reponse:
    """His silence is told once its day is past, whatever became of the dossier; the étude's word is an answer too."""
    if s.decision or any(r.texte for r in s.reponses):
        return Reponse.RECUE
    if se_tait(s, maintenant):
        return Reponse.EN_RETARD
    ouvertes = actions_ouvertes(Role.CREANCIER, s.dossier.etat)
    return Reponse.ATTENDUE if Action.REPONDRE_SIGNALEMENT in ouvertes else Reponse.FERMEE


def se_tait(s: Signalement, maintenant: datetime) -> bool:
    """True when the creditor has not answered and the day by which he was asked to is past."""
    return s.attend_le_creancier and s.reponse_avant is not None and jour_a_paris(maintenant) > s.reponse_avant


def repondre(
    session: Session,
    dossier: Dossier,
    signale: Signalement,
    texte: str,
    acteur: Acteur,
    *,
    decision: Decision | None = None,
    projet: Projet | None = None,
) -> ReponseSignalement:
    """The creditor answers; for a request of delay he grants or refuses it, once. Commits.

    Granting changes nothing of the titre; a delay that is over already cannot be granted. Raises SignalementInvalide,
    ActionInterdite, DossierChange, DejaFait.
    """
    verifier_actuel(session, dossier, acteur)
    if signale.genre is Genre.DIFFICULTE and not signale.attend_le_creancier:
        raise SignalementInvalide("deja_repondu")
    if (decision is not None) != (signale.genre is Genre.DIFFICULTE):
        raise ValueError("a decision answers a request of delay, and nothing else")
    report = signale.report if decision is Decision.ACCEPTE else None
    if report is not None and report.jusqu_au < jour_a_paris(acteur.recu_le):
        raise SignalementInvalide("report_passe", report.jusqu_au)
    if not texte and decision is not Decision.ACCEPTE:
        raise SignalementInvalide("reponse_vide")
    reponse = _repondre(session, dossier, signale, texte, decision, acteur, projet)
    if projet is not None:
        projet.rattacher(session, reponse)
    if signale.genre is Genre.CONTESTATION:
        avis.a_l_etude(
            session, dossier, f"{dossier.acte_numero}", "Le créancier répond à une contestation.", acteur.recu_le
        )
    avis.au_debiteur(session, dossier, f"{dossier.acte_numero}", acteur.recu_le)
    session.commit()
    return reponse


def classer(session: Session, dossier: Dossier, signale: Signalement, texte: str, acteur: Acteur) -> None:
    """The étude has looked: its task is done, a suspension ends. What it writes is read by both parties. Commits.

    For a report about the addressee the text is the étude's own note, needed and shown to nobody else. Raises
    SignalementInvalide, ActionInterdite, DossierChange, DejaFait.
    """
    verifier_actuel(session, dossier, acteur)
    prive = signale.genre is Genre.DESTINATAIRE
    if prive and not texte:
        raise SignalementInvalide("note_vide")
    _repondre(session, dossier, signale, texte, None, acteur)
    signale.vu_le = acteur.recu_le
    if texte and not prive:
        avis.simple(session, dossier, "L’étude a répondu à une contestation.", acteur.recu_le)
    session.commit()


def a_l_etude(dossier: Dossier) -> Signalement | None:
    """The report that waits for the étude, in whatever state it may still answer.

    The oldest, those that suspend the dossier before the others.
    """
    if Action.REPONDRE_SIGNALEMENT not in actions_ouvertes(Role.COMMISSAIRE, dossier.etat):
        return None
    attendus = (s for s in dossier.signalements if s.attend_l_etude)
    return min(attendus, key=lambda s: s.genre is not Genre.DESTINATAIRE, default=None)


def au_creancier(dossier: Dossier) -> Signalement | None:
    """The oldest report that waits for the creditor."""
    return next((s for s in dossier.signalements if s.attend_le_creancier), None)


def _repondre(
    session: Session,
    dossier: Dossier,
    signale: Signalement,
    texte: str,
    decision: Decision | None,
    acteur: Acteur,
    projet: Projet | None = None,
) -> ReponseSignalement:
    jointes = projet.pieces(session) if projet is not None else ()
    evenement = franchir(
        session,
        dossier,
        Action.REPONDRE_SIGNALEMENT,
        acteur,
        signalement=signale.numero,
        genre=signale.genre.value,
        decision=decision.value if decision else "",
        texte_donne=bool(texte),
        **({"pieces": declarations.empreintes(jointes)} if jointes else {}),
    )
    reponse = ReponseSignalement(
        auteur=acteur.role, texte=texte, decision=decision, envoyee_le=acteur.recu_le, evenement_id=evenement.id
    )
    signale.reponses.append(reponse)
    session.flush()
    return reponse
