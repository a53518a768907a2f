"""The pieces an act is made of. The same pieces give the PDF (templates/documents/acte.typ) and its plain text.

A commissaire reads the plain text before recording, and its hash is kept: paper and screen cannot differ.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from portail.domaine.creance import Nature
from portail.services.documents.donnees import (
    CreanceImprimee,
    EcheanceImprimee,
    EtudeImprimee,
    PartieImprimee,
)
from portail.services.documents.donnees_actes import VersementImprime
from portail.services.documents.formats import euros, jour, jour_long

Bloc = dict[str, Any]
_L = TypeVar("_L")
_LIGNES_PAR_COLONNE = 12

_NATURES: dict[str, str] = {
    Nature.PRINCIPAL: "principal",
    Nature.INTERETS: "intérêts",
    Nature.INDEMNITE_FORFAITAIRE: "indemnité forfaitaire",
    Nature.CLAUSE_PENALE: "clause pénale",
    Nature.AUTRE: "autre",
}


def rubrique(titre: str) -> Bloc:
    return {"genre": "rubrique", "texte": titre}


def paragraphe(texte: str, *, fort: bool = False) -> Bloc:
    return {"genre": "paragraphe", "texte": texte, "fort": fort}


def liste(lignes: Sequence[str]) -> Bloc:
    return {"genre": "liste", "lignes": list(lignes)}


def citation(lignes: Sequence[str]) -> Bloc:
    """Somebody's own words, set apart, one line per paragraph."""
    return {"genre": "citation", "lignes": list(lignes)}


def case(titre: str, lignes: Sequence[str]) -> Bloc:
    """A box to tick by hand before somebody's own words."""
    return {"genre": "case", "titre": titre, "lignes": list(lignes)}


def marque(texte: str, qr: str) -> Bloc:
    """What the étude scans, and the same code to type."""
    return {"genre": "marque", "texte": texte, "qr": qr}


def fiche(lignes: Sequence[tuple[str, str]]) -> Bloc:
    """Label and value; the lines without a value are left out."""
    return {"genre": "fiche", "lignes": [ligne for ligne in lignes if ligne[1]]}


def empreinte(libelle: str, valeur: str) -> list[Bloc]:
    """A hash, in one piece whatever the width; nothing when there is none."""
    return [{"genre": "empreinte", "libelle": libelle, "valeur": valeur}] if valeur else []


def tableau(
    entetes: Sequence[str],
    lignes: Sequence[Sequence[str]],
    *,
    total: Sequence[str] = (),
    large: int = 0,
    montants: bool = False,
) -> Bloc:
    """`large`: the column that takes the room left; `montants`: the last column holds amounts."""
    return {
        "genre": "tableau",
        "entetes": list(entetes),
        "lignes": [list(ligne) for ligne in lignes],
        "total": list(total),
        "large": large,
        "montants": montants,
    }


def commissaire(etude: EtudeImprimee) -> Bloc:
    return fiche(
        (
            ("Commissaire de justice", etude.commissaire),
            ("Office", etude.nom),
            ("Demeure", etude.adresse.en_ligne),
            ("Ressort", ressort(etude.cour_appel)),
        )
    )


def ressort(cour: str) -> str:
    """« cour d’appel d’Angers », whether the court came with its kind or only its town."""
    if not cour or cour.lower().startswith(("cour", "tribunal")):
        return cour
    elide = cour[0].upper() in "AEÉIOUH"
    return f"cour d’appel d’{cour}" if elide else f"cour d’appel de {cour}"


def partie(qualite: str, p: PartieImprimee) -> Bloc:
    """A party, with what article 648 CPC asks when it is known."""
    naissance = " à ".join(mot for mot in (jour(p.naissance_le) if p.naissance_le else "", p.naissance_lieu) if mot)
    return fiche(
        (
            (qualite, p.designation),
            ("Forme", p.forme),
            ("Immatriculation", p.immatriculation),
            ("Siège social" if p.personne_morale else "Domicile", p.adresse.en_ligne),
            ("Représentation", p.representant),
            ("Profession", p.profession),
            ("Nationalité", p.nationalite),
            ("Naissance", naissance),
        )
    )


def creance(c: CreanceImprimee) -> list[Bloc]:
    lignes = [(e.libelle, _NATURES.get(e.nature, e.nature), euros(e.montant_centimes)) for e in c.elements]
    total = ("Total demandé", "", euros(c.total_centimes))
    return [
        fiche((("Fondement", c.fondement),)),
        tableau(("Élément", "Nature", "Montant"), lignes, total=total, montants=True),
    ]


def echeancier(echeances: Sequence[EcheanceImprimee]) -> Bloc:
    """Line by line, with the total."""
    return _echeances(echeances, total=sum(e.montant_centimes for e in echeances))


def echeancier_serre(echeances: Sequence[EcheanceImprimee], par_colonne: int = _LIGNES_PAR_COLONNE) -> Bloc:
    """The same in several tables side by side, for a document that must hold on one page."""
    if len(echeances) <= par_colonne:
        return echeancier(echeances)
    *debut, fin = _parts(echeances, par_colonne)
    total = sum(e.montant_centimes for e in echeances)
    return _cote_a_cote([*(_echeances(p, longues=False) for p in debut), _echeances(fin, total=total, longues=False)])


def versements_serres(versements: Sequence[VersementImprime]) -> Bloc:
    """What was received, in the order of the days, with the total; side by side when there are many."""
    total = ("Total", euros(sum(v.montant_centimes for v in versements)))
    if len(versements) <= _LIGNES_PAR_COLONNE:
        return _versements(versements, total)
    *debut, fin = _parts(versements)
    return _cote_a_cote([*(_versements(part) for part in debut), _versements(fin, total)])


def _versements(versements: Sequence[VersementImprime], total: Sequence[str] = ()) -> Bloc:
    lignes = [(jour(v.le), euros(v.montant_centimes)) for v in versements]
    return tableau(("Reçu le", "Montant"), lignes, total=total, montants=True)


def _parts(lignes: Sequence[_L], par_colonne: int = _LIGNES_PAR_COLONNE) -> list[Sequence[_L]]:
    nombre = min(3, -(-len(lignes) // par_colonne))
    pas = -(-len(lignes) // nombre)
    return [lignes[i : i + pas] for i in range(0, len(lignes), pas)]


def _cote_a_cote(blocs: list[Bloc]) -> Bloc:
    return {"genre": "cote-a-cote", "blocs": blocs}


def _echeances(echeances: Sequence[EcheanceImprimee], *, total: int | None = None, longues: bool = True) -> Bloc:
    en_mots = jour_long if longues else jour
    lignes = [(str(e.numero), en_mots(e.le), euros(e.montant_centimes)) for e in echeances]
    somme = ("", "Total", euros(total)) if total is not None else ()
    return tableau(("N°", "Date", "Montant"), lignes, total=somme, large=1, montants=True)


def en_texte(blocs: Sequence[Bloc]) -> str:
    """The same words without layout, one line per paragraph, cell or entry."""
    return "\n".join(ligne for bloc in blocs for ligne in _LIGNES[bloc["genre"]](bloc))


def _fiche_en_texte(bloc: Bloc) -> list[str]:
    return [f"{libelle}\u00a0: {valeur}" for libelle, valeur in bloc["lignes"]]


def _tableau_en_texte(bloc: Bloc) -> list[str]:
    rangees = [bloc["entetes"], *bloc["lignes"], *([bloc["total"]] if bloc["total"] else [])]
    return [" | ".join(cellule for cellule in rangee if cellule) for rangee in rangees]


def _cote_a_cote_en_texte(bloc: Bloc) -> list[str]:
    return [ligne for cote in bloc["blocs"] for ligne in _tableau_en_texte(cote)]


_LIGNES: dict[str, Callable[[Bloc], list[str]]] = {
    "rubrique": lambda bloc: ["", bloc["texte"]],
    "paragraphe": lambda bloc: [bloc["texte"]],
    "liste": lambda bloc: [f"– {ligne}" for ligne in bloc["lignes"]],
    "citation": lambda bloc: bloc["lignes"],
    "case": lambda bloc: [bloc["titre"], *bloc["lignes"]],
    "marque": lambda bloc: [bloc["texte"]],
    "fiche": _fiche_en_texte,
    "empreinte": lambda bloc: [f"{bloc['libelle']}\u00a0: {bloc['valeur']}"],
    "tableau": _tableau_en_texte,
    "cote-a-cote": _cote_a_cote_en_texte,
}
