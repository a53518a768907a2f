"""The picker and the home in a real browser: the first screen, how often the server is asked, what is kept."""

import pytest
from playwright.sync_api import Page, expect

from portail.domaine.procedure import Etat
from tests.navigateur import gestes
from tests.navigateur.test_de_bout_en_bout import en_session

PREMIER_ECRAN = {"viewport": {"width": 360, "height": 740}}


@pytest.fixture
def dossier(site):
    return site.maison.dossier(Etat.ENVOYEE, plans=(3, 6), jours=10)


def ouvrir_la_page(site, contexte, dossier, suite="") -> Page:
    en_session(site, contexte, dossier)
    page = contexte.new_page()
    page.goto(f"{site.url}/debiteur/dossiers/{dossier.reference}{suite}")
    return page


def test_the_first_screen_says_who_how_much_why_until_when_and_to_pay_nothing(site, ouvrir, dossier):
    page = ouvrir_la_page(site, ouvrir(PREMIER_ECRAN), dossier)
    for texte in ("vous demande", "Voir le détail", "Vous êtes libre", "Votre date limite", "Il vous reste"):
        assert bas(page, texte) <= 740, texte
    bandeau = page.locator(".specimen")
    attendu = 740 + (bandeau.bounding_box()["height"] if bandeau.count() else 0)  # no such strip on a real file
    assert bas(page, "Ne payez rien maintenant.") <= attendu


def bas(page: Page, texte: str) -> float:
    boite = page.locator("main").get_by_text(texte).first.bounding_box()
    return boite["y"] + min(boite["height"], 30)


def test_one_request_for_one_pause_and_the_caret_stays(site, ouvrir, dossier):
    page = ouvrir_la_page(site, ouvrir(PREMIER_ECRAN), dossier, "/echeancier?mode=libre&jour=10")
    page.clock.install()  # the page's own clock: a slow machine is no pause
    demandes = []
    page.on("request", lambda r: demandes.append(r))
    page.locator("#montant").focus()
    for touche in "80,50":
        page.keyboard.type(touche)
        page.clock.run_for(50)
    assert demandes == []
    page.clock.run_for(1_000)
    page.clock.resume()
    expect(page.locator("#resultat")).to_contain_text("80,50")
    assert [r.method for r in demandes if r.headers.get("hx-request")] == ["GET"]
    assert page.evaluate("[document.activeElement.id, document.activeElement.selectionStart]") == ["montant", 5]


def test_without_network_the_same_question_is_asked_again_from_the_page(site, ouvrir, dossier, fautes):
    contexte = ouvrir(PREMIER_ECRAN)
    page = ouvrir_la_page(site, contexte, dossier, "/echeancier?mode=6&jour=5")
    contexte.set_offline(True)
    gestes.choisir(page, "mode", "12")
    expect(page.get_by_role("alert")).to_contain_text("Pas de réseau. Rien n’est perdu.")
    fautes.clear()
    contexte.set_offline(False)
    gestes.bouton(page, "Réessayer")
    expect(page.locator("#resultat")).to_contain_text("101,66")
    expect(page.get_by_role("alert")).to_have_count(0)


def test_the_enter_key_recalculates_and_never_leaves(site, mobile, dossier):
    page = ouvrir_la_page(site, mobile, dossier, "/echeancier?mode=libre&jour=10")
    page.locator("#montant").fill("100")
    page.locator("#montant").press("Enter")
    expect(page.locator("#resultat")).to_contain_text("100,00")
    gestes.titre(page, "Comment voulez-vous payer")


def test_who_comes_back_another_day_finds_the_draft(site, mobile, dossier):
    page = ouvrir_la_page(site, mobile, dossier, "/echeancier")
    gestes.choisir(page, "mode", "6")
    gestes.choisir(page, "jour", "5")
    gestes.bouton(page, "Garder et revenir")
    expect(page.locator(".garde")).to_be_visible()
    page = ouvrir_la_page(site, mobile, dossier)
    expect(page.locator(".garde")).to_contain_text("Votre projet est gardé")
    expect(page.locator(".garde")).to_contain_text("203,33")
    gestes.lien(page, "Continuer")
    expect(page.locator("#resultat")).to_contain_text("203,33")
    expect(page.locator("input[name=mode][value='6']")).to_be_checked()
    gestes.bouton(page, "Garder et revenir")
    page.locator(".garde button").click()
    expect(page.locator(".garde")).to_have_count(0)


def test_the_dates_are_read_in_a_table_without_javascript(site, mobile, dossier):
    page = ouvrir_la_page(site, mobile, dossier, "/echeancier?mode=6&jour=5")
    page.locator("#resultat summary", has_text="en tableau").click()
    expect(page.locator("#resultat table.tableau tbody tr")).to_have_count(6)


def test_the_comparison_stacks_on_a_very_narrow_screen(site, ouvrir, dossier):
    etroit = ouvrir({"viewport": {"width": 320, "height": 640}})
    page = ouvrir_la_page(site, etroit, dossier, "/echeancier?mode=12&jour=5")
    cellules = page.locator(".comparer tbody tr").first.locator("th, td")
    hauts = [cellules.nth(n).bounding_box()["y"] for n in range(3)]
    assert hauts == sorted(set(hauts)), "one under the other"
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
