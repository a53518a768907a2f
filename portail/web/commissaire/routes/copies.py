"""Receipts that debtors asked for on paper: what is to be printed and posted, and that it was."""

from flask import Response, abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role
from portail.persistance.copies_postales import CopiePostale
from portail.persistance.dossiers import Dossier
from portail.services import copies_postales, recepisses
from portail.web.acces import autorise, reserve_a
from portail.web.base import maintenant, session_bd
from portail.web.commissaire import bp
from portail.web.rendu import rendre
from portail.web.traduction import gettext


@bp.get("/preuves-a-poster")
@reserve_a(Role.COMMISSAIRE)
def copies() -> Response:
    attendues = copies_postales.en_attente(session_bd(), current_user.etude_id)
    return rendre(
        "commissaire/copies.html",
        copies=[(c, recepisses.reference(c.evenement), recepisses.emis(c.evenement)) for c in attendues],
    )


@bp.post("/dossiers/<reference>/preuves-a-poster/<int:numero>")
@autorise(Role.COMMISSAIRE, Action.CONSULTER)
def noter_copie(dossier: Dossier, numero: int) -> Reponse:
    """`numero`: of the request."""
    copie = session_bd().get(CopiePostale, numero)
    if copie is None or copie.dossier_id != dossier.id:
        abort(404)
    copies_postales.noter_envoi(session_bd(), copie, current_user.compte_id, maintenant())
    flash(gettext("C’est noté. La personne le lit dans son dossier."), "ok")
    return redirect(url_for(".copies"), 303)
