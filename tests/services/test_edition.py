"""From the tables to the papers: who is printed, where the letter sends, how an issued document is kept."""

from dataclasses import replace
from datetime import date

import zxingcpp

from portail.config import Canal, Mode
from portail.domaine.identifiants import grouper
from portail.domaine.procedure import Etat
from portail.persistance.actes import GenreDocument
from portail.persistance.etudes import NaturePersonne
from portail.services import edition, references
from portail.services.documents.donnees import Canal as CanalImprime
from tests.services.documents.lecture import image, pages
from tests.services.gestes import relu


def test_what_each_document_prints_of_a_dossier(maison, session, autre_session, moyens, horloge):
    dossier = maison.dossier(Etat.RECEVABLE)
    creancier, debiteur = edition.partie(dossier.creancier), edition.partie(dossier.debiteur)
    assert (creancier.nom, creancier.prenoms, creancier.personne_morale) == ("Menuiserie Costa", "", True)
    assert creancier.immatriculation == "SIREN 000000000"
    assert (debiteur.nom, debiteur.prenoms, debiteur.personne_morale) == ("Ferrand", "Nadia", False)
    assert debiteur.adresse.lignes == ("3 rue des Essais-Blancs", "35000 Rennes")
    dossier.debiteur.nature, dossier.debiteur.denomination = NaturePersonne.MORALE, "Ferrand et fils"
    dossier.debiteur.complement = "Bâtiment B"
    societe = edition.partie(dossier.debiteur)
    assert (societe.nom, societe.prenoms, societe.civilite) == ("Ferrand et fils", "", "")
    assert societe.adresse.lignes[0] == "Bâtiment B"
    session.rollback()

    creance = edition.creance(dossier)
    assert creance.total_centimes == dossier.total_centimes
    assert [e.nature for e in creance.elements] == ["principal", "interets"]
    assert creance.fondement.startswith("Devis signé, pose de deux fenêtres du ")
    dossier.fondement_le = None
    assert edition.creance(dossier).fondement == "Devis signé, pose de deux fenêtres"
    session.rollback()

    assert edition.etude_imprimee(dossier).commissaire == "Claire Delmas"
    assert edition.tirage(dossier, moyens, horloge()).specimen
    production = replace(moyens, reglages=replace(moyens.reglages, mode=Mode.PRODUCTION))
    assert not edition.tirage(dossier, production, horloge()).specimen

    contenu = b"%PDF-1.7 un document"
    for _ in range(2):
        document = edition.conserver(
            session, dossier, moyens, genre=GenreDocument.RECEPISSE, titre="Récépissé", nom="recepisse",
            contenu=contenu, emis_le=horloge(),
        )  # fmt: skip
    assert document.nom == f"recepisse-{dossier.reference}.pdf"
    session.rollback()
    with autre_session() as lecture:
        assert relu(lecture, dossier).documents == [], "without the commit there is no row, only an unused file"
    assert moyens.entrepot.lire(document.empreinte) == contenu
    assert date(2026, 11, 22) == horloge().date()


def test_the_letter_sends_to_this_portal_or_to_the_chamber_s_platform(moyens):
    ici = edition.connexion(moyens, "7F4K29QD", "M7RT4KHX92BD")
    assert (ici.canal, ici.adresse) == (CanalImprime.PORTAIL, "http://localhost/ouvrir")
    chambre = replace(moyens, reglages=replace(moyens.reglages, canal=Canal.CHAMBRE))
    la_bas = edition.connexion(chambre, "pc-1", "Ab9!")
    assert (la_bas.canal, la_bas.adresse) == (CanalImprime.CHAMBRE, "www.petitescreances.fr")
    assert (la_bas.identifiant, la_bas.code) == ("pc-1", "Ab9!")


def test_every_issued_document_bears_the_reference_of_its_row(maison, moyens):
    dossier = maison.dossier(Etat.TITRE_DELIVRE)
    emis = [d for d in dossier.documents if d.genre is not GenreDocument.PROJET_CONSTAT]
    assert {d.genre for d in emis} >= {GenreDocument.LETTRE, GenreDocument.CONSTAT, GenreDocument.TITRE}
    assert len({d.reference for d in emis}) == len(emis)
    for document in emis:
        assert references.lire(document.reference, moyens.preuve) == document.reference
        for page in pages(moyens.entrepot.lire(document.empreinte)):
            assert f"À vérifier sur localhost/verifier, référence {grouper(document.reference)}" in page, document.titre


def test_a_phone_reads_on_the_titre_the_address_of_its_verification(maison, moyens):
    dossier = maison.dossier(Etat.TITRE_DELIVRE)
    titre = next(d for d in dossier.documents if d.genre is GenreDocument.TITRE)
    photo = image(moyens.entrepot.lire(titre.empreinte), points_par_mm=6).rotate(3, expand=True, fillcolor=200)
    assert [lu.text for lu in zxingcpp.read_barcodes(photo)] == [f"http://localhost/verifier/{titre.reference}"]
