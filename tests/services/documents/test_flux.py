import io
import re

import page
import pikepdf
import pytest

from portail.services.documents import moteur
from portail.services.documents.actes import imprimer_acte
from portail.services.documents.flux import lever_ambiguites

from .exemples import ETUDE, TIRAGE
from .lecture import texte


@pytest.fixture(scope="module")
def ambigu() -> bytes:
    """A document as it was printed, one of whose streams ends with a carriage return: one in twenty does."""
    vus: list[bytes] = []
    moteur_vrai = moteur.lever_ambiguites
    moteur.lever_ambiguites = lambda pdf: (vus.append(pdf), pdf)[1]
    try:
        for numero in range(400):
            imprimer_acte(TIRAGE, ETUDE, intitule=f"Essai {numero}", blocs=())
            if re.search(rb"\r\nendstream", vus[-1]):
                return vus[-1]
    finally:
        moteur.lever_ambiguites = moteur_vrai
    pytest.fail("no ambiguous document in 400")


def test_an_ambiguous_stream_is_refused_then_told_apart(ambigu: bytes) -> None:
    assert not page.is_pdf_compliant_bytes(ambigu, profile="2a")
    propre = lever_ambiguites(ambigu)
    assert page.is_pdf_compliant_bytes(propre, profile="2a")
    assert page.is_pdf_compliant_bytes(propre, profile="ua1")
    assert texte(propre) == texte(ambigu)
    with pikepdf.open(io.BytesIO(propre)) as pdf:
        assert pdf.check_pdf_syntax() == []
    assert len(propre) == len(ambigu) + len(re.findall(rb"\r\nendstream", ambigu))


def test_every_object_stands_where_the_table_says(ambigu: bytes) -> None:
    propre = lever_ambiguites(ambigu)
    depart = int(propre[propre.rindex(b"startxref") :].split()[1])
    assert propre[depart : depart + 4] == b"xref"
    entrees = re.findall(rb"(\d{10}) \d{5} n", propre[depart:])
    assert len(entrees) > 20
    assert all(re.match(rb"\d+ 0 obj", propre[int(position) :]) for position in entrees)


def test_other_documents_are_given_back_untouched() -> None:
    assert lever_ambiguites(b"%PDF-1.7 \nendstream") == b"%PDF-1.7 \nendstream"


def test_a_file_laid_out_otherwise_is_not_guessed_at() -> None:
    with pytest.raises(ValueError, match="no plain table"):
        lever_ambiguites(b"%PDF-1.7 x\r\nendstream\nstartxref\n3\n%%EOF")
