"""What every document says about itself: title, author, reference, and the mark across its pages."""

from typing import Any

from portail.services.documents.donnees import EtudeImprimee, Tirage

SPECIMEN = ("SPÉCIMEN", "document de démonstration, sans valeur juridique")
PROJET = ("PROJET", "document de travail, sans valeur exécutoire")


def cadre(tirage: Tirage, etude: EtudeImprimee, *, titre: str, projet: bool = False) -> dict[str, Any]:
    """The keys read by templates/documents/commun.typ. A draft of the demonstration bears both marks."""
    marque, phrase = PROJET if projet else SPECIMEN if tirage.specimen else ("", "")
    if projet and tirage.specimen:
        phrase = f"{phrase} – SPÉCIMEN, {SPECIMEN[1]}"
    return {
        "titre": f"{titre} – dossier {tirage.reference}" + (f" ({marque})" if marque else ""),
        "auteur": etude.nom or etude.commissaire,
        "reference": tirage.reference,
        "filigrane": marque,
        "filigrane_phrase": phrase,
    }
