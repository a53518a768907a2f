"""Composing an offer with a live result, reading it again, sending it: it is firm (R125-4)."""

from collections.abc import Mapping

from flask import Response, flash, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response as Reponse

from portail.domaine.echeancier import Echeancier, EcheancierInvalide, par_nombre
from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.services import brouillons, negociation
from portail.services.negociation import Termes
from portail.services.participation import HorsDelai
from portail.services.termes import TermesChanges
from portail.web import graphiques, preuve
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, session_bd
from portail.web.creancier import bp
from portail.web.creancier.comparer import face_a
from portail.web.creancier.ecrans import couts_de, date_saisie
from portail.web.creancier.forms.suivi import OffreForm
from portail.web.creancier.suivi import accord_possible, exiger, situation
from portail.web.echeanciers import NOMBRES, Bornes, EcheancierForm, essayer, premier_jour_propose, saisie
from portail.web.langue import euros
from portail.web.messages import phrase
from portail.web.rendu import rendre
from portail.web.traduction import gettext

SANS_JETON = {"csrf": False}


@bp.get("/dossiers/<reference>/contre-proposition")
@autorise(Role.CREANCIER, Action.PROPOSER)
def contre_proposition(dossier: Dossier) -> Response:
    """The picker; with arguments, the live result of what is being typed."""
    exiger(dossier, Action.PROPOSER)
    bornes = _bornes(dossier)
    brouillon = brouillons.lire(session_bd(), dossier, Role.CREANCIER)
    form = EcheancierForm(dossier, data={"premiere": date_saisie(premier_jour_propose(bornes.pas_avant)), **brouillon})
    essai = _relu(request.args) if request.args else _relu(brouillon)
    return _page(dossier, bornes, form, essai)


@bp.post("/dossiers/<reference>/contre-proposition")
@autorise(Role.CREANCIER, Action.PROPOSER)
def composer(dossier: Dossier) -> Reponse:
    """Keep what was typed; then either show its result, or go and read it again."""
    exiger(dossier, Action.PROPOSER)
    bornes = _bornes(dossier)
    form = EcheancierForm(dossier)
    if essayer(form, bornes) is None:
        return _page(dossier, bornes, form, form, statut=422)
    brouillons.garder(session_bd(), dossier, Role.CREANCIER, saisie(form), maintenant())
    page = ".contre_proposition" if "recalculer" in request.form else ".relire_offre"
    return redirect(url_for(page, reference=dossier.reference), 303)


@bp.get("/dossiers/<reference>/contre-proposition/relire")
@autorise(Role.CREANCIER, Action.PROPOSER)
def relire_offre(dossier: Dossier) -> Reponse:
    exiger(dossier, Action.PROPOSER)
    termes, _ = _brouillon(dossier)
    if termes is None:
        return redirect(url_for(".contre_proposition", reference=dossier.reference), 303)
    return _page_relire(dossier, termes, OffreForm(dossier, data={"vu": termes.empreinte}))


@bp.post("/dossiers/<reference>/contre-proposition/relire")
@autorise(Role.CREANCIER, Action.PROPOSER, prouve=True)
def envoyer_offre(dossier: Dossier) -> Reponse:
    form = OffreForm(dossier)
    termes, message = _brouillon(dossier)
    if termes is None:
        raise TermesChanges
    if form.validate_on_submit() and preuve.acquise(form):
        if form.vu.data != termes.empreinte:
            raise TermesChanges
        try:
            negociation.proposer(session_bd(), dossier, termes, acteur(), message)
        except (HorsDelai, EcheancierInvalide) as refus:
            form.form_errors = [phrase(refus)]
        else:
            flash(gettext("C’est fait. Votre offre est envoyée."), "ok")
            return redirect(url_for(".dossier", reference=dossier.reference), 303)
    return _page_relire(dossier, termes, form, statut=422)


def _bornes(dossier: Dossier) -> Bornes:
    pas_avant = negociation.premier_jour_possible(dossier, maintenant())
    return Bornes(dossier.total_centimes, pas_avant, negociation.duree_max(dossier))


def _relu(donnees: Mapping[str, str]) -> EcheancierForm:
    return EcheancierForm(formdata=MultiDict(donnees), meta=SANS_JETON)


def _brouillon(dossier: Dossier) -> tuple[Termes | None, str]:
    brouillon = brouillons.lire(session_bd(), dossier, Role.CREANCIER)
    return essayer(_relu(brouillon), _bornes(dossier)), brouillon.get("message", "").strip()


def _page(
    dossier: Dossier, bornes: Bornes, form: EcheancierForm, essai: EcheancierForm, *, statut: int = 200
) -> Response:
    """`essai` holds what the live result is made of."""
    form.proposer(NOMBRES)
    termes = essayer(essai, bornes) if essai is not form else None
    return rendre(
        "creancier/contre_proposition.html",
        statut=statut,
        dossier=dossier,
        form=form,
        bornes=bornes,
        situation=situation(dossier, maintenant()),
        ouvert=accord_possible(dossier, maintenant()),
        cartes=_cartes(bornes),
        attentes=[] if essai is form else [texte for texts in essai.errors.values() for texte in texts],
        **_resultat(dossier, termes),
    )


def _resultat(dossier: Dossier, termes: Termes | None) -> dict[str, object]:
    if termes is None:
        return {"termes": None, "annonce": ""}
    plan = Echeancier(termes.echeances)
    return {
        "termes": termes,
        "plan": plan,
        "graphique": graphiques.barres_echeancier(termes.echeances),
        "comparaison": face_a(dossier, termes),
        "annonce": gettext("%(nombre)s fois %(montant)s", nombre=plan.nombre, montant=euros(plan.mensualite_centimes)),
    }


def _cartes(bornes: Bornes) -> dict[str, str]:
    """What each preset comes to a month, for the whole claim."""
    cartes = {}
    for nombre in NOMBRES:
        if nombre <= bornes.total_centimes:
            plan = par_nombre(bornes.total_centimes, nombre, premiere=bornes.pas_avant)
            montant = euros(plan.echeances[0].montant_centimes)
            cartes[str(nombre)] = montant if nombre == 1 else gettext("%(montant)s par mois", montant=montant)
    return cartes


def _page_relire(dossier: Dossier, termes: Termes, form: OffreForm, *, statut: int = 200) -> Response:
    message = brouillons.lire(session_bd(), dossier, Role.CREANCIER).get("message", "")
    return rendre(
        "creancier/relire_offre.html",
        statut=statut,
        dossier=dossier,
        form=form,
        message=message,
        couts=couts_de(dossier, termes.montant_centimes),
        preuve_exigee=preuve.exigee(),
        **_resultat(dossier, termes),
    )
