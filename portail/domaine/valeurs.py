"""What a dated table may hold, one class per table, read from a file or a form."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar, NamedTuple, Self

from portail.domaine.phrases import Phrase
from portail.domaine.refus import Refus
from portail.domaine.saisie import SaisieInvalide, lire_montant, lire_taux

INCONNU = "inconnu"
TERRITOIRES = ("metropole", "guadeloupe", "martinique", "guyane", "reunion", "mayotte")
_CHAMP = Phrase("Champ « %(champ)s » : %(attendu)s")
_LISTE = Phrase("Indiquez la liste « %(champ)s », du plus petit montant au plus grand.")
_TRANCHES = Phrase("Les tranches de « %(champ)s » vont du plus petit montant au plus grand, la dernière sans fin.")


class TableInvalide(Refus, ValueError):
    """A table cannot be kept; `phrase` says in French what is expected."""

    def __init__(self, phrase: str) -> None:
        super().__init__(phrase)
        self.phrase = phrase


class Tranche(NamedTuple):
    """One bracket, up to an amount included (None: without end); `valeur` None when it is not known."""

    jusqu_a: int | None
    valeur: Decimal | None


class Valeurs(ABC):
    """The content of one table for one period. `cle` tells apart entries that live side by side."""

    table: ClassVar[str]
    libelle: ClassVar[str]

    @property
    def cle(self) -> str:
        return ""

    @classmethod
    @abstractmethod
    def lire(cls, brut: Mapping[str, Any]) -> Self:
        """The values as typed by a person or written in a file; raises TableInvalide."""

    @abstractmethod
    def mesures(self) -> dict[str, Decimal]:
        """The figures to compare from one period to the next, to flag an implausible jump."""


@dataclass(frozen=True)
class BaremeDroit(Valeurs):
    """A444-32: brackets in per cent, and the fixed emolument of small claims (None: none looked up)."""

    table = "droit_a444_32"
    libelle = Phrase("barème de l’article A444-32")
    tranches: tuple[Tranche, ...]
    emolument_fixe_ht: int | None = None
    fixe_inconnu: bool = False
    seuil_fixe: int = 18_800

    @classmethod
    def lire(cls, brut: Mapping[str, Any]) -> Self:
        fixe = brut.get("emolument_fixe_ht")
        return cls(
            lire_tranches(brut, "tranches", "taux_pct"),
            None if fixe in (None, "", INCONNU) else _centimes(brut, "emolument_fixe_ht"),
            fixe == INCONNU,
        )

    def mesures(self) -> dict[str, Decimal]:
        taux: dict[str, Decimal] = {
            Phrase("taux %(rang)s", rang=rang): t.valeur
            for rang, t in enumerate(self.tranches[:4], 1)
            if t.valeur is not None
        }
        return taux | ({Phrase("émolument fixe"): Decimal(self.emolument_fixe_ht)} if self.emolument_fixe_ht else {})


@dataclass(frozen=True)
class FraisDossier(Valeurs):
    """What is due on opening: a part before VAT, and a disbursement without VAT."""

    table = "frais_dossier"
    libelle = Phrase("frais de dossier")
    taxable_ht: int
    debours: int

    @classmethod
    def lire(cls, brut: Mapping[str, Any]) -> Self:
        return cls(_centimes(brut, "taxable_ht"), _centimes(brut, "debours"))

    def mesures(self) -> dict[str, Decimal]:
        return {Phrase("part taxable"): Decimal(self.taxable_ht), Phrase("débours"): Decimal(self.debours)}


@dataclass(frozen=True)
class FraisTitre(Valeurs):
    """A444-28: what is due when the titre is delivered, before VAT."""

    table = "titre"
    libelle = Phrase("émolument du titre exécutoire (A444-28)")
    ht: int

    @classmethod
    def lire(cls, brut: Mapping[str, Any]) -> Self:
        return cls(_centimes(brut, "ht"))

    def mesures(self) -> dict[str, Decimal]:
        return {Phrase("montant"): Decimal(self.ht)}


@dataclass(frozen=True)
class ParTerritoire(Valeurs):
    """A percentage for each territory; None: not established for that one."""

    taux: Mapping[str, Decimal | None]

    @classmethod
    def lire(cls, brut: Mapping[str, Any]) -> Self:
        if not brut:
            raise TableInvalide(Phrase("Indiquez au moins un territoire pour la table « %(table)s ».", table=cls.table))
        return cls({t: None if v == INCONNU else _taux(brut, t) for t, v in brut.items()})

    def mesures(self) -> dict[str, Decimal]:
        return {t: taux for t, taux in self.taux.items() if taux}


class Majorations(ParTerritoire):
    """A444-10: increase of the emoluments overseas."""

    table = "majorations"
    libelle = Phrase("majorations d’outre-mer (A444-10)")


class Tva(ParTerritoire):
    table = "tva"
    libelle = Phrase("taux de TVA")


@dataclass(frozen=True)
class EmolumentInjonction(Valeurs):
    """A444-11 n° 4 and the coefficients of A444-46; the published table adds two more amounts."""

    table = "injonction"
    libelle = Phrase("émolument de l’injonction de payer (A444-11)")
    emolument_ht: int
    coefficients: tuple[Tranche, ...]
    forfait_electronique: int | None = None
    forfait_papier: int | None = None
    autre_publie: int | None = None
    greffe_publie: int | None = None

    @classmethod
    def lire(cls, brut: Mapping[str, Any]) -> Self:
        facultatifs = ("forfait_electronique", "forfait_papier", "autre_publie", "greffe_publie")
        return cls(
            _centimes(brut, "emolument_ht"),
            lire_tranches(brut, "coefficients", "coefficient"),
            *(_centimes(brut, champ) if brut.get(champ) else None for champ in facultatifs),
        )

    def mesures(self) -> dict[str, Decimal]:
        return {"émolument": Decimal(self.emolument_ht)}


@dataclass(frozen=True)
class Greffe(Valeurs):
    """Greffe fees of the tribunal de commerce: no published value, the étude enters its own."""

    table = "greffe"
    libelle = Phrase("frais de greffe du tribunal de commerce")
    montant: int

    @classmethod
    def lire(cls, brut: Mapping[str, Any]) -> Self:
        return cls(_centimes(brut, "montant"))

    def mesures(self) -> dict[str, Decimal]:
        return {"montant": Decimal(self.montant)}


@dataclass(frozen=True)
class TauxLegal(Valeurs):
    """CMF L313-2: two rates, by the creditor's quality."""

    table = "taux_legal"
    libelle = Phrase("taux de l’intérêt légal")
    particuliers: Decimal
    autres_cas: Decimal

    @classmethod
    def lire(cls, brut: Mapping[str, Any]) -> Self:
        return cls(_taux(brut, "particuliers_pct"), _taux(brut, "autres_cas_pct"))

    def mesures(self) -> dict[str, Decimal]:
        # A rate near zero doubles easily: one point is added so that the jump is measured in points.
        return {"particuliers": self.particuliers + 1, "autres cas": self.autres_cas + 1}


@dataclass(frozen=True)
class TauxBce(Valeurs):
    """The refinancing rate of 1 January or 1 July (C. com. L441-10 II)."""

    table = "taux_bce"
    libelle = Phrase("taux de refinancement de la BCE")
    taux: Decimal

    @classmethod
    def lire(cls, brut: Mapping[str, Any]) -> Self:
        return cls(_taux(brut, "taux_pct"))

    def mesures(self) -> dict[str, Decimal]:
        return {"taux": self.taux + 1}


@dataclass(frozen=True)
class TexteLegal(Valeurs):
    """The wording of an article, or of the formule exécutoire."""

    table = "texte"
    libelle = Phrase("texte")
    code: str
    texte: str

    @property
    def cle(self) -> str:
        return self.code

    @classmethod
    def lire(cls, brut: Mapping[str, Any]) -> Self:
        code, texte = str(brut.get("code") or ""), str(brut.get("texte") or "").strip()
        if not code or not texte:
            raise TableInvalide("Indiquez le numéro de l’article et son texte entier.")
        return cls(code, texte)

    def mesures(self) -> dict[str, Decimal]:
        return {}


GENRES: dict[str, type[Valeurs]] = {
    genre.table: genre
    for genre in (
        BaremeDroit,
        FraisDossier,
        FraisTitre,
        Majorations,
        Tva,
        EmolumentInjonction,
        Greffe,
        TauxLegal,
        TauxBce,
        TexteLegal,
    )
}


def lire_tranches(brut: Mapping[str, Any], champ: str, valeur: str) -> tuple[Tranche, ...]:
    """Brackets in rising order, the last one without end; raises TableInvalide."""
    lignes = brut.get(champ)
    if not isinstance(lignes, Sequence) or isinstance(lignes, str) or not all(isinstance(x, Mapping) for x in lignes):
        raise TableInvalide(_LISTE.avec(champ=champ))
    tranches = tuple(
        Tranche(
            _centimes(ligne, "jusqu_a") if ligne.get("jusqu_a") not in (None, "") else None,
            None if ligne.get(valeur) == INCONNU else _taux(ligne, valeur),
        )
        for ligne in lignes
    )
    bornes = [t.jusqu_a for t in tranches]
    hauts = [b for b in bornes[:-1] if b is not None]
    if not bornes or bornes[-1] is not None or len(hauts) != len(bornes) - 1 or hauts != sorted(set(hauts)):
        raise TableInvalide(_TRANCHES.avec(champ=champ))
    return tranches


def _centimes(brut: Mapping[str, Any], champ: str) -> int:
    try:
        return lire_montant(_texte(brut, champ))
    except SaisieInvalide as refus:
        raise TableInvalide(_CHAMP.avec(champ=champ, attendu=refus.phrase)) from None


def _taux(brut: Mapping[str, Any], champ: str) -> Decimal:
    try:
        return lire_taux(_texte(brut, champ))
    except SaisieInvalide as refus:
        raise TableInvalide(_CHAMP.avec(champ=champ, attendu=refus.phrase)) from None


def _texte(brut: Mapping[str, Any], champ: str) -> str:
    valeur = brut.get(champ)
    if isinstance(valeur, bool) or not isinstance(valeur, str | int | float | Decimal):
        raise TableInvalide(Phrase("Indiquez une valeur pour « %(champ)s ».", champ=champ))
    return str(valeur)
