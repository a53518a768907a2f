"""The answer on eligibility, as the creditor reads it while filing: blocked, to be decided, noted.

It is the domain's verdict: nothing is weighed here.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from portail.domaine.creance import Demande, Issue, Motif, Nature, examiner
from portail.web.creancier.forms.depot import QUESTIONS_COMMERCANTS, QUESTIONS_PERSONNE


@dataclass(frozen=True)
class Avis:
    issue: Issue
    bloquants: tuple[Motif, ...]
    a_decider: tuple[Motif, ...]
    notes: tuple[Motif, ...]
    total_centimes: int

    @property
    def bloque(self) -> bool:
        return self.issue is Issue.BLOQUEE

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(m.code for m in (*self.bloquants, *self.a_decider, *self.notes))


def etudier(demande: Demande, au: date, *, taire: Collection[str] = ()) -> Avis:
    """The verdict of the domain, without the reasons `taire`: those that only mean « not filled in yet »."""
    motifs = [m for m in examiner(demande, au=au).motifs if m.code not in taire]

    bloquants = tuple(m for m in motifs if m.bloque)
    notes = tuple(m for m in motifs if m.issue is Issue.ACCEPTEE)
    a_decider = tuple(m for m in motifs if m not in (*bloquants, *notes))  # what a commissaire may set aside included
    issue = Issue.BLOQUEE if bloquants else Issue.A_DECIDER if a_decider else Issue.ACCEPTEE
    return Avis(issue, bloquants, a_decider, notes, demande.total_centimes)


def pas_encore(demande: Demande, reponses: Mapping[str, Any]) -> frozenset[str]:
    """The reasons that an unfinished draft must not be reproached with."""
    conditions = {
        "PRINCIPAL": not any(e.nature is Nature.PRINCIPAL for e in demande.elements) and not demande.elements,
        "LIEU_INCONNU": not demande.code_lieu_debiteur,
        "SOLDE_INCONNU": "solde_total_du_contrat" not in reponses,
        "COMMERCANTS_A_PRECISER": any(q not in reponses for q in QUESTIONS_COMMERCANTS),
        "SITUATION_INCONNUE": any(q not in reponses for q in QUESTIONS_PERSONNE),
    }
    return frozenset(code for code, absent in conditions.items() if absent)
