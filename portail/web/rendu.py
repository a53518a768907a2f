"""Rendering a page, or only the block that HTMX asks for. The views know nothing of it."""

from typing import Any

from flask import Response, current_app, make_response, render_template, request

PREFIXE = "fragment_"


def rendre(gabarit: str, *, statut: int = 200, **contexte: Any) -> Response:
    """The whole page, or its block `fragment_<cible>` if HTMX targets the element `#<cible>`.

    The block's name, the element's id and the HX-Target header are one and the same name.
    """
    bloc = _bloc_demande(gabarit)
    contexte["statut"] = statut
    html = _rendre_bloc(gabarit, bloc, contexte) if bloc else render_template(gabarit, **contexte)
    reponse = make_response(html, statut)
    if "HX-Request" in request.headers and not bloc:
        reponse.headers["HX-Retarget"] = "body"  # a whole page (an error) replaces the whole page
        reponse.headers["HX-Reswap"] = "innerHTML"
    reponse.vary.update(("HX-Request", "HX-Target", "Cookie"))
    return reponse


def _bloc_demande(gabarit: str) -> str | None:
    if "HX-Request" not in request.headers or "HX-History-Restore-Request" in request.headers:
        return None
    cible = request.headers.get("HX-Target", "").rpartition("#")[2]  # htmx 2: "id", htmx 4: "tag#id"
    bloc = PREFIXE + cible.replace("-", "_")
    return bloc if bloc in current_app.jinja_env.get_template(gabarit).blocks else None


def _rendre_bloc(gabarit: str, bloc: str, contexte: dict[str, Any]) -> str:
    current_app.update_template_context(contexte)
    modele = current_app.jinja_env.get_template(gabarit)
    return "".join(modele.blocks[bloc](modele.new_context(contexte)))
