"""New codes for a debtor whose letter is lost or worn out: asked for, drawn, printed once, erased."""

from flask import Response, redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.config import Canal
from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.services import codes as service
from portail.services.codes import Demande, Identite, MotifDeRemise
from portail.web import preuve
from portail.web.acces import autorise
from portail.web.base import acteur, moyens, reglages, session_bd
from portail.web.commissaire import bp
from portail.web.commissaire.commun import plus_de_feuille, refuser, retour_si_ferme
from portail.web.commissaire.forms import CodesForm
from portail.web.forms import ActeForm
from portail.web.rendu import rendre


@bp.get("/dossiers/<reference>/codes")
@autorise(Role.COMMISSAIRE, Action.REMETTRE_CODES)
def codes(dossier: Dossier) -> Reponse:
    return retour_si_ferme(dossier, Action.REMETTRE_CODES) or _page(dossier, CodesForm(dossier))


@bp.post("/dossiers/<reference>/codes")
@autorise(Role.COMMISSAIRE, Action.REMETTRE_CODES, prouve=True)
def remettre_codes(dossier: Dossier) -> Reponse:
    form = CodesForm(dossier)
    if not (form.validate_on_submit() and preuve.acquise(form)):
        return _page(dossier, form, statut=422)
    motif = MotifDeRemise(Demande(form.demande.data), Identite(form.identite.data), bool(form.tiers.data))
    try:
        service.remettre(session_bd(), dossier, moyens(), motif, acteur())
    except service.CodesDeLaChambre as refus:
        refuser(form, refus)
        return _page(dossier, form, statut=422)
    return redirect(url_for(".feuille", reference=dossier.reference), 303)


@bp.get("/dossiers/<reference>/codes/feuille")
@autorise(Role.COMMISSAIRE, Action.REMETTRE_CODES)
def feuille(dossier: Dossier) -> Reponse:
    """What to do with the sheet that waits; without one, the way to draw it."""
    if not service.feuille_prete(session_bd(), dossier):
        return redirect(url_for(".codes", reference=dossier.reference), 303)
    return rendre("commissaire/feuille.html", dossier=dossier, form=ActeForm(dossier))


@bp.post("/dossiers/<reference>/codes/imprimee")
@autorise(Role.COMMISSAIRE, Action.REMETTRE_CODES)
def confirmer_impression(dossier: Dossier) -> Reponse:
    form = ActeForm(dossier)
    if not form.validate_on_submit():
        return rendre("commissaire/feuille.html", statut=422, dossier=dossier, form=form)
    try:
        service.confirmer_impression(session_bd(), dossier)
    except service.FeuillePurgee as refus:
        return plus_de_feuille(dossier, refus)
    return redirect(url_for(".dossier", reference=dossier.reference), 303)


def _page(dossier: Dossier, form: CodesForm, statut: int = 200) -> Response:
    return rendre(
        "commissaire/codes.html",
        statut=statut,
        dossier=dossier,
        form=form,
        par_la_chambre=reglages().canal is Canal.CHAMBRE,
        prete=service.feuille_prete(session_bd(), dossier),
        preuve_exigee=preuve.exigee(),
    )
