"""Documents sent with a page: each one cleaned and stored, or refused with its name."""

from collections.abc import Sequence

from flask import request
from werkzeug.datastructures import FileStorage

from portail.services.pieces import PieceRefusee, nettoyer, nom_garde
from portail.services.projets import Fichier
from portail.web.base import moyens
from portail.web.messages import phrase


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
