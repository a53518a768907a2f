"""Plans signed in advance, once the claim is handed in: taken back as long as nobody has concluded them."""

from flask import Response, abort, flash, redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.persistance.negociation import PlanAccepte
from portail.services import negociation
from portail.web.acces import autorise
from portail.web.base import acteur, session_bd
from portail.web.creancier import bp
from portail.web.creancier.forms.suivi import ConfirmerForm
from portail.web.creancier.suivi import exiger
from portail.web.rendu import rendre
from portail.web.traduction import gettext


@bp.get("/dossiers/<reference>/plans/<int:numero>/retirer")
@autorise(Role.CREANCIER, Action.RETIRER_PLAN)
def retirer_plan_signe(dossier: Dossier, numero: int) -> Reponse:
    exiger(dossier, Action.RETIRER_PLAN)
    plan = _trouver(dossier, numero)
    return _deja_retire(dossier) if plan.retire_le is not None else _page(dossier, plan, ConfirmerForm(dossier))


@bp.post("/dossiers/<reference>/plans/<int:numero>/retirer")
@autorise(Role.CREANCIER, Action.RETIRER_PLAN)
def reprendre_plan_signe(dossier: Dossier, numero: int) -> Reponse:
    plan = _trouver(dossier, numero)
    form = ConfirmerForm(dossier)
    if not form.validate_on_submit():
        return _page(dossier, plan, form, statut=422)
    if plan.retire_le is not None:
        return _deja_retire(dossier)
    negociation.retirer_plan(session_bd(), dossier, plan, acteur())
    flash(gettext("C’est fait. Le plan est retiré."), "ok")
    return redirect(url_for(".dossier", reference=dossier.reference), 303)


def _trouver(dossier: Dossier, numero: int) -> PlanAccepte:
    plan = next((p for p in dossier.plans if p.id == numero), None)
    if plan is None:
        abort(404)
    return plan


def _deja_retire(dossier: Dossier) -> Reponse:
    flash(gettext("Ce plan est déjà retiré."), "attention")
    return redirect(url_for(".dossier", reference=dossier.reference), 303)


def _page(dossier: Dossier, plan: PlanAccepte, form: ConfirmerForm, *, statut: int = 200) -> Response:
    return rendre(
        "creancier/retirer_plan.html",
        statut=statut,
        dossier=dossier,
        plan=plan,
        form=form,
    )
