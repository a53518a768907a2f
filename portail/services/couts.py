"""What the creditor will pay and keep: three outcomes, never one hopeful figure (decision D25).

Costs are the creditor's alone (L125-1 al. 4): no page of a debtor calls this module.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from sqlalchemy.orm import Session

from portail.config import Mode, Reglages
from portail.domaine import frais
from portail.domaine.fichiers import DOSSIER
from portail.domaine.frais import Ligne
from portail.domaine.saisie import SaisieInvalide
from portail.domaine.tables import (
    NON_VERIFIEES,
    TABLES_PUBLIEES,
    Entree,
    TableInvalide,
    TableManquante,
    Tables,
    lire_baremes,
    lire_grille,
)
from portail.domaine.territoire import ressort
from portail.persistance.dossiers import Dossier
from portail.persistance.reglages import TarifSaisi
from portail.services.textes import tarifs_de


class CalculImpossible(Exception):
    """No verified table is in force on `au`: no figure is shown rather than a guess."""

    def __init__(self, au: date) -> None:
        super().__init__(f"aucun tarif vérifié au {au}")
        self.au = au


class Fin(StrEnum):
    """How the procedure may end for the creditor's purse."""

    ACCORD_PAYE = "accord_paye"
    SANS_ACCORD = "sans_accord"
    ACCORD_IMPAYE = "accord_impaye"


@dataclass(frozen=True)
class Scenario:
    """One outcome: what comes in, what it costs line by line."""

    fin: Fin
    recu_centimes: int
    lignes: tuple[Ligne, ...]

    @property
    def cout_centimes(self) -> int:
        return sum(ligne.ttc_centimes for ligne in self.lignes)

    @property
    def net_centimes(self) -> int:
        return self.recu_centimes - self.cout_centimes


@dataclass(frozen=True)
class Couts:
    """The scenarios on one day's tables; `exemple`: every figure must be marked as an example."""

    au: date
    montant_centimes: int
    scenarios: tuple[Scenario, ...]
    exemple: bool
    avertissements: tuple[str, ...]

    def de(self, fin: Fin) -> Scenario:
        return next(s for s in self.scenarios if s.fin is fin)


def estimer(
    session: Session, dossier: Dossier, au: date, reglages: Reglages, *, montant_centimes: int | None = None
) -> Couts:
    """The three outcomes for the claim, or for another agreed amount. Raises CalculImpossible."""
    montant = dossier.total_centimes if montant_centimes is None else montant_centimes
    tables = tables_de(session, dossier.etude_id, reglages)
    try:
        territoire = ressort(dossier.debiteur.code_lieu).territoire if dossier.debiteur.code_lieu else frais.METROPOLE
        tout = frais.calculer_frais(montant, au, territoire, tables=tables)
        ouverture = frais.frais_ouverture(au, territoire, tables=tables)
        titre = frais.frais_titre(au, territoire, tables=tables)
    except (TableManquante, SaisieInvalide):
        raise CalculImpossible(au) from None
    if reglages.mode is Mode.PRODUCTION and not all(_verifiee(ligne) for ligne in tout.lignes):
        raise CalculImpossible(au)
    scenarios = (
        Scenario(Fin.ACCORD_PAYE, montant, tout.lignes),
        Scenario(Fin.SANS_ACCORD, 0, ouverture),
        Scenario(Fin.ACCORD_IMPAYE, 0, (*ouverture, *titre)),
    )
    return Couts(au, montant, scenarios, tout.exemple, tout.avertissements)


def tables_de(session: Session, etude_id: int, reglages: Reglages) -> Tables:
    """The published tables, the operator's file, the étude's own entries; outside production, the example too."""
    tables = TABLES_PUBLIEES.avec(*_entrees_du_fichier(reglages))
    for saisi in reversed(tarifs_de(session, etude_id)):
        tables = tables.avec(*_entrees_saisies(saisi, reglages))
    return tables


def _entrees_du_fichier(reglages: Reglages) -> Iterator[Entree]:
    if reglages.mode is not Mode.PRODUCTION:
        yield from _exemple()
    if reglages.baremes is not None:
        yield from lire_baremes(reglages.baremes)


@cache
def _exemple() -> tuple[Entree, ...]:
    return lire_baremes(DOSSIER / "exemple_2026.json")


def _entrees_saisies(saisi: TarifSaisi, reglages: Reglages) -> tuple[Entree, ...]:
    """A table that can no longer be read counts for nothing: the étude's page says which one."""
    if saisi.exemple and reglages.mode is Mode.PRODUCTION:
        return ()
    brut = {
        "du": saisi.du,
        "au": saisi.au,
        "source": saisi.source,
        "verifie_le": saisi.verifie_le,
        "exemple": saisi.exemple,
        "valeurs": saisi.valeurs,
    }
    try:
        return lire_grille(brut)
    except TableInvalide:
        return ()


def _verifiee(ligne: Ligne) -> bool:
    return not ligne.periode.exemple and ligne.periode.certitude not in NON_VERIFIEES
