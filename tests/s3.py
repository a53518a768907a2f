"""A server that speaks S3 on the loopback, and a road to it that can be cut in the middle of a request."""

import itertools
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import botocore.session
from moto.server import ThreadedMotoServer

HOTE = "127.0.0.1"
ENVIRONNEMENT = {
    "AWS_ACCESS_KEY_ID": "essai",
    "AWS_SECRET_ACCESS_KEY": "essai",
    "AWS_DEFAULT_REGION": "us-east-1",
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": "absent",
    "AWS_SHARED_CREDENTIALS_FILE": "absent",
    "NO_PROXY": HOTE,
}


@dataclass
class ServeurS3:
    """`adresse` is what an operator gives as AWS_ENDPOINT_URL."""

    port: int
    _numeros: Iterator[int]

    @property
    def adresse(self) -> str:
        return f"http://{HOTE}:{self.port}"

    def client(self):  # type: ignore[no-untyped-def]
        """Another S3 client than the portal's, to look behind its back."""
        return botocore.session.Session().create_client(
            "s3",
            endpoint_url=self.adresse,
            region_name="us-east-1",
            aws_access_key_id="essai",
            aws_secret_access_key="essai",
        )

    def seau(self) -> str:
        """A new, empty bucket."""
        nom = f"seau-{next(self._numeros)}"
        self.client().create_bucket(Bucket=nom)
        return nom

    def cles(self, seau: str) -> list[str]:
        """Everything visible in a bucket."""
        return [o["Key"] for o in self.client().list_objects_v2(Bucket=seau).get("Contents", [])]


@contextmanager
def serveur_s3() -> Iterator[ServeurS3]:
    """Listens on a free port of the loopback until the end of the block."""
    serveur = ThreadedMotoServer(HOTE, 0, verbose=False)
    serveur.start()
    try:
        yield ServeurS3(serveur.get_host_and_port()[1], itertools.count(1))
    finally:
        serveur.stop()


@contextmanager
def route_coupee(port: int, apres: int) -> Iterator[str]:
    """The address of a road to `port` that breaks each connection once `apres` bytes went in."""
    with socket.create_server((HOTE, 0)) as entree:
        fil = threading.Thread(target=_accepter, args=(entree, port, apres), daemon=True)
        fil.start()
        yield f"http://{HOTE}:{entree.getsockname()[1]}"
        with suppress(OSError):
            entree.shutdown(socket.SHUT_RDWR)
        fil.join()


def _accepter(entree: socket.socket, port: int, apres: int) -> None:
    with suppress(OSError):
        while True:
            ici, _ = entree.accept()
            threading.Thread(target=_passer, args=(ici, port, apres), daemon=True).start()


def _passer(ici: socket.socket, port: int, apres: int) -> None:
    reste = apres
    with suppress(OSError), ici, socket.create_connection((HOTE, port)) as la_bas:
        threading.Thread(target=_revenir, args=(la_bas, ici), daemon=True).start()
        while reste > 0 and (octets := ici.recv(min(65_536, reste))):
            la_bas.sendall(octets)
            reste -= len(octets)
        for bout in (ici, la_bas):
            bout.shutdown(socket.SHUT_RDWR)


def _revenir(la_bas: socket.socket, ici: socket.socket) -> None:
    with suppress(OSError):
        while octets := la_bas.recv(65_536):
            ici.sendall(octets)
