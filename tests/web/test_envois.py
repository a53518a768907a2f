"""Documents sent with a page: nothing is stored before it is known that it can be kept."""

from io import BytesIO

import pytest
from PIL import Image

from portail.domaine.procedure import Etat
from portail.services import envois, pieces
from portail.services.scenario import FACTURE

pytestmark = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


def photos(nombre, depart=0):
    envoyees = []
    for n in range(depart, depart + nombre):
        sortie = BytesIO()
        Image.new("RGB", (9, 9), (n * 25, 255 - n * 25, 0)).save(sortie, "PNG")
        envoyees.append((BytesIO(sortie.getvalue()), f"{n}.png"))
    return envoyees


@pytest.fixture
def magasin(moyens):
    return lambda: len(list(moyens.entrepot.noms()))


@pytest.fixture
def explique(maison):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    return visiteur, visiteur.soumettre(f"/debiteur/dossiers/{dossier.reference}/contester", motif="defaut")


def test_too_many_documents_are_refused_before_one_is_stored(explique, magasin):
    visiteur, page = explique
    avant = magasin()
    trop = visiteur.soumettre(page, suite="joindre", fichiers=photos(6))
    assert trop.statut == 422 and "Vous pouvez joindre 5 fichiers au plus." in trop.lu and magasin() == avant
    page = visiteur.soumettre(page, suite="joindre", fichiers=photos(5))
    assert magasin() == avant + 5
    assert visiteur.soumettre(page, suite="joindre", fichiers=photos(1, 5)).statut == 422 and magasin() == avant + 5


def test_joining_then_taking_out_does_not_fill_the_store(explique, magasin, monkeypatch, horloge):
    monkeypatch.setattr(envois, "PAR_JOUR", envois.Limite(4, envois.PAR_JOUR.fenetre))
    visiteur, page = explique
    avant = magasin()
    for tour in range(4):
        page = visiteur.soumettre(page, suite="joindre", fichiers=photos(1, tour))
        page = visiteur.soumettre(page, retirer=page["button[name=retirer]"]["value"])
    refus = visiteur.soumettre(page, suite="joindre", texte="Le volet.", fichiers=photos(1, 9))
    assert refus.statut == 422 and magasin() == avant + 4
    assert "Vous avez envoyé 4 fichiers en un jour, le maximum. Recommencez demain." in refus.lu
    assert refus["textarea"].text.strip() == "Le volet.", "nothing typed is lost"
    assert visiteur.soumettre(refus).statut == 200, "the message itself can still be read again and sent"


def test_the_creditor_s_claim_is_limited_too(maison, magasin, monkeypatch):
    monkeypatch.setattr(envois, "PAR_JOUR", envois.Limite(1, envois.PAR_JOUR.fenetre))
    dossier, hugo = maison.dossier(Etat.BROUILLON), maison.creancier()
    url, avant = f"/creancier/dossiers/{dossier.reference}/depot/preuves", magasin()
    assert hugo.soumettre(url, "form[enctype]", piece=photos(1)[0]).statut == 200 and magasin() == avant + 1
    refus = hugo.soumettre(url, "form[enctype]", piece=photos(1, 1)[0])
    assert refus.statut == 422 and "Recommencez demain." in refus.lu and magasin() == avant + 1


def test_of_a_scan_one_file_is_kept_and_counted(maison, magasin, monkeypatch):
    monkeypatch.setattr(envois, "PAR_JOUR", envois.Limite(0, envois.PAR_JOUR.fenetre))
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    maison.debiteur(dossier).soumettre(f"/debiteur/dossiers/{dossier.reference}/proposition/accepter/papier")
    commissaire, avant = maison.commissaire(), magasin()
    refus = commissaire.soumettre(
        f"/commissaire/dossiers/{dossier.reference}/papiers/1",
        recue_le="22/11/2026", compare="y", scan=(BytesIO(FACTURE), "papier.pdf"),
    )  # fmt: skip
    assert refus.statut == 422 and "Recommencez demain." in refus.lu and magasin() == avant


def test_a_photo_that_is_too_heavy_or_of_another_kind_says_what_to_do(explique, monkeypatch):
    visiteur, page = explique
    assert "Photo (JPEG ou PNG) ou PDF, 10 Mo au plus chacun." in page.lu
    monkeypatch.setattr(pieces, "TAILLE_MAX", 10_000)
    lourd = visiteur.soumettre(page, suite="joindre", fichiers=[(BytesIO(b"x" * 10_001), "IMG_0043.jpg")])
    assert lourd.statut == 422 and "10 Mo au plus. Faites une capture d’écran de la photo" in lourd.lu
    heic = visiteur.soumettre(
        page, suite="joindre", fichiers=[(BytesIO(b"\0\0\0\x18ftypheic" + b"x" * 99), "IMG.heic")]
    )
    assert heic.statut == 422 and "Faites une capture d’écran, puis joignez la capture." in heic.lu
