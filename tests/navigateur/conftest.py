"""Chromium for the browser tests: one browser per worker, one fresh context per test.

Every context fails its test when a page reports a script error or a blocked resource (strict CSP).
"""

import asyncio
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, WebError, sync_playwright

from outils.navigateur import chromium
from tests.cliches import Rayon
from tests.navigateur.boucle import boucle_de
from tests.navigateur.serveur import Site
from tests.navigateur.serveur import site as servir
from tests.pages import Horloge

DRAPEAUX = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    # No third party is ever reached: only this machine has an address.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
]
PATIENCE_MS = 8_000
TELEPHONE = {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}
BUREAU = {"viewport": {"width": 1280, "height": 900}}
# Chromium says the first of any answer above 399 and of any unreachable host: the test reads the page instead.
# htmx says the others of a recalculation that a newer one replaced.
SANS_GRAVITE = ("Failed to load resource", "htmx:sendAbort", "htmx:afterRequest")

Ouvrir = Callable[..., BrowserContext]
RESULTAT = pytest.StashKey[bool]()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright leaves its event loop running in this thread: only the browser tests may see it."""
    with sync_playwright() as lance:
        boucle = asyncio.get_running_loop()
        asyncio._set_running_loop(None)
        yield lance
        asyncio._set_running_loop(boucle)


@pytest.fixture(scope="session")
def chrome(playwright: Playwright) -> Iterator[Browser]:
    programme = chromium()
    if programme is None:
        pytest.fail("Aucun Chromium sur cette machine : lancez « make test », ou donnez CHROMIUM=/chemin.")
    drapeaux = [*DRAPEAUX, "--no-sandbox"] if os.geteuid() == 0 else DRAPEAUX
    with boucle_de(playwright):
        navigateur = playwright.chromium.launch(executable_path=programme, args=drapeaux)
    yield navigateur
    with boucle_de(playwright):
        navigateur.close()


@pytest.fixture
def fautes() -> list[str]:
    """What the pages complained of so far; a test that expects a complaint checks it, then clears the list."""
    return []


@pytest.fixture
def ouvrir(
    chrome: Browser,
    playwright: Playwright,
    request: pytest.FixtureRequest,
    dossier_captures: Path,
    fautes: list[str],
) -> Iterator[Ouvrir]:
    """Opens a context: `ouvrir(TELEPHONE, java_script_enabled=False)`; all are closed with the test."""
    contextes: list[BrowserContext] = []

    def nouveau(profil: dict, **options: object) -> BrowserContext:
        contexte = chrome.new_context(**{"locale": "fr-FR", "timezone_id": "Europe/Paris", **profil, **options})
        contexte.set_default_timeout(PATIENCE_MS)
        contexte.on("console", lambda message: fautes.extend(faute_de_console(message)))
        contexte.on("weberror", lambda erreur: fautes.append(faute_de_script(erreur)))
        contextes.append(contexte)
        return contexte

    with boucle_de(playwright):
        yield nouveau
        if request.node.stash.get(RESULTAT, False):
            garder_les_pages(contextes, dossier_captures / f"echec-{request.node.name}")
        for contexte in contextes:
            contexte.close()
    assert not fautes, "\n".join(fautes)


@pytest.fixture
def telephone(ouvrir: Ouvrir) -> BrowserContext:
    return ouvrir(TELEPHONE)


@pytest.fixture
def telephone_sans_js(ouvrir: Ouvrir) -> BrowserContext:
    return ouvrir(TELEPHONE, java_script_enabled=False)


@pytest.fixture
def bureau(ouvrir: Ouvrir) -> BrowserContext:
    return ouvrir(BUREAU)


@pytest.fixture
def bureau_sans_js(ouvrir: Ouvrir) -> BrowserContext:
    return ouvrir(BUREAU, java_script_enabled=False)


@pytest.fixture(scope="session")
def dossier_captures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """PORTAIL_CAPTURES keeps the images of a run; without it they go with pytest's temporary files."""
    demande = os.environ.get("PORTAIL_CAPTURES")
    dossier = Path(demande) if demande else tmp_path_factory.mktemp("captures")
    dossier.mkdir(parents=True, exist_ok=True)
    return dossier


@pytest.fixture
def capture(dossier_captures: Path) -> Callable[[Page, str], Path]:
    """`capture(page, "debiteur-accueil")` saves the whole page as a PNG."""

    def prendre(page: Page, nom: str) -> Path:
        fichier = dossier_captures / f"{nom}.png"
        page.screenshot(path=fichier, full_page=True)
        return fichier

    return prendre


def faute_de_console(message: ConsoleMessage) -> Iterator[str]:
    if message.type == "error" and not message.text.startswith(SANS_GRAVITE):
        yield f"{message.page.url if message.page else ''} : {message.text}"


def faute_de_script(erreur: WebError) -> str:
    return f"{erreur.page.url if erreur.page else ''} : {erreur.error}"


def garder_les_pages(contextes: list[BrowserContext], base: Path) -> None:
    pages = [page for contexte in contextes for page in contexte.pages]
    for numero, page in enumerate(pages, start=1):
        page.screenshot(path=base.with_name(f"{base.name}-{numero}.png".replace("/", "_")), full_page=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    rapport = yield
    if rapport.when == "call":
        item.stash[RESULTAT] = rapport.failed
    return rapport


@pytest.fixture
def site(
    request: pytest.FixtureRequest, modele_sqlite: Path, tmp_path: Path, horloge: Horloge, rayon: Rayon
) -> Iterator[Site]:
    """The running portal with its invented people and no dossier yet."""
    base = tmp_path / "portail.db"
    shutil.copy(modele_sqlite, base)
    remplace = "monkeypatch" in request.fixturenames  # such a test sees its dossiers played
    with servir(base, tmp_path / "donnees", horloge, None if remplace else rayon) as ouvert:
        yield ouvert


@pytest.fixture(params=["htmx", "sans-javascript"])
def mobile(request: pytest.FixtureRequest, ouvrir: Ouvrir) -> BrowserContext:
    """The debtor's phone, 360 × 740, with HTMX and with JavaScript off."""
    return ouvrir(TELEPHONE, java_script_enabled=request.param == "htmx")
