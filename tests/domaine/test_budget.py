"""What is left to live on: every verdict at its edge."""

import pytest

from portail.domaine.budget import RESERVE_CENTIMES, Budget, Verdict


@pytest.mark.parametrize(
    ("revenus", "depenses", "mensualite", "verdict"),
    [
        (140_000, 121_800, None, None),
        (0, 0, None, Verdict.RIEN_NE_RESTE),
        (100_000, 100_000, 1, Verdict.RIEN_NE_RESTE),
        (100_000, 120_000, None, Verdict.RIEN_NE_RESTE),
        (100_000, 90_000, 10_001, Verdict.TROP_HAUTE),
        (100_000, 90_000, 10_000, Verdict.JUSTE),
        (100_000, 90_000, 10_000 - RESERVE_CENTIMES + 1, Verdict.JUSTE),
        (100_000, 90_000, 10_000 - RESERVE_CENTIMES, Verdict.POSSIBLE),
    ],
)
def test_each_verdict_at_its_edge(revenus, depenses, mensualite, verdict):
    budget = Budget(revenus, depenses, mensualite)
    assert budget.verdict is verdict
    assert budget.reste_centimes == revenus - depenses
    assert budget.apres_centimes == (None if mensualite is None else revenus - depenses - mensualite)
