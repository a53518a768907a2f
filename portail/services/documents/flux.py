"""Streams of a PDF whose data happens to end with a carriage return: told apart from the end of line that follows.

PDF/A wants each /Length to match the bytes before that end of line. « …CR LF endstream » can be read both ways, and
validators read the CR as part of the end of line: one document in twenty would be refused by chance.
"""

import re

_AMBIGU = re.compile(rb"\r\nendstream")
_TABLE = re.compile(rb"xref\n0 (\d+)\n")
_ENTREE = 20  # bytes of one entry of the table: ten digits, blank, five digits, blank, letter, end of line


def lever_ambiguites(pdf: bytes) -> bytes:
    """The same document, with a whole CR LF after such data; the table of offsets follows. Others are given back."""
    ajouts = [trouve.start() + 1 for trouve in _AMBIGU.finditer(pdf)]
    if not ajouts:
        return pdf
    table, nombre = _trouver_table(pdf)
    entrees = [pdf[table + i * _ENTREE : table + (i + 1) * _ENTREE] for i in range(nombre)]
    corriges = b"".join(_decaler(entree, ajouts) for entree in entrees)
    debut = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    fin = pdf[table + nombre * _ENTREE : pdf.rindex(b"startxref")]
    corps = b"".join(pdf[a:b] + b"\r" for a, b in zip([0, *ajouts], ajouts, strict=False)) + pdf[ajouts[-1] : table]
    return corps + corriges + fin + b"startxref\n%d\n%%%%EOF" % (debut + len(ajouts))


def _trouver_table(pdf: bytes) -> tuple[int, int]:
    """Where the entries start, and how many they are. Raises ValueError on a file that is not laid out so."""
    depart = int(pdf[pdf.rindex(b"startxref") :].split()[1])
    tete = _TABLE.match(pdf, depart)
    if tete is None:
        raise ValueError("no plain table of offsets")
    return tete.end(), int(tete.group(1))


def _decaler(entree: bytes, ajouts: list[int]) -> bytes:
    if entree[17:18] != b"n":
        return entree
    position = int(entree[:10])
    return b"%010d" % (position + sum(ajout <= position for ajout in ajouts)) + entree[10:]
