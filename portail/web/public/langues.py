"""Choosing the language of the pages: a cookie of the session of the browser, which holds the code and nothing else."""

from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from flask import Response, abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as Reponse

from portail.web import reprise
from portail.web.acces import public
from portail.web.base import LECTURES, reglages, repond_a_get
from portail.web.public import bp
from portail.web.traduction import LANGUES, dire_en, nom_du_cookie

_TAILLE_MAX = 2000  # characters of an address
_ETAGES = 3  # from the deepest address that only takes what is sent, up to a page of its dossier


@bp.get("/langue/<code>")
@public("choisir sa langue")
def choisir_langue(code: str) -> Reponse:
    """Comes back to the page `suite`, which must be one of this portal that can be read."""
    if code not in LANGUES:
        abort(404)
    suite = request.args.get("suite", "")
    return _retenir(redirect(suite if se_lit(suite) else url_for(".accueil"), 303), code)


@bp.post("/langue")
@public("choisir sa langue, sans perdre ce qui est tapé")
def changer_langue() -> Reponse:
    """The same from a page where somebody types: its form comes along, and waits for the page `suite` (`reprise`)."""
    code, chemin = demandee(), request.args.get("suite", "").partition("?")[0]  # the form says more than the question
    if not code:
        abort(404)
    if not se_lit(chemin):
        return _retenir(redirect(url_for(".accueil"), 303), code)
    reprise.garder_tape(chemin)
    return _retenir(redirect(chemin, 303), code)


def demandee() -> str:
    """The language whose button sent this form; "" when another button did."""
    code = request.form.get("langue", "")
    return code if code in LANGUES else ""


def redessiner(page: Callable[[], Response]) -> Reponse:
    """The same page at once in the language asked for: what was typed there comes back in it, and is kept nowhere."""
    code = demandee()
    dire_en(LANGUES[code])
    return _retenir(page(), code)


def _retenir(suite: Response | Reponse, code: str) -> Reponse:
    reponse = make_response(suite)
    reponse.set_cookie(
        nom_du_cookie(),
        code,
        secure=reglages().https,
        httponly=True,
        samesite="Lax",
    )
    return reponse


def oublier(reponse: Response | Reponse) -> None:
    """Leave nothing of the choice on this device."""
    reponse.delete_cookie(nom_du_cookie(), secure=reglages().https, httponly=True, samesite="Lax")


def ici() -> str:
    """The address of this very page, to come back to it; the page above it when it was posted and cannot be read."""
    entiere = [request.full_path.rstrip("?")] if request.method in LECTURES else []
    dessus = [str(chemin) for chemin in PurePosixPath(request.path).parents[:_ETAGES]]
    return next(filter(se_lit, [*entiere, request.path, *dessus]), url_for("public.accueil"))


def se_lit(adresse: str) -> bool:
    """True for the path of a page of this portal that answers GET: nothing that leads elsewhere."""
    if len(adresse) > _TAILLE_MAX or not adresse.isprintable() or "\\" in adresse:
        return False
    if not adresse.startswith("/") or adresse.startswith("//"):
        return False
    try:
        return repond_a_get(urlsplit(adresse).path)
    except ValueError:  # no address at all
        return False
