"""Answering the invitation: refusing, or taking part. Both ask for one page and one button."""

from flask import Response
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.services import declarations, participation
from portail.services.documents.donnees_actes import NatureRecepisse
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, session_bd
from portail.web.debiteur import bp, situation
from portail.web.debiteur.forms import RefusForm
from portail.web.debiteur.routes.retours import a_la_preuve, detour
from portail.web.forms import VuForm
from portail.web.rendu import rendre


@bp.get("/dossiers/<reference>/refuser")
@autorise(Role.DEBITEUR, Action.REFUSER_PARTICIPATION)
def refuser(dossier: Dossier) -> Reponse:
    ailleurs = detour(dossier, Action.REFUSER_PARTICIPATION)
    if ailleurs:
        return ailleurs
    participation.verifier_reponse_ouverte(dossier, maintenant())
    return _page("debiteur/refuser.html", dossier, RefusForm(dossier), NatureRecepisse.REFUS)


@bp.post("/dossiers/<reference>/refuser")
@autorise(Role.DEBITEUR, Action.REFUSER_PARTICIPATION)
def enregistrer_refus(dossier: Dossier) -> Reponse:
    form = RefusForm(dossier)
    if not form.validate_on_submit():
        return _page("debiteur/refuser.html", dossier, form, NatureRecepisse.REFUS, statut=422)
    motif = (form.motif.data or "").strip()
    return a_la_preuve(participation.refuser(session_bd(), dossier, acteur(), motif, form.vu.data))


@bp.get("/dossiers/<reference>/participer")
@autorise(Role.DEBITEUR, Action.ACCEPTER_PARTICIPATION)
def participer(dossier: Dossier) -> Reponse:
    ailleurs = detour(dossier, Action.ACCEPTER_PARTICIPATION)
    if ailleurs:
        return ailleurs
    participation.verifier_reponse_ouverte(dossier, maintenant())
    return _page("debiteur/participer.html", dossier, VuForm(dossier), NatureRecepisse.ACCEPTATION)


@bp.post("/dossiers/<reference>/participer")
@autorise(Role.DEBITEUR, Action.ACCEPTER_PARTICIPATION)
def enregistrer_participation(dossier: Dossier) -> Reponse:
    form = VuForm(dossier)
    if not form.validate_on_submit():
        return _page("debiteur/participer.html", dossier, form, NatureRecepisse.ACCEPTATION, statut=422)
    return a_la_preuve(participation.accepter(session_bd(), dossier, acteur(), form.vu.data))


def _page(gabarit: str, dossier: Dossier, form: VuForm, nature: NatureRecepisse, statut: int = 200) -> Response:
    """The statement is shown whole, and its hash goes with the form."""
    declaration = declarations.lire(dossier, nature)
    form.vu.data = declaration.empreinte
    return rendre(
        gabarit, statut=statut, form=form, declaration=declaration.texte, **situation.contexte(dossier, maintenant())
    )
