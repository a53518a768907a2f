"""The real application behind a real port, for the browser: SQLite file, local htmx, a clock that can be moved."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pypdfium2
from werkzeug.serving import make_server

from portail.services import demonstration
from tests.applications import gardee, gardee_de, reglages_de
from tests.cliches import Album, Rayon
from tests.courriel import port_libre
from tests.pages import Horloge, Maison


@dataclass
class Site:
    """`url` of the running portal, and the house behind it."""

    url: str
    maison: Maison
    horloge: Horloge


@lru_cache
def _port() -> int:
    """One port for a process: letters and their squares name it, and are kept from a test to the next."""
    return port_libre()


@contextmanager
def site(base: Path, donnees: Path, horloge: Horloge, rayon: Rayon | None = None) -> Iterator[Site]:
    """Serve the migrated SQLite file `base` until the end of the block; with a shelf, its dossiers are found there."""
    reglages = reglages_de(f"sqlite:///{base}", donnees, f"http://localhost:{_port()}")
    app = gardee(reglages, horloge)
    moteur, moyens = app.extensions["moteur"], app.extensions["moyens"]
    serveur = make_server("localhost", _port(), app, threaded=True)
    fil = threading.Thread(target=serveur.serve_forever, daemon=True)
    fil.start()
    session = app.extensions["ecritures"]()
    try:
        troupe = demonstration.creer_troupe(session, moyens, horloge())
        album = Album(rayon, gardee_de(app), session, reglages.url_publique, None) if rayon else None
        yield Site(reglages.url_publique, Maison(app, session, moyens, troupe, horloge, album), horloge)
    finally:
        session.close()
        serveur.shutdown()
        fil.join()
        serveur.server_close()
        moteur.dispose()


def texte_pdf(contenu: bytes) -> str:
    """The words of a PDF, as a person reads them."""
    document = pypdfium2.PdfDocument(contenu)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return re.sub(r"[\s\xa0\u202f]+", " ", " ".join(pages))


def pages_pdf(contenu: bytes) -> int:
    """How many sheets a PDF fills."""
    document = pypdfium2.PdfDocument(contenu)
    try:
        return len(document)
    finally:
        document.close()


def codes_lus(contenu: bytes) -> tuple[str, str, str]:
    """Address, identifier and code, read on the plain sheet."""
    texte = texte_pdf(contenu)
    adresse = re.search(r"https?://\S+/ouvrir", texte)
    identifiant = re.search(r"Identifiant ?: ?([0-9A-Z]{4}-[0-9A-Z]{4})", texte)
    code = re.search(r"Code ?: ?([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})", texte)
    assert adresse and identifiant and code, texte[-1500:]
    return adresse.group(), identifiant.group(1), code.group(1)


def signature_lue(contenu: bytes) -> str:
    """The code under the fold of the sheet."""
    signature = re.search(r"Code de signature ?: ?([0-9A-Z]{4}-[0-9A-Z]{4})", texte_pdf(contenu))
    assert signature
    return signature.group(1)
