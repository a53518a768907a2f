"""Reading a PDF as a person does: its words, its pages, its ink."""

import re

import pypdfium2
from PIL.Image import Image

_ESPACES = re.compile(r"[\s\u00a0\u202f\u200b]+")


def normaliser(texte: str) -> str:
    """Typographic apostrophes and special spaces made plain, line ends forgotten."""
    return _ESPACES.sub(" ", texte.replace("’", "'").replace("\ufffe", "-")).strip()


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    return [normaliser(page.get_textpage().get_text_range()) for page in document]


def lignes(pdf: bytes) -> list[list[str]]:
    """The lines of each page, in reading order."""
    document = pypdfium2.PdfDocument(pdf)
    brutes = [page.get_textpage().get_text_range().splitlines() for page in document]
    return [[normaliser(ligne) for ligne in page if ligne.strip()] for page in brutes]


def texte(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def image(pdf: bytes, page: int = 0, *, points_par_mm: float = 8) -> Image:
    """The page as a grey image with so many points per millimetre."""
    echelle = points_par_mm * 25.4 / 72
    gris: Image = pypdfium2.PdfDocument(pdf)[page].render(scale=echelle).to_pil().convert("L")
    return gris


def position_mm(pdf: bytes, mots: str) -> tuple[float, float]:
    """Left and top of the first occurrence of `mots` on the first page, in millimetres from its top left corner."""
    page = pypdfium2.PdfDocument(pdf)[0]
    trouve = page.get_textpage().search(mots).get_next()
    assert trouve is not None
    gauche, _, _, haut = page.get_textpage().get_charbox(trouve[0])
    return gauche * 25.4 / 72, (page.get_height() - haut) * 25.4 / 72
