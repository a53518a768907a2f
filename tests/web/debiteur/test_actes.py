"""The proof page: at its address for ever, with the receipt and what happens next."""

import pytest
from icalendar import Calendar

from portail.domaine.procedure import Etat
from tests.services.documents.lecture import texte
from tests.services.gestes import relu

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


@SQLITE
def test_the_proof_is_found_again_from_the_home_and_its_receipt_downloaded(maison, adresse):
    dossier = maison.dossier(Etat.PAIEMENTS, jours=120)
    visiteur = maison.debiteur(dossier)
    liens = [a["href"] for a in visiteur.get(adresse(dossier)).tous(".fichiers a") if "/actes/" in a["href"]]
    assert len(liens) == 2
    page = visiteur.get(liens[0])
    assert "C’est fait. Votre proposition est envoyée." in page.lu
    assert [s["src"].split("?")[0] for s in page.tous("script")] == ["/static/portail.js"]
    assert page["[data-imprimer]"].has_attr("hidden"), "printing needs the script, which shows the button"
    recu = visiteur.get(page[".recu a.bouton"]["href"])
    assert recu.entetes["Content-Disposition"].startswith("attachment; filename=recepisse-a")
    assert "Récépissé de votre proposition" in texte(recu.octets)


@SQLITE
def test_acts_of_others_have_no_page_here(maison, adresse):
    dossier = maison.dossier(Etat.ACCORD_CONCLU)
    visiteur = maison.debiteur(dossier)
    debiteur = {e.numero for e in dossier.evenements if e.role == "debiteur"}
    for evenement in dossier.evenements:
        attendu = 200 if evenement.numero in debiteur else 404
        assert visiteur.get(adresse(dossier, f"/actes/{evenement.numero}")).statut == attendu
        assert visiteur.get(adresse(dossier, f"/actes/{evenement.numero}/recepisse.pdf")).statut == attendu
    assert visiteur.get(adresse(dossier, "/actes/999")).statut == 404


@SQLITE
def test_the_dates_of_an_agreement_go_to_a_calendar_and_nothing_else_does(maison, adresse, autre_session):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    visiteur = maison.debiteur(dossier)
    page = visiteur.signer(adresse(dossier, "/proposition/accepter"), engagement="y")
    lien = next(a["href"] for a in page.tous(".recu a.bouton") if "agenda" in a.text)
    fichier = visiteur.get(lien)
    assert fichier.entetes["Content-Type"].startswith("text/calendar")
    assert fichier.entetes["Content-Disposition"].endswith(f"dates-{dossier.reference}.ics")
    agenda = Calendar.from_ical(fichier.octets)
    with autre_session() as lecture:
        dues = [e.le for e in relu(lecture, dossier).proposition_acceptee.echeances_dues]
    assert [j["DTSTART"].dt for j in agenda.walk("VEVENT")] == dues
    assert b"Costa" not in fichier.octets
    autre = maison.dossier(Etat.PROPOSITION_DEBITEUR)
    sienne = adresse(autre, f"/actes/{autre.acte_numero}")
    assert "Votre proposition est envoyée." in maison.debiteur(autre).get(sienne).lu
    assert maison.debiteur(autre).get(adresse(autre, "/dates.ics")).statut == 404


@SQLITE
@pytest.mark.parametrize(("etat", "jours"), [(Etat.ACCORD_CONCLU, 10), (Etat.PAIEMENTS, 60)])
def test_the_dates_are_offered_as_long_as_some_are_to_come(maison, adresse, etat, jours):
    """The creditor's yes concludes too: the person then has no page of her own for that act."""
    dossier = maison.dossier(etat, jours=jours)
    visiteur = maison.debiteur(dossier)
    lien = next(a["href"] for a in visiteur.get(adresse(dossier)).tous("main a") if ".ics" in a.text)
    assert len(Calendar.from_ical(visiteur.get(lien).octets).walk("VEVENT")) == len(
        dossier.proposition_acceptee.echeances
    )


@SQLITE
def test_a_receipt_kept_among_the_favourites_is_found_again_after_the_codes(maison, adresse):
    dossier = maison.dossier(Etat.ENVOYEE, plans=(6,))
    visiteur, mots = maison.debiteur(dossier), maison.mots[dossier.id]
    page = visiteur.soumettre(adresse(dossier, "/echeancier"), mode="6", jour="5")
    favori = visiteur.signer(page, participe="y", engagement="y").chemin
    assert "/actes/" in favori
    ailleurs = maison.anonyme()
    porte = ailleurs.get(favori)
    assert porte.chemin == "/ouvrir"
    confirmer = ailleurs.soumettre(porte, identifiant=mots.identifiant, code=mots.code)
    retrouvee = ailleurs.soumettre(confirmer)
    assert retrouvee.chemin == favori and "C’est fait. Vous avez signé l’accord." in retrouvee.lu
