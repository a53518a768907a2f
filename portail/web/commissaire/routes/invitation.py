"""The invitation: preparing it, tearing it up."""

from flask import Response, redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.config import Canal, Mode
from portail.domaine.procedure import Action, Etat, Role
from portail.persistance.dossiers import Dossier
from portail.services import invitation as service
from portail.services import textes
from portail.web.acces import autorise
from portail.web.base import acteur, moyens, reglages, session_bd
from portail.web.commissaire import bp
from portail.web.commissaire.commun import refuser, retour_si_ferme
from portail.web.commissaire.forms import InvitationForm
from portail.web.forms import ActeForm
from portail.web.rendu import rendre
from portail.web.traduction import gettext


@bp.get("/dossiers/<reference>/invitation")
@autorise(Role.COMMISSAIRE, Action.PREPARER_INVITATION)
def invitation(dossier: Dossier) -> Reponse:
    """Before: what will be printed. After: the letter is ready."""
    if dossier.etat is Etat.RECEVABLE:
        return _preparer(dossier, InvitationForm(dossier))
    if dossier.etat is Etat.MANDAT:
        return rendre("commissaire/lettre.html", dossier=dossier, form=ActeForm(dossier))
    return redirect(url_for(".dossier", reference=dossier.reference), 303)


@bp.post("/dossiers/<reference>/invitation")
@autorise(Role.COMMISSAIRE, Action.PREPARER_INVITATION)
def preparer_invitation(dossier: Dossier) -> Reponse:
    form = InvitationForm(dossier)
    if not form.validate_on_submit() or not _plate_forme_complete(form):
        return _preparer(dossier, form, statut=422)
    chambre = (form.identifiant.data.strip(), form.mot_de_passe.data.strip()) if _par_la_chambre() else None
    try:
        service.preparer(session_bd(), dossier, moyens(), acteur(), chambre=chambre)
    except (textes.TextesAVerifier, service.HorsRessort) as refus:
        refuser(form, refus)
        return _preparer(dossier, form, statut=422)
    return redirect(url_for(".invitation", reference=dossier.reference), 303)


@bp.get("/dossiers/<reference>/invitation/annuler")
@autorise(Role.COMMISSAIRE, Action.ANNULER_INVITATION)
def annuler(dossier: Dossier) -> Reponse:
    detour = retour_si_ferme(dossier, Action.ANNULER_INVITATION)
    return detour or rendre("commissaire/annuler.html", dossier=dossier, form=ActeForm(dossier))


@bp.post("/dossiers/<reference>/invitation/annuler")
@autorise(Role.COMMISSAIRE, Action.ANNULER_INVITATION)
def annuler_invitation(dossier: Dossier) -> Reponse:
    form = ActeForm(dossier)
    if not form.validate_on_submit():
        return rendre("commissaire/annuler.html", statut=422, dossier=dossier, form=form)
    service.annuler(session_bd(), dossier, acteur())
    return redirect(url_for(".dossier", reference=dossier.reference), 303)


def _preparer(dossier: Dossier, form: InvitationForm, statut: int = 200) -> Response:
    etat = textes.etat_des_textes(session_bd(), dossier.etude_id)
    return rendre(
        "commissaire/invitation.html",
        statut=statut,
        dossier=dossier,
        form=form,
        par_la_chambre=_par_la_chambre(),
        adresse=reglages().url_publique,
        textes=[t for t, _ in etat],
        a_entrer=[t.code for t, _ in etat if not t.verifie] if reglages().mode is Mode.PRODUCTION else [],
    )


def _par_la_chambre() -> bool:
    return reglages().canal is Canal.CHAMBRE


def _plate_forme_complete(form: InvitationForm) -> bool:
    if not _par_la_chambre():
        return True
    for champ in (form.identifiant, form.mot_de_passe):
        if not (champ.data or "").strip():
            champ.errors = [*champ.errors, gettext("Recopiez ce que la plate-forme de la Chambre a donné.")]
    return not form.errors
