"""How many calculations a second: each operation in bulk, in this process and through `portail calculer lot`.

Run from the top folder: python -m benchmarks.calculs [--lignes 20000]
"""

import argparse
import json
import subprocess
import sys
import time
from datetime import date, timedelta
from typing import Any

from portail.domaine.lot import ecrire_ligne, repondre

JOUR_0 = date(2024, 3, 1)


def demande(operation: str, n: int) -> dict[str, Any]:
    """The n-th request, each one different."""
    jour, euros = JOUR_0 + timedelta(days=n % 700), f"{200 + n % 4_800},{n % 100:02d}"
    arguments: dict[str, dict[str, Any]] = {
        "delai": {"date": jour.isoformat(), "zone": ("general", "57", "974")[n % 3]},
        "echeancier": {"total": euros, "nombre": 1 + n % 24, "premiere": jour.isoformat()},
        "frais": {"montant": euros, "date": jour.isoformat(), "territoire": ("metropole", "reunion")[n % 2]},
        "injonction": {"montant": euros, "date": jour.isoformat()},
        "interets": {
            "principal": euros,
            "depuis": "2023-05-01",
            "jusqu_au": jour.isoformat(),
            "creancier": "particulier",
        },
        "ressort": {"code": ("33063", "2A004", "97411", "95527")[n % 4]},
        "montant": {"texte": euros},
        "prescription": {"exigible": jour.isoformat(), "au": "2026-11-22"},
        "feries": {"annee": 1990 + n % 150},
        "verifier_creance": {
            "date": "2026-02-01",
            "cause": "contractuelle",
            "debiteur_professionnel": n % 2 == 0,
            "code_lieu_debiteur": "33063",
            "elements": [{"montant": euros, "exigible_le": jour.isoformat()}],
        },
    }
    return {"operation": operation, "arguments": arguments[operation]}


OPERATIONS = (
    *("delai", "echeancier", "frais", "injonction", "interets", "ressort", "montant", "prescription", "feries"),
    "verifier_creance",
)


def lignes_par_seconde(lignes: list[bytes]) -> float:
    for ligne in lignes[:50]:  # tables loaded, holidays of the first years cached
        repondre(ligne)
    debut = time.perf_counter()
    for ligne in lignes:
        ecrire_ligne(repondre(ligne)).encode()
    return len(lignes) / (time.perf_counter() - debut)


def par_la_commande(lignes: list[bytes]) -> float:
    """The whole process, its start included."""
    debut = time.perf_counter()
    commande = [sys.executable, "-m", "portail.cli.calculer", "lot"]
    sortie = subprocess.run(commande, input=b"\n".join(lignes), capture_output=True, check=True).stdout
    duree = time.perf_counter() - debut
    assert sortie.count(b"\n") == len(lignes)
    return len(lignes) / duree


def principal() -> None:
    lecture = argparse.ArgumentParser(description=__doc__)
    lecture.add_argument("--lignes", type=int, default=20_000)
    nombre = lecture.parse_args().lignes
    toutes: list[bytes] = []
    print(f"{'opération':18} {'lignes/s':>10}")
    for operation in OPERATIONS:
        lignes = [json.dumps(demande(operation, n)).encode() for n in range(nombre)]
        toutes += lignes[: nombre // len(OPERATIONS)]
        print(f"{operation:18} {lignes_par_seconde(lignes):10,.0f}")
    print(f"{'calculer lot':18} {par_la_commande(toutes):10,.0f}   (toutes mêlées, processus compris)")


if __name__ == "__main__":
    principal()
