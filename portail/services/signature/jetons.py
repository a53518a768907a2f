"""Time stamps of what is no PDF: the answer of an authority (RFC 3161), kept as a file, read by `openssl ts` too.

Imported by the first use only, with pyHanko.
"""

import hashlib
from datetime import datetime
from typing import Any

from asn1crypto import cms, tsp, x509  # type: ignore[import-untyped]
from pyhanko.sign.validation.generic_cms import validate_tst_signed_data
from pyhanko.sign.validation.status import TimestampSignatureStatus
from pyhanko_certvalidator import ValidationContext

from portail.services.signature.attente import attendre
from portail.services.signature.horodatage import Horodateur
from portail.services.signature.motifs import Motif, SignatureRefusee


def demander(adresse: str, contenu: bytes) -> bytes:
    """The DER answer of the authority at `adresse` for these bytes. Raises SignatureRefusee."""
    jeton = attendre(Horodateur(adresse).async_timestamp(hashlib.sha256(contenu).digest(), "sha256"))
    reponse = tsp.TimeStampResp({"status": {"status": "granted"}, "time_stamp_token": jeton})
    octets: bytes = reponse.dump()
    controler(octets, contenu)
    return octets


def controler(reponse: bytes, contenu: bytes, racines: tuple[bytes, ...] = ()) -> datetime:
    """When the authority saw `contenu`; raises SignatureRefusee for another content or a broken stamp.

    `racines` are the authorities trusted for time, in DER; without any, who stamped is not judged.
    """
    try:
        jeton = tsp.TimeStampResp.load(reponse, strict=True)["time_stamp_token"]["content"]
        le: datetime = jeton["encap_content_info"]["content"].parsed["gen_time"].native
        etat = TimestampSignatureStatus(**attendre(_valider(jeton, contenu, racines, le)))
    except Exception as erreur:  # any file may lie there: asn1crypto and pyHanko raise whatever they meet
        raise SignatureRefusee(Motif.HORODATAGE_INVALIDE) from erreur
    if not (etat.intact and etat.valid and (etat.trusted or not racines)):
        raise SignatureRefusee(Motif.HORODATAGE_INVALIDE)
    return le


async def _valider(jeton: cms.SignedData, contenu: bytes, racines: tuple[bytes, ...], le: datetime) -> dict[str, Any]:
    # Without roots, those that the stamp brings along: pyHanko would otherwise ask the operating system.
    confiance = [x509.Certificate.load(racine) for racine in racines] or [c.chosen for c in jeton["certificates"]]
    lu: dict[str, Any] = await validate_tst_signed_data(
        jeton,
        ValidationContext(trust_roots=confiance, moment=le),
        lambda algorithme: hashlib.new(algorithme, contenu).digest(),
    )
    return lu
