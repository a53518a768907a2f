"""The creditor's space."""

from flask import Blueprint

bp = Blueprint("creancier", __name__, url_prefix="/creancier")

from portail.web.creancier import routes  # noqa: E402, F401
