import pytest

from portail.domaine.identifiants import ALPHABET
from portail.domaine.retours import MarqueIllisible, Retour, SensRetour, lire_marque, marquer

REFERENCE = "RPC-7F4K2-9QDA3"
AMERICAIN = "1234567890-/AQWZM"
AZERTY = "&é\"'(-è_çà)!QAZW?"


@pytest.mark.parametrize("sens", SensRetour)
@pytest.mark.parametrize(
    "deformer",
    [
        str,
        str.lower,
        lambda m: m.replace("-", ""),
        lambda m: m.replace("-", "–").replace("/", ""),
        lambda m: f"  {m.replace('-', ' ').replace('/', ' / ')}\n",
        lambda m: m.translate(str.maketrans(AMERICAIN, AZERTY)),
        lambda m: m.lower().translate(str.maketrans(AMERICAIN.lower(), AZERTY.lower().replace("?", ","))),
    ],
)
def test_a_mark_is_read_however_it_was_typed_or_scanned(sens, deformer):
    numero = 12 if sens is SensRetour.PROJET else 0
    assert lire_marque(deformer(marquer(REFERENCE, sens, numero))) == Retour(REFERENCE, sens, numero)


def test_a_scanner_set_for_another_keyboard_loses_no_symbol():
    for depart in range(0, 30, 10):
        mot = (ALPHABET + ALPHABET)[depart : depart + 10]
        marque = marquer(f"RPC-{mot[:5]}-{mot[5:]}", SensRetour.REFUS)
        assert marquer(*lire_marque(marque.translate(str.maketrans(AMERICAIN, AZERTY)))) == marque


def test_look_alikes_are_forgiven_and_the_reference_alone_names_the_dossier():
    assert lire_marque("rpc-oil00-00000") == Retour("RPC-01100-00000", None)


@pytest.mark.parametrize(
    "texte",
    ["", "RPC", "RPC-7F4K2-9QDA", f"{REFERENCE}/X", f"{REFERENCE}/AA", f"X{REFERENCE}", "RPC-7F4K2-9QDU3/A",
     "3760123456789", "https://portail.example/ouvrir#i=7F4K29QD", "é" * 5000],
)  # fmt: skip
def test_anything_else_is_not_a_mark(texte):
    with pytest.raises(MarqueIllisible):
        lire_marque(texte)
