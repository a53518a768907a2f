"""Accessibility of a page as axe-core measures it, in WCAG and RGAA terms."""

from pathlib import Path

from playwright.sync_api import Page

SCRIPT = (Path(__file__).parent / "outils" / "axe.min.js").read_text(encoding="utf-8")
REGLES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4", "best-practice"]
DEFILEMENT = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def axe(page: Page, regles: list[str] | None = None) -> list[str]:
    """One line per violation, empty when there is none. Evaluated through the debugger: the CSP stays as it is.

    `regles` names single rules to run instead of all those of WCAG 2.2 AA and RGAA 4.
    """
    page.evaluate("typeof axe") == "object" or page.evaluate(SCRIPT + "; undefined")
    choix = {"type": "rule", "values": regles} if regles else {"type": "tag", "values": REGLES}
    resultat = page.evaluate("(choix) => axe.run(document, { runOnly: choix, resultTypes: ['violations'] })", choix)
    return [
        f"{faute['id']} : {faute['help']} ({', '.join(str(noeud['target']) for noeud in faute['nodes'])})"
        for faute in resultat["violations"]
    ]


def depassement(page: Page) -> int:
    """Pixels by which the page scrolls sideways."""
    return int(page.evaluate(DEFILEMENT))
