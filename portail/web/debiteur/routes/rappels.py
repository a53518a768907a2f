"""« Un rappel avant chaque paiement »: the debtor's choice, changed or taken back when he wants.

Reserved for the debtor himself, though it binds nobody: what a helper typed here would be written to after his visit.
"""

from flask import flash
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.services import rappels as services_rappels
from portail.services.rappels import AdresseManquante
from portail.web.acces import autorise
from portail.web.base import maintenant, session_bd
from portail.web.debiteur import bp, situation
from portail.web.debiteur.forms import RappelForm
from portail.web.debiteur.rappels import region
from portail.web.debiteur.routes.retours import a_l_accueil
from portail.web.messages import phrase
from portail.web.rendu import rendre
from portail.web.traduction import gettext


@bp.get("/dossiers/<reference>/rappels")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def rappels(dossier: Dossier) -> Reponse:
    return _page(dossier, RappelForm())


@bp.post("/dossiers/<reference>/rappels")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def choisir_rappels(dossier: Dossier) -> Reponse:
    form = RappelForm()
    if not form.validate_on_submit():
        return _page(dossier, form, 422)
    oui, tapee = form.prevenir.data == "oui", (form.courriel.data or "").strip()
    try:
        services_rappels.choisir(session_bd(), dossier, par_courriel=oui, courriel=tapee, maintenant=maintenant())
    except AdresseManquante as refus:
        form.courriel.errors = [phrase(refus)]
        return _page(dossier, form, 422)
    flash(
        gettext("C’est noté. Un e-mail part 3 jours avant chaque paiement.")
        if oui
        else gettext("C’est noté. Aucun rappel ne part."),
        "ok",
    )
    return a_l_accueil(dossier)


def _page(dossier: Dossier, form: RappelForm, statut: int = 200) -> Reponse:
    montree = region(dossier, form)
    if montree is None or montree.arretes:
        return a_l_accueil(dossier)
    return rendre("debiteur/rappels.html", statut=statut, rappels=montree, **situation.contexte(dossier, maintenant()))
