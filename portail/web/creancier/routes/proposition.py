"""The pending offer, side by side: accept it, put it aside, take one's own back."""

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role, actions_ouvertes
from portail.persistance.dossiers import Dossier
from portail.persistance.negociation import Proposition
from portail.services import negociation
from portail.services.participation import HorsDelai
from portail.web import graphiques, preuve
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, session_bd
from portail.web.creancier import bp
from portail.web.creancier.comparer import cote_a_cote
from portail.web.creancier.ecrans import couts_de
from portail.web.creancier.forms.suivi import AccepterForm, ConfirmerForm
from portail.web.creancier.suivi import accord_possible, exiger, situation
from portail.web.messages import phrase
from portail.web.rendu import rendre
from portail.web.traduction import gettext


@bp.get("/dossiers/<reference>/proposition")
@autorise(Role.CREANCIER, Action.CONSULTER)
def proposition(dossier: Dossier) -> Reponse:
    en_cours = dossier.proposition_en_cours
    if en_cours is None:
        return redirect(url_for(".dossier", reference=dossier.reference), 303)
    return _page(dossier, en_cours, AccepterForm(dossier, data={"vu": en_cours.empreinte}))


@bp.post("/dossiers/<reference>/proposition/accepter")
@autorise(Role.CREANCIER, Action.ACCEPTER_PROPOSITION, prouve=True)
def accepter(dossier: Dossier) -> Reponse:
    form = AccepterForm(dossier)
    if form.validate_on_submit() and preuve.acquise(form):
        try:
            negociation.accepter(session_bd(), dossier, form.vu.data or "", acteur())
        except HorsDelai as refus:
            form.form_errors = [phrase(refus)]
        else:
            flash(gettext("C’est fait. L’accord est conclu. L’étude va le constater, puis délivrer le titre."), "ok")
            return redirect(url_for(".dossier", reference=dossier.reference), 303)
    en_cours = dossier.proposition_en_cours
    if en_cours is None:
        return redirect(url_for(".dossier", reference=dossier.reference), 303)
    return _page(dossier, en_cours, form, statut=422)


@bp.get("/dossiers/<reference>/proposition/ecarter")
@autorise(Role.CREANCIER, Action.DECLINER_PROPOSITION)
def ecarter(dossier: Dossier) -> Response:
    exiger(dossier, Action.DECLINER_PROPOSITION)
    return _page_fin(dossier, "creancier/ecarter.html", ConfirmerForm(dossier))


@bp.post("/dossiers/<reference>/proposition/ecarter")
@autorise(Role.CREANCIER, Action.DECLINER_PROPOSITION)
def decliner(dossier: Dossier) -> Reponse:
    form = ConfirmerForm(dossier)
    if form.validate_on_submit():
        try:
            negociation.decliner(session_bd(), dossier, acteur())
        except HorsDelai as refus:
            form.form_errors = [phrase(refus)]
        else:
            flash(gettext("C’est fait. La proposition est écartée. La discussion continue."), "ok")
            return redirect(url_for(".dossier", reference=dossier.reference), 303)
    return _page_fin(dossier, "creancier/ecarter.html", form, statut=422)


@bp.get("/dossiers/<reference>/proposition/retirer")
@autorise(Role.CREANCIER, Action.RETIRER_PROPOSITION)
def retirer(dossier: Dossier) -> Response:
    exiger(dossier, Action.RETIRER_PROPOSITION)
    return _page_fin(dossier, "creancier/retirer.html", ConfirmerForm(dossier))


@bp.post("/dossiers/<reference>/proposition/retirer")
@autorise(Role.CREANCIER, Action.RETIRER_PROPOSITION)
def reprendre(dossier: Dossier) -> Reponse:
    form = ConfirmerForm(dossier)
    if form.validate_on_submit():
        try:
            negociation.retirer(session_bd(), dossier, acteur())
        except HorsDelai as refus:
            form.form_errors = [phrase(refus)]
        else:
            flash(gettext("C’est fait. Votre offre est retirée."), "ok")
            return redirect(url_for(".dossier", reference=dossier.reference), 303)
    return _page_fin(dossier, "creancier/retirer.html", form, statut=422)


def _page(dossier: Dossier, en_cours: Proposition, form: AccepterForm, *, statut: int = 200) -> Response:
    return rendre(
        "creancier/proposition.html",
        statut=statut,
        dossier=dossier,
        proposition=en_cours,
        form=form,
        situation=situation(dossier, maintenant()),
        ouvert=accord_possible(dossier, maintenant()),
        actions=actions_ouvertes(Role.CREANCIER, dossier.etat),
        comparaison=cote_a_cote(dossier, en_cours),
        graphique=graphiques.barres_echeancier(en_cours.echeances),
        couts=couts_de(dossier, en_cours.montant_centimes),
        preuve_exigee=preuve.exigee(),
    )


def _page_fin(dossier: Dossier, gabarit: str, form: ConfirmerForm, *, statut: int = 200) -> Response:
    return rendre(
        gabarit,
        statut=statut,
        dossier=dossier,
        proposition=dossier.proposition_en_cours,
        form=form,
        situation=situation(dossier, maintenant()),
    )
