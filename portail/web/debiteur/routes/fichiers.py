"""The papers: what the creditor handed in, what the procedure issued, the receipt of one's own acts."""

from flask import abort
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.services import recepisses
from portail.web import telechargements
from portail.web.acces import autorise
from portail.web.base import moyens
from portail.web.debiteur import bp, situation
from portail.web.fichiers import PDF
from portail.web.telechargements import Fichier


@bp.get("/dossiers/<reference>/pieces/<int:numero>")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def piece(dossier: Dossier, numero: int) -> Reponse:
    return telechargements.rediriger(dossier, _piece, numero)


@bp.get("/dossiers/<reference>/documents/<int:numero>")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def document(dossier: Dossier, numero: int) -> Reponse:
    return telechargements.rediriger(dossier, _document, numero)


@bp.get("/dossiers/<reference>/actes/<int:numero>/recepisse.pdf")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def recepisse(dossier: Dossier, numero: int) -> Reponse:
    return telechargements.rediriger(dossier, _recepisse, numero)


@bp.get("/dossiers/<reference>/messages/pieces/<int:numero>")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def piece_jointe(dossier: Dossier, numero: int) -> Reponse:
    """A document joined to a message or to its answer."""
    return telechargements.rediriger(dossier, _piece_jointe, numero)


@bp.get("/dossiers/<reference>/telechargements/<jeton>")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def telechargement(dossier: Dossier, jeton: str) -> Reponse:
    return telechargements.servir(dossier, jeton, _piece, _document, _recepisse, _piece_jointe)


def _piece(dossier: Dossier, numero: int) -> Fichier:
    visibles = dossier.pieces if dossier.envoye_le else []
    trouvee = next((p for p in visibles if p.id == numero), None) or abort(404)
    return telechargements.conserve(trouvee)


def _document(dossier: Dossier, numero: int) -> Fichier:
    trouve = next((d for d in situation.documents(dossier) if d.id == numero), None) or abort(404)
    return telechargements.conserve(trouve)


def _recepisse(dossier: Dossier, numero: int) -> Fichier:
    """Printed again from the journal at each request: same row, same bytes."""
    evenement = next((e for e in situation.preuves(dossier) if e.numero == numero), None) or abort(404)
    nom = f"recepisse-{recepisses.reference(evenement)}.pdf"
    return Fichier(nom, PDF, str(evenement.id), lambda: recepisses.imprimer(evenement, moyens()))


def _piece_jointe(dossier: Dossier, numero: int) -> Fichier:
    jointes = (p for s in situation.messages(dossier) for p in s.jointes)
    return telechargements.conserve(next((p for p in jointes if p.id == numero), None) or abort(404))
