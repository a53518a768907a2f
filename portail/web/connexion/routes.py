"""Coming in with a letter or with an account, saying who one is, going out."""

from flask import Response, flash, make_response, redirect, request, session, url_for
from flask_login import current_user, login_user
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Role
from portail.services import connexion, sessions
from portail.services.empreintes import TropDeMonde
from portail.services.essais import TropDEssais
from portail.web import reprise
from portail.web.acces import Identite, charger, public
from portail.web.base import ecritures, maintenant, moyens, session_bd
from portail.web.connexion import appareil, bp
from portail.web.connexion.aidant import dossier_ouvert
from portail.web.connexion.forms import CompteForm, LettreForm
from portail.web.forms import PortailForm
from portail.web.messages import phrase
from portail.web.public.langues import demandee, oublier, redessiner
from portail.web.rendu import rendre
from portail.web.traduction import gettext


@bp.get("/ouvrir")
@public("porte du débiteur")
def ouvrir() -> Response:
    return rendre("connexion/ouvrir.html", form=LettreForm(), reprise=reprise.attend())


@bp.post("/ouvrir")
@public("porte du débiteur")
def ouvrir_dossier() -> Reponse:
    form = LettreForm()
    if demandee():
        return redessiner(lambda: rendre("connexion/ouvrir.html", form=form, reprise=reprise.attend()))
    if not form.validate_on_submit():
        return rendre("connexion/ouvrir.html", statut=422, form=form)
    visite = connexion.Visite(request.remote_addr or "", appareil.connu(form.identifiant.data))
    try:
        with ecritures()() as bd:
            secret, dossier = connexion.ouvrir_par_lettre(
                bd, moyens().empreintes, form.identifiant.data, form.code.data, visite, maintenant()
            )
    except (connexion.Inconnu, TropDEssais, TropDeMonde) as refus:
        return _refuser(form, "connexion/ouvrir.html", refus)
    attente = reprise.prendre()
    if not _entrer(secret):
        return redirect(url_for(".ouvrir"), 303)
    if attente:
        reprise.remettre(attente)
    reponse = make_response(redirect(url_for(".confirmer"), 303))
    appareil.reconnaitre(reponse, form.identifiant.data)
    return reponse


@bp.get("/ouvrir/confirmer")
@public("dire qui l'on est, avant toute donnée de la créance")
def confirmer() -> Reponse:
    dossier = dossier_ouvert()
    if dossier is None:
        return redirect(url_for(".ouvrir"), 303)
    if current_user.aidant:
        return redirect(url_for(".reprendre_la_main"), 303)
    return rendre("connexion/confirmer.html", form=PortailForm(), debiteur=dossier.debiteur)


@bp.post("/ouvrir/confirmer")
@public("dire qui l'on est, avant toute donnée de la créance")
def confirmer_identite() -> Reponse:
    dossier = dossier_ouvert()
    if dossier is None:
        return redirect(url_for(".ouvrir"), 303)
    if current_user.aidant:
        return redirect(url_for(".reprendre_la_main"), 303)
    connexion.confirmer_identite(session_bd(), current_user.ouverte, maintenant())
    suite, envoi = reprise.rendre_a(reprise.prendre(), dossier)
    if envoi:
        flash(gettext("Votre dossier s’était refermé\u00a0: rien n’est parti. Relisez, puis recommencez."), "attention")
    return redirect(suite, 303)


@bp.get("/session")
@public("dire que l'on est encore là")
def rester() -> tuple[str, int, dict[str, str]]:
    """Asking makes the session last; answers the seconds until the next warning, or 401 once it has ended."""
    if not current_user.is_authenticated:
        return "", 401, {}
    attente = sessions.avant_avertissement_s(current_user.ouverte, maintenant())
    return str(attente), 200, {"Content-Type": "text/plain; charset=utf-8"}


@bp.get("/connexion")
@public("porte des professionnels")
def entrer() -> Reponse:
    if current_user.is_authenticated and current_user.role is not Role.DEBITEUR:
        return redirect(url_for("public.mon_espace"), 303)
    return rendre("connexion/entrer.html", form=CompteForm())


@bp.post("/connexion")
@public("porte des professionnels")
def entrer_avec_compte() -> Reponse:
    form = CompteForm()
    if not form.validate_on_submit():
        return rendre("connexion/entrer.html", statut=422, form=form)
    try:
        with ecritures()() as bd:
            secret, compte = connexion.ouvrir_par_mot_de_passe(
                bd,
                moyens().empreintes,
                form.courriel.data,
                form.mot_de_passe.data,
                maintenant(),
                appareil_connu=appareil.compte_connu(form.courriel.data),
            )
    except (connexion.Inconnu, TropDEssais, TropDeMonde) as refus:
        return _refuser(form, "connexion/entrer.html", refus)
    if not _entrer(secret):
        return redirect(url_for(".entrer"), 303)
    reponse = make_response(redirect(url_for("public.mon_espace"), 303))
    appareil.reconnaitre_compte(reponse, form.courriel.data)
    return reponse


@bp.post("/quitter")
@public("sortir, à tout moment")
def quitter() -> Reponse:
    """The session dies on the server; of a debtor's visit this browser keeps nothing, not even that it took place."""
    debiteur = current_user.is_authenticated and current_user.role is Role.DEBITEUR
    if current_user.is_authenticated:
        with ecritures()() as bd:
            sessions.fermer(bd, current_user.ouverte.empreinte)
    session.clear()
    reponse = make_response(redirect(url_for(".sorti"), 303))
    if debiteur:
        appareil.oublier(reponse)
    oublier(reponse)
    reponse.headers["Clear-Site-Data"] = '"cache", "storage"'
    return reponse


@bp.get("/sorti")
@public("page neutre après la sortie")
def sorti() -> Response:
    return rendre("connexion/sorti.html")


def _entrer(secret: str) -> bool:
    """A new session, nothing kept of the one before (no fixation), CSRF token included.

    False if it was closed since: new codes were drawn, or the account was shut.
    """
    session.clear()
    identite = charger(secret)
    return identite is not None and bool(login_user(_Porteur(identite, secret)))


class _Porteur(Identite):
    """What Flask-Login stores in the cookie is the session's secret, and nothing else."""

    def __init__(self, identite: Identite, secret: str) -> None:
        self.__dict__.update(identite.__dict__)
        self._secret = secret

    def get_id(self) -> str:
        return self._secret


def _refuser(form: PortailForm, gabarit: str, refus: Exception) -> Response:
    ferme = isinstance(refus, TropDEssais)
    occupe = isinstance(refus, TropDeMonde)
    form.form_errors = [phrase(refus)]
    reponse = rendre(gabarit, statut=429 if ferme else 503 if occupe else 401, form=form, ferme=ferme)
    if isinstance(refus, TropDEssais):
        attente = max(1, int((refus.jusqu_a - maintenant()).total_seconds()))
        reponse.headers["Retry-After"] = str(attente)
    elif occupe:
        reponse.headers["Retry-After"] = "5"
    return reponse
