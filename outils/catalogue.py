"""Keeps translations/ in step with the French sentences of the code and the templates.

Usage: python -m outils.catalogue [verifier]. Dates are fixed, so that only sentences make a difference.
"""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

RACINE = Path(__file__).resolve().parent.parent
TRADUCTIONS = RACINE / "translations"
MODELE = TRADUCTIONS / "messages.pot"
LE = datetime(2026, 1, 1, tzinfo=UTC)
MOTS_CLES = {**DEFAULT_KEYWORDS, "lazy_gettext": None}


def extraire() -> Catalog:
    """Every sentence marked for translation, without its place: moving code changes nothing."""
    catalogue = Catalog(
        project="Portail",
        version="1",
        header_comment="# Sentences of Portail; written by « make traduire », under the project's licence.",
        last_translator="Les auteurs de Portail",
        language_team="Portail",
        creation_date=LE,
        revision_date=LE,
        charset="utf-8",
        fuzzy=False,
    )
    with (RACINE / "babel.cfg").open() as reglages:
        methodes, options = parse_mapping_cfg(reglages)  # type: ignore[no-untyped-call]
    for dossier in ("portail", "templates"):
        reperes = [(motif.removeprefix(f"{dossier}/"), m) for motif, m in methodes if motif.startswith(f"{dossier}/")]
        choix = {motif.removeprefix(f"{dossier}/"): valeur for motif, valeur in options.items()}
        trouves = extract_from_dir(RACINE / dossier, reperes, choix, MOTS_CLES, comment_tags=("Traduction :",))
        for _, _, phrase, commentaires, contexte in trouves:
            catalogue.add(phrase, auto_comments=commentaires, context=contexte)
    return catalogue


def ecrire(catalogue: Catalog) -> bytes:
    sortie = BytesIO()
    write_po(sortie, catalogue, width=110, no_location=True, sort_output=True, ignore_obsolete=True)
    return sortie.getvalue()


def mettre_a_jour(fichier: Path, modele: Catalog) -> Catalog:
    """The translation with new sentences added empty and vanished ones dropped."""
    with fichier.open("rb") as contenu:
        catalogue = read_po(contenu, locale=fichier.parts[-3])
    catalogue.update(modele, no_fuzzy_matching=True)
    catalogue.creation_date = catalogue.revision_date = LE
    return catalogue


def attendus() -> Iterator[tuple[Path, bytes, Catalog]]:
    modele = extraire()
    yield MODELE, ecrire(modele), modele
    for fichier in sorted(TRADUCTIONS.glob("*/LC_MESSAGES/*.po")):
        catalogue = mettre_a_jour(fichier, modele)
        yield fichier, ecrire(catalogue), catalogue


def defauts(fichier: Path, catalogue: Catalog) -> Iterator[str]:
    """Translations that lose or change a placeholder."""
    for message, erreurs in catalogue.check():
        yield from (f"{fichier.relative_to(RACINE)} : {message.id} : {erreur}" for erreur in erreurs)


def verifier() -> list[str]:
    fautes = []
    for fichier, contenu, catalogue in attendus():
        if not fichier.exists() or fichier.read_bytes() != contenu:
            fautes.append(
                f"{fichier.relative_to(RACINE)} n’est pas à jour : lancez « make traduire » et relisez le diff."
            )
        if fichier != MODELE:
            fautes.extend(defauts(fichier, catalogue))
    return fautes


def traduire() -> None:
    for fichier, contenu, catalogue in attendus():
        fichier.parent.mkdir(parents=True, exist_ok=True)
        fichier.write_bytes(contenu)
        vides = sum(1 for message in catalogue if message.id and not message.string)
        suite = "" if fichier == MODELE else f", dont {vides} à traduire"
        print(f"{fichier.relative_to(RACINE)} : {len(catalogue)} phrases{suite}")


if __name__ == "__main__":
    if "verifier" in sys.argv[1:]:
        sys.exit("\n".join(verifier()) or None)
    traduire()
