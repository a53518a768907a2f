"""The proof of each act of the debtor: a page that stays at its address."""

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Evenement
from portail.services import recepisses
from portail.services.documents.donnees_actes import NatureRecepisse
from portail.web.acces import autorise
from portail.web.base import maintenant
from portail.web.debiteur import bp, situation
from portail.web.rendu import rendre


@bp.get("/dossiers/<reference>/actes/<int:numero>")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def acte(dossier: Dossier, numero: int) -> Reponse:
    evenement = _trouver(dossier, numero)
    signale = recepisses.signalement_de(evenement)
    if signale is not None:  # its thread is its proof
        return redirect(url_for(".signalement", reference=dossier.reference, numero=signale.numero), 303)
    return rendre(
        "debiteur/acte.html",
        acte=evenement,
        reference_acte=recepisses.reference(evenement),
        termes=recepisses.termes_de(evenement),
        avec=_avec(dossier, evenement),
        second_pas=evenement.details.get("second_pas", ""),
        accord_conclu=recepisses.NATURES[evenement.action] is NatureRecepisse.ACCORD,
        **situation.contexte(dossier, maintenant()),
    )


def _trouver(dossier: Dossier, numero: int) -> Evenement:
    trouve = next((e for e in situation.preuves(dossier) if e.numero == numero), None)
    return trouve or abort(404)


def _avec(dossier: Dossier, evenement: Evenement) -> list[Evenement]:
    """The act sent with this one by the same form: taking part, then the terms."""
    return [e for e in situation.preuves(dossier) if e.recu_le == evenement.recu_le and e is not evenement]
