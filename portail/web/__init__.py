"""HTTP: the spaces, access, rendering, language. No rule of law."""

from collections.abc import Callable
from datetime import datetime

from flask import Flask
from flask_wtf import CSRFProtect
from sqlalchemy import Engine
from werkzeug.middleware.proxy_fix import ProxyFix

from portail import ressources
from portail.config import Reglages
from portail.persistance import moteur as bd
from portail.services import journal
from portail.services.moyens import Moyens
from portail.web import acces, contexte, entetes, erreurs, gardes, langue
from portail.web.base import fermer_session
from portail.web.commissaire import bp as commissaire
from portail.web.connexion import bp as connexion
from portail.web.creancier import bp as creancier
from portail.web.debiteur import bp as debiteur
from portail.web.public import bp as public


def creer(reglages: Reglages, horloge: Callable[[], datetime]) -> Flask:
    """The Flask application with these settings and this clock."""
    app = Flask(
        "portail",
        template_folder=ressources.chemin("templates"),
        static_folder=ressources.chemin("static"),
    )
    app.config.from_mapping(
        SECRET_KEY=reglages.cles[-1],
        SECRET_KEY_FALLBACKS=list(reglages.cles[:-1]),
        WTF_CSRF_SECRET_KEY=list(reglages.cles),  # the last one signs; a page opened before a rotation is still read
        WTF_CSRF_TIME_LIMIT=None,  # slow readers must not lose what they typed; the session has its own limit
        WTF_CSRF_SSL_STRICT=reglages.https,
        WTF_I18N_ENABLED=False,
        SESSION_COOKIE_NAME="__Host-session" if reglages.https else "session",
        SESSION_COOKIE_SECURE=reglages.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=6_000_000,
        MAX_FORM_MEMORY_SIZE=200_000,
        MAX_FORM_PARTS=200,
        HORLOGE=horloge,
    )
    brancher(app, reglages)
    return app


def brancher(app: Flask, reglages: Reglages) -> None:
    """Adds all that speaks HTTP, then refuses to start if a route's access is not declared."""
    equiper(app, bd.ouvrir(reglages.base), reglages)
    app.teardown_appcontext(fermer_session)
    if reglages.mandataires:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=reglages.mandataires, x_proto=1)  # type: ignore[method-assign]
    gardes.brancher(app, reglages)
    CSRFProtect(app)
    langue.brancher(app)
    acces.brancher(app)
    contexte.brancher(app, reglages)
    erreurs.brancher(app)
    entetes.brancher(app, reglages)
    for espace in (public, connexion, debiteur, creancier, commissaire):
        app.register_blueprint(espace)
    acces.verifier(app)


def equiper(app: Flask, moteur: Engine, reglages: Reglages) -> None:
    """What the use cases stand on: the database, its sessions, the means, under the application's clock."""
    moyens = Moyens.depuis(reglages)
    app.extensions["moteur"], app.extensions["moyens"] = moteur, moyens
    outils = journal.outils(moyens, app.config["HORLOGE"])
    app.extensions["ecritures"], app.extensions["lectures"] = bd.sessions(moteur, outils)
