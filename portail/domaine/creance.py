"""Whether a claim may enter the procedure: the verdict and its reasons (L125-1, R125-1)."""

from collections.abc import Collection
from datetime import date

from portail.domaine.demande import Cause, Demande, ElementDemande, Issue, Motif, Nature, Verdict, plafond
from portail.domaine.eligibilite import REGLES

__all__ = ["Cause", "Demande", "ElementDemande", "Issue", "Motif", "Nature", "Verdict", "examiner", "plafond"]

_GRAVITE = (Issue.ACCEPTEE, Issue.A_DECIDER, Issue.BLOQUEE)


def examiner(demande: Demande, *, au: date, leves: Collection[str] = ()) -> Verdict:
    """Every reason that applies on that day, gravest first; the verdict is the gravest.

    `leves`: codes that the commissaire has set aside by a recorded reason; only a `levable` one gives way,
    and stays in the verdict as an accepted note.

    >>> demande = Demande(Cause.CONTRACTUELLE, (ElementDemande(Nature.PRINCIPAL, 500_001, date(2026, 10, 1)),),
    ...                   debiteur_professionnel=False, code_lieu_debiteur="33063", solde_total_du_contrat=True)
    >>> verdict = examiner(demande, au=date(2026, 11, 22))
    >>> verdict.issue, verdict.motifs[0].code, verdict.motifs[0].article
    (<Issue.BLOQUEE: 'bloquee'>, 'PLAFOND', 'R125-1 al. 2 CPCE')
    """
    motifs = [
        motif._replace(issue=Issue.ACCEPTEE) if motif.levable and motif.code in leves else motif
        for regle in REGLES
        for motif in regle(demande, au)
    ]
    motifs.sort(key=lambda m: -_GRAVITE.index(m.issue))
    issue = motifs[0].issue if motifs else Issue.ACCEPTEE
    return Verdict(issue, tuple(motifs), demande.total_centimes)
