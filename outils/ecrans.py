"""Takes the pictures of docs/ecrans/: the debtor's screens, and the professionals' from a running demonstration.

Usage: python -m outils.ecrans for every screen of tests/ecrans.py, on a phone, in docs/ecrans/debiteur/;
make demo in one terminal and python -m outils.ecrans http://127.0.0.1:8000 in another for the professionals' pages.
"""

import json
import shutil
import sys
from importlib import import_module
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from outils.maison import rendues
from outils.navigateur import chromium

RACINE = Path(__file__).resolve().parent.parent
ECRANS = RACINE / "docs" / "ecrans"
FICHE = RACINE / "donnees-demonstration" / "fiche.json"
TELEPHONE, BUREAU = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
COULEURS = 16
DRAPEAUX = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

# name, state of the dossier, address
CREANCIER = (
    ("creancier-dossiers", None, "/creancier/dossiers"),
    ("creancier-proposition", "proposition_debiteur", "/creancier/dossiers/{}/proposition"),
    ("creancier-combien", "brouillon", "/creancier/dossiers/{}/depot/combien"),
)
COMMISSAIRE = (
    ("commissaire-file", None, "/commissaire/"),
    ("commissaire-echeances", None, "/commissaire/echeances"),
    ("commissaire-dossier", "paiements", "/commissaire/dossiers/{}"),
    ("commissaire-verifier", "deposee", "/commissaire/dossiers/{}/verifier"),
    ("commissaire-constat", "accord_conclu", "/commissaire/dossiers/{}/constats/accord"),
    ("commissaire-titre", "fin_accord", "/commissaire/dossiers/{}/titre"),
)


def ouvrir(navigateur: Browser, taille: dict[str, int]) -> BrowserContext:
    return navigateur.new_context(viewport=taille, locale="fr-FR", timezone_id="Europe/Paris")  # type: ignore[arg-type]


def prendre(page: Page, nom: str) -> None:
    """The whole page, in a palette: flat colours need no more, and the repository stays light."""
    fichier = ECRANS / f"{nom}.png"
    fichier.parent.mkdir(parents=True, exist_ok=True)
    taille = page.viewport_size or {"width": 360, "height": 740}
    haut = page.evaluate("document.documentElement.scrollHeight")
    page.set_viewport_size(
        {"width": taille["width"], "height": max(taille["height"], haut)}
    )  # what sticks stands in its own place
    page.screenshot(path=fichier, full_page=True)
    with Image.open(fichier) as image:
        image.convert("RGB").quantize(COULEURS).save(fichier, optimize=True)
    page.set_viewport_size(taille)


def debiteur(navigateur: Browser) -> int:
    """Every screen that the gates walk; those that are gone lose their picture. Gives their number."""
    shutil.rmtree(ECRANS / "debiteur", ignore_errors=True)
    vitrine = import_module("tests.navigateur.vitrine").Vitrine(ouvrir(navigateur, TELEPHONE), dict(rendues()))
    for rang, (nom, page) in enumerate(vitrine.montrer_tout(), 1):
        prendre(page, f"debiteur/{nom.strip('/').replace('/', '-') or 'bienvenue'}")
        print(f"\r{rang} écrans", end="", flush=True)
    print()
    return len(vitrine.ecrans)


def professionnel(page: Page, adresse: str, compte: dict[str, str]) -> None:
    page.goto(f"{adresse}/connexion")
    page.fill("[name=courriel]", compte["courriel"])
    page.fill("[name=mot_de_passe]", compte["mot_de_passe"])
    page.get_by_role("button", name="Entrer").click()


def professionnels(navigateur: Browser, adresse: str) -> None:
    fiche = json.loads(FICHE.read_text("utf-8"))
    premiers = {d["etat"]: d for d in reversed(fiche["dossiers"]) if "Menuiserie" in d["creancier"]}
    tous = {d["etat"]: d for d in reversed(fiche["dossiers"])}
    comptes = {c["role"]: c for c in reversed(fiche["comptes"])}
    for role, ecrans, connus in (("creancier", CREANCIER, premiers), ("commissaire", COMMISSAIRE, tous)):
        page = ouvrir(navigateur, BUREAU).new_page()
        professionnel(page, adresse, comptes[role])
        for nom, cle, chemin in ecrans:
            page.goto(adresse + chemin.format(connus[cle]["reference"] if cle else ""))
            prendre(page, nom)


def principal(adresse: str | None) -> None:
    with sync_playwright() as lance:
        navigateur = lance.chromium.launch(executable_path=chromium(), args=DRAPEAUX)
        if adresse:
            professionnels(navigateur, adresse)
        else:
            debiteur(navigateur)
        navigateur.close()


if __name__ == "__main__":
    principal(sys.argv[1] if len(sys.argv) > 1 else None)
