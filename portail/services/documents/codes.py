"""Identifiants and codes on paper: groups of four, the square that opens the file, and the mask of the kept copy."""

import io
from functools import lru_cache

import segno

from portail.domaine.identifiants import grouper, normaliser
from portail.services.documents.donnees import Canal, ConnexionImprimee

MASQUE = "••••"


def presenter(mot: str, canal: Canal) -> str:
    """Our codes in groups of four; those of the Chamber's platform exactly as typed in."""
    return grouper(normaliser(mot)) if canal is Canal.PORTAIL else mot


def masquer(identifiant: str, canal: Canal) -> str:
    """Enough of the identifiant to recognise a letter, too little to try codes on it and lock its owner out.

    >>> masquer("7F4K29QD", Canal.PORTAIL)
    '••••-29QD'
    """
    tiret = "-" if canal is Canal.PORTAIL else ""
    return f"{MASQUE}{tiret}{presenter(identifiant, canal)[-4:]}"


def mots(connexion: ConnexionImprimee, masques: bool) -> tuple[str, str]:
    """Identifiant and code as printed, or as kept."""
    canal = connexion.canal
    if masques:
        return masquer(connexion.identifiant, canal), MASQUE
    return presenter(connexion.identifiant, canal), presenter(connexion.code, canal)


def sous_pli(connexion: ConnexionImprimee, masque: bool) -> str:
    """The code under the fold of the sheet, as printed or as kept; "" where there is none."""
    if connexion.canal is not Canal.PORTAIL or not connexion.signature:
        return ""
    return MASQUE if masque else presenter(connexion.signature, connexion.canal)


def adresse_secrete(connexion: ConnexionImprimee) -> str:
    """The address behind the square: identifiant and code in the fragment, which no server receives.

    >>> adresse_secrete(ConnexionImprimee(Canal.PORTAIL, "https://p.example/ouvrir", "7F4K-29QD", "M7RT-4KHX-92BD"))
    'https://p.example/ouvrir#i=7F4K29QD&c=M7RT4KHX92BD'
    """
    return f"{connexion.adresse}#i={normaliser(connexion.identifiant)}&c={normaliser(connexion.code)}"


def image_qr(contenu: str, correction: str = "q") -> str:
    """SVG of a QR code that survives a folded or stained sheet: "q", a quarter of it may be lost; "m", an eighth."""
    tampon = io.BytesIO()
    segno.make_qr(contenu, error=correction, encoding="utf-8").save(
        tampon, kind="svg", xmldecl=False, border=0, dark="#000000"
    )
    return tampon.getvalue().decode().replace("\n", "")  # only letters that texte.prudent leaves alone


@lru_cache(maxsize=64)
def image_qr_publique(contenu: str, correction: str = "q") -> str:
    """The same, kept a while: the papers of one letter bear the same squares. Never for a code: it must not linger."""
    return image_qr(contenu, correction)
