"""Each reason has its sentence, in French typography."""

import re

import pytest

from portail.services.signature.motifs import Motif
from portail.services.signature.phrases import PHRASES


def test_every_reason_has_a_sentence():
    assert set(PHRASES) == set(Motif)


@pytest.mark.parametrize("motif", Motif)
def test_typography(motif):
    dit = PHRASES[motif]
    assert dit[0].isupper() and dit.endswith(".")
    assert "'" not in dit and not re.search(r"[^\u00a0][:;?!»]", dit) and not re.search(r"«[^\u00a0]", dit)
