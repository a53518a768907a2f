"""Signing elsewhere, the same for the titre and the constats: the exact file goes out, the signed file comes back."""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.delais import PARIS
from portail.persistance.dossiers import Dossier
from portail.persistance.signatures import ActeSigne
from portail.services import signatures
from portail.services.actes import ActeImpossible
from portail.services.signature.motifs import INDISPONIBLES, SignatureRefusee
from portail.services.termes import TermesChanges
from portail.web import preuve
from portail.web.base import LECTURES, maintenant, moyens, session_bd
from portail.web.commissaire.commun import commissaire, refuser
from portail.web.commissaire.forms import RetourForm
from portail.web.langue import dire, jour
from portail.web.messages import phrase
from portail.web.messages_etude import SIGNATURE_MANQUANTE
from portail.web.rendu import rendre


@dataclass(frozen=True)
class Signable:
    """One act to be signed elsewhere: how it is named, where it is read and prepared, what records it."""

    genre: ActeSigne
    titre: str
    verbe: str
    nom: str  # of the file handed out, without extension
    lire: str  # addresses
    document: str
    rapporter: str
    abandonner: str
    apres: str
    acte: Callable[[str], signatures.Acte[Any]]
    etablir: Callable[[str, bytes | None], object]


def contexte(dossier: Dossier, genre: ActeSigne) -> dict[str, Any]:
    """What the page of an act says of its signature: how it is made, what is missing, what already waits for it."""
    signataires = moyens().signataires
    return {
        "a_distance": signataires.a_distance,
        "empeche": dire(SIGNATURE_MANQUANTE) if signataires.manquante else "",
        "remise": signatures.attendue(session_bd(), dossier, genre) if signataires.a_distance else None,
    }


def reglee() -> tuple[str, list[tuple[str, str]]]:
    """How this portal signs, for the page of settings: what is wrong with it, and what is set."""
    signataires = moyens().signataires
    if signataires.manquante:
        return dire(SIGNATURE_MANQUANTE), []
    try:
        certificat = signataires.certificat()
    except SignatureRefusee as refus:
        return phrase(refus), []
    if certificat is None:
        maniere = "votre propre outil" if signataires.a_distance else "certificat de démonstration, sans valeur"
        return "", [("Les actes sont signés par", maniere), ("Niveau demandé", signataires.niveau)]
    return "", [
        ("Les actes sont signés par", "le certificat de l’étude"),
        ("Au nom de", certificat.titulaire),
        ("Délivré par", certificat.emetteur),
        ("Valable jusqu’au", jour(certificat.fin.astimezone(PARIS).date())),
        ("Niveau", signataires.niveau),
    ]


def statut(refus: SignatureRefusee) -> HTTPStatus:
    """503 when it is for the portal to be put right, 422 when it is for the person."""
    indisponible = refus.motif in INDISPONIBLES
    return HTTPStatus.SERVICE_UNAVAILABLE if indisponible else HTTPStatus.UNPROCESSABLE_ENTITY


def page(dossier: Dossier, quoi: Signable, form: RetourForm | None = None, code: int = 200) -> Reponse:
    """The three steps; back to the act itself when nothing waits for a signature."""
    remise = signatures.attendue(session_bd(), dossier, quoi.genre)
    if remise is None or not moyens().signataires.a_distance:
        return redirect(quoi.lire, 303)
    form = form or RetourForm(dossier)
    if request.method in LECTURES:
        form.vu.data = remise.empreinte
    motif = signatures.peremption(moyens(), remise, quoi.acte(remise.vu), commissaire(), maintenant())
    return rendre(
        "commissaire/signer.html",
        statut=code if motif is None or code == HTTPStatus.OK else HTTPStatus.CONFLICT,
        dossier=dossier,
        form=form,
        quoi=quoi,
        remise=remise,
        perime=phrase(signatures.DocumentPerime(motif)) if motif else "",
        niveau=moyens().signataires.niveau,
        preuve_exigee=preuve.exigee(),
    )


def rapporter(dossier: Dossier, quoi: Signable) -> Reponse:
    """The signed file is checked, then the act recorded; on a refusal the page stays usable."""
    form, code = RetourForm(dossier), HTTPStatus.UNPROCESSABLE_ENTITY
    remise = signatures.attendue(session_bd(), dossier, quoi.genre)
    if remise is None:  # it came back already, or was given up: the dossier says which
        return redirect(url_for(".dossier", reference=dossier.reference), 303)
    if form.validate_on_submit() and preuve.acquise(form):
        if form.vu.data != remise.empreinte:
            raise TermesChanges
        try:
            quoi.etablir(remise.vu, form.contenu())
        except SignatureRefusee as refus:
            refuser(form, refus, "signe")
            code = statut(refus)
        except (signatures.DocumentPerime, signatures.NonSignable, ActeImpossible):
            code = HTTPStatus.CONFLICT  # the page says why
        else:
            return redirect(quoi.apres, 303)
    return page(dossier, quoi, form, code)


def abandonner(dossier: Dossier, quoi: Signable) -> Reponse:
    signatures.abandonner(session_bd(), dossier, quoi.genre)
    return redirect(quoi.lire, 303)
