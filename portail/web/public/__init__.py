"""Open to everybody: home, health, help, personal data, accessibility."""

from flask import Blueprint

bp = Blueprint("public", __name__)

from portail.web.public import langues, lecture, routes, verifier  # noqa: E402, F401
