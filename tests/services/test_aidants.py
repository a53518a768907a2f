"""Somebody helps: the session says who, the journal keeps it with the dossier's own data, and handing over forgets."""

import pytest

from portail.domaine.procedure import Action, Etat, Role
from portail.persistance.acces import SessionOuverte
from portail.persistance.journal import Evenement
from portail.services import aidants, connexion, journal, sessions
from portail.services.aidants import Aidant
from portail.services.essais import TropDEssais
from tests.services.gestes import actes, sqlite_seul

LEA = Aidant("Léa Petit", "France Services de Rennes")


@pytest.fixture
def ouverte(maison, session, horloge):
    """The session of somebody who gave the codes of a letter."""

    def ouvrir(etat: Etat = Etat.ENVOYEE, **options) -> SessionOuverte:
        dossier = maison.dossier(etat, **options)
        secret = sessions.ouvrir(session, Role.DEBITEUR, horloge(), dossier_id=dossier.id)
        session.commit()
        return session.get_one(SessionOuverte, sessions.empreinte(secret))

    return ouvrir


def test_the_name_and_the_organisation_are_kept_in_the_session_and_in_the_journal(
    ouverte, session, autre_session, moyens, horloge
):
    mienne = ouverte()
    dossier = aidants.entrer(session, moyens.empreintes, mienne, LEA, horloge())
    session.refresh(mienne)
    assert aidants.de(mienne) == LEA
    assert mienne.confirmee_le == horloge() and mienne.prouvee_le is None, "who signs later gives the code again"
    with autre_session() as lecture:
        ligne = lecture.get(Evenement, dossier.evenements[-1].id)
        assert (ligne.action, ligne.role, ligne.article) == (Action.AIDER, Role.DEBITEUR, "R125-2 III 2°")
        assert (ligne.depuis, ligne.vers) == (Etat.ENVOYEE, Etat.ENVOYEE)
        assert ligne.details == {"aidant": "Léa Petit", "organisme": "France Services de Rennes"}


def test_handing_over_forgets_the_helper_and_asks_again_who_is_there(ouverte, session, moyens, horloge):
    mienne = ouverte()
    aidants.entrer(session, moyens.empreintes, mienne, LEA, horloge())
    session.refresh(mienne)
    aidants.rendre_la_main(session, mienne)
    session.refresh(mienne)
    assert aidants.de(mienne) is None
    assert mienne.confirmee_le is None and mienne.prouvee_le is None


def test_saying_that_it_is_oneself_ends_the_help(ouverte, session, moyens, horloge):
    mienne = ouverte()
    aidants.entrer(session, moyens.empreintes, mienne, LEA, horloge())
    connexion.confirmer_identite(session, mienne, horloge())
    session.refresh(mienne)
    assert aidants.de(mienne) is None and mienne.confirmee_le == horloge()


def test_the_same_person_is_written_once(ouverte, session, autre_session, moyens, horloge):
    mienne = ouverte()
    for qui in (LEA, LEA, Aidant("Paul")):
        dossier = aidants.entrer(session, moyens.empreintes, mienne, qui, horloge())
        session.refresh(mienne)
    assert aidants.de(mienne) == Aidant("Paul", "")
    with autre_session() as lecture:
        assert actes(lecture, dossier).count("aider") == 2


@sqlite_seul
def test_a_closed_dossier_is_read_with_help_and_its_journal_stays_closed(
    ouverte, session, autre_session, moyens, horloge
):
    mienne = ouverte(Etat.CLOS, jours=75)
    dossier = aidants.entrer(session, moyens.empreintes, mienne, LEA, horloge())
    session.refresh(mienne)
    assert aidants.de(mienne) == LEA
    with autre_session() as lecture:
        assert "aider" not in actes(lecture, dossier)


@sqlite_seul
def test_the_journal_cannot_be_filled_with_names(ouverte, session, moyens, horloge):
    mienne = ouverte()
    for n in range(aidants.PAR_JOUR.nombre):
        aidants.entrer(session, moyens.empreintes, mienne, Aidant(f"Nom {n}"), horloge())
    with pytest.raises(TropDEssais):
        aidants.entrer(session, moyens.empreintes, mienne, Aidant("Un de trop"), horloge())


@sqlite_seul
def test_who_helped_is_erased_with_the_rest_of_what_the_acts_say(ouverte, session, moyens, horloge):
    mienne = ouverte()
    dossier = aidants.entrer(session, moyens.empreintes, mienne, LEA, horloge())
    journal.effacer_charges(session, dossier)
    session.commit()
    assert not any(e.details for e in dossier.evenements)
