"""Documents sent with a page: each one cleaned and stored, or refused with its name."""

from collections.abc import Sequence
from enum import Enum
from typing import Any

from flask import request
from werkzeug.datastructures import FileStorage

from portail.services.pieces import PieceRefusee, nettoyer, nom_garde
from portail.services.projets import Fichier, Projet, TropDePiecesJointes
from portail.web.base import maintenant, moyens, session_bd
from portail.web.messages import phrase
from portail.web.traduction import gettext


def recevoir(champ: str) -> tuple[list[Fichier], list[str]]:
    """The documents of this input that can be kept, and a sentence for each one that cannot."""
    gardes, refus = [], []
    for envoi in _envoyes(champ):
        try:
            gardes.append(_garder(envoi))
        except PieceRefusee as motif:
            refus.append(f"{envoi.filename}\u00a0: {phrase(motif)}")
    return gardes, refus


def _envoyes(champ: str) -> Sequence[FileStorage]:
    """Browsers send an empty, nameless part when nothing was chosen."""
    return [f for f in request.files.getlist(champ) if f.filename]


def _garder(envoi: FileStorage) -> Fichier:
    """Raises PieceRefusee."""
    propre = nettoyer(envoi.read())
    empreinte = moyens().entrepot.ecrire(propre.contenu)
    return Fichier(nom_garde(envoi.filename, propre), propre.type_mime, len(propre.contenu), empreinte)


class Issue(Enum):
    """What the person pressed on a page that takes documents."""

    CONTINUER = "continuer"
    RESTER = "rester"  # documents were added or taken out: the page is shown again
    REFUSER = "refuser"  # a sentence stands beside the input


def ranger(projet: Projet, form: Any, saisie: dict[str, Any]) -> Issue:
    """Keep what was typed, add the documents of `form.fichiers`, take out the one whose button was pressed.

    Good documents are kept even when another one of the same sending is refused. Commits.
    """
    bd = session_bd()
    projet.garder(bd, saisie, maintenant())
    retire = request.form.get("retirer", "")
    if retire.isascii() and retire.isdigit() and len(retire) < 10:
        projet.retirer(bd, int(retire))
        return Issue.RESTER
    gardes, refus = recevoir("fichiers")
    try:
        projet.joindre(bd, gardes, maintenant())
    except TropDePiecesJointes as trop:
        refus.append(phrase(trop))
    demande = request.form.get("suite") == "joindre"
    if demande and not gardes and not refus:
        refus.append(gettext("Choisissez d’abord une photo ou un PDF."))
    if refus:
        form.fichiers.errors = refus
        return Issue.REFUSER
    return Issue.RESTER if demande else Issue.CONTINUER
