"""The wheel holds everything the portal needs, and serves from anywhere."""

import json
import os
import re
import subprocess
import sys
import sysconfig
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.courriel import port_libre

RACINE = Path(__file__).parents[2]
PATIENCE_S = 240  # the first run prepares its data: half a minute on two free cores
IGNORES = {"__pycache__", ".DS_Store"}


@pytest.fixture(scope="module")
def roue(tmp_path_factory):
    dossier = tmp_path_factory.mktemp("roue")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "wheel", "--quiet"]
    lancer([*pip, "--no-deps", "--no-build-isolation", "--no-index", "-w", dossier, "."], cwd=RACINE)
    (fichier,) = dossier.glob("portail-*.whl")
    return fichier


@pytest.fixture(scope="module")
def installation(roue, tmp_path_factory):
    """A Python of its own holding the wheel, and the libraries of this one: the checkout is out of its sight."""
    dossier = tmp_path_factory.mktemp("ailleurs")
    venv = dossier / "venv"
    lancer([sys.executable, "-m", "venv", "--without-pip", venv], cwd=dossier)
    (paquets,) = venv.glob("lib/python*/site-packages")
    # A folder named in a .pth file does not have its own .pth files read: the editable install stays unseen.
    (paquets / "bibliotheques.pth").write_text(sysconfig.get_path("purelib") + "\n")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--python", venv / "bin" / "python"]
    lancer([*pip, "install", "--quiet", "--no-deps", "--no-index", roue], cwd=dossier)
    return venv


@pytest.fixture(scope="module")
def environnement(tmp_path_factory):
    """Only what an operator would set: nothing of this process passes."""
    donnees = tmp_path_factory.mktemp("donnees")
    port = port_libre()
    return {
        "PATH": os.defpath,
        "HOME": str(donnees),
        "LC_ALL": "C.UTF-8",
        "PORT": str(port),
        "PORTAIL_MODE": "demonstration",
        "PORTAIL_CLES": "cle-de-signature-des-essais-du-paquet-0123456789",
        "PORTAIL_POIVRES": "1:poivre-des-essais-du-paquet-0123456789-abcdef",
        "PORTAIL_URL_PUBLIQUE": f"http://127.0.0.1:{port}",
        "PORTAIL_COURRIELS": "spool",
        "PORTAIL_EXPEDITEUR": "etude@etude.example",
        "PORTAIL_HTMX": "local",
        "PORTAIL_DONNEES": str(donnees / "portail"),
    }


def lancer(commande, *, cwd, env=None):
    """Runs to the end; a failure shows what the program said."""
    essai = subprocess.run([str(mot) for mot in commande], cwd=cwd, env=env, capture_output=True, text=True)
    assert essai.returncode == 0, essai.stdout + essai.stderr
    return essai.stdout


@contextmanager
def serveur(commande, *, cwd, env):
    """Runs until the end of the block, then is stopped by its own process."""
    with (cwd / "serveur.log").open("w") as journal:
        programme = subprocess.Popen([str(mot) for mot in commande], cwd=cwd, env=env, stdout=journal, stderr=journal)
    try:
        yield programme
    finally:
        programme.terminate()
        try:
            programme.wait(30)
        finally:
            programme.kill()


def attendre(url, programme, journal):
    limite = time.monotonic() + PATIENCE_S
    while time.monotonic() < limite:
        assert programme.poll() is None, journal.read_text()
        try:
            with urllib.request.urlopen(url, timeout=5) as reponse:  # noqa: S310
                return reponse.status, reponse.headers.get_content_type(), json.load(reponse)
        except urllib.error.URLError:
            time.sleep(0.1)
    raise AssertionError(journal.read_text())


@pytest.mark.parametrize("dossier", ["templates", "static", "translations"])
def test_the_wheel_holds_the_files_beside_the_code(roue, dossier):
    assert fichiers(RACINE / dossier, f"portail/_ressources/{dossier}") - contenu(roue) == set()


def test_the_wheel_holds_the_package_with_its_data_and_migrations(roue):
    attendus = fichiers(RACINE / "portail", "portail")
    assert any(nom.startswith("portail/domaine/donnees/") for nom in attendus)
    assert any(nom.startswith("portail/persistance/migrations/versions/0001_") for nom in attendus)
    assert attendus - contenu(roue) == set()


def test_the_wheel_holds_nothing_else(roue):
    racines = {nom.split("/")[0] for nom in contenu(roue)}
    assert {racine for racine in racines if not racine.endswith(".dist-info")} == {"portail"}
    assert any(nom.endswith("licenses/LICENSE") for nom in contenu(roue))


def test_the_wheel_prepares_a_demonstration_and_serves_it_elsewhere(installation, environnement, tmp_path):
    """The first run of a newcomer, then the second: each serves pages and prints papers."""
    portail, adresse = installation / "bin" / "portail", f"http://127.0.0.1:{environnement['PORT']}"
    for _ in range(2):
        with serveur([portail, "demo"], cwd=tmp_path, env=environnement) as programme:
            statut, genre, _ = attendre(f"{adresse}/sante", programme, tmp_path / "serveur.log")
            assert (statut, genre) == (200, "application/json")
            assert projet_de_titre(adresse, Path(environnement["PORTAIL_DONNEES"])).startswith(b"%PDF-")
    fiche = lancer([portail, "demo", "--preparer", "--json"], cwd=tmp_path, env=environnement)
    assert json.loads(fiche)["dossiers"]


def projet_de_titre(adresse, donnees):
    """A paper printed by the server itself, for the commissaire of the demonstration."""
    fiche = json.loads((donnees / "fiche.json").read_text("utf-8"))
    compte = next(c for c in fiche["comptes"] if c["role"] == "commissaire")
    dossier = next(d for d in fiche["dossiers"] if d["etat"] == "fin_accord")
    visite = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    page = visite.open(f"{adresse}/connexion", timeout=20).read().decode()
    (jeton,) = set(re.findall(r'name="csrf_token"[^>]*value="([^"]+)"', page))
    champs = {"csrf_token": jeton, "courriel": compte["courriel"], "mot_de_passe": compte["mot_de_passe"]}
    visite.open(f"{adresse}/connexion", urllib.parse.urlencode(champs).encode(), timeout=20).read()
    projet = f"{adresse}/commissaire/dossiers/{dossier['reference']}/titre/projet.pdf"
    return visite.open(projet, timeout=20).read()


def test_the_installed_portal_is_the_wheel_not_the_checkout(installation, environnement, tmp_path):
    python = installation / "bin" / "python"
    lieu = lancer([python, "-c", "import portail.ressources as r; print(r.__file__)"], cwd=tmp_path, env=environnement)
    assert Path(lieu.strip()).is_relative_to(installation)


def contenu(roue):
    with zipfile.ZipFile(roue) as archive:
        return set(archive.namelist())


def fichiers(dossier, prefixe):
    """The files of a folder under the name they must have in the wheel."""
    trouves = (f for f in dossier.rglob("*") if f.is_file() and not IGNORES & set(f.parts))
    return {f"{prefixe}/{f.relative_to(dossier).as_posix()}" for f in trouves if f.suffix not in (".mo", ".pyc")}
