"""What a creditor asks for: the values on which eligibility (R125-1) is judged."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from portail.domaine.fichiers import lire_csv


class Nature(StrEnum):
    """The elements of the debt, kept distinct as R125-2 I 3° asks."""

    PRINCIPAL = "principal"
    INTERETS = "interets"
    INDEMNITE_FORFAITAIRE = "indemnite_forfaitaire"
    CLAUSE_PENALE = "clause_penale"
    AUTRE = "autre"


class Cause(StrEnum):
    """Where the claim comes from (L125-1 al. 1)."""

    CONTRACTUELLE = "contractuelle"
    STATUTAIRE = "statutaire"
    AUTRE = "autre"


@dataclass(frozen=True)
class ElementDemande:
    nature: Nature
    montant_centimes: int
    exigible_le: date | None = None
    libelle: str = ""


@dataclass(frozen=True)
class Demande:
    """A claim as declared; None means that the question was not answered or that the answer is not known.

    `code_lieu_debiteur`: INSEE commune or département of the debtor's domicile, residence or siège (D14).
    `solde_total_du_contrat`: « est-ce tout ce qui reste dû sur ce contrat ? » (D7).
    """

    cause: Cause
    elements: tuple[ElementDemande, ...]
    debiteur_professionnel: bool
    creancier_commercant: bool | None = None
    debiteur_commercant: bool | None = None
    facturee: bool | None = None
    code_lieu_debiteur: str | None = None
    pays: str = "FR"
    emprise_aerodrome: bool = False
    creancier_professionnel: bool = True
    solde_total_du_contrat: bool | None = None
    solde_du_contrat_centimes: int | None = None
    renonce_au_surplus: bool = False
    pension_alimentaire: bool = False
    cheque: bool = False
    surendettement: bool | None = None
    procedure_collective: bool | None = None
    protege_ou_mineur: bool | None = None
    deces: bool | None = None
    tentative_anterieure: bool = False
    cour_appel_etude: str | None = None

    @property
    def total_centimes(self) -> int:
        return sum(e.montant_centimes for e in self.elements)


class Issue(StrEnum):
    """From the mildest to the gravest: the verdict is the gravest of its reasons."""

    ACCEPTEE = "acceptee"
    A_DECIDER = "a_decider"
    BLOQUEE = "bloquee"


class Motif(NamedTuple):
    """One reason. `levable`: the commissaire may set it aside by a recorded reason."""

    code: str
    issue: Issue
    article: str
    phrase: str
    levable: bool = False

    @property
    def bloque(self) -> bool:
        return self.issue is Issue.BLOQUEE and not self.levable


@dataclass(frozen=True)
class Verdict:
    issue: Issue
    motifs: tuple[Motif, ...]
    total_centimes: int

    @property
    def fermee(self) -> bool:
        """The law closes the procedure: a reason blocks that no commissaire may set aside in writing (D11, D28)."""
        return any(m.bloque for m in self.motifs)


@cache
def _plafonds() -> tuple[tuple[date, date, int, str], ...]:
    return tuple(
        (
            date.fromisoformat(ligne["du"]),
            date.fromisoformat(ligne["au"] or "9999-12-31"),
            int(ligne["plafond"]) * 100,
            ligne["article"],
        )
        for ligne in lire_csv("plafonds.csv")
    )


def plafond(au: date) -> tuple[int, str] | None:
    """The ceiling in centimes and its article; None before the procedure existed.

    >>> plafond(date(2019, 12, 31)), plafond(date(2020, 1, 1))[0]
    ((400000, 'R125-1 CPCE (décret 2016-285)'), 500000)
    """
    return next(((p, article) for du, fin, p, article in _plafonds() if du <= au <= fin), None)
