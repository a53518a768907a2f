"""Reading again and sending: two boxes, two acts, two instants; what was shown is what is recorded."""

import pytest
from sqlalchemy.exc import IntegrityError, OperationalError

from portail.domaine.decalage import CLAUSE
from portail.domaine.echeancier import EcheancierInvalide, MotifEcheancier
from portail.domaine.procedure import Action, Etat, Role
from portail.services import negociation
from portail.services.termes import TermesChanges
from portail.web.debiteur.routes import relire
from tests.pages import lisse
from tests.services.gestes import acteur, derniere_seconde, minuit_apres
from tests.web.debiteur.conftest import ENVOI

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
DEUX = {"participe": "y", "engagement": "y"}


def preparer(visiteur, adresse, dossier, **choix):
    """The check page of these choices."""
    return visiteur.soumettre(adresse(dossier, "/echeancier"), **{"mode": "6", "jour": "5", **choix})


def test_participation_and_offer_are_two_acts_of_one_form(maison, adresse, journal, etat_de, horloge, app, htmx):
    dossier = maison.dossier(Etat.ENVOYEE)

    def tic():  # a real clock never gives the same instant twice
        horloge.avancer(milliseconds=5)
        return horloge()

    app.config["HORLOGE"] = tic
    visiteur = maison.debiteur(dossier, htmx=htmx)
    page = preparer(visiteur, adresse, dossier)
    assert not any("htmx" in s["src"] for s in page.tous("script"))
    assert not page.tous("input[checked]"), "no box is ticked in advance"
    for phrase in (
        "mille deux cent vingt euros",
        "5 juin 2027",
        "l’accord est conclu. Vous n’aurez rien d’autre à signer.",
        "un document qui permet une saisie",
        "un autre commissaire de justice pourra faire une saisie, sans passer devant un juge",
        "Cela ne veut pas dire que je dois la somme.",
        "Si le créancier l’accepte, je m’engage à payer 1 220,00 € en 6 fois.",
        f"Ce qui est aussi convenu : {lisse(CLAUSE)}",
    ):
        assert phrase in page.lu, phrase
    preuve = visiteur.signer(page, **DEUX)
    assert "C’est fait. Votre proposition est envoyée." in preuve.lu
    assert [a.text.strip() for a in preuve.tous("[aria-labelledby=t-avec] a")] == ["Votre accord pour participer"]
    assert lisse(CLAUSE) in preuve.lu
    (participe, le1, idem1), (propose, le2, idem2) = journal(dossier)
    assert (participe, propose) == (Action.ACCEPTER_PARTICIPATION, Action.PROPOSER)
    assert le1 < le2 < horloge(), "two acts, two instants"
    assert idem1 and idem2 == f"{idem1}-termes"
    assert etat_de(dossier) is Etat.PROPOSITION_DEBITEUR
    encore = visiteur.signer(page, **DEUX)
    assert "C’est fait. Votre proposition est envoyée." in encore.lu
    assert len(journal(dossier)) == 2, "the same form twice is one sending"


@SQLITE
def test_a_form_sent_in_time_has_its_two_acts_in_time(maison, adresse, journal, horloge, monkeypatch):
    """Midnight falls between the two acts: the second one is dated by what was sent, not by the machine (D1)."""
    dossier = maison.dossier(Etat.ENVOYEE, envoi=ENVOI)
    horloge.instant = derniere_seconde(dossier.fin_stricte)
    visiteur = maison.debiteur(dossier)
    page = preparer(visiteur, adresse, dossier)
    monkeypatch.setattr(relire, "horloge", lambda: minuit_apres(dossier.fin_stricte))
    assert "C’est fait. Votre proposition est envoyée." in visiteur.signer(page, **DEUX).lu
    assert [le for _, le, _ in journal(dossier)] == [horloge()] * 2


def test_a_plan_signed_in_advance_concludes_at_once(maison, adresse, journal, etat_de, session):
    dossier = maison.dossier(Etat.ENVOYEE, plans=(6,))
    visiteur = maison.debiteur(dossier)
    page = preparer(visiteur, adresse, dossier)
    assert "J’accepte d’avance un paiement en 6 fois" in page.lu
    assert "L’accord est conclu tout de suite." in page.lu
    preuve = visiteur.signer(page, **DEUX)
    assert "C’est fait. Vous avez signé l’accord." in preuve.lu
    assert "Ne payez rien avant." in preuve.lu
    assert [a for a, _, _ in journal(dossier)] == [Action.ACCEPTER_PARTICIPATION, Action.CHOISIR_PLAN_ACCEPTE]
    assert etat_de(dossier) is Etat.ACCORD_CONCLU
    session.refresh(dossier)
    assert dossier.proposition_acceptee.plan_id == dossier.plans[0].id
    assert dossier.proposition_acceptee.clause == CLAUSE
    lu = lisse(page.lu)
    assert lu.count(lisse(CLAUSE)) == 2, "in the creditor's own words, and in the exact text to sign"


@SQLITE
def test_a_plan_signed_before_the_clause_existed_is_concluded_without_it(maison, adresse, session):
    dossier = maison.dossier(Etat.ENVOYEE, plans=(6,))
    dossier.plans[0].clause, dossier.plans[0].texte = "", "J’accepte d’avance six fois."
    session.commit()
    visiteur = maison.debiteur(dossier)
    page = preparer(visiteur, adresse, dossier)
    assert lisse(CLAUSE) not in page.lu
    preuve = visiteur.signer(page, **DEUX)
    assert "Vous avez signé l’accord." in preuve.lu and lisse(CLAUSE) not in preuve.lu
    session.refresh(dossier)
    assert dossier.proposition_acceptee.clause == ""


@SQLITE
@pytest.mark.parametrize(
    ("coches", "attendues"),
    [
        ({}, ["#participe", "#engagement"]),
        ({"participe": "y"}, ["#engagement"]),
        ({"engagement": "y"}, ["#participe"]),
    ],
)
def test_an_unticked_box_is_asked_for_and_nothing_is_recorded(maison, adresse, journal, coches, attendues):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    page = visiteur.soumettre(preparer(visiteur, adresse, dossier), **coches)
    assert page.statut == 422
    assert [a["href"] for a in page.tous("[role=alert] a")] == attendues
    assert all("Cochez cette case" in a.text for a in page.tous("[role=alert] a"))
    assert {i["name"] for i in page.tous("input[checked]")} == set(coches)
    assert journal(dossier) == []


@SQLITE
def test_who_already_takes_part_has_one_box_and_one_act(maison, adresse, journal):
    dossier = maison.dossier(Etat.ACCEPTEE)
    avant = len(journal(dossier))
    visiteur = maison.debiteur(dossier)
    page = preparer(visiteur, adresse, dossier)
    assert [i["name"] for i in page.tous("input[type=checkbox]")] == ["engagement"]
    visiteur.signer(page, engagement="y")
    assert [a for a, _, _ in journal(dossier)][avant:] == [Action.PROPOSER]


@SQLITE
def test_signing_always_asks_for_the_second_step_and_keeps_what_was_ticked(maison, adresse, etat_de):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    page = preparer(visiteur, adresse, dossier)
    assert "sous le volet plié de votre feuille" in page.lu
    assert not page.tous("main [autofocus]")
    sans = visiteur.soumettre(page, **DEUX)
    assert (sans.statut, sans["[role=alert] a"]["href"]) == (422, "#code_signature")
    assert {i["name"] for i in sans.tous("input[checked]")} == set(DEUX)
    assert etat_de(dossier) is Etat.ENVOYEE
    assert "C’est fait." in visiteur.signer(sans).lu


@SQLITE
def test_other_terms_than_those_read_are_shown_and_nothing_is_recorded(maison, adresse, journal):
    dossier = maison.dossier(Etat.ENVOYEE, plans=(3,))
    visiteur = maison.debiteur(dossier)
    page = preparer(visiteur, adresse, dossier)
    for jeton in ("0" * 64, "", page["[name=vu]"]["value"][:-1] + "!"):
        conflit = visiteur.signer(page, **DEUX, vu=jeton)
        assert (conflit.statut, lisse(conflit["h1"].text)) == (409, "Relisez avant de signer")
        assert "Rien n’a été enregistré." in conflit.lu
    preparer(visiteur, adresse, dossier, mode="12")  # in another tab
    conflit = visiteur.signer(page, **DEUX)
    assert (conflit.statut, lisse(conflit["h1"].text)) == (409, "Ce que vous avez lu a changé")
    lignes = [[c.text for c in ligne.select("th, td")] for ligne in conflit.tous(".comparer tbody tr")]
    assert [lisse(c) for c in lignes[1]] == ["Paiements", "6 fois", "12 fois"]
    assert lisse(lignes[2][1]) == "203,33 €, 5 janv. 2027" and lisse(lignes[2][2]).startswith("101,66 €")
    assert journal(dossier) == []
    relue = visiteur.get(conflit[".actions a"]["href"])
    assert "12 fois" in relue.lu and not relue.tous("main input[checked]")
    assert visiteur.signer(relue, **DEUX).statut == 200
    assert [a for a, _, _ in journal(dossier)] == [Action.ACCEPTER_PARTICIPATION, Action.PROPOSER]


@SQLITE
def test_a_page_of_somebody_else_or_of_another_session_signs_nothing(maison, adresse, journal):
    dossier, autre = maison.dossier(Etat.ENVOYEE), maison.dossier(Etat.ENVOYEE)
    ailleurs, chez_l_autre = maison.debiteur(dossier), maison.debiteur(autre)
    jetons = [
        preparer(qui, adresse, d)["[name=vu]"]["value"] for qui, d in ((ailleurs, dossier), (chez_l_autre, autre))
    ]
    visiteur = maison.debiteur(dossier)
    page = preparer(visiteur, adresse, dossier)
    for jeton in jetons:
        assert visiteur.signer(page, **DEUX, vu=jeton).statut == 409
    assert journal(dossier) == []


@SQLITE
def test_a_page_kept_open_beyond_two_hours_shows_the_same_terms_again(maison, adresse, journal, horloge):
    dossier = maison.dossier(Etat.ENVOYEE)
    page = preparer(maison.debiteur(dossier), adresse, dossier)
    visiteur = maison.debiteur(dossier)
    page = preparer(visiteur, adresse, dossier)
    for _ in range(4):
        horloge.avancer(minutes=29)
        visiteur.get(adresse(dossier))
    horloge.avancer(minutes=3, seconds=59)
    assert visiteur.soumettre(page, **DEUX).statut == 422, "not too old yet"
    assert journal(dossier) == []


@SQLITE
def test_the_page_says_when_only_the_rest_of_the_dossier_moved(maison, adresse, journal, session, horloge):
    dossier = maison.dossier(Etat.ENVOYEE, plans=(3,))
    visiteur = maison.debiteur(dossier)
    page = preparer(visiteur, adresse, dossier)
    negociation.retirer_plan(session, dossier, dossier.plans[0], acteur(Role.CREANCIER, horloge()))
    conflit = visiteur.signer(page, **DEUX)
    assert conflit.statut == 409
    assert "vous va. Les montants et les dates sont les mêmes. Relisez le texte." in lisse(conflit["[role=alert]"].text)
    assert journal(dossier) == []


@SQLITE
def test_a_form_that_stopped_between_its_two_acts_is_finished_by_sending_it_again(
    maison, adresse, journal, monkeypatch
):  # fmt: skip
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    page = preparer(visiteur, adresse, dossier)

    def panne(*_args, **_options):
        raise RuntimeError("power cut")

    with monkeypatch.context() as coupure:
        coupure.setattr(negociation, "proposer", panne)
        assert visiteur.signer(page, **DEUX).statut == 500
    assert [a for a, _, _ in journal(dossier)] == [Action.ACCEPTER_PARTICIPATION]
    assert "Votre proposition est envoyée." in visiteur.signer(page, **DEUX).lu
    assert [a for a, _, _ in journal(dossier)] == [Action.ACCEPTER_PARTICIPATION, Action.PROPOSER]


@SQLITE
def test_without_a_draft_or_in_another_state_there_is_nothing_to_read(maison, adresse):
    dossier = maison.dossier(Etat.ENVOYEE)
    lieu = maison.debiteur(dossier).get(adresse(dossier, "/relire"), suivre=False).lieu
    assert lieu == adresse(dossier, "/echeancier")
    fini = maison.dossier(Etat.ACCORD_CONCLU)
    assert maison.debiteur(fini).get(adresse(fini, "/relire"), suivre=False).lieu == adresse(fini)


def test_a_plan_taken_back_while_it_is_on_the_screen_is_a_conflict_that_shows_the_new_terms(
    maison, adresse, journal, etat_de, session, horloge
):
    dossier = maison.dossier(Etat.ENVOYEE, plans=(6,))
    visiteur = maison.debiteur(dossier)
    page = preparer(visiteur, adresse, dossier)
    negociation.retirer_plan(session, dossier, dossier.plans[0], acteur(Role.CREANCIER, horloge()))
    conflit = visiteur.signer(page, **DEUX)
    assert (conflit.statut, lisse(conflit["h1"].text)) == (409, "Ce que vous avez lu a changé")
    derniere = [c.text for c in conflit.tous(".comparer tbody tr")[-1].select("th, td")]
    assert derniere == ["Accord du créancier", "déjà donné", "à attendre"]
    assert etat_de(dossier) is Etat.ENVOYEE and journal(dossier) == []
    relue = visiteur.get(conflit[".actions a"]["href"])
    assert "Si le créancier l’accepte, je m’engage à payer 1 220,00 € en 6 fois." in relue.lu
    assert not relue.tous("main input[checked]"), "nothing is agreed to in advance"
    assert "Votre proposition est envoyée." in visiteur.signer(relue, **DEUX).lu
    assert etat_de(dossier) is Etat.PROPOSITION_DEBITEUR
    assert "Le créancier retire un paiement accepté d’avance." in visiteur.get(adresse(dossier)).lu


@SQLITE
@pytest.mark.parametrize(
    "panne",
    [
        lambda: negociation.PlanIndisponible(),
        lambda: TermesChanges(),
        lambda: negociation.MontantHorsBornes(1),
        lambda: EcheancierInvalide(MotifEcheancier.TOTAL_NUL, None),
        lambda: IntegrityError("", {}, Exception()),
        lambda: OperationalError("", {}, Exception()),
    ],
)
def test_whatever_stops_the_second_act_the_first_is_said_to_be_recorded(maison, adresse, journal, monkeypatch, panne):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    page = preparer(visiteur, adresse, dossier)

    def arreter(*_args, **_options):
        raise panne()

    with monkeypatch.context() as m:
        m.setattr(negociation, "proposer", arreter)
        suite = visiteur.signer(page, **DEUX)
    assert suite.statut == 200 and "Votre accord pour participer est enregistré." in suite.lu
    assert "Rien n’a été enregistré" not in suite.lu
    assert [a for a, _, _ in journal(dossier)] == [Action.ACCEPTER_PARTICIPATION]


@SQLITE
@pytest.mark.parametrize("plans", [(), (6,)], ids=["an offer", "an agreement"])
def test_two_tabs_sign_the_same_terms_once_and_the_second_shows_the_proof(maison, adresse, journal, plans):
    dossier = maison.dossier(Etat.ENVOYEE, plans=plans)
    visiteur = maison.debiteur(dossier)
    premier = preparer(visiteur, adresse, dossier)
    second = visiteur.get(adresse(dossier, "/relire"))
    preuve = visiteur.signer(premier, **DEUX)
    assert visiteur.signer(second, **DEUX, suivre=False).lieu == preuve.chemin
    assert len(journal(dossier)) == 2


@SQLITE
def test_terms_that_nobody_offers_any_more_are_not_said_to_be_unsigned(maison, adresse, journal):
    """She signed others meanwhile: « nothing is signed » would be false, and there is nothing left to answer."""
    dossier = maison.dossier(Etat.ENVOYEE, plans=(3, 6))
    visiteur = maison.debiteur(dossier)
    ancienne = preparer(visiteur, adresse, dossier)
    visiteur.signer(preparer(visiteur, adresse, dossier, mode="3"), **DEUX)
    conflit = visiteur.signer(ancienne, **DEUX)
    assert (conflit.statut, lisse(conflit["h1"].text)) == (409, "Ce n’est plus proposé")
    assert "Rien n’est signé" not in conflit.lu and "si cela vous va" not in conflit.lu
    assert "Rien n’a été enregistré. Ouvrez votre dossier" in conflit.lu
    assert len(journal(dossier)) == 2
