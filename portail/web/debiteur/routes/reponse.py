"""Answering the invitation: refusing, or taking part. Both ask for one page and one button."""

from flask import Response
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.services import participation
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, session_bd
from portail.web.debiteur import bp, situation
from portail.web.debiteur.forms import RefusForm
from portail.web.debiteur.routes.retours import a_la_preuve, detour
from portail.web.forms import ActeForm
from portail.web.rendu import rendre


@bp.get("/dossiers/<reference>/refuser")
@autorise(Role.DEBITEUR, Action.REFUSER_PARTICIPATION)
def refuser(dossier: Dossier) -> Reponse:
    ailleurs = detour(dossier, Action.REFUSER_PARTICIPATION)
    if ailleurs:
        return ailleurs
    participation.verifier_reponse_ouverte(dossier, maintenant())
    return _page("debiteur/refuser.html", dossier, RefusForm(dossier))


@bp.post("/dossiers/<reference>/refuser")
@autorise(Role.DEBITEUR, Action.REFUSER_PARTICIPATION)
def enregistrer_refus(dossier: Dossier) -> Reponse:
    form = RefusForm(dossier)
    if not form.validate_on_submit():
        return _page("debiteur/refuser.html", dossier, form, statut=422)
    return a_la_preuve(participation.refuser(session_bd(), dossier, acteur(), (form.motif.data or "").strip()))


@bp.get("/dossiers/<reference>/participer")
@autorise(Role.DEBITEUR, Action.ACCEPTER_PARTICIPATION)
def participer(dossier: Dossier) -> Reponse:
    ailleurs = detour(dossier, Action.ACCEPTER_PARTICIPATION)
    if ailleurs:
        return ailleurs
    participation.verifier_reponse_ouverte(dossier, maintenant())
    return _page("debiteur/participer.html", dossier, ActeForm(dossier))


@bp.post("/dossiers/<reference>/participer")
@autorise(Role.DEBITEUR, Action.ACCEPTER_PARTICIPATION)
def enregistrer_participation(dossier: Dossier) -> Reponse:
    form = ActeForm(dossier)
    if not form.validate_on_submit():
        return _page("debiteur/participer.html", dossier, form, statut=422)
    return a_la_preuve(participation.accepter(session_bd(), dossier, acteur()))


def _page(gabarit: str, dossier: Dossier, form: ActeForm, statut: int = 200) -> Response:
    return rendre(gabarit, statut=statut, form=form, **situation.contexte(dossier, maintenant()))
