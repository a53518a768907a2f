"""A device that came in before has its own count of attempts: nobody can shut it out from elsewhere.

Two marks, one for letters and one for accounts: each says « has signed in before » and nothing else.
Source: securite.md, M2.
"""

from flask import Response, request

from portail.domaine.identifiants import normaliser
from portail.services.jetons import JetonInvalide
from portail.web.base import moyens, reglages

DUREE_S = 60 * 24 * 3600
USAGE, USAGE_COMPTES = "appareil", "poste"
COMPTES_PAR_POSTE = 5  # people of an office who share a computer; the latest ones are kept


def connu(identifiant: str) -> bool:
    """True if this browser already opened the dossier of this very letter."""
    return _lu(USAGE).get("l") == _marque(USAGE, normaliser(identifiant))


def reconnaitre(reponse: Response, identifiant: str) -> None:
    """Leave the mark of this letter."""
    _poser(reponse, USAGE, {"l": _marque(USAGE, normaliser(identifiant))})


def oublier(reponse: Response) -> None:
    """On a shared telephone, the mark would tell that a letter was opened here; the marks of accounts stay."""
    reponse.delete_cookie(_nom(USAGE), secure=reglages().https, httponly=True, samesite="Lax")


def compte_connu(courriel: str) -> bool:
    """True if this account already signed in from this browser."""
    return _marque(USAGE_COMPTES, _adresse(courriel)) in _comptes()


def reconnaitre_compte(reponse: Response, courriel: str) -> None:
    """Leave the mark of this account beside those of the others who use this browser."""
    marque = _marque(USAGE_COMPTES, _adresse(courriel))
    _poser(reponse, USAGE_COMPTES, {"c": [marque, *(m for m in _comptes() if m != marque)][:COMPTES_PAR_POSTE]})


def _comptes() -> list[str]:
    marques = _lu(USAGE_COMPTES).get("c", [])
    return marques if isinstance(marques, list) else []


def _lu(usage: str) -> dict[str, object]:
    try:
        return dict(moyens().jetons.lire(usage, request.cookies.get(_nom(usage), ""), duree_s=DUREE_S))
    except JetonInvalide:
        return {}


def _poser(reponse: Response, usage: str, contenu: dict[str, object]) -> None:
    reponse.set_cookie(
        _nom(usage),
        moyens().jetons.signer(usage, contenu),
        max_age=DUREE_S,
        secure=reglages().https,
        httponly=True,
        samesite="Lax",
    )


def _nom(usage: str) -> str:
    return f"__Host-{usage}" if reglages().https else usage


def _adresse(courriel: str) -> str:
    return courriel.strip().lower()


def _marque(usage: str, mot: str) -> str:
    return moyens().empreintes.cle(usage, mot)[:32]
