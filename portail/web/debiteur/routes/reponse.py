"""Answering the invitation: refusing, or taking part. Both ask for one page and one button."""

from flask import Response, request
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.services import declarations, participation
from portail.services.documents.donnees_actes import NatureRecepisse
from portail.web import reprise
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, session_bd
from portail.web.debiteur import bp, gardes, situation
from portail.web.debiteur.forms import RefusForm
from portail.web.debiteur.routes.retours import a_l_accueil, a_la_preuve, detour
from portail.web.forms import TEXTE, VuForm
from portail.web.rendu import rendre


@bp.get("/dossiers/<reference>/refuser")
@autorise(Role.DEBITEUR, Action.REFUSER_PARTICIPATION)
def refuser(dossier: Dossier) -> Reponse:
    ailleurs = detour(dossier, Action.REFUSER_PARTICIPATION)
    if ailleurs:
        return ailleurs
    participation.verifier_reponse_ouverte(dossier, maintenant())
    garde = gardes.projet_de(dossier, gardes.REFUS).saisie(session_bd())
    form = RefusForm(dossier, data=reprise.saisie() or garde)
    return _page("debiteur/refuser.html", dossier, form, NatureRecepisse.REFUS)


@bp.post("/dossiers/<reference>/refuser")
@autorise(Role.DEBITEUR, Action.REFUSER_PARTICIPATION)
def enregistrer_refus(dossier: Dossier) -> Reponse:
    form = RefusForm(dossier)
    if not form.validate_on_submit():
        return _page("debiteur/refuser.html", dossier, form, NatureRecepisse.REFUS, statut=422)
    motif = (form.motif.data or "").strip()
    gardes.projet_de(dossier, gardes.REFUS).oublier(session_bd())  # committed with the refusal, or not at all
    return a_la_preuve(participation.refuser(session_bd(), dossier, acteur(), motif, form.vu.data or ""))


@bp.post("/dossiers/<reference>/refuser/garder")
@autorise(Role.DEBITEUR, Action.REFUSER_PARTICIPATION, prepare=True)
def garder_refus(dossier: Dossier) -> Reponse:
    """« Revenir sans refuser »: nothing is sent, what was written is kept."""
    projet, motif = gardes.projet_de(dossier, gardes.REFUS), request.form.get("motif", "").strip()[:TEXTE]
    if motif and not detour(dossier, Action.REFUSER_PARTICIPATION):
        projet.garder(session_bd(), {"motif": motif}, maintenant())
    else:
        projet.jeter(session_bd())
    return a_l_accueil(dossier)


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
    return a_la_preuve(participation.accepter(session_bd(), dossier, acteur(), form.vu.data or ""))


def _page(gabarit: str, dossier: Dossier, form: VuForm, nature: NatureRecepisse, statut: int = 200) -> Response:
    """The statement is shown whole, and its hash goes with the form."""
    declaration = declarations.lire(dossier, nature)
    form.vu.data = declaration.empreinte
    return rendre(
        gabarit, statut=statut, form=form, declaration=declaration.texte, **situation.contexte(dossier, maintenant())
    )
