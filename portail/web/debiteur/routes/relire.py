"""Reading again, then sending: two acts when taking part was not yet accepted, each with its row and its proof."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace

from flask import Response, flash, redirect, request, url_for
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response as Reponse

from portail.domaine.delais import ouvertures
from portail.domaine.echeancier import EcheancierInvalide
from portail.domaine.lettres import montant_en_lettres
from portail.domaine.phrases import Phrase
from portail.domaine.procedure import Action, ActionInterdite, Etat, Role
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Evenement
from portail.services import declarations, negociation, participation
from portail.services.acteur import Acteur
from portail.services.consentement import LectureChangee, Lu
from portail.services.documents.donnees_actes import NatureRecepisse
from portail.services.journal import DejaFait, DossierChange, verifier_actuel
from portail.services.negociation import MontantHorsBornes, PlanIndisponible
from portail.services.termes import TermesChanges
from portail.web import second_pas
from portail.web.acces import autorise
from portail.web.base import acteur, horloge, maintenant, session_bd
from portail.web.debiteur import bp, composition, lecture, situation
from portail.web.debiteur.composition import Composition, composable
from portail.web.debiteur.erreurs import idem_suivant
from portail.web.debiteur.forms import RelireForm, engagement_a_payer
from portail.web.debiteur.routes.retours import a_l_accueil, a_la_preuve
from portail.web.langue import dire, euros
from portail.web.rendu import rendre
from portail.web.traduction import ngettext

# What may stop the second act once taking part is recorded: then nobody may be told that nothing is.
_SANS_SUITE = (
    ActionInterdite,
    DossierChange,
    StaleDataError,
    PlanIndisponible,
    TermesChanges,
    MontantHorsBornes,
    EcheancierInvalide,
    IntegrityError,
    OperationalError,
)
_PARTICIPE_SEULEMENT = Phrase(
    "Votre accord pour participer est enregistré. Le dossier a changé avant l’envoi de la suite : relisez-le."
)


@bp.get("/dossiers/<reference>/relire")
@autorise(Role.DEBITEUR, Action.PROPOSER)
def relire(dossier: Dossier) -> Reponse:
    if not composable(dossier):
        return a_l_accueil(dossier)
    negociation.verifier_accord_ouvert(dossier, maintenant())
    composee = composition.gardee(session_bd(), dossier, maintenant())
    if composee is None:
        return redirect(url_for(".echeancier", reference=dossier.reference), 303)
    form = RelireForm(dossier)
    coches = second_pas.coches(_lu(dossier, composee).objet)
    form.participe.data, form.engagement.data = "participe" in coches, "engagement" in coches
    return _page(dossier, form, composee)


@bp.post("/dossiers/<reference>/relire")
@autorise(Role.DEBITEUR, Action.PROPOSER, signe=True)
def envoyer(dossier: Dossier) -> Reponse:
    form, qui = RelireForm(dossier), acteur()
    deux_actes = dossier.etat is Etat.ENVOYEE or bool(form.participe.data)
    dernier = _second(dossier, qui) if deux_actes else qui
    composee = composition.gardee(session_bd(), dossier, maintenant())
    perdue = _verifier_lecture(dossier, form, composee, deux_actes, (qui, dernier))
    if perdue is not None or composee is None:
        return _changee(dossier, perdue, composee)
    if not deux_actes:
        del form.participe
    moyen = second_pas.acquise(form) if form.validate_on_submit() else None
    if moyen is None:
        return _page(dossier, form, composee, statut=422)
    dernier = replace(dernier, second_pas=moyen)
    second_pas.oublier()
    if not deux_actes:
        return a_la_preuve(_conclure(dossier, composee, dernier))
    return _participer_puis_conclure(dossier, composee, qui, dernier)


@bp.post("/dossiers/<reference>/relire/code")
@autorise(Role.DEBITEUR, Action.PROPOSER)
def envoyer_code(dossier: Dossier) -> Reponse:
    """Mail a one-time code for the very terms of the page; what was ticked there is found again."""
    form, composee = RelireForm(dossier), composition.gardee(session_bd(), dossier, maintenant())
    perdue = _verifier_lecture(dossier, form, composee, dossier.etat is Etat.ENVOYEE, ())
    if perdue is not None or composee is None:
        return _changee(dossier, perdue, composee)
    coches = [nom for nom in ("participe", "engagement") if form[nom].data]
    refus = second_pas.envoyer(dossier, _lu(dossier, composee).objet, coches)
    if refus:
        form.form_errors = [refus]
        return _page(dossier, form, composee, statut=429)
    return redirect(url_for(".relire", reference=dossier.reference), 303)


def _verifier_lecture(
    dossier: Dossier, form: RelireForm, composee: Composition | None, participe: bool, acteurs: Sequence[Acteur]
) -> LectureChangee | None:
    """Why the page is not what would be signed now, or None. Raises DejaFait, HorsDelai."""
    try:
        for rang, qui in enumerate(acteurs):
            with suppress(*([DejaFait] if rang == 0 else [])):  # stopped between its two acts: it goes on
                verifier_actuel(session_bd(), dossier, qui)
        negociation.verifier_accord_ouvert(dossier, maintenant())
        present = lecture.de_composition(dossier, composee, participe=participe) if composee else None
        second_pas.verifier(form, dossier, present)
    except DossierChange:
        return second_pas.lue(form, dossier)
    except LectureChangee as perdue:
        return perdue
    return None


def _changee(dossier: Dossier, perdue: LectureChangee | None, composee: Composition | None) -> Reponse:
    if composee is None or not composable(dossier):
        return lecture.changee(dossier, perdue, None, "")
    suite = url_for(".relire", reference=dossier.reference)
    return lecture.changee(dossier, perdue, _lu(dossier, composee), suite)


def _lu(dossier: Dossier, composee: Composition) -> Lu:
    return lecture.de_composition(dossier, composee, participe=dossier.etat is Etat.ENVOYEE)


def _second(dossier: Dossier, qui: Acteur) -> Acteur:
    """The act that follows taking part, with its own instant; what was sent in time stays in time."""
    instant, delai = horloge(), dossier.delai
    en_temps = delai is not None and ouvertures(delai, instant).accord
    return replace(qui, version=None, idem=idem_suivant(qui.idem or ""), recu_le=instant if en_temps else qui.recu_le)


def _participer_puis_conclure(dossier: Dossier, composee: Composition, qui: Acteur, dernier: Acteur) -> Reponse:
    accueil = a_l_accueil(dossier)  # made now: the database may not answer later
    with suppress(DejaFait):  # the same form came back before its second act: go on
        participation.accepter(session_bd(), dossier, qui)
    try:
        evenement = _conclure(dossier, composee, dernier)
    except _SANS_SUITE:
        session_bd().rollback()
        flash(dire(_PARTICIPE_SEULEMENT), "attention")
        return accueil
    return a_la_preuve(evenement)


def _conclure(dossier: Dossier, composee: Composition, qui: Acteur) -> Evenement:
    bd, termes = session_bd(), composee.termes
    if composee.plan is not None:
        return negociation.choisir_plan(bd, dossier, composee.plan, termes.echeances, termes.empreinte, qui)
    return negociation.proposer(bd, dossier, termes, qui)


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


def _page(dossier: Dossier, form: RelireForm, composee: Composition, statut: int = 200) -> Response:
    if dossier.etat is not Etat.ENVOYEE and "participe" in form and not request.form.get("participe"):
        del form.participe
    lu = lecture.de_composition(dossier, composee, participe="participe" in form)
    form.vu.data = second_pas.sceller(dossier, lu)
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
        moyens=second_pas.offerts(dossier, lu.objet),
        **situation.contexte(dossier, maintenant()),
    )
