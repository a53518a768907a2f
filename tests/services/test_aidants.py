"""Somebody helps: the session says who, the journal keeps it with the dossier's own data, and handing over forgets."""

import pytest
from sqlalchemy import select

from portail.domaine.procedure import Action, Etat, Role
from portail.persistance.acces import AccesLettre, SessionOuverte
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Evenement
from portail.services import aidants, connexion, journal, sessions
from portail.services.aidants import Aidant
from portail.services.essais import TropDEssais
from portail.services.identifiants import tirer
from tests.services.gestes import actes, sqlite_seul

LEA = Aidant("Léa Petit", "France Services de Rennes")


@pytest.fixture
def ouverte(maison, session, horloge):
    """The session of somebody who gave the codes of a letter."""

    def ouvrir(etat: Etat = Etat.ENVOYEE, **options) -> SessionOuverte:
        dossier, ouvrir.mots = maison.dossier_avec_codes(etat, **options)
        acces = session.scalar(select(AccesLettre.id).where(AccesLettre.dossier_id == dossier.id))
        secret = sessions.ouvrir(session, Role.DEBITEUR, horloge(), dossier_id=dossier.id, acces_id=acces)
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


def test_the_code_of_the_letter_gives_the_session_back_and_the_journal_says_so(
    ouverte, session, autre_session, moyens, horloge
):
    mienne = ouverte()
    dossier = aidants.entrer(session, moyens.empreintes, mienne, LEA, horloge())
    for _ in range(2):  # a double click is one row
        aidants.rendre_la_main(session, moyens.empreintes, mienne, ouverte.mots.code, horloge())
    session.refresh(mienne)
    assert aidants.de(mienne) is None
    assert horloge() == mienne.prouvee_le and mienne.confirmee_le is not None
    with autre_session() as lecture:
        assert actes(lecture, dossier)[-2:] == ["aider", "rendre_la_main"]
        ligne = lecture.get(Evenement, dossier.evenements[-1].id)
        assert (ligne.role, ligne.article, ligne.depuis, ligne.vers) == (
            Role.DEBITEUR,
            "R125-2 III 2°",
            Etat.ENVOYEE,
            Etat.ENVOYEE,
        )
        assert ligne.details == {"aidant": "Léa Petit", "organisme": "France Services de Rennes"}


def test_neither_another_code_nor_a_word_ends_the_help(ouverte, session, autre_session, moyens, horloge):
    mienne = ouverte()
    dossier = aidants.entrer(session, moyens.empreintes, mienne, LEA, horloge())
    with pytest.raises(connexion.Inconnu):
        aidants.rendre_la_main(session, moyens.empreintes, mienne, tirer().code, horloge())
    connexion.confirmer_identite(session, mienne, horloge())
    session.refresh(mienne)
    assert aidants.de(mienne) == LEA and mienne.prouvee_le is None
    with autre_session() as lecture:
        assert "rendre_la_main" not in actes(lecture, dossier)


def test_who_reads_beside_the_debtor_makes_no_open_page_stale(ouverte, session, autre_session, moyens, horloge):
    mienne = ouverte()
    with autre_session() as lecture:
        avant = lecture.get_one(Dossier, mienne.dossier_id)
        version, numero = avant.version, avant.acte_numero
    aidants.entrer(session, moyens.empreintes, mienne, LEA, horloge())
    aidants.rendre_la_main(session, moyens.empreintes, mienne, ouverte.mots.code, horloge())
    with autre_session() as lecture:
        apres = lecture.get_one(Dossier, mienne.dossier_id)
        assert (apres.version, apres.acte_numero) == (version, numero + 2)
        assert [e.numero for e in apres.evenements] == list(range(1, numero + 3))


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
