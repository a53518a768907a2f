"""Drawing the pages of somebody else's PDF, in a process that cannot harm the portal."""

import io

import pikepdf
import pytest

from portail.services import apercus


@pytest.fixture(scope="module")
def pdf():
    sortie = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page(page_size=(595, 842))
        document.add_blank_page(page_size=(842, 595))
        document.save(sortie)
    return sortie.getvalue()


def test_each_page_becomes_an_image(pdf):
    assert apercus.nombre_de_pages(pdf) == 2
    assert apercus.dessiner(pdf, 2)[:8] == b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("page", [0, 3, apercus.PAGES_MAX + 1])
def test_a_page_that_is_not_there_is_refused(pdf, page):
    with pytest.raises(apercus.ApercuImpossible):
        apercus.dessiner(pdf, page)


def test_a_file_that_is_no_pdf_is_refused():
    assert apercus.nombre_de_pages(b"rien") == 0
    with pytest.raises(apercus.ApercuImpossible):
        apercus.dessiner(b"%PDF-1.7 rien", 1)


def test_a_document_that_takes_too_long_is_given_up(pdf, monkeypatch):
    monkeypatch.setattr(apercus, "SECONDES_MAX", 0.01)
    with pytest.raises(apercus.ApercuImpossible):
        apercus.dessiner(pdf, 1)


def test_the_drawing_process_knows_no_secret(pdf, monkeypatch):
    monkeypatch.setenv("PORTAIL_CLES", "secret")
    recu = {}

    def lancer(_commande, **options):
        recu.update(options)
        raise OSError

    monkeypatch.setattr(apercus.subprocess, "run", lancer)
    with pytest.raises(apercus.ApercuImpossible):
        apercus.dessiner(pdf, 1)
    assert set(recu["env"]) == {"PYTHONPATH", "PATH"}
