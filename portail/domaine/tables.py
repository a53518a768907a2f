"""Dated tables: published ones beside the code, and those an étude enters itself with source and date (D25).

An unknown period is an error that names the table, never a fallback on the last known value.
"""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from portail.domaine.fichiers import DOSSIER, lire_csv
from portail.domaine.phrases import Phrase
from portail.domaine.refus import Refus
from portail.domaine.valeurs import GENRES, TableInvalide, TauxBce, TauxLegal, TexteLegal, Valeurs

__all__ = [
    "NON_VERIFIEES",
    "TABLES_PUBLIEES",
    "Entree",
    "Statut",
    "TableInvalide",
    "TableManquante",
    "Tables",
    "lire_baremes",
    "lire_grille",
]

T = TypeVar("T", bound=Valeurs)
# Degrees of certainty that nobody should rely on: third-party code only, deduced, not verified.
NON_VERIFIEES = ("C-", "D", "U")


class Statut(StrEnum):
    CONNUE = "connue"
    A_CONFIRMER = "a_confirmer"
    INCONNUE = "inconnue"


@dataclass(frozen=True)
class Entree:
    """One table for one period. `du` None: since a day that is not known; `au` None: until further notice.

    `exemple`: invented for a demonstration; whatever shows its figures says so.
    """

    table: str
    cle: str
    du: date | None
    au: date | None
    valeurs: Valeurs | None
    source: str
    verifie_le: date
    texte: str = ""
    certitude: str = ""
    statut: Statut = Statut.CONNUE
    exemple: bool = False
    note: str = ""

    def couvre(self, au: date) -> bool:
        return (self.du is None or self.du <= au) and (self.au is None or au <= self.au)

    @property
    def verifiee(self) -> bool:
        return self.statut is Statut.CONNUE and not self.exemple and self.certitude not in NON_VERIFIEES


_MANQUANTE = Phrase(
    "Le calcul au %(au)s demande la table « %(nom)s », qui n’est pas connue pour cette date : ajoutez la table "
    "« %(table)s » en vigueur, avec sa source et sa date, dans les réglages de l’étude ou dans le fichier désigné par "
    "PORTAIL_BAREMES."
)
_MANQUANTE_CAR = Phrase(
    "Le calcul au %(au)s demande la table « %(nom)s », qui n’est pas connue pour cette date (%(precision)s) : ajoutez "
    "la table « %(table)s » en vigueur, avec sa source et sa date, dans les réglages de l’étude ou dans le fichier "
    "désigné par PORTAIL_BAREMES."
)


class TableManquante(Refus, LookupError):
    """No table in force is known for that day; `phrase` names it and says where to add it."""

    def __init__(self, genre: type[Valeurs], au: date, *, cle: str = "", precision: str = "") -> None:
        nom: str = Phrase("%(table)s %(cle)s", table=genre.libelle, cle=cle) if cle else genre.libelle
        self.table, self.cle, self.au = genre.table, cle, au
        dite = _MANQUANTE_CAR if precision else _MANQUANTE
        self.phrase = dite.avec(au=au, nom=nom, precision=precision, table=genre.table)
        super().__init__(self.phrase)


@dataclass(frozen=True)
class Tables:
    """The published tables, and the étude's own entries, which come first; among these the newest wins."""

    saisies: tuple[Entree, ...] = ()
    _par_table: dict[str, tuple[Entree, ...]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def avec(self, *entrees: Entree) -> "Tables":
        """The same tables with dated entries of an étude added."""
        return Tables(self.saisies + entrees)

    def avec_grille(self, brut: Mapping[str, Any]) -> "Tables":
        """Add a whole grille (see `lire_grille`); raises TableInvalide."""
        return self.avec(*lire_grille(brut))

    def entrees(self, genre: type[Valeurs]) -> tuple[Entree, ...]:
        """In the order in which they are looked up: the étude's, the published ones, the examples."""
        if (connues := self._par_table.get(genre.table)) is None:
            saisies = [e for e in reversed(self.saisies) if e.table == genre.table]
            connues = (
                *(e for e in saisies if not e.exemple),
                *publiees(genre.table),
                *(e for e in saisies if e.exemple),
            )
            self._par_table[genre.table] = connues
        return connues

    def chercher(self, genre: type[T], au: date, cle: str = "") -> tuple[Entree, T]:
        """The entry in force that day and its values; raises TableManquante."""
        precision = ""
        for entree in self.entrees(genre):
            if entree.cle != cle or not entree.couvre(au):
                continue
            if entree.statut is Statut.CONNUE and isinstance(entree.valeurs, genre):
                return entree, entree.valeurs
            precision = precision or entree.note
        raise TableManquante(genre, au, cle=cle, precision=precision)


def lire_grille(brut: Mapping[str, Any]) -> tuple[Entree, ...]:
    """The entries of a grille: one period, one source, and the values of one or several tables.

    {"du": "2026-03-01", "au": null, "source": "…", "verifie_le": "2026-11-22", "exemple": false,
     "valeurs": {"titre": {"ht": "25,05"}, "frais_dossier": {…}}}
    """
    source = str(brut.get("source") or "").strip()
    if not source:
        raise TableInvalide(
            Phrase("Indiquez la source de la table, par exemple l’arrêté et son numéro au Journal officiel.")
        )
    du, fin = _date(brut, "du"), _date(brut, "au")
    if du and fin and fin < du:
        raise TableInvalide(Phrase("La fin de la période ne peut pas précéder son début."))
    if (verifie_le := _date(brut, "verifie_le")) is None:
        raise TableInvalide(Phrase("Indiquez la date à laquelle la source a été vérifiée."))
    contenu = brut.get("valeurs")
    if not isinstance(contenu, Mapping) or not contenu:
        raise TableInvalide(Phrase("Indiquez au moins une table dans %(lieu)s.", lieu="« valeurs »"))
    statut = brut.get("statut") or Statut.CONNUE
    if statut not in tuple(Statut):
        raise TableInvalide(f"Choisissez un statut parmi : {', '.join(Statut)}.")
    commun: dict[str, Any] = {
        "du": du,
        "au": fin,
        "source": source,
        "verifie_le": verifie_le,
        "texte": str(brut.get("texte") or ""),
        "certitude": str(brut.get("certitude") or ""),
        "statut": Statut(statut),
        "exemple": brut.get("exemple") is True,
        "note": str(brut.get("note") or ""),
    }
    return tuple(_entree(nom, valeurs, commun) for nom, valeurs in contenu.items())


def _entree(nom: str, brut: Any, commun: dict[str, Any]) -> Entree:
    genre = GENRES.get(nom)
    if genre is None or not isinstance(brut, Mapping):
        raise TableInvalide(f"Choisissez une table parmi : {', '.join(sorted(GENRES))}.")
    if commun["statut"] is Statut.INCONNUE:
        return Entree(nom, str(brut.get("code") or ""), valeurs=None, **commun)
    valeurs = genre.lire(brut)
    return Entree(nom, valeurs.cle, valeurs=valeurs, **commun)


def _date(brut: Mapping[str, Any], champ: str) -> date | None:
    valeur = brut.get(champ)
    if valeur is None or valeur == "" or type(valeur) is date:
        return valeur or None
    try:
        return date.fromisoformat(valeur)
    except (TypeError, ValueError):
        raise TableInvalide(f"Indiquez une date comme 2027-01-05 pour « {champ} ».") from None


def lire_baremes(fichier: Path) -> tuple[Entree, ...]:
    """The étude's own file, JSON or TOML: one grille, or a list under `grilles`; raises TableInvalide."""
    try:
        contenu = fichier.read_text(encoding="utf-8")
        brut = tomllib.loads(contenu) if fichier.suffix == ".toml" else json.loads(contenu)
    except (OSError, ValueError):
        raise TableInvalide(f"Le fichier de barèmes « {fichier.name} » est introuvable ou illisible.") from None
    grilles = brut.get("grilles", [brut]) if isinstance(brut, Mapping) else None
    if not isinstance(grilles, list) or not all(isinstance(g, Mapping) for g in grilles):
        raise TableInvalide(f"Le fichier de barèmes « {fichier.name} » doit contenir une liste « grilles ».")
    return tuple(entree for grille in grilles for entree in lire_grille(grille))


@cache
def publiees(table: str) -> tuple[Entree, ...]:
    """The published entries of a table, in order."""
    return tuple(e for e in _fichier_de(table) if e.table == table)


@cache
def _tarifs() -> tuple[Entree, ...]:
    return lire_baremes(DOSSIER / "tarifs.toml")


@cache
def _textes() -> tuple[Entree, ...]:
    return lire_baremes(DOSSIER / "textes.json")


def _fichier_de(table: str) -> Iterable[Entree]:
    if table in (TauxLegal.table, TauxBce.table):
        return (e for ligne in lire_csv(f"{table}.csv") for e in lire_grille({**ligne, "valeurs": {table: ligne}}))
    return _textes() if table == TexteLegal.table else _tarifs()


TABLES_PUBLIEES = Tables()
