"""The whole text of every document, as kept in attendus/. To accept a change: see tirages.py, then read the diff."""

import difflib

import pytest
from PIL import Image

from .exemples import TOUS
from .tirages import ATTENDUS, IMAGES, MONTRES, texte_attendu

POIDS_MAX = 120_000


@pytest.mark.parametrize("nom", TOUS)
def test_the_text_is_the_one_kept(nom: str) -> None:
    attendu = (ATTENDUS / f"{nom}.txt").read_text("utf-8").splitlines()
    ecart = list(difflib.unified_diff(attendu, texte_attendu(nom).splitlines(), "attendu", "imprimé", lineterm="", n=1))
    if ecart:
        pytest.fail("\n".join([f"{nom} : python -m tests.services.documents.tirages", *ecart]), pytrace=False)


def test_no_kept_text_is_without_its_document() -> None:
    assert {fichier.stem for fichier in ATTENDUS.glob("*.txt")} == set(TOUS)


def test_one_light_picture_of_each_document_is_kept() -> None:
    assert {fichier.stem for fichier in IMAGES.glob("*.png")} == {*TOUS, *MONTRES}
    for fichier in IMAGES.glob("*.png"):
        assert fichier.stat().st_size <= POIDS_MAX, fichier.name
        with Image.open(fichier) as image:
            assert image.width in (744, 745) and image.height == 1053, fichier.name
