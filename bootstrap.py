"""Creates .venv, installs the hash-locked requirements, then the project itself.

Usage: python3 bootstrap.py [dev]. Standard library only; running it again changes nothing when nothing changed.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

RACINE = Path(__file__).resolve().parent
VENV = RACINE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
VERSION_MINIMALE = (3, 11)


def abandonner(message: str) -> None:
    """Ends with a message a newcomer can act upon."""
    sys.exit(f"\n{message}\n")


def lancer(*commande: object) -> bool:
    """Runs a command with its output visible; tells whether it succeeded."""
    return subprocess.run([str(mot) for mot in commande], check=False).returncode == 0


def verrou(mode: str) -> Path:
    return RACINE / ("requirements-dev.txt" if mode == "dev" else "requirements.txt")


def empreinte(mode: str) -> str:
    """Changes with the lock, the project's metadata, the Python version or the place of the checkout."""
    contenu = verrou(mode).read_bytes() + (RACINE / "pyproject.toml").read_bytes() + socle().encode()
    return hashlib.sha256(contenu).hexdigest()


def socle() -> str:
    """What the virtual environment itself depends on: scripts in it hold absolute paths."""
    return f"{sys.version.split()[0]} {RACINE}"


def temoin(mode: str) -> Path:
    return VENV / f".installe-{mode}"


def a_jour(mode: str) -> bool:
    """The test installation contains the plain one."""
    modes = ["dev"] if mode == "dev" else ["simple", "dev"]
    return PYTHON.exists() and any(temoin(m).exists() and temoin(m).read_text() == empreinte(m) for m in modes)


def creer_venv() -> None:
    """Creates .venv, or starts afresh when Python or the folder changed."""
    marque = VENV / ".socle"
    if PYTHON.exists() and marque.exists() and marque.read_text() == socle():
        return
    shutil.rmtree(VENV, ignore_errors=True)
    essai = subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=False, capture_output=True, text=True)
    if essai.returncode != 0 and not creer_venv_autrement():
        paquet = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        abandonner(
            "Le module « venv » de Python manque. Sur Debian ou Ubuntu :\n"
            f"    sudo apt install {paquet}\n"
            f"puis relancez la même commande.\n{essai.stdout[-400:]}{essai.stderr[-400:]}"
        )
    marque.write_text(socle())


def creer_venv_autrement() -> bool:
    """Debian's Python comes without ensurepip: uv does without it, root may install it."""
    shutil.rmtree(VENV, ignore_errors=True)
    if shutil.which("uv"):
        return lancer("uv", "venv", "--quiet", "--seed", "--python", sys.executable, VENV)
    if os.name != "posix" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    os.environ.setdefault("DEBIAN_FRONTEND", "noninteractive")
    paquets = [f"python{sys.version_info.major}.{sys.version_info.minor}-venv", "ca-certificates"]
    lancer("apt-get", "update", "-q")
    installe = lancer("apt-get", "install", "-y", "-q", "--no-install-recommends", *paquets)
    return installe and lancer(sys.executable, "-m", "venv", VENV)


def installer(mode: str) -> None:
    """Every file is checked against the lock; nothing is compiled, nothing outside the lock is fetched."""
    pip = (str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    uv = ("uv", "pip", "install", "--quiet", "--python", str(PYTHON))
    requis = uv if shutil.which("uv") else pip
    if not lancer(*requis, "--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", verrou(mode)):
        abandonner("L’installation a échoué : vérifiez l’accès à l’index des paquets Python, puis relancez.")
    if not lancer(*pip, "--no-deps", "--no-build-isolation", "--no-index", "--editable", RACINE):
        abandonner("L’installation du projet lui-même a échoué : le message ci-dessus dit pourquoi.")
    temoin(mode).write_text(empreinte(mode))


def principal() -> None:
    mode = "dev" if "dev" in sys.argv[1:] else "simple"
    if sys.version_info < VERSION_MINIMALE:
        version = sys.version.split()[0]
        abandonner(f"Python 3.11 ou plus récent est nécessaire (ici {version}). Essayez : make demo PY=python3.12")
    if a_jour(mode):
        return
    debut = time.monotonic()
    print("Préparation de l’environnement Python (.venv)…", flush=True)
    creer_venv()
    installer(mode)
    print(f"Environnement prêt en {time.monotonic() - debut:.0f} s.", flush=True)


if __name__ == "__main__":
    principal()
