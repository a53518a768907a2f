"""Fifth screen of a claim: the private margin, and the exact plans signed in advance (parcours 1.8, decision D22)."""

from flask import Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.echeancier import EcheancierInvalide
from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.services import creances
from portail.services.negociation import plans_ouverts, premier_jour_possible
from portail.services.termes import TermesChanges
from portail.web import graphiques, preuve
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, session_bd
from portail.web.creancier import bp
from portail.web.creancier.ecrans import couts_de, page_du_depot
from portail.web.creancier.forms.plans import MargeForm, PlanForm, SignerPlanForm
from portail.web.creancier.forms.suivi import ConfirmerForm
from portail.web.creancier.plans_textes import PlanLu, lire_plan
from portail.web.creancier.suivi import exiger
from portail.web.messages import phrase
from portail.web.rendu import rendre
from portail.web.traduction import gettext


@bp.get("/dossiers/<reference>/depot/accord")
@autorise(Role.CREANCIER, Action.COMPLETER)
def accord(dossier: Dossier) -> Response:
    exiger(dossier, Action.COMPLETER)
    marge = MargeForm(
        dossier,
        data={"remise_pourcent": str(dossier.marge_remise_pourcent), "nombre_max": str(dossier.marge_nombre_max)},
    )
    return _page(dossier, marge, PlanForm(formdata=None))


@bp.post("/dossiers/<reference>/depot/accord")
@autorise(Role.CREANCIER, Action.COMPLETER)
def fixer_marge(dossier: Dossier) -> Reponse:
    form = MargeForm(dossier)
    marge = form.lire() if form.validate_on_submit() else None
    if marge is None:
        return _page(dossier, form, PlanForm(formdata=None), statut=422)
    creances.fixer_marge(session_bd(), dossier, remise_pourcent=marge[0], nombre_max=marge[1], acteur=acteur())
    return redirect(url_for(".relire", reference=dossier.reference), 303)


@bp.get("/dossiers/<reference>/depot/plan")
@autorise(Role.CREANCIER, Action.COMPLETER)
def plan(dossier: Dossier) -> Response:
    """The exact text to sign, before anything is signed."""
    exiger(dossier, Action.COMPLETER)
    form = PlanForm(formdata=request.args)
    lu = _lire(dossier, form)
    if lu is None:
        return _page(dossier, MargeForm(dossier), form, statut=422)
    return _page_plan(dossier, lu, SignerPlanForm(dossier, data={"vu": lu.empreinte}))


@bp.post("/dossiers/<reference>/depot/plan")
@autorise(Role.CREANCIER, Action.COMPLETER, prouve=True)
def signer_plan(dossier: Dossier) -> Reponse:
    lu = _lire(dossier, PlanForm(formdata=request.form))
    if lu is None:
        abort(400)
    form = SignerPlanForm(dossier)
    if not (form.validate_on_submit() and preuve.acquise(form)):
        return _page_plan(dossier, lu, form, statut=422)
    if form.vu.data != lu.empreinte:
        raise TermesChanges
    creances.signer_plan(session_bd(), dossier, nombre=lu.nombre, jours=lu.jours, texte=lu.texte, acteur=acteur())
    flash(gettext("Le plan est signé. Vous pouvez le retirer tant que la personne ne l’a pas choisi."), "ok")
    return redirect(url_for(".accord", reference=dossier.reference), 303)


@bp.post("/dossiers/<reference>/depot/plans/<int:numero>/retirer")
@autorise(Role.CREANCIER, Action.COMPLETER)
def retirer_plan(dossier: Dossier, numero: int) -> Reponse:
    trouve = next((p for p in plans_ouverts(dossier) if p.id == numero), None)
    if trouve is None:
        abort(404)
    if not ConfirmerForm(dossier).validate_on_submit():
        abort(400)
    creances.retirer_plan(session_bd(), dossier, trouve, acteur())
    flash(gettext("Le plan est retiré."), "ok")
    return redirect(url_for(".accord", reference=dossier.reference), 303)


def _lire(dossier: Dossier, form: PlanForm) -> PlanLu | None:
    saisie = form.lire() if form.validate() else None
    if saisie is None:
        return None
    if not dossier.total_centimes:
        form.nombre.errors = [gettext("Indiquez d’abord la somme demandée.")]
        return None
    try:
        return lire_plan(dossier, *saisie, premier_jour_possible(dossier, maintenant()))
    except EcheancierInvalide as refus:
        form.nombre.errors = [phrase(refus)]
        return None


def _page(dossier: Dossier, marge: MargeForm, plan: PlanForm, *, statut: int = 200) -> Response:
    return page_du_depot(
        "creancier/depot_accord.html",
        dossier,
        marge,
        5,
        statut=statut,
        plan=plan,
        plans=plans_ouverts(dossier),
        retrait=ConfirmerForm(dossier),
        couts=couts_de(dossier),
    )


def _page_plan(dossier: Dossier, lu: PlanLu, form: SignerPlanForm, *, statut: int = 200) -> Response:
    return rendre(
        "creancier/plan.html",
        statut=statut,
        dossier=dossier,
        plan=lu,
        form=form,
        graphique=graphiques.barres_echeancier(lu.exemple.echeances),
        preuve_exigee=preuve.exigee(),
    )
