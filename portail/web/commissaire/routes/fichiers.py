"""The papers of one dossier: pieces, issued documents, the sheets to print, the draft of the titre, the evidence."""

from flask import Response, abort
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier, Piece
from portail.persistance.entrepot import hacher
from portail.persistance.signatures import ActeSigne
from portail.services import apercus, codes, export, invitation, papiers, signatures, titre
from portail.web import fichiers, telechargements
from portail.web.acces import autorise
from portail.web.base import maintenant, moyens, session_bd
from portail.web.commissaire import bp
from portail.web.commissaire.commun import commissaire, disparu, plus_de_feuille, retour_si_ferme
from portail.web.fichiers import PDF
from portail.web.telechargements import Fichier
from portail.web.traduction import gettext


@bp.get("/dossiers/<reference>/pieces/<int:numero>")
@autorise(Role.COMMISSAIRE, Action.CONSULTER)
def piece(dossier: Dossier, numero: int) -> Reponse:
    """A document of the creditor, cleaned when it came in."""
    return telechargements.rediriger(dossier, _piece, numero)


@bp.get("/dossiers/<reference>/pieces/<int:numero>/pages/<int:page>.png")
@autorise(Role.COMMISSAIRE, Action.CONSULTER)
def page_de_piece(dossier: Dossier, numero: int, page: int) -> Response:
    """A page of a PDF as an image, beside the checklist; the document itself when it cannot be drawn.

    Part of a page, not a download: its address opens to nobody without the right, and drawing is asked for once.
    """
    try:
        image = apercus.dessiner(moyens().entrepot.lire(_trouver_piece(dossier, numero).empreinte), page)
    except apercus.ApercuImpossible:
        abort(404)
    return fichiers.servir(image, f"page-{page}.png", "image/png", telechargement=False)


@bp.get("/dossiers/<reference>/messages/pieces/<int:numero>")
@autorise(Role.COMMISSAIRE, Action.CONSULTER)
def piece_jointe(dossier: Dossier, numero: int) -> Reponse:
    """A document joined to a message or to its answer."""
    return telechargements.rediriger(dossier, _piece_jointe, numero)


@bp.get("/dossiers/<reference>/papiers/<int:numero>/scan")
@autorise(Role.COMMISSAIRE, Action.CONSULTER)
def scan(dossier: Dossier, numero: int) -> Reponse:
    """A paper signed by hand, as the étude scanned it."""
    return telechargements.rediriger(dossier, _scan, numero)


@bp.get("/dossiers/<reference>/documents/<int:numero>")
@autorise(Role.COMMISSAIRE, Action.CONSULTER)
def document(dossier: Dossier, numero: int) -> Reponse:
    return telechargements.rediriger(dossier, _document, numero)


@bp.get("/dossiers/<reference>/invitation/lettre.pdf")
@autorise(Role.COMMISSAIRE, Action.PREPARER_INVITATION)
def lettre_a_imprimer(dossier: Dossier) -> Reponse:
    """The only file that carries the code in clear: downloaded, printed, posted, then erased."""
    return telechargements.rediriger(dossier, _lettre_a_imprimer)


@bp.get("/dossiers/<reference>/codes/feuille.pdf")
@autorise(Role.COMMISSAIRE, Action.REMETTRE_CODES)
def feuille_a_imprimer(dossier: Dossier) -> Reponse:
    """The only file that carries the new codes in clear."""
    return telechargements.rediriger(dossier, _feuille_a_imprimer)


@bp.get("/dossiers/<reference>/preuves.zip")
@autorise(Role.COMMISSAIRE, Action.CONSULTER)
def preuves(dossier: Dossier) -> Reponse:
    """The evidence of a dossier in one file, to hand to a judge, an expert or the person."""
    return telechargements.rediriger(dossier, _preuves)


@bp.get("/dossiers/<reference>/titre/projet.pdf")
@autorise(Role.COMMISSAIRE, Action.DELIVRER_TITRE)
def projet_de_titre(dossier: Dossier) -> Reponse:
    return telechargements.rediriger(dossier, _projet_de_titre)


@bp.get("/dossiers/<reference>/a-signer/<numero>")
@autorise(Role.COMMISSAIRE, Action.CONSULTER)
def document_a_signer(dossier: Dossier, numero: str) -> Reponse:
    """The exact bytes to sign elsewhere; `numero` names the act."""
    return telechargements.rediriger(dossier, _document_a_signer, numero)


@bp.get("/dossiers/<reference>/telechargements/<jeton>")
@autorise(Role.COMMISSAIRE, Action.CONSULTER)
def telechargement(dossier: Dossier, jeton: str) -> Reponse:
    return telechargements.servir(
        dossier,
        jeton,
        _piece,
        _document,
        _lettre_a_imprimer,
        _feuille_a_imprimer,
        _projet_de_titre,
        _preuves,
        _piece_jointe,
        _document_a_signer,
        _scan,
    )


def _piece(dossier: Dossier, numero: int) -> Fichier:
    """Images are shown: they were re-encoded. A PDF is downloaded, which every phone and every reader does alike."""
    trouvee = _trouver_piece(dossier, numero)
    return telechargements.conserve(trouvee, en_ligne=trouvee.type_mime.startswith("image/"))


def _piece_jointe(dossier: Dossier, numero: int) -> Fichier:
    jointes = (p for s in dossier.signalements for p in s.jointes)
    trouvee = next((p for p in jointes if p.id == numero), None) or abort(404)
    return telechargements.conserve(trouvee, en_ligne=trouvee.type_mime.startswith("image/"))


def _scan(dossier: Dossier, numero: int) -> Fichier:
    projet = papiers.trouver(session_bd(), dossier, numero)
    if projet is None or projet.scan is None or projet.scan_type is None:
        abort(404)
    empreinte, suffixe = projet.scan, "pdf" if projet.scan_type == PDF else "jpg"
    nom = f"papier-signe-{dossier.reference}-P{numero}.{suffixe}"
    return Fichier(nom, projet.scan_type, empreinte, lambda: moyens().entrepot.lire(empreinte))


def _document(dossier: Dossier, numero: int) -> Fichier:
    trouve = next((d for d in dossier.documents if d.id == numero), None) or abort(404)
    return telechargements.conserve(trouve)


def _lettre_a_imprimer(dossier: Dossier, _numero: None) -> Fichier | Reponse:
    try:
        contenu = invitation.a_imprimer(session_bd(), dossier, moyens())
    except invitation.ImpressionPurgee as refus:
        return disparu(dossier, gettext("La lettre à imprimer n’existe plus"), refus)
    return Fichier(f"lettre-a-imprimer-{dossier.reference}.pdf", PDF, hacher(contenu), lambda: contenu)


def _feuille_a_imprimer(dossier: Dossier, _numero: None) -> Fichier | Reponse:
    try:
        contenu = codes.a_imprimer(session_bd(), dossier, moyens())
    except codes.FeuillePurgee as refus:
        return plus_de_feuille(dossier, refus)
    return Fichier(f"nouveaux-codes-{dossier.reference}.pdf", PDF, hacher(contenu), lambda: contenu)


def _preuves(dossier: Dossier, _numero: None) -> Fichier:
    def exporter() -> bytes:
        return export.exporter(session_bd(), dossier, moyens(), maintenant())

    return Fichier(export.nom(dossier), "application/zip", f"{dossier.version}.{dossier.acte_numero}", exporter)


def _document_a_signer(dossier: Dossier, numero: str) -> Fichier:
    genre = next((g for g in ActeSigne if g.value == numero), None) or abort(404)
    remise = signatures.attendue(session_bd(), dossier, genre) or abort(404)
    nom = f"{numero.replace('_', '-')}-{dossier.reference}-a-signer.pdf"
    return Fichier(nom, PDF, remise.empreinte, lambda: moyens().entrepot.lire(remise.empreinte))


def _projet_de_titre(dossier: Dossier, _numero: None) -> Fichier | Reponse:
    detour = retour_si_ferme(dossier, Action.DELIVRER_TITRE)
    if detour is not None:
        return detour

    def imprimer() -> bytes:
        return titre.projet(session_bd(), dossier, moyens(), commissaire(), maintenant())

    return Fichier(f"projet-de-titre-{dossier.reference}.pdf", PDF, str(dossier.version), imprimer)


def _trouver_piece(dossier: Dossier, numero: int) -> Piece:
    return next((p for p in dossier.pieces if p.id == numero), None) or abort(404)
