"""The commissaire de justice's space."""

from flask import Blueprint

bp = Blueprint("commissaire", __name__, url_prefix="/commissaire")

from portail.web.commissaire import routes  # noqa: E402, F401
