"""Hashing secrets: Argon2id over a peppered HMAC, so that a stolen database alone opens nothing (securite.md, M1)."""

import hashlib
import hmac
import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from portail.config import Reglages

# Argon2 costs memory on purpose: a bounded number at a time keeps a flood of sign-ins from taking the machine.
_PLACES = threading.BoundedSemaphore(2)
ATTENTE_PLACE_S = 3


class TropDeMonde(Exception):
    """Too many sign-ins at once: nothing was checked, try again in a few seconds."""


class Empreintes:
    """Keyed hashes with the peppers of one portal."""

    def __init__(self, reglages: Reglages) -> None:
        temps, memoire, voies = reglages.argon2
        self._hacheur = PasswordHasher(time_cost=temps, memory_cost=memoire, parallelism=voies)
        self._poivres = {numero: valeur.encode() for numero, valeur in reglages.poivres.items()}
        self.poivre = max(self._poivres)
        self._leurre = self.hacher("leurre", "personne")

    def cle(self, usage: str, texte: str, poivre: int | None = None) -> str:
        """The keyed hash of `texte` for look-ups: 64 hexadecimal digits."""
        secret = self._poivres[self.poivre if poivre is None else poivre]
        return hmac.new(secret, f"portail.{usage}.v1\0{texte}".encode(), hashlib.sha256).hexdigest()

    def cles(self, usage: str, texte: str) -> tuple[str, ...]:
        """The look-up hash under each pepper still known, the present one first."""
        return tuple(self.cle(usage, texte, p) for p in sorted(self._poivres, reverse=True))

    def hacher(self, usage: str, texte: str) -> str:
        """The slow hash of a secret, under the present pepper (`self.poivre`)."""
        return self._hacheur.hash(self.cle(usage, texte))

    def correspond(self, usage: str, texte: str, empreinte: str | None, poivre: int | None) -> bool:
        """True if `texte` is the secret. With no `empreinte` (unknown person) the same time is spent for nothing.

        Raises TropDeMonde.
        """
        if not _PLACES.acquire(timeout=ATTENTE_PLACE_S):
            raise TropDeMonde
        try:
            connue = empreinte is not None and (poivre or self.poivre) in self._poivres
            cle = self.cle(usage, texte, poivre if connue else None)
            valide = self._verifier(empreinte if connue and empreinte else self._leurre, cle)
            return valide and connue
        finally:
            _PLACES.release()

    def _verifier(self, empreinte: str, cle: str) -> bool:
        try:
            return self._hacheur.verify(empreinte, cle)
        except (VerificationError, InvalidHashError):
            return False
