"""Whatever is changed in a signed file after its signature is seen, by the verification alone or with the kept hash."""

import hashlib
from collections.abc import Sequence
from io import BytesIO

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from portail.services.signature.motifs import Motif, SignatureRefusee
from portail.services.signature.octets import controler_etendue, longueur_der
from portail.services.signature.verification import TAILLE_MAXIMALE, verifier
from tests.services.signature.autorites import MAINTENANT
from tests.services.signature.outils import refus, signature, titre, trou


@pytest.fixture
def verdict(confiance):
    """The reason of the refusal, or None when the file is accepted without knowing its hash."""

    def juger(pdf: bytes) -> Motif | None:
        try:
            verifier(pdf, confiance, au=MAINTENANT)
        except SignatureRefusee as refusee:
            return refusee.motif
        return None

    return juger


def changer(pdf: bytes, position: int, octet: int) -> bytes:
    return pdf[:position] + bytes([octet]) + pdf[position + 1 :]


def parmi(positions: Sequence[int], nombre: int) -> list[int]:
    """As many of them, spread over the whole, the first and the last included."""
    return [positions[rang * (len(positions) - 1) // (nombre - 1)] for rang in range(nombre)]


def test_one_bit_changed_anywhere_in_the_signed_range(signe, verdict):
    assert verdict(signe) is None
    debut, fin = trou(signe)
    couverts = [*range(debut), *range(fin, len(signe))]
    for rang, position in enumerate(parmi(couverts, 300)):
        touche = changer(signe, position, signe[position] ^ (1 << rang % 8))
        assert verdict(touche) is not None, position


def test_one_digit_changed_anywhere_in_the_padding(signe, verdict):
    debut, fin = trou(signe)
    bourrage = debut + 1 + 2 * longueur_der(signature(signe).pkcs7_content)
    assert fin - bourrage > 500
    for rang, position in enumerate([*parmi(range(bourrage, fin - 1), 90), fin - 2]):
        for octet in b"1fF 8"[rang % 5 :][:1]:
            assert verdict(changer(signe, position, octet)) is not None, (position, octet)


def test_digits_of_the_signature_in_another_case(signe, verdict):
    debut, fin = trou(signe)
    lettre = next(p for p in range(debut + 1, fin) if signe[p : p + 1].isalpha())
    assert verdict(changer(signe, lettre, signe[lettre] ^ 32)) is Motif.BOURRAGE


def test_what_the_signature_cannot_cover_in_itself_is_caught_by_the_kept_hash(signe, confiance):
    """Alone, the CMS leaves three bytes that say nothing (how two empty values and a name are written)."""
    debut, fin = trou(signe)
    empreinte = hashlib.sha256(signe).hexdigest()
    for position in parmi(range(debut, fin), 200):
        with refus(Motif.EMPREINTE_DIFFERENTE):
            verifier(changer(signe, position, signe[position] ^ 1), confiance, au=MAINTENANT, empreinte=empreinte)
    assert verifier(signe, confiance, au=MAINTENANT, empreinte=empreinte).empreinte == empreinte


def test_nearly_every_digit_of_the_signature_itself_counts(signe, verdict):
    debut, _ = trou(signe)
    chiffres = range(debut + 1, debut + 1 + 2 * longueur_der(signature(signe).pkcs7_content), 15)
    autre = {p: f"{int(signe[p : p + 1], 16) ^ 1:X}".encode()[0] for p in chiffres}
    acceptes = [p for p in chiffres if verdict(changer(signe, p, autre[p])) is None]
    assert len(acceptes) <= 3


@pytest.mark.parametrize("suite", [b"\n", b"\0", b"%%EOF\n", b"x" * 3000])
def test_bytes_appended_at_the_end(suite, signe, verdict):
    assert verdict(signe + suite) in (Motif.HORS_SIGNATURE, Motif.ILLISIBLE)


@pytest.mark.parametrize("perte", [1, 6, 700])
def test_bytes_lost_at_the_end(perte, signe, verdict):
    assert verdict(signe[:-perte]) is not None


def mise_a_jour(pdf: bytes) -> bytes:
    """An update like those of any editor: an object more."""
    ecrivain = IncrementalPdfFileWriter(BytesIO(pdf))
    ecrivain.root["/AA"] = ecrivain.add_object(generic.DictionaryObject())
    ecrivain.update_root()
    sortie = BytesIO()
    ecrivain.write(sortie)
    return sortie.getvalue()


def test_an_incremental_update(signe, revenu, verdict):
    assert verdict(mise_a_jour(signe)) is Motif.HORS_SIGNATURE
    assert verdict(mise_a_jour(revenu)) is Motif.HORS_SIGNATURE


def test_an_unsigned_file(verdict):
    assert verdict(titre()) is Motif.NON_SIGNE


@pytest.mark.parametrize("octets", [b"", b"%PDF-1.7", b"PK\x03\x04" + bytes(300), b"%PDF-1.7\n" + b"[" * 5000])
def test_what_is_no_pdf(octets, verdict):
    assert verdict(octets) is Motif.ILLISIBLE


def test_a_file_too_large_is_not_even_read(confiance):
    with refus(Motif.TROP_VOLUMINEUX):
        verifier(bytes(TAILLE_MAXIMALE + 1), confiance, au=MAINTENANT)


def test_every_cut_of_the_file_is_refused(signe, verdict):
    for longueur in parmi(range(len(signe)), 60):
        assert verdict(signe[:longueur]) is not None, longueur


# The ranges themselves: pyHanko calls ENTIRE_FILE any four numbers whose sum is right.

CMS = bytes.fromhex("300f 0601 00 a00a 3008 0202 0101 0202 0202".replace(" ", ""))
AVANT, APRES = b"avant <".removesuffix(b"<"), b" apres"


def fichier(trou: bytes) -> tuple[bytes, list[int]]:
    pdf = AVANT + trou + APRES
    return pdf, [0, len(AVANT), len(AVANT) + len(trou), len(APRES)]


def test_the_gap_holds_the_signature_and_zeros():
    for hexa in (CMS.hex(), CMS.hex().upper()):
        pdf, plages = fichier(b"<" + hexa.encode() + b"0000>")
        controler_etendue(pdf, plages, CMS + bytes(2))


@pytest.mark.parametrize(
    ("trou", "contenu", "motif"),
    [
        (CMS.hex().encode(), CMS, Motif.HORS_SIGNATURE),  # no < >
        (b"<" + CMS.hex().encode() + b"0>", CMS, Motif.BOURRAGE),  # half a byte
        (b"<" + CMS.hex().encode() + b" 0 >", CMS, Motif.BOURRAGE),  # spaces
        (b"<" + CMS.hex().encode() + b"0100>", CMS + b"\1\0", Motif.BOURRAGE),
        (b"<" + CMS.hex().encode() + b"00>", CMS, Motif.HORS_SIGNATURE),  # the file's signature is elsewhere
        (b"<" + b"00" * len(CMS) + b">", bytes(len(CMS)), Motif.FORMAT),  # no DER
        (b"<3080" + CMS.hex().encode()[4:] + b">", b"\x30\x80" + CMS[2:], Motif.FORMAT),  # length not stated
        (b"<30" + b"10" + CMS.hex().encode()[4:] + b"00>", b"\x30\x10" + CMS[2:] + b"\0", Motif.FORMAT),
    ],
)
def test_a_gap_that_holds_anything_else(trou, contenu, motif):
    pdf, plages = fichier(trou)
    with refus(motif):
        controler_etendue(pdf, plages, contenu)


@pytest.mark.parametrize(
    "deplacer",
    [
        lambda a, b, c: [0, a, b],
        lambda a, b, c: [1, a - 1, b, c],
        lambda a, b, c: [0, a, b + 2, c - 2],
        lambda a, b, c: [0, a, b - 2, c + 1],
        lambda a, b, c: [0, a - 2, b, c + 2],
        lambda a, b, c: [0, a + 2, b - 2, c],
        lambda a, b, c: [0, b, a, c],
        lambda a, b, c: [0, a, a + b + c, 0],
        lambda a, b, c: [0, -1, b, c],
    ],
)
def test_ranges_that_leave_something_out(deplacer):
    pdf, (_, debut, fin, reste) = fichier(b"<" + CMS.hex().encode() + b">")
    with refus(Motif.HORS_SIGNATURE):
        controler_etendue(pdf, deplacer(debut, fin, reste), CMS)
