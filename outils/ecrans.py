"""Takes the pictures of docs/ecrans/ from a running demonstration.

Usage: make demo in one terminal, then python -m outils.ecrans http://127.0.0.1:8000 in another.
"""

import json
import sys
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from outils.navigateur import chromium

RACINE = Path(__file__).resolve().parent.parent
ECRANS = RACINE / "docs" / "ecrans"
FICHE = RACINE / "donnees-demonstration" / "fiche.json"
TELEPHONE, BUREAU = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
DRAPEAUX = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

# name, state of the dossier, page of the debtor's space
DEBITEUR = (
    ("debiteur-accueil", "envoyee", ""),
    ("debiteur-echeancier", "envoyee", "/echeancier?mode=6&jour=5"),
    ("debiteur-refuser", "envoyee", "/refuser"),
    ("debiteur-offre-recue", "proposition_creancier", "/proposition"),
    ("debiteur-paiements", "paiements", ""),
)
CREANCIER = (
    ("creancier-dossiers", None, "/creancier/dossiers"),
    ("creancier-proposition", "proposition_debiteur", "/creancier/dossiers/{}/proposition"),
    ("creancier-combien", "brouillon", "/creancier/dossiers/{}/depot/combien"),
)
COMMISSAIRE = (
    ("commissaire-file", None, "/commissaire/"),
    ("commissaire-verifier", "deposee", "/commissaire/dossiers/{}/verifier"),
    ("commissaire-constat", "accord_conclu", "/commissaire/dossiers/{}/constats/accord"),
    ("commissaire-titre", "fin_accord", "/commissaire/dossiers/{}/titre"),
)


def ouvrir(navigateur: Browser, taille: dict[str, int]) -> Page:
    contexte = navigateur.new_context(viewport=taille, locale="fr-FR", timezone_id="Europe/Paris")  # type: ignore[arg-type]
    return contexte.new_page()


def prendre(page: Page, nom: str) -> None:
    """The whole page, in a palette: flat colours need no more, and the repository stays light."""
    fichier = ECRANS / f"{nom}.png"
    page.screenshot(path=fichier, full_page=True)
    with Image.open(fichier) as image:
        image.convert("RGB").quantize(64).save(fichier, optimize=True)


def debiteur(page: Page, adresse: str, dossier: dict[str, Any], suite: str) -> None:
    page.goto(f"{adresse}/ouvrir#i={dossier['identifiant']}&c={dossier['code']}")
    page.get_by_role("button", name="Ouvrir").click()
    page.get_by_role("button", name="Oui, c’est moi").click()
    if suite:
        page.goto(page.url + suite)


def professionnel(page: Page, adresse: str, compte: dict[str, str]) -> None:
    page.goto(f"{adresse}/connexion")
    page.fill("[name=courriel]", compte["courriel"])
    page.fill("[name=mot_de_passe]", compte["mot_de_passe"])
    page.get_by_role("button", name="Entrer").click()


def principal(adresse: str) -> None:
    fiche = json.loads(FICHE.read_text("utf-8"))
    premiers = {d["etat"]: d for d in reversed(fiche["dossiers"]) if "Menuiserie" in d["creancier"]}
    tous = {d["etat"]: d for d in reversed(fiche["dossiers"])}
    comptes = {c["role"]: c for c in reversed(fiche["comptes"])}
    ECRANS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as lance:
        navigateur = lance.chromium.launch(executable_path=chromium(), args=DRAPEAUX)
        for nom, etat, suite in DEBITEUR:
            page = ouvrir(navigateur, TELEPHONE)
            debiteur(page, adresse, tous[etat], suite)
            prendre(page, nom)
        for role, ecrans, connus in (("creancier", CREANCIER, premiers), ("commissaire", COMMISSAIRE, tous)):
            page = ouvrir(navigateur, BUREAU)
            professionnel(page, adresse, comptes[role])
            for nom, cle, chemin in ecrans:
                page.goto(adresse + chemin.format(connus[cle]["reference"] if cle else ""))
                prendre(page, nom)
        navigateur.close()


if __name__ == "__main__":
    principal(sys.argv[1])
