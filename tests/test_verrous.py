"""What is installed and what is served is exactly what was reviewed."""

import base64
import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from portail.config import HTMX_LOCAL, HTMX_SRI

RACINE = Path(__file__).parent.parent
VERROUS = [RACINE / "requirements.txt", RACINE / "requirements-dev.txt"]
HTMX = RACINE / "static" / HTMX_LOCAL
# axe-core 4.14.1, dist/axe.min.js of the npm package
AXE = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c"


def exigences(verrou: Path) -> dict[str, str]:
    """Requirement line → its block, hashes included."""
    blocs = re.split(r"\n(?=\S)", verrou.read_text(encoding="utf-8"))
    return {bloc.splitlines()[0]: bloc for bloc in blocs if not bloc.startswith("#")}


@pytest.mark.parametrize("verrou", VERROUS, ids=lambda v: v.name)
def test_a_lock_names_no_server_and_no_folder(verrou):
    texte = verrou.read_text(encoding="utf-8")
    for interdit in ("/", "index-url", "find-links", "trusted-host"):
        assert interdit not in texte


@pytest.mark.parametrize("verrou", VERROUS, ids=lambda v: v.name)
def test_every_requirement_is_pinned_and_hashed(verrou):
    lignes = exigences(verrou)
    assert len(lignes) > 40
    assert [ligne for ligne in lignes if not re.match(r"[a-z0-9._-]+(\[[a-z,]+\])?==[^\s*]+", ligne)] == []
    assert [ligne for ligne, bloc in lignes.items() if "--hash=sha256:" not in bloc] == []


def test_the_test_lock_holds_the_same_versions_as_the_product():
    produit, essais = (set(exigences(verrou)) for verrou in VERROUS)
    assert produit - essais == set()


def test_every_declared_dependency_is_locked():
    projet = tomllib.loads((RACINE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declares = {re.match(r"[\w.-]+", dependance)[0] for dependance in projet["dependencies"]}
    verrouilles = {re.match(r"[\w.-]+", ligne)[0] for ligne in exigences(VERROUS[0])}
    assert declares - verrouilles == set()


def test_the_copy_of_htmx_is_the_file_the_pages_accept():
    empreinte = base64.b64encode(hashlib.sha384(HTMX.read_bytes()).digest()).decode()
    assert f"sha384-{empreinte}" == HTMX_SRI


def test_axe_is_the_published_file():
    contenu = (RACINE / "tests" / "navigateur" / "outils" / "axe.min.js").read_bytes()
    assert hashlib.sha256(contenu).hexdigest() == AXE
