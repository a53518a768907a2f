"""The folder of files: whole or absent, found again under its hash, never served when altered."""

import hashlib
import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fsspec.registry import get_filesystem_class

from portail.config import ConfigurationInvalide
from portail.persistance.entrepot import EntrepotIndisponible, EntrepotLocal, FichierAltere, ouvrir

RACINE = Path(__file__).parents[2]


def visibles(dossier: Path) -> list[str]:
    return [f.name for f in dossier.rglob("*") if f.is_file()]


def test_a_file_is_found_again_under_its_hash_and_written_once(tmp_path):
    entrepot = EntrepotLocal(tmp_path)
    empreinte = entrepot.ecrire(b"contenu")
    date = (tmp_path / empreinte[:2] / empreinte).stat().st_mtime_ns
    assert entrepot.ecrire(b"contenu") == empreinte == hashlib.sha256(b"contenu").hexdigest()
    assert entrepot.lire(empreinte) == b"contenu"
    assert visibles(tmp_path) == list(entrepot.noms()) == [empreinte]
    assert (tmp_path / empreinte[:2] / empreinte).stat().st_mtime_ns == date
    assert (tmp_path / empreinte[:2] / empreinte).stat().st_mode & 0o077 == 0


def test_a_changed_or_missing_file_is_not_served(tmp_path):
    entrepot = EntrepotLocal(tmp_path)
    empreinte = entrepot.ecrire(b"contenu")
    chemin = tmp_path / empreinte[:2] / empreinte
    for altere in (b"autre chose", b"contenu\n", b"contenv", b"conten", b""):
        chemin.write_bytes(altere)
        with pytest.raises(FichierAltere):
            entrepot.lire(empreinte)
        with pytest.raises(FichierAltere):
            entrepot.ecrire(b"contenu")
        assert chemin.read_bytes() == altere, "the trace of what happened is left to the operator"
    with pytest.raises(FichierAltere):
        entrepot.lire("0" * 64)


@pytest.mark.parametrize("panne", ["os.replace", "os.fsync"])
def test_an_interrupted_write_leaves_nothing(tmp_path, monkeypatch, panne):
    def couper(*_args):
        raise OSError("disk full")

    monkeypatch.setattr(panne, couper)
    with pytest.raises(EntrepotIndisponible, match="disk full"):
        EntrepotLocal(tmp_path).ecrire(b"contenu")
    assert not visibles(tmp_path)


# Says when the bytes are on their way to the disk, and waits there for the blow.
_ECRITURE = """
import os, stat, sys, time
from pathlib import Path
from portail.persistance.entrepot import EntrepotLocal
def attendre(poignee):
    if stat.S_ISREG(os.fstat(poignee).st_mode):
        print("synchronise", flush=True)
        time.sleep(60)
entrepot = EntrepotLocal(Path(sys.argv[1]))
entrepot.ecrire(b"un autre")
os.fsync = attendre
entrepot.ecrire(b"contenu" * 1_000_000)
"""


def test_kill_9_in_the_middle_of_a_write_shows_no_file(tmp_path):
    travail = subprocess.Popen([sys.executable, "-c", _ECRITURE, tmp_path], cwd=RACINE, stdout=subprocess.PIPE)
    assert travail.stdout.readline() == b"synchronise\n"
    travail.send_signal(signal.SIGKILL)
    travail.stdout.close()
    travail.wait()
    reste = [nom for nom in visibles(tmp_path) if nom.startswith(".ecriture-")]
    assert len(reste) == 1, "it was writing"
    assert set(visibles(tmp_path)) - set(reste) == {hashlib.sha256(b"un autre").hexdigest()}
    entrepot = EntrepotLocal(tmp_path)
    assert entrepot.lire(entrepot.ecrire(b"contenu" * 1_000_000)) == b"contenu" * 1_000_000


def test_many_writers_of_one_content_leave_one_file(tmp_path):
    contenu = os.urandom(300_000)
    with ThreadPoolExecutor(16) as equipe:
        noms = set(equipe.map(lambda _: EntrepotLocal(tmp_path).ecrire(contenu), range(64)))
    assert visibles(tmp_path) == list(noms)
    assert EntrepotLocal(tmp_path).lire(noms.pop()) == contenu


def test_a_folder_that_cannot_be_used_is_said(tmp_path):
    (tmp_path / "fichier").write_text("x")
    entrepot = EntrepotLocal(tmp_path / "fichier")
    with pytest.raises(EntrepotIndisponible):
        entrepot.eprouver()
    with pytest.raises(EntrepotIndisponible):
        entrepot.lire("0" * 64)


def test_the_default_folder_costs_no_library(tmp_path):
    programme = (
        "import sys; from portail.persistance.entrepot import ouvrir; from pathlib import Path; "
        f"e = ouvrir(Path({str(tmp_path)!r})); e.lire(e.ecrire(b'x')); print('fsspec' in sys.modules)"
    )
    sortie = subprocess.run([sys.executable, "-c", programme], cwd=RACINE, capture_output=True, text=True, check=True)
    assert sortie.stdout == "False\n"


def test_an_address_of_a_folder_is_the_folder(tmp_path):
    empreinte = EntrepotLocal(tmp_path / "à part").ecrire(b"contenu")
    for lieu in (tmp_path / "à part", str(tmp_path / "à part"), (tmp_path / "à part").as_uri()):
        assert isinstance(ouvrir(lieu), EntrepotLocal)
        assert ouvrir(lieu).lire(empreinte) == b"contenu"


@pytest.mark.parametrize(
    ("lieu", "attendu"),
    [
        ("fichiers", "dossier absolu"),
        ("s3//seau", "dossier absolu"),
        ("file://fichiers", "dossier absolu"),
        ("simplecache::s3://seau/x", "dossier absolu"),
        ("s3://", "nommez le seau"),
        ("s3://cle:secret@seau/x", "ne porte pas de mot de passe"),
        ("truc://seau", "n’est pas une adresse lisible"),
    ],
)
def test_a_wrong_address_is_said_before_anything_starts(lieu, attendu):
    with pytest.raises(ConfigurationInvalide, match="PORTAIL_ENTREPOT") as refus:
        ouvrir(lieu)
    assert attendu in str(refus.value)
    assert "secret@" not in str(refus.value)


@pytest.mark.parametrize("bibliotheque", ["s3fs", "fsspec.core"])
def test_a_missing_library_is_named(monkeypatch, bibliotheque):
    monkeypatch.delitem(get_filesystem_class.__globals__["_registry"], "s3", raising=False)  # loaded once for all
    monkeypatch.setitem(sys.modules, bibliotheque, None)
    with pytest.raises(ConfigurationInvalide, match=r"pip install 'portail\[s3\]'"):
        ouvrir("s3://seau/portail")
    with pytest.raises(ConfigurationInvalide, match="n’est pas installé"):
        ouvrir("gs://seau/portail")
