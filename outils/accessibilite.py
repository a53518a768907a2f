"""Measures every screen of the debtor and writes the table of docs/accessibilite.md.

Usage: python -m outils.accessibilite. The screens are those of tests/ecrans.py, on an invented house.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from outils.lisibilite import mesurer, mots, phrases_de_page
from outils.maison import rendues
from outils.pages import poids

RACINE = Path(__file__).resolve().parent.parent
DOC = RACINE / "docs" / "accessibilite.md"
DEBUT, FIN = "<!-- mesures : début -->", "<!-- mesures : fin -->"
TITRE = (
    "| Screen | kB, first view | kB, page alone | Requests | htmx besides | Kandel-Moles | Words a sentence | Longest |"
)


def ligne(nom: str, page: Any) -> str:
    """One row: bytes are those of gzip, without htmx."""
    p, lu = poids(page.html, page.octets), mesurer(phrases_de_page(page.html))
    longue = len(mots(lu.plus_longue))
    return (
        f"| {nom} | {p.octets / 1000:.1f} | {p.html / 1000:.1f} | {p.requetes} | {'yes' if p.htmx else 'no'} "
        f"| {lu.score:.0f} | {lu.mots_par_phrase:.1f} | {longue} |"
    )


def lignes() -> Iterator[str]:
    yield from (ligne(nom, page) for nom, page in rendues())


def ecrire(rangees: list[str]) -> None:
    """Put the table between its two marks."""
    avant, _, reste = DOC.read_text("utf-8").partition(DEBUT)
    _, _, apres = reste.partition(FIN)
    table = "\n".join([TITRE, "|" + "---|" * 8, *rangees])
    DOC.write_text(f"{avant}{DEBUT}\n\n{table}\n\n{FIN}{apres}", "utf-8")


if __name__ == "__main__":
    mesurees = list(lignes())
    ecrire(mesurees)
    print(f"{DOC.relative_to(RACINE)} : {len(mesurees)} écrans")
