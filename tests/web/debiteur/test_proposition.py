"""The creditor's offer and one's own: compare, accept, set aside, refuse, take back."""

import pytest

from portail.domaine.decalage import CLAUSE
from portail.domaine.procedure import Action, Etat, Role
from portail.services import negociation
from tests.pages import lisse
from tests.services.gestes import acteur

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


@SQLITE
def test_the_offer_is_laid_beside_mine_with_four_ways_on(maison, adresse):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    page = maison.debiteur(dossier).get(adresse(dossier, "/proposition"))
    assert [th.text for th in page.tous(".comparer thead th")] == ["Sa nouvelle offre", "Ma proposition"]
    assert "Ma proposition, par rapport à son offre :" in page.lu and "paiements de plus." in page.lu
    assert "À vous de répondre, au plus tard le" in page.lu
    suites = [a["href"].removeprefix(adresse(dossier)) for a in page.tous(".choix a[href^='/debiteur']")]
    assert suites == ["/proposition/accepter", "/echeancier", "/proposition/ecarter", "/refuser-les-conditions"]
    tours = page.tous("#t-discussion ~ .journal li")
    assert [t.h3.text.strip() for t in tours if t.h3] == ["Menuiserie Costa propose", "Vous proposez"]
    assert "Ce qui change" in tours[0].text and "Remplacée par la suivante" in tours[-1].text
    assert not any("htmx" in s["src"] for s in page.tous("script"))


@SQLITE
def test_a_single_payment_is_no_month(maison, adresse, session):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    offre = dossier.proposition_en_cours
    offre.lignes, offre.lignes[0].montant_centimes = offre.lignes[:1], offre.montant_centimes
    session.commit()
    par_mois = maison.debiteur(dossier).get(adresse(dossier, "/proposition")).tous(".comparer tbody tr:first-child td")
    assert par_mois[0].text == "–" and "€" in par_mois[1].text


def test_accepting_concludes_on_the_terms_that_were_shown(maison, adresse, etat_de, journal, htmx):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    visiteur = maison.debiteur(dossier, htmx=htmx)
    page = visiteur.get(adresse(dossier, "/proposition/accepter"))
    assert lisse(CLAUSE) in page.lu
    oubli = visiteur.signer(page)
    assert (oubli.statut, oubli["[role=alert] a"]["href"]) == (422, "#engagement")
    assert visiteur.signer(page, engagement="y", vu="0" * 64).statut == 409
    assert etat_de(dossier) is Etat.PROPOSITION_CREANCIER
    preuve = visiteur.signer(page, engagement="y")
    assert "C’est fait. Vous avez signé l’accord." in preuve.lu
    assert etat_de(dossier) is Etat.ACCORD_CONCLU
    assert journal(dossier)[-1][0] == Action.ACCEPTER_PROPOSITION
    accueil = visiteur.get(adresse(dossier))
    assert "L’accord est conclu" in accueil.lu and "Ne payez rien maintenant." in accueil.lu


@SQLITE
def test_a_single_payment_has_no_last_one(maison, adresse, session):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    page = maison.debiteur(dossier).get(adresse(dossier, "/proposition/accepter"))
    assert "Premier paiement" in page.lu and "Dernier paiement" in page.lu
    assert "Modifier" not in page.lu, "his terms: they are taken or left"
    offre = dossier.proposition_en_cours
    offre.lignes, offre.lignes[0].montant_centimes = offre.lignes[:1], offre.montant_centimes
    session.commit()
    page = maison.debiteur(dossier).get(adresse(dossier, "/proposition/accepter"))
    assert "Premier paiement" in page.lu and "Dernier paiement" not in page.lu


@SQLITE
def test_agreeing_asks_for_the_second_step_however_fresh_the_sign_in(maison, adresse, etat_de):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    visiteur = maison.debiteur(dossier)
    page = visiteur.get(adresse(dossier, "/proposition/accepter"))
    assert visiteur.soumettre(page, engagement="y").statut == 422
    assert etat_de(dossier) is Etat.PROPOSITION_CREANCIER
    assert visiteur.signer(page, engagement="y").statut == 200
    assert etat_de(dossier) is Etat.ACCORD_CONCLU


@SQLITE
@pytest.mark.parametrize(
    ("depart", "suite", "etat", "phrase"),
    [
        (Etat.PROPOSITION_CREANCIER, "/proposition/ecarter", Etat.ACCEPTEE, "Vous avez écarté son offre."),
        (Etat.PROPOSITION_DEBITEUR, "/proposition/retirer", Etat.ACCEPTEE, "Votre proposition est retirée."),
        (Etat.PROPOSITION_CREANCIER, "/refuser-les-conditions", Etat.REFUS_DES_TERMES, "Vous avez refusé le montant"),
        (Etat.ACCEPTEE, "/refuser-les-conditions", Etat.REFUS_DES_TERMES, "Vous avez refusé le montant"),
    ],
)
def test_setting_aside_taking_back_refusing(maison, adresse, etat_de, depart, suite, etat, phrase):
    dossier = maison.dossier(depart)
    visiteur = maison.debiteur(dossier)
    page = visiteur.get(adresse(dossier, suite))
    if etat is Etat.REFUS_DES_TERMES:
        assert "Ce refus arrête toute la procédure." in page.lu and "R. 125-5, 3°" in page.lu
    fait = visiteur.soumettre(page)
    assert phrase in fait.lu
    assert etat_de(dossier) is etat
    assert visiteur.soumettre(page).statut in (200, 409)
    assert etat_de(dossier) is etat


@SQLITE
def test_an_offer_withdrawn_meanwhile_cannot_be_accepted(maison, adresse, session, horloge):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    visiteur = maison.debiteur(dossier)
    page = visiteur.get(adresse(dossier, "/proposition/accepter"))
    negociation.retirer(session, dossier, acteur(Role.CREANCIER, horloge()))
    conflit = visiteur.signer(page, engagement="y")
    assert (conflit.statut, lisse(conflit["h1"].text)) == (409, "Ce n’est plus proposé")
    assert "Ce que vous avez lu" in conflit.lu and "Rien n’a été enregistré." in conflit.lu
    assert visiteur.get(adresse(dossier, "/proposition"), suivre=False).lieu == adresse(dossier)


@SQLITE
def test_the_creditor_s_words_are_quoted_and_said_to_be_his(maison, adresse, session):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    dossier.proposition_en_cours.message = "Trois mois me conviennent."
    session.commit()
    page = maison.debiteur(dossier).get(adresse(dossier, "/proposition"))
    assert lisse(page["blockquote"].text) == "« Trois mois me conviennent. »"
    assert "vous écrit :" in page.lu and "Ces mots sont ceux du créancier." in page.lu


@SQLITE
@pytest.mark.parametrize(
    "suite", ["/proposition/accepter", "/proposition/ecarter", "/refuser-les-conditions"]
)  # fmt: skip
def test_two_tabs_do_the_same_once_and_the_second_shows_the_proof(maison, adresse, journal, suite):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    visiteur = maison.debiteur(dossier)
    premier, second = visiteur.get(adresse(dossier, suite)), visiteur.get(adresse(dossier, suite))
    visiteur.signer(premier, engagement="y")
    faits = journal(dossier)
    preuve = visiteur.signer(second, engagement="y", suivre=False)
    assert (preuve.statut, "/actes/" in preuve.lieu) == (303, True)
    assert journal(dossier) == faits


@SQLITE
def test_the_creditor_s_no_is_the_first_thing_said(maison, adresse, session, horloge):
    dossier = maison.dossier(Etat.PROPOSITION_DEBITEUR)
    negociation.decliner(session, dossier, acteur(Role.CREANCIER, horloge()))
    page = maison.debiteur(dossier).get(adresse(dossier))
    assert lisse(page["h1"].text) == "Menuiserie Costa a dit non à votre proposition"
    assert "Dimanche 22 novembre 2026 à 10 h 42. Rien n’est fini. Vous pouvez proposer autre chose." in page.lu
    assert lisse(page[".journal .badge"].text) == "Écartée par Menuiserie Costa"
    assert "Proposer autre chose" in page[f".choix a[href='{adresse(dossier, '/echeancier')}']"].text
    chez_lui = maison.creancier().get(f"/creancier/dossiers/{dossier.reference}")
    assert "Écartée par vous" in chez_lui.lu
