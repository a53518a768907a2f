"""Vérifie les preuves d'un dossier, sans le portail : « python3 verifier.py », dans le dossier qui les contient."""

import hashlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import chaine

ICI = Path(__file__).resolve().parent
ENTETE_ED25519 = bytes.fromhex("302a300506032b6570032100")  # RFC 8410


def fichiers() -> list[str]:
    """Chaque fichier a l'empreinte annoncée, et il n'y en a pas d'autres."""
    fautes = []
    annonces = {}
    for ligne in (ICI / "SHA256SUMS").read_text("utf-8").splitlines():
        empreinte, _, nom = ligne.partition("  ")
        annonces[nom] = empreinte
    presents = {p.relative_to(ICI).as_posix() for p in ICI.rglob("*") if p.is_file()}
    for nom in sorted(annonces):
        if nom not in presents:
            fautes.append(f"{nom} : il manque")
        elif hashlib.sha256((ICI / nom).read_bytes()).hexdigest() != annonces[nom]:
            fautes.append(f"{nom} : il a été modifié")
    ignores = {"SHA256SUMS"} | {nom for nom in presents if "__pycache__" in nom}
    fautes += [f"{nom} : il n’est pas annoncé" for nom in sorted(presents - set(annonces) - ignores)]
    documents = json.loads((ICI / "documents.json").read_text("utf-8"))
    fautes += [
        f"{d['fichier']} : ce n’est pas le document émis"
        for d in documents
        if annonces.get(d["fichier"]) != d["sha256"]
    ]
    return fautes


def ancre(extrait: dict) -> str:
    """Ce que vaut la signature de la tête : un mot à dire, ou une exception."""
    signee = extrait["ancre"]
    if signee is None:
        return "La tête du journal n’est pas encore signée : demandez un nouvel export demain."
    cles = json.loads((ICI / "cles-publiques.json").read_text("utf-8"))
    if signee["cle"] not in cles:
        raise chaine.ExtraitRefuse("la tête est signée par une clé qui n’est pas publiée")
    publique = bytes.fromhex(cles[signee["cle"]])
    if hashlib.sha256(publique).hexdigest()[:16] != signee["cle"]:
        raise chaine.ExtraitRefuse("la clé publique ne porte pas son nom")
    verdict = openssl(publique, chaine.message_ancre(signee), bytes.fromhex(signee["signature"]))
    if verdict is False:
        raise chaine.ExtraitRefuse("la signature de la tête est fausse")
    suite = "vérifiée" if verdict else "NON vérifiée ici (openssl manque)"
    return f"Tête du journal signée le {signee['le']}, clé {signee['cle']} : signature {suite}."


def openssl(publique: bytes, message: bytes, signature: bytes) -> bool | None:
    """None : openssl n'est pas là, ou il est trop ancien pour Ed25519."""
    with tempfile.TemporaryDirectory() as lieu:
        noms = {"cle.der": ENTETE_ED25519 + publique, "message": message, "signature": signature}
        for nom, octets in noms.items():
            (Path(lieu) / nom).write_bytes(octets)
        commande = "openssl pkeyutl -verify -pubin -keyform DER -inkey cle.der -rawin -in message -sigfile signature"
        try:
            essai = subprocess.run(commande.split(), cwd=lieu, capture_output=True, text=True, check=False)
        except OSError:
            return None
    if "Signature Verified" in essai.stdout:
        return True
    return False if "Verification Failure" in essai.stdout + essai.stderr else None


def principal() -> int:
    fautes = fichiers()
    try:
        extrait = json.loads((ICI / "journal.json").read_text("utf-8"))
        bilan = chaine.verifier_extrait(extrait)
        print(
            f"{bilan.actes} actes, dont {bilan.effaces} au contenu effacé ; tête : ligne {bilan.seq}, {bilan.empreinte}"
        )
        print(ancre(extrait))
    except chaine.ExtraitRefuse as refus:
        fautes.append(f"journal.json : {refus}")
    for faute in fautes:
        print(f"FAUX – {faute}")
    print("Rien n’a été changé." if not fautes else f"{len(fautes)} défaut(s) : ne vous fiez pas à ces preuves.")
    return 1 if fautes else 0


if __name__ == "__main__":
    sys.exit(principal())
