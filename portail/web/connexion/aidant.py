"""« J'aide cette personne »: who helps says his name; the person takes over when she wants."""

from functools import partial

from flask import Response, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Reponse
from wtforms import StringField

from portail.domaine.identifiants import LONGUEUR_CODE
from portail.domaine.procedure import Role
from portail.persistance.dossiers import Dossier
from portail.services import aidants, connexion
from portail.services.aidants import NOM_MAX, ORGANISME_MAX, Aidant
from portail.services.empreintes import TropDeMonde
from portail.services.essais import TropDEssais
from portail.web import reprise, second_pas
from portail.web.acces import public
from portail.web.base import maintenant, moyens, session_bd
from portail.web.connexion import bp
from portail.web.connexion.forms import bien_forme
from portail.web.forms import PortailForm, longueur, requis
from portail.web.messages import phrase
from portail.web.public.langues import demandee, redessiner, se_lit
from portail.web.rendu import rendre
from portail.web.traduction import gettext, lazy_gettext

_AIDE = "aider la personne qui a la lettre, et lui rendre la main"


class AidantForm(PortailForm):
    nom = StringField(
        lazy_gettext("Votre prénom et votre nom"),
        [requis(lazy_gettext("Écrivez votre prénom et votre nom.")), longueur(NOM_MAX)],
        id="aidant-nom",
    )
    organisme = StringField(
        lazy_gettext("Votre organisme, si vous en avez un"), [longueur(ORGANISME_MAX)], id="aidant-organisme"
    )


class RepriseForm(PortailForm):
    """The code of the letter, asked again of the person herself."""

    code = StringField(
        lazy_gettext("Code (12 caractères)"),
        [requis(lazy_gettext("Tapez le code de votre feuille.")), longueur(64)],
        id="code",
    )


@bp.get("/ouvrir/aider")
@public(_AIDE)
def aider() -> Reponse:
    dossier = dossier_ouvert()
    return _page(dossier, AidantForm()) if dossier else redirect(url_for(".ouvrir"), 303)


@bp.post("/ouvrir/aider")
@public(_AIDE)
def commencer_a_aider() -> Reponse:
    dossier = dossier_ouvert()
    if dossier is None:
        return redirect(url_for(".ouvrir"), 303)
    form = AidantForm()
    if demandee():
        return redessiner(partial(_page, dossier, form))
    if not form.validate_on_submit():
        return _page(dossier, form, 422)
    qui = Aidant(" ".join(form.nom.data.split()), " ".join((form.organisme.data or "").split()))
    try:
        dossier = aidants.entrer(session_bd(), moyens().empreintes, current_user.ouverte, qui, maintenant())
    except TropDEssais as refus:
        form.form_errors = [phrase(refus)]
        return _page(dossier, form, 429)
    suite, _ = reprise.rendre_a(reprise.prendre(), dossier)
    return redirect(suite, 303)


@bp.get("/ouvrir/rendre-la-main")
@public(_AIDE)
def reprendre_la_main() -> Reponse:
    dossier = dossier_ouvert()
    return _sans_aidant(dossier) or _reprendre(dossier, RepriseForm())


@bp.post("/ouvrir/rendre-la-main")
@public(_AIDE)
def rendre_la_main() -> Reponse:
    """The only way from helping to acting: the code of the letter, whatever was typed at the door."""
    dossier = dossier_ouvert()
    ailleurs = _sans_aidant(dossier)
    if ailleurs:
        return ailleurs
    form = RepriseForm()
    if not (form.validate_on_submit() and bien_forme(form.code, LONGUEUR_CODE, gettext("le code"))):
        return _reprendre(dossier, form, 422)
    try:
        aidants.rendre_la_main(session_bd(), moyens().empreintes, current_user.ouverte, form.code.data, maintenant())
    except connexion.Inconnu as faux:
        form.code.errors = [second_pas.code_faux(faux)]
        return _reprendre(dossier, form, 422)
    except (TropDEssais, TropDeMonde) as refus:
        form.form_errors = [phrase(refus)]
        return _reprendre(dossier, form, 429)
    flash(gettext("C’est vous, maintenant. L’aide est finie."), "ok")
    return redirect(_suite(dossier), 303)


@bp.get("/ouvrir/aider/limites")
@public(_AIDE)
def limites() -> Reponse:
    """What a helper can do, what he cannot, and how the person herself does it."""
    if dossier_ouvert() is None:
        return redirect(url_for(".ouvrir"), 303)
    return rendre("connexion/aidant_limites.html", arrete=False)


def dossier_ouvert() -> Dossier | None:
    """The dossier of the letter that was opened here, before anybody says who she is."""
    if not current_user.is_authenticated or current_user.role is not Role.DEBITEUR:
        return None
    return session_bd().get(Dossier, current_user.numero)


def _sans_aidant(dossier: Dossier | None) -> Reponse | None:
    """Where to go when no helper holds this session; None when one does."""
    if dossier is None:
        return redirect(url_for(".ouvrir"), 303)
    return None if current_user.aidant else redirect(url_for(".confirmer"), 303)


def _suite(dossier: Dossier | None) -> str:
    """The page of this dossier on which the helper stopped; its home when the address is another one."""
    suite = request.args.get("suite", "")
    sienne = dossier is not None and suite.startswith(url_for("debiteur.dossier", reference=dossier.reference))
    return suite if sienne and se_lit(suite) else url_for("public.mon_espace")


def _reprendre(dossier: Dossier | None, form: RepriseForm, statut: int = 200) -> Response:
    debiteur = dossier.debiteur if dossier else None
    return rendre("connexion/reprendre.html", statut=statut, form=form, debiteur=debiteur, revenir=_suite(dossier))


def _page(dossier: Dossier, form: AidantForm, statut: int = 200) -> Response:
    return rendre("connexion/aider.html", statut=statut, form=form, debiteur=dossier.debiteur)
