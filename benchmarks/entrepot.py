"""Writing and reading the store: a folder, the memory, a local S3 server; what each costs against the folder.

The S3 server is moto, in Python on this machine: its figure is that of our own side and of a slow server, not of a
network. Run from the top folder: python -m benchmarks.entrepot [--duree 3] [--ko 100]
"""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from portail.persistance.entrepot import Entrepot, ouvrir
from tests.courriel import port_libre
from tests.s3 import ENVIRONNEMENT, HOTE, ServeurS3


@contextmanager
def serveur_a_part() -> Iterator[str]:
    """A bucket on a server in a process of its own: it must not take the time of ours."""
    port = port_libre()
    programme = (
        f"from moto.server import ThreadedMotoServer as S; import logging, time; logging.disable(); "
        f"S({HOTE!r}, {port}, verbose=False).start(); print('prêt', flush=True); time.sleep(3600)"
    )
    processus = subprocess.Popen([sys.executable, "-c", programme], stdout=subprocess.PIPE)
    try:
        assert processus.stdout and processus.stdout.readline()
        serveur = ServeurS3(port, iter([1]))
        os.environ.update(ENVIRONNEMENT, AWS_ENDPOINT_URL=serveur.adresse)
        yield serveur.seau()
    finally:
        processus.terminate()
        processus.wait()


def mesurer(faire: Callable[[int], object], duree: float) -> float:
    """Median seconds of one call, over `duree` seconds and five calls at least."""
    temps: list[float] = []
    fin = time.perf_counter() + duree
    while time.perf_counter() < fin or len(temps) < 5:
        debut = time.perf_counter()
        faire(len(temps))
        temps.append(time.perf_counter() - debut)
    return median(temps)


def comparer(entrepots: dict[str, Entrepot], ko: int, duree: float) -> None:
    """Prints one line a store: per second, and its cost as a ratio to the folder's."""
    print(f"{'entrepôt':<10} {'écritures/s':>12} {'lectures/s':>11} {'écrire, × dossier':>18} {'lire, × dossier':>16}")
    base: tuple[float, float] | None = None
    for nom, entrepot in entrepots.items():
        noms: list[str] = []
        ecrire = mesurer(lambda _: noms.append(entrepot.ecrire(os.urandom(ko * 1000))), duree)  # noqa: B023
        lire = mesurer(lambda n: entrepot.lire(noms[n % len(noms)]), duree)  # noqa: B023
        base = base or (ecrire, lire)
        print(f"{nom:<10} {1 / ecrire:>12.0f} {1 / lire:>11.0f} {ecrire / base[0]:>18.1f} {lire / base[1]:>16.1f}")


def principal() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--duree", type=float, default=3.0, help="seconds per measure")
    arguments.add_argument("--ko", type=int, default=100, help="size of a file in thousands of bytes")
    choix = arguments.parse_args()
    with TemporaryDirectory(dir=".") as dossier, serveur_a_part() as seau:  # here: a temporary folder may be in memory
        entrepots = {
            "dossier": ouvrir(Path(dossier)),
            "mémoire": ouvrir("memory://benchmarks"),
            "S3 local": ouvrir(f"s3://{seau}/portail"),
        }
        comparer(entrepots, choix.ko, choix.duree)


if __name__ == "__main__":
    principal()
