"""The pending offer: accept, put aside, withdraw; nothing once the month is over."""

import pytest

from portail.domaine.procedure import Action, Etat
from portail.services.negociation import plans_ouverts
from tests.pages import lisse


@pytest.fixture
def dossier(maison):
    return maison.dossier(Etat.PROPOSITION_DEBITEUR)


@pytest.fixture
def url(dossier):
    return f"/creancier/dossiers/{dossier.reference}"


ACCEPTER = "form[action$='/accepter']"


def relu(session, dossier):
    session.expire_all()
    return dossier


def test_the_proposal_stands_beside_the_claim_with_the_days_left(hugo, url):
    page = hugo.get(f"{url}/proposition")
    assert "Madame Nadia Ferrand vous propose" in page.lu
    assert "Votre demande" in page["table.comparer"].text
    assert "Sa proposition" in page["table.comparer"].text
    assert "il reste" in page.lu
    assert "Que vais-je recevoir" in page.lu


def test_accepting_concludes_the_agreement_on_what_was_read(hugo, url, dossier, session):
    page = hugo.soumettre(f"{url}/proposition", ACCEPTER, lu="y")
    assert "L’accord est conclu" in page.lu
    assert relu(session, dossier).etat is Etat.ACCORD_CONCLU
    assert dossier.evenements[-1].action == Action.ACCEPTER_PROPOSITION


def test_accepting_needs_its_box(hugo, url, dossier, session):
    page = hugo.soumettre(f"{url}/proposition", ACCEPTER)
    assert page.statut == 422
    assert "Cochez pour accepter cette proposition." in page.lu
    assert relu(session, dossier).etat is Etat.PROPOSITION_DEBITEUR


def test_accepting_other_terms_than_those_on_the_table_is_refused(hugo, url, dossier, session):
    page = hugo.soumettre(f"{url}/proposition", ACCEPTER, lu="y", vu="0" * 64)
    assert page.statut == 409
    assert relu(session, dossier).etat is Etat.PROPOSITION_DEBITEUR


def test_accepting_after_the_strict_end_of_the_month_is_refused(hugo, url, dossier, session, maison):
    formulaire = hugo.get(f"{url}/proposition")
    maison.horloge.avancer(days=21)
    nouveau = maison.creancier()
    page = nouveau.soumettre(formulaire, ACCEPTER, lu="y")
    assert page.statut in (400, 422)
    assert relu(session, dossier).etat is Etat.PROPOSITION_DEBITEUR
    page = nouveau.get(f"{url}/proposition")
    assert page[ACCEPTER] is None
    assert "Plus aucun accord n’est possible ici" in page.lu


def test_a_click_at_midnight_is_judged_by_the_clock(hugo, url, dossier, maison):
    """The session is still open, the page still shows the button: the service says no, in words."""
    dossier.fin_stricte = maison.horloge().date()
    maison.session.commit()
    formulaire = hugo.get(f"{url}/proposition")
    assert "c’est le dernier jour" in formulaire.lu
    avant = maison.horloge.instant
    maison.horloge.instant = avant.replace(hour=22, minute=59)
    tardif = maison.creancier()
    formulaire = tardif.get(f"{url}/proposition")
    maison.horloge.avancer(minutes=2)
    page = tardif.soumettre(formulaire, ACCEPTER, lu="y")
    assert page.statut == 422
    assert (
        "Le délai est fini depuis le 22 novembre 2026 à 23 h 59 (heure de Paris). Rien n’a été enregistré." in page.lu
    )


def test_the_same_acceptance_sent_twice_is_one_act(hugo, url, dossier, session):
    formulaire = hugo.get(f"{url}/proposition")
    for _ in range(2):
        assert hugo.soumettre(formulaire, ACCEPTER, lu="y").statut == 200
    actes = [e.action for e in relu(session, dossier).evenements]
    assert actes.count(Action.ACCEPTER_PROPOSITION) == 1


def test_an_old_proof_asks_for_the_password_before_accepting(hugo, url, maison):
    maison.horloge.avancer(minutes=6)
    page = hugo.soumettre(f"{url}/proposition", ACCEPTER, lu="y")
    assert page.statut == 422
    assert page["#preuve"] is not None
    page = hugo.soumettre(page, ACCEPTER, lu="y", preuve="fil-sapin-papier-ambre")
    assert "L’accord est conclu" in page.lu


def test_putting_aside_is_confirmed_and_keeps_the_talks_open(hugo, url, dossier, session):
    page = hugo.soumettre(f"{url}/proposition/ecarter")
    assert "La discussion continue" in page.lu
    assert relu(session, dossier).etat is Etat.ACCEPTEE
    assert hugo.get(f"{url}/proposition", suivre=False).statut == 303


def test_ones_own_offer_is_withdrawn_after_a_confirmation(hugo, maison, session):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    url = f"/creancier/dossiers/{dossier.reference}"
    page = hugo.get(f"{url}/proposition")
    assert "Votre offre attend une réponse" in page.lu
    assert page[ACCEPTER] is None
    page = hugo.soumettre(f"{url}/proposition/retirer")
    assert "Votre offre est retirée" in page.lu
    assert relu(session, dossier).etat is Etat.ACCEPTEE


@pytest.mark.parametrize("page", ["ecarter", "retirer"])
def test_an_act_that_the_state_does_not_allow_is_not_even_shown(hugo, maison, page):
    dossier = maison.dossier(Etat.ACCEPTEE)
    assert hugo.get(f"/creancier/dossiers/{dossier.reference}/proposition/{page}").statut == 409


def test_the_thread_shows_every_offer_with_its_fate(hugo, maison):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER, plans=(3,))
    page = hugo.get(f"/creancier/dossiers/{dossier.reference}")
    tours = page.tous("#t-offres ~ .journal > li")
    assert [t.h3.text.strip() for t in tours] == ["Vous proposez", f"{dossier.debiteur.appellation} propose"]
    assert "Ce qui change, par rapport à la proposition d’avant :" in lisse(tours[0].text)
    assert "Remplacée par la suivante" in tours[1].text
    assert f"Réponse de {dossier.debiteur.appellation} attendue au plus tard le" in page.lu
    assert len(plans_ouverts(dossier)) == 1
