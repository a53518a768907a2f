"""Two tabs of one phone: what the first one sent, the second one shows; it never says that nothing was recorded."""

import re

from playwright.sync_api import expect

from portail.domaine.procedure import Etat
from tests.navigateur import gestes

PREUVE = re.compile(r"/actes/\d+$")


def test_a_second_tab_shows_the_proof_of_what_the_first_one_signed(site, mobile):
    dossier, mots = site.maison.dossier_avec_codes(Etat.ENVOYEE, plans=(3, 6))
    base = f"{site.url}/debiteur/dossiers/{dossier.reference}"
    premier, second = deux_onglets(site, mobile, mots)
    premier.goto(f"{base}/echeancier")
    gestes.choisir(premier, "mode", "6")
    gestes.choisir(premier, "jour", "5")
    gestes.bouton(premier, "Continuer")
    gestes.titre(premier, "Relisez avant de signer")
    second.goto(f"{base}/relire")
    for page in (premier, second):
        page.locator("[name=participe]").check()
        page.locator("[name=engagement]").check()
        page.fill("[name=code_signature]", mots.signature_imprimee)
    for page in (premier, second):
        gestes.bouton(page, "Signer l’accord")
        gestes.titre(page, "C’est fait. Vous avez signé l’accord.")
    expect(second).to_have_url(premier.url)


def test_a_second_tab_shows_the_proof_of_the_refusal(site, mobile):
    dossier, mots = site.maison.dossier_avec_codes(Etat.ENVOYEE)
    onglets = deux_onglets(site, mobile, mots)
    for page in onglets:
        page.goto(f"{site.url}/debiteur/dossiers/{dossier.reference}/refuser")
    for page in onglets:
        page.locator("main form[method=post] button:not([formaction])").click()
        gestes.titre(page, "C’est fait. Vous avez refusé la procédure.")
        expect(page).to_have_url(PREUVE)


def deux_onglets(site, contexte, mots):
    """The dossier opened in a first tab, and an empty second one of the same browser."""
    premier, second = contexte.new_page(), contexte.new_page()
    gestes.ouvrir_avec_la_feuille(premier, f"{site.url}/ouvrir", mots.identifiant_imprime, mots.code_imprime)
    return premier, second
