"""Answering: the creditor with words or a decision, the étude with a look; once, and in words that are kept."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from portail.domaine.procedure import ActionInterdite, Etat, Role
from portail.domaine.signalements import Aide, Decision, Destinataire, Genre, Motif
from portail.persistance.courriels import Courriel
from portail.persistance.signalements import Signalement
from portail.services import reponses, signalements
from portail.services.projets import Fichier, Projet
from portail.services.signalements import SignalementInvalide
from tests.services.gestes import a_paris, acteur, refus, relu, sqlite_seul


@pytest.fixture
def gens(maison, horloge):
    comptes = {Role.CREANCIER: maison.troupe.compte_menuiserie, Role.COMMISSAIRE: maison.troupe.commissaire}
    return {role: acteur(role, horloge(), comptes.get(role)) for role in Role}


def lus(fabrique, dossier):
    """Who was written to about an answer of the étude."""
    with fabrique() as lecture:
        courriels = lecture.scalars(select(Courriel).where(Courriel.dossier_id == dossier.id))
        return [c.destinataire for c in courriels if "L’étude a répondu" in c.corps]


def test_the_creditor_answers_with_his_documents_and_the_etude_is_told(maison, session, autre_session, gens):
    dossier = maison.dossier(Etat.ENVOYEE)
    s = signalements.contester(session, dossier, Motif.DEFAUT, {}, "Fuite.", gens[Role.DEBITEUR])
    assert reponses.au_creancier(dossier) is s and reponses.a_l_etude(dossier) is s
    with refus(session, SignalementInvalide) as info:
        reponses.repondre(session, dossier, s, "", gens[Role.CREANCIER])
    assert info.value.motif == "reponse_vide"
    projet = Projet(dossier, Role.CREANCIER, "reponse-1")
    projet.joindre(session, [Fichier("bon.pdf", "application/pdf", 9, "a" * 64)], gens[Role.CREANCIER].recu_le)
    reponses.repondre(session, dossier, s, "Livré le 3 mai.", gens[Role.CREANCIER], projet=projet)
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        (lu,) = d.signalements
        assert [(r.auteur, r.texte, [p.nom for p in r.pieces]) for r in lu.reponses] == [
            (Role.CREANCIER, "Livré le 3 mai.", ["bon.pdf"])
        ]
        assert reponses.au_creancier(d) is None and reponses.a_l_etude(d) is lu, "the étude has its own look"
        assert d.etat is Etat.ENVOYEE
        assert d.evenements[-1].details["texte_donne"] is True
        assert d.evenements[-1].details["pieces"] == ["a" * 64]


def test_the_etude_looks_with_or_without_words(maison, session, autre_session, gens):
    dossier = maison.dossier(Etat.ENVOYEE)
    s = signalements.contester(session, dossier, Motif.DEFAUT, {}, "", gens[Role.DEBITEUR])
    reponses.classer(session, dossier, s, "", gens[Role.COMMISSAIRE])
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert reponses.a_l_etude(d) is None
        assert reponses.au_creancier(d) is not None, "the creditor is still expected"
    assert lus(autre_session, dossier) == [], "a look without words is nothing to read"
    deux = signalements.contester(session, dossier, Motif.DEFAUT, {}, "", gens[Role.DEBITEUR])
    reponses.classer(session, dossier, deux, "La facture est au nom de la personne.", gens[Role.COMMISSAIRE])
    assert lus(autre_session, dossier) == [dossier.creancier.courriel]


def test_a_report_about_the_addressee_suspends_until_somebody_wrote_what_was_checked(
    maison, session, autre_session, gens
):
    dossier = maison.dossier(Etat.ENVOYEE)
    s = Signalement(
        dossier_id=dossier.id, numero=1, genre=Genre.DESTINATAIRE, motif=Destinataire.MANDATAIRE,
        faits={}, envoye_le=maison.horloge(),
    )  # fmt: skip
    session.add(s)
    session.commit()
    session.expire(dossier)
    assert dossier.suspendu
    with refus(session, SignalementInvalide) as info:
        reponses.classer(session, dossier, s, "", gens[Role.COMMISSAIRE])
    assert info.value.motif == "note_vide"
    reponses.classer(session, dossier, s, "Jugement de curatelle reçu.", gens[Role.COMMISSAIRE])
    with autre_session() as lecture:
        assert not relu(lecture, dossier).suspendu


@sqlite_seul
def test_what_suspends_is_read_before_an_older_contestation(maison, session, gens):
    dossier = maison.dossier(Etat.ENVOYEE)
    contestation = signalements.contester(session, dossier, Motif.DEFAUT, {}, "", gens[Role.DEBITEUR])
    pas_moi = Signalement(
        numero=2, genre=Genre.DESTINATAIRE, motif=Destinataire.INCONNU, faits={}, envoye_le=maison.horloge()
    )
    dossier.signalements.append(pas_moi)
    session.commit()
    assert reponses.a_l_etude(dossier) is pas_moi
    reponses.classer(session, dossier, pas_moi, "Vérifié.", gens[Role.COMMISSAIRE])
    assert reponses.a_l_etude(dossier) is contestation


def test_a_delay_is_granted_or_refused_once(maison, session, gens):
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    s = signalements.signaler_difficulte(session, dossier, Aide.DECALER, 0, "", gens[Role.DEBITEUR])
    creancier = gens[Role.CREANCIER]
    with refus(session, ValueError):
        reponses.repondre(session, dossier, s, "Oui.", creancier)
    with refus(session, SignalementInvalide):
        reponses.repondre(session, dossier, s, "", creancier, decision=Decision.REFUSE)
    reponses.repondre(session, dossier, s, "Pas ce mois-ci.", creancier, decision=Decision.REFUSE)
    assert (s.decision, dossier.reports) == (Decision.REFUSE, ())
    with refus(session, SignalementInvalide) as info:
        reponses.repondre(session, dossier, s, "", creancier, decision=Decision.ACCEPTE)
    assert info.value.motif == "deja_repondu"


def test_the_state_decides_who_may_still_answer(maison, session, gens):
    dossier = maison.dossier(Etat.ACCEPTEE)
    s = signalements.contester(session, dossier, Motif.DEFAUT, {}, "", gens[Role.DEBITEUR])
    maison_fini = maison.dossier(Etat.FIN_REFUS_PARTICIPATION)
    with refus(session, ActionInterdite):
        reponses.repondre(session, maison_fini, s, "Trop tard.", gens[Role.CREANCIER])


@sqlite_seul
def test_a_delay_that_is_over_is_no_longer_granted(maison, session, gens, horloge):
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    s = signalements.signaler_difficulte(session, dossier, Aide.DECALER, 0, "", gens[Role.DEBITEUR])
    creancier = gens[Role.CREANCIER]
    tard = replace(creancier, recu_le=a_paris(s.report.jusqu_au + timedelta(days=1)))
    with refus(session, SignalementInvalide) as info:
        reponses.repondre(session, dossier, s, "Oui.", tard, decision=Decision.ACCEPTE)
    assert (info.value.motif, info.value.limite) == ("report_passe", s.report.jusqu_au)
    reponses.repondre(session, dossier, s, "Payez quand vous pouvez.", tard, decision=Decision.REFUSE)
    assert not dossier.reports
