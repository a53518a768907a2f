"""What every document says about itself: title, author, reference, and the mark across its pages."""

from typing import Any

from portail.services.documents.codes import image_qr_publique
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
        **_verification(tirage, projet),
    }


def _verification(tirage: Tirage, projet: bool) -> dict[str, str]:
    """The short reference on each page, and the square that opens its page of verification."""
    v = None if projet else tirage.verification
    if v is None:
        return {"verification": "", "verification_qr": ""}
    return {
        "verification": f"À vérifier sur {_porte(v.adresse)}, référence {v.reference}",
        "verification_qr": image_qr_publique(v.adresse, "m"),
    }


def _porte(adresse: str) -> str:
    """The address to type: that of the page where the reference is asked for.

    >>> _porte("https://portail.example/verifier/7F4K29QDA3MX")
    'portail.example/verifier'
    """
    return adresse.partition("://")[2].rpartition("/")[0]
