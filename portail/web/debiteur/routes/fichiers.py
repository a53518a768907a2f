"""The papers: what the creditor handed in, what the procedure issued, the receipt of one's own acts."""

import logging
from urllib.parse import urlsplit

from flask import abort, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role
from portail.persistance.actes import DocumentEmis
from portail.persistance.dossiers import Dossier
from portail.persistance.entrepot import hacher
from portail.persistance.journal import Evenement
from portail.services import agenda as services_agenda
from portail.services import papiers, quittances, recepisses, remises
from portail.web import fichiers, telechargements
from portail.web.acces import autorise
from portail.web.base import ecritures, maintenant, moyens, session_bd
from portail.web.debiteur import bp, situation
from portail.web.rendu import rendre
from portail.web.telechargements import Fichier
from portail.web.traduction import gettext

journal = logging.getLogger(__name__)


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


@bp.get("/dossiers/<reference>/actes/<int:numero>/quittance.pdf")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def quittance(dossier: Dossier, numero: int) -> Reponse:
    """The receipt of full payment, issued now when it was not at the time (C. civ. 1342)."""
    return telechargements.rediriger(dossier, _quittance, numero)


@bp.get("/dossiers/<reference>/dates.ics")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def agenda(dossier: Dossier) -> Reponse:
    """The dates that an agreement made due, for the person's own calendar."""
    return telechargements.rediriger(dossier, _agenda)


@bp.get("/dossiers/<reference>/papiers/<int:numero>.pdf")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def projet_papier(dossier: Dossier, numero: int) -> Reponse:
    """Terms printed to be signed by hand."""
    return telechargements.rediriger(dossier, _projet_papier, numero)


@bp.get("/dossiers/<reference>/messages/pieces/<int:numero>")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def piece_jointe(dossier: Dossier, numero: int) -> Reponse:
    """A document joined to a message or to its answer."""
    return telechargements.rediriger(dossier, _piece_jointe, numero)


@bp.get("/dossiers/<reference>/telechargements/<jeton>")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def telechargement(dossier: Dossier, jeton: str) -> Reponse:
    sortes = (_piece, _document, _recepisse, _quittance, _piece_jointe, _projet_papier, _agenda)
    return telechargements.servir(dossier, jeton, *sortes)


def _piece(dossier: Dossier, numero: int) -> Fichier:
    visibles = dossier.pieces if dossier.envoye_le else []
    trouvee = next((p for p in visibles if p.id == numero), None) or abort(404)
    return telechargements.conserve(trouvee)


def _document(dossier: Dossier, numero: int) -> Fichier:
    trouve = next((d for d in situation.documents(dossier) if d.id == numero), None) or abort(404)
    return telechargements.conserve(trouve)


def _agenda(dossier: Dossier, _numero: None) -> Fichier:
    hote = urlsplit(moyens().reglages.url_publique).hostname or ""
    contenu = services_agenda.du_dossier(dossier, hote) or abort(404)
    return Fichier(f"dates-{dossier.reference}.ics", services_agenda.TYPE_MIME, hacher(contenu), lambda: contenu)


def _projet_papier(dossier: Dossier, numero: int) -> Fichier:
    projet = papiers.trouver(session_bd(), dossier, numero)
    if projet is None or projet.ferme_le is not None:
        abort(404)
    nom = f"a-signer-{dossier.reference}-P{numero}.pdf"
    return Fichier(nom, fichiers.PDF, projet.objet, lambda: papiers.imprimer(projet, moyens()))


def _recepisse(dossier: Dossier, numero: int) -> Fichier | Reponse:
    evenement = next((e for e in situation.preuves(dossier) if e.numero == numero), None) or abort(404)
    document = recepisses.emis(evenement) or _emettre(evenement)
    if document is None:
        return rendre(
            "commun/erreur.html",
            statut=503,
            titre=gettext("Votre réponse est bien enregistrée"),
            texte=gettext(
                "Sa preuve ne peut pas être imprimée pour l’instant. Elle le sera au plus tard demain matin."
            ),
            suite=[(url_for(".acte", reference=dossier.reference, numero=numero), gettext("Revoir votre réponse"))],
        )
    return telechargements.conserve(document)


def _quittance(dossier: Dossier, numero: int) -> Fichier | Reponse:
    soldes = (e for e in dossier.evenements if e.numero == numero and quittances.est_solde(e))
    evenement = next(soldes, None) or abort(404)
    document = next((d for d in situation.documents(dossier) if d.evenement_id == evenement.id), None)
    document = document or _emettre(evenement)
    if document is None:
        return rendre(
            "commun/erreur.html",
            statut=503,
            titre=gettext("Tout est payé, et c’est noté"),
            texte=gettext("L’attestation ne peut pas être imprimée pour l’instant. Revenez demain matin."),
            suite=[(url_for(".dossier", reference=dossier.reference), gettext("Revenir à mon dossier"))],
        )
    return telechargements.conserve(document)


def _emettre(evenement: Evenement) -> DocumentEmis | None:
    """The paper that could not be issued with its act; None when it still cannot."""
    evenement_id = evenement.id
    session_bd().rollback()  # what is read here must not keep the other transaction waiting
    try:
        return remises.emettre(ecritures(), moyens(), evenement_id, maintenant())
    except Exception:
        journal.exception("acte %s : son papier n’a pas pu être émis", evenement_id)
        return None


def _piece_jointe(dossier: Dossier, numero: int) -> Fichier:
    jointes = (p for s in situation.messages(dossier) for p in s.jointes)
    return telechargements.conserve(next((p for p in jointes if p.id == numero), None) or abort(404))
