"""The page that tells anybody whether a document is authentic, without a word about anybody."""

from io import BytesIO

import pytest

from portail.domaine.identifiants import grouper
from portail.domaine.procedure import Etat
from portail.persistance.actes import GenreDocument
from portail.services import references
from portail.services.signataires import Signataires


@pytest.fixture
def signataires():
    return Signataires


@pytest.fixture
def emis(maison):
    return next(d for d in maison.dossier(Etat.TITRE_DELIVRE).documents if d.genre is GenreDocument.TITRE)


@pytest.fixture
def contenu(emis, moyens):
    return moyens.entrepot.lire(emis.empreinte)


def fichier(contenu):
    return BytesIO(contenu), "document.pdf"


def sans_personne(page, dossier):
    """Nothing of the people nor of the sum."""
    prives = [dossier.debiteur.nom, dossier.creancier.denomination, dossier.reference, dossier.debiteur.adresse]
    prives += [dossier.commissaire.nom, str(dossier.total_centimes // 100)]
    return not [mot for mot in prives if mot in page.texte]


def test_the_square_of_a_document_leads_to_what_it_is(maison, emis):
    page = maison.anonyme().get(f"/verifier/{emis.reference}")
    assert page.statut == 200
    for attendu in (
        "Cette référence est authentique",
        "Titre exécutoire",
        "Étude Delmas et Roy",
        grouper(emis.reference),
    ):
        assert attendu in page.lu
    assert "Électronique, vérifiée à l’instant, niveau B-B" in page.lu
    assert "démonstration" in page.lu and sans_personne(page, emis.dossier)


def test_reference_and_file_together_or_apart(maison, emis, contenu):
    visiteur = maison.anonyme()
    for champs in ({"reference": emis.reference, "fichier": fichier(contenu)}, {"fichier": fichier(contenu)}):
        page = visiteur.soumettre("/verifier", **champs)
        assert page.statut == 200 and "Ce fichier est authentique" in page.lu and sans_personne(page, emis.dossier)
    page = visiteur.soumettre("/verifier", reference=grouper(emis.reference).lower())
    assert page.statut == 200 and "Cette référence est authentique" in page.lu


def test_the_reference_of_an_act_is_told_from_that_of_its_paper(maison):
    """The proof page bears both; the wrong one gets the same answer whether its dossier exists or not."""
    dossier = maison.dossier(Etat.REFUS_EXPRIME)
    numero, anonyme = dossier.acte_numero, maison.anonyme()
    reponses = []
    for faux in (f"{dossier.reference}-A{numero}", "RPC-00000-00000-A9"):
        page = anonyme.soumettre("/verifier", reference=faux)
        assert page.statut == 422 and "C’est la référence d’un dossier ou d’une preuve." in page.lu
        assert anonyme.get(f"/verifier/{faux}").statut == 404
        reponses.append(page.lu)
    assert reponses[0] == reponses[1]
    maison.session.commit()
    adresse = f"/debiteur/dossiers/{dossier.reference}/actes/{numero}"
    visiteur = maison.debiteur(dossier)
    assert "Référence écrite en bas du document" not in visiteur.get(adresse).lu, "not issued yet"
    visiteur.get(f"{adresse}/recepisse.pdf")
    codes = [c.text for c in visiteur.get(adresse).tous(".recu .code")]
    assert codes[0] == f"{dossier.reference}-A{numero}"
    assert "Cette référence est authentique" in anonyme.soumettre("/verifier", reference=codes[1]).lu


def test_a_changed_file_is_told_and_what_was_typed_is_kept(maison, emis, contenu):
    visiteur = maison.anonyme()
    faux = contenu[:-1] + bytes([contenu[-1] ^ 1])
    page = visiteur.soumettre("/verifier", reference=emis.reference, fichier=fichier(faux))
    assert (
        "Ce fichier n’est pas le document émis" in page.lu
        and "authentique" not in page.html.select_one("#resultat").text
    )
    assert page.html.select_one("[name=reference]")["value"] == emis.reference
    page = visiteur.soumettre("/verifier", fichier=fichier(faux))
    assert page.statut == 422 and "n’est pas un document émis ici" in page.lu


def test_a_slip_an_unknown_reference_and_an_empty_form_each_have_their_sentence(maison, emis, moyens):
    visiteur = maison.anonyme()
    glisse = emis.reference[:-1] + ("0" if emis.reference[-1] != "0" else "1")
    for envoye, attendu in (
        ({"reference": glisse}, "Regardez de nouveau la référence"),
        ({"reference": references.neuve(moyens.preuve)}, "Aucun document de ce portail"),
        ({}, "Regardez de nouveau la référence"),
        ({"reference": "<script>alert(1)</script>"}, "Regardez de nouveau la référence"),
        ({"fichier": fichier(b"")}, "n’est pas un document émis ici"),
    ):
        page = visiteur.soumettre("/verifier", **envoye)
        assert page.statut == 422 and attendu in page.lu, envoye
        assert "<script>alert" not in page.texte
    assert visiteur.get(f"/verifier/{glisse}").statut == 404
    assert visiteur.get("/verifier/" + "é" * 300).statut == 404


def test_an_altered_row_or_store_is_never_called_authentic(maison, emis, moyens):
    chemin = moyens.entrepot.racine / emis.empreinte[:2] / emis.empreinte
    chemin.write_bytes(b"%PDF-1.7 autre chose")
    page = maison.anonyme().get(f"/verifier/{emis.reference}")
    assert page.statut == 200 and "Nous ne pouvons rien affirmer" in page.lu
    assert "Titre exécutoire" not in page.lu and "authentique</h2>" not in page.texte
