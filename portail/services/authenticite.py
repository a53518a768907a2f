"""Is this document ours? Asked by anybody, from the reference on the paper or from the file; no personal data told."""

import hashlib
from dataclasses import dataclass
from datetime import UTC

from sqlalchemy import select
from sqlalchemy.orm import Session

from portail.persistance.actes import DocumentEmis
from portail.persistance.entrepot import FichierAltere
from portail.services import references
from portail.services.moyens import Moyens
from portail.services.preuve import ClesPreuve

_USAGE = "document"


@dataclass(frozen=True)
class Reconnu:
    """A document of this portal, and what was found of it.

    `conforme`: the file shown is this very document, byte for byte (None: no file was shown). `intact`: our own row
    and our own copy are those of the day it was issued; when they are not, nothing may be said of the document.
    """

    document: DocumentEmis
    conforme: bool | None
    intact: bool


class FichierInconnu(Exception):
    """No document of this portal has these bytes: it comes from elsewhere, or it was changed since."""


def sceller(document: DocumentEmis, preuve: ClesPreuve) -> str:
    """The seal of what a row says: a row written or changed behind our back has none that holds."""
    return preuve.sceller(_USAGE, _dit(document))


def par_reference(session: Session, moyens: Moyens, texte: str, contenu: bytes | None = None) -> Reconnu:
    """The document of the reference typed or scanned, compared with a file when one is shown.

    Raises ReferenceMalRecopiee, ReferenceInconnue.
    """
    mot = references.lire(texte, moyens.preuve)
    document = session.scalar(select(DocumentEmis).where(DocumentEmis.reference == mot))
    if document is None:
        raise references.ReferenceInconnue
    conforme = None if contenu is None else _empreinte(contenu) == document.empreinte
    return Reconnu(document, conforme, _est_intact(document, moyens))


def par_fichier(session: Session, moyens: Moyens, contenu: bytes) -> Reconnu:
    """The document that has exactly these bytes. Raises FichierInconnu."""
    requete = select(DocumentEmis).where(
        DocumentEmis.empreinte == _empreinte(contenu), DocumentEmis.reference.is_not(None)
    )
    document = session.scalars(requete.order_by(DocumentEmis.id)).first()
    if document is None:
        raise FichierInconnu
    return Reconnu(document, True, _est_intact(document, moyens))


def _est_intact(document: DocumentEmis, moyens: Moyens) -> bool:
    if document.sceau is None or not moyens.preuve.est_scelle(_USAGE, _dit(document), document.sceau):
        return False
    try:
        moyens.entrepot.lire(document.empreinte)
    except FichierAltere:
        return False
    return True


def _dit(document: DocumentEmis) -> str:
    dossier = document.dossier
    mots = (
        document.reference,
        dossier.reference,
        document.genre.value,
        document.titre,
        document.empreinte,
        document.taille,
        document.emis_le.astimezone(UTC).isoformat(),
        dossier.etude_id,
    )
    return "\n".join(str(mot) for mot in mots)


def _empreinte(contenu: bytes) -> str:
    return hashlib.sha256(contenu).hexdigest()
