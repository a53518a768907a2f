"""Keeps translations/ in step with the French sentences of the code and the templates.

Usage: python -m outils.catalogue [verifier | manques [langue]]. Without a word, writes the catalogues: two models,
debiteur.pot (what a debtor or the public can see) and etude.pot (the offices of the professionals), and the
translations of each language. Dates are fixed, so that only sentences make a difference.
"""

import sys
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from outils import traductions
from outils.traductions import FACILE
from portail.domaine.fichiers import lire_csv

RACINE = Path(__file__).resolve().parent.parent
TRADUCTIONS = RACINE / "translations"
AIDES = RACINE / "portail" / "web" / "aides.toml"
LE = datetime(2026, 1, 1, tzinfo=UTC)
# `Phrase` is the domain's: a French sentence that a page may say in another language.
MOTS_CLES = {**DEFAULT_KEYWORDS, "lazy_gettext": None, "Phrase": None}
DEBITEUR, ETUDE = "debiteur", "etude"
DOMAINES = (DEBITEUR, ETUDE)
BUREAUX = (
    "templates/commissaire/", "templates/creancier/", "portail/web/commissaire/", "portail/web/creancier/",
    "portail/web/libelles.py", "portail/web/messages_etude.py", "portail/domaine/eligibilite.py",
    "portail/domaine/relais.py", "portail/domaine/territoire.py", "portail/domaine/frais.py",
    "portail/domaine/tables.py", "portail/domaine/valeurs.py", "portail/domaine/controle_tables.py",
    "portail/services/mots.py", "portail/services/recepisses.py", "portail/services/preuves_dossier.py",
    "portail/services/documents/controle_titre.py",
    "portail/services/signature/", "portail/services/signataires.py",
)  # fmt: skip
LANGUES = {"en": DOMAINES, "ar": (DEBITEUR,), FACILE: (DEBITEUR,)}


def domaine_de(fichier: str) -> str:
    """The catalogue of a file, by its path from the root."""
    return ETUDE if fichier.startswith(BUREAUX) else DEBITEUR


@cache
def extraire() -> dict[str, Catalog]:
    """Every sentence marked for translation, without its place: moving code changes nothing."""
    catalogues = {domaine: _vierge() for domaine in DOMAINES}
    with (RACINE / "babel.cfg").open() as reglages:
        methodes, options = parse_mapping_cfg(reglages)  # type: ignore[no-untyped-call]
    for dossier in ("portail", "templates"):
        reperes = [(motif.removeprefix(f"{dossier}/"), m) for motif, m in methodes if motif.startswith(f"{dossier}/")]
        choix = {motif.removeprefix(f"{dossier}/"): valeur for motif, valeur in options.items()}
        trouves = extract_from_dir(RACINE / dossier, reperes, choix, MOTS_CLES, comment_tags=("Traduction :",))
        for nom, _, phrase, commentaires, contexte in trouves:
            catalogue = catalogues[domaine_de(f"{dossier}/{nom}")]
            catalogue.add(phrase, auto_comments=commentaires, context=contexte)
    for contact in tomllib.loads(AIDES.read_text("utf-8"))["contact"]:
        catalogues[DEBITEUR].add(contact["nom"])
        catalogues[DEBITEUR].add(contact["texte"])
    for note in filter(None, (ligne["note"] for ligne in lire_csv("territoires.csv"))):
        catalogues[ETUDE].add(note.replace("%", "%%"))
    return catalogues


def _vierge() -> Catalog:
    return Catalog(
        project="Portail",
        version="1",
        header_comment="# Sentences of Portail; written by « make traduire », under the project's licence.",
        last_translator="Les auteurs de Portail",
        language_team="Portail",
        creation_date=LE,
        revision_date=LE,
        charset="utf-8",
        fuzzy=False,
    )


def modele(domaine: str) -> Path:
    return TRADUCTIONS / f"{domaine}.pot"


def traduction(langue: str, domaine: str) -> Path:
    return TRADUCTIONS / langue / "LC_MESSAGES" / f"{domaine}.po"


def ecrire(catalogue: Catalog) -> bytes:
    sortie = BytesIO()
    write_po(sortie, catalogue, width=110, no_location=True, sort_output=True, ignore_obsolete=True)
    return sortie.getvalue()


def lire(fichier: Path, langue: str) -> Catalog:
    """As it is on the disk; empty if it is not there yet."""
    if not fichier.exists():
        vierge = _vierge()
        vierge.locale = langue
        return vierge
    with fichier.open("rb") as contenu:
        return read_po(contenu, locale=langue)


def mettre_a_jour(langue: str, domaine: str) -> Catalog:
    """The translation with new sentences added empty and vanished ones dropped; easy French keeps what differs."""
    catalogue = lire(traduction(langue, domaine), langue)
    catalogue.update(extraire()[domaine], no_fuzzy_matching=True)
    catalogue.creation_date = catalogue.revision_date = LE
    if langue == FACILE:
        for message in list(catalogue):
            if message.id and not traductions.traduite(message):
                catalogue.delete(message.id, message.context)
    return catalogue


def attendus() -> Iterator[tuple[Path, bytes]]:
    """Each file of translations/ and what it should hold."""
    for domaine, catalogue in extraire().items():
        yield modele(domaine), ecrire(catalogue)
    for langue, domaines in LANGUES.items():
        for domaine in domaines:
            yield traduction(langue, domaine), ecrire(mettre_a_jour(langue, domaine))


def manques(langue: str) -> Iterator[tuple[str, Message, str]]:
    """What is left to translate: (catalogue, sentence of the model, why)."""
    juger: Callable[[Message, Message | None], str] = traductions.facile if langue == FACILE else traductions.complete
    for domaine in LANGUES[langue]:
        ecrites = lire(traduction(langue, domaine), langue)
        for message in extraire()[domaine]:
            if message.id:
                raison = juger(message, ecrites.get(message.id, message.context))
                if raison:
                    yield domaine, message, raison


def fautes(langue: str, domaine: str) -> Iterator[str]:
    """What is wrong in the translations that are written."""
    catalogue = lire(traduction(langue, domaine), langue)
    yield from (f"{message_id(m)} : entrée périmée" for m in catalogue.obsolete.values())
    for message in catalogue:
        if message.id and traductions.traduite(message):
            yield from (f"{message_id(message)} : {faute}" for faute in traductions.fautes(catalogue, message))


def message_id(message: Message) -> str:
    return message.id if isinstance(message.id, str) else " | ".join(message.id)


def verifier() -> list[str]:
    """Everything that keeps the pages from being complete, one line each."""
    lignes = []
    connus = set()
    for fichier, contenu in attendus():
        connus.add(fichier)
        if not fichier.exists() or fichier.read_bytes() != contenu:
            lignes.append(
                f"{fichier.relative_to(RACINE)} n’est pas à jour : lancez « make traduire », relisez le diff."
            )
    intrus = {f for f in TRADUCTIONS.rglob("*") if f.is_file()} - connus
    lignes += [f"{f.relative_to(RACINE)} n’est pas un catalogue attendu." for f in sorted(intrus)]
    for langue, domaines in LANGUES.items():
        for domaine in domaines:
            lignes += [f"{langue}/{domaine} : {faute}" for faute in fautes(langue, domaine)]
        lignes += [f"{langue}/{d} : {message_id(m)} : {raison}" for d, m, raison in manques(langue)]
    return lignes


def traduire() -> None:
    for fichier, contenu in attendus():
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_bytes(contenu)
    for domaine, catalogue in extraire().items():
        print(f"{modele(domaine).relative_to(RACINE)} : {len(catalogue)} phrases")
    compter()


def compter() -> None:
    for langue in LANGUES:
        print(f"{langue} : {sum(1 for _ in manques(langue))} à traduire")


def lister(langue: str) -> None:
    """The sentences left, as a .po reads them, for whoever translates."""
    for domaine, message, raison in manques(langue):
        print(f"# {domaine} : {raison}")
        for phrase in (message.id,) if isinstance(message.id, str) else message.id:
            print(phrase)
        print()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["verifier"]:
            sys.exit("\n".join(verifier()) or None)
        case ["manques"]:
            compter()
        case ["manques", langue]:
            lister(langue)
        case []:
            traduire()
        case _:
            sys.exit(__doc__)
