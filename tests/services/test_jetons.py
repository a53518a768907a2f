"""Signed tokens: one purpose, one spelling, one life, and keys that can change."""

import random
import string
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portail.services.jetons import JetonExpire, JetonInvalide, Jetons

CONTENU = {"u": "essai", "s": 42, "j": "7F4K29QD"}
JOUR_S = 24 * 3600


@pytest.fixture
def jetons(reglages_seuls):
    return Jetons(reglages_seuls)


def _muter(jeton: str, hasard: random.Random) -> str:
    """One of the ways a token comes back altered: replaced, removed, added, swapped, cut, padded, re-cased."""
    i, c = hasard.randrange(len(jeton)), hasard.choice(string.ascii_letters + string.digits + "-_.=+/ \n\té٣")
    j = hasard.randrange(len(jeton))
    premier, second = min(i, j), max(i, j)
    return hasard.choice(
        (
            jeton[:i] + c + jeton[i + 1 :],
            jeton[:i] + jeton[i + 1 :],
            jeton[:i] + c + jeton[i:],
            jeton[:i],
            jeton + c,
            c + jeton,
            jeton + "=" * hasard.randint(1, 3),
            jeton[:i] + jeton[i:].swapcase(),
            jeton[:premier] + jeton[second:] + jeton[premier:second],
            jeton[:i] + chr(ord(jeton[i]) ^ 1) + jeton[i + 1 :],
            jeton.replace("-", "+").replace("_", "/"),
        )
    )


def test_no_altered_copy_is_read(jetons):
    """A lenient base64 reader accepts four in a hundred of these: other spellings of the same bytes."""
    hasard = random.Random(20261122)  # noqa: S311
    jeton = jetons.signer("essai", CONTENU)
    assert jetons.lire("essai", jeton, duree_s=JOUR_S) == CONTENU
    acceptes, tentes = [], 0
    while tentes < 20_000:
        mutant = _muter(jeton, hasard)
        if mutant == jeton:
            continue
        tentes += 1
        try:
            jetons.lire("essai", mutant, duree_s=JOUR_S)
            acceptes.append(mutant)
        except JetonInvalide:
            pass
    assert acceptes == []


def test_a_token_serves_its_own_purpose_only(jetons):
    for signe in ("appareil", "invitation"):
        jeton = jetons.signer(signe, CONTENU)
        for lu in ("essai", "appareil ", "", "invitation.v1"):
            with pytest.raises(JetonInvalide):
                jetons.lire(lu, jeton, duree_s=JOUR_S)
    morceaux = [jetons.signer("essai", {"s": n}).split(".") for n in range(2)]
    with pytest.raises(JetonInvalide):
        jetons.lire("essai", ".".join([morceaux[0][0], *morceaux[1][1:]]), duree_s=JOUR_S)


def test_a_token_has_an_end(jetons, monkeypatch):
    jeton = jetons.signer("essai", CONTENU)
    assert jetons.lire("essai", jeton, duree_s=60) == CONTENU
    maintenant = __import__("time").time()
    for decalage, duree in ((61, 60), (JOUR_S, 3600), (-3600, 60)):
        with monkeypatch.context() as m:
            m.setattr("itsdangerous.timed.time.time", lambda d=decalage: maintenant + d)
            with pytest.raises(JetonInvalide):
                jetons.lire("essai", jeton, duree_s=duree)


def test_the_end_is_told_by_the_clock_that_is_given(jetons):
    instant = datetime(2026, 11, 22, 9, 42, 7, 250_013, tzinfo=UTC)
    jeton = jetons.signer("essai", CONTENU, le=instant)
    for secondes in (0, 1, 299, 300):
        assert jetons.lire("essai", jeton, duree_s=300, le=instant + timedelta(seconds=secondes)) == CONTENU
    for secondes in (301, 86_400, -1):
        with pytest.raises(JetonExpire) as refus:
            jetons.lire("essai", jeton, duree_s=300, le=instant + timedelta(seconds=secondes))
        assert refus.value.contenu == CONTENU, "it was signed here: one may lead its owner back"
    with pytest.raises(JetonInvalide) as refus:
        jetons.lire("autre", jeton, duree_s=300, le=instant + timedelta(seconds=301))
    assert not isinstance(refus.value, JetonExpire), "forged is not expired"


def test_older_keys_still_read_and_a_removed_one_does_not(reglages_seuls):
    ancienne, presente = reglages_seuls.cles
    vieux = Jetons(replace(reglages_seuls, cles=(ancienne,))).signer("essai", CONTENU)
    neuf = Jetons(reglages_seuls).signer("essai", CONTENU)
    assert Jetons(reglages_seuls).lire("essai", vieux, duree_s=60) == CONTENU
    seule = Jetons(replace(reglages_seuls, cles=(presente,)))
    assert seule.lire("essai", neuf, duree_s=60) == CONTENU, "the newest key signs"
    with pytest.raises(JetonInvalide):
        seule.lire("essai", vieux, duree_s=60)


def test_what_is_signed_can_be_read_whatever_its_length(jetons):
    """Long contents are compressed by the library: another form, still one spelling."""
    for contenu in ({}, {"t": "a" * 300}, {"t": "é" * 200, "l": list(range(40))}):
        jeton = jetons.signer("essai", contenu)
        assert jetons.lire("essai", jeton, duree_s=60) == contenu
        for mutant in ("." + jeton, jeton.removeprefix(".") if jeton[0] == "." else "." + jeton):
            with pytest.raises(JetonInvalide):
                jetons.lire("essai", mutant, duree_s=60)


def test_only_an_object_is_a_content(jetons):
    for contenu in ([1], "texte", 3, None):
        with pytest.raises(JetonInvalide):
            jetons.lire("essai", jetons.signer("essai", contenu), duree_s=60)
