"""What an injonction de payer costs after a failure (C. com. A444-11 n° 4, A444-46; CPC 1405 and following).

The greffe of the tribunal judiciaire is free; that of the tribunal de commerce has no published default here,
because the sources disagree: the étude enters it.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portail.domaine.frais import METROPOLE, Periode, arrondir, periode_de
from portail.domaine.tables import TABLES_PUBLIEES, TableManquante, Tables
from portail.domaine.valeurs import EmolumentInjonction, Greffe, Tva


class Voie(StrEnum):
    """How the ordonnance is signified."""

    PAPIER = "papier"
    ELECTRONIQUE = "electronique"


@dataclass(frozen=True)
class Poste:
    """One item; VAT and TTC are None where the source does not say whether the figure bears VAT."""

    code: str
    libelle: str
    article: str
    ht_centimes: int
    tva_centimes: int | None = None
    ttc_centimes: int | None = None


@dataclass(frozen=True)
class Injonction:
    """`total_centimes` adds the amounts as published; it is not a total TTC when an item's VAT is not known."""

    montant_centimes: int
    au: date
    coefficient: Decimal
    emolument_ht_centimes: int
    lignes: tuple[Poste, ...]
    periode: Periode
    exemple: bool
    avertissements: tuple[str, ...]

    @property
    def total_centimes(self) -> int:
        return sum(poste.ht_centimes for poste in self.lignes)


def cout_injonction(
    montant_centimes: int,
    au: date,
    *,
    voie: Voie = Voie.PAPIER,
    greffe_centimes: int | None = None,
    tables: Tables = TABLES_PUBLIEES,
) -> Injonction:
    """The items of an injonction de payer on that day's tables; raises TableManquante.

    `greffe_centimes`: 0 before the tribunal judiciaire; by default the étude's entry, or the historic figure.

    >>> [cout_injonction(m, date(2018, 6, 1)).total_centimes for m in (128_000, 500_000)]
    [8095, 10669]
    """
    entree, bareme = tables.chercher(EmolumentInjonction, au)
    coefficient = _coefficient(montant_centimes, bareme)
    emolument = arrondir(bareme.emolument_ht * coefficient)
    tva = arrondir(emolument * (tables.chercher(Tva, au)[1].taux[METROPOLE] or Decimal(0)) / 100)
    postes = [Poste("emolument", "Émolument de signification", "C. com. A444-11", emolument, tva, emolument + tva)]
    if bareme.autre_publie is not None:
        libelle = "Second poste du tableau publié (nature non précisée)"
        postes.append(Poste("autre", libelle, "tableau publié", bareme.autre_publie))
    forfait = bareme.forfait_papier if voie is Voie.PAPIER else bareme.forfait_electronique
    if forfait is not None:
        postes.append(Poste("forfait", f"Forfait de signification ({voie})", "C. com. A444", forfait))
    greffe, exemple = _greffe(greffe_centimes, bareme, au, tables)
    if greffe:
        postes.append(Poste("greffe", "Greffe du tribunal de commerce", "tarif du greffe", greffe, None, greffe))
    return Injonction(
        montant_centimes,
        au,
        coefficient,
        emolument,
        tuple(postes),
        periode_de(entree),
        entree.exemple or exemple,
        _avertir(greffe, forfait, bareme, exemple or entree.exemple),
    )


def _coefficient(montant: int, bareme: EmolumentInjonction) -> Decimal:
    tranche = next(t for t in bareme.coefficients if t.jusqu_a is None or montant <= t.jusqu_a)
    return tranche.valeur if tranche.valeur is not None else Decimal(1)


def _greffe(saisi: int | None, bareme: EmolumentInjonction, au: date, tables: Tables) -> tuple[int | None, bool]:
    """The amount, None when nobody gave it, and whether it is an example."""
    if saisi is not None:
        return saisi, False
    try:
        entree, greffe = tables.chercher(Greffe, au)
    except TableManquante:
        return bareme.greffe_publie, False
    return greffe.montant, entree.exemple


def _avertir(greffe: int | None, forfait: int | None, bareme: EmolumentInjonction, exemple: bool) -> tuple[str, ...]:
    avertissements = [
        "Total des montants publiés : hors TVA, sauf le greffe.",
        "Frais de déplacement, taxes et rédaction de la requête non compris.",
    ]
    if exemple:
        avertissements.append("Tarif d’EXEMPLE : ces montants ne sont pas officiels.")
    if greffe is None:
        avertissements.append("Greffe du tribunal de commerce non compris : indiquez le tarif en vigueur.")
    if forfait is None and bareme.autre_publie is None:
        avertissements.append("Forfait de signification non connu pour cette période, non compris.")
    return tuple(avertissements)
