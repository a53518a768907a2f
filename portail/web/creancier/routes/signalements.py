"""What the person reported: reading it, answering with words and documents, granting or refusing a delay."""

from functools import partial

from flask import Response, abort, flash, redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role, actions_ouvertes
from portail.domaine.signalements import Decision, Genre
from portail.persistance.dossiers import Dossier
from portail.persistance.signalements import Signalement
from portail.services import reponses
from portail.services.documents.signalements import faits_dits, intitule
from portail.services.journal import verifier_actuel
from portail.services.projets import PIECES_MAX, Projet
from portail.services.signalements import SignalementInvalide
from portail.web import envois
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, session_bd
from portail.web.creancier import bp
from portail.web.creancier.forms.suivi import DecisionForm, ReponseForm
from portail.web.creancier.suivi import messages
from portail.web.envois import Issue
from portail.web.gardes import recoit_des_fichiers
from portail.web.langue import dites
from portail.web.messages import phrase
from portail.web.rendu import rendre
from portail.web.traduction import gettext


@bp.get("/dossiers/<reference>/messages")
@autorise(Role.CREANCIER, Action.CONSULTER)
def signalements(dossier: Dossier) -> Reponse:
    """The one that waits, else the dossier."""
    attendu = reponses.au_creancier(dossier)
    if attendu is None:
        return redirect(url_for(".dossier", reference=dossier.reference, _anchor="t-messages"), 303)
    return redirect(url_for(".signalement", reference=dossier.reference, numero=attendu.numero), 303)


@bp.get("/dossiers/<reference>/messages/<int:numero>")
@autorise(Role.CREANCIER, Action.CONSULTER)
def signalement(dossier: Dossier, numero: int) -> Response:
    s = _trouver(dossier, numero)
    if s.genre is Genre.DIFFICULTE:
        return _page(dossier, s, DecisionForm(dossier))
    saisie = _projet(dossier, s).saisie(session_bd())
    return _page(dossier, s, ReponseForm(dossier, formdata=None, data=saisie))


@bp.post("/dossiers/<reference>/messages/<int:numero>")
@autorise(Role.CREANCIER, Action.REPONDRE_SIGNALEMENT)
@recoit_des_fichiers
def repondre(dossier: Dossier, numero: int) -> Reponse:
    s = _trouver(dossier, numero)
    verifier_actuel(session_bd(), dossier, acteur())
    return _decider(dossier, s) if s.genre is Genre.DIFFICULTE else _ecrire(dossier, s)


def _decider(dossier: Dossier, s: Signalement) -> Reponse:
    form = DecisionForm(dossier)
    if form.validate_on_submit():
        try:
            decision = Decision(form.decision.data)
            reponses.repondre(session_bd(), dossier, s, _texte(form), acteur(), decision=decision)
            return _repondu(dossier)
        except SignalementInvalide as refus:
            form.texte.errors = [phrase(refus)]
    return _page(dossier, s, form, statut=422)


def _ecrire(dossier: Dossier, s: Signalement) -> Reponse:
    form, projet = ReponseForm(dossier), _projet(dossier, s)
    issue = envois.ranger(projet, form, {"texte": form.texte.data or ""})
    if issue is Issue.RESTER:
        cible = url_for(".signalement", reference=dossier.reference, numero=s.numero, _anchor="zone-fichiers")
        return redirect(cible, 303)
    if issue is Issue.CONTINUER and form.validate_on_submit():
        try:
            reponses.repondre(session_bd(), dossier, s, _texte(form), acteur(), projet=projet)
            return _repondu(dossier)
        except SignalementInvalide as refus:
            form.texte.errors = [phrase(refus)]
    return _page(dossier, s, form, statut=422)


def _repondu(dossier: Dossier) -> Reponse:
    flash(gettext("C’est fait. Votre réponse est envoyée."), "ok")
    return redirect(url_for(".dossier", reference=dossier.reference), 303)


def _texte(form: ReponseForm | DecisionForm) -> str:
    return (form.texte.data or "").strip()


def _projet(dossier: Dossier, s: Signalement) -> Projet:
    return Projet(dossier, Role.CREANCIER, f"reponse-{s.numero}")


def _trouver(dossier: Dossier, numero: int) -> Signalement:
    return next((s for s in messages(dossier) if s.numero == numero), None) or abort(404)


def _page(dossier: Dossier, s: Signalement, form: ReponseForm | DecisionForm, *, statut: int = 200) -> Response:
    ouvert = Action.REPONDRE_SIGNALEMENT in actions_ouvertes(Role.CREANCIER, dossier.etat)
    return rendre(
        "creancier/signalement.html",
        statut=statut,
        dossier=dossier,
        s=s,
        form=form,
        titre=intitule(s.genre, s.motif),
        faits=dites(faits_dits(s.faits)),
        pieces=_projet(dossier, s).pieces(session_bd()),
        maximum=PIECES_MAX,
        repondable=ouvert and (s.genre is not Genre.DIFFICULTE or s.attend_le_creancier),
        actions=actions_ouvertes(Role.CREANCIER, dossier.etat),
        se_tait=partial(reponses.se_tait, maintenant=maintenant()),
    )
