"""The store of files behind an fsspec address: an object store that several machines share.

An object store shows an object when its upload is complete, never before: below 100 MB s3fs sends one PutObject, and
our files are at most 10 MB. Elsewhere (SFTP, shared folders) the bytes go under another name, then take theirs.
"""

import errno
import logging
from collections.abc import Iterator
from secrets import token_hex
from typing import Any

from portail.config import ConfigurationInvalide
from portail.persistance.entrepot import Entrepot, EntrepotIndisponible, FichierAltere, hacher

journal = logging.getLogger(__name__)

# Their put is atomic, and their « rename » is a copy.
_OBJETS = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "adl", "oss", "oci", "memory"})
_S3 = ("s3", "s3a")
# A request must end before its reader gives up: 3 s to connect, 5 s of silence, one more try. s3fs nests its own
# retries in each other: it gets none.
_OPTIONS_S3: dict[str, Any] = {
    "use_listings_cache": False,
    "max_concurrency": 1,  # one GET for a whole file, without asking for its size first
    "config_kwargs": {"connect_timeout": 3, "read_timeout": 5, "retries": {"total_max_attempts": 2}},
}
_ESSAIS_S3 = 1


class EntrepotDistant(Entrepot):
    """Files at an fsspec address. Its credentials come from the environment, as its own library reads them."""

    def __init__(self, url: str) -> None:
        """Raises ConfigurationInvalide."""
        self.lieu = url
        protocole = url.partition("://")[0]
        self._d_un_coup = protocole in _OBJETS
        try:
            from fsspec.core import url_to_fs

            options = _OPTIONS_S3 if protocole in _S3 else {}
            self._fs, base = url_to_fs(url, skip_instance_cache=True, **options)
        except ImportError as absent:
            raise ConfigurationInvalide([_manque(protocole, absent)]) from None
        except Exception as refus:
            raise ConfigurationInvalide(
                [f"PORTAIL_ENTREPOT : « {url} » n’est pas une adresse lisible ({refus})."]
            ) from None
        self._base: str = base.rstrip("/")
        if protocole in _S3:
            if not self._base:
                raise ConfigurationInvalide(["PORTAIL_ENTREPOT : nommez le seau, par exemple s3://seau/portail."])
            self._fs.retries = _ESSAIS_S3

    def ecrire(self, contenu: bytes) -> str:
        empreinte = hacher(contenu)
        try:
            self._poser(self._chemin(empreinte), contenu)
        except FileExistsError:
            journal.debug("déjà dans l’entrepôt : %s", empreinte)
        except Exception as echec:  # whatever library is behind: nothing may be recorded as kept
            raise EntrepotIndisponible(_dire(echec)) from echec
        try:
            self.lire(empreinte)
        except FichierAltere:
            journal.exception("relecture après écriture")
            raise
        return empreinte

    def noms(self) -> Iterator[str]:
        try:
            trouves = self._fs.find(self._base)
        except Exception as echec:
            raise EntrepotIndisponible(_dire(echec)) from echec
        for chemin in trouves:
            yield chemin.rpartition("/")[2]

    def _octets(self, empreinte: str) -> bytes:
        try:
            contenu: bytes = self._fs.cat_file(self._chemin(empreinte))
        except FileNotFoundError as absent:
            if _seau_absent(absent):
                raise EntrepotIndisponible(_dire(absent)) from absent
            raise
        except Exception as echec:
            raise EntrepotIndisponible(_dire(echec)) from echec
        return contenu

    def _chemin(self, empreinte: str) -> str:
        return f"{self._base}/{empreinte[:2]}/{empreinte}"

    def _poser(self, chemin: str, contenu: bytes) -> None:
        """One conditional put (If-None-Match) where the server knows it. Raises FileExistsError, or anything."""
        if not self._d_un_coup:
            self._renommer(chemin, contenu)
            return
        try:
            self._fs.pipe_file(chemin, contenu, mode="create")
        except Exception as refus:
            if not _sans_condition(refus):
                raise
            if not self._fs.exists(chemin):  # two writers at once would write the same bytes
                self._fs.pipe_file(chemin, contenu)

    def _renommer(self, chemin: str, contenu: bytes) -> None:
        if self._fs.exists(chemin):
            raise FileExistsError
        dossier = chemin.rpartition("/")[0]
        provisoire = f"{dossier}/.ecriture-{token_hex(8)}"
        self._fs.makedirs(dossier, exist_ok=True)
        try:
            self._fs.pipe_file(provisoire, contenu)
            self._fs.mv(provisoire, chemin)
        except BaseException:
            if self._fs.exists(provisoire):
                self._fs.rm_file(provisoire)
            raise


def _manque(protocole: str, absent: ImportError) -> str:
    if protocole in _S3:
        return "PORTAIL_ENTREPOT : une adresse s3:// demande un paquet de plus, « pip install 'portail[s3]' »."
    return f"PORTAIL_ENTREPOT : une adresse {protocole}:// demande un paquet qui n’est pas installé ({absent})."


def _sans_condition(refus: Exception) -> bool:
    """True if this library or this server knows no conditional put."""
    return isinstance(refus, NotImplementedError | TypeError) or getattr(refus, "errno", None) == errno.ENOSYS


def _seau_absent(absent: FileNotFoundError) -> bool:
    reponse: dict[str, Any] = getattr(absent.__cause__, "response", None) or {}
    return bool(reponse.get("Error", {}).get("Code") == "NoSuchBucket")


def _dire(echec: BaseException) -> str:
    return f"{type(echec).__name__} : {echec}"
