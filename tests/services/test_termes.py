"""The canonical terms: the hash moves with every cent and every day, and with nothing else."""

from datetime import date

import pytest

from portail.domaine.echeancier import Echeance, par_nombre
from portail.services.termes import TermesChanges, empreinte, verifier_vus

E = par_nombre(122_000, 3, premiere=date(2027, 1, 5)).echeances


def test_the_form_is_fixed_for_ever():
    """Receipts and titres print this hash: a new spelling would break the proof of the old ones."""
    assert empreinte(122_000, E) == "b4087a8a489da7d4dcfde6848c9161ab05e6a334cc07d9f2eb0e192d4a33cf87"


def test_every_cent_and_every_day_counts():
    variantes = [
        (122_001, E),
        (122_000, E[:2]),
        (122_000, E[::-1]),
        (122_000, ()),
        (122_000, (E[0]._replace(montant_centimes=40_665), E[1]._replace(montant_centimes=40_667), E[2])),
        (122_000, (E[0]._replace(le=date(2027, 1, 6)), *E[1:])),
    ]
    empreintes = {empreinte(montant, echeances) for montant, echeances in [(122_000, E), *variantes]}
    assert len(empreintes) == len(variantes) + 1
    vue = empreinte(122_000, E)
    verifier_vus(vue, 122_000, list(E))
    verifier_vus(vue, 122_000, [Echeance(9, e.le, e.montant_centimes) for e in E])  # the number is only a rank
    for montant, echeances in variantes:
        with pytest.raises(TermesChanges):
            verifier_vus(vue, montant, echeances)
    with pytest.raises(TermesChanges):
        verifier_vus(vue, 122_000, E, "une clause")
    verifier_vus(empreinte(122_000, E, "une clause"), 122_000, E, "une clause")
    for faux in ("", vue.upper(), vue[:-1], " " + vue):
        with pytest.raises(TermesChanges):
            verifier_vus(faux, 122_000, E)
