"""An act on paper: what templates/documents/acte.typ needs besides the blocks."""

from collections.abc import Sequence
from typing import Any

from portail.services.documents.blocs import Bloc, ressort
from portail.services.documents.donnees import EtudeImprimee, Tirage
from portail.services.documents.moteur import composer
from portail.services.documents.pages import cadre

UNE_PAGE = "une"  # must hold on one page, however small
UNE_SI_POSSIBLE = "une si possible"  # one page if it can be read comfortably, else as many as it takes
LIBRE = "libre"  # several pages from the start
MODELE_NON_OFFICIEL = "Modèle non officiel"


def en_tete(etude: EtudeImprimee) -> tuple[str, ...]:
    """Who establishes the act, in the words of the heading of templates/documents/acte.typ."""
    lignes = (
        f"{etude.commissaire}, commissaire de justice",
        f"{etude.nom}, {etude.adresse.en_ligne}",
        ressort(etude.cour_appel),
    )
    return tuple(ligne for ligne in lignes if ligne)


def imprimer_acte(
    tirage: Tirage, etude: EtudeImprimee, *, intitule: str, blocs: Sequence[Bloc], projet: bool = False, **reste: Any
) -> bytes:
    """The PDF of an act. `reste` overrides the defaults below."""
    defauts = {
        "commissaire": etude.commissaire,
        "etude": etude.nom,
        "etude_adresse": etude.adresse.en_ligne,
        "ressort": ressort(etude.cour_appel),
        "intitule": intitule,
        "sous_titre": "",
        "etiquette": "",
        "entete": (),
        "avis_titre": "",
        "avis": (),
        "fait": "",
        "signature": "",
        "signe": (),
        "pages": UNE_SI_POSSIBLE,
        "blocs_lies": (),
        "blocs": list(blocs),
    }
    contenu = cadre(tirage, etude, titre=intitule, projet=projet) | defauts | reste
    if tirage.signe and contenu["signature"]:
        contenu |= {"signature": "", "signe": _signe(etude, contenu["verification"])}
    return composer("acte", contenu, imprime_le=tirage.imprime_le)


def _signe(etude: EtudeImprimee, verification: str) -> tuple[str, ...]:
    """What stands in place of a signature by hand: who signs the file, and where to ask whether it is so."""
    qui = f"Signé électroniquement par {etude.commissaire}, commissaire de justice."
    return (qui, f"{verification}.") if verification else (qui,)
