"""Coming in and going out, for the three spaces."""

from flask import Blueprint

bp = Blueprint("connexion", __name__)

from portail.web.connexion import aidant, pas_moi, routes  # noqa: E402, F401
