"""Documents sent with a page: each one cleaned, counted, then stored; or refused with its name."""

from collections.abc import Sequence
from enum import Enum
from typing import Any, NamedTuple

from flask import request
from werkzeug.datastructures import FileStorage

from portail.domaine.procedure import Role
from portail.persistance.dossiers import Dossier
from portail.persistance.entrepot import hacher
from portail.services import envois
from portail.services.envois import TropDeFichiers
from portail.services.pieces import PieceRefusee, nettoyer, nom_garde
from portail.services.projets import Fichier, Projet, TropDePiecesJointes
from portail.web.base import maintenant, moyens, session_bd
from portail.web.messages import phrase
from portail.web.traduction import gettext


class Recu(NamedTuple):
    """A document cleaned, not stored yet: what will be kept of it, and its bytes."""

    fichier: Fichier
    contenu: bytes


def recevoir(champ: str) -> tuple[list[Recu], list[str]]:
    """The documents of this input that can be kept, and a sentence for each one that cannot. Stores nothing."""
    bons, refus = [], []
    for envoi in _envoyes(champ):
        try:
            bons.append(_nettoyer(envoi))
        except PieceRefusee as motif:
            refus.append(f"{envoi.filename}\u00a0: {phrase(motif)}")
    return bons, refus


def conserver(dossier: Dossier, role: Role, recus: Sequence[Recu]) -> list[Fichier]:
    """Write these documents in the store, once counted. Commits the count. Raises TropDeFichiers: none is written."""
    envois.compter(session_bd(), moyens().empreintes, dossier, role, len(recus), maintenant())
    for recu in recus:
        moyens().entrepot.ecrire(recu.contenu)
    return [recu.fichier for recu in recus]


def _envoyes(champ: str) -> Sequence[FileStorage]:
    """Browsers send an empty, nameless part when nothing was chosen."""
    return [f for f in request.files.getlist(champ) if f.filename]


def _nettoyer(envoi: FileStorage) -> Recu:
    """Raises PieceRefusee."""
    propre = nettoyer(envoi.read())
    nom, taille = nom_garde(envoi.filename, propre), len(propre.contenu)
    return Recu(Fichier(nom, propre.type_mime, taille, hacher(propre.contenu)), propre.contenu)


class Issue(Enum):
    """What the person pressed on a page that takes documents."""

    CONTINUER = "continuer"
    REVENIR = "revenir"  # what was written is kept, and the page before is shown
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
    recus, refus = recevoir("fichiers")
    try:
        projet.verifier_place(bd, [recu.fichier for recu in recus])
        projet.joindre(bd, conserver(projet.dossier, projet.role, recus), maintenant())
    except (TropDePiecesJointes, TropDeFichiers) as trop:
        refus.append(phrase(trop))
    suite = request.form.get("suite", "")
    demande = suite == "joindre"
    if demande and not recus and not refus:
        refus.append(gettext("Choisissez d’abord une photo ou un PDF."))
    if refus:
        form.fichiers.errors = refus
        return Issue.REFUSER
    if suite == "revenir":
        return Issue.REVENIR
    return Issue.RESTER if demande else Issue.CONTINUER
