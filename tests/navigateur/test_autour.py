"""Around the answer, on a telephone, with and without JavaScript: help, a trusted reader, going out without a trace."""

import re

import pytest
from playwright.sync_api import expect

from portail.domaine.procedure import Etat
from tests.navigateur import gestes
from tests.navigateur.conftest import TELEPHONE


@pytest.fixture
def lettre(site):
    return site.maison.dossier_avec_codes(Etat.ENVOYEE, plans=(6,))


def donner_les_codes(page, site, mots):
    page.goto(f"{site.url}/ouvrir")
    page.fill("#identifiant", mots.identifiant)
    page.fill("#code", mots.code)
    gestes.bouton(page, "Ouvrir")


def composer(page, base):
    page.goto(f"{base}/echeancier")
    gestes.choisir(page, "mode", "6")
    gestes.choisir(page, "jour", "5")
    gestes.bouton(page, "Continuer")


def test_a_helper_prepares_and_the_person_signs(site, mobile, lettre, capture):
    dossier, mots = lettre
    page, base = mobile.new_page(), f"{site.url}/debiteur/dossiers/{dossier.reference}"
    donner_les_codes(page, site, mots)
    gestes.lien(page, "J’aide cette personne")
    page.fill("[name=nom]", "Léa Petit")
    page.fill("[name=organisme]", "Point conseil budget de Rennes")
    capture(page, "aider")
    gestes.bouton(page, "Commencer à aider")
    expect(page.locator("header")).to_contain_text("Vous aidez Nadia F.")
    capture(page, "aidant-accueil")
    composer(page, base)
    expect(page.locator("main")).to_contain_text("vous ne pouvez pas répondre à sa place")
    assert page.locator("main form").count() == 0
    capture(page, "aidant-relire")
    gestes.lien(page, "Voir comment faire")
    gestes.titre(page, "Aider, sans répondre à la place")
    capture(page, "aidant-limites")
    page.locator("header").get_by_role("link", name="C’est moi, Nadia F.").click()
    gestes.titre(page, "C’est vous, Nadia F.")
    page.fill("[name=code]", mots.code)
    gestes.bouton(page, "Oui, c’est moi")
    expect(page.locator("main")).to_contain_text("Vous avez donné votre code.")
    page.goto(f"{base}/relire")
    expect(page.locator("header")).not_to_contain_text("Vous aidez")
    page.locator("[name=participe]").check()
    page.locator("[name=engagement]").check()
    page.fill("[name=code_signature]", mots.signature)
    gestes.bouton(page, "Signer l’accord")
    gestes.titre(page, "C’est fait")


def test_a_trusted_person_reads_until_the_link_is_closed(site, mobile, ouvrir, lettre, capture, request):
    dossier, mots = lettre
    avec_js = "htmx" in request.node.name
    page, base = mobile.new_page(), f"{site.url}/debiteur/dossiers/{dossier.reference}"
    donner_les_codes(page, site, mots)
    gestes.bouton(page, "Oui, c’est moi")
    composer(page, base)
    page.goto(f"{base}/lecture")
    gestes.bouton(page, "Créer un lien")
    lien = page.locator("[data-lien]").input_value()
    copier = page.get_by_role("button", name="Copier le lien 1")
    expect(copier).to_be_visible(visible=avec_js)
    if avec_js:
        mobile.grant_permissions(["clipboard-read", "clipboard-write"])
        copier.click()
        expect(page.locator("#annonce")).to_have_text("C’est fait")
        assert page.evaluate("navigator.clipboard.readText()") == lien, "the whole of it, and nothing to anybody"
    capture(page, "lecture-debiteur")
    demandes = []
    contexte = ouvrir(TELEPHONE, java_script_enabled=avec_js)
    contexte.on("request", lambda demande: demandes.append(demande.url))
    ami = contexte.new_page()
    if avec_js:
        ami.goto(lien)
        expect(ami.locator("#lien")).to_have_value(re.compile("."))
        assert "#" not in ami.url
    else:
        ami.goto(f"{site.url}/lecture")
        ami.fill("#lien", lien)
    capture(ami, "lecture-porte")
    gestes.bouton(ami, "Lire")
    gestes.titre(ami, "Nadia F. vous fait lire son projet")
    expect(ami.locator("main")).to_contain_text("6 paiements de 203,33")
    capture(ami, "projet")
    jeton = lien.split("#l=")[1]
    assert not [url for url in demandes if jeton in url.split("#")[0]], "no server along the way sees the token"
    page.reload()
    expect(page.locator("main")).to_contain_text("Il a servi une fois.")
    gestes.bouton(page, "Fermer le lien 1")
    expect(page.locator("main")).to_contain_text("Ce lien n’ouvre plus rien.")
    ami.reload()
    gestes.titre(ami, "Ce lien n’est pas ouvert")


def test_going_out_leaves_nothing_behind_the_back_button(site, mobile, lettre, capture):
    dossier, mots = lettre
    page, base = mobile.new_page(), f"{site.url}/debiteur/dossiers/{dossier.reference}"
    donner_les_codes(page, site, mots)
    gestes.bouton(page, "Oui, c’est moi")
    page.goto(f"{base}/refuser")
    mobile.add_cookies([{"name": "autre", "value": "reste", "url": site.url}])
    page.locator("header").get_by_role("button", name="Quitter").click()
    gestes.titre(page, "Au revoir")
    capture(page, "sorti")
    cookies = {c["name"] for c in mobile.cookies()}
    assert "autre" in cookies and "appareil" not in cookies
    for _ in range(3):
        page.go_back()
        expect(page.locator("h1")).not_to_contain_text("vous demande")
        assert "Costa" not in page.content()
    page.goto(base)
    gestes.titre(page, "Ouvrir mon dossier")


def test_the_door_says_which_group_to_look_at(site, mobile, lettre, capture):
    _, mots = lettre
    page = mobile.new_page()
    page.goto(f"{site.url}/ouvrir")
    page.fill("#identifiant", mots.identifiant_imprime[:-1])
    page.fill("#code", mots.code_imprime.lower())
    gestes.bouton(page, "Ouvrir")
    expect(page.locator("main")).to_contain_text("Vous en avez tapé 7. Regardez le deuxième groupe.")
    capture(page, "ouvrir-erreur")
    page.fill("#identifiant", f"  {mots.identifiant_imprime.lower().replace('-', ' ')} ")
    gestes.bouton(page, "Ouvrir")
    gestes.titre(page, "Êtes-vous Nadia F.")
    capture(page, "confirmer")
