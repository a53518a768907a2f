"""Where the dossier stands for its debtor: the last day, the open doors, what he may see."""

from datetime import UTC, datetime

import pytest

from portail.domaine.procedure import PAIEMENT_PERMIS, Action, Etat, Role, actions_ouvertes
from portail.persistance.actes import DocumentEmis, GenreDocument
from portail.services import negociation
from portail.web.debiteur.situation import GABARITS, Moment, documents, journal, limite, portes, suivi
from tests.services.gestes import acteur
from tests.web.debiteur.conftest import APRES, ENTRE_DEUX, ENVOI

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


def test_every_state_has_its_page():
    assert set(GABARITS) == set(Etat)
    assert {e for e, g in GABARITS.items() if g == "debiteur/paiements.html"} == set(PAIEMENT_PERMIS)


@SQLITE
def test_the_last_day_comes_closer_then_closes_in_two_steps(maison):
    dossier = maison.dossier(Etat.ENVOYEE, envoi=ENVOI)
    instants = {
        Moment.LOIN: datetime(2026, 12, 9, 22, 59, tzinfo=UTC),
        Moment.BIENTOT: datetime(2026, 12, 9, 23, 1, tzinfo=UTC),  # 10 December in Paris
        Moment.DERNIER_JOUR: datetime(2026, 12, 13, 22, 59, tzinfo=UTC),
        Moment.REPONSE_SEULE: ENTRE_DEUX,
        Moment.FINI: APRES,
    }
    for moment, instant in instants.items():
        lue = limite(dossier, instant)
        assert lue.moment is moment
        assert lue.fin.isoformat() == "2026-12-13", "the later day is never shown"
    assert portes(dossier, instants[Moment.LOIN]) == actions_ouvertes(Role.DEBITEUR, Etat.ENVOYEE)
    reponses = {Action.ACCEPTER_PARTICIPATION, Action.REFUSER_PARTICIPATION}
    assert portes(dossier, ENTRE_DEUX) == {*reponses, Action.CONTESTER}
    assert portes(dossier, APRES) == frozenset()


@SQLITE
def test_between_the_two_days_talks_can_only_be_refused(maison):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER, envoi=ENVOI)
    assert portes(dossier, ENTRE_DEUX) == {Action.REFUSER_TERMES, Action.CONTESTER}


@SQLITE
def test_payments_are_followed_line_by_line(maison, horloge):
    dossier = maison.dossier(Etat.PAIEMENTS, jours=120)
    statuts = [ligne.statut for ligne in suivi(dossier, horloge()).lignes]
    assert statuts[0] == "paye"
    assert statuts.count("retard") >= 1
    assert statuts[-1] == "venir"
    a_jour = [ligne.statut for ligne in suivi(maison.dossier(Etat.COPIE_REMISE), horloge()).lignes]
    assert a_jour[0] == "prochain" and set(a_jour[1:]) == {"venir"}
    assert suivi(maison.dossier(Etat.FIN_ACCORD), horloge()) is None


@SQLITE
def test_drafts_of_the_etude_are_not_the_debtors(maison, session, horloge):
    dossier = maison.dossier(Etat.ENVOYEE)
    session.add(
        DocumentEmis(
            dossier=dossier, genre=GenreDocument.PROJET_CONSTAT, titre="Projet", nom="p.pdf", empreinte="0" * 64,
            taille=1, emis_le=horloge(),
        )
    )  # fmt: skip
    session.commit()
    assert [d.genre for d in documents(dossier)] == [GenreDocument.LETTRE]
    assert documents(maison.dossier(Etat.MANDAT)) == []


@SQLITE
def test_a_plan_taken_back_before_the_letter_is_the_creditors_own_affair(maison, session, horloge):
    dossier = maison.dossier(Etat.MANDAT, plans=(3, 6))
    qui = acteur(Role.CREANCIER, horloge(), maison.troupe.compte_menuiserie)
    negociation.retirer_plan(session, dossier, dossier.plans[0], qui)
    assert Action.RETIRER_PLAN not in {e.action for e in journal(dossier)}
    envoyee = maison.dossier(Etat.ENVOYEE, plans=(3, 6))
    negociation.retirer_plan(session, envoyee, envoyee.plans[0], qui)
    assert journal(envoyee)[0].action == Action.RETIRER_PLAN, "once it was shown, that it went is shown too"
