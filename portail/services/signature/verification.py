"""Is this file a document signed as it should be? The same answer whoever signed it, and wherever it comes from."""

import hashlib
from datetime import datetime

from portail.services.signature.modele import Confiance, Niveau, Verification
from portail.services.signature.motifs import Motif, SignatureRefusee
from portail.services.signature.noms import meme_personne

TAILLE_MAXIMALE = 5_000_000  # fifty times a titre, signed and time-stamped


def verifier(
    pdf: bytes,
    confiance: Confiance,
    *,
    au: datetime,
    depuis: datetime | None = None,
    commissaire: str | None = None,
    empreinte: str | None = None,
    niveau: Niveau = Niveau.B_B,
) -> Verification:
    """What the signature of `pdf` says, if it is whole and trusted; raises SignatureRefusee.

    `au` is the instant at which the certificate has to be valid: now for a file just received, the day of issue for
    an archived one. `depuis` and `au` bound the time of signing, `empreinte` is the SHA-256 kept when it was archived.
    """
    if len(pdf) > TAILLE_MAXIMALE:
        raise SignatureRefusee(Motif.TROP_VOLUMINEUX)
    if empreinte is not None and hashlib.sha256(pdf).hexdigest() != empreinte:
        raise SignatureRefusee(Motif.EMPREINTE_DIFFERENTE)
    from portail.services.signature import controle  # pyHanko takes a second or two to import

    verification, noms = controle.controler(pdf, confiance, au, depuis)
    if commissaire is not None and not meme_personne(commissaire, noms):
        raise SignatureRefusee(Motif.NOM_DIFFERENT, attendu=commissaire, trouve=verification.signataire)
    if niveau is Niveau.B_T and verification.niveau is not Niveau.B_T:
        raise SignatureRefusee(Motif.NIVEAU_INSUFFISANT, attendu=niveau.value, trouve=verification.niveau.value)
    return verification
