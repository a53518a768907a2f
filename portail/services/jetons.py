"""Signed tokens (itsdangerous): one salt for each purpose, one spelling for each token (securite.md, M7)."""

import base64
import hashlib
import re
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer

from portail.config import Reglages

# a first dot marks a long content, which the library compresses; the signature covers it
_FORME = re.compile(r"\.?[A-Za-z0-9_-]{1,1200}\.[A-Za-z0-9_-]{1,12}\.[A-Za-z0-9_-]{86}")


class JetonInvalide(Exception):
    """Forged, altered, expired, meant for something else: one answer for all."""


class Jetons:
    """Signs and reads the tokens of one portal. The newest key signs, the older ones still read."""

    def __init__(self, reglages: Reglages) -> None:
        self._cles = list(reglages.cles)

    def signer(self, usage: str, contenu: dict[str, Any]) -> str:
        jeton = self._serialiseur(usage).dumps(contenu)
        return jeton.decode() if isinstance(jeton, bytes) else jeton

    def lire(self, usage: str, jeton: str, *, duree_s: int) -> dict[str, Any]:
        """The content signed for this very `usage` less than `duree_s` seconds ago; raises JetonInvalide."""
        if not _FORME.fullmatch(jeton) or not all(map(_est_canonique, jeton.removeprefix(".").split("."))):
            raise JetonInvalide
        try:
            contenu = self._serialiseur(usage).loads(jeton, max_age=duree_s)
        except BadData:
            raise JetonInvalide from None
        if not isinstance(contenu, dict):
            raise JetonInvalide
        return contenu

    def _serialiseur(self, usage: str) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(
            self._cles,
            salt=f"portail.{usage}.v1",
            signer_kwargs={"key_derivation": "hmac", "digest_method": hashlib.sha512},
        )


def _est_canonique(partie: str) -> bool:
    """Base64 has several spellings for the same bytes; only the one we write is read."""
    try:
        octets = base64.urlsafe_b64decode(partie + "=" * (-len(partie) % 4))
    except ValueError:
        return False
    return base64.urlsafe_b64encode(octets).rstrip(b"=").decode() == partie
