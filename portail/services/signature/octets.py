"""The signed file as bytes: the signature must answer for every one of them, without trusting any PDF reader.

A signed PDF holds one gap that the signature cannot cover, the signature itself: <hexadecimal digits, then zeros>.
pyHanko looks at the length of what is covered, not at what lies in the gap (securite.md M13): this module does.
"""

import re
from collections.abc import Sequence

from portail.services.signature.motifs import Motif, SignatureRefusee

_HEXA = re.compile(rb"[0-9a-f]*|[0-9A-F]*")
_SEQUENCE, _OID, _CONTENU = 0x30, 0x06, 0xA0


def controler_etendue(pdf: bytes, plages: Sequence[int], contenu: bytes) -> None:
    """The covered ranges are the whole file but the gap, and the gap holds `contenu` written in its only form."""
    if len(plages) != 4 or plages[0] != 0:
        raise SignatureRefusee(Motif.HORS_SIGNATURE)
    _, debut, fin, reste = plages
    if not 0 < debut < fin or reste <= 0 or fin + reste != len(pdf):
        raise SignatureRefusee(Motif.HORS_SIGNATURE)
    trou = pdf[debut:fin]
    if trou[:1] != b"<" or trou[-1:] != b">":
        raise SignatureRefusee(Motif.HORS_SIGNATURE)
    if not _HEXA.fullmatch(trou[1:-1]) or len(trou) % 2:
        raise SignatureRefusee(Motif.BOURRAGE)
    if bytes.fromhex(trou[1:-1].decode("ascii")) != contenu:
        raise SignatureRefusee(Motif.HORS_SIGNATURE)
    if contenu[longueur_der(contenu) :].strip(b"\0"):
        raise SignatureRefusee(Motif.BOURRAGE)


def longueur_der(contenu: bytes) -> int:
    """Bytes taken by the CMS at the start of `contenu`: three DER envelopes of stated lengths that end together."""
    debut, fin = _entete(contenu, 0, _SEQUENCE)
    _, fin_du_type = _entete(contenu, debut, _OID)
    debut, fin_du_contenu = _entete(contenu, fin_du_type, _CONTENU)
    _, fin_de_la_sequence = _entete(contenu, debut, _SEQUENCE)
    if not fin == fin_du_contenu == fin_de_la_sequence <= len(contenu):
        raise SignatureRefusee(Motif.FORMAT)
    return fin


def _entete(contenu: bytes, position: int, etiquette: int) -> tuple[int, int]:
    """Where the value found at `position` starts and ends."""
    if len(contenu) < position + 2 or contenu[position] != etiquette:
        raise SignatureRefusee(Motif.FORMAT)
    octet, debut = contenu[position + 1], position + 2
    if octet < 0x80:
        return debut, debut + octet
    taille = octet & 0x7F
    if not 1 <= taille <= 4:
        raise SignatureRefusee(Motif.FORMAT)
    debut += taille
    return debut, debut + int.from_bytes(contenu[debut - taille : debut], "big")
