"""What every template knows without being told."""

import hashlib
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import quote

from flask import Flask, g, request, url_for
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select

from portail import ressources
from portail.config import HTMX_CDN, HTMX_LOCAL, HTMX_SRI, Reglages
from portail.domaine.procedure import Role
from portail.persistance.dossiers import Dossier
from portail.persistance.etudes import Etude
from portail.services import sessions
from portail.web.acces import permis_a_l_aidant
from portail.web.base import maintenant, session_bd
from portail.web.public.langues import ici
from portail.web.traduction import gettext, langue, langues_offertes

ESPACES = ("debiteur", "creancier", "commissaire")


class Htmx(NamedTuple):
    source: str
    url_cdn: str
    sri: str
    url_locale: str


def brancher(app: Flask, reglages: Reglages) -> None:
    app.jinja_env.globals["reservee"] = _reservee  # the macros of forms see no context

    @app.context_processor
    def _contexte() -> dict[str, Any]:
        espace = request.blueprint if request.blueprint in ESPACES else "public"
        return {
            "etude": _etude(),
            "htmx": Htmx(reglages.htmx, HTMX_CDN, HTMX_SRI, statique(HTMX_LOCAL)),
            "espace": espace,
            "statique": statique,
            "icone": icone(),
            "specimen": reglages.specimen,
            "jeton_csrf": generate_csrf,
            "connecte": current_user.is_authenticated,
            "veille": _veille(),
            "aidee": _aidee(),
            "menu": _menu(espace),
            "reglages": reglages,
            "langue": langue(),
            "langues": langues_offertes(),
            "ici": ici(),
        }


def statique(nom: str) -> str:
    """The address of a static file, with a mark of its content: it can be cached for ever."""
    return url_for("static", filename=nom, v=_marque(nom))


@cache
def icone() -> str:
    """The mark of the browser's tab, within the page: one request less on a slow network."""
    dessin = (ressources.chemin("static") / "icone.svg").read_text("utf-8")
    return "data:image/svg+xml," + quote(" ".join(dessin.split()), safe=" /:=(),.'-")


@cache
def _marque(nom: str) -> str:
    return hashlib.sha256((ressources.chemin("static") / nom).read_bytes()).hexdigest()[:12]


def _etude() -> Etude | None:
    """The étude of the dossier at hand, else the only one of this portal."""
    dossier = g.get("dossier")
    if dossier is not None:
        return dossier.etude  # type: ignore[no-any-return]
    return session_bd().scalars(select(Etude).order_by(Etude.id).limit(1)).first()


def _veille() -> int | None:
    """Seconds until the warning that the session ends; None when nobody is signed in."""
    if not current_user.is_authenticated:
        return None
    return sessions.avant_avertissement_s(current_user.ouverte, maintenant())


def _aidee() -> str:
    """« Nadia F. », when somebody else reads and prepares for her in this session."""
    if not current_user.is_authenticated or getattr(current_user, "aidant", None) is None:
        return ""
    dossier = session_bd().get(Dossier, current_user.numero)
    return dossier.debiteur.initiale if dossier is not None else ""


def _reservee(adresse: str) -> bool:
    """True when this form is the debtor's alone, and a helper holds the session: the page says so instead."""
    aide = current_user.is_authenticated and current_user.aidant is not None
    return aide and not permis_a_l_aidant(adresse)


def _menu(espace: str) -> list[tuple[str, str, bool]]:
    if not current_user.is_authenticated or espace == "public":
        return []
    if espace == Role.CREANCIER:
        entrees = [
            ("creancier.dossiers", gettext("Mes dossiers")),
            ("creancier.nouveau", gettext("Déposer une créance")),
        ]
    elif espace == Role.COMMISSAIRE:
        entrees = [
            ("commissaire.file", gettext("File")),
            ("commissaire.echeances", gettext("Échéances")),
            ("commissaire.courriels", gettext("Courriels")),
            ("commissaire.reglages", gettext("Réglages")),
        ]
    else:
        return []
    return [(url_for(point), libelle, request.endpoint == point) for point, libelle in entrees]
