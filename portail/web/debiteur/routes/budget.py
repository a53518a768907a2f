"""Two helps beside the picker: what is left to live on, and what to do when nothing can be paid.

The four sums of the budget are read, answered and forgotten: no row, no journal, no cookie, no address holds them.
"""

from flask import request
from werkzeug.wrappers import Response as Reponse

from portail.domaine.budget import Budget
from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.services import negociation
from portail.services.participation import verifier_reponse_ouverte
from portail.web.acces import autorise
from portail.web.base import maintenant
from portail.web.debiteur import bp, composition, contestation, situation
from portail.web.debiteur.composition import ChoixInvalide
from portail.web.debiteur.forms import BudgetForm, PlanForm
from portail.web.debiteur.routes.echeancier import composable, page
from portail.web.debiteur.routes.retours import a_l_accueil, detour
from portail.web.rendu import rendre

_TOUS = ("revenus", "logement", "quotidien", "credits")


@bp.post("/dossiers/<reference>/echeancier/budget")
@autorise(Role.DEBITEUR, Action.PROPOSER)
def calculer_budget(dossier: Dossier) -> Reponse:
    """Answers on the same page, with everything typed still there; writes nothing."""
    if not composable(dossier):
        return a_l_accueil(dossier)
    negociation.verifier_accord_ouvert(dossier, maintenant())
    form, saisie = BudgetForm(), composition.nettoyer(request.form)
    valide = form.validate_on_submit()
    if valide and form.revenus.centimes is None:
        form.revenus.errors = ["Indiquez ce que vous recevez par mois, par exemple 1 400."]
        valide = False
    budget = _budget(dossier, form, saisie) if valide else None
    return page(dossier, PlanForm(), saisie, 200 if valide else 422, budget_form=form, budget=budget)


@bp.get("/dossiers/<reference>/rien-payer")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def rien_payer(dossier: Dossier) -> Reponse:
    ailleurs = detour(dossier, Action.REFUSER_PARTICIPATION, Action.REFUSER_TERMES)
    if ailleurs:
        return ailleurs
    verifier_reponse_ouverte(dossier, maintenant())
    contexte = situation.contexte(dossier, maintenant())
    return rendre("debiteur/rien_payer.html", voies=contestation.issues(dossier, maintenant(), None), **contexte)


def _budget(dossier: Dossier, form: BudgetForm, saisie: dict[str, str]) -> Budget:
    depenses = sum(form[nom].centimes or 0 for nom in _TOUS[1:])
    try:
        mensualite = composition.composer(dossier, saisie, maintenant()).echeancier.mensualite_centimes
    except ChoixInvalide:
        mensualite = None
    return Budget(form.revenus.centimes or 0, depenses, mensualite)
