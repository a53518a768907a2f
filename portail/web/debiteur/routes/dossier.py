"""The home of the dossier, in every state of the procedure."""

from flask import Response

from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.services import lectures, ouvertures
from portail.web.acces import autorise
from portail.web.base import maintenant, session_bd
from portail.web.debiteur import bp, gardes, rappels, situation
from portail.web.rendu import rendre


@bp.get("/dossiers/<reference>")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def dossier(dossier: Dossier) -> Response:
    bd, instant = session_bd(), maintenant()
    return rendre(
        situation.GABARITS[dossier.etat],
        gardes=gardes.lister(bd, dossier, instant),
        lectures=lectures.vivants(bd, dossier, instant),
        rappels=rappels.region(dossier),
        ouvertures=ouvertures.du_dossier(bd, dossier),
        **situation.contexte(dossier, instant),
        **situation.discussion(dossier, instant),
    )
