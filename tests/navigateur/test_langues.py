"""The key screens in the other languages, in a real browser: direction, width, accessibility, legal note."""

import pytest

from tests.ecrans import Galerie, maison_a_part
from tests.navigateur.accessibilite import axe, depassement
from tests.navigateur.vitrine import Vitrine

PETIT = {"viewport": {"width": 320, "height": 640}}
SENS = {"en": ("en", "ltr"), "ar": ("ar", "rtl"), "fr@facile": ("fr", "ltr")}
CLES = (
    "/ouvrir", "confirmer", "accueil-envoyee", "echeancier-accepte", "relire-accord", "preuve-accord", "proposition",
    "refuser", "contester-deja_paye", "contester-relire", "accueil-paiements", "mois-difficile", "/aide",
)  # fmt: skip


@pytest.fixture(scope="module")
def galerie(modele_sqlite, tmp_path_factory):
    with maison_a_part(modele_sqlite, tmp_path_factory.mktemp("langues")) as maison:
        yield Galerie(maison, CLES)


@pytest.mark.parametrize("code", SENS)
def test_key_screens_hold_in_every_language(ouvrir, galerie, code):
    vitrine, fautes = Vitrine(ouvrir(PETIT), galerie.en(code)), []
    for nom, page in vitrine.montrer_tout():
        page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
        fautes += [f"{nom}: {faute}" for faute in axe(page)]
        if depassement(page):
            fautes.append(f"{nom}: scrolls sideways by {depassement(page)} px")
        racine = page.evaluate("[document.documentElement.lang, getComputedStyle(document.documentElement).direction]")
        if tuple(racine) != SENS[code]:
            fautes.append(f"{nom}: {racine}")
        if not page.locator("main :is(a[hreflang=fr], button[name=langue][value=fr])").first.is_visible():
            fautes.append(f"{nom}: nothing says that only the French text has legal value")
    assert len(vitrine.ecrans) == len(CLES) and not fautes, "\n".join(fautes)
