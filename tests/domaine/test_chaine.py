"""The chain by itself: one way to write a value, one hash for a row, and an extract that refuses any change."""

import copy
import hashlib
import json
from datetime import UTC, datetime

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from portail.domaine import chaine
from portail.domaine.chaine import COLONNES, ORIGINE, ExtraitRefuse, ValeurImpropre, canonique, verifier_extrait

TEXTES = st.text(st.characters(exclude_categories=["Cs"]))
VALEURS = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXTES,
    lambda v: st.lists(v, max_size=4) | st.dictionaries(TEXTES, v, max_size=4),
    max_leaves=20,
)


@given(VALEURS)
def test_the_canonical_form_is_that_of_rfc_8785(valeur):
    assert canonique(valeur) == rfc8785.dumps(valeur)
    assert canonique(json.loads(canonique(valeur))) == canonique(valeur), "reading it back changes nothing"


def test_keys_follow_their_utf_16_code_units():
    """RFC 8785, 3.2.3: an emoji, written with surrogates, comes before U+FB33."""
    cles = {"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\U0001f600": 5, "\x80": 6, "\xf6": 7}
    assert list(json.loads(canonique(cles))) == ["\r", "1", "\x80", "\xf6", "\u20ac", "\U0001f600", "\ufb33"]


@pytest.mark.parametrize(
    "valeur",
    [
        1.0,
        float("nan"),
        2**53,
        -(2**53),
        "\ud800",
        {"\udfff": 1},
        {1: "a"},
        b"x",
        {2},
        datetime(2026, 1, 1, tzinfo=UTC),
    ],
    ids=repr,
)
def test_what_could_be_written_in_two_ways_is_refused(valeur):
    with pytest.raises(ValeurImpropre):
        canonique({"a": [valeur]})


def test_a_nest_without_end_is_refused():
    nid: list = []
    nid.append(nid)
    with pytest.raises(ValeurImpropre):
        canonique(nid)


def ligne(seq, numero, dossier="2026-000001", **autres):
    return dict.fromkeys(COLONNES) | {"seq": seq, "numero": numero, "dossier": dossier, **autres}


def test_the_formula_is_the_one_that_is_published():
    """Written out with hashlib alone, as an outsider would."""
    une = ligne(1, 1, action="deposer")
    triee = json.dumps(une, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
    attendue = hashlib.sha256(b"portail.journal.v1\0" + bytes(32) + hashlib.sha256(triee).digest()).hexdigest()
    assert chaine.maillon(ORIGINE, chaine.feuille(une)) == attendue
    assert chaine.feuille(une | {"hors": "chaine"}) == chaine.feuille(une)
    sel = "0f" * 16
    assert chaine.empreinte_charge(sel, b"{}") == hashlib.sha256(f"{sel}{{}}".encode()).hexdigest()


@pytest.mark.parametrize("prec", ["", "0" * 63, "A" * 64, "0" * 62 + " 0", "é" * 64])
def test_a_hash_has_one_writing(prec):
    with pytest.raises(ValeurImpropre):
        chaine.maillon(prec, bytes(32))
    with pytest.raises(ValeurImpropre):
        chaine.empreinte_charge(prec[:31], b"{}")


def extrait():
    """Two acts of one dossier, rows of others before, between and after."""
    prec = hashlib.sha256(b"ce qui precede").hexdigest()
    donnees = {
        "format": chaine.FORMAT_EXTRAIT,
        "dossier": "2026-000001",
        "depuis": 7,
        "prec": prec,
        "lignes": [],
        "ancre": None,
    }
    for seq, numero in ((7, 1), (8, None), (9, 2), (10, None)):
        if numero is None:
            autre = chaine.feuille(ligne(seq, 4, "2026-000002"))
            donnees["lignes"].append(autre.hex())
            prec = chaine.maillon(prec, autre)
            continue
        contenu, sel = {"montant_centimes": 122_000, "mode": "étude"}, f"{numero:032x}"
        une = ligne(seq, numero, charge_empreinte=chaine.empreinte_charge(sel, canonique(contenu)))
        prec = chaine.maillon(prec, chaine.feuille(une))
        donnees["lignes"].append({"ligne": une, "sel": sel, "contenu": contenu, "empreinte": prec})
    donnees["tete"] = {"seq": 10, "empreinte": prec}
    return donnees


def test_a_sound_extract_tells_what_it_holds():
    sain = extrait()
    assert verifier_extrait(sain) == (2, 0, 10, sain["tete"]["empreinte"])
    assert verifier_extrait(json.loads(json.dumps(sain))).actes == 2
    sain["lignes"][0] |= {"sel": None, "contenu": None}
    assert verifier_extrait(sain).effaces == 1
    sain["ancre"] = sain["tete"] | {"le": "2026-11-22T06:00:00Z", "scelle": 1}
    assert verifier_extrait(sain).seq == 10


def changer(chemin, valeur):
    def faire(donnees):
        *parents, cle = chemin
        for nom in parents:
            donnees = donnees[nom]
        donnees[cle] = valeur

    return faire


@pytest.mark.parametrize(
    ("changement", "seq"),
    [
        (changer(["lignes", 0, "contenu", "montant_centimes"], 122_001), 7),
        (changer(["lignes", 0, "contenu"], None), 7),
        (changer(["lignes", 2, "sel"], "f" * 32), 9),
        (changer(["lignes", 2, "ligne", "action"], "refuser"), 9),
        (changer(["lignes", 2, "ligne", "seq"], 8), 9),
        (changer(["lignes", 2, "ligne", "numero"], 3), 9),
        (changer(["lignes", 2, "ligne", "note"], "vu"), 9),
        (changer(["lignes", 2, "empreinte"], "0" * 64), 9),
        (changer(["lignes", 1], "0" * 64), 9),
        (changer(["lignes", 1], "0" * 63), 8),
        (changer(["lignes", 3], "0" * 64), None),
        (changer(["prec"], ORIGINE), 7),
        (changer(["depuis"], 8), 8),
        (changer(["dossier"], "2026-000002"), 7),
        (changer(["tete", "seq"], 11), None),
        (changer(["tete", "empreinte"], ORIGINE), None),
        (changer(["format"], "portail.journal.extrait.v2"), None),
        (changer(["ancre"], {"seq": 11, "empreinte": ORIGINE}), None),
        (changer(["ancre"], []), None),
        (changer(["lignes"], {}), None),
        (changer(["lignes"], []), None),
        (changer(["lignes", 0], 12), None),
        (changer(["lignes", 0, "ligne", "recu_le"], 1.5), None),
        (lambda d: d["lignes"].pop(1), 8),
        (lambda d: d["lignes"].pop(0), 8),
        (lambda d: d["lignes"].pop(), None),
        (lambda d: d["lignes"].reverse(), 8),
        (lambda d: d["lignes"].insert(1, "0" * 64), 10),
        (lambda d: d.pop("ancre"), None),
    ],
)
def test_any_change_of_an_extract_is_refused(changement, seq):
    donnees = extrait()
    changement(donnees)
    with pytest.raises(ExtraitRefuse) as refus:
        verifier_extrait(donnees)
    assert refus.value.seq == seq and refus.value.raison


def test_an_act_cannot_be_passed_off_as_one_of_another_dossier():
    """Hidden behind its own leaf, the chain still rolls: the numbers of the acts tell."""
    donnees = extrait()
    donnees["lignes"][0] = chaine.feuille(donnees["lignes"][0]["ligne"]).hex()
    with pytest.raises(ExtraitRefuse, match="manque"):
        verifier_extrait(donnees)


@given(st.data())
def test_no_single_character_of_an_extract_can_change(data):
    """Whatever still parses, and says something else, is refused."""
    sain = extrait()
    texte = json.dumps(sain, ensure_ascii=False)
    place = data.draw(st.integers(0, len(texte) - 1))
    autre = data.draw(st.characters(exclude_categories=["Cs"]).filter(lambda c: c != texte[place]))
    try:
        donnees = json.loads(texte[:place] + autre + texte[place + 1 :])
    except ValueError:
        return
    if donnees == sain:
        return
    with pytest.raises(ExtraitRefuse):
        verifier_extrait(donnees)


@pytest.mark.parametrize("n_importe_quoi", [None, [], "x", 3, {}, {"format": chaine.FORMAT_EXTRAIT}])
def test_any_file_may_be_handed_in(n_importe_quoi):
    with pytest.raises(ExtraitRefuse):
        verifier_extrait(n_importe_quoi)


def test_the_extract_is_left_as_it_was():
    donnees = extrait()
    avant = copy.deepcopy(donnees)
    verifier_extrait(donnees)
    assert donnees == avant
