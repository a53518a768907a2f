"""« Cette lettre n'est pas pour moi »: the identifier and a reason; nothing of the dossier is shown, or even hinted."""

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Reponse
from wtforms import RadioField, StringField

from portail.domaine.identifiants import LONGUEUR_IDENTIFIANT
from portail.domaine.signalements import Destinataire
from portail.services import destinataire
from portail.services.documents.signalements import DESTINATAIRES
from portail.services.essais import TropDEssais
from portail.web.acces import public
from portail.web.base import ecritures, maintenant, moyens
from portail.web.connexion import bp
from portail.web.connexion.forms import bien_forme
from portail.web.forms import PortailForm, choix, longueur, requis
from portail.web.messages import phrase
from portail.web.rendu import rendre
from portail.web.traduction import gettext, lazy_gettext

_PORTE = "la lettre n'est pas pour moi"


class PasMoiForm(PortailForm):
    raison = RadioField(
        lazy_gettext("Que se passe-t-il\u00a0?"),
        [requis(lazy_gettext("Choisissez ce qui se passe."))],
        choices=choix(DESTINATAIRES),
    )
    identifiant = StringField(
        lazy_gettext("Identifiant (8 caractères)"),
        [requis(lazy_gettext("Tapez l’identifiant de la feuille.")), longueur(64)],
        id="identifiant",
    )


@bp.get("/ouvrir/pas-moi")
@public(_PORTE)
def pas_moi() -> Response:
    return rendre("connexion/pas_moi.html", form=PasMoiForm())


@bp.post("/ouvrir/pas-moi")
@public(_PORTE)
def prevenir() -> Reponse:
    """One answer, whether this letter exists or not; a typo is told as a typo and costs nothing."""
    form = PasMoiForm()
    if not (form.validate_on_submit() and bien_forme(form.identifiant, LONGUEUR_IDENTIFIANT, gettext("l’identifiant"))):
        return rendre("connexion/pas_moi.html", statut=422, form=form)
    raison = Destinataire(form.raison.data)
    try:
        with ecritures()() as bd:
            destinataire.prevenir(
                bd, moyens().empreintes, form.identifiant.data, raison, request.remote_addr or "", maintenant()
            )
    except TropDEssais as refus:
        form.form_errors = [phrase(refus)]
        reponse = rendre("connexion/pas_moi.html", statut=429, form=form)
        reponse.headers["Retry-After"] = str(max(1, int((refus.jusqu_a - maintenant()).total_seconds())))
        return reponse
    return redirect(url_for(".merci", raison=raison), 303)


@bp.get("/ouvrir/pas-moi/merci")
@public(_PORTE)
def merci() -> Response:
    """The same for everybody; the reason only chooses what to do with the paper."""
    return rendre("connexion/merci.html", raison=request.args.get("raison", ""))
