"""The papers: what the creditor handed in, what the procedure issued."""

from flask import Response, abort

from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.web import fichiers
from portail.web.acces import autorise
from portail.web.base import moyens
from portail.web.debiteur import bp, situation


@bp.get("/dossiers/<reference>/pieces/<int:numero>")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def piece(dossier: Dossier, numero: int) -> Response:
    visibles = dossier.pieces if dossier.envoye_le else []
    trouvee = next((p for p in visibles if p.id == numero), None) or abort(404)
    return fichiers.servir(moyens().entrepot.lire(trouvee.empreinte), trouvee.nom, trouvee.type_mime)


@bp.get("/dossiers/<reference>/documents/<int:numero>")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def document(dossier: Dossier, numero: int) -> Response:
    trouve = next((d for d in situation.documents(dossier) if d.id == numero), None) or abort(404)
    return fichiers.servir(moyens().entrepot.lire(trouve.empreinte), trouve.nom, "application/pdf")
