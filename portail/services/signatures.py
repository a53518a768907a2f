"""Signing an act before it is recorded, and reading again what was signed.

Nothing is locked while an act is signed, which takes a tenth of a second, or as long as an authority of time stamps
does: the act is printed and signed first, then the dossier is locked, and must say what it said when it was printed.
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Generic, TypeVar

from sqlalchemy import delete
from sqlalchemy.orm import Session

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Action, etat_suivant
from portail.persistance.actes import DocumentEmis
from portail.persistance.dossiers import Dossier
from portail.persistance.entrepot import FichierAltere
from portail.persistance.etudes import Compte
from portail.persistance.signatures import ActeSigne, SignatureAttendue
from portail.services import edition, references
from portail.services.actes import ActeImpossible
from portail.services.acteur import Acteur
from portail.services.journal import DossierChange, verifier_actuel
from portail.services.moyens import Moyens
from portail.services.signature.modele import Demande, Niveau, Verification
from portail.services.signature.motifs import Motif, SignatureRefusee
from portail.services.signature.verification import verifier
from portail.services.termes import TermesChanges

D = TypeVar("D")


class NonSignable(Exception):
    """The dossier does not allow this act now: parent of the refusals of the constats and of the titre."""


class Peremption(StrEnum):
    """Why a document handed out to be signed is void."""

    JOUR = "jour"  # it says « Fait à …, le … »
    DOSSIER = "dossier"
    COMMISSAIRE = "commissaire"  # it names another
    ABSENT = "absent"  # none was prepared, or it was given up


class DocumentPerime(Exception):
    """What was signed elsewhere is not, or no longer, the act to issue: prepare it anew."""

    def __init__(self, motif: Peremption) -> None:
        super().__init__(motif.value)
        self.motif = motif


@dataclass(frozen=True)
class Acte(Generic[D]):
    """An act about to be signed. `rediger` makes every check of its use case, then gives what to print at an instant.

    It is called before signing and again once the dossier is locked. It raises NonSignable, ActeImpossible, or
    TermesChanges when the dossier no longer says `vu`.
    """

    genre: ActeSigne
    action: Action
    objet: str  # « Titre exécutoire »
    vu: str
    rediger: Callable[[datetime], D]
    imprimer: Callable[[D], bytes]


@dataclass(frozen=True)
class Signe:
    """The act, signed, not recorded yet."""

    reference: str
    pdf: bytes
    verification: Verification


@dataclass(frozen=True)
class _Imprime(Generic[D]):
    donnees: D
    reference: str
    pdf: bytes
    le: datetime


def signer(
    session: Session,
    dossier: Dossier,
    moyens: Moyens,
    acte: Acte[Any],
    *,
    commissaire: Compte,
    acteur: Acteur,
    retour: bytes | None = None,
) -> Signe:
    """The act signed, and the dossier locked for the caller to record it. Gives up the transaction of the caller.

    `retour` is the file signed elsewhere, where the commissaire signs that way. Raises SignatureManquante,
    SignatureRefusee, DocumentPerime, what `acte.rediger` raises, ActionInterdite, DejaFait, DossierChange.
    """
    signataire = moyens.signataires.de(commissaire, acteur.recu_le)
    if signataire.a_distance:
        imprime = _remis(session, dossier, moyens, acte, commissaire, acteur.recu_le)
    else:
        imprime = _imprimer(moyens, acte, acteur.recu_le)
    etat_suivant(acte.action, acteur.role, dossier.etat)  # never sign what could not be recorded
    demande = Demande(
        imprime.pdf, commissaire.nom_de_signature, f"{acte.objet}, dossier {dossier.reference}", imprime.le
    )
    identifiant, version = dossier.id, dossier.version
    session.rollback()
    signe = signataire.achever(demande, acteur.recu_le, retour)
    moyens.entrepot.ecrire(signe.pdf)
    _reprendre(session, identifiant, version, acteur)
    if acte.rediger(imprime.le) != imprime.donnees:
        raise TermesChanges
    _oublier(session, identifiant, acte.genre)
    return Signe(imprime.reference, signe.pdf, signe.verification)


def preparer(
    session: Session, dossier: Dossier, moyens: Moyens, acte: Acte[Any], *, commissaire: Compte, acteur: Acteur
) -> SignatureAttendue:
    """Print the act and keep it until it comes back signed; one still good is handed out again. Commits.

    Raises SignatureManquante, what `acte.rediger` raises, ActionInterdite, DejaFait, DossierChange.
    """
    verifier_actuel(session, dossier, acteur)
    moyens.signataires.de(commissaire, acteur.recu_le)
    deja = attendue(session, dossier, acte.genre)
    if deja is not None and peremption(moyens, deja, acte, commissaire, acteur.recu_le) is None:
        return deja
    imprime = _imprimer(moyens, acte, acteur.recu_le)
    etat_suivant(acte.action, acteur.role, dossier.etat)
    identifiant, version, compte_id = dossier.id, dossier.version, commissaire.id
    session.rollback()
    empreinte = moyens.entrepot.ecrire(imprime.pdf)
    _reprendre(session, identifiant, version, acteur)
    _oublier(session, identifiant, acte.genre)
    nouvelle = SignatureAttendue(
        dossier_id=identifiant,
        acte=acte.genre,
        compte_id=compte_id,
        reference=imprime.reference,
        empreinte=empreinte,
        vu=acte.vu,
        preparee_le=imprime.le,
    )
    session.add(nouvelle)
    session.commit()
    return nouvelle


def attendue(session: Session, dossier: Dossier, genre: ActeSigne) -> SignatureAttendue | None:
    """The document of this kind handed out and not come back yet."""
    return session.get(SignatureAttendue, (dossier.id, genre))


def abandonner(session: Session, dossier: Dossier, genre: ActeSigne) -> None:
    """Forget the document handed out; nothing was recorded. Commits."""
    _oublier(session, dossier.id, genre)
    session.commit()


def peremption(
    moyens: Moyens, remise: SignatureAttendue, acte: Acte[Any], commissaire: Compte, maintenant: datetime
) -> Peremption | None:
    """Why the document handed out is void, None while it may be signed: printed again, it would be the same."""
    if remise.compte_id != commissaire.id:
        return Peremption.COMMISSAIRE
    if jour_a_paris(remise.preparee_le) != jour_a_paris(maintenant):
        return Peremption.JOUR
    if remise.vu != acte.vu:
        return Peremption.DOSSIER
    try:
        imprime = _imprimer(moyens, acte, remise.preparee_le, remise.reference)
    except (NonSignable, ActeImpossible, TermesChanges):
        return Peremption.DOSSIER
    return None if hashlib.sha256(imprime.pdf).hexdigest() == remise.empreinte else Peremption.DOSSIER


def conserver(session: Session, dossier: Dossier, moyens: Moyens, signe: Signe, **fiche: Any) -> DocumentEmis:
    """Keep the signed act and what its signature says; `fiche`: what `edition.conserver` asks. The caller commits."""
    return edition.conserver(
        session,
        dossier,
        moyens,
        contenu=signe.pdf,
        reference=signe.reference,
        signature=_faits(signe.verification),
        **fiche,
    )


def examiner(document: DocumentEmis, moyens: Moyens, maintenant: datetime) -> Verification | None:
    """What the signature of a stored document says on the day of its issue, None if it bears none.

    Raises SignatureRefusee when the stored file, the row or the journal do not agree, or the signature is not good.
    """
    if document.signe_le is None or document.niveau_signature is None:
        return None
    try:
        pdf = moyens.entrepot.lire(document.empreinte)
    except FichierAltere as erreur:
        raise SignatureRefusee(Motif.EMPREINTE_DIFFERENTE) from erreur
    verification = verifier(
        pdf,
        moyens.signataires.confiance_d_archive(),
        au=min(document.emis_le, maintenant),
        empreinte=_empreinte_journalisee(document),
        niveau=Niveau(document.niveau_signature),
    )
    if any(getattr(document, fait) != valeur for fait, valeur in _faits(verification).items()):
        raise SignatureRefusee(Motif.FICHE_DIFFERENTE)
    return verification


def _imprimer(moyens: Moyens, acte: Acte[D], le: datetime, reference: str | None = None) -> _Imprime[D]:
    donnees = acte.rediger(le)
    reference = reference or references.neuve(moyens.preuve)
    pdf = acte.imprimer(edition.numeroter(donnees, reference, moyens, signe=True))
    return _Imprime(donnees, reference, pdf, le)


def _remis(
    session: Session, dossier: Dossier, moyens: Moyens, acte: Acte[D], commissaire: Compte, maintenant: datetime
) -> _Imprime[D]:
    """The very document handed out; raises DocumentPerime."""
    remise = attendue(session, dossier, acte.genre)
    if remise is None:
        raise DocumentPerime(Peremption.ABSENT)
    motif = peremption(moyens, remise, acte, commissaire, maintenant)
    if motif is not None:
        raise DocumentPerime(motif)
    pdf = moyens.entrepot.lire(remise.empreinte)
    return _Imprime(acte.rediger(remise.preparee_le), remise.reference, pdf, remise.preparee_le)


def _reprendre(session: Session, identifiant: int, version: int, acteur: Acteur) -> None:
    """Lock the dossier, which nobody may have changed in the meantime."""
    dossier = session.get_one(Dossier, identifiant, with_for_update=True, populate_existing=True)
    verifier_actuel(session, dossier, acteur)
    if dossier.version != version:
        raise DossierChange


def _oublier(session: Session, dossier_id: int, genre: ActeSigne) -> None:
    session.execute(
        delete(SignatureAttendue).where(SignatureAttendue.dossier_id == dossier_id, SignatureAttendue.acte == genre)
    )


def _faits(verification: Verification) -> dict[str, object]:
    """What the row of a document keeps of its signature."""
    return {
        "signataire": verification.signataire[:200],
        "niveau_signature": verification.niveau.value,
        "signe_le": verification.signe_le,
        "horodate_le": verification.horodate_le,
        "numero_de_serie": verification.numero_de_serie,
    }


def _empreinte_journalisee(document: DocumentEmis) -> str:
    """The hash that the journal gives to the signed file: a row pointed at another good file is not believed."""
    acte = next((e for e in document.dossier.evenements if e.id == document.evenement_id), None)
    empreinte = acte.details.get("document") if acte is not None else None
    return empreinte if isinstance(empreinte, str) else ""
