"""The negotiation as a thread: who offered what, what changed, whose turn it is."""

from datetime import UTC, date, datetime

import pytest

from portail.domaine.procedure import Etat, Role
from portail.persistance.negociation import StatutProposition
from portail.services import negociation
from portail.web import tours
from tests.services.gestes import acteur
from tests.web.debiteur.conftest import ENTRE_DEUX, ENVOI

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
DANS_LE_MOIS = datetime(2026, 12, 1, 9, tzinfo=UTC)


def test_each_round_says_what_it_changed(maison):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    derniere, premiere = tours.lire(dossier, DANS_LE_MOIS)
    assert (derniere.auteur, premiere.auteur) == (Role.CREANCIER, Role.DEBITEUR)
    assert not premiere.changements, "nothing came before"
    assert any("paiements de moins" in phrase for phrase in derniere.changements)
    assert (derniere.statut, premiere.statut) == (StatutProposition.EN_COURS, StatutProposition.REMPLACEE)
    assert not derniere.sans_reponse


@SQLITE
def test_an_offer_that_the_month_ended_before_is_said_unanswered(maison):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    derniere, premiere = tours.lire(dossier, datetime(2027, 3, 1, tzinfo=UTC))
    assert derniere.sans_reponse and not premiere.sans_reponse


@SQLITE
@pytest.mark.parametrize(
    ("etat", "role"),
    [
        (Etat.PROPOSITION_CREANCIER, Role.DEBITEUR),
        (Etat.PROPOSITION_DEBITEUR, Role.CREANCIER),
        (Etat.ACCEPTEE, None),
    ],
)
def test_whose_turn_and_until_when(maison, etat, role):
    dossier = maison.dossier(etat, envoi=ENVOI)
    attente = tours.attente(dossier, DANS_LE_MOIS)
    assert (attente.role, attente.au_plus_tard, attente.dernier_jour) == (role, date(2026, 12, 13), False)
    soir = datetime(2026, 12, 13, 22, 59, tzinfo=UTC)  # 23:59 in Paris
    assert tours.attente(dossier, soir).dernier_jour
    assert tours.attente(dossier, ENTRE_DEUX) is None, "no agreement any more"


@SQLITE
def test_nobody_is_waited_for_outside_the_talks(maison, horloge):
    for etat in (Etat.ENVOYEE, Etat.ACCORD_CONCLU, Etat.MANDAT):
        assert tours.attente(maison.dossier(etat), horloge()) is None


@SQLITE
def test_who_set_an_offer_aside_is_said_and_nobody_else(maison, horloge, session):
    refusee = maison.dossier(Etat.PROPOSITION_DEBITEUR)
    negociation.decliner(session, refusee, acteur(Role.CREANCIER, horloge()))
    assert tours.lire(refusee, horloge())[0].ecartee_par is Role.CREANCIER
    ecartee = maison.dossier(Etat.PROPOSITION_CREANCIER)
    negociation.refuser_termes(session, ecartee, acteur(Role.DEBITEUR, horloge()))
    assert [t.ecartee_par for t in tours.lire(ecartee, horloge())] == [Role.DEBITEUR, None]
    sienne = maison.dossier(Etat.PROPOSITION_DEBITEUR)
    negociation.refuser_termes(session, sienne, acteur(Role.DEBITEUR, horloge()))
    tour = tours.lire(sienne, horloge())[0]
    assert (tour.statut, tour.ecartee_par) == (StatutProposition.DECLINEE, None), "her own offer, with all the rest"
