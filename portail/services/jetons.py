"""Signed tokens (itsdangerous): one salt for each purpose, one spelling for each token (securite.md, M7)."""

import base64
import hashlib
import re
from datetime import datetime
from typing import Any

from itsdangerous import BadData, SignatureExpired, TimestampSigner, URLSafeTimedSerializer

from portail.config import Reglages

# a first dot marks a long content, which the library compresses; the signature covers it
_FORME = re.compile(r"\.?[A-Za-z0-9_-]{1,1200}\.[A-Za-z0-9_-]{1,12}\.[A-Za-z0-9_-]{86}")


class JetonInvalide(Exception):
    """Forged, altered, expired, meant for something else: one answer for all."""


class JetonExpire(JetonInvalide):
    """Signed here for this very purpose, and too old; `contenu` is what it said."""

    def __init__(self, contenu: dict[str, Any]) -> None:
        super().__init__()
        self.contenu = contenu


class _Signeur(TimestampSigner):
    """Dates and judges by the instant it is given, by the machine's clock otherwise."""

    def __init__(self, *args: Any, le: datetime | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self._le = le

    def get_timestamp(self) -> int:
        return super().get_timestamp() if self._le is None else int(self._le.timestamp())


class Jetons:
    """Signs and reads the tokens of one portal. The newest key signs, the older ones still read."""

    def __init__(self, reglages: Reglages) -> None:
        self._cles = list(reglages.cles)

    def signer(self, usage: str, contenu: dict[str, Any], *, le: datetime | None = None) -> str:
        """A token dated of `le`, to the second (UTC aware; the machine's clock by default)."""
        jeton = self._serialiseur(usage, le).dumps(contenu)
        return jeton.decode() if isinstance(jeton, bytes) else jeton

    def lire(self, usage: str, jeton: str, *, duree_s: int, le: datetime | None = None) -> dict[str, Any]:
        """The content signed for this very `usage` at most `duree_s` seconds before `le`; raises JetonInvalide.

        A token that is only too old raises JetonExpire, its subclass.
        """
        if not _FORME.fullmatch(jeton) or not all(map(_est_canonique, jeton.removeprefix(".").split("."))):
            raise JetonInvalide
        serialiseur = self._serialiseur(usage, le)
        try:
            contenu = serialiseur.loads(jeton, max_age=duree_s)
        except SignatureExpired as trop_vieux:
            raise JetonExpire(_objet(serialiseur.load_payload(trop_vieux.payload or b""))) from None
        except BadData:
            raise JetonInvalide from None
        return _objet(contenu)

    def _serialiseur(self, usage: str, le: datetime | None) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(
            self._cles,
            salt=f"portail.{usage}.v1",
            signer=_Signeur,
            signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha512, "le": le},
        )


def _objet(contenu: Any) -> dict[str, Any]:
    if not isinstance(contenu, dict):
        raise JetonInvalide
    return contenu


def _est_canonique(partie: str) -> bool:
    """Base64 has several spellings for the same bytes; only the one we write is read."""
    try:
        octets = base64.urlsafe_b64decode(partie + "=" * (-len(partie) % 4))
    except ValueError:
        return False
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode() == partie
