"""A device that came in before has its own count of attempts: nobody can shut it out from elsewhere.

Source: securite.md, M2.
"""

from flask import Response, request

from portail.domaine.identifiants import normaliser
from portail.services.jetons import JetonInvalide
from portail.web.base import moyens, reglages

DUREE_S = 60 * 24 * 3600
USAGE = "appareil"


def _nom() -> str:
    return "__Host-appareil" if reglages().https else "appareil"


def connu(identifiant: str) -> bool:
    """True if this browser already opened the dossier of this very letter."""
    try:
        contenu = moyens().jetons.lire(USAGE, request.cookies.get(_nom(), ""), duree_s=DUREE_S)
    except JetonInvalide:
        return False
    return contenu.get("l") == _lettre(identifiant)


def reconnaitre(reponse: Response, identifiant: str) -> None:
    """Leave a mark that says « has signed in before » and nothing else."""
    reponse.set_cookie(
        _nom(),
        moyens().jetons.signer(USAGE, {"l": _lettre(identifiant)}),
        max_age=DUREE_S,
        secure=reglages().https,
        httponly=True,
        samesite="Lax",
    )


def _lettre(identifiant: str) -> str:
    return moyens().empreintes.cle(USAGE, normaliser(identifiant))[:32]
