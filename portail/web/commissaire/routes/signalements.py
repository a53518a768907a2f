"""What was reported to the étude: reading it, relaying an answer, lifting a suspension after a human look."""

from functools import partial

from flask import Response, abort, flash, redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role, actions_ouvertes
from portail.domaine.signalements import Genre
from portail.persistance.dossiers import Dossier
from portail.persistance.signalements import Signalement
from portail.services import reponses
from portail.services.documents.signalements import faits_dits, intitule
from portail.services.signalements import SignalementInvalide, paye_pendant_la_procedure
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, session_bd
from portail.web.commissaire import bp
from portail.web.commissaire.commun import refuser
from portail.web.commissaire.forms import ClasserForm
from portail.web.commissaire.mots import CONSIGNES_MOTIF
from portail.web.langue import dites
from portail.web.rendu import rendre
from portail.web.traduction import gettext


@bp.get("/dossiers/<reference>/messages")
@autorise(Role.COMMISSAIRE, Action.CONSULTER)
def signalements(dossier: Dossier) -> Reponse:
    """The one that waits for the étude, else the dossier."""
    attendu = reponses.a_l_etude(dossier)
    if attendu is None:
        return redirect(url_for(".dossier", reference=dossier.reference), 303)
    return redirect(url_for(".signalement", reference=dossier.reference, numero=attendu.numero), 303)


@bp.get("/dossiers/<reference>/messages/<int:numero>")
@autorise(Role.COMMISSAIRE, Action.CONSULTER)
def signalement(dossier: Dossier, numero: int) -> Response:
    return _page(dossier, _trouver(dossier, numero), ClasserForm(dossier))


@bp.post("/dossiers/<reference>/messages/<int:numero>")
@autorise(Role.COMMISSAIRE, Action.REPONDRE_SIGNALEMENT)
def classer(dossier: Dossier, numero: int) -> Reponse:
    s, form = _trouver(dossier, numero), ClasserForm(dossier)
    if form.validate_on_submit():
        try:
            reponses.classer(session_bd(), dossier, s, (form.texte.data or "").strip(), acteur())
        except SignalementInvalide as refus:
            refuser(form, refus, "texte")
        else:
            flash(gettext("C’est noté."), "ok")
            return redirect(url_for(".dossier", reference=dossier.reference), 303)
    return _page(dossier, s, form, statut=422)


def _trouver(dossier: Dossier, numero: int) -> Signalement:
    return next((s for s in dossier.signalements if s.numero == numero), None) or abort(404)


def _page(dossier: Dossier, s: Signalement, form: ClasserForm, *, statut: int = 200) -> Response:
    if s.genre is Genre.DESTINATAIRE:
        form.texte.label.text = gettext("Ce que vous avez vérifié")
    return rendre(
        "commissaire/signalement.html",
        statut=statut,
        dossier=dossier,
        s=s,
        form=form,
        titre=intitule(s.genre, s.motif),
        faits=dites(faits_dits(s.faits)),
        consigne=CONSIGNES_MOTIF.get(s.motif, ""),
        pendant=paye_pendant_la_procedure(dossier, s.faits),
        se_tait=partial(reponses.se_tait, maintenant=maintenant()),
        repondable=s.attend_l_etude and Action.REPONDRE_SIGNALEMENT in actions_ouvertes(Role.COMMISSAIRE, dossier.etat),
    )
