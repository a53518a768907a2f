"""« Cette lettre n'est pas pour moi »: the identifier and a reason; nothing of the dossier is shown, or even hinted.

Who comes from the privacy gate has given both codes: the identifier is not asked for again.
"""

from flask import Response, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Reponse
from wtforms import HiddenField, RadioField, StringField

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
from portail.web.public.langues import demandee, redessiner
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
    ouverte = HiddenField()  # « y »: the letter whose codes were given here, as the page said

    @property
    def acces_id(self) -> int | None:
        """The letter that this page speaks of without naming it; None asks for the identifier."""
        return current_user.ouverte.acces_id if self.ouverte.data and current_user.is_authenticated else None


@bp.get("/ouvrir/pas-moi")
@public(_PORTE)
def pas_moi() -> Response:
    """Of the letter just opened here, unless « une autre lettre » is asked for."""
    form = PasMoiForm()
    form.ouverte.data = "" if request.args.get("autre") else "y"
    return _page(form)


@bp.post("/ouvrir/pas-moi")
@public(_PORTE)
def prevenir() -> Reponse:
    """One answer, whether this letter exists or not; a typo is told as a typo and costs nothing."""
    form = PasMoiForm()
    acces_id = form.acces_id
    if acces_id is not None:
        del form.identifiant
    if demandee():
        return redessiner(lambda: _page(form))
    if not (form.validate_on_submit() and (acces_id is not None or _bien_forme(form))):
        return _page(form, 422)
    raison, reseau = Destinataire(form.raison.data), request.remote_addr or ""
    try:
        with ecritures()() as bd:
            if acces_id is not None:
                destinataire.prevenir_par_ses_codes(bd, moyens().empreintes, acces_id, raison, reseau, maintenant())
            else:
                destinataire.prevenir(bd, moyens().empreintes, form.identifiant.data, raison, reseau, maintenant())
    except TropDEssais as refus:
        form.form_errors = [phrase(refus)]
        reponse = _page(form, 429)
        reponse.headers["Retry-After"] = str(max(1, int((refus.jusqu_a - maintenant()).total_seconds())))
        return reponse
    return redirect(url_for(".merci", raison=raison), 303)


def _bien_forme(form: PasMoiForm) -> bool:
    return bien_forme(form.identifiant, LONGUEUR_IDENTIFIANT, gettext("l’identifiant"))


def _page(form: PasMoiForm, statut: int = 200) -> Response:
    form.ouverte.data = "y" if form.acces_id is not None else ""
    return rendre("connexion/pas_moi.html", statut=statut, form=form)


@bp.get("/ouvrir/pas-moi/merci")
@public(_PORTE)
def merci() -> Response:
    """The same for everybody; the reason only chooses what to do with the paper."""
    return rendre("connexion/merci.html", raison=request.args.get("raison", ""))
