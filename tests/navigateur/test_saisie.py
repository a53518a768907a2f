"""Nothing that was typed is lost: another language, the way back, the browser's own « Back »."""

import pytest
from playwright.sync_api import expect

from portail.domaine.procedure import Etat
from tests.navigateur import gestes

MOTS = "La pose n’est pas finie."


@pytest.fixture
def entre(site, mobile):
    """A page of the debtor's phone, the letter open, and the address of the dossier."""
    dossier, mots = site.maison.dossier_avec_codes(Etat.ENVOYEE, plans=(6,))
    page = mobile.new_page()
    gestes.ouvrir_avec_la_feuille(page, f"{site.url}/ouvrir", mots.identifiant_imprime, mots.code_imprime)
    return page, f"{site.url}/debiteur/dossiers/{dossier.reference}"


def langue(page, nom):
    page.locator("nav.langues").get_by_role("button", name=nom).click()


def test_the_codes_stand_in_the_door_in_every_language_and_the_enter_key_opens(site, mobile):
    _, mots = site.maison.dossier_avec_codes(Etat.ENVOYEE)
    page = mobile.new_page()
    page.goto(f"{site.url}/ouvrir")
    page.fill("#identifiant", mots.identifiant_imprime)
    page.fill("#code", mots.code_imprime)
    langue(page, "English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#code")).to_have_value(mots.code_imprime)
    page.get_by_role("button", name="Read this page in French").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page.locator("#identifiant")).to_have_value(mots.identifiant_imprime)
    page.locator("#code").press("Enter")
    expect(page).to_have_url(f"{site.url}/ouvrir/confirmer")


def test_a_contestation_is_told_in_another_language_and_on_the_way_back(entre):
    page, base = entre
    page.goto(f"{base}/contester")
    gestes.choisir(page, "motif", "deja_paye")
    gestes.bouton(page, "Continuer")
    page.fill("[name=le]", "3 octobre")
    page.fill("[name=texte]", MOTS)
    langue(page, "Facile à lire")
    expect(page.locator("nav.langues [aria-current]")).to_have_text("Facile à lire")
    expect(page.locator("[name=le]")).to_have_value("3 octobre")
    expect(page.locator("[name=texte]")).to_have_value(MOTS)
    page.fill("[name=texte]", f"{MOTS} J’ai payé.")
    page.locator("main button.retour").click()
    gestes.titre(page, "La somme est fausse, ou déjà payée")
    gestes.bouton(page, "Continuer")
    expect(page.locator("[name=texte]")).to_have_value(f"{MOTS} J’ai payé.")


def test_a_refusal_and_the_picker_too(entre):
    page, base = entre
    page.goto(f"{base}/refuser")
    page.fill("[name=motif]", MOTS)
    langue(page, "العربية")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    expect(page.locator("[name=motif]")).to_have_value(MOTS)
    page.goto(f"{base}/echeancier")
    gestes.choisir(page, "mode", "libre")
    page.fill("[name=montant]", "80")
    gestes.choisir(page, "jour", "5")
    langue(page, "English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("[name=montant]")).to_have_value("80")
    expect(page.locator("input[name=jour][value='5']")).to_be_checked()
    page.locator("[name=montant]").fill("90")
    page.locator("[name=montant]").press("Enter")
    expect(page.locator("#resultat")).to_contain_text("90.00")
    assert page.url.partition("#")[0] == f"{base}/echeancier", "the Enter key recalculates, as before"


def test_who_can_pay_nothing_comes_back_to_the_picker_as_it_was(entre):
    page, base = entre
    page.goto(f"{base}/echeancier")
    gestes.choisir(page, "mode", "libre")
    page.fill("[name=montant]", "80")
    gestes.bouton(page, "Je ne peux rien payer en ce moment")
    gestes.titre(page, "Je ne peux rien payer en ce moment")
    gestes.lien(page, "Retour")
    expect(page.locator("[name=montant]")).to_have_value("80")


def test_back_after_a_corrected_error_asks_for_no_second_sending(site, telephone):
    _, mots = site.maison.dossier_avec_codes(Etat.ENVOYEE)
    page = telephone.new_page()
    page.goto(f"{site.url}/ouvrir")
    gestes.bouton(page, "Ouvrir")
    expect(page.locator("[role=alert]")).to_be_visible()
    page.fill("#identifiant", mots.identifiant_imprime)
    page.fill("#code", mots.code_imprime)
    gestes.bouton(page, "Ouvrir")
    gestes.titre(page, "Êtes-vous")
    page.go_back()
    gestes.titre(page, "Ouvrir mon dossier")
    expect(page.locator("[role=alert]")).to_have_count(0)
    page.reload()
    gestes.titre(page, "Ouvrir mon dossier")


def test_the_language_buttons_look_like_the_links(site, telephone):
    page = telephone.new_page()
    mesurer = """() => [...document.querySelectorAll("nav.langues :is(a, button)")].map((e) => {
        const s = getComputedStyle(e), r = e.getBoundingClientRect();
        return [s.color, s.font, s.textDecorationLine, s.letterSpacing, s.backgroundColor, r.x, r.width, r.height];
    })"""
    page.goto(f"{site.url}/aide")
    liens = page.evaluate(mesurer)
    page.goto(f"{site.url}/ouvrir")
    assert page.locator("nav.langues button").count() == 4 and page.evaluate(mesurer) == liens
