"""The safe of the print file: readable with the keys of this portal, present or older."""

from dataclasses import replace

import pytest

from portail.services.moyens import Illisible, Moyens


def test_what_is_encrypted_is_read_with_any_key_still_known(reglages_seuls):
    ancienne, presente = reglages_seuls.cles
    vieux = Moyens.depuis(replace(reglages_seuls, cles=(ancienne,)))
    moyens = Moyens.depuis(reglages_seuls)
    seul = Moyens.depuis(replace(reglages_seuls, cles=(presente,)))
    chiffre = vieux.chiffrer(b"lettre")
    assert b"lettre" not in chiffre
    assert moyens.dechiffrer(chiffre) == b"lettre"
    assert seul.dechiffrer(moyens.chiffrer(b"lettre")) == b"lettre", "the newest key encrypts"
    for illisible in (chiffre, chiffre[:-4], b"", b"lettre"):
        with pytest.raises(Illisible):
            seul.dechiffrer(illisible)
    assert moyens.entrepot.racine == reglages_seuls.donnees / "fichiers"
