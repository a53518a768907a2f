"""After an act on the pages: its paper is there, or comes later; the act never waits for it."""

import hashlib

import pytest

from portail.domaine.procedure import Etat
from portail.persistance.actes import GenreDocument
from portail.services import declarations, remises
from portail.services.documents.donnees_actes import NatureRecepisse
from tests.pages import lisse
from tests.services.documents.lecture import texte
from tests.services.gestes import relu

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


def papiers(autre_session, dossier, *genres):
    with autre_session() as lecture:
        return [d for d in relu(lecture, dossier).documents if d.genre in genres]


def adresse(dossier, suite="", espace="debiteur"):
    return f"/{espace}/dossiers/{dossier.reference}{suite}"


@pytest.mark.parametrize("suite", ["/refuser", "/participer"])
def test_the_statement_is_shown_journaled_and_printed_on_the_receipt(maison, autre_session, moyens, suite):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    page = visiteur.get(adresse(dossier, suite))
    montree = lisse(page["blockquote"].get_text(" "))
    assert "Je vous notifie par la présente mon" in montree
    preuve = visiteur.soumettre(page)
    (recu,) = papiers(autre_session, dossier, GenreDocument.RECEPISSE)
    telecharge = visiteur.get(preuve[".recu a.bouton"]["href"])
    assert hashlib.sha256(telecharge.octets).hexdigest() == recu.empreinte
    assert montree.replace("’", "'") in texte(telecharge.octets)
    assert page["input[name=vu]"]["value"] in texte(telecharge.octets)
    with autre_session() as lecture:
        assert relu(lecture, dossier).evenements[-1].details["declaration"] == page["input[name=vu]"]["value"]


@SQLITE
def test_other_words_than_those_shown_are_a_conflict(maison, autre_session):
    dossier = maison.dossier(Etat.ENVOYEE)
    for suite in ("/refuser", "/participer"):
        assert maison.debiteur(dossier).soumettre(adresse(dossier, suite), vu="0" * 64).statut == 409
    with autre_session() as lecture:
        assert relu(lecture, dossier).etat is Etat.ENVOYEE


@SQLITE
def test_when_the_printer_fails_the_act_stands_and_its_proof_comes_later(maison, autre_session, monkeypatch):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)

    def panne(_donnees):
        raise OSError("no space left on device")

    with monkeypatch.context() as sans_papier:
        sans_papier.setattr(remises, "imprimer_recepisse", panne)
        preuve = visiteur.soumettre(adresse(dossier, "/refuser"))
        assert "C’est fait. Vous avez refusé la procédure." in preuve.lu
        lien = preuve[".recu a.bouton"]["href"]
        attente = visiteur.get(lien)
        assert (attente.statut, attente["h1"].text.strip()) == (503, "Votre réponse est bien enregistrée")
    with autre_session() as lecture:
        assert relu(lecture, dossier).etat is Etat.REFUS_EXPRIME
    assert papiers(autre_session, dossier, GenreDocument.RECEPISSE) == []
    premier, second = visiteur.get(lien), visiteur.get(lien)
    assert "Récépissé de votre refus de participer" in texte(premier.octets)
    assert premier.octets == second.octets
    assert len(papiers(autre_session, dossier, GenreDocument.RECEPISSE)) == 1


@SQLITE
@pytest.mark.parametrize(
    ("etat", "suite", "titre", "recepisse"),
    [
        (Etat.PROPOSITION_DEBITEUR, "/proposition/retirer", "Votre proposition est retirée.", "Récépissé du retrait"),
        (Etat.PROPOSITION_CREANCIER, "/proposition/ecarter", "Vous avez écarté son offre", "de votre réponse à l"),
        (Etat.PROPOSITION_CREANCIER, "/refuser-les-conditions", "Vous avez refusé le", "votre refus du montant"),
    ],
)  # fmt: skip
def test_every_other_act_has_its_proof_too(maison, autre_session, etat, suite, titre, recepisse):
    dossier = maison.dossier(etat)
    visiteur = maison.debiteur(dossier)
    page = visiteur.get(adresse(dossier, suite))
    assert page["blockquote"]
    visiteur.soumettre(page)
    lien = next(a["href"] for a in visiteur.get(adresse(dossier)).tous(".fichiers a") if "/actes/" in a["href"])
    preuve = visiteur.get(lien)
    assert titre in preuve["h1"].text
    assert recepisse in texte(visiteur.get(preuve[".recu a.bouton"]["href"]).octets)


@SQLITE
def test_signing_shows_the_words_that_the_receipt_will_repeat(maison):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    page = maison.debiteur(dossier).get(adresse(dossier, "/proposition/accepter"))
    offre = declarations.offre_de(dossier.proposition_en_cours)
    dite = declarations.lire(dossier, NatureRecepisse.ACCORD, offre).texte
    assert lisse(dite) in [lisse(b.get_text(" ")) for b in page.tous("blockquote")]


@SQLITE
def test_the_last_payment_gives_the_quittance_to_both(maison, autre_session):
    dossier = maison.dossier(Etat.PAIEMENTS, jours=120)
    creancier = maison.creancier()
    reste = sum(e.montant_centimes for e in dossier.proposition_acceptee.echeances) - sum(
        p.montant_centimes for p in dossier.paiements
    )
    page = creancier.soumettre(adresse(dossier, "/paiements", "creancier"), montant=f"{reste / 100:.2f}", definitif="y")
    assert not page.tous("[role=alert]"), page["[role=alert]"].text
    assert "La quittance est donnée à la personne, gratuitement." in page.lu
    (quittance,) = papiers(autre_session, dossier, GenreDocument.QUITTANCE)
    visiteur = maison.debiteur(dossier)
    accueil = visiteur.get(adresse(dossier))
    lien = next(a["href"] for a in accueil.tous("main a.bouton"))
    assert "Plus rien ne peut être réclamé avec le titre." in accueil.lu
    sienne = visiteur.get(lien).octets
    assert "Plus rien ne peut être réclamé en vertu de ce titre." in texte(sienne)
    assert creancier.get(adresse(dossier, f"/documents/{quittance.id}", "creancier")).octets == sienne


@SQLITE
def test_the_debtor_s_copy_and_agreement_are_the_very_bytes_of_the_creditor_s(maison, moyens, autre_session):
    dossier = maison.dossier(Etat.COPIE_REMISE, jours=40)
    visiteur, creancier = maison.debiteur(dossier), maison.creancier()
    documents = papiers(autre_session, dossier, GenreDocument.TITRE, GenreDocument.ACCORD)
    assert {d.genre for d in documents} == {GenreDocument.TITRE, GenreDocument.ACCORD}
    for document in documents:
        sien = visiteur.get(adresse(dossier, f"/documents/{document.id}")).octets
        assert sien == creancier.get(adresse(dossier, f"/documents/{document.id}", "creancier")).octets
        assert hashlib.sha256(sien).hexdigest() == document.empreinte
        if document.genre is GenreDocument.TITRE:
            assert "Une copie du présent titre est remise sans frais au débiteur" in texte(sien)
    accueil = visiteur.get(adresse(dossier))
    assert "Votre copie gratuite du titre" in accueil.lu
    assert "Accord sur le montant et les modalités" in accueil.lu
