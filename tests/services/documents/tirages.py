"""The expected text of every document (attendus/) and its picture (docs/documents/), made again from the code.

python -m tests.services.documents.tirages            # both; then read the difference: git diff
"""

from pathlib import Path

import pypdfium2
from PIL import Image

from .exemples import TOUS
from .lecture import lignes

ATTENDUS = Path(__file__).parent / "attendus"
IMAGES = Path(__file__).resolve().parents[3] / "docs" / "documents"
ECHELLE = 1.25  # 90 points an inch: a page is read without being zoomed
TEINTES = 48  # greys and a green need no more, and the repository stays light

# One picture for each kind of paper: document, page. Twins (receipts, constats) are shown once or twice.
MONTRES: dict[str, tuple[str, int]] = {
    "lettre": ("lettre", 0),
    "lettre-extraits": ("lettre", 1),
    "formulaire-acceptation": ("lettre", 2),
    "formulaire-refus": ("lettre", 3),
    "textes-integraux": ("lettre", 4),
    "lettre-archivee": ("lettre-archivee", 0),
    "titre-fin": ("titre", 1),
    "constat-accord-fin": ("constat-accord", 1),
    "accord-fin": ("accord", 1),
}


def texte_attendu(nom: str) -> str:
    """What a reader of this document is read aloud: page by page, line by line."""
    return "".join(f"===== page {numero}\n{chr(10).join(page)}\n" for numero, page in enumerate(lignes(TOUS[nom]()), 1))


def ecrire_les_textes() -> None:
    ATTENDUS.mkdir(exist_ok=True)
    for ancien in ATTENDUS.glob("*.txt"):
        ancien.unlink()
    for nom in TOUS:
        (ATTENDUS / f"{nom}.txt").write_text(texte_attendu(nom), "utf-8")


def dessiner(nom: str, page: int) -> Image.Image:
    feuille = pypdfium2.PdfDocument(TOUS[nom]())[page]
    image: Image.Image = feuille.render(scale=ECHELLE).to_pil()
    return image.convert("RGB").quantize(TEINTES)


def dessiner_tout() -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    for ancienne in IMAGES.glob("*.png"):
        ancienne.unlink()
    for image, (nom, page) in {**{nom: (nom, 0) for nom in TOUS}, **MONTRES}.items():
        dessiner(nom, page).save(IMAGES / f"{image}.png", optimize=True)


if __name__ == "__main__":
    ecrire_les_textes()
    dessiner_tout()
