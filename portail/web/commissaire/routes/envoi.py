"""The proof of deposit: read again with both ends of the month, then recorded."""

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.delais import Delai, jour_a_paris
from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.services import invitation
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, session_bd
from portail.web.commissaire import bp
from portail.web.commissaire.commun import refuser, retour_si_ferme
from portail.web.commissaire.forms import EnvoiForm
from portail.web.rendu import rendre


@bp.get("/dossiers/<reference>/envoi")
@autorise(Role.COMMISSAIRE, Action.ENREGISTRER_ENVOI)
def envoi(dossier: Dossier) -> Reponse:
    return retour_si_ferme(dossier, Action.ENREGISTRER_ENVOI) or _saisie(dossier, EnvoiForm(dossier))


@bp.post("/dossiers/<reference>/envoi")
@autorise(Role.COMMISSAIRE, Action.ENREGISTRER_ENVOI)
def enregistrer_envoi(dossier: Dossier) -> Reponse:
    """The first time: what this will start. Once that was shown (`vu`): recorded."""
    form = EnvoiForm(dossier)
    if not form.validate_on_submit():
        return _saisie(dossier, form, statut=422)
    if "modifier" in request.form:
        return _saisie(dossier, form)
    try:
        numero, delai = invitation.examiner_depot(
            session_bd(), dossier, form.depose_le.jour, form.numero.data, maintenant()
        )
        if form.vu.data == _vu(delai):
            invitation.enregistrer_envoi(
                session_bd(), dossier, envoye_le=form.depose_le.jour, numero=numero, acteur=acteur()
            )
            return redirect(url_for(".dossier", reference=dossier.reference), 303)
    except invitation.DepotInvalide as refus:
        refuser(form, refus, "numero" if refus.motif == "numero" else "depose_le")
        return _saisie(dossier, form, statut=422)
    except invitation.NumeroDejaUtilise as refus:
        refuser(form, refus, "numero")
        return _saisie(dossier, form, statut=422)
    form.vu.data = _vu(delai)
    return rendre(
        "commissaire/envoi_relire.html",
        dossier=dossier,
        form=form,
        delai=delai,
        numero=numero,
        deja_fini=jour_a_paris(maintenant()) > delai.fin_prorogee,
    )


def _saisie(dossier: Dossier, form: EnvoiForm, statut: int = 200) -> Response:
    return rendre("commissaire/envoi.html", statut=statut, dossier=dossier, form=form)


def _vu(delai: Delai) -> str:
    return f"{delai.envoi.isoformat()}.{delai.fin_stricte.isoformat()}.{delai.fin_prorogee.isoformat()}"
