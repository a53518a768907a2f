"""Is this document ours? Asked by anybody, from the reference on the paper or from the file; no personal data told."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portail.persistance.actes import DocumentEmis
from portail.persistance.entrepot import FichierAltere
from portail.services import references, scelles, signatures
from portail.services.moyens import Moyens
from portail.services.signature.modele import Verification
from portail.services.signature.motifs import SignatureRefusee


@dataclass(frozen=True)
class Reconnu:
    """A document of this portal, and what was found of it.

    `conforme`: the file shown is this very document, byte for byte (None: no file was shown). `intact`: our own row
    and our own copy are those of the day it was issued; when they are not, nothing may be said of the document.
    """

    document: DocumentEmis
    conforme: bool | None
    intact: bool
    signature: Verification | None = None  # of the file kept; None on a document that bears none


class FichierInconnu(Exception):
    """No document of this portal has these bytes: it comes from elsewhere, or it was changed since."""


def par_reference(
    session: Session, moyens: Moyens, texte: str, maintenant: datetime, contenu: bytes | None = None
) -> Reconnu:
    """The document of the reference typed or scanned, compared with a file when one is shown.

    Raises ReferenceMalRecopiee, ReferenceInconnue.
    """
    mot = references.lire(texte, moyens.preuve)
    document = session.scalar(select(DocumentEmis).where(DocumentEmis.reference == mot))
    if document is None:
        raise references.ReferenceInconnue
    conforme = None if contenu is None else _empreinte(contenu) == document.empreinte
    return _examiner(document, conforme, moyens, maintenant)


def par_fichier(session: Session, moyens: Moyens, contenu: bytes, maintenant: datetime) -> Reconnu:
    """The document that has exactly these bytes. Raises FichierInconnu."""
    requete = select(DocumentEmis).where(
        DocumentEmis.empreinte == _empreinte(contenu), DocumentEmis.reference.is_not(None)
    )
    document = session.scalars(requete.order_by(DocumentEmis.id)).first()
    if document is None:
        raise FichierInconnu
    return _examiner(document, True, moyens, maintenant)


def _examiner(document: DocumentEmis, conforme: bool | None, moyens: Moyens, maintenant: datetime) -> Reconnu:
    """Row, copy and signature are looked at again each time: nothing is believed because it was true once."""
    if not scelles.est_scelle(document, moyens.preuve):
        return Reconnu(document, conforme, False)
    try:
        moyens.entrepot.lire(document.empreinte)
        signature = signatures.examiner(document, moyens, maintenant)
    except (FichierAltere, SignatureRefusee):
        return Reconnu(document, conforme, False)
    return Reconnu(document, conforme, True, signature)


def _empreinte(contenu: bytes) -> str:
    return hashlib.sha256(contenu).hexdigest()
