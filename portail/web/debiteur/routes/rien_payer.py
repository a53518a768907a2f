"""« Je ne peux rien payer en ce moment »: what can still be done, and who helps for free."""

from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.services.participation import verifier_reponse_ouverte
from portail.web.acces import autorise
from portail.web.base import maintenant
from portail.web.debiteur import bp, contestation, situation
from portail.web.debiteur.routes.retours import detour
from portail.web.rendu import rendre


@bp.get("/dossiers/<reference>/rien-payer")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def rien_payer(dossier: Dossier) -> Reponse:
    ailleurs = detour(dossier, Action.REFUSER_PARTICIPATION, Action.REFUSER_TERMES)
    if ailleurs:
        return ailleurs
    verifier_reponse_ouverte(dossier, maintenant())
    contexte = situation.contexte(dossier, maintenant())
    return rendre("debiteur/rien_payer.html", voies=contestation.issues(dossier, maintenant(), None), **contexte)
