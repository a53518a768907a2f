"""What each person does with a real browser: the same gestures with and without JavaScript."""

import re
from contextlib import contextmanager

from playwright.sync_api import BrowserContext, Page, expect

from portail.services.demonstration import MOT_DE_PASSE
from tests.navigateur.serveur import Site

FACTURE = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""


def bouton(page: Page, nom: str) -> None:
    """Press the button of that name in the page's content."""
    page.locator("main").get_by_role("button", name=nom, exact=True).click()


def lien(page: Page, nom: str) -> None:
    page.locator("main").get_by_role("link", name=re.compile(re.escape(nom))).first.click()


def titre(page: Page, texte: str) -> None:
    expect(page.locator("h1")).to_contain_text(texte)


def choisir(page: Page, champ: str, valeur: str) -> None:
    case = page.locator(f"input[name={champ}][value='{valeur}']")
    case.click()
    expect(case).to_be_checked()  # which waits: `check()` looks once, at once, and a busy machine is late


@contextmanager
def connecte(contexte: BrowserContext, site: Site, courriel: str):
    """A professional's page, signed in by e-mail and password; signed out at the end."""
    page = contexte.new_page()
    page.goto(f"{site.url}/connexion")
    page.fill("[name=courriel]", courriel)
    page.fill("[name=mot_de_passe]", MOT_DE_PASSE)
    bouton(page, "Entrer")
    yield page
    page.locator("header").get_by_role("button", name="Quitter").click()
    titre(page, "Au revoir")


def commissaire(contexte: BrowserContext, site: Site):
    return connecte(contexte, site, "claire@delmas-roy.example")


def creancier(contexte: BrowserContext, site: Site):
    return connecte(contexte, site, "hugo@menuiserie-costa.example")


def deposer_une_creance(page: Page, site: Site) -> str:
    """File a claim by hand, screen after screen; gives its reference."""
    page.goto(f"{site.url}/creancier/dossiers/nouveau")
    bouton(page, "Commencer")
    reference = re.search(r"RPC-[0-9A-Z]{5}-[0-9A-Z]{5}", page.url).group()
    choisir(page, "nature", "physique")
    page.select_option("[name=civilite]", "Madame")
    for champ, valeur in {
        "prenoms": "Nadia",
        "nom": "Ferrand",
        "ne_le": "17/05/1984",
        "adresse": "12 rue des Essais-Blancs",
        "code_postal": "35000",
        "commune": "Rennes",
        "code_lieu": "35",
    }.items():
        page.fill(f"[name={champ}]", valeur)
    choisir(page, "professionnel", "non")
    bouton(page, "Enregistrer et continuer")
    _pourquoi(page)
    _combien(page)
    page.set_input_files(
        "[name=piece]", files=[{"name": "facture.pdf", "mimeType": "application/pdf", "buffer": FACTURE}]
    )
    bouton(page, "Joindre ce document")
    expect(page.locator("main")).to_contain_text("facture.pdf")
    lien(page, "Continuer")
    bouton(page, "Enregistrer et relire")
    page.locator("[name=mandat]").check()
    bouton(page, "Déposer la demande")
    expect(page.locator("main")).to_contain_text("À vérifier")
    return reference


def _pourquoi(page: Page) -> None:
    choisir(page, "cause", "contractuelle")
    page.fill("[name=fondement]", "Devis signé, pose de deux fenêtres")
    page.fill("[name=fondement_le]", "12/05/2026")
    choisir(page, "solde_total_du_contrat", "oui")
    for question in ("pension_alimentaire", "cheque", "tentative_anterieure"):
        choisir(page, question, "non")
    for question in ("surendettement", "procedure_collective", "protege_ou_mineur", "deces"):
        choisir(page, question, "non")
    bouton(page, "Enregistrer et continuer")


def _combien(page: Page) -> None:
    page.fill("[name=lignes-0-libelle]", "Facture F-2026-118, pose de deux fenêtres")
    page.fill("[name=lignes-0-exigible_le]", "12/06/2026")
    page.fill("[name=lignes-0-montant]", "1 180")
    bouton(page, "Ajouter une somme")
    page.select_option("[name=lignes-1-nature]", "interets")
    page.fill("[name=lignes-1-libelle]", "Intérêts de retard")
    page.fill("[name=lignes-1-montant]", "40,00")
    bouton(page, "Enregistrer et continuer")


def verifier_et_preparer(page: Page, site: Site, reference: str) -> bytes:
    """The checklist, then the letter: gives the PDF to print."""
    base = f"{site.url}/commissaire/dossiers/{reference}"
    page.goto(f"{base}/verifier")
    for oui in page.locator("input[type=radio][value=oui]").all():
        oui.check()
    raison = page.locator("[name=raison]")
    if raison.count():
        raison.fill("Pièces examinées.")
    bouton(page, "Déclarer recevable")
    page.goto(f"{base}/invitation")
    bouton(page, "Préparer la lettre")
    lettre = page.request.get(f"{base}/invitation/lettre.pdf")
    assert lettre.ok
    return lettre.body()


def enregistrer_le_depot(page: Page, site: Site, reference: str, jour: str) -> None:
    page.goto(f"{site.url}/commissaire/dossiers/{reference}/envoi")
    page.fill("[name=depose_le]", jour)
    page.fill("[name=numero]", "1A 205 938 4712 5")
    bouton(page, "Voir les dates")
    bouton(page, "Enregistrer l’envoi")
    expect(page.locator("main")).to_contain_text("Envoyée")


def constater(page: Page, site: Site, reference: str, genre: str, mot_de_passe: bool = False) -> None:
    """Read the text, say so, record it."""
    page.goto(f"{site.url}/commissaire/dossiers/{reference}/constats/{genre}")
    page.locator("[name=lu]").check()
    _prouver(page)
    page.locator("main form[method=post] button").first.click()
    expect(page.locator("main")).not_to_contain_text("J’ai lu ce texte")


def delivrer(page: Page, site: Site, reference: str) -> None:
    page.goto(f"{site.url}/commissaire/dossiers/{reference}/titre")
    page.locator("[name=lu]").check()
    _prouver(page)
    bouton(page, "Délivrer le titre exécutoire")
    page.goto(f"{site.url}/commissaire/dossiers/{reference}/copie")
    page.locator("main input[type=radio]").first.check()
    bouton(page, "Enregistrer la remise")


def _prouver(page: Page) -> None:
    preuve = page.locator("[name=preuve]")
    if preuve.count():
        preuve.fill(MOT_DE_PASSE)


def ouvrir_avec_la_feuille(page: Page, adresse: str, identifiant: str, code: str) -> None:
    """Type the two words of the plain sheet, then say who one is."""
    page.goto(adresse)
    page.fill("#identifiant", identifiant)
    page.fill("#code", code.lower())
    bouton(page, "Ouvrir")
    expect(page.locator("h1")).to_contain_text("Êtes-vous")
    bouton(page, "Oui, c’est moi")


def ouvrir_avec_le_carre(page: Page, adresse: str, identifiant: str, code: str) -> None:
    """Scan the square: the address carries both words in its fragment, which no server sees."""
    page.goto(f"{adresse}#i={identifiant}&c={code}")
    expect(page.locator("#code")).to_have_value(code)
    assert "#" not in page.url
    bouton(page, "Ouvrir")
    bouton(page, "Oui, c’est moi")
