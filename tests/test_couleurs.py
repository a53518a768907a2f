"""The contrasts of the style sheet, computed from its tokens: light and dark (WCAG 1.4.3, 1.4.11)."""

import re

import pytest

from portail.ressources import chemin

TEXTE, GRAPHIQUE = 4.5, 3.0
# (what is written or drawn, on what)
TEXTES = (
    ("encre", "papier"), ("encre", "carte"), ("encre", "menthe"), ("encre2", "papier"), ("encre2", "carte"),
    ("encre2", "menthe"), ("sapin", "papier"), ("sapin", "carte"), ("sapin", "menthe"), ("sapin-fort", "papier"),
    ("sur-sapin", "sapin"), ("sur-sapin", "sapin-fort"), ("ambre", "ambre-fond"), ("brique", "carte"),
    ("brique", "papier"), ("brique", "brique-fond"), ("ciel-t", "ciel"), ("encre", "ciel"), ("sapin", "ciel"),
)  # fmt: skip
DESSINS = (
    ("bord", "carte"), ("bord", "papier"), ("sapin", "papier"), ("sapin", "carte"), ("brique", "carte"),
    ("ambre", "papier"), ("ambre", "carte"), ("ciel-t", "papier"), ("focus", "focus-t"), ("bord", "menthe"),
)  # fmt: skip


@pytest.fixture(scope="module")
def themes():
    feuille = (chemin("static") / "portail.css").read_text("utf-8")
    clair, sombre = re.findall(r":root\{\s*(.*?)\}", feuille, re.DOTALL)[:2]
    lire = re.compile(r"--([\w-]+):(#[0-9A-Fa-f]{3,6})")
    clairs = dict(lire.findall(clair))
    return {"clair": clairs, "sombre": clairs | dict(lire.findall(sombre))}


def luminance(couleur):
    brut = couleur.lstrip("#")
    brut = "".join(c * 2 for c in brut) if len(brut) == 3 else brut
    canaux = [int(brut[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, v, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in canaux)
    return 0.2126 * r + 0.7152 * v + 0.0722 * b


def contraste(une, autre):
    haute, basse = sorted((luminance(une), luminance(autre)), reverse=True)
    return (haute + 0.05) / (basse + 0.05)


def test_the_ratio_itself():
    assert contraste("#FFF", "#000000") == pytest.approx(21)
    assert contraste("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", ["clair", "sombre"])
@pytest.mark.parametrize(("paires", "minimum"), [(TEXTES, TEXTE), (DESSINS, GRAPHIQUE)], ids=["textes", "dessins"])
def test_every_pair_in_use_is_readable(themes, theme, paires, minimum):
    couleurs = themes[theme]
    faibles = {
        f"{une} on {autre}": round(contraste(couleurs[une], couleurs[autre]), 2)
        for une, autre in paires
        if contraste(couleurs[une], couleurs[autre]) < minimum
    }
    assert not faibles


def test_the_focus_is_seen_on_every_ground(themes):
    """Two colours: at least one of them stands out at 3:1 wherever the focus is (WCAG 1.4.11, 2.4.13)."""
    for couleurs in themes.values():
        for fond in ("papier", "carte", "sapin", "menthe", "ciel", "ambre-fond", "brique-fond"):
            assert max(contraste(couleurs[c], couleurs[fond]) for c in ("focus", "focus-t")) >= GRAPHIQUE, fond


def test_a_component_takes_its_colours_from_the_tokens():
    feuille = (chemin("static") / "portail.css").read_text("utf-8")
    composants = feuille[feuille.index("@layer composants {") : feuille.index("@media print")]
    assert set(re.findall(r"#[0-9A-Fa-f]{3,6}\b(?![\w-]*\{)", composants)) <= {"#fff"}, (
        "the ground of a document's image"
    )
