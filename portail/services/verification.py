"""The étude checks a claim before anything leaves its office (R125-1, droit.md 1.2 E9)."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from portail.domaine.creance import Issue
from portail.domaine.procedure import Action
from portail.domaine.territoire import ressort
from portail.persistance.dossiers import Dossier
from portail.services import avis
from portail.services.acteur import Acteur
from portail.services.creances import Ineligible, examen
from portail.services.journal import franchir, verifier_actuel

# The commissaire's checklist, in the order of the page; each item must be answered « oui ».
POINTS = (
    "competence",
    "cause",
    "montant",
    "certaine",
    "prescription",
    "identite",
    "conflit",
)


class ControleIncomplet(Exception):
    """Some items of the checklist are not answered « oui »; `points` names them."""

    def __init__(self, points: tuple[str, ...]) -> None:
        super().__init__(", ".join(points))
        self.points = points


class RaisonManquante(Exception):
    """A doubt of the law, or a refusal, needs the commissaire's own words."""


def renvoyer(session: Session, dossier: Dossier, demande: str, acteur: Acteur) -> None:
    """Send the claim back to its creditor with what is missing. Commits. Raises RaisonManquante."""
    verifier_actuel(session, dossier, acteur)
    if not demande.strip():
        raise RaisonManquante
    franchir(session, dossier, Action.RENVOYER, acteur)
    dossier.a_completer = demande.strip()
    avis.au_creancier(session, dossier, f"{dossier.acte_numero}", "L’étude vous demande de compléter.", acteur.recu_le)
    session.commit()


def declarer_recevable(
    session: Session, dossier: Dossier, points: Mapping[str, bool], raison: str, acteur: Acteur
) -> None:
    """The claim may go: every item of the checklist holds, doubts are decided in writing (D8, D11, D12). Commits.

    Raises ControleIncomplet, Ineligible, RaisonManquante, ActionInterdite, DossierChange, DejaFait.
    """
    verifier_actuel(session, dossier, acteur)
    manquants = tuple(p for p in POINTS if not points.get(p))
    if manquants:
        raise ControleIncomplet(manquants)
    verdict = examen(dossier, acteur.recu_le)
    if verdict.fermee:
        raise Ineligible(verdict)
    if verdict.issue is not Issue.ACCEPTEE and not raison.strip():
        raise RaisonManquante
    franchir(
        session,
        dossier,
        Action.DECLARER_RECEVABLE,
        acteur,
        points=list(POINTS),
        motifs=[m.code for m in verdict.motifs],
        raison=raison.strip(),
    )
    dossier.controle = {"points": dict.fromkeys(POINTS, True), "raison": raison.strip()}
    dossier.commissaire_id = acteur.compte_id
    dossier.zone = ressort(dossier.debiteur.code_lieu).zone
    avis.au_creancier(session, dossier, f"{dossier.acte_numero}", "Votre demande est recevable.", acteur.recu_le)
    session.commit()


def declarer_irrecevable(session: Session, dossier: Dossier, raison: str, acteur: Acteur) -> None:
    """The claim cannot go through this procedure; the creditor is told why. Commits. Raises RaisonManquante."""
    verifier_actuel(session, dossier, acteur)
    if not raison.strip():
        raise RaisonManquante
    franchir(session, dossier, Action.DECLARER_IRRECEVABLE, acteur, raison=raison.strip())
    dossier.a_completer = raison.strip()
    avis.au_creancier(session, dossier, f"{dossier.acte_numero}", "Votre demande est irrecevable.", acteur.recu_le)
    session.commit()
