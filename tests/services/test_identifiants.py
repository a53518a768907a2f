"""Drawing words: well formed, spread, never twice."""

from collections import Counter

from portail.domaine.identifiants import ALPHABET, est_bien_forme, normaliser
from portail.services.identifiants import reference_neuve, tirer


def test_drawn_words_are_well_formed_and_spread():
    tirages = [tirer() for _ in range(3000)]
    assert len({t.identifiant for t in tirages}) == len({t.code for t in tirages}) == 3000
    assert all(est_bien_forme(t.identifiant, 8) and est_bien_forme(t.code, 12) for t in tirages)
    for t in tirages[:50]:
        assert normaliser(t.identifiant_imprime) == t.identifiant
        assert normaliser(t.code_imprime) == t.code
        assert [len(g) for g in t.code_imprime.split("-")] == [4, 4, 4]
        assert t.code not in repr(t.identifiant)
    comptes = Counter("".join(t.code for t in tirages))
    attendu = 3000 * 12 / 32
    khi2 = sum((comptes[s] - attendu) ** 2 / attendu for s in ALPHABET)
    assert khi2 < 75, f"31 degrees of freedom, one chance in 50 000: {khi2:.0f}"


def test_references_tell_nothing():
    references = {reference_neuve() for _ in range(2000)}
    assert len(references) == 2000
    assert all(len(r) == 15 and r.startswith("RPC-") and set(r[4:]) <= {*ALPHABET, "-"} for r in references)
