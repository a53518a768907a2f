"""Composing an offer, reading it again, sending it."""

import pytest

from portail.domaine.decalage import CLAUSE
from portail.domaine.procedure import Etat, Role
from tests.pages import lisse


@pytest.fixture
def dossier(maison):
    return maison.dossier(Etat.PROPOSITION_DEBITEUR)


@pytest.fixture
def url(dossier):
    return f"/creancier/dossiers/{dossier.reference}/contre-proposition"


@pytest.mark.parametrize("htmx", [False, True], ids=["sans-javascript", "avec-htmx"])
def test_an_offer_is_composed_read_again_and_sent(maison, dossier, url, session, htmx):
    hugo = maison.creancier(htmx=htmx)
    page = hugo.soumettre(url, fois="3", premiere="05/01/2027", message="Trois mois me conviennent.")
    assert "Relisez votre offre" in page.lu
    assert "406,66 € par mois" in page.lu
    assert "Trois mois me conviennent." in page.lu
    assert "vous ne pourrez plus accepter celle-ci" in page.lu
    assert lisse(CLAUSE) in page.lu
    page = hugo.soumettre(page, ferme="y")
    assert "Votre offre est envoyée" in page.lu
    session.expire_all()
    offre = dossier.proposition_en_cours
    assert (offre.auteur, offre.montant_centimes, len(offre.lignes)) == (Role.CREANCIER, 122_000, 3)
    assert (offre.message, offre.clause) == ("Trois mois me conviennent.", CLAUSE)
    assert [e.montant_centimes for e in offre.lignes] == [40_666, 40_666, 40_668]


@pytest.mark.parametrize(
    ("message", "attendu"),
    [
        ("Payez tout de suite au 06 39 98 00 00", "Enlevez le numéro de téléphone : « 06 39 98 00 00 »"),
        ("FR76 3000 6000 0112 3456 7890 189", "Enlevez le numéro de compte"),
        ("Réglez sur www.costa.example", "Enlevez l’adresse de site"),
    ],
)
def test_a_message_that_asks_for_payment_around_the_procedure_is_refused(
    maison, url, dossier, session, message, attendu
):
    page = maison.creancier().soumettre(url, fois="3", premiere="05/01/2027", message=message)
    assert page.statut == 422
    assert attendu in page.lu and "art. R. 125-7" in page.lu
    assert page["textarea[name=message]"].text.strip() == message, "nothing typed is lost"
    session.expire_all()
    assert len(dossier.propositions) == 1


def test_the_result_follows_what_is_typed_and_saves_nothing(maison, url, dossier, session):
    hugo = maison.creancier(htmx=True)
    fragment = hugo.fragment(url, "resultat", fois="libre", mensualite="100", premiere="05/01/2027", total="1 000")
    assert fragment["#resultat"]["data-annonce"] == "10 fois 100,00\xa0€"
    assert "1 000,00 €" in fragment.lu
    assert "Sa proposition" in fragment.lu
    entiere = hugo.get(f"{url}?fois=libre&mensualite=100&premiere=05/01/2027&total=1+000")
    assert lisse(entiere["#resultat"].get_text(" ")) == lisse(fragment["#resultat"].get_text(" "))
    session.expire_all()
    assert len(dossier.propositions) == 1


@pytest.mark.parametrize(
    ("saisie", "attendu"),
    [
        ({"fois": ""}, "Choisissez en combien de fois la somme sera payée."),
        ({"fois": "libre"}, "Choisissez en combien de fois la somme sera payée."),
        ({"fois": "libre", "nombre": "4", "mensualite": "100"}, "Remplissez l’un des deux"),
        ({"fois": "libre", "mensualite": "40"}, "Le plus petit montant possible par mois est 50,84 €."),
        ({"fois": "libre", "nombre": "25"}, "Le nombre de paiements doit être compris entre 1 et 24."),
        ({"fois": "3", "premiere": "01/12/2026"}, "Le premier paiement ne peut pas être antérieur au"),
        ({"fois": "3", "premiere": "demain"}, "Indiquez une date, par exemple 05/01/2027."),
        ({"fois": "3", "premier_versement": "1 220"}, "Le premier paiement doit être plus petit que 1 220,00 €."),
        ({"fois": "3", "total": "1 220,01"}, "Indiquez un montant entre 0,01 € et 1 220,00 €."),
    ],
)
def test_an_impossible_offer_says_what_is_expected_and_keeps_what_was_typed(hugo, url, saisie, attendu):
    page = hugo.soumettre(url, **{"message": "Bonjour", **saisie})
    assert page.statut == 422
    assert attendu in page.lu
    assert page["#message"].text.strip() == "Bonjour"


def test_a_larger_first_payment_and_a_lower_total(hugo, url):
    page = hugo.soumettre(url, fois="3", premiere="05/01/2027", premier_versement="500", total="1 000")
    assert "500,00 €, puis 250,00 € par mois" in page.lu
    assert "Si elle est acceptée, vous renoncez à 220,00 €" in page.lu
    montants = [td.text.replace("\xa0", " ") for td in page.tous(".resultat tbody td.num")]
    assert montants == ["500,00 €", "250,00 €", "250,00 €"]


def test_recalculating_without_javascript_shows_the_result_on_the_same_page(hugo, url):
    page = hugo.soumettre(url, fois="6", premiere="05/01/2027", recalculer="1")
    assert "203,33 € par mois" in page["#resultat"].text.replace("\xa0", " ")
    assert page["[name=fois][value='6']"].has_attr("checked")


def test_an_offer_needs_its_box_and_the_terms_that_were_read(hugo, url):
    page = hugo.soumettre(url, fois="3", premiere="05/01/2027")
    refus = hugo.soumettre(page)
    assert refus.statut == 422
    assert "Cochez pour envoyer cette offre." in refus.lu
    hugo.soumettre(url, fois="6", premiere="05/01/2027")
    assert hugo.soumettre(page, ferme="y").statut == 409


def test_an_offer_after_the_end_of_the_month_is_refused(maison, dossier, url, session):
    maison.horloge.avancer(days=30)
    hugo = maison.creancier()
    page = hugo.get(url)
    assert "Plus aucun accord n’est possible ici" in page.lu
    page = hugo.soumettre(url, fois="3", premiere="")
    page = hugo.soumettre(page, ferme="y")
    assert page.statut == 422
    assert "Le délai est fini depuis" in page.lu
    session.expire_all()
    assert dossier.etat is Etat.PROPOSITION_DEBITEUR


def test_the_review_without_a_draft_goes_back_to_the_picker(hugo, url):
    assert hugo.get(f"{url}/relire", suivre=False).lieu.endswith("/contre-proposition")


def test_an_offer_takes_the_place_of_the_proposal(hugo, url, dossier, session):
    page = hugo.soumettre(hugo.soumettre(url, fois="3", premiere=""), ferme="y")
    assert "Attend une réponse" in page.lu
    session.expire_all()
    assert dossier.etat is Etat.PROPOSITION_CREANCIER
    assert [p.statut for p in dossier.propositions] == ["remplacee", "en_cours"]
