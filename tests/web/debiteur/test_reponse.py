"""Refusing and taking part: one page, one button, one proof; as easy one as the other."""

import pytest
from sqlalchemy import event

from portail.domaine.procedure import Action, Etat, Role
from portail.domaine.signalements import Motif
from portail.services import reponses, signalements
from tests.services.gestes import acteur
from tests.web.debiteur.conftest import APRES, ENTRE_DEUX, ENVOI

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


@pytest.mark.parametrize(
    ("suite", "etat", "titre"),
    [
        ("/refuser", Etat.REFUS_EXPRIME, "C’est fait. Vous avez refusé la procédure."),
        ("/participer", Etat.ACCEPTEE, "C’est fait. Vous participez à la procédure."),
    ],
)
def test_one_button_then_the_proof(maison, adresse, etat_de, suite, etat, titre):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    page = visiteur.get(adresse(dossier, suite))
    assert not any("htmx" in s["src"] for s in page.tous("script"))
    assert len(page.tous("main form button:not([formaction])")) == 1, "one button acts; the other one only leaves"
    preuve = visiteur.soumettre(page)
    assert titre in preuve.lu
    assert "dimanche 22 novembre 2026 à 10 h 42" in preuve.lu
    assert f"{dossier.reference}-A" in preuve.lu
    assert etat_de(dossier) is etat
    encore = visiteur.soumettre(page)
    assert titre in encore.lu, "the same form twice is one act, and shows its proof"


@SQLITE
def test_the_two_answers_look_the_same(maison, adresse):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    boutons = [visiteur.get(adresse(dossier, s))["main form button"]["class"] for s in ("/refuser", "/participer")]
    assert boutons[0] == boutons[1] == ["bouton"]
    cartes = visiteur.get(adresse(dossier)).tous(".choix a[href^='/debiteur']")
    assert len({(c.name, tuple(c.get("class", ()))) for c in cartes}) == 1


@SQLITE
def test_the_reason_is_optional_kept_when_too_long_and_given_to_the_etude_only(maison, adresse, autre_session, etat_de):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    longue = "x" * 1001
    page = visiteur.soumettre(adresse(dossier, "/refuser"), motif=longue)
    assert (page.statut, page["textarea"].text.strip()) == (422, longue)
    assert "Ce texte est trop long" in page["[role=alert]"].text
    assert page["title"].text.startswith("Erreur\xa0:")
    assert etat_de(dossier) is Etat.ENVOYEE
    visiteur.soumettre(page, motif="  J’ai déjà payé.  ")
    with autre_session() as s:
        assert s.get_one(type(dossier), dossier.id).refus_motif == "J’ai déjà payé."


@SQLITE
def test_the_consequences_are_said_before(maison, adresse):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    refus = visiteur.get(adresse(dossier, "/refuser")).lu
    assert "Vous n’avez pas besoin de donner une raison." in refus
    assert "la procédure s’arrête. Vous ne payez rien pour elle." in refus
    assert "n’est pas effacée. Le créancier pourra demander à un juge de décider." in refus
    participation = visiteur.get(adresse(dossier, "/participer")).lu
    assert "Participer ne veut pas dire que vous devez la somme." in participation
    assert "met en pause le délai du créancier" in participation


@SQLITE
def test_once_answered_the_pages_lead_home_and_a_stale_form_is_a_conflict(maison, adresse, journal):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    perimee = visiteur.get(adresse(dossier, "/refuser"))
    visiteur.soumettre(adresse(dossier, "/participer"))
    conflit = visiteur.soumettre(perimee)
    assert (conflit.statut, conflit["h1"].text) == (409, "Ce dossier a changé")
    for suite in ("/refuser", "/participer"):
        assert visiteur.get(adresse(dossier, suite), suivre=False).lieu == adresse(dossier)
    assert [a for a, _, _ in journal(dossier)] == [Action.ACCEPTER_PARTICIPATION]


@pytest.mark.parametrize("suite", ["/refuser", "/participer"])
def test_between_the_two_days_an_answer_is_still_taken_and_after_it_is_not(
    maison, adresse, horloge, etat_de, suite
):  # fmt: skip
    dossier = maison.dossier(Etat.ENVOYEE, envoi=ENVOI)
    horloge.instant = ENTRE_DEUX
    visiteur = maison.debiteur(dossier)
    page = visiteur.get(adresse(dossier, suite))
    assert page.statut == 200
    horloge.instant = APRES
    visiteur = maison.debiteur(dossier)
    for tard in (visiteur.get(adresse(dossier, suite)), visiteur.soumettre(page)):
        # the session and its token are new, but the form's act is judged first by the clock
        assert tard.statut in (400, 409)
    assert "Le délai est fini" in visiteur.get(adresse(dossier, suite)).lu
    assert etat_de(dossier) is Etat.ENVOYEE
    horloge.instant = ENTRE_DEUX
    visiteur = maison.debiteur(dossier)
    assert "C’est fait." in visiteur.soumettre(adresse(dossier, suite)).lu


@SQLITE
def test_more_messages_do_not_mean_more_queries(maison, adresse, app, session, horloge):
    dossier, faites = maison.dossier(Etat.ENVOYEE), []
    debiteur, visiteur = acteur(Role.DEBITEUR, horloge()), maison.debiteur(dossier)
    creancier = acteur(Role.CREANCIER, horloge(), maison.troupe.compte_menuiserie)
    event.listen(app.extensions["moteur"], "before_cursor_execute", lambda *args: faites.append(args[2]))

    def requetes(messages):
        while len(dossier.signalements) < messages:
            s = signalements.contester(session, dossier, Motif.DEFAUT, {}, "", debiteur)
            reponses.repondre(session, dossier, s, "Voici le bon de livraison.", creancier)
            session.expire(dossier)
        faites.clear()
        assert len(visiteur.get(adresse(dossier)).tous("[aria-labelledby=t-messages] a")) == messages
        return len(faites)

    assert requetes(1) == requetes(8)


@SQLITE
@pytest.mark.parametrize("suite", ["/refuser", "/participer"])
def test_two_tabs_answer_once_and_the_second_shows_the_proof(maison, adresse, journal, suite):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    premier, second = visiteur.get(adresse(dossier, suite)), visiteur.get(adresse(dossier, suite))
    preuve = visiteur.soumettre(premier)
    assert visiteur.soumettre(second, suivre=False).lieu == preuve.chemin
    assert len(journal(dossier)) == 1
