"""Finds Chromium for the browser tests; run by « make test », installs it where it may.

Standard library only: it runs before anything is known to work.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NOMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
EMPLACEMENTS = (
    "/usr/bin/chromium",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
PAQUETS = ("chromium", "fonts-liberation", "fonts-dejavu-core", "libatomic1")


def chromium() -> Path | None:
    """CHROMIUM when it is set, else the first browser found."""
    if demande := os.environ.get("CHROMIUM"):
        return Path(demande)
    trouves = [shutil.which(nom) for nom in NOMS] + [chemin for chemin in EMPLACEMENTS if Path(chemin).exists()]
    return next((Path(chemin) for chemin in trouves if chemin), None)


def manque() -> str | None:
    """What prevents the browser tests, in the words of the program that fails; None when all is well."""
    navigateur = chromium()
    if navigateur is None:
        return "aucun Chromium trouvé"
    for commande in ([str(navigateur), "--version"], [sys.executable, "-m", "playwright", "--version"]):
        try:
            essai = subprocess.run(commande, check=False, capture_output=True, text=True, timeout=60)
        except (OSError, subprocess.TimeoutExpired) as echec:
            return f"{' '.join(commande)} : {echec}"
        if essai.returncode != 0:
            return f"{' '.join(commande)} : {essai.stderr.strip()[-400:]}"
    return None


def installer() -> bool:
    """Through apt, when that is possible without asking anything."""
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    environnement = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    print("Installation de Chromium pour les essais de navigateur…", flush=True)
    subprocess.run(["apt-get", "update", "-q"], check=False, env=environnement)  # noqa: S607
    commande = ["apt-get", "install", "-y", "-q", "--no-install-recommends", *PAQUETS]
    return subprocess.run(commande, check=False, env=environnement).returncode == 0


def principal() -> None:
    raison = manque()
    if raison and installer():
        raison = manque()
    if raison:
        sys.exit(
            f"\nLes essais de navigateur ne peuvent pas fonctionner : {raison}.\n"
            f"Sur Debian ou Ubuntu : sudo apt install {' '.join(PAQUETS)}\n"
            "Ailleurs, indiquez un Chromium : CHROMIUM=/chemin/vers/chromium make test\n"
            "Tout le reste se vérifie avec : .venv/bin/python -m pytest --ignore=tests/navigateur\n"
        )


if __name__ == "__main__":
    principal()
