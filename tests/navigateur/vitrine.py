"""The screens of tests/ecrans.py shown to a real browser without any server: each is drawn once, then looked at often.

The answers keep their status and their headers (the CSP above all); static files come from the tree.
"""

import mimetypes
from collections.abc import Iterator

from playwright.sync_api import BrowserContext, Page, Route

from portail.ressources import chemin
from tests.pages import Page as Reponse

ADRESSE = "http://localhost:9"
GARDES = ("content-type", "content-security-policy", "cache-control")


class Vitrine:
    """Opens screens in one page of `contexte`."""

    def __init__(self, contexte: BrowserContext, ecrans: dict[str, Reponse]) -> None:
        self.ecrans = ecrans
        self.montree: Reponse | None = None
        self.page: Page = contexte.new_page()
        contexte.route("**/*", self._servir)

    def montrer(self, nom: str) -> Page:
        self.montree = self.ecrans[nom]
        self.page.goto(f"{ADRESSE}{self.montree.chemin}")
        return self.page

    def montrer_tout(self, *saufs: str) -> Iterator[tuple[str, Page]]:
        for nom in self.ecrans:
            if not nom.startswith(saufs or ("\0",)):
                yield nom, self.montrer(nom)

    def _servir(self, demande: Route) -> None:
        url = demande.request.url
        if "/static/" in url:
            fichier = chemin("static") / url.split("/static/")[1].split("?")[0]
            genre = mimetypes.guess_type(fichier.name)[0] or "text/plain"
            demande.fulfill(body=fichier.read_bytes(), content_type=genre)
        elif demande.request.is_navigation_request() and self.montree is not None:
            entetes = {n: v for n, v in self.montree.entetes.items() if n.lower() in GARDES}
            demande.fulfill(status=self.montree.statut, headers=entetes, body=self.montree.octets)
        else:
            demande.abort()
