"""What a page asks of a small phone: its bytes and its requests, as the browser would count them."""

import gzip
from dataclasses import dataclass

from bs4 import BeautifulSoup

from portail.ressources import chemin

POIDS_MAX, CSS_MAX, JS_MAX, ECOUTER_MAX, REQUETES_MAX = 30_000, 12_000, 2_000, 1_500, 3
_LIENS = "link[rel=stylesheet][href], link[rel=icon][href], script[src], img[src], iframe[src], source[src]"


@dataclass(frozen=True)
class Poids:
    """A first view, nothing in the cache: bytes once compressed and requests, htmx set apart."""

    html: int
    octets: int
    requetes: int
    htmx: bool
    ailleurs: tuple[str, ...]


def poids(page: BeautifulSoup, contenu: bytes) -> Poids:
    """`contenu` is the body of the answer; the files are those of static/."""
    adresses = [str(e.get("href") or e.get("src")) for e in page.select(_LIENS)]
    ici = [a.split("?")[0] for a in adresses if a.startswith("/static/")]
    notres = [a for a in ici if "htmx" not in a]
    html = len(gzip.compress(contenu))
    fichiers = sum(len(gzip.compress((chemin("static") / a.removeprefix("/static/")).read_bytes())) for a in notres)
    ailleurs = tuple(a for a in adresses if not a.startswith(("/static/", "data:")))
    return Poids(html, html + fichiers, 1 + len(notres), len(notres) < len(ici), ailleurs)
