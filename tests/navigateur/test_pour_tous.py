"""What a browser alone can tell of the debtor's screens: themes, keyboard, zoom, targets, print. No server needed.

The list of screens is tests/ecrans.py; what each gate stands for is in docs/accessibilite.md.
"""

import pytest

from tests.navigateur.accessibilite import axe
from tests.navigateur.mesures import (
    ESPACEMENT,
    TEXTE_DOUBLE,
    avec_style,
    cibles_petites,
    coupures,
    fautes_en_couleurs_forcees,
    parcourir_au_clavier,
)
from tests.navigateur.serveur import pages_pdf, texte_pdf
from tests.navigateur.vitrine import Vitrine

PETIT = {"viewport": {"width": 320, "height": 640}}
TELEPHONE = {"viewport": {"width": 360, "height": 740}}
QUATRE_CENTS = {"width": 320, "height": 256}  # 1280 × 1024 at 400 %
DEUX_CENTS = {"width": 640, "height": 740}
# Homes that share a template and its pieces are looked at once by the slower gates.
REDITES = (
    "accueil-acceptee", "accueil-refus_des", "accueil-fin_", "accueil-titre", "accueil-copie", "accueil-injonction",
    "accueil-autre", "accueil-clos", "accueil-irrecevable", "accueil-dernier", "accueil-offre", "accueil-proposition-",
)  # fmt: skip


def test_no_fault_in_any_state_light_dark_or_with_forced_colours(ouvrir, ecrans):
    """The whole of WCAG 2.2 AA and RGAA in the light theme; contrasts again in the dark and with forced colours."""
    vitrine, fautes = Vitrine(ouvrir(PETIT), ecrans), []
    for nom, page in vitrine.montrer_tout():
        fautes += [f"{nom}, light: {faute}" for faute in axe(page)]
        page.emulate_media(color_scheme="dark")
        fautes += [f"{nom}, dark: {faute}" for faute in axe(page, ["color-contrast", "link-in-text-block"])]
        for theme in ("dark", "light"):
            page.emulate_media(color_scheme=theme, forced_colors="active")
            fautes += [f"{nom}, forced {theme}: {faute}" for faute in fautes_en_couleurs_forcees(page)]
        page.emulate_media(color_scheme="light", forced_colors="none")
    assert not fautes, "\n".join(fautes)


def test_the_keyboard_reaches_everything_and_shows_where_it_is(ouvrir, ecrans):
    vitrine, fautes = Vitrine(ouvrir(TELEPHONE), ecrans), []
    for nom, page in vitrine.montrer_tout(*REDITES):
        fautes += [f"{nom}: {faute}" for faute in parcourir_au_clavier(page)]
    assert not fautes, "\n".join(fautes)


def test_large_text_small_screens_and_fingers(ouvrir, ecrans):
    """Targets of 44 px; 400 % of zoom; the spacing of WCAG 1.4.12; text twice as large on a phone. Every fold open."""
    vitrine, fautes = Vitrine(ouvrir(TELEPHONE), ecrans), []
    for nom, page in vitrine.montrer_tout(*REDITES):
        page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
        fautes += [f"{nom}, target: {faute}" for faute in cibles_petites(page)]
        avec_style(page, ESPACEMENT)
        fautes += [f"{nom}, spacing: {faute}" for faute in coupures(page)]
        avec_style(page, "")
        page.set_viewport_size(QUATRE_CENTS)
        fautes += [f"{nom}, 400 %: {faute}" for faute in coupures(page)]
        collee = page.evaluate("[...document.querySelectorAll('.collante')].map((e) => getComputedStyle(e).position)")
        assert "sticky" not in collee, f"{nom}: nothing sticks on so small a screen"
        page.set_viewport_size(DEUX_CENTS)
        avec_style(page, TEXTE_DOUBLE)
        fautes += [f"{nom}, text twice as large: {faute}" for faute in coupures(page)]
        page.set_viewport_size(TELEPHONE["viewport"])
        fautes += [f"{nom}, text twice as large on a phone: {faute}" for faute in coupures(page)]
    assert not fautes, "\n".join(fautes)


def test_nothing_moves_for_who_asks_for_rest(ouvrir, ecrans):
    vitrine = Vitrine(ouvrir(TELEPHONE, reduced_motion="reduce"), ecrans)
    page = vitrine.montrer("echeancier-accepte")
    durees = page.evaluate("[...document.querySelectorAll('*')].map((e) => getComputedStyle(e).transitionDuration)")
    assert set(durees) == {"0s"}
    assert page.evaluate("document.getAnimations().length") == 0


@pytest.mark.parametrize("nom", ["accueil-envoyee", "accueil-accord_conclu", "preuve-accord", "preuve-refus"])
def test_printed_it_holds_on_one_sheet_with_its_folds_open(ouvrir, ecrans, nom):
    vitrine = Vitrine(ouvrir({"viewport": {"width": 1280, "height": 900}}), ecrans)
    page = vitrine.montrer(nom)
    lire = "[...document.querySelectorAll('details')].map((d) => d.lastElementChild.textContent.trim().slice(0, 30))"
    replis = [" ".join(repli.split()) for repli in page.evaluate(lire) if repli != "Voir quoi faire"]
    contenu = page.pdf(format="A4", prefer_css_page_size=True)
    lu = texte_pdf(contenu)
    assert pages_pdf(contenu) == 1, lu[-300:]
    assert not [repli for repli in replis if repli not in lu]
    assert "01 99 00 12 34" in lu or nom.startswith("preuve"), "the étude's number"
