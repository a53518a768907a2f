"""Hashes of secrets: keyed, slow, the same time for the unknown, a bounded number at a time."""

import threading
from dataclasses import replace

import pytest

from portail.services import empreintes as module
from portail.services.empreintes import Empreintes, TropDeMonde


@pytest.fixture
def empreintes(reglages_seuls):
    return Empreintes(reglages_seuls)


def test_a_secret_matches_its_own_hash_and_no_other(empreintes):
    hachee = empreintes.hacher("code", "M7RT4KHX92BD")
    assert hachee.startswith("$argon2id$") and "M7RT" not in hachee
    assert empreintes.hacher("code", "M7RT4KHX92BD") != hachee, "salted"
    assert empreintes.correspond("code", "M7RT4KHX92BD", hachee, empreintes.poivre)
    assert not empreintes.correspond("code", "M7RT4KHX92BE", hachee, empreintes.poivre)
    assert not empreintes.correspond("mot-de-passe", "M7RT4KHX92BD", hachee, empreintes.poivre)
    for brisee in ("", "$argon2id$", "autre", "x" * 500):
        assert not empreintes.correspond("code", "M7RT4KHX92BD", brisee, empreintes.poivre)


def test_nobody_is_known_by_the_decoy(empreintes):
    """The secret behind the decoy hash opens nothing."""
    for texte in ("personne", "leurre", ""):
        for usage in ("leurre", "code"):
            assert not empreintes.correspond(usage, texte, None, None)


def test_an_unknown_person_costs_the_same_verification(empreintes, monkeypatch):
    verifiees = []
    vrai = empreintes._verifier
    monkeypatch.setattr(empreintes, "_verifier", lambda e, c: verifiees.append(e) or vrai(e, c))
    empreintes.correspond("code", "mot", None, None)
    empreintes.correspond("code", "mot", empreintes.hacher("code", "autre"), 2)
    empreintes.correspond("code", "mot", empreintes.hacher("code", "mot"), 99)  # a pepper that was taken away
    parametres = [e.split("$")[:4] for e in verifiees]
    assert len(parametres) == 3 and parametres[0] == parametres[1] == parametres[2]


def test_peppers_can_change(reglages_seuls):
    premier, second = reglages_seuls.poivres.values()
    ancien, present = Empreintes(replace(reglages_seuls, poivres={1: premier})), Empreintes(reglages_seuls)
    assert (ancien.poivre, present.poivre) == (1, 2)
    hachee = ancien.hacher("code", "mot")
    assert present.correspond("code", "mot", hachee, 1)
    assert not present.correspond("code", "mot", hachee, 2)
    apres = Empreintes(replace(reglages_seuls, poivres={2: second}))
    assert not apres.correspond("code", "mot", hachee, 1), "the pepper is gone, so is the letter"
    assert present.cles("identifiant", "X") == (present.cle("identifiant", "X"), ancien.cle("identifiant", "X"))
    assert len({present.cle(usage, texte) for usage in "ab" for texte in "cd"}) == 4
    assert present.cle("a", "b\0c") != present.cle("a.v1\0b", "c")


def test_a_flood_of_sign_ins_is_kept_out_of_the_machine(empreintes, monkeypatch):
    """At most two at a time: the third waits, then is told to come back; nothing was checked."""
    monkeypatch.setattr(module, "ATTENTE_PLACE_S", 0.05)
    entres, sortir = threading.Semaphore(0), threading.Event()

    def lent(_empreinte, _cle):
        entres.release()
        sortir.wait(5)
        return False

    monkeypatch.setattr(empreintes, "_verifier", lent)
    fils = [threading.Thread(target=empreintes.correspond, args=("code", "mot", None, None)) for _ in range(2)]
    for f in fils:
        f.start()
    for _ in fils:
        assert entres.acquire(timeout=5)
    with pytest.raises(TropDeMonde):
        empreintes.correspond("code", "mot", None, None)
    sortir.set()
    for f in fils:
        f.join()
    assert not empreintes.correspond("code", "mot", None, None), "the places were given back"
