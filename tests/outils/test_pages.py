"""The weight of a page, counted by hand on a small one."""

import gzip

from bs4 import BeautifulSoup

from outils.pages import poids
from portail.ressources import chemin


def test_what_a_page_asks_for():
    contenu = b"""<html><head><link rel="icon" href="data:image/svg+xml,x">
    <link rel="stylesheet" href="/static/portail.css?v=1"><script src="/static/htmx-2.0.11.min.js"></script>
    <script src="https://elsewhere.example/x.js"></script></head></html>"""
    p = poids(BeautifulSoup(contenu, "html5lib"), contenu)
    assert p.html == len(gzip.compress(contenu))
    assert p.octets == p.html + len(gzip.compress((chemin("static") / "portail.css").read_bytes()))
    assert (p.requetes, p.htmx, p.ailleurs) == (2, True, ("https://elsewhere.example/x.js",))
