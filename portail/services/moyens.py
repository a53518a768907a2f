"""What the use cases work with besides the database: settings, hashing, tokens, evidence, files, signatories."""

import base64
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from portail.config import Reglages
from portail.persistance.entrepot import Entrepot, ouvrir
from portail.services.empreintes import Empreintes
from portail.services.jetons import Jetons
from portail.services.preuve import ClesPreuve
from portail.services.signataires import Signataires


class Illisible(Exception):
    """What was encrypted cannot be read with the keys of this portal."""


@dataclass(frozen=True)
class Moyens:
    reglages: Reglages
    empreintes: Empreintes
    jetons: Jetons
    entrepot: Entrepot
    coffre: MultiFernet
    preuve: ClesPreuve
    signataires: Signataires

    @classmethod
    def depuis(cls, reglages: Reglages) -> "Moyens":
        """Raises ConfigurationInvalide when the store's address cannot be used."""
        return cls(
            reglages,
            Empreintes(reglages),
            Jetons(reglages),
            ouvrir(reglages.entrepot or reglages.donnees / "fichiers"),
            MultiFernet([Fernet(_cle_de_coffre(cle)) for cle in reversed(reglages.cles)]),
            ClesPreuve(reglages),
            Signataires(reglages),
        )

    def chiffrer(self, contenu: bytes) -> bytes:
        return self.coffre.encrypt(contenu)

    def dechiffrer(self, chiffre: bytes) -> bytes:
        """Raises Illisible."""
        try:
            return self.coffre.decrypt(chiffre)
        except InvalidToken:
            raise Illisible from None


def _cle_de_coffre(cle: str) -> bytes:
    derivee = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"portail.coffre.v1").derive(cle.encode())
    return base64.urlsafe_b64encode(derivee)
