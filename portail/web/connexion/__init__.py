"""Coming in and going out, for the three spaces."""

from flask import Blueprint

bp = Blueprint("connexion", __name__)

from portail.web.connexion import routes  # noqa: E402, F401
