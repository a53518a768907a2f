"""The store behind an address: in memory, behind a rename, and on a real S3 server of this machine."""

import errno
import hashlib
import os
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from portail.persistance import entrepot_distant
from portail.persistance.entrepot import EntrepotIndisponible, FichierAltere, ouvrir
from portail.persistance.entrepot_distant import EntrepotDistant
from tests.s3 import HOTE, route_coupee

CONTENU = b"Accord du 22 novembre." * 1000
NOM = hashlib.sha256(CONTENU).hexdigest()
CLE = f"portail/{NOM[:2]}/{NOM}"


@pytest.fixture(params=["memory", "renommage", "s3"])
def entrepot(request, tmp_path):
    """Every way in which the bytes may travel."""
    if request.param == "s3":
        yield ouvrir(f"s3://{request.getfixturevalue('seau')}/portail")
    elif request.param == "memory":
        yield (e := ouvrir(f"memory://{tmp_path.name}"))
        with suppress(FileNotFoundError):
            e._fs.rm(e._base, recursive=True)
    else:
        yield EntrepotDistant(f"file://{tmp_path}/portail")


def test_a_file_is_found_again_and_written_once(entrepot):
    assert list(entrepot.noms()) == []
    assert entrepot.ecrire(CONTENU) == NOM
    assert entrepot.ecrire(CONTENU) == NOM
    assert entrepot.lire(NOM) == CONTENU
    assert list(entrepot.noms()) == [NOM]
    entrepot.eprouver()
    entrepot.eprouver()
    assert len(list(entrepot.noms())) == 2


def test_altered_truncated_and_missing_files_are_not_served(entrepot):
    entrepot.ecrire(CONTENU)
    for altere in (CONTENU[:-1], CONTENU[:100], b"", CONTENU.replace(b"22", b"23", 1)):
        entrepot._fs.pipe_file(entrepot._chemin(NOM), altere)
        with pytest.raises(FichierAltere):
            entrepot.lire(NOM)
        with pytest.raises(FichierAltere):
            entrepot.ecrire(CONTENU)
        assert entrepot._fs.cat_file(entrepot._chemin(NOM)) == altere, "nothing is overwritten"
    entrepot._fs.rm_file(entrepot._chemin(NOM))
    with pytest.raises(FichierAltere):
        entrepot.lire(NOM)


def test_writers_of_one_content_do_not_disturb_each_other(entrepot):
    contenu = os.urandom(100_000)
    with ThreadPoolExecutor(8) as equipe:
        noms = set(equipe.map(lambda _: entrepot.ecrire(contenu), range(24)))
    assert list(entrepot.noms()) == list(noms)


def test_a_failure_at_any_step_is_one_error_and_leaves_nothing(entrepot, monkeypatch):
    def casser(*_args, **_options):
        raise RuntimeError("câble débranché")

    for etape in ("pipe_file", "mv") if not entrepot._d_un_coup else ("pipe_file",):
        with monkeypatch.context() as m:
            m.setattr(entrepot._fs, etape, casser)
            with pytest.raises(EntrepotIndisponible, match="câble débranché"):
                entrepot.ecrire(CONTENU)
        assert list(entrepot.noms()) == []
    entrepot.ecrire(CONTENU)
    for methode, lire in (("cat_file", lambda: entrepot.lire(NOM)), ("find", lambda: list(entrepot.noms()))):
        with monkeypatch.context() as m:
            m.setattr(entrepot._fs, methode, casser)
            with pytest.raises(EntrepotIndisponible):
                lire()


@pytest.mark.parametrize("entrepot", ["memory", "s3"], indirect=True)
def test_a_server_without_conditional_put_is_asked_first(entrepot, monkeypatch):
    poses, vraie = [], entrepot._fs.pipe_file

    def sans_condition(chemin, contenu, mode="overwrite"):
        if mode == "create":
            raise OSError(errno.ENOSYS, "NotImplemented")
        poses.append(chemin)
        vraie(chemin, contenu)

    monkeypatch.setattr(entrepot._fs, "pipe_file", sans_condition)
    entrepot.ecrire(CONTENU)
    entrepot.ecrire(CONTENU)
    assert len(poses) == 1 and entrepot.lire(NOM) == CONTENU


def test_s3_receives_one_conditional_put(seau, s3):
    entrepot, appels = ouvrir(f"s3://{seau}/portail"), []
    appeler = entrepot._fs._call_s3

    async def noter(methode, *args, **options):
        appels.append((methode, options.get("IfNoneMatch")))
        return await appeler(methode, *args, **options)

    entrepot._fs._call_s3 = noter
    entrepot.ecrire(os.urandom(10_000_000))
    assert appels == [("put_object", "*"), ("get_object", None)], "no multipart: whole or absent"
    assert len(s3.cles(seau)) == 1


def test_a_put_cut_in_the_middle_leaves_nothing(seau, s3, monkeypatch):
    with route_coupee(s3.port, apres=400_000) as route:
        monkeypatch.setenv("AWS_ENDPOINT_URL", route)
        entrepot = ouvrir(f"s3://{seau}/portail")
        with pytest.raises(EntrepotIndisponible):
            entrepot.ecrire(os.urandom(5_000_000))
    assert s3.cles(seau) == []


def test_a_server_that_is_absent_or_silent_is_said_soon_enough(seau, monkeypatch):
    delais = entrepot_distant._OPTIONS_S3["config_kwargs"]
    assert delais["retries"]["total_max_attempts"] * (delais["connect_timeout"] + delais["read_timeout"]) <= 16
    monkeypatch.setitem(delais, "read_timeout", 0.5)
    with socket.create_server((HOTE, 0)) as muet:
        monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://{HOTE}:{muet.getsockname()[1]}")
        entrepot, debut = ouvrir(f"s3://{seau}/portail"), time.monotonic()
        with pytest.raises(EntrepotIndisponible):
            entrepot.lire(NOM)
        assert time.monotonic() - debut < 8
    with pytest.raises(EntrepotIndisponible):
        entrepot.ecrire(CONTENU)


def test_a_bucket_that_does_not_exist_loses_no_file(seau):
    entrepot = ouvrir("s3://jamais-cree/portail")
    for essai in (lambda: entrepot.ecrire(CONTENU), lambda: entrepot.lire(NOM), lambda: list(entrepot.noms())):
        with pytest.raises(EntrepotIndisponible, match="bucket"):
            essai()
