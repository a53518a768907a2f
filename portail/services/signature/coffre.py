"""A private key and its certificates, read from a PKCS#12 file without loading pyHanko: cheap enough for a start."""

from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12

from portail.services.signature.motifs import Motif, SignatureRefusee

_RSA_MINIMUM = 2048
_EC_MINIMUM = 256


@dataclass(frozen=True)
class Coffre:
    """A private key, its certificate and those between it and the root, in DER."""

    cle: RSAPrivateKey | EllipticCurvePrivateKey = field(repr=False)
    certificat: bytes = field(repr=False)
    chaine: tuple[bytes, ...] = field(repr=False)


def ouvrir(chemin: Path, mot_de_passe: str) -> Coffre:
    """The key of the file, checked once (a tenth of a second for RSA). Raises SignatureRefusee."""
    try:
        contenu = chemin.read_bytes()
    except OSError as erreur:
        raise SignatureRefusee(Motif.CERTIFICAT_INTROUVABLE, chemin=str(chemin)) from erreur
    try:
        lu = load_pkcs12(contenu, mot_de_passe.encode() or None)
    except ValueError as erreur:
        raise SignatureRefusee(Motif.CERTIFICAT_ILLISIBLE, chemin=str(chemin)) from erreur
    if lu.cert is None:
        raise SignatureRefusee(Motif.CERTIFICAT_ILLISIBLE, chemin=str(chemin))
    chaine = tuple(c.certificate.public_bytes(Encoding.DER) for c in lu.additional_certs)
    return Coffre(_cle_admise(lu.key), lu.cert.certificate.public_bytes(Encoding.DER), chaine)


def _cle_admise(cle: object) -> RSAPrivateKey | EllipticCurvePrivateKey:
    if isinstance(cle, RSAPrivateKey) and cle.key_size >= _RSA_MINIMUM:
        return cle
    if isinstance(cle, EllipticCurvePrivateKey) and cle.key_size >= _EC_MINIMUM:
        return cle
    raise SignatureRefusee(Motif.ALGORITHME)
