"""Accessibility of a page as axe-core measures it, in WCAG and RGAA terms."""

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = (Path(__file__).parent / "outils" / "axe.min.js").read_text(encoding="utf-8")
REGLES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4", "best-practice"]
DEFILEMENT = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def axe(page: Page) -> list[str]:
    """One line per violation, empty when there is none. Evaluated through the debugger: the CSP stays as it is."""
    page.evaluate(SCRIPT + "; undefined")
    resultat = page.evaluate("(regles) => axe.run(document, { runOnly: regles })", REGLES)
    return [
        f"{faute['id']} : {faute['help']} ({', '.join(str(noeud['target']) for noeud in faute['nodes'])})"
        for faute in resultat["violations"]
    ]


def depassement(page: Page) -> int:
    """Pixels by which the page scrolls sideways."""
    return int(page.evaluate(DEFILEMENT))
