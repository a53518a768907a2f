"""The debtor's routes: see, answer, propose, agree."""

from flask import Response

from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.web.acces import autorise
from portail.web.debiteur import bp
from portail.web.rendu import rendre


@bp.get("/dossiers/<reference>")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def dossier(dossier: Dossier) -> Response:
    return rendre("debiteur/dossier.html", dossier=dossier)
