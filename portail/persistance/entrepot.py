"""The store of files: written once under the SHA-256 of their content, checked whenever they are read."""

import hashlib
import os
import re
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from portail.config import ConfigurationInvalide

TEMOIN = "Portail : fichier qui montre que l’entrepôt s’écrit et se relit.\n".encode()
_EMPREINTE = re.compile(r"[0-9a-f]{64}")
_DOSSIERS = ("file", "local")


class FichierAltere(Exception):
    """The stored bytes are missing or no longer those that were written."""


class EntrepotIndisponible(Exception):
    """The store does not answer, is full or refuses: nothing was written, trying again later may work."""


class Entrepot(ABC):
    """Files addressed by content. An interrupted write leaves nothing visible; nothing is overwritten or erased."""

    lieu: str  # where it is, for the operator

    @abstractmethod
    def ecrire(self, contenu: bytes) -> str:
        """Store `contenu` durably and give its hash (64 hexadecimal digits). Twice the same content is one file.

        Raises EntrepotIndisponible; FichierAltere if other bytes are found under this hash.
        """

    @abstractmethod
    def noms(self) -> Iterator[str]:
        """The name of everything kept: hashes, and whatever else lies there. Raises EntrepotIndisponible."""

    @abstractmethod
    def _octets(self, empreinte: str) -> bytes:
        """Raises FileNotFoundError, EntrepotIndisponible."""

    def lire(self, empreinte: str) -> bytes:
        """The bytes stored under `empreinte`; raises FichierAltere, EntrepotIndisponible."""
        try:
            contenu = self._octets(empreinte)
        except FileNotFoundError:
            raise FichierAltere(f"fichier absent : {empreinte}") from None
        if hacher(contenu) != empreinte:
            raise FichierAltere(f"fichier modifié : {empreinte}")
        return contenu

    def eprouver(self) -> None:
        """Write and read back one known file, the same each time. Raises EntrepotIndisponible, FichierAltere."""
        self.lire(self.ecrire(TEMOIN))


class EntrepotLocal(Entrepot):
    """A folder on this machine: synced to the disk, then renamed, so that a file is there whole or not at all."""

    def __init__(self, racine: Path) -> None:
        self.racine = racine
        self.lieu = str(racine)

    def ecrire(self, contenu: bytes) -> str:
        empreinte = hacher(contenu)
        chemin = self._chemin(empreinte)
        try:
            if chemin.exists():
                self.lire(empreinte)
            else:
                self._poser(chemin, contenu)
        except OSError as echec:
            raise EntrepotIndisponible(str(echec)) from echec
        return empreinte

    def noms(self) -> Iterator[str]:
        try:
            yield from (f.name for f in self.racine.rglob("*") if f.is_file())
        except OSError as echec:
            raise EntrepotIndisponible(str(echec)) from echec

    def _octets(self, empreinte: str) -> bytes:
        try:
            return self._chemin(empreinte).read_bytes()
        except FileNotFoundError:
            raise
        except OSError as echec:
            raise EntrepotIndisponible(str(echec)) from echec

    def _chemin(self, empreinte: str) -> Path:
        return self.racine / empreinte[:2] / empreinte

    def _poser(self, chemin: Path, contenu: bytes) -> None:
        if not chemin.parent.exists():
            chemin.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            _rendre_durable(self.racine)
            _rendre_durable(self.racine.parent)
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
        _rendre_durable(chemin.parent)  # the rename itself survives a power cut


def hacher(contenu: bytes) -> str:
    """The name of a content: its SHA-256 in 64 hexadecimal digits."""
    return hashlib.sha256(contenu).hexdigest()


def est_empreinte(nom: str) -> bool:
    return _EMPREINTE.fullmatch(nom) is not None


def ouvrir(lieu: str | Path) -> Entrepot:
    """The store at a folder, or at an fsspec address (s3://bucket/prefix). Connects to nothing yet.

    Raises ConfigurationInvalide.
    """
    if isinstance(lieu, Path):
        return EntrepotLocal(lieu)
    protocole, separateur, reste = lieu.partition("://")
    if not separateur and lieu.startswith("/"):
        return EntrepotLocal(Path(lieu))
    if not separateur or "::" in lieu:
        raise ConfigurationInvalide([_FORME])
    if protocole in _DOSSIERS:
        if not reste.startswith("/"):
            raise ConfigurationInvalide([_FORME])
        return EntrepotLocal(Path(unquote(reste)))
    if _porte_un_secret(reste):
        raise ConfigurationInvalide([_SECRET])
    from portail.persistance.entrepot_distant import EntrepotDistant  # half a second that a folder does not pay

    return EntrepotDistant(lieu)


def _porte_un_secret(reste: str) -> bool:
    avant, arobase, _ = reste.partition("/")[0].rpartition("@")
    return bool(arobase) and ":" in avant


def _rendre_durable(dossier: Path) -> None:
    poignee = os.open(dossier, os.O_RDONLY)
    try:
        os.fsync(poignee)
    finally:
        os.close(poignee)


_FORME = (
    "PORTAIL_ENTREPOT : donnez un dossier absolu (/srv/portail/fichiers) ou une adresse fsspec (s3://seau/portail)."
)
_SECRET = (
    "PORTAIL_ENTREPOT ne porte pas de mot de passe : les droits se donnent par l’environnement "  # noqa: S105
    "(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY…)."
)
