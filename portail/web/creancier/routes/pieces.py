"""Fourth screen of a claim: the documents, cleaned before they are kept."""

from flask import Response, abort, redirect, url_for
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier, Piece
from portail.services import creances, envois
from portail.services.pieces import PieceRefusee, nettoyer, nom_garde
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, moyens, session_bd
from portail.web.creancier import bp
from portail.web.creancier.ecrans import page_du_depot
from portail.web.creancier.forms.depot import PieceForm
from portail.web.creancier.suivi import exiger
from portail.web.gardes import recoit_des_fichiers
from portail.web.messages import phrase


@bp.get("/dossiers/<reference>/depot/preuves")
@autorise(Role.CREANCIER, Action.COMPLETER)
def preuves(dossier: Dossier) -> Response:
    exiger(dossier, Action.COMPLETER)
    return _page(dossier, PieceForm(dossier))


@bp.post("/dossiers/<reference>/depot/preuves")
@autorise(Role.CREANCIER, Action.COMPLETER)
@recoit_des_fichiers
def ajouter_piece(dossier: Dossier) -> Reponse:
    form = PieceForm(dossier)
    if form.validate_on_submit():
        try:
            _ajouter(dossier, form.piece.data)
        except (PieceRefusee, creances.TropDePieces, envois.TropDeFichiers) as refus:
            form.piece.errors = [phrase(refus)]
        else:
            return redirect(url_for(".preuves", reference=dossier.reference), 303)
    return _page(dossier, form, statut=422)


@bp.post("/dossiers/<reference>/pieces/<int:numero>/retirer")
@autorise(Role.CREANCIER, Action.COMPLETER)
def retirer_piece(dossier: Dossier, numero: int) -> Reponse:
    piece = _piece(dossier, numero)
    form = PieceForm(dossier)
    if not form.validate_on_submit():
        return _page(dossier, form, statut=422)
    creances.retirer_piece(session_bd(), dossier, piece, acteur())
    return redirect(url_for(".preuves", reference=dossier.reference), 303)


def _page(dossier: Dossier, form: PieceForm, *, statut: int = 200) -> Response:
    return page_du_depot("creancier/depot_preuves.html", dossier, form, 4, statut=statut, maximum=creances.PIECES_MAX)


def _piece(dossier: Dossier, numero: int) -> Piece:
    trouvee = next((p for p in dossier.pieces if p.id == numero), None)
    if trouvee is None:
        abort(404)
    return trouvee


def _ajouter(dossier: Dossier, depot: FileStorage | None) -> None:
    """Raises PieceRefusee, TropDePieces, TropDeFichiers."""
    exiger(dossier, Action.COMPLETER)
    creances.verifier_place(dossier)
    propre = nettoyer(depot.read() if depot else b"")
    envois.compter(session_bd(), moyens().empreintes, dossier, Role.CREANCIER, 1, maintenant())
    creances.ajouter_piece(
        session_bd(),
        dossier,
        nom=nom_garde(depot.filename if depot else "", propre),
        type_mime=propre.type_mime,
        taille=len(propre.contenu),
        empreinte=moyens().entrepot.ecrire(propre.contenu),
        acteur=acteur(),
    )
