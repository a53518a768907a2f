"""What is refused before any view: foreign hosts, requests from other sites, odd bodies, repeated fields."""

from collections.abc import Callable
from typing import Any, TypeVar
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, request
from flask_login import current_user
from werkzeug.datastructures import MultiDict
from werkzeug.routing import IntegerConverter, Map

from portail.config import Mode, Reglages
from portail.web.base import LECTURES

_CORPS = ("application/x-www-form-urlencoded", "multipart/form-data", "")
FICHIERS_MAX = 51_000_000  # five documents of 10 MB, and what was typed
Vue = TypeVar("Vue", bound=Callable[..., Any])
_UNIQUES = (
    "csrf_token",
    "version",
    "idem",
    "vu",
    "preuve",
    "code_courriel",
    "code_signature",
)  # what binds an act to what was shown


class Numero(IntegerConverter):
    """A number of a row: beyond what the database can hold, the page does not exist."""

    def __init__(self, map: Map) -> None:
        super().__init__(map, max=2**31 - 1)


def brancher(app: Flask, reglages: Reglages) -> None:
    app.url_map.converters["int"] = Numero
    hotes = set(reglages.hotes)
    origines = {reglages.url_publique}

    @app.before_request
    def _garder() -> Response | None:
        if _hote() not in hotes:  # no page: no address can be built on such a name
            return Response("Adresse inconnue de ce service.\n", 400, mimetype="text/plain")
        if any(_nul(texte) for texte in (request.path, *_valeurs(request.args))):
            abort(404)
        if request.method in LECTURES:
            return None
        _taille()
        _meme_site(origines | {request.host_url.rstrip("/")} if reglages.mode is not Mode.PRODUCTION else origines)
        if (request.mimetype or "") not in _CORPS:
            abort(400)
        _champs()
        return None


def recoit_des_fichiers(vue: Vue) -> Vue:
    """Above a view that takes photos or PDFs, one or several, from somebody signed in."""
    vue.recoit_des_fichiers = True  # type: ignore[attr-defined]
    return vue


def _taille() -> None:
    """Before the body is read: several documents of 10 MB, where a signed-in person may send them."""
    vue = current_app.view_functions.get(request.endpoint or "")
    if getattr(vue, "recoit_des_fichiers", False) and current_user.is_authenticated:
        request.max_content_length = FICHIERS_MAX


def _hote() -> str:
    try:
        return urlsplit(f"//{request.host}").hostname or ""
    except ValueError:  # an IPv6 address left open
        return ""


def _champs() -> None:
    """No database text holds a NUL, and what binds an act is said once."""
    if any(map(_nul, _valeurs(request.form))):
        abort(400)
    if any(len(request.form.getlist(nom)) > 1 for nom in _UNIQUES):
        abort(400)


def _nul(texte: str) -> bool:
    return "\x00" in texte


def _valeurs(champs: MultiDict[str, str]) -> list[str]:
    return [texte for textes in champs.listvalues() for texte in textes]


def vient_d_ici() -> bool:
    """True if the browser itself says that one of our pages wrote this: `_meme_site` let no other origin through.

    Silence is enough to be read with a valid token, not to be helped without it.
    """
    return "Origin" in request.headers or request.headers.get("Sec-Fetch-Site") == "same-origin"


def _meme_site(origines: set[str]) -> None:
    """A second wall beside the CSRF token, on what browsers themselves say of where a request comes from."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
        abort(400)
    origine = request.headers.get("Origin")
    if origine is not None and origine not in origines:
        abort(400)
