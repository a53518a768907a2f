"""The seal of a document's row, under a key kept outside the database: a row changed behind our back has none."""

from datetime import UTC

from portail.persistance.actes import DocumentEmis
from portail.services.preuve import ClesPreuve

_USAGE = "document"


def sceller(document: DocumentEmis, preuve: ClesPreuve) -> str:
    return preuve.sceller(_USAGE, _dit(document))


def est_scelle(document: DocumentEmis, preuve: ClesPreuve) -> bool:
    """True if the row still says what it said when the document was issued."""
    return document.sceau is not None and preuve.est_scelle(_USAGE, _dit(document), document.sceau)


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
