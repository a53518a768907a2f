"""What a signature costs: by kind of key, signing alone then with its verification, beside the printing of the titre.

Run from the top folder: python -m benchmarks.signature [--duree 3]
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from statistics import median

from cryptography.hazmat.primitives.asymmetric import ec, rsa

from portail.services.documents.titre import imprimer_titre
from portail.services.signature.ajout import controler_ajout
from portail.services.signature.apposition import apposer
from portail.services.signature.modele import Demande
from portail.services.signature.signataires import CertificatEtude
from portail.services.signature.verification import verifier
from tests.services.documents.exemples import PARTIES, TIRAGE, TITRE
from tests.services.signature.autorites import MAINTENANT, MOT_DE_PASSE, Autorite, horodatage

CLES = {
    "P-256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "RSA 3072": lambda: rsa.generate_private_key(65537, 3072),
}


def titre(numero: int) -> bytes:
    tirage = replace(TIRAGE, reference=f"2026-{numero:06d}")
    return imprimer_titre(replace(TITRE, parties=replace(PARTIES, tirage=tirage)))


def mesurer(geste: Callable[[int], object], duree: float) -> float:
    """Median processor seconds of `geste`, done for `duree` seconds and five times at least."""
    geste(0)
    temps: list[float] = []
    fin = time.perf_counter() + duree
    while time.perf_counter() < fin or len(temps) < 5:
        debut = time.process_time()
        geste(len(temps) + 1)
        temps.append(time.process_time() - debut)
    return median(temps)


def import_a_froid() -> float:
    programme = (
        "import time; t = time.perf_counter(); import portail.services.signature.apposition, "
        "portail.services.signature.ajout; print(time.perf_counter() - t)"
    )
    sortie = subprocess.run([sys.executable, "-c", programme], check=True, capture_output=True, text=True)
    return float(sortie.stdout)


def ligne(nom: str, temps: float, impression: float) -> None:
    print(f"{nom:<40} {temps * 1000:>7.1f} {1 / temps:>14.0f} {temps / impression:>13.1f}")


def gestes(etude: CertificatEtude, pdf: bytes, adresse: str) -> dict[str, Callable[[int], object]]:
    demande = Demande(pdf, "Claire Aubin", "Titre exécutoire", MAINTENANT)
    signe = apposer(demande, etude.coffre, MAINTENANT)
    horodate = replace(etude, horodatage=adresse)
    return {
        f"signer (+ {len(signe) - len(pdf)} octets)": lambda _: apposer(demande, etude.coffre, MAINTENANT),
        "vérifier": lambda _: verifier(signe, etude.confiance, au=MAINTENANT),
        "comparer à l’original": lambda _: controler_ajout(pdf, signe),
        "signer, vérifier, comparer": lambda _: etude.achever(demande, MAINTENANT),
        "le tout, horodaté ici même": lambda _: horodate.achever(demande, MAINTENANT),
    }


def principal() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--duree", type=float, default=3.0, help="seconds per measure")
    duree = arguments.parse_args().duree
    autorite = Autorite.creer()
    print(f"chargement de pyHanko : {import_a_froid() * 1000:.0f} ms, une fois par processus")
    print(f"{'':<40} {'ms':>7} {'par s et cœur':>14} {'× impression':>13}")
    impression = mesurer(titre, duree)
    ligne("imprimer le titre", impression, impression)
    with tempfile.TemporaryDirectory() as dossier, horodatage(autorite) as adresse:
        for genre, fabriquer in CLES.items():
            fichier = autorite.certifier(cle=fabriquer()).ranger(Path(dossier) / "etude.p12")
            etude = CertificatEtude(fichier, MOT_DE_PASSE, autorite.confiance())
            for nom, geste in gestes(etude, titre(0), adresse).items():
                ligne(f"{genre} : {nom}", mesurer(geste, duree), impression)


if __name__ == "__main__":
    principal()
