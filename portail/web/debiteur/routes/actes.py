"""The proof of each act of the debtor: a page that stays at its address, and a receipt to keep."""

import logging

from flask import Response, abort, url_for

from portail.domaine.procedure import Action, Role
from portail.persistance.actes import DocumentEmis
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Evenement
from portail.services import recepisses, remises
from portail.web import fichiers
from portail.web.acces import autorise
from portail.web.base import ecritures, maintenant, moyens, session_bd
from portail.web.debiteur import bp, situation
from portail.web.rendu import rendre

journal = logging.getLogger(__name__)


@bp.get("/dossiers/<reference>/actes/<int:numero>")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def acte(dossier: Dossier, numero: int) -> Response:
    evenement = _trouver(dossier, numero)
    return rendre(
        "debiteur/acte.html",
        acte=evenement,
        reference_acte=recepisses.reference(evenement),
        termes=recepisses.termes_de(evenement),
        avec=_avec(dossier, evenement),
        **situation.contexte(dossier, maintenant()),
    )


@bp.get("/dossiers/<reference>/actes/<int:numero>/recepisse.pdf")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def recepisse(dossier: Dossier, numero: int) -> Response:
    evenement = _trouver(dossier, numero)
    document = recepisses.emis(evenement) or _emettre(evenement)
    if document is None:
        return rendre(
            "commun/erreur.html",
            statut=503,
            titre="Votre réponse est bien enregistrée",
            texte="Sa preuve ne peut pas être imprimée pour l’instant. Elle le sera au plus tard demain matin.",
            suite=[(url_for(".acte", reference=dossier.reference, numero=numero), "Revoir votre réponse")],
        )
    contenu = moyens().entrepot.lire(document.empreinte)
    return fichiers.servir(contenu, f"recepisse-{recepisses.reference(evenement)}.pdf", "application/pdf")


def _emettre(evenement: Evenement) -> DocumentEmis | None:
    """The receipt that could not be issued with its act; None when it still cannot."""
    evenement_id = evenement.id
    session_bd().rollback()  # what is read here must not keep the other transaction waiting
    try:
        return remises.emettre(ecritures(), moyens(), evenement_id, maintenant())
    except Exception:
        journal.exception("acte %s : le récépissé n’a pas pu être émis", evenement_id)
        return None


def _trouver(dossier: Dossier, numero: int) -> Evenement:
    trouve = next((e for e in situation.preuves(dossier) if e.numero == numero), None)
    return trouve or abort(404)


def _avec(dossier: Dossier, evenement: Evenement) -> list[Evenement]:
    """The act sent with this one by the same form: taking part, then the terms."""
    return [e for e in situation.preuves(dossier) if e.recu_le == evenement.recu_le and e is not evenement]
