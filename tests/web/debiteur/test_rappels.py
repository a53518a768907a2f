"""« Un rappel avant chaque paiement »: asked where an agreement stands, shown again, taken back at once."""

import pytest

from portail.domaine.procedure import Etat
from portail.persistance.rappels import Rappel
from portail.services import demonstration
from tests.pages import lisse

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
ICI = "#rappels form"


@pytest.fixture
def paye(maison, session):
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    dossier.debiteur.courriel, dossier.debiteur.courriel_connu_avant = "", False
    session.commit()
    return dossier


@SQLITE
def test_chosen_on_the_home_shown_again_changed_and_taken_back(maison, adresse, paye, autre_session):
    visiteur = maison.debiteur(paye)
    accueil = visiteur.get(adresse(paye))
    assert not accueil.tous(f"{ICI} input[checked]"), "nothing is chosen beforehand"
    vide = visiteur.soumettre(accueil, ICI)
    assert vide.statut == 422 and vide["[role=alert] a"].text == "Choisissez oui ou non."
    sans = visiteur.soumettre(vide, prevenir="oui")
    assert sans.statut == 422 and "Indiquez une adresse e-mail" in sans["#courriel-erreur"].text
    faux = visiteur.soumettre(vide, prevenir="oui", courriel="nadia chez courrier")
    assert faux.statut == 422 and faux["[name=courriel]"]["value"] == "nadia chez courrier"
    lu = visiteur.soumettre(faux, prevenir="oui", courriel="nadia@courrier.example")
    assert "Un e-mail part 3 jours avant chaque paiement." in lu.lu
    assert "Un e-mail part à na…@…example" in lu["#rappels"].text and "nadia@" not in lu.lu
    assert lisse(visiteur.get(lu["#rappels a"]["href"])["h1"].text) == "Un rappel avant chaque paiement"
    retire = visiteur.soumettre(lu, ICI, prevenir="non")  # the button of that name
    assert "Vous ne recevez pas de rappel." in retire["#rappels"].text
    with autre_session() as lecture:
        assert lecture.get_one(Rappel, paye.id).courriel == ""


@SQLITE
def test_a_known_address_is_not_asked_for_and_no_is_an_answer(maison, adresse):
    dossier = maison.dossier(Etat.ENVOYEE, plans=(6,), personnage=demonstration.personnage(0))
    visiteur = maison.debiteur(dossier)
    page = visiteur.soumettre(adresse(dossier, "/echeancier"), mode="6", jour="5")
    preuve = visiteur.signer(page, participe="y", engagement="y")
    assert "/actes/" in preuve.chemin and not preuve.tous("#rappels [name=courriel]")
    assert "@…example" in preuve["#rappels"].text
    non = visiteur.soumettre(preuve, ICI, prevenir="non", courriel="pas une adresse")
    assert "Vous ne recevez pas de rappel." in non["#rappels"].text


@SQLITE
def test_neither_for_a_helper_nor_without_payments_to_come(maison, adresse, paye):
    aidant = maison.debiteur(paye, confirme=False)
    accueil = aidant.soumettre("/ouvrir/aider", nom="Léa Petit")
    assert not accueil.tous("#rappels")
    assert aidant.get(adresse(paye, "/rappels"), suivre=False).lieu == adresse(paye)
    solde = maison.dossier(Etat.SOLDE, jours=480)
    visiteur = maison.debiteur(solde)
    page = visiteur.get(adresse(solde))
    assert not page.tous("#rappels")
    assert visiteur.get(adresse(solde, "/rappels"), suivre=False).lieu == adresse(solde)
    assert visiteur.get(adresse(paye, "/rappels")).statut == 404


@SQLITE
def test_after_a_default_it_can_be_taken_back_not_changed(maison, adresse, paye, session, autre_session):
    visiteur = maison.debiteur(paye)
    formulaire = visiteur.soumettre(adresse(paye), ICI, prevenir="oui", courriel="nadia@courrier.example")
    changer = visiteur.get(adresse(paye, "/rappels"))
    paye.etat = Etat.DEFAUT
    session.commit()
    page = visiteur.get(adresse(paye))
    assert "na…@…example" in page["#rappels"].text and not page.tous("#rappels a")
    assert "Un e-mail part" not in page["#rappels"].text, "none leaves after a default"
    assert visiteur.get(adresse(paye, "/rappels"), suivre=False).lieu == adresse(paye)
    assert visiteur.soumettre(changer, prevenir="oui", courriel="lea@courrier.example").statut == 409
    retire = visiteur.soumettre(page, ICI, prevenir="non")
    assert retire.statut == 200 and not retire.tous("#rappels")
    with autre_session() as lecture:
        assert lecture.get_one(Rappel, paye.id).courriel == ""
    assert formulaire.statut == 200


@SQLITE
def test_a_choice_sent_after_the_last_payment_is_a_conflict(maison, adresse, paye, session):
    visiteur = maison.debiteur(paye)
    page = visiteur.get(adresse(paye))
    paye.etat = Etat.SOLDE
    session.commit()
    assert visiteur.soumettre(page, ICI, prevenir="non").statut == 409
