"""The first page of a batch of letters to print: who they are for, how many sheets each, where to write the number."""

from dataclasses import dataclass
from typing import Any

from portail.services.documents.donnees import EtudeImprimee, PartieImprimee, Tirage
from portail.services.documents.formats import instant
from portail.services.documents.moteur import composer
from portail.services.documents.pages import cadre
from portail.services.documents.texte import abreger, assainir

_LONG = 90


@dataclass(frozen=True)
class LettreDuBordereau:
    """One envelope. `pages`: printed pages, blank ones apart."""

    reference: str
    destinataire: PartieImprimee
    pages: int

    @property
    def feuilles(self) -> int:
        """Sheets of paper when both sides are printed."""
        return -(-self.pages // 2)


@dataclass(frozen=True)
class BordereauDonnees:
    """`absentes`: (reference of the dossier, why its letter is not in the file)."""

    tirage: Tirage
    etude: EtudeImprimee
    lettres: tuple[LettreDuBordereau, ...]
    absentes: tuple[tuple[str, str], ...] = ()


def imprimer_bordereau(donnees: BordereauDonnees) -> bytes:
    return composer("bordereau", _contenu(assainir(donnees)), imprime_le=donnees.tirage.imprime_le)


def _contenu(d: BordereauDonnees) -> dict[str, Any]:
    nombre = len(d.lettres)
    return cadre(d.tirage, d.etude, titre="Bordereau des lettres à poster") | {
        "titre": "Bordereau des lettres à poster",
        "etude": d.etude.nom or d.etude.commissaire,
        "etude_adresse": d.etude.adresse.en_ligne,
        "le": instant(d.tirage.imprime_le),
        "nombre": f"{nombre} lettre{'s' if nombre > 1 else ''}",
        "lignes": [_ligne(rang, lettre) for rang, lettre in enumerate(d.lettres, start=1)],
        "total": [str(sum(x.pages for x in d.lettres)), str(sum(x.feuilles for x in d.lettres))],
        "absentes": d.absentes,
    }


def _ligne(rang: int, lettre: LettreDuBordereau) -> dict[str, Any]:
    return {
        "rang": str(rang),
        "reference": lettre.reference,
        "nom": abreger(lettre.destinataire.designation, _LONG),
        "adresse": abreger(lettre.destinataire.adresse.en_ligne, _LONG),
        "pages": str(lettre.pages),
        "feuilles": str(lettre.feuilles),
    }
