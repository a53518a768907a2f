"""Keys of the evidence: the newest signs, the old ones still verify, a seal serves one purpose."""

from dataclasses import replace

import pytest

from portail.services.preuve import ClesPreuve, Sceau

ANCIENNE, NEUVE = "preuve-ancienne-" + "a" * 40, "preuve-neuve-" + "n" * 40


@pytest.fixture
def cles(reglages_seuls):
    def faire(*graines):
        return ClesPreuve(replace(reglages_seuls, preuve=graines))

    return faire


def test_what_an_old_key_signed_or_sealed_still_verifies_after_a_rotation(cles):
    avant, apres = cles(ANCIENNE), cles(ANCIENNE, NEUVE)
    sceau = avant.signer(b"tete")
    assert apres.verifier(b"tete", sceau) and apres.est_scelle("journal", "x", avant.sceller("journal", "x"))
    assert apres.signer(b"tete").cle != sceau.cle
    assert list(apres.publiques())[0] == sceau.cle and len(apres.publiques()) == 2
    assert not avant.verifier(b"tete", apres.signer(b"tete")), "a key not known yet proves nothing"


def test_one_byte_more_or_another_purpose_is_refused(cles):
    preuve = cles(NEUVE)
    sceau = preuve.signer(b"tete")
    assert not preuve.verifier(b"tete.", sceau)
    assert not preuve.verifier(b"tete", Sceau(sceau.cle, bytes(64)))
    assert not preuve.verifier(b"tete", Sceau("0" * 16, sceau.signature))
    assert preuve.sceller("journal", "x") != preuve.sceller("reference", "x")
    assert not preuve.est_scelle("journal", "x", preuve.sceller("journal", "x")[:10])


def test_outside_production_the_keys_of_the_tokens_serve(reglages_seuls, cles):
    assert ClesPreuve(reglages_seuls).publiques() == cles(*reglages_seuls.cles).publiques()
