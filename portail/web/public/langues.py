"""Choosing the language of the pages: a cookie of the session of the browser, which holds the code and nothing else."""

from pathlib import PurePosixPath
from urllib.parse import urlsplit

from flask import Response, abort, make_response, redirect, request, url_for
from werkzeug.wrappers import Response as Reponse

from portail.web.acces import public
from portail.web.base import LECTURES, reglages, repond_a_get
from portail.web.public import bp
from portail.web.traduction import LANGUES, nom_du_cookie

_TAILLE_MAX = 2000  # characters of an address
_ETAGES = 3  # from the deepest address that only takes what is sent, up to a page of its dossier


@bp.get("/langue/<code>")
@public("choisir sa langue")
def choisir_langue(code: str) -> Reponse:
    """Comes back to the page `suite`, which must be one of this portal that can be read."""
    if code not in LANGUES:
        abort(404)
    suite = request.args.get("suite", "")
    reponse = make_response(redirect(suite if se_lit(suite) else url_for(".accueil"), 303))
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
