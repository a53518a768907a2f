"""Anchors: one line each, signed, written for good, read with suspicion."""

import json
import os
from dataclasses import replace

import pytest

from portail.config import Mode
from portail.domaine import chaine
from portail.persistance.journal import Tete
from portail.services import ancres
from portail.services.ancres import ajouter, lire, signer
from portail.services.preuve import ClesPreuve
from tests.conftest import MAINTENANT

TETE = Tete(52, 60, "ab" * 32)


@pytest.fixture
def preuve(reglages_seuls):
    return ClesPreuve(reglages_seuls)


@pytest.fixture
def faire(preuve, tmp_path):
    def une(tete=TETE, scelle=1, maintenant=MAINTENANT):
        ancre = signer(tete, scelle, preuve, tmp_path / "ancres", maintenant)
        ajouter(ancre)
        return ancre

    return une


def test_a_line_is_what_was_signed_and_nothing_else(faire, preuve, tmp_path):
    ecrite = faire()
    fichier = tmp_path / "ancres" / "2026-11.jsonl"
    octets = fichier.read_bytes()
    assert octets == ecrite.octets + b"\n" and octets.count(b"\n") == 1
    lu = json.loads(octets)
    assert {nom: lu[nom] for nom in ("seq", "empreinte", "le", "scelle")} == {
        "seq": 52,
        "empreinte": "ab" * 32,
        "le": "2026-11-22T09:42:07Z",
        "scelle": 1,
    }
    ((relue,), illisibles) = lire(tmp_path / "ancres")
    assert (relue, illisibles) == (replace(ecrite, rang=1), [])
    assert relue.est_signee(preuve) and relue.lieu == "2026-11.jsonl, ligne 1"
    assert relue.jeton.name == "2026-11-22-52.tsr"
    publique = preuve.publiques()[relue.cle]
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    Ed25519PublicKey.from_public_bytes(publique).verify(bytes.fromhex(relue.signature), chaine.message_ancre(lu))


def test_no_byte_of_a_line_can_change(faire, preuve, tmp_path):
    octets = faire().octets
    fichier = tmp_path / "ancres" / "2026-11.jsonl"
    for place in range(len(octets)):
        fichier.write_bytes(octets[:place] + bytes([octets[place] ^ 1]) + octets[place + 1 :])
        lues, illisibles = lire(tmp_path / "ancres")
        assert not any(ancre.est_signee(preuve) for ancre in lues), place
        assert len(lues) + len(illisibles) >= 1


def test_anchors_follow_one_another_month_by_month(faire, tmp_path):
    faire()
    faire(Tete(53, 61, "cd" * 32))
    faire(Tete(54, 62, "ef" * 32), maintenant=MAINTENANT.replace(month=12))
    assert [(a.seq, a.lieu) for a in lire(tmp_path / "ancres")[0]] == [
        (52, "2026-11.jsonl, ligne 1"),
        (53, "2026-11.jsonl, ligne 2"),
        (54, "2026-12.jsonl, ligne 1"),
    ]


def test_a_line_cut_by_a_power_failure_is_told_and_spoils_no_other(faire, preuve, tmp_path):
    faire()
    fichier = tmp_path / "ancres" / "2026-11.jsonl"
    fichier.write_bytes(fichier.read_bytes()[:-60])
    faire(Tete(53, 61, "cd" * 32))
    lues, illisibles = lire(tmp_path / "ancres")
    assert ([a.seq for a in lues], illisibles) == ([53], ["2026-11.jsonl, ligne 1"])
    assert lues[0].est_signee(preuve)


@pytest.mark.parametrize(
    "ligne",
    [b"", b"[]", b"{}", b"\xff\xfe", b'"x"', b"[" * 5000, b'{"seq": 1}',
     b'{"cle":"","empreinte":"","le":"","scelle":"1","seq":1,"signature":""}',
     b'{"cle":"","empreinte":"","le":"","octets":"","scelle":1,"seq":1,"signature":""}'],
)  # fmt: skip
def test_any_line_may_lie_there(ligne, faire, tmp_path):
    faire()
    with (tmp_path / "ancres" / "2026-11.jsonl").open("ab") as flux:
        flux.write(ligne + b"\n")
    lues, illisibles = lire(tmp_path / "ancres")
    assert len(lues) == 1 and illisibles == (["2026-11.jsonl, ligne 2"] if ligne else [])


def test_the_anchor_is_on_the_disk_before_we_go_on(faire, monkeypatch):
    sures = []
    monkeypatch.setattr(os, "fsync", lambda descripteur: sures.append(os.readlink(f"/proc/self/fd/{descripteur}")))
    ancre = faire()
    assert sures == [str(ancre.fichier), str(ancre.fichier.parent)]


def test_the_folder_is_the_operator_s_choice(reglages_seuls, tmp_path):
    assert ancres.dossier_des_ancres(reglages_seuls) == tmp_path / "ancres"
    ailleurs = replace(reglages_seuls, mode=Mode.PRODUCTION, ancres=tmp_path / "worm")
    assert ancres.dossier_des_ancres(ailleurs) == tmp_path / "worm"
    assert lire(tmp_path / "absent") == ([], [])
