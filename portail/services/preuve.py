"""The long-lived keys of the evidence: what they sealed must still verify when the printed page is ten years old.

They are apart from the keys of sessions and forms, which come and go. The newest signs, all of them verify.
"""

import hashlib
import hmac
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from portail.config import Reglages


class Sceau(NamedTuple):
    """An Ed25519 signature and the short name of the key that made it."""

    cle: str
    signature: bytes


class ClesPreuve:
    """Signs and seals for one portal."""

    def __init__(self, reglages: Reglages) -> None:
        graines = reglages.preuve or reglages.cles  # production requires the first: see config
        self._privees = [Ed25519PrivateKey.from_private_bytes(_deriver(g, "signature")) for g in graines]
        self._secrets = [_deriver(g, "sceau") for g in graines]
        self._connues = {nom_de_cle(p.public_key()): p.public_key() for p in self._privees}

    def signer(self, message: bytes) -> Sceau:
        cle = self._privees[-1]
        return Sceau(nom_de_cle(cle.public_key()), cle.sign(message))

    def verifier(self, message: bytes, sceau: Sceau) -> bool:
        """True if one of our keys, past or present, signed these bytes."""
        cle = self._connues.get(sceau.cle)
        return cle is not None and signature_juste(cle, message, sceau.signature)

    def publiques(self) -> dict[str, bytes]:
        """The 32 bytes of each public key by its name, oldest first: to be published."""
        return {nom: cle.public_bytes_raw() for nom, cle in self._connues.items()}

    def sceller(self, usage: str, texte: str) -> str:
        """A seal that only this portal can make: 64 hexadecimal digits, different for each `usage`."""
        return _mac(self._secrets[-1], usage, texte)

    def sceaux(self, usage: str, texte: str) -> tuple[str, ...]:
        """The seal under each of our keys, oldest first."""
        return tuple(_mac(s, usage, texte) for s in self._secrets)

    def est_scelle(self, usage: str, texte: str, sceau: str) -> bool:
        """True for a seal made under any of our keys."""
        return any(hmac.compare_digest(s, sceau) for s in self.sceaux(usage, texte))


def signature_juste(cle: Ed25519PublicKey, message: bytes, signature: bytes) -> bool:
    try:
        cle.verify(signature, message)
    except InvalidSignature:
        return False
    return True


def nom_de_cle(cle: Ed25519PublicKey) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of the public key."""
    return hashlib.sha256(cle.public_bytes_raw()).hexdigest()[:16]


def _deriver(graine: str, usage: str) -> bytes:
    info = f"portail.preuve.{usage}.v1".encode()
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=info).derive(graine.encode())


def _mac(secret: bytes, usage: str, texte: str) -> str:
    return hmac.new(secret, f"portail.{usage}.v1\0{texte}".encode(), hashlib.sha256).hexdigest()
