"""Documents handed in: cleaned, listed, taken out; hostile files are refused in words."""

from io import BytesIO

import pytest
from PIL import Image

from portail.domaine.procedure import Etat
from tests.web.creancier.depot import fichier, pdf


def photo(genre="PNG"):
    sortie = BytesIO()
    Image.new("RGB", (40, 30), "white").save(sortie, genre)
    return sortie.getvalue()


@pytest.mark.parametrize(
    ("contenu", "nom", "attendu"),
    [
        (b"", "vide.pdf", "Ce fichier est vide."),
        (b"<html><script>alert(1)</script>", "facture.pdf", "Ce fichier n’est ni un PDF, ni une photo JPEG ou PNG."),
        (b"MZ\x90\x00", "facture.pdf.exe", "Ce fichier n’est ni un PDF, ni une photo JPEG ou PNG."),
        (b"%PDF-1.7 not a document", "facture.pdf", "Ce fichier n’a pas pu être lu."),
        (b"%PDF-1.7" + b"0" * 10_000_000, "lourd.pdf", "Ce fichier est trop lourd : 10 Mo au plus. Faites une capture"),
        (pdf(mot_de_passe="secret"), "facture.pdf", "Ce PDF est protégé par un mot de passe."),
    ],
    ids=["empty", "html", "program", "broken", "heavy", "encrypted"],
)
def test_a_hostile_file_is_refused_in_words(depot, contenu, nom, attendu):
    page = depot.joindre(contenu, nom)
    assert page.statut == 422
    assert attendu in page.lu
    assert "Aucun document pour l’instant" in page.lu


def test_an_upload_above_the_limit_of_the_server_gets_a_clear_page(depot):
    page = depot.joindre(b"%PDF-1.7" + b"0" * 51_000_000)
    assert page.statut == 413
    assert "Envoyez moins de fichiers à la fois" in page.lu


def test_a_photo_is_kept_as_a_clean_jpeg_and_comes_back_as_a_download(depot):
    page = depot.joindre(photo(), "photo du devis.png")
    lien = page["a[href*='/pieces/']"]
    assert lien.text == "photo du devis.jpg"
    rendu = depot.nav.client.get(lien["href"], follow_redirects=True)
    assert rendu.mimetype == "image/jpeg"
    assert rendu.headers["Content-Disposition"].startswith("attachment")
    assert rendu.get_data().startswith(b"\xff\xd8\xff")


def test_a_document_can_be_taken_out_again(depot):
    page = depot.joindre(pdf())
    page = depot.nav.soumettre(page, "form[action$='/retirer']")
    assert "Aucun document pour l’instant" in page.lu


def test_ten_documents_at_most(depot):
    for _ in range(10):
        page = depot.joindre(pdf())
    assert page["form[enctype]"] is None
    assert "Vous avez joint 10 documents" in page.lu
    champs = {c["name"]: c["value"] for c in page.tous("form[action$='/retirer'] input[type=hidden]")}
    reponse = depot.nav.client.post(depot.url("preuves"), data={**champs, "piece": fichier(pdf())})
    assert reponse.status_code == 422


def test_nothing_is_added_once_the_claim_is_handed_in(maison, hugo, depot):
    page = depot.ouvrir("preuves")
    champs = {c["name"]: c["value"] for c in page.tous("form[enctype] input[type=hidden]")}
    dossier = maison.dossier(Etat.DEPOSEE)
    adresse = f"/creancier/dossiers/{dossier.reference}/depot/preuves"
    reponse = hugo.client.post(adresse, data={**champs, "version": str(dossier.version), "piece": fichier(pdf())})
    assert reponse.status_code == 409
