"""« Écouter cette page »: what is said, in which order and voice, and what never is. The engine is invented: it ends a
sentence when told to.
"""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.ecrans import Galerie, maison_a_part
from tests.navigateur.accessibilite import axe
from tests.navigateur.mesures import cibles_petites
from tests.navigateur.vitrine import Vitrine
from tests.pages import lisse

TELEPHONE = {"viewport": {"width": 360, "height": 740}}
ECRANS = ("accueil-envoyee", "refuser", "relire-code-envoye", "/ouvrir", "/aide")
MOTEUR = """
  window.dits = [];
  window.voix = [
    { lang: 'fr-CA', localService: true, default: false }, { lang: 'fr_FR', localService: true, default: true },
    { lang: 'en-GB', localService: true, default: false }, { lang: 'ar-XA', localService: false, default: true },
  ];
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  let file = [];
  const moteur = {
    getVoices: () => { window.demandees = true; return voix; },
    cancel: () => file.splice(0).forEach((u) => u.onerror({ error: 'canceled' })),
    speak: (u) => { if (u.text) { file.push(u); dits.push({ texte: u.text, voix: u.voice.lang, langue: u.lang }); } },
  };
  window.enCours = () => file.length;
  window.finirLaPhrase = () => file.shift().onend();
  window.toutEcouter = () => { while (file.length) finirLaPhrase(); return dits; };
  Object.defineProperty(window, 'speechSynthesis', { value: moteur });
"""
ARRETS = (
    "dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }))",
    "document.forms[0].dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }))",
    "document.body.dispatchEvent(new CustomEvent('htmx:beforeSwap', { bubbles: true, detail: { target: document } }))",
    "dispatchEvent(new Event('pagehide'))",
)


@pytest.fixture(scope="module")
def galerie(modele_sqlite, tmp_path_factory):
    with maison_a_part(modele_sqlite, tmp_path_factory.mktemp("ecouter")) as maison:
        yield Galerie(maison, ECRANS)


def montrer(ouvrir, ecrans, nom, moteur=MOTEUR) -> Page:
    contexte = ouvrir(TELEPHONE)
    contexte.add_init_script(moteur)
    return Vitrine(contexte, ecrans).montrer(nom)


def ecouter(page: Page) -> None:
    bouton(page).click()
    page.wait_for_function("enCours()")


def bouton(page: Page):
    return page.locator(".ecoute button").first


def textes(page: Page) -> list[str]:
    return [dit["texte"].strip() for dit in page.evaluate("toutEcouter()")]


def test_the_page_is_read_in_its_order_by_a_script_fetched_at_the_tap(ouvrir, galerie):
    contexte, demandes = ouvrir(TELEPHONE), []
    contexte.add_init_script(MOTEUR)
    vitrine = Vitrine(contexte, galerie.ecrans())
    vitrine.page.on("request", lambda demande: demandes.append(demande.url))
    page = vitrine.montrer("accueil-envoyee")
    expect(page.get_by_role("button", name="Écouter cette page")).to_be_visible()
    assert not [url for url in demandes if "ecouter.js" in url] and len(demandes) == 3
    ecouter(page)
    assert [url for url in demandes[3:] if "ecouter.js" in url] == demandes[3:]
    assert lisse(page.locator("main .lu").inner_text()) == page.evaluate("dits[0].texte.trim()")
    lus = textes(page)
    attendus = (
        "Menuiserie Costa vous demande 1 220,00 €",
        "Vous êtes libre d’accepter ou de refuser. La procédure est gratuite pour vous.",
        "Votre date limite",
        "Que voulez-vous faire ?",
        "Total demandé",
        "1 220,00 €",
        "Et si je trouve un accord ?",
    )
    assert [lus.index(texte) for texte in attendus] == sorted(lus.index(texte) for texte in attendus)
    assert lisse(page.locator("svg title").first.text_content()) in lus, "a drawing by its name"
    assert not [texte for texte in lus if "L’étude remet au créancier" in texte], "a fold by its title only"
    assert not [texte for texte in lus if len(texte) > 200 or re.search(r"[\xa0\u202f\n]", texte)]
    assert page.locator(".lu").count() == 0 and not page.locator(".arret").is_visible()
    expect(page.locator("#annonce")).to_have_text("La lecture est finie.")


def test_it_waits_goes_on_and_stops_when_told(ouvrir, galerie):
    page = montrer(ouvrir, galerie.ecrans(), "refuser")
    ecouter(page)
    assert page.locator("#annonce").text_content() == "Lecture en cours." and bouton(page).text_content() == "Pause"
    assert not axe(page) and not cibles_petites(page)
    page.evaluate("finirLaPhrase()")
    bouton(page).press("Enter")
    assert not page.evaluate("enCours()") and bouton(page).text_content() == "Reprendre"
    bouton(page).press("Enter")
    assert page.evaluate("dits.map((dit) => dit.texte).slice(-2)") == [page.evaluate("dits.at(-1).texte")] * 2
    assert bouton(page).evaluate("(b) => b === document.activeElement"), "the keyboard stays where it was"
    page.locator(".arret").click()
    assert not page.evaluate("enCours()") and bouton(page).evaluate("(b) => b === document.activeElement")
    for geste in ARRETS:
        ecouter(page)
        page.evaluate(geste)
        assert not page.evaluate("enCours()") and page.locator(".lu").count() == 0, geste
        expect(bouton(page)).to_have_text("Écouter cette page")
    page.locator("main textarea").fill("Le travail n’est pas fini.")
    ecouter(page)
    assert "Le travail n’est pas fini." in textes(page), "what was typed is read back"


@pytest.mark.parametrize("nom", ["/ouvrir", "relire-code-envoye"])
def test_no_code_is_ever_said(ouvrir, galerie, nom):
    page = montrer(ouvrir, galerie.ecrans(), nom)
    champs = page.locator("main input.champ")
    for numero in range(champs.count()):
        champs.nth(numero).fill(f"SECRET{numero}")
    assert champs.count() == 2
    for case in page.locator("main [type=checkbox]").all():
        case.check()
    ecouter(page)
    lus = textes(page)
    assert not [texte for texte in lus if "SECRET" in texte]
    assert lus.count("Choisi :") == page.locator("main [type=checkbox]").count()


def test_each_language_has_its_voice_and_no_other(ouvrir, galerie):
    page = montrer(ouvrir, galerie.en("en"), "relire-code-envoye")
    page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
    ecouter(page)
    dits = page.evaluate("toutEcouter()")
    assert {(dit["voix"], dit["langue"]) for dit in dits} == {("en-GB", "en-GB"), ("fr_FR", "fr_FR")}
    citation = lisse(page.locator("blockquote[lang=fr]").first.inner_text())[:40]
    assert [dit["voix"] for dit in dits if dit["texte"].startswith(citation)] == ["fr_FR"]
    page.evaluate("dits.length = 0; voix = voix.filter((v) => v.lang === 'en-GB')")
    ecouter(page)
    dits = page.evaluate("toutEcouter()")
    assert {dit["voix"] for dit in dits} == {"en-GB"} and "These words are in another language." in textes(page)


def test_without_a_voice_of_the_device_it_says_so_and_reads_nothing(ouvrir, galerie):
    page = montrer(ouvrir, galerie.en("ar"), "/ouvrir")
    page.clock.install()
    bouton(page).click()
    page.wait_for_function("window.demandees")
    page.clock.run_for(3_000)
    refus = page.locator(".ecoute p")
    expect(refus).to_be_visible()
    assert page.locator("#annonce").text_content() == refus.text_content() and page.evaluate("dits") == []
    page.evaluate("voix[3].localService = true")
    ecouter(page)
    assert not refus.is_visible() and page.evaluate("dits[0].voix") == "ar-XA"


def test_nothing_is_shown_where_nothing_can_speak(ouvrir, galerie):
    page = montrer(
        ouvrir, galerie.ecrans(), "/aide", "Object.defineProperty(window, 'speechSynthesis', { value: undefined })"
    )
    expect(page.locator(".ecoute")).to_be_hidden()
