"""What the creditor pays (L125-1 al. 4: he alone): opening, titre, and the degressive droit of A444-32.

HT, VAT and TTC stand apart on each line; overseas, the increase of A444-10 has lines of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from portail.domaine.phrases import Montant, Phrase
from portail.domaine.tables import TABLES_PUBLIEES, Entree, TableManquante, Tables
from portail.domaine.valeurs import TERRITOIRES, BaremeDroit, FraisDossier, FraisTitre, Majorations, Tva

__all__ = ["TERRITOIRES", "Droit", "Frais", "Ligne", "Periode", "calculer_frais", "droit", "frais_encaissement"]

METROPOLE = "metropole"
A444_32, A444_28, A444_10 = "C. com. A444-32", "C. com. A444-28", "C. com. A444-10"
_DOSSIER = Phrase("Frais de dossier")
_TITRE, _DROIT = Phrase("Délivrance du titre exécutoire"), Phrase("Droit de recouvrement")
_MAJORATIONS = {
    "titre": Phrase("Majoration d’outre-mer : délivrance du titre exécutoire"),
    "droit": Phrase("Majoration d’outre-mer : droit de recouvrement"),
}


@dataclass(frozen=True)
class Periode:
    """Where figures come from; `exemple`: invented for a demonstration, to be said wherever they appear."""

    du: date | None
    au: date | None
    texte: str
    source: str
    verifie_le: date
    certitude: str
    exemple: bool


@dataclass(frozen=True)
class Ligne:
    code: str
    libelle: str
    article: str
    ht_centimes: int
    tva_centimes: int
    ttc_centimes: int
    taux_tva_pct: Decimal
    periode: Periode


@dataclass(frozen=True)
class Droit:
    """The droit before VAT; `fixe`: the fixed emolument of small claims replaces the brackets."""

    ht_centimes: int
    proportionnel_centimes: int
    fixe: bool
    periode: Periode


@dataclass(frozen=True)
class Frais:
    """Everything due if the claim is collected in full. `droit_ht_centimes` is before any overseas increase."""

    montant_centimes: int
    au: date
    territoire: str
    droit_ht_centimes: int
    frais_dossier_ttc_centimes: int | None
    titre_ttc_centimes: int | None
    lignes: tuple[Ligne, ...]
    periode: Periode
    avertissements: tuple[str, ...]

    @property
    def ht_centimes(self) -> int:
        return sum(ligne.ht_centimes for ligne in self.lignes)

    @property
    def tva_centimes(self) -> int:
        return sum(ligne.tva_centimes for ligne in self.lignes)

    @property
    def ttc_centimes(self) -> int:
        return sum(ligne.ttc_centimes for ligne in self.lignes)

    @property
    def exemple(self) -> bool:
        return self.periode.exemple or any(ligne.periode.exemple for ligne in self.lignes)


def arrondir(centimes: Decimal) -> int:
    """To the nearest cent, half up: the rounding that reproduces the published table.

    >>> arrondir(Decimal("5486.25")), arrondir(Decimal("2712.5"))
    (5486, 2713)
    """
    return int(centimes.quantize(Decimal(1), ROUND_HALF_UP))


def periode_de(entree: Entree) -> Periode:
    return Periode(
        entree.du,
        entree.au,
        entree.texte,
        entree.source,
        entree.verifie_le,
        entree.certitude,
        entree.exemple,
    )


def droit(
    encaisse_centimes: int, au: date, *, creance_centimes: int | None = None, tables: Tables = TABLES_PUBLIEES
) -> Droit:
    """The droit of A444-32 on a total collected, rounded once at the end.

    The fixed emolument applies to a claim of 188 € or less (`creance_centimes`, by default what is collected).

    >>> droit(400_000, date(2024, 6, 1)).ht_centimes
    25745
    """
    entree, bareme = tables.chercher(BaremeDroit, au)
    proportionnel = arrondir(_par_tranches(encaisse_centimes, au, entree, bareme))
    periode = periode_de(entree)
    creance = encaisse_centimes if creance_centimes is None else creance_centimes
    if not 0 < creance <= bareme.seuil_fixe or encaisse_centimes == 0:
        return Droit(proportionnel, proportionnel, False, periode)
    if bareme.fixe_inconnu:
        raise TableManquante(BaremeDroit, au, precision=Phrase("émolument fixe des créances jusqu’à 188 €"))
    if bareme.emolument_fixe_ht is None:
        return Droit(proportionnel, proportionnel, False, periode)
    return Droit(bareme.emolument_fixe_ht, proportionnel, True, periode)


def _par_tranches(montant: int, au: date, entree: Entree, bareme: BaremeDroit) -> Decimal:
    """Centimes, not rounded."""
    somme, bas = Decimal(0), 0
    for tranche in bareme.tranches:
        haut = montant if tranche.jusqu_a is None else min(montant, tranche.jusqu_a)
        if haut > bas:
            if tranche.valeur is None:
                raise TableManquante(BaremeDroit, au, precision=Phrase("au-delà de %(montant)s", montant=Montant(bas)))
            somme += (haut - bas) * tranche.valeur / 100
            bas = haut
    return somme


@dataclass(frozen=True)
class _Lieu:
    """The VAT and the increase of a territory on a day. `majoration` None: not established for the period."""

    tva: Decimal
    tva_entree: Entree
    majoration: Decimal | None
    majoration_entree: Entree | None

    def ligne(self, code: str, libelle: str, article: str, ht: int, debours: int, periode: Periode) -> Ligne:
        """`debours`: a part of the price that bears no VAT."""
        tva = arrondir(ht * self.tva / 100)
        return Ligne(code, libelle, article, ht + debours, tva, ht + debours + tva, self.tva, periode)

    def avec_majoration(self, ligne: Ligne) -> list[Ligne]:
        if not self.majoration or self.majoration_entree is None:
            return [ligne]
        ht = arrondir(ligne.ht_centimes * self.majoration / 100)
        periode = periode_de(self.majoration_entree)
        return [ligne, self.ligne(f"majoration_{ligne.code}", _MAJORATIONS[ligne.code], A444_10, ht, 0, periode)]


def lieu_tarifaire(territoire: str, au: date, tables: Tables) -> _Lieu:
    """Raises TableManquante when the VAT or the increase of that territory is not in the tables."""
    tva_entree, tva = tables.chercher(Tva, au)
    taux = tva.taux.get(territoire)
    if taux is None:
        raise TableManquante(Tva, au, precision=Phrase("territoire « %(territoire)s »", territoire=territoire))
    if territoire == METROPOLE:
        return _Lieu(taux, tva_entree, Decimal(0), None)
    majoration_entree, majorations = tables.chercher(Majorations, au)
    if territoire not in majorations.taux:
        raise TableManquante(Majorations, au, precision=Phrase("territoire « %(territoire)s »", territoire=territoire))
    return _Lieu(taux, tva_entree, majorations.taux[territoire], majoration_entree)


def frais_ouverture(au: date, territoire: str = METROPOLE, *, tables: Tables = TABLES_PUBLIEES) -> tuple[Ligne, ...]:
    """Due as soon as the file is opened, whatever the outcome.

    >>> frais_ouverture(date(2018, 6, 1))[0].ttc_centimes, frais_ouverture(date(2018, 6, 1), "reunion")[0].ttc_centimes
    (1492, 1395)
    """
    entree, frais = tables.chercher(FraisDossier, au)
    lieu = lieu_tarifaire(territoire, au, tables)
    periode = periode_de(entree)
    return (
        lieu.ligne("frais_dossier", _DOSSIER, "C. com. A444, tableau 3-1", frais.taxable_ht, frais.debours, periode),
    )


def frais_titre(au: date, territoire: str = METROPOLE, *, tables: Tables = TABLES_PUBLIEES) -> tuple[Ligne, ...]:
    """Due only when the titre exécutoire is delivered (A444-28, n° 113).

    >>> [frais_titre(date(annee, 6, 1))[0].ttc_centimes for annee in (2018, 2022, 2025)]
    [3000, 2976, 3006]
    """
    entree, titre = tables.chercher(FraisTitre, au)
    lieu = lieu_tarifaire(territoire, au, tables)
    ligne = lieu.ligne("titre", _TITRE, A444_28, titre.ht, 0, periode_de(entree))
    return tuple(lieu.avec_majoration(ligne))


def frais_encaissement(
    deja_encaisse_centimes: int,
    encaissement_centimes: int,
    au: date,
    territoire: str = METROPOLE,
    *,
    creance_centimes: int,
    deja_facture_ht_centimes: int | None = None,
    tables: Tables = TABLES_PUBLIEES,
) -> tuple[Ligne, ...]:
    """What one more collection adds: the droit on the total so far, less what was already charged (A444-32).

    `deja_facture_ht_centimes` matters when the scale changed in between; by default the present scale
    is taken for the past too.
    """
    apres = droit(deja_encaisse_centimes + encaissement_centimes, au, creance_centimes=creance_centimes, tables=tables)
    if deja_facture_ht_centimes is None:
        avant = droit(deja_encaisse_centimes, au, creance_centimes=creance_centimes, tables=tables)
        deja_facture_ht_centimes = avant.ht_centimes
    lieu = lieu_tarifaire(territoire, au, tables)
    du = max(0, apres.ht_centimes - deja_facture_ht_centimes)
    ligne = lieu.ligne("droit", _DROIT, A444_32, du, 0, apres.periode)
    return tuple(lieu.avec_majoration(ligne))


def calculer_frais(
    montant_centimes: int, au: date, territoire: str = METROPOLE, *, tables: Tables = TABLES_PUBLIEES
) -> Frais:
    """The whole cost of a claim collected in full on that day's tables; raises TableManquante.

    >>> f = calculer_frais(50_000, date(2018, 6, 1))
    >>> f.droit_ht_centimes, f.frais_dossier_ttc_centimes, f.titre_ttc_centimes
    (5486, 1492, 3000)
    """
    calcule = droit(montant_centimes, au, tables=tables)
    lieu = lieu_tarifaire(territoire, au, tables)
    avertissements = _avertir(calcule, lieu)
    brute = lieu.ligne("droit", _DROIT, A444_32, calcule.ht_centimes, 0, calcule.periode)
    lignes = lieu.avec_majoration(brute)
    dossier = _si_connue(frais_ouverture, au, territoire, tables)
    titre = _si_connue(frais_titre, au, territoire, tables)
    return Frais(
        montant_centimes,
        au,
        territoire,
        calcule.ht_centimes,
        dossier[0].ttc_centimes if dossier else None,
        titre[0].ttc_centimes if titre else None,
        (*lignes, *dossier, *titre),
        calcule.periode,
        avertissements,
    )


_DEBUT_DU_TARIF = date(2016, 3, 1)


def _si_connue(
    calcul: Callable[..., tuple[Ligne, ...]], au: date, territoire: str, tables: Tables
) -> tuple[Ligne, ...]:
    """Nothing before the tariff of the procedure existed; afterwards, a missing table is an error."""
    return () if au < _DEBUT_DU_TARIF else calcul(au, territoire, tables=tables)


def _avertir(calcule: Droit, lieu: _Lieu) -> tuple[str, ...]:
    avertissements = []
    if calcule.periode.exemple:
        avertissements.append(Phrase("Tarif d’EXEMPLE : ces montants ne sont pas officiels."))
    if lieu.majoration is None:
        avertissements.append(
            Phrase(
                "La majoration d’outre-mer (A444-10) n’est pas établie pour cette période : montants hors majoration."
            )
        )
    if calcule.fixe:
        avertissements.append(Phrase("Émolument fixe des créances de 188 € ou moins."))
    return tuple(avertissements)
