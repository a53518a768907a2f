"""What became of what was said: an old proof promises nothing, a silence is told, dead dates are not offered."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from portail.domaine.delais import PARIS
from portail.domaine.procedure import Action, Etat, Role
from portail.domaine.signalements import Aide, Motif, Report
from portail.persistance.actes import GenreConstat
from portail.services import constats, negociation, participation, signalements
from portail.services.reponses import Reponse, reponse_a
from portail.web.debiteur import situation
from portail.web.debiteur.depuis import dates_mortes, deja_dit, est_le_dernier_mot, retards
from tests.ecrans import DERNIER_JOUR, ENTRE_DEUX, FINI
from tests.pages import lisse
from tests.services.gestes import acteur, termes

pytestmark = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
AVANCE = "Depuis, votre dossier a avancé."


def acte(dossier, action):
    return next(e for e in reversed(dossier.evenements) if (e.action, e.role) == (action, Role.DEBITEUR))


def le(jour):
    return datetime(jour.year, jour.month, jour.day, 10, tzinfo=PARIS)


@pytest.fixture
def visiter(maison, adresse):
    """A page of the dossier as its debtor sees it now; what the test was reading must not keep him waiting."""

    def ouvrir(dossier, suite=""):
        url = adresse(dossier, suite)
        maison.session.commit()
        return maison.debiteur(dossier).get(url)

    return ouvrir


@pytest.fixture
def preuve(visiter):
    return lambda dossier, action: visiter(dossier, f"/actes/{acte(dossier, action).numero}")


@pytest.fixture
def conclu(maison, adresse):
    """A plan signed in advance, chosen on 22 November: payments from 5 January 2027."""
    dossier = maison.dossier(Etat.ENVOYEE, plans=(6,))
    visiteur = maison.debiteur(dossier)
    page = visiteur.soumettre(adresse(dossier, "/echeancier"), mode="6", jour="5")
    visiteur.signer(page, participe="y", engagement="y")
    maison.session.expire_all()
    return dossier


@pytest.fixture
def conteste(maison, horloge):
    """The sum was contested today, 22 November; the creditor is asked to answer by the 26th."""

    def faire(etat=Etat.ENVOYEE, **options):
        dossier = maison.dossier(etat, **options)
        qui = acteur(Role.DEBITEUR, horloge())
        return dossier, signalements.contester(maison.session, dossier, Motif.AUTRE, {}, "Non.", qui)

    return faire


def constater(maison, dossier, genre):
    qui = acteur(Role.COMMISSAIRE, maison.horloge(), maison.troupe.commissaire)
    lue = constats.lire(dossier, genre, maison.moyens, maison.troupe.commissaire, qui.recu_le)
    constats.constater(
        maison.session, dossier, genre, maison.moyens, vu=lue.empreinte, commissaire=maison.troupe.commissaire,
        acteur=qui,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("etat", "jours", "action"),
    [
        (Etat.PAIEMENTS, 120, Action.PROPOSER),
        (Etat.DEFAUT, 170, Action.PROPOSER),
        (Etat.SOLDE, 480, Action.PROPOSER),
        (Etat.PROPOSITION_CREANCIER, 10, Action.PROPOSER),
        (Etat.PROPOSITION_CREANCIER, 10, Action.ACCEPTER_PARTICIPATION),
        (Etat.PROPOSITION_DEBITEUR, FINI, Action.PROPOSER),
        (Etat.ACCEPTEE, FINI, Action.ACCEPTER_PARTICIPATION),
        (Etat.FIN_REFUS_PARTICIPATION, 12, Action.REFUSER_PARTICIPATION),
    ],
)
def test_an_old_proof_says_calmly_that_the_file_moved_on(maison, preuve, etat, jours, action):
    dossier = maison.dossier(etat, jours=jours)
    page = preuve(dossier, action)
    assert page["h1"].text.startswith("C’est fait.") and AVANCE in page.lu
    for perime in ("Ce qui se passe maintenant", "Ne payez rien", "Il peut répondre", "Vous n’avez rien"):
        assert perime not in page.lu, perime
    assert page.tous(".recu a.bouton[href$='.pdf']"), "the proof stays at hand"
    assert page[".recu p > a"]["href"].endswith(dossier.reference)


@pytest.mark.parametrize(
    ("etat", "jours", "action"),
    [
        (Etat.ACCEPTEE, DERNIER_JOUR, Action.ACCEPTER_PARTICIPATION),
        (Etat.PROPOSITION_DEBITEUR, DERNIER_JOUR, Action.PROPOSER),
        (Etat.REFUS_EXPRIME, FINI, Action.REFUSER_PARTICIPATION),
        (Etat.REFUS_DES_TERMES, FINI, Action.REFUSER_TERMES),
    ],
)
def test_as_long_as_it_is_the_last_word_the_proof_says_what_comes_next(maison, preuve, etat, jours, action):
    page = preuve(maison.dossier(etat, jours=jours), action)
    assert "Ce qui se passe maintenant" in page.lu and AVANCE not in page.lu


def test_what_happens_beside_the_procedure_is_no_next_word(maison, horloge):
    dossier = maison.dossier(Etat.PROPOSITION_DEBITEUR)
    propose = acte(dossier, Action.PROPOSER)
    qui = acteur(Role.DEBITEUR, horloge())
    signalements.contester(maison.session, dossier, Motif.AUTRE, {}, "Non.", qui)
    assert dossier.evenements[-1].numero > propose.numero and est_le_dernier_mot(propose, horloge())
    negociation.retirer(maison.session, dossier, acteur(Role.DEBITEUR, horloge(), idem="retrait"))
    assert not est_le_dernier_mot(propose, horloge()), "what was taken back waits for nobody"
    assert est_le_dernier_mot(acte(dossier, Action.RETIRER_PROPOSITION), horloge())
    refaite = acteur(Role.DEBITEUR, horloge(), idem="encore")
    negociation.proposer(maison.session, dossier, termes(dossier.total_centimes), refaite)
    assert not est_le_dernier_mot(propose, horloge()), "back in the same state, by another offer"


def test_an_acceptance_after_the_strict_end_promises_no_agreement(maison, preuve, horloge):
    dossier = maison.dossier(Etat.ENVOYEE, jours=ENTRE_DEUX)
    participation.accepter(maison.session, dossier, acteur(Role.DEBITEUR, horloge()))
    page = preuve(dossier, Action.ACCEPTER_PARTICIPATION)
    assert "Un accord n’est plus possible : le délai est fini depuis le 21 novembre 2026." in page.lu
    assert "Il reste à trouver un accord" not in page.lu and AVANCE not in page.lu


def test_a_late_constat_is_announced_and_dead_dates_are_not_offered(visiter, maison, preuve, conclu, horloge):
    horloge.instant = le(date(2026, 12, 29))  # seven days before the first payment: the clause moves nothing
    assert not dates_mortes(conclu, horloge())
    horloge.instant = le(date(2027, 1, 9))
    for page in (visiter(conclu), preuve(conclu, Action.CHOISIR_PLAN_ACCEPTE)):
        assert "L’étude les reporte de mois entiers, comme l’accord le dit." in page.lu
        assert "Ne payez rien" in page.lu and "Premier paiement" not in page.lu
        assert not page.tous("main a[href$='.ics']") and "Vous n’avez rien à faire" not in page.lu
    horloge.instant = le(date(2026, 12, 30))
    assert dates_mortes(conclu, horloge()), "six days are left: a constat made today moves the dates"


def test_without_the_clause_the_etude_has_to_be_asked(visiter, maison, horloge):
    dossier = maison.dossier(Etat.ACCEPTEE)
    offre = replace(termes(dossier.total_centimes), clause="")
    negociation.proposer(maison.session, dossier, offre, acteur(Role.DEBITEUR, horloge()))
    hugo = acteur(Role.CREANCIER, horloge(), maison.troupe.compte_menuiserie, idem="oui")
    negociation.accepter(maison.session, dossier, offre.empreinte, hugo)
    proposee = dossier.proposition_acceptee
    premier = proposee.echeances[0].le
    assert not dates_mortes(dossier, le(premier)), "a constat on the very day is in time"
    horloge.instant = le(date(premier.year, premier.month, premier.day + 1))
    page = visiter(dossier)
    assert "La première date est passée." in page.lu and "Appelez-la." in page.lu and "reporte" not in page.lu


def test_once_the_outcome_is_recorded_the_first_payment_and_how_to_pay_are_shown(
    visiter, maison, preuve, conclu, horloge
):
    """The titre may come later: no text forbids a payment after the constat (R125-7)."""
    constater(maison, conclu, GenreConstat.ACCEPTATION)
    horloge.avancer(hours=1)
    constater(maison, conclu, GenreConstat.ACCORD)
    page = visiter(conclu)
    assert "Premier paiement : 203,33 €, le mardi 5 janvier 2027." in page.lu
    assert "Comment payer" in page.lu and page.tous("main a[href$='.ics']")
    assert page["main a[href$='/paiement-fait']"] is not None
    horloge.instant = le(date(2027, 1, 9))
    page = visiter(conclu)
    assert "Premier paiement : 203,33 €, le mardi 5 janvier 2027. Cette date est passée." in page.lu
    assert "Comment payer" in page.lu and "Vous n’avez rien à faire" not in page.lu and "Ne payez rien" not in page.lu
    assert AVANCE in preuve(conclu, Action.CHOISIR_PLAN_ACCEPTE).lu


def test_a_silence_is_told_once_its_day_is_past(visiter, maison, conteste, horloge):
    dossier, s = conteste()
    assert reponse_a(s, le(date(2026, 11, 26))) is Reponse.ATTENDUE
    horloge.instant = le(date(2026, 12, 4))
    accueil, message = visiter(dossier), visiter(dossier, "/messages/1")
    assert "Pas de réponse du créancier (attendue le 26 novembre 2026)" in accueil.lu
    assert "Réponse attendue" not in accueil.lu
    assert "Pas de réponse du créancier (attendue le 26 novembre 2026)" in message.lu
    assert "de répondre au plus tard" not in message.lu and "Sa réponse s’écrira ici" not in message.lu
    assert "Votre date limite ne change pas" in message.lu and message["#t-autres"] is not None
    assert (
        message["h1"].text == "Pas encore de réponse à votre message" and "Votre message est bien parti." in message.lu
    )
    assert "Vous pouvez appeler l’étude. Étude Delmas et Roy : 01 99 00 12 34" in message.lu
    assert "C’est fait" not in message.lu


def test_a_hard_month_left_without_an_answer_says_whom_to_call_and_that_the_day_stays(visiter, maison, horloge):
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    qui = acteur(Role.DEBITEUR, horloge())
    s = signalements.signaler_difficulte(maison.session, dossier, Aide.DECALER, 0, "", qui)
    envoyee = visiter(dossier, "/messages/1")
    assert envoyee["h1"].text == "C’est fait. Votre message est envoyé." and "Parlez-en" not in envoyee.lu
    horloge.instant = le(s.reponse_avant + timedelta(days=1))
    page = visiter(dossier, "/messages/1")
    assert page["h1"].text == "Pas encore de réponse à votre message"
    assert "Sans réponse, la date prévue reste la même. Parlez-en au créancier." in page.lu
    assert page["main .note a[href^='tel:']"]


def test_after_a_refusal_a_contestation_says_nothing_that_is_over(visiter, maison, conteste, horloge):
    dossier, s = conteste(jours=5)
    horloge.avancer(hours=1)
    participation.refuser(maison.session, dossier, acteur(Role.DEBITEUR, horloge()))
    assert reponse_a(s, horloge()) is Reponse.FERMEE
    page = visiter(dossier, "/messages/1")
    assert AVANCE in page.lu and "Sans réponse du créancier" in page.lu
    for faux in (
        "La procédure continue",
        "Votre date limite ne change pas",
        "Vous pouvez aussi",
        "Sa réponse s’écrira",
    ):
        assert faux not in page.lu, faux
    assert "Sans réponse du créancier" in visiter(dossier).lu


def test_after_the_month_no_heading_stands_above_nothing(visiter, maison, conteste, horloge):
    dossier, _ = conteste(jours=5)
    horloge.instant = le(date(2027, 1, 9))
    page = visiter(dossier, "/messages/1")
    assert "Votre message ne le rouvre pas." in page.lu and page["#t-autres"] is None


@pytest.mark.parametrize(("jours", "dit"), [(2, "Des paiements ne sont pas arrivés"), (95, "paiements ne sont pas")])
def test_several_late_payments_are_named(visiter, maison, horloge, jours, dit):
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    dues = dossier.proposition_acceptee.echeances_dues
    horloge.avancer(days=(dues[2].le - horloge().date()).days + jours)
    page = visiter(dossier)
    note = lisse(page[".note.attention"].text)
    assert dit in note and "Le paiement du" not in note
    tard = list(retards(dossier, dossier.proposition_acceptee, dossier.paiements[0].montant_centimes, horloge().date()))
    assert tard == [e.le for e in dues[1 : len(tard) + 1]]
    assert len([b for b in page.tous("#paiements .badge") if b.text == "En retard"]) == len(tard)


def test_a_granted_delay_is_not_among_the_late_days(maison, monkeypatch):
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    accord = dossier.proposition_acceptee
    _, deux, trois = accord.echeances_dues[:3]
    recu, jour = dossier.paiements[0].montant_centimes, trois.le.replace(day=trois.le.day + 1)
    assert list(retards(dossier, accord, recu, jour)) == [deux.le, trois.le]
    monkeypatch.setattr(type(dossier), "reports", [Report(deux.numero, 0, jour)])
    assert list(retards(dossier, accord, recu, jour)) == [trois.le]
    monkeypatch.setattr(type(dossier), "reports", [Report(deux.numero, 1_000, jour)])
    assert list(retards(dossier, accord, recu + 1_000, jour)) == [trois.le], "the part that was due then came"


@pytest.mark.parametrize(("recu_en_plus", "statut"), [(0, "retard"), (1_000, "reporte")])
def test_the_table_says_of_a_partly_moved_payment_what_the_home_says(maison, monkeypatch, recu_en_plus, statut):
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    _, deux, *_ = dossier.proposition_acceptee.echeances_dues
    lendemain = deux.le + timedelta(days=1)
    monkeypatch.setattr(type(dossier), "reports", [Report(deux.numero, 1_000, lendemain)])
    if recu_en_plus:
        dossier.paiements[0].montant_centimes += recu_en_plus
    vu = situation.suivi(dossier, le(lendemain))
    assert (vu.lignes[1].statut, deux.le in vu.retards) == (statut, statut == "retard")
    maison.session.rollback()


def test_what_another_tab_sent_is_found_again_as_long_as_it_stands(maison, horloge):
    dossier = maison.dossier(Etat.PROPOSITION_DEBITEUR)
    propose = acte(dossier, Action.PROPOSER)
    dite = propose.details["declaration"]
    assert deja_dit(dossier, dite) is propose
    assert deja_dit(dossier, "") is None and deja_dit(dossier, "0" * 64) is None
    negociation.decliner(maison.session, dossier, acteur(Role.CREANCIER, horloge()))
    assert deja_dit(dossier, dite) is None, "set aside: the same words would be a new offer"
    assert deja_dit(dossier, acte(dossier, Action.ACCEPTER_PARTICIPATION).details["declaration"]) is not None
