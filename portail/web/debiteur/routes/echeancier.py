"""The schedule picker: trying in private, as often as one likes. Nothing here is sent to anybody."""

from functools import partial

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.budget import Budget
from portail.domaine.echeancier import PLAN_MAX_MOIS, Echeancier, par_nombre
from portail.domaine.procedure import Action, Etat, Role
from portail.persistance.dossiers import Dossier
from portail.services import brouillons, negociation
from portail.web import ecarts, graphiques, reprise
from portail.web.acces import autorise
from portail.web.base import maintenant, session_bd
from portail.web.debiteur import bp, composition, reperes, situation
from portail.web.debiteur.composition import ATTENTES, JOURS, LIBRE, ChoixInvalide, Composition, composable
from portail.web.debiteur.forms import BudgetForm, PlanForm
from portail.web.debiteur.routes.retours import a_l_accueil
from portail.web.langue import euros, jour_mois_an
from portail.web.rendu import rendre
from portail.web.traduction import gettext, ngettext


@bp.get("/dossiers/<reference>/echeancier")
@autorise(Role.DEBITEUR, Action.PROPOSER)
def echeancier(dossier: Dossier) -> Reponse:
    if not composable(dossier):
        return a_l_accueil(dossier)
    negociation.verifier_accord_ouvert(dossier, maintenant())
    saisie = composition.nettoyer(request.args or reprise.saisie())
    if not {"mode", "jour"} & saisie.keys():  # a link to one input of the page: the draft holds the others
        saisie = composition.brouillon(session_bd(), dossier) | saisie
    return _page(dossier, PlanForm(formdata=None, data=saisie), saisie)


@bp.post("/dossiers/<reference>/echeancier")
@autorise(Role.DEBITEUR, Action.PROPOSER, prepare=True)
def garder_echeancier(dossier: Dossier) -> Reponse:
    """Keep the draft, whatever comes next: going on, going back, or without JavaScript recalculating."""
    if not composable(dossier):
        return a_l_accueil(dossier)
    negociation.verifier_accord_ouvert(dossier, maintenant())
    form, saisie, suite = PlanForm(), composition.nettoyer(request.form), request.form.get("suite", "")
    if suite == "recalculer" and request.form.get("revenus"):  # the Enter key, typed in the budget
        return _repondre_au_budget(dossier)
    _garder(dossier, saisie)
    if suite == "recalculer":
        return redirect(url_for(".echeancier", reference=dossier.reference, _anchor="resultat"), 303)
    if suite == "revenir":
        return a_l_accueil(dossier)
    if suite == "rien_payer":  # whose way back leads here
        return redirect(url_for(".rien_payer", reference=dossier.reference, echeancier=""), 303)
    try:
        composee = composition.composer(dossier, saisie, maintenant())
        _verifier_remplacement(dossier, composee)
    except ChoixInvalide as refus:
        for faute in composition.fautes(saisie) or [refus]:
            form[faute.champ].errors = [faute.phrase]
        return _page(dossier, form, saisie, statut=422)
    apres = ".accepter_proposition" if composee.est_son_offre else ".relire"
    return redirect(url_for(apres, reference=dossier.reference), 303)


@bp.post("/dossiers/<reference>/echeancier/budget")
@autorise(Role.DEBITEUR, Action.PROPOSER, prepare=True)
def calculer_budget(dossier: Dossier) -> Reponse:
    """What is left to live on: no row, no journal, no cookie and no address holds the four sums; the draft is kept."""
    if not composable(dossier):
        return a_l_accueil(dossier)
    negociation.verifier_accord_ouvert(dossier, maintenant())
    return _repondre_au_budget(dossier)


def _garder(dossier: Dossier, saisie: dict[str, str]) -> None:
    """Commits, if there is anything to keep."""
    if saisie:
        brouillons.garder(session_bd(), dossier, Role.DEBITEUR, saisie, maintenant())


def _repondre_au_budget(dossier: Dossier) -> Response:
    """On the same page, with everything typed still there; the draft is kept, for whoever then goes back."""
    form, saisie = BudgetForm(), composition.nettoyer(request.form)
    _garder(dossier, saisie)
    valide = form.validate_on_submit()
    if valide and form.revenus.centimes is None:
        form.revenus.errors = [gettext("Indiquez ce que vous recevez par mois, par exemple 1 400.")]
        valide = False
    budget = _budget(dossier, form, saisie) if valide else None
    return _page(dossier, PlanForm(), saisie, 200 if valide else 422, budget_form=form, budget=budget)


def _budget(dossier: Dossier, form: BudgetForm, saisie: dict[str, str]) -> Budget:
    depenses = sum(form[nom].centimes or 0 for nom in ("logement", "quotidien", "credits"))
    composee = composition.tenter(dossier, saisie, maintenant())
    return Budget(form.revenus.centimes or 0, depenses, _par_mois(composee.echeancier) if composee else None)


def _par_mois(echeancier: Echeancier) -> int:
    """What a month costs: of two payments that stand apart, the larger one."""
    if echeancier.est_mensuel:
        return echeancier.mensualite_centimes
    return max(e.montant_centimes for e in echeancier.echeances)


def _verifier_remplacement(dossier: Dossier, composee: Composition) -> None:
    if dossier.etat is Etat.PROPOSITION_DEBITEUR and composee.plan is None:
        raise ChoixInvalide(
            "mode", gettext("Retirez d’abord votre proposition, ou choisissez un paiement accepté d’avance.")
        )


def _page(
    dossier: Dossier,
    form: PlanForm,
    saisie: dict[str, str],
    statut: int = 200,
    *,
    budget_form: BudgetForm | None = None,
    budget: Budget | None = None,
) -> Response:
    """The whole picker; `budget` is the answer to a calculation that nobody keeps."""
    _remplir(form, dossier)
    composee: Composition | None = None
    manque, trop_peu = "", False
    try:
        composee = composition.composer(dossier, saisie, maintenant())
    except ChoixInvalide as refus:
        manque, trop_peu = refus.phrase, refus.trop_peu
    repere = reperes.choisir(dossier, composee, maintenant()) if composee else None
    total = composition.total_vise(dossier, saisie)
    return rendre(
        "debiteur/echeancier.html",
        statut=statut,
        form=form,
        composee=composee,
        manque=manque,
        trop_peu=trop_peu,
        saisie=saisie,
        total_vise=total,
        budget_form=budget_form or BudgetForm(formdata=None),
        budget=budget,
        echeancier=composee.echeancier if composee else None,
        graphique=graphiques.barres_echeancier(composee.echeancier.echeances) if composee else "",
        repere=repere,
        differences=ecarts.en_mots(repere.echeancier, composee.echeancier) if composee and repere else [],
        cartes=_cartes(dossier, total),
        acceptes=partial(composition.encore_acceptes, dossier, saisie, maintenant()),  # not for a live answer
        dates=_dates(dossier),
        **situation.contexte(dossier, maintenant()),
    )


def _remplir(form: PlanForm, dossier: Dossier) -> None:
    form.mode.choices = [
        (str(n), ngettext("%(num)s fois", "%(num)s fois", n)) for n in composition.nombres_proposes(dossier)
    ]
    form.mode.choices.append((LIBRE, gettext("Je choisis le montant")))
    form.jour.choices = [(str(j), gettext("Le %(jour)s", jour=j)) for j in JOURS]
    form.attendre.choices = [
        ("0", gettext("Dès que possible")),
        *((str(m), ngettext("%(num)s mois plus tard", "%(num)s mois plus tard", m)) for m in ATTENTES),
    ]


def _cartes(dossier: Dossier, total: int) -> dict[str, str]:
    """Beside each number, what a month would cost for that total."""
    valeurs = {}
    for nombre in composition.nombres_proposes(dossier):
        premiere = negociation.premier_jour_possible(dossier, maintenant())
        plan = par_nombre(total, nombre, premiere=premiere, duree_max_mois=PLAN_MAX_MOIS)
        montant = euros(plan.mensualite_centimes)
        valeurs[str(nombre)] = montant if nombre == 1 else gettext("%(montant)s par mois", montant=montant)
    return valeurs


def _dates(dossier: Dossier) -> dict[str, str]:
    pas_avant = negociation.premier_jour_possible(dossier, maintenant())
    premieres = {j: composition.premiere_date(j, pas_avant) for j in JOURS}
    return {str(j): gettext("dès le %(jour)s", jour=jour_mois_an(le)) for j, le in premieres.items()}
