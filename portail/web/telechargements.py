"""Handing out a file (securite.md, M7): the page's link stays, checks the right, leads to an address signed for 5 min.

That address serves one person, one file of one dossier as it was then, in one way; and whoever brings it must still
have the right, as on every page. A page left open never breaks: its link makes a fresh address. Nothing is consumed.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Reponse

from portail.persistance.actes import DocumentEmis
from portail.persistance.dossiers import Dossier, Piece
from portail.persistance.signalements import PieceJointe
from portail.services.jetons import JetonExpire, JetonInvalide
from portail.web import fichiers
from portail.web.base import maintenant, moyens
from portail.web.rendu import rendre
from portail.web.traduction import gettext

USAGE = "telechargement"
DUREE_S = 5 * 60


@dataclass(frozen=True)
class Fichier:
    """What may be handed out. `marque` changes with the content: an address made for the old one is dead."""

    nom: str
    type_mime: str
    marque: str
    lire: Callable[[], bytes]
    en_ligne: bool = False  # shown by the browser: re-encoded images only (M15)


# Finds a file for the person of this session, or answers otherwise: a 404, a page that says why.
Trouver = Callable[[Dossier, Any], Fichier | Reponse]


def conserve(trouve: DocumentEmis | Piece | PieceJointe, *, en_ligne: bool = False) -> Fichier:
    """A document or a piece, read in the store under its hash."""
    type_mime = fichiers.PDF if isinstance(trouve, DocumentEmis) else trouve.type_mime
    empreinte = trouve.empreinte
    return Fichier(trouve.nom, type_mime, empreinte, lambda: moyens().entrepot.lire(empreinte), en_ligne)


def rediriger(dossier: Dossier, trouver: Trouver, numero: int | str | None = None) -> Reponse:
    """To the signed address of a file. The function's name, without its first underscore, is the link's endpoint."""
    trouve = trouver(dossier, numero)
    if not isinstance(trouve, Fichier):
        return trouve
    nature = _nature(trouver)
    contenu = {"n": nature, "i": numero, "l": _lien(dossier, nature, numero, trouve)}
    jeton = moyens().jetons.signer(USAGE, contenu, le=maintenant())
    return redirect(url_for(".telechargement", reference=dossier.reference, jeton=jeton), 303)


def servir(dossier: Dossier, jeton: str, *sortes: Trouver) -> Reponse:
    """The file of a signed address, among the kinds of this space; its right is checked again now.

    404 for a token forged, altered or made for somebody or something else; 410 with a fresh link for one too old.
    """
    expire = False
    try:
        contenu = moyens().jetons.lire(USAGE, jeton, duree_s=DUREE_S, le=maintenant())
    except JetonExpire as trop_vieux:
        contenu, expire = trop_vieux.contenu, True
    except JetonInvalide:
        abort(404)
    nature, numero = contenu.get("n"), contenu.get("i")
    trouver = _par_nature(sortes).get(str(nature)) or abort(404)
    trouve = trouver(dossier, numero)
    if not isinstance(trouve, Fichier):
        return trouve
    if contenu.get("l") != _lien(dossier, str(nature), numero, trouve):
        abort(404)
    if expire:
        return _trop_tard(dossier, str(nature), numero)
    return fichiers.servir(trouve.lire(), trouve.nom, trouve.type_mime, telechargement=not trouve.en_ligne)


def _nature(trouver: Trouver) -> str:
    nom: str = trouver.__name__
    return nom.removeprefix("_")


def _par_nature(sortes: tuple[Trouver, ...]) -> Mapping[str, Trouver]:
    return {_nature(trouver): trouver for trouver in sortes}


def _lien(dossier: Dossier, nature: str, numero: int | str | None, fichier: Fichier) -> str:
    """All that an address is bound to, in 128 bits: the numbers of accounts and letters do not show in it."""
    ouverte = current_user.ouverte
    faits = (
        ouverte.role,
        ouverte.compte_id,
        ouverte.acces_id,
        dossier.reference,
        nature,
        numero,
        fichier.marque,
        fichier.en_ligne,
    )
    return hashlib.sha256("|".join(map(str, faits)).encode()).hexdigest()[:32]


def _trop_tard(dossier: Dossier, nature: str, numero: int | str | None) -> Reponse:
    encore = url_for(f".{nature}", reference=dossier.reference, numero=numero)  # None is left out of the address
    return rendre(
        "commun/erreur.html",
        statut=410,
        titre=gettext("Ce lien a expiré"),
        texte=gettext(
            "Pour votre sécurité, un lien de téléchargement ne sert que 5 minutes. Le fichier est toujours là."
        ),
        suite=[
            (encore, gettext("Télécharger le fichier")),
            (url_for(".dossier", reference=dossier.reference), gettext("Revoir le dossier")),
        ],
    )
