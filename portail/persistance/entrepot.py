"""The store of files: written once under the SHA-256 of their content, checked whenever they are read."""

import hashlib
import os
import tempfile
from pathlib import Path


class FichierAltere(Exception):
    """The stored bytes are missing or no longer those that were written."""


class Entrepot:
    """A folder of files addressed by content. An interrupted write leaves nothing visible."""

    def __init__(self, racine: Path) -> None:
        self.racine = racine

    def ecrire(self, contenu: bytes) -> str:
        """Store `contenu` durably and give its hash (64 hexadecimal digits). Twice the same content is one file."""
        empreinte = hashlib.sha256(contenu).hexdigest()
        chemin = self._chemin(empreinte)
        if chemin.exists():
            return empreinte
        chemin.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        poignee, provisoire = tempfile.mkstemp(dir=chemin.parent, prefix=".ecriture-")
        try:
            with os.fdopen(poignee, "wb") as fichier:
                fichier.write(contenu)
                fichier.flush()
                os.fsync(fichier.fileno())
            os.replace(provisoire, chemin)
        except BaseException:
            Path(provisoire).unlink(missing_ok=True)
            raise
        self._rendre_durable(chemin.parent)
        return empreinte

    def lire(self, empreinte: str) -> bytes:
        """The bytes stored under `empreinte`; raises FichierAltere."""
        try:
            contenu = self._chemin(empreinte).read_bytes()
        except FileNotFoundError:
            raise FichierAltere(f"fichier absent : {empreinte}") from None
        if hashlib.sha256(contenu).hexdigest() != empreinte:
            raise FichierAltere(f"fichier modifié : {empreinte}")
        return contenu

    def _chemin(self, empreinte: str) -> Path:
        return self.racine / empreinte[:2] / empreinte

    @staticmethod
    def _rendre_durable(dossier: Path) -> None:
        poignee = os.open(dossier, os.O_RDONLY)
        try:
            os.fsync(poignee)  # the rename itself survives a power cut
        finally:
            os.close(poignee)
