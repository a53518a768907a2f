"""The verdict: gravest reason first, what the commissaire may set aside."""

from dataclasses import replace
from datetime import date

import pytest

from portail.domaine.creance import Cause, Demande, ElementDemande, Issue, Nature, examiner, plafond

LE_22 = date(2026, 11, 22)
SAINE = Demande(
    Cause.CONTRACTUELLE,
    (ElementDemande(Nature.PRINCIPAL, 122_000, date(2026, 3, 1), "facture F-2026-014"),),
    debiteur_professionnel=False,
    code_lieu_debiteur="33063",
    solde_total_du_contrat=True,
    surendettement=False,
    procedure_collective=False,
    protege_ou_mineur=False,
    deces=False,
)


def test_a_plain_claim_is_accepted_without_a_word():
    verdict = examiner(SAINE, au=LE_22)
    assert (verdict.issue, verdict.motifs, verdict.total_centimes) == (Issue.ACCEPTEE, (), 122_000)


def test_the_gravest_reason_comes_first_and_makes_the_verdict():
    demande = replace(SAINE, cause=Cause.AUTRE, surendettement=True, deces=None)
    verdict = examiner(demande, au=LE_22)
    assert [m.code for m in verdict.motifs] == ["CAUSE", "SURENDETTEMENT", "SITUATION_INCONNUE"]
    assert verdict.issue is Issue.BLOQUEE


def test_a_note_alone_leaves_the_claim_accepted():
    verdict = examiner(replace(SAINE, deces=None), au=LE_22)
    assert (verdict.issue, [m.code for m in verdict.motifs]) == (Issue.ACCEPTEE, ["SITUATION_INCONNUE"])


def test_the_commissaire_sets_aside_what_can_be():
    prescrite = replace(SAINE, elements=(ElementDemande(Nature.PRINCIPAL, 122_000, date(2024, 3, 1)),))
    assert examiner(prescrite, au=LE_22).issue is Issue.BLOQUEE
    levee = examiner(prescrite, au=LE_22, leves={"PRESCRIPTION"})
    assert levee.issue is Issue.ACCEPTEE
    assert [(m.code, m.issue) for m in levee.motifs] == [("PRESCRIPTION", Issue.ACCEPTEE)]


def test_nobody_sets_aside_the_ceiling():
    chere = replace(SAINE, elements=(ElementDemande(Nature.PRINCIPAL, 500_001, date(2026, 3, 1)),))
    assert examiner(chere, au=LE_22, leves={"PLAFOND"}).issue is Issue.BLOQUEE


@pytest.mark.parametrize(
    ("au", "centimes"),
    [
        (date(2016, 5, 31), None),
        (date(2016, 6, 1), 400_000),
        (date(2019, 12, 31), 400_000),
        (date(2020, 1, 1), 500_000),
        (LE_22, 500_000),
    ],
)
def test_ceiling_by_date(au, centimes):
    assert (plafond(au) or (None,))[0] == centimes
