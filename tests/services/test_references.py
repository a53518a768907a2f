"""References printed on documents: recopied by hand, told from a typo, impossible to invent."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.domaine.identifiants import ALPHABET, grouper, symbole_de_controle
from portail.services import references
from portail.services.preuve import ClesPreuve


@pytest.fixture
def preuve(reglages_seuls):
    return ClesPreuve(replace(reglages_seuls, preuve=("preuve-" + "k" * 40,)))


def test_a_reference_is_read_however_it_is_typed(preuve):
    for _ in range(200):
        reference = references.neuve(preuve)
        assert len(reference) == 12 and set(reference) <= set(ALPHABET)
        for ecrite in (reference, grouper(reference), grouper(reference).lower(), f" {reference[:5]} {reference[5:]} "):
            assert references.lire(ecrite, preuve) == reference


def test_every_single_slip_is_told_as_a_slip(preuve):
    reference = references.neuve(preuve)
    for rang, symbole in enumerate(reference):
        for autre in set(ALPHABET) - {symbole}:
            with pytest.raises(references.ReferenceMalRecopiee):
                references.lire(reference[:rang] + autre + reference[rang + 1 :], preuve)
    for faux in ("", reference[:-1], reference + "0", "é" * 12, "7F4K-29QD"):
        with pytest.raises(references.ReferenceMalRecopiee):
            references.lire(faux, preuve)


def test_the_reference_of_a_dossier_is_known_by_its_form_alone(preuve):
    for autre in ("RPC-7F4K2-9QDA3", "RPC-7F4K2-9QDA3-A9", "rpc 7f4k2 9qda3 – a12", "RPC-7F4K2-9QDA3/R"):
        with pytest.raises(references.ReferenceDuDossier):
            references.lire(autre, preuve)
    for glisse in ("RPC-7F4K2", "RPC-7F4K2-9QDA3-A9-ET-PLUS", "RPX-7F4K2-9QDA3"):
        with pytest.raises(references.ReferenceMalRecopiee) as refus:
            references.lire(glisse, preuve)
        assert refus.type is references.ReferenceMalRecopiee


def test_a_well_formed_word_is_not_a_reference(preuve):
    for hasard in ("000000", "ABCDEF", "7F4K29"):
        corps = hasard + "00000"
        with pytest.raises(references.ReferenceInconnue):
            references.lire(corps + symbole_de_controle(corps), preuve)


def test_the_paper_outlives_the_key_that_printed_it(reglages_seuls, preuve):
    apres = ClesPreuve(replace(reglages_seuls, preuve=("preuve-" + "k" * 40, "suivante-" + "s" * 40)))
    reference = references.neuve(preuve)
    assert references.lire(reference, apres) == reference
    with pytest.raises(references.ReferenceInconnue):
        references.lire(references.neuve(apres), preuve)


@given(texte=st.text(max_size=40))
def test_nothing_typed_makes_it_stumble(texte):
    from portail.config import Mode, Reglages

    seule = ClesPreuve(Reglages(Mode.TEST, ("c" * 40,), {}, "", None, "", (), "local", "spool", ""))  # type: ignore[arg-type]
    with pytest.raises((references.ReferenceMalRecopiee, references.ReferenceInconnue)):
        references.lire(texte, seule)
