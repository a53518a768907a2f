"""The pages without sign-in."""

from flask import Response, current_app, jsonify, redirect, url_for
from flask_login import current_user
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Role
from portail.persistance import schema
from portail.persistance.dossiers import Dossier
from portail.web import aides
from portail.web.acces import public
from portail.web.base import session_bd
from portail.web.public import bp
from portail.web.rendu import rendre


@bp.get("/")
@public("page d'accueil")
def accueil() -> Response:
    return rendre("public/accueil.html")


@bp.get("/sante")
@public("surveillance du service")
def sante() -> tuple[Response, int]:
    """200 once the database is reachable and migrated, else 503; tells nothing more."""
    try:
        prete = schema.est_a_jour(current_app.extensions["moteur"])
    except SQLAlchemyError:
        prete = False
    return jsonify(etat="pret" if prete else "indisponible"), 200 if prete else 503


@bp.get("/mon-espace")
@public("renvoie chacun chez soi")
def mon_espace() -> Reponse:
    if not current_user.is_authenticated:
        return redirect(url_for(".accueil"), 303)
    if current_user.role is Role.DEBITEUR:
        dossier = session_bd().get_one(Dossier, current_user.numero)
        return redirect(url_for("debiteur.dossier", reference=dossier.reference), 303)
    return redirect(url_for("creancier.dossiers" if current_user.role is Role.CREANCIER else "commissaire.file"), 303)


@bp.get("/aide")
@public("aide gratuite")
def aide() -> Response:
    return rendre("public/aide.html", contacts=aides.choix())


@bp.get("/donnees-personnelles")
@public("information des personnes (RGPD)")
def donnees() -> Response:
    return rendre("public/donnees.html")


@bp.get("/accessibilite")
@public("déclaration d'accessibilité")
def accessibilite() -> Response:
    return rendre("public/accessibilite.html")


@bp.get("/verifier-la-lettre")
@public("vérifier qu'une lettre est vraie")
def verifier_la_lettre() -> Response:
    return rendre("public/verifier_la_lettre.html")


@bp.get("/lettre-perdue")
@public("obtenir de nouveaux codes")
def lettre_perdue() -> Response:
    """No recovery here: it would tell that a dossier exists."""
    return rendre("public/lettre_perdue.html")


@bp.get("/sans-internet")
@public("répondre sur papier")
def sans_internet() -> Response:
    return rendre("public/sans_internet.html")
