"""The papers of one claim: what the creditor handed in, what the procedure issued."""

from flask import abort
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.web import telechargements
from portail.web.acces import autorise
from portail.web.creancier import bp
from portail.web.creancier.suivi import documents_visibles, messages
from portail.web.telechargements import Fichier


@bp.get("/dossiers/<reference>/documents/<int:numero>")
@autorise(Role.CREANCIER, Action.CONSULTER)
def document(dossier: Dossier, numero: int) -> Reponse:
    return telechargements.rediriger(dossier, _document, numero)


@bp.get("/dossiers/<reference>/pieces/<int:numero>")
@autorise(Role.CREANCIER, Action.CONSULTER)
def piece(dossier: Dossier, numero: int) -> Reponse:
    return telechargements.rediriger(dossier, _piece, numero)


@bp.get("/dossiers/<reference>/messages/pieces/<int:numero>")
@autorise(Role.CREANCIER, Action.CONSULTER)
def piece_jointe(dossier: Dossier, numero: int) -> Reponse:
    """A document joined to a message or to its answer."""
    return telechargements.rediriger(dossier, _piece_jointe, numero)


@bp.get("/dossiers/<reference>/telechargements/<jeton>")
@autorise(Role.CREANCIER, Action.CONSULTER)
def telechargement(dossier: Dossier, jeton: str) -> Reponse:
    return telechargements.servir(dossier, jeton, _document, _piece, _piece_jointe)


def _document(dossier: Dossier, numero: int) -> Fichier:
    trouve = next((d for d in documents_visibles(dossier) if d.id == numero), None) or abort(404)
    return telechargements.conserve(trouve)


def _piece(dossier: Dossier, numero: int) -> Fichier:
    trouvee = next((p for p in dossier.pieces if p.id == numero), None) or abort(404)
    return telechargements.conserve(trouvee)


def _piece_jointe(dossier: Dossier, numero: int) -> Fichier:
    jointes = (p for s in messages(dossier) for p in s.jointes)
    return telechargements.conserve(next((p for p in jointes if p.id == numero), None) or abort(404))
