"""Throwing away what was begun and not sent. It has no legal effect: it was never seen by anybody else."""

from flask import abort, flash
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.web.acces import autorise
from portail.web.base import session_bd
from portail.web.debiteur import bp, gardes
from portail.web.debiteur.routes.retours import a_l_accueil
from portail.web.traduction import gettext


@bp.post("/dossiers/<reference>/projets/<nom>/effacer")
@autorise(Role.DEBITEUR, Action.CONSULTER, prepare=True)
def effacer_projet(dossier: Dossier, nom: str) -> Reponse:
    try:
        gardes.jeter(session_bd(), dossier, nom)
    except KeyError:
        abort(404)
    flash(gettext("C’est effacé. Rien n’a été envoyé."), "ok")
    return a_l_accueil(dossier)
