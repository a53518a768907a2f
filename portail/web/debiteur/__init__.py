"""The debtor's space."""

from flask import Blueprint

bp = Blueprint("debiteur", __name__, url_prefix="/debiteur")

from portail.web.debiteur import erreurs, routes  # noqa: E402, F401
