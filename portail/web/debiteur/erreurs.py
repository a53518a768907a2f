"""What this space answers itself: an act that comes too late, an act that was already done."""

from flask import Response, g, redirect, request, url_for
from werkzeug.wrappers import Response as Reponse

from portail.persistance.dossiers import Dossier
from portail.services.journal import DejaFait, DossierChange
from portail.services.participation import HorsDelai
from portail.web.base import LECTURES, maintenant
from portail.web.debiteur import bp, depuis, situation
from portail.web.erreurs import conflit
from portail.web.rendu import rendre

SUITE = "-termes"


@bp.errorhandler(HorsDelai)
def trop_tard(_erreur: HorsDelai) -> Response:
    """Says since when, what can still be done, and that nothing was recorded to who sent something."""
    envoye = request.method not in LECTURES
    return rendre("debiteur/trop_tard.html", statut=409, envoye=envoye, **situation.contexte(g.dossier, maintenant()))


@bp.errorhandler(DossierChange)
def change(erreur: DossierChange) -> Reponse:
    """Another tab sent these very words already: show the proof of it."""
    dossier: Dossier = g.dossier
    faite = depuis.deja_dit(dossier, request.form.get("vu", ""))
    if faite is None:
        return conflit(erreur)
    return redirect(url_for("debiteur.acte", reference=dossier.reference, numero=faite.numero), 303)


@bp.errorhandler(DejaFait)
def deja_fait(_erreur: DejaFait) -> Reponse:
    """The same form came twice: show the proof of the first."""
    dossier: Dossier = g.dossier
    idem = request.form.get("idem", "")[:64]
    noms = (idem, idem_suivant(idem))
    for evenement in situation.preuves(dossier):
        if evenement.idem in noms:
            return redirect(url_for("debiteur.acte", reference=dossier.reference, numero=evenement.numero), 303)
    return redirect(url_for("debiteur.dossier", reference=dossier.reference), 303)


def idem_suivant(idem: str) -> str:
    """The name of the second act of one form: participation first, terms next."""
    return idem[: 64 - len(SUITE)] + SUITE
