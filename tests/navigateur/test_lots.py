"""A batch in a real browser: it advances by itself, says little, takes nobody's focus; without JavaScript, a button."""

import re
import time

import pytest
from playwright.sync_api import expect

from portail.domaine.procedure import Etat
from portail.services import atelier
from tests.navigateur.accessibilite import axe, depassement
from tests.navigateur.conftest import BUREAU, TELEPHONE
from tests.navigateur.gestes import bouton, lien, titre

NUMEROS = "1A 205 938 4712 5\n1A 205 938 4713 2"
COMPTER = """() => {
  window.dits = [];
  new MutationObserver(() => window.dits.push(document.getElementById("annonce").textContent))
    .observe(document.getElementById("annonce"), {childList: true, characterData: true, subtree: true});
}"""


# Each time the page changes: how far the batch is, and where the focus is. A look from outside would miss some.
SUIVRE = """() => {
  window.vus = [];
  new MutationObserver(() => {
    const barre = document.querySelector("progress");
    if (barre) window.vus.push([barre.value, document.activeElement.id]);
  }).observe(document.body, {childList: true, subtree: true});
}"""


@pytest.fixture(autouse=True)
def une_ligne_par_portion(monkeypatch):
    """Small portions, none of them instantaneous, so that there is something to see."""
    monkeypatch.setattr(atelier.avancer, "__kwdefaults__", {**atelier.avancer.__kwdefaults__, "portion_s": 0.0})
    faire = atelier._une_ligne

    def sans_hate(*arguments):
        time.sleep(0.3)
        return faire(*arguments)

    monkeypatch.setattr(atelier, "_une_ligne", sans_hate)


def faits(page, nombre):
    """Wait until so many are done, looking oftener than a line takes."""
    fin = time.monotonic() + 30
    while page.evaluate("document.querySelector('progress')?.value ?? 0") < nombre:
        assert time.monotonic() < fin, "it does not advance"
        page.wait_for_timeout(20)


def entrer(contexte, site):
    valeur = site.maison.commissaire().client.get_cookie("session").value
    contexte.add_cookies([{"name": "session", "value": valeur, "url": site.url}])
    return contexte.new_page()


def confirmer(page, site, nombre):
    dossiers = [site.maison.dossier(Etat.RECEVABLE, jours=0) for _ in range(nombre)]
    site.maison.session.rollback()
    page.goto(f"{site.url}/commissaire/lots/lettres")
    bouton(page, "Préparer les lettres cochées")
    titre(page, "Préparer des lettres")
    return dossiers


def test_it_advances_by_itself_and_speaks_at_quarters(bureau, site):
    page = entrer(bureau, site)
    for guet in (COMPTER, SUIVRE):
        page.add_init_script(f"addEventListener('DOMContentLoaded', {guet})")
    confirmer(page, site, 8)
    expect(page.get_by_role("button", name="Continuer")).to_be_hidden()
    arreter = page.get_by_role("button", name="Arrêter le lot")
    arreter.focus()
    page.evaluate("window.vus.length = 0")
    expect(page.get_by_role("heading", name="Le lot est fini")).to_be_visible(timeout=30_000)
    etapes = [(nombre, focus) for nombre, focus in page.evaluate("window.vus") if nombre < 8]
    assert len({nombre for nombre, _ in etapes}) >= 3, "it is seen to advance"
    assert {focus for _, focus in etapes} == {"arreter"}, "a swap takes nobody's focus"
    expect(page.locator("progress")).to_have_attribute("value", "8")
    assert page.evaluate("document.activeElement.tagName") != "BODY"
    dits = page.evaluate("window.dits")
    assert 1 <= len(dits) <= 5 and dits[-1] == "Le lot est fini\xa0: 8 dossiers faits.", dits
    assert not axe(page)


def test_a_closed_page_stops_and_a_reopened_one_goes_on(bureau, site):
    page = entrer(bureau, site)
    confirmer(page, site, 6)
    faits(page, 2)
    url = page.url
    page.goto("about:blank")  # what is left of a page that somebody closes
    page.goto(f"{site.url}/commissaire/")
    lien(page, "attend")
    assert page.url == url
    expect(page.get_by_role("heading", name="Le lot est fini")).to_be_visible(timeout=30_000)
    expect(page.locator("tbody tr")).to_have_count(6)


def test_without_javascript_a_button_advances_it(telephone_sans_js, site):
    page = entrer(telephone_sans_js, site)
    confirmer(page, site, 2)
    expect(page.get_by_text("0 sur 2")).to_be_visible()
    bouton(page, "Continuer")
    expect(page.get_by_text("1 sur 2")).to_be_visible()
    bouton(page, "Continuer")
    expect(page.get_by_role("heading", name="Le lot est fini")).to_be_visible()
    expect(page.locator("tbody tr")).to_have_count(2)


@pytest.mark.parametrize("profil", [{**TELEPHONE, "color_scheme": "dark"}, BUREAU], ids=["360-sombre", "1280"])
def test_from_the_queue_to_the_deposits(ouvrir, site, profil):
    for _ in range(2):
        site.maison.dossier(Etat.MANDAT, jours=0)
    site.maison.session.rollback()
    page = entrer(ouvrir(profil), site)
    page.goto(f"{site.url}/commissaire/")
    if profil is BUREAU:
        page.get_by_label("Cocher tous les dossiers de cette page").check()
    bouton(page, "Enregistrer les dépôts")
    titre(page, "Lettres à poster")
    assert len(re.findall(r"[?&]d=", page.url)) == (2 if profil is BUREAU else 0)
    with page.expect_download() as recu:
        lien(page, "Télécharger les lettres à imprimer")
    assert recu.value.suggested_filename == "lettres-a-imprimer-2026-11-22.pdf"
    page.get_by_label("Jour du dépôt").fill("22/11/2026")
    page.get_by_text("Coller une liste de numéros").click()
    page.get_by_label("Numéros, un par ligne").fill(f"{NUMEROS}\nde trop")
    bouton(page, "Répartir dans les cases")
    expect(page.locator(".erreurs")).to_contain_text("Lignes de la liste : 3, lettres : 2")
    sain(page)
    page.get_by_label("Numéros, un par ligne").fill(NUMEROS.replace("4713 2", ""))
    bouton(page, "Répartir dans les cases")
    page.get_by_label("Numéro du recommandé").nth(1).fill("xx")
    bouton(page, "Voir les dates")
    titre(page, "Relire les dépôts")
    sain(page)
    bouton(page, "Enregistrer les dépôts")
    expect(page.locator("main")).to_contain_text("Un envoi est enregistré. Corrigez ce qui reste.")
    sain(page)
    page.locator(".erreurs a").first.click()
    expect(page.get_by_label("Numéro du recommandé")).to_be_focused()
    page.keyboard.press("Control+A")
    page.keyboard.type("1A 205 938 4713 2")
    bouton(page, "Voir les dates")
    bouton(page, "Enregistrer les dépôts")
    expect(page.locator("main")).to_contain_text("Aucune lettre à poster.")


def sain(page):
    """No accessibility fault, no sideways scroll."""
    assert not axe(page)
    assert depassement(page) <= 0
