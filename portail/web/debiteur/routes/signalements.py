"""What the debtor reported and what was answered: one thread for each, which is also its proof."""

from flask import Response, abort

from portail.domaine.procedure import Action, Role, actions_ouvertes
from portail.domaine.signalements import Genre, Motif
from portail.persistance.dossiers import Dossier
from portail.persistance.signalements import Signalement
from portail.services import copies_postales, recepisses
from portail.services.documents.signalements import faits_dits
from portail.web.acces import autorise
from portail.web.base import maintenant, session_bd
from portail.web.debiteur import bp, contestation, situation
from portail.web.forms import ActeForm
from portail.web.langue import dites
from portail.web.rendu import rendre


@bp.get("/dossiers/<reference>/messages/<int:numero>")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def signalement(dossier: Dossier, numero: int) -> Response:
    s = next((s for s in situation.messages(dossier) if s.numero == numero), None) or abort(404)
    evenement = next(e for e in dossier.evenements if e.id == s.evenement_id)
    return rendre(
        "debiteur/signalement.html",
        s=s,
        faits=dites(faits_dits(s.faits, a_l_auteur=True)),
        evenement=evenement,
        copie=copies_postales.de(session_bd(), evenement),
        document=recepisses.reference_imprimee(evenement),
        contestable=Action.CONTESTER in actions_ouvertes(Role.DEBITEUR, dossier.etat),
        form=ActeForm(dossier),
        voies=_voies(dossier, s),
        **situation.contexte(dossier, maintenant()),
    )


def _voies(dossier: Dossier, s: Signalement) -> dict[str, str]:
    if s.genre is not Genre.CONTESTATION:
        return {}
    propose = contestation.montant_a_proposer(dossier, Motif(s.motif), s.faits)
    return contestation.issues(dossier, maintenant(), propose)
