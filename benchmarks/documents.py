"""How many documents a second: cold (new process, first of its kind) and warm (compiler kept), every one different.

Run from the top folder: python -m benchmarks.documents [--duree 3] [--lot 20]
"""

import argparse
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from statistics import median

from portail.services.documents.accord import imprimer_accord
from portail.services.documents.constats import imprimer_constat
from portail.services.documents.donnees_actes import AccordDonnees, NatureRecepisse, PartiesImprimees
from portail.services.documents.feuille import imprimer_feuille
from portail.services.documents.lettre import imprimer_lettre
from portail.services.documents.recepisse import imprimer_recepisse
from portail.services.documents.titre import imprimer_titre
from portail.services.signature.modele import Demande
from portail.services.signature.signataires import CertificatEtude
from portail.services.signature.specimen import certificat_specimen
from tests.services.documents.exemples import (
    ACCORD,
    CONSTAT_SILENCE,
    DEBITRICE,
    FEUILLE,
    LETTRE,
    PARTIES,
    TIRAGE,
    TITRE,
    recepisse,
)


def _parties(numero: int) -> PartiesImprimees:
    tirage = replace(TIRAGE, reference=f"2026-{numero:06d}")
    return replace(PARTIES, tirage=tirage, debiteur=replace(DEBITRICE, nom=f"Ferrand {numero}"))


def _lettre(n: int) -> bytes:
    p = _parties(n)
    return imprimer_lettre(replace(LETTRE, tirage=p.tirage, debiteur=p.debiteur))


def _feuille(n: int) -> bytes:
    p = _parties(n)
    return imprimer_feuille(replace(FEUILLE, tirage=p.tirage, debiteur=p.debiteur))


_dossier = tempfile.TemporaryDirectory(prefix="specimen-")


@cache
def _etude() -> CertificatEtude:
    return certificat_specimen(Path(_dossier.name), PARTIES.etude.commissaire, TIRAGE.imprime_le).signataire()


def _signe(pdf: bytes) -> bytes:
    """What a commissaire waits for: printed, signed, verified, compared with what was printed."""
    demande = Demande(pdf, PARTIES.etude.commissaire, "Mesure", TIRAGE.imprime_le)
    return _etude().achever(demande, TIRAGE.imprime_le).pdf


GENRES: dict[str, Callable[[int], bytes]] = {
    "lettre": _lettre,
    "feuille": _feuille,
    "constat": lambda n: imprimer_constat(replace(CONSTAT_SILENCE, parties=_parties(n))),
    "accord": lambda n: imprimer_accord(AccordDonnees(_parties(n), ACCORD)),
    "titre": lambda n: imprimer_titre(replace(TITRE, parties=_parties(n))),
    "constat signé": lambda n: _signe(imprimer_constat(replace(CONSTAT_SILENCE, parties=_parties(n)))),
    "titre signé": lambda n: _signe(imprimer_titre(replace(TITRE, parties=_parties(n)))),
    "recepisse": lambda n: imprimer_recepisse(replace(recepisse(NatureRecepisse.REFUS), parties=_parties(n))),
}


def a_froid(genre: str) -> float:
    """Seconds for a fresh process to print its first document, imports apart."""
    programme = (
        "import time; from benchmarks.documents import GENRES; t = time.perf_counter(); "
        f"GENRES[{genre!r}](0); print(time.perf_counter() - t)"
    )
    sortie = subprocess.run([sys.executable, "-c", programme], check=True, capture_output=True, text=True)
    return float(sortie.stdout)


def a_chaud(genre: str, duree: float) -> list[float]:
    """Processor seconds of each document printed during `duree` seconds."""
    temps: list[float] = []
    fin = time.perf_counter() + duree
    while time.perf_counter() < fin or len(temps) < 5:
        debut = time.process_time()
        GENRES[genre](len(temps))
        temps.append(time.process_time() - debut)
    return temps


def principal() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--duree", type=float, default=3.0, help="seconds per kind")
    arguments.add_argument("--lot", type=int, default=20, help="letters of the batch measured at the end (0: none)")
    choix = arguments.parse_args()
    duree = choix.duree
    print(f"{'document':<14} {'à froid (ms)':>13} {'à chaud (ms)':>13} {'par s et cœur':>14} {'ko':>5}")
    for genre, imprimer in GENRES.items():
        froid, chaud = a_froid(genre), median(a_chaud(genre, duree))
        ko = len(imprimer(0)) / 1000
        print(f"{genre:<14} {froid * 1000:>13.0f} {chaud * 1000:>13.1f} {1 / chaud:>14.0f} {ko:>5.0f}")
    print(f"mémoire maximale : {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} Mio", flush=True)
    if choix.lot:
        commande = [sys.executable, "-m", "benchmarks.lots", "--lettres", str(choix.lot)]
        subprocess.run(commande, check=True)


if __name__ == "__main__":
    principal()
