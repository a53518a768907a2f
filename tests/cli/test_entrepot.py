"""The operator's commands on the store of files: French, exit codes, nothing erased."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from portail.cli import principal
from portail.persistance.entrepot import EntrepotLocal, hacher, ouvrir
from tests.cli.test_service import lancer  # noqa: F401
from tests.courriel import port_libre
from tests.s3 import HOTE

RACINE = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    """A demonstration's folder and database, made once."""
    donnees = tmp_path_factory.mktemp("demonstration")
    prete = CliRunner().invoke(principal, ["demo", "--preparer", "--json"], env={"PORTAIL_DONNEES": str(donnees)})
    assert prete.exit_code == 0, prete.output
    return donnees


@pytest.fixture
def portail(lancer, tmp_path, demonstration):  # noqa: F811
    """The commands of an operator on a copy of it."""
    shutil.copytree(demonstration, tmp_path / "donnees", dirs_exist_ok=True)
    return lambda *mots, **changes: lancer("entrepot", *mots, **changes)


@pytest.fixture
def dossier(tmp_path) -> EntrepotLocal:
    return EntrepotLocal(tmp_path / "donnees" / "fichiers")


def test_a_demonstration_is_checked_then_carried_to_s3(portail, dossier, seau, tmp_path):
    bon = portail("verifier")
    assert (bon.exit_code, bon.stdout.splitlines()[-1].split(",")[1:3]) == (0, [" 0 absent(s)", " 0 modifié(s)"])
    nombre = len(list(dossier.noms()))
    premiere, seconde = (portail("copier", f"s3://{seau}/portail") for _ in range(2))
    assert premiere.stdout == f"{nombre} fichier(s) copié(s), 0 déjà là, 0 non copié(s).\n"
    assert seconde.stdout == f"0 fichier(s) copié(s), {nombre} déjà là, 0 non copié(s).\n"
    assert (premiere.exit_code, seconde.exit_code) == (0, 0)
    ailleurs = portail("verifier", PORTAIL_ENTREPOT=f"s3://{seau}/portail")
    assert (ailleurs.exit_code, ailleurs.stdout) == (0, bon.stdout)


def test_what_is_lost_is_listed_with_an_exit_code(portail, dossier):
    absent, modifie = sorted(dossier.noms())[:2]
    dossier._chemin(absent).unlink()
    dossier._chemin(modifie).write_bytes(b"x")
    orphelin = dossier.ecrire(b"personne ne me nomme")
    rapport = portail("verifier")
    assert rapport.exit_code == 1
    lignes = rapport.stdout.replace("\xa0", " ").splitlines()
    assert [ligne.split()[0] for ligne in lignes[:3]] == ["absent", "modifié", "orphelin"]
    assert absent in lignes[0] and "RPC-" in lignes[0] and modifie in lignes[1] and orphelin in lignes[2]
    assert dossier.lire(orphelin)


def test_a_damaged_file_stops_nothing_but_is_said(portail, dossier, tmp_path):
    modifie = sorted(dossier.noms())[0]
    dossier._chemin(modifie).write_bytes(b"x")
    copie = portail("copier", str(tmp_path / "copie"))
    assert copie.exit_code == 1 and modifie in copie.stdout and "1 non copié(s)." in copie.stdout
    assert len(set(ouvrir(tmp_path / "copie").noms()) - {hacher(b"x")}) == len(list(dossier.noms()))


@pytest.mark.parametrize(
    ("entrepot", "attendu"),
    [
        ("fichiers", "dossier absolu"),
        ("s3://", "nommez le seau"),
        ("truc://x", "n’est pas une adresse lisible"),
        ("s3://jamais-cree/x", "ne répond pas ou refuse"),
    ],
)
def test_a_store_that_cannot_be_used_is_said_by_every_command(lancer, seau, entrepot, attendu):  # noqa: F811
    lancer("migrer")
    for refus in (
        lancer("entrepot", "verifier", PORTAIL_ENTREPOT=entrepot),
        lancer("entrepot", "copier", entrepot),
        lancer("servir", "--port", str(port_libre()), PORTAIL_ENTREPOT=entrepot),
    ):
        assert refus.exit_code == 2, refus.output
        assert attendu in refus.stderr.replace("\xa0", " ") and "Traceback" not in refus.output


def test_an_absent_server_is_said_before_serving(lancer, seau):  # noqa: F811
    refus = lancer(
        "servir", "--port", str(port_libre()),
        PORTAIL_ENTREPOT=f"s3://{seau}/x", AWS_ENDPOINT_URL=f"http://{HOTE}:{port_libre()}",
    )  # fmt: skip
    assert refus.exit_code == 2 and "AWS_ENDPOINT_URL" in refus.stderr


def test_a_folder_starts_without_the_libraries_of_the_others():
    programme = "import sys, portail.web, portail.cli.service; print({'fsspec', 's3fs', 'botocore'} & set(sys.modules))"
    sortie = subprocess.run(
        [sys.executable, "-c", programme], cwd=RACINE, env=os.environ, capture_output=True, text=True, check=True
    )
    assert sortie.stdout == "set()\n"
