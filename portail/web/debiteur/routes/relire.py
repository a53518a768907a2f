"""Reading again, then sending: two acts when taking part was not yet accepted, each with its row and its proof."""

from contextlib import suppress
from dataclasses import replace

from flask import Response, flash, redirect, request, url_for
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response as Reponse

from portail.domaine.delais import ouvertures
from portail.domaine.lettres import montant_en_lettres
from portail.domaine.phrases import Phrase
from portail.domaine.procedure import Action, ActionInterdite, Etat, Role
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Evenement
from portail.services import declarations, negociation, participation
from portail.services.acteur import Acteur
from portail.services.documents.donnees_actes import NatureRecepisse
from portail.services.journal import DejaFait, DossierChange, verifier_actuel
from portail.services.termes import TermesChanges, verifier_vus
from portail.web import preuve
from portail.web.acces import autorise
from portail.web.base import acteur, horloge, maintenant, session_bd
from portail.web.debiteur import bp, composition, situation
from portail.web.debiteur.composition import ChoixInvalide, Composition
from portail.web.debiteur.erreurs import idem_suivant
from portail.web.debiteur.forms import RelireForm, engagement_a_payer
from portail.web.debiteur.routes.echeancier import brouillon, composable
from portail.web.debiteur.routes.retours import a_l_accueil, a_la_preuve
from portail.web.langue import dire, euros
from portail.web.rendu import rendre
from portail.web.traduction import ngettext

OFFRE, ACCORD = "offre", "accord"
_PARTICIPE_SEULEMENT = Phrase(
    "Votre accord pour participer est enregistré. Le dossier a changé avant l’envoi de la suite : relisez-le."
)


@bp.get("/dossiers/<reference>/relire")
@autorise(Role.DEBITEUR, Action.PROPOSER)
def relire(dossier: Dossier) -> Reponse:
    if not composable(dossier):
        return a_l_accueil(dossier)
    negociation.verifier_accord_ouvert(dossier, maintenant())
    composee = _composee(dossier)
    if composee is None:
        return redirect(url_for(".echeancier", reference=dossier.reference), 303)
    form = RelireForm(dossier)
    form.vu.data, form.genre.data = composee.termes.empreinte, genre_de(composee)
    return _page(dossier, form, composee)


@bp.post("/dossiers/<reference>/relire")
@autorise(Role.DEBITEUR, Action.PROPOSER, prouve=True)
def envoyer(dossier: Dossier) -> Reponse:
    form, qui = RelireForm(dossier), acteur()
    deux_actes = dossier.etat is Etat.ENVOYEE or bool(form.participe.data)
    dernier = _second(dossier, qui) if deux_actes else qui
    composee = _composee(dossier)
    try:
        verifier_actuel(session_bd(), dossier, dernier)
        negociation.verifier_accord_ouvert(dossier, maintenant())
        composee = _vue(form, composee)
    except (DossierChange, TermesChanges):
        if composee is None or form.genre.data != ACCORD or not _plan_repris(dossier, composee):
            raise
        return _page_sans_plan(dossier, composee)
    if not deux_actes:
        del form.participe
    if not (form.validate_on_submit() and preuve.acquise(form)):
        return _page(dossier, form, composee, statut=422)
    if not deux_actes:
        return a_la_preuve(_conclure(dossier, composee, dernier))
    return _participer_puis_conclure(dossier, composee, qui, dernier)


def _vue(form: RelireForm, composee: Composition | None) -> Composition:
    """What was composed, if it is what the page displayed. Raises TermesChanges."""
    if composee is None or form.genre.data != genre_de(composee):
        raise TermesChanges
    termes = composee.termes
    verifier_vus(form.vu.data, termes.montant_centimes, termes.echeances, termes.clause)
    return composee


def _second(dossier: Dossier, qui: Acteur) -> Acteur:
    """The act that follows taking part, with its own instant; what was sent in time stays in time."""
    instant, delai = horloge(), dossier.delai
    en_temps = delai is not None and ouvertures(delai, instant).accord
    return replace(qui, version=None, idem=idem_suivant(qui.idem or ""), recu_le=instant if en_temps else qui.recu_le)


def genre_de(composee: Composition) -> str:
    """What sending would do: conclude at once, or offer."""
    return ACCORD if composee.plan else OFFRE


def _participer_puis_conclure(dossier: Dossier, composee: Composition, qui: Acteur, dernier: Acteur) -> Reponse:
    with suppress(DejaFait):  # the same form came back before its second act: go on
        participation.accepter(session_bd(), dossier, qui)
    try:
        return a_la_preuve(_conclure(dossier, composee, dernier))
    except (ActionInterdite, DossierChange, StaleDataError):
        session_bd().rollback()
        flash(dire(_PARTICIPE_SEULEMENT), "attention")
        return a_l_accueil(dossier)


def _conclure(dossier: Dossier, composee: Composition, qui: Acteur) -> Evenement:
    bd, termes = session_bd(), composee.termes
    if composee.plan is not None:
        return negociation.choisir_plan(bd, dossier, composee.plan, termes.echeances, termes.empreinte, qui)
    return negociation.proposer(bd, dossier, termes, qui)


def _composee(dossier: Dossier) -> Composition | None:
    try:
        return composition.composer(dossier, brouillon(dossier), maintenant())
    except ChoixInvalide:
        return None


def _plan_repris(dossier: Dossier, composee: Composition) -> bool:
    """True if a plan on so many payments was taken back, and an offer is still possible in its place."""
    repris = any(p.retire_le is not None and p.nombre == composee.echeancier.nombre for p in dossier.plans)
    return repris and composee.plan is None and composable(dossier)


def _page_sans_plan(dossier: Dossier, composee: Composition) -> Response:
    """The creditor took the plan back while it was on the screen: what the same choices come to now."""
    form = RelireForm(dossier, formdata=None)
    form.version.data = str(dossier.version)
    form.vu.data, form.genre.data = composee.termes.empreinte, genre_de(composee)
    return _page(dossier, form, composee, statut=409, plan_retire=True)


def _engagement(composee: Composition) -> str:
    centimes, nombre = composee.termes.montant_centimes, composee.echeancier.nombre
    if composee.plan:
        return engagement_a_payer(centimes, nombre)
    return ngettext(
        "J’ai lu ma proposition. Si le créancier l’accepte, je m’engage à payer %(montant)s en une fois.",
        "J’ai lu ma proposition. Si le créancier l’accepte, je m’engage à payer %(montant)s en %(num)s fois.",
        nombre,
        montant=euros(centimes),
    )


def _page(
    dossier: Dossier, form: RelireForm, composee: Composition, statut: int = 200, plan_retire: bool = False
) -> Response:
    if dossier.etat is not Etat.ENVOYEE and "participe" in form and not request.form.get("participe"):
        del form.participe
    form.engagement.label.text = _engagement(composee)
    nature = NatureRecepisse.ACCORD if composee.plan else NatureRecepisse.PROPOSITION
    return rendre(
        "debiteur/relire.html",
        participation=declarations.lire(dossier, NatureRecepisse.ACCEPTATION).texte,
        declaration=declarations.lire(dossier, nature, composee.termes.dite).texte,
        statut=statut,
        form=form,
        composee=composee,
        lettres=montant_en_lettres(composee.termes.montant_centimes),
        accord_immediat=composee.plan is not None,
        plan_retire=plan_retire,
        preuve_exigee=preuve.exigee(),
        **situation.contexte(dossier, maintenant()),
    )
