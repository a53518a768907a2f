"""Answering the invitation: on the portal until the later end, on paper by the postmark, and in the right form."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from portail.domaine.procedure import ActionInterdite, Etat, Role
from portail.persistance.courriels import Courriel
from portail.persistance.dossiers import ModeReponse
from portail.services import negociation, participation
from portail.services.journal import DejaFait, DossierChange
from portail.services.participation import HorsDelai, ReponseInvalide, ReponsePapier
from tests.services.gestes import (
    ENVOI,
    PROROGEE,
    STRICTE,
    a_paris,
    actes,
    acteur,
    derniere_seconde,
    minuit_apres,
    photo,
    refus,
    relu,
    sqlite_seul,
    termes,
)

M = ModeReponse


@pytest.fixture
def envoyee(maison, horloge):
    """A letter posted on 25 November; today is 4 January, the month is over by both its ends."""
    horloge.instant = a_paris(date(2027, 1, 4))
    return maison.dossier(Etat.ENVOYEE, envoi=ENVOI)


def test_taking_part_and_offering_are_two_acts_with_two_instants(envoyee, session, autre_session):
    quand = a_paris(date(2026, 12, 10))
    version = envoyee.version
    oui = acteur(Role.DEBITEUR, quand, idem="un-formulaire", version=version)
    participation.accepter(session, envoyee, oui)
    with refus(session, DejaFait):
        participation.accepter(session, envoyee, oui)
    with refus(session, DossierChange):
        participation.accepter(session, envoyee, acteur(Role.DEBITEUR, quand, idem="autre", version=version))
    with refus(session, ActionInterdite):
        participation.refuser(session, envoyee, acteur(Role.DEBITEUR, quand))
    apres = quand + timedelta(minutes=3)
    negociation.proposer(session, envoyee, termes(envoyee.total_centimes), acteur(Role.DEBITEUR, apres))
    with autre_session() as lecture:
        d = relu(lecture, envoyee)
        assert (d.participation_le, d.participation_mode) == (quand, M.PORTAIL)
        assert d.acceptation_constatee_le is None, "the commissaire records it, not the debtor"
        (accepter, proposer) = d.evenements[-2:]
        assert (accepter.action, accepter.recu_le, accepter.vers) == ("accepter_participation", quand, Etat.ACCEPTEE)
        assert (proposer.action, proposer.recu_le) == ("proposer", apres)
        assert accepter.article == "R125-2 III 2°"


def test_the_portal_is_open_until_the_last_second_of_the_later_end(envoyee, session, autre_session, maison):
    avant = photo(autre_session)
    for quand in (minuit_apres(PROROGEE), a_paris(date(2027, 6, 1))):
        for faire in (participation.accepter, participation.refuser):
            with refus(session, HorsDelai) as info:
                faire(session, envoyee, acteur(Role.DEBITEUR, quand))
            assert info.value.limite == PROROGEE
    assert photo(autre_session) == avant
    participation.accepter(session, envoyee, acteur(Role.DEBITEUR, derniere_seconde(PROROGEE)))
    with autre_session() as lecture:
        assert relu(lecture, envoyee).participation_le == derniere_seconde(PROROGEE)


def test_a_refusal_needs_no_reason_and_its_words_stay_out_of_the_journal(envoyee, session, autre_session):
    quand = derniere_seconde(PROROGEE)
    participation.refuser(session, envoyee, acteur(Role.DEBITEUR, quand), motif="Je conteste cette facture.")
    with autre_session() as lecture:
        d = relu(lecture, envoyee)
        assert (d.etat, d.refus_le, d.refus_mode) == (Etat.REFUS_EXPRIME, quand, M.PORTAIL)
        assert d.refus_motif == "Je conteste cette facture."
        assert d.evenements[-1].details.keys() == {"motif_donne", "declaration"}
        assert d.evenements[-1].details["motif_donne"] is True
        recents = lecture.scalars(select(Courriel).where(Courriel.depose_le == quand)).all()
        assert "Je conteste" not in str([(c.sujet, c.corps) for c in recents])
        dits = {c.destinataire for c in recents if "refus" in c.corps.lower()}
        assert dits == {d.etude.courriel, d.creancier.courriel}


def test_an_acceptance_on_paper_needs_its_form_and_its_days(envoyee, session, autre_session, maison):
    """R125-2 III 2°: form or signature; a telephone call or a plain mail is recorded as nothing (D5)."""
    avant = photo(autre_session)
    etude = acteur(Role.COMMISSAIRE, a_paris(date(2027, 1, 4)), maison.troupe.commissaire)

    def refuse(exception, *, mode=M.FORMULAIRE, recue, postee=None):
        with refus(session, exception) as info:
            participation.enregistrer_acceptation(session, envoyee, ReponsePapier(mode, recue, postee), etude)
        return getattr(info.value, "motif", None) or info.value.limite

    for mode in (M.AUTRE, M.PORTAIL):
        assert refuse(ReponseInvalide, mode=mode, recue=date(2026, 12, 10)) == "acceptation_sans_forme"
    assert refuse(ReponseInvalide, recue=date(2027, 1, 5)) == "dates_impossibles"
    assert refuse(ReponseInvalide, recue=date(2026, 12, 10), postee=date(2026, 12, 11)) == "dates_impossibles"
    assert refuse(ReponseInvalide, recue=date(2026, 11, 24)) == "avant_envoi"
    assert refuse(ReponseInvalide, recue=date(2026, 12, 1), postee=date(2026, 11, 24)) == "avant_envoi"
    assert refuse(HorsDelai, recue=date(2026, 12, 29)) == PROROGEE
    assert refuse(HorsDelai, recue=date(2026, 12, 30), postee=date(2026, 12, 29)) == PROROGEE
    assert photo(autre_session) == avant

    en_retard = ReponsePapier(M.FORMULAIRE, recue_le=date(2026, 12, 30), postee_le=PROROGEE)
    participation.enregistrer_acceptation(session, envoyee, en_retard, etude)
    with autre_session() as lecture:
        d = relu(lecture, envoyee)
        assert (d.etat, d.participation_mode, d.participation_postee_le) == (Etat.ACCEPTEE, M.FORMULAIRE, PROROGEE)
        faits = {"mode": "formulaire", "recue_le": "2026-12-30", "postee_le": "2026-12-28"}
        assert d.evenements[-1].details == faits
        assert d.evenements[-1].compte_id == etude.compte_id
    with refus(session, HorsDelai):  # accepted in time, but nothing can be agreed any more
        negociation.proposer(session, envoyee, termes(envoyee.total_centimes), acteur(Role.DEBITEUR, etude.recu_le))


def test_a_signature_at_the_office_counts_on_its_day(envoyee, session, autre_session, maison):
    etude = acteur(Role.COMMISSAIRE, a_paris(STRICTE), maison.troupe.commissaire)
    participation.enregistrer_acceptation(session, envoyee, ReponsePapier(M.EMARGEMENT, recue_le=ENVOI), etude)
    with autre_session() as lecture:
        d = relu(lecture, envoyee)
        assert (d.participation_mode, d.participation_postee_le) == (M.EMARGEMENT, ENVOI)


@sqlite_seul
@pytest.mark.parametrize("mode", [m for m in M if m is not M.PORTAIL])
def test_a_refusal_by_any_means_is_valid(envoyee, session, autre_session, maison, mode):
    """R125-2 III 3°, by telephone as well; posted in time and received late is still in time (D4)."""
    etude = acteur(Role.COMMISSAIRE, a_paris(date(2027, 1, 4)), maison.troupe.commissaire, idem="r")
    with refus(session, HorsDelai):
        participation.enregistrer_refus(session, envoyee, ReponsePapier(mode, date(2026, 12, 29)), etude)
    reponse = ReponsePapier(mode, date(2026, 12, 31), PROROGEE)
    participation.enregistrer_refus(session, envoyee, reponse, etude)
    with refus(session, DejaFait):
        participation.enregistrer_refus(session, envoyee, reponse, etude)
    with autre_session() as lecture:
        d = relu(lecture, envoyee)
        assert (d.etat, d.refus_mode, d.refus_poste_le) == (Etat.REFUS_EXPRIME, mode, PROROGEE)
        assert actes(lecture, envoyee).count("refuser_participation") == 1
        assert d.fin_constatee_le is None
