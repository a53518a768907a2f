"""The first two screens of a claim: who owes, and why."""

from typing import Any

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.creance import Cause
from portail.domaine.procedure import Action, Role
from portail.domaine.saisie import SaisieInvalide
from portail.domaine.territoire import ressort
from portail.persistance.dossiers import Debiteur, Dossier
from portail.persistance.etudes import NaturePersonne
from portail.services import creances
from portail.web.acces import autorise
from portail.web.base import acteur, session_bd
from portail.web.creancier import bp
from portail.web.creancier.ecrans import avis_sur, date_saisie, demande_avec, page_du_depot, propre
from portail.web.creancier.forms.depot import COCHES, QUESTIONS, CauseForm, PersonneForm
from portail.web.creancier.reponses import mot, valeur
from portail.web.creancier.suivi import exiger

_PHYSIQUE = ("civilite", "prenoms", "nom")
_MORALE = ("denomination", "forme", "siren", "representant")
_COMMUNS = ("adresse", "complement", "code_postal", "commune", "pays", "courriel", "telephone")


@bp.get("/dossiers/<reference>/depot/qui")
@autorise(Role.CREANCIER, Action.COMPLETER)
def qui(dossier: Dossier) -> Response:
    exiger(dossier, Action.COMPLETER)
    form = PersonneForm(dossier, data=_personne(dossier.debiteur))
    if request.args.get("nature") in set(NaturePersonne):
        form.nature.data = request.args["nature"]
    return page_du_depot("creancier/depot_qui.html", dossier, form, 1)


@bp.post("/dossiers/<reference>/depot/qui")
@autorise(Role.CREANCIER, Action.COMPLETER)
def decrire_personne(dossier: Dossier) -> Reponse:
    form = PersonneForm(dossier)
    if "changer" in request.form:  # without JavaScript: the fields of the other kind, nothing is saved
        return page_du_depot("creancier/depot_qui.html", dossier, form, 1)
    if form.validate_on_submit():
        creances.decrire_debiteur(session_bd(), dossier, _champs(form), acteur())
        return redirect(url_for(".pourquoi", reference=dossier.reference), 303)
    return page_du_depot("creancier/depot_qui.html", dossier, form, 1, statut=422)


@bp.get("/dossiers/<reference>/depot/pourquoi")
@autorise(Role.CREANCIER, Action.COMPLETER)
def pourquoi(dossier: Dossier) -> Response:
    exiger(dossier, Action.COMPLETER)
    form = CauseForm(dossier, data=_cause(dossier))
    if not request.args:
        return _page_cause(dossier, form, form, dossier.reponses)
    essai = CauseForm(formdata=request.args, meta={"csrf": False})  # live answers, nothing is saved
    return _page_cause(dossier, form, essai, _reponses(essai, dossier))


@bp.post("/dossiers/<reference>/depot/pourquoi")
@autorise(Role.CREANCIER, Action.COMPLETER)
def decrire_cause(dossier: Dossier) -> Reponse:
    form = CauseForm(dossier)
    for nom in _sans_objet(dossier):
        form[nom].validators, form[nom].validate_choice = (), False  # not on the page: no answer is expected
    if not form.validate_on_submit():
        return _page_cause(dossier, form, form, _reponses(form, dossier), statut=422)
    creances.decrire_cause(
        session_bd(),
        dossier,
        cause=Cause(form.cause.data),
        fondement=propre(form.fondement),
        fondement_le=form.fondement_le.jour,
        precisions=propre(form.precisions),
        reponses=_reponses(form, dossier),
        acteur=acteur(),
    )
    bloque = avis_sur(dossier).bloque
    return redirect(url_for(".pourquoi" if bloque else ".combien", reference=dossier.reference), 303)


def _page_cause(
    dossier: Dossier, form: CauseForm, essai: CauseForm, reponses: dict[str, Any], *, statut: int = 200
) -> Response:
    """`essai` holds the answers that the verdict beside the form weighs."""
    cause = Cause(essai.cause.data) if essai.cause.data in set(Cause) else dossier.cause
    return page_du_depot(
        "creancier/depot_pourquoi.html",
        dossier,
        form,
        2,
        statut=statut,
        avis=avis_sur(dossier, demande_avec(dossier, reponses, cause=cause), reponses),
        sans_objet=_sans_objet(dossier),
        aerodrome=_pres_d_un_aerodrome(dossier),
    )


def _sans_objet(dossier: Dossier) -> frozenset[str]:
    """The questions that need not be put: the exclusion of D8 takes two commerçants."""
    entre_pros = dossier.creancier.commercant and dossier.debiteur.professionnel
    return frozenset() if entre_pros else frozenset({"debiteur_commercant", "facturee"})


def _pres_d_un_aerodrome(dossier: Dossier) -> bool:
    """True when grounds of an airport nearby follow another court (COJ, annexe, tableau IV)."""
    try:
        return bool(ressort(dossier.debiteur.code_lieu, emprise_aerodrome=True))
    except SaisieInvalide:
        return False


def _reponses(form: CauseForm, dossier: Dossier) -> dict[str, Any]:
    """The answers given; a question left open is not among them."""
    posees = [nom for nom in QUESTIONS if nom not in _sans_objet(dossier)]
    donnees = {nom: valeur(form[nom].data) for nom in posees if form[nom].data}
    return donnees | {nom: True for nom in COCHES if form[nom].data}


def _cause(dossier: Dossier) -> dict[str, Any]:
    reponses = dossier.reponses
    return {
        "cause": dossier.cause.value if dossier.fondement else None,
        "fondement": dossier.fondement,
        "fondement_le": date_saisie(dossier.fondement_le),
        "precisions": dossier.precisions,
        **{nom: mot(reponses[nom]) for nom in QUESTIONS if nom in reponses},
        **{nom: bool(reponses.get(nom)) for nom in COCHES},
    }


def _personne(debiteur: Debiteur) -> dict[str, Any]:
    donnees = {nom: getattr(debiteur, nom) for nom in (*_PHYSIQUE, *_MORALE, *_COMMUNS, "code_lieu")}
    return {
        **donnees,
        "nature": debiteur.nature.value,
        "ne_le": date_saisie(debiteur.ne_le),
        "professionnel": mot(debiteur.professionnel) if debiteur.adresse else None,
        "courriel_connu_avant": debiteur.courriel_connu_avant,
    }


def _champs(form: PersonneForm) -> dict[str, Any]:
    """What is written of the person; the fields of the other kind are emptied."""
    autres, siens = (_PHYSIQUE, _MORALE) if form.morale else (_MORALE, _PHYSIQUE)
    champs: dict[str, Any] = {nom: propre(form[nom]) for nom in (*siens, *_COMMUNS)}
    champs |= dict.fromkeys(autres, "")
    champs["siren"] = "".join(champs["siren"].split())
    return champs | {
        "nature": NaturePersonne(form.nature.data),
        "ne_le": None if form.morale else form.ne_le.jour,
        "code_lieu": propre(form.code_lieu).upper() if form.pays.data == "FR" else "",
        "professionnel": valeur(form.professionnel.data) is True,
        "courriel_connu_avant": bool(form.courriel_connu_avant.data and form.courriel.data),
    }
