"""The commissaire records what happened: never early, on the text that was read, once of each kind."""

import hashlib
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from portail.domaine.decalage import CLAUSE
from portail.domaine.procedure import ActionInterdite, Etat, Role
from portail.persistance.actes import Constat, GenreConstat, GenreDocument, ProjetConstat
from portail.persistance.dossiers import ModeReponse
from portail.services import constats, edition, negociation, participation, titre
from portail.services.actes import ActeImpossible
from portail.services.constats import AcceptationNonConstatee, DejaConstate, TropTot
from portail.services.journal import DejaFait, DossierChange
from portail.services.participation import ReponsePapier
from portail.services.termes import TermesChanges
from tests.services.documents.lecture import normaliser, texte
from tests.services.gestes import (
    ENVOI,
    PROROGEE,
    STRICTE,
    a_paris,
    acteur,
    derniere_seconde,
    minuit_apres,
    photo,
    refus,
    relu,
    sqlite_seul,
    termes,
)

G = GenreConstat
LE_10 = a_paris(date(2026, 12, 10))


@pytest.fixture
def etude(maison, moyens, session):
    """The commissaire at work: reads, then records what was read."""
    return Etude(maison, moyens, session)


class Etude:
    def __init__(self, maison, moyens, session):
        self.moyens, self.session, self.qui = moyens, session, maison.troupe.commissaire

    def lire(self, dossier, genre, quand):
        return constats.lire(dossier, genre, self.moyens, self.qui, quand)

    def constater(self, dossier, genre, quand, vu=None, **suite):
        vu = self.lire(dossier, genre, quand).empreinte if vu is None else vu
        qui = acteur(Role.COMMISSAIRE, quand, self.qui, **suite)
        return constats.constater(
            self.session, dossier, genre, self.moyens, vu=vu, commissaire=self.qui, acteur=qui
        )  # fmt: skip


@pytest.fixture
def scene(maison, horloge):
    """A letter posted on 25 November: strict end on Friday 25 December, later end on Monday 28."""
    horloge.instant = a_paris(date(2027, 1, 4))
    return lambda: maison.scene(envoi=ENVOI)


def test_a_silence_is_recorded_only_once_the_later_end_is_over(scene, etude, session, autre_session, moyens):
    dossier = scene().jusqu_a(Etat.ENVOYEE)
    avant = photo(autre_session)
    for quand in (LE_10, minuit_apres(STRICTE), derniere_seconde(PROROGEE)):
        assert constats.attendu(dossier, quand) is None
        with refus(session, TropTot):
            etude.lire(dossier, G.EXPIRATION, quand)
        with refus(session, TropTot):
            etude.constater(dossier, G.EXPIRATION, quand, vu="0" * 64)
    assert photo(autre_session) == avant
    apres = minuit_apres(PROROGEE)
    assert constats.attendu(dossier, apres) is G.EXPIRATION
    with autre_session() as lecture:
        assert relu(lecture, dossier).etat is Etat.ENVOYEE, "time alone records nothing"
    trace = etude.constater(dossier, G.EXPIRATION, apres, idem="constat")
    with refus(session, DejaFait):
        etude.constater(dossier, G.EXPIRATION, apres, vu=trace.empreinte, idem="constat")
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.etat, d.fin_constatee_le, d.acceptation_constatee_le) == (Etat.FIN_EXPIRATION, apres, None)
        (c,) = d.constats
        assert c.empreinte == hashlib.sha256(c.texte.encode()).hexdigest() == trace.empreinte
        assert d.evenements[-1].details == {"empreinte": c.empreinte, "document": c.document.empreinte}
        assert d.evenements[-1].article == "R125-5 2°"
        assert (c.document.genre, c.document.evenement_id) == (GenreDocument.CONSTAT, d.evenements[-1].id)
        imprime = texte(moyens.entrepot.lire(c.document.empreinte))
        assert "Aucune réponse de Madame Nadia Ferrand n'est parvenue à l'étude" in imprime
        assert "vaut refus implicite" in imprime
        assert "n'a pas été suspendue" in imprime


@sqlite_seul
def test_late_answers_and_unfinished_talks_are_not_worded_as_a_silence(scene, etude, session):
    """D4, D22: who answered is never said to have kept silent; the creditor's silence is his own."""
    apres = minuit_apres(PROROGEE)
    textes = {}

    def expirer(nom, *suite):
        dossier = scene().jusqu_a(Etat.ENVOYEE)
        for geste in suite:
            geste(dossier)
        textes[nom] = normaliser(etude.lire(dossier, G.EXPIRATION, apres).texte)

    def accepter(quand):
        return lambda d: participation.accepter(session, d, acteur(Role.DEBITEUR, quand))

    def proposer(role, quand):
        return lambda d: negociation.proposer(session, d, termes(d.total_centimes), acteur(role, quand))

    expirer("silence")
    expirer("tardive", accepter(derniere_seconde(PROROGEE)))
    expirer("rien proposé", accepter(LE_10))
    expirer("créancier muet", accepter(LE_10), proposer(Role.DEBITEUR, LE_10))
    expirer("pourparlers", accepter(LE_10), proposer(Role.CREANCIER, LE_10))

    assert "refus implicite" in textes["silence"]
    for nom in set(textes) - {"silence"}:
        assert "refus implicite" not in textes[nom], nom
        assert "a accepté de participer" in textes[nom], nom
    assert "trop tard pour qu'un accord soit conclu" in textes["tardive"]
    assert "ni celui d'un silence, ni celui d'un refus" in textes["tardive"]
    assert "Aucune proposition n'a été faite" in textes["rien proposé"]
    assert "Menuiserie Costa n'y a pas répondu" in textes["créancier muet"]
    assert "n'a pas conduit à un accord" in textes["pourparlers"]
    assert "pas répondu" not in textes["pourparlers"]
    assert all("Aucun refus exprès" in textes[n] for n in ("rien proposé", "pourparlers"))


@sqlite_seul
def test_a_paper_answer_is_dated_by_its_own_days(scene, etude, session, maison):
    """Received on the 15th and recorded on 4 January: the constat says the 15th, and nobody was late."""
    dossier = scene().jusqu_a(Etat.ENVOYEE)
    enregistre = acteur(Role.COMMISSAIRE, a_paris(date(2027, 1, 4)), maison.troupe.commissaire)
    recue = ReponsePapier(ModeReponse.EMARGEMENT, recue_le=date(2026, 12, 15))
    participation.enregistrer_acceptation(session, dossier, recue, enregistre)
    lu = normaliser(etude.lire(dossier, G.ACCEPTATION, enregistre.recu_le).texte)
    assert "par émargement à l'étude, le mardi 15 décembre 2026" in lu
    assert "posté" not in lu and "4 janvier 2027 à" not in lu
    lu = normaliser(etude.lire(dossier, G.EXPIRATION, enregistre.recu_le).texte)
    assert "trop tard" not in lu

    autre = scene().jusqu_a(Etat.ENVOYEE)
    postee = ReponsePapier(ModeReponse.FORMULAIRE, recue_le=date(2026, 12, 30), postee_le=date(2026, 12, 23))
    participation.enregistrer_acceptation(session, autre, postee, enregistre)
    lu = normaliser(etude.lire(autre, G.EXPIRATION, enregistre.recu_le).texte)
    assert "posté le mercredi 23 décembre 2026 et reçu le mercredi 30 décembre 2026" in lu
    assert "trop tard" in lu

    appel = scene().jusqu_a(Etat.ENVOYEE)
    telephone = ReponsePapier(ModeReponse.AUTRE, recue_le=date(2026, 12, 15))
    participation.enregistrer_refus(session, appel, telephone, enregistre)
    lu = normaliser(etude.lire(appel, G.REFUS_PARTICIPATION, enregistre.recu_le).texte)
    assert "par un autre moyen, le mardi 15 décembre 2026" in lu and "posté" not in lu


def test_the_acceptance_then_the_agreement_are_recorded_each_once(scene, etude, session, autre_session):
    dossier = scene().jusqu_a(Etat.ACCEPTEE)
    offre = termes(dossier.total_centimes)
    negociation.proposer(session, dossier, offre, acteur(Role.DEBITEUR, LE_10))
    with refus(session, ActeImpossible, AcceptationNonConstatee):
        etude.constater(dossier, G.ACCORD, LE_10, vu="")
    assert constats.attendu(dossier, LE_10) is G.ACCEPTATION
    negociation.accepter(session, dossier, offre.empreinte, acteur(Role.CREANCIER, LE_10))
    with refus(session, AcceptationNonConstatee):
        etude.constater(dossier, G.ACCORD, LE_10, vu="")
    for genre in (G.REFUS_PARTICIPATION, G.REFUS_TERMES):
        with refus(session, ActeImpossible, ActionInterdite):
            etude.constater(dossier, genre, LE_10)
    le_11 = LE_10 + timedelta(days=1)
    etude.constater(dossier, G.ACCEPTATION, le_11)
    with refus(session, DejaConstate):
        etude.constater(dossier, G.ACCEPTATION, le_11, vu="")
    tard = a_paris(date(2027, 1, 4))
    assert constats.attendu(dossier, tard) is G.ACCORD, "the agreement was in time; recording it has no deadline (T8)"
    with refus(session, ActionInterdite):
        etude.constater(dossier, G.EXPIRATION, tard)
    etude.constater(dossier, G.ACCORD, tard)
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.etat, d.acceptation_constatee_le, d.fin_constatee_le) == (Etat.FIN_ACCORD, le_11, tard)
        assert [c.genre for c in d.constats] == [G.ACCEPTATION, G.ACCORD]
        lu = normaliser(d.constats[-1].texte)
        assert offre.empreinte in lu and "1 220,00 €" in lu and "406,68 €" in lu
    assert constats.attendu(dossier, tard) is None


def conclure(session, dossier, clause=CLAUSE):
    """An offer and its acceptance, first payment on 5 January."""
    offre = replace(termes(dossier.total_centimes, 3), clause=clause)
    negociation.proposer(session, dossier, offre, acteur(Role.DEBITEUR, LE_10))
    negociation.accepter(session, dossier, offre.empreinte, acteur(Role.CREANCIER, LE_10))
    return offre


def test_a_late_constat_moves_the_dates_as_both_agreed_and_the_titre_follows(
    scene, etude, session, autre_session, moyens
):
    """The étude was ill: it records on 12 January what was to be paid from the 5th (R125-7)."""
    dossier = scene().jusqu_a(Etat.ACCEPTEE)
    offre = conclure(session, dossier)
    tard = a_paris(date(2027, 1, 12))
    etude.constater(dossier, G.ACCEPTATION, LE_10)
    lu = etude.lire(dossier, G.ACCORD, tard)
    assert "5 février 2027" in normaliser(lu.texte) and "5 janvier 2027" not in normaliser(lu.texte)
    assert "reportées de 1 mois" in normaliser(lu.texte)
    trace = etude.constater(dossier, G.ACCORD, tard, vu=lu.empreinte)
    qui, le_titre = etude.qui, tard + timedelta(hours=1)
    titre.delivrer(
        session, dossier, moyens, vu=titre.empreinte(dossier), commissaire=qui,
        acteur=acteur(Role.COMMISSAIRE, le_titre, qui),
    )  # fmt: skip
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        conclue = d.proposition_acceptee
        assert (d.etat, conclue.decalage_mois) == (Etat.TITRE_DELIVRE, 1)
        assert conclue.echeances == offre.echeances and conclue.empreinte == offre.empreinte
        assert [e.le for e in conclue.echeances_dues] == [date(2027, m, 5) for m in (2, 3, 4)]
        assert [e.montant_centimes for e in conclue.echeances_dues] == [e.montant_centimes for e in offre.echeances]
        assert d.evenements[-2].details == {
            "empreinte": trace.empreinte,
            "document": trace.document.empreinte,
            "decalage_mois": 1,
        }
        imprime = texte(moyens.entrepot.lire(d.documents[-1].empreinte))
        assert "5 février 2027" in imprime and "5 janvier 2027" not in imprime
        assert normaliser(CLAUSE) in normaliser(imprime) and offre.empreinte in imprime


@sqlite_seul
def test_a_constat_in_time_moves_nothing_and_says_the_clause(scene, etude, session):
    dossier = scene().jusqu_a(Etat.ACCEPTEE)
    conclure(session, dossier)
    etude.constater(dossier, G.ACCEPTATION, LE_10)
    lu = normaliser(etude.constater(dossier, G.ACCORD, a_paris(date(2026, 12, 29))).texte)
    assert dossier.proposition_acceptee.decalage_mois == 0
    assert normaliser(CLAUSE) in lu and "Par application" not in lu
    assert "decalage_mois" not in dossier.evenements[-1].details


def test_an_agreement_without_the_clause_never_moves(scene, etude, session, moyens, autre_session):
    """What was agreed before the clause existed stays as it was agreed; the database holds it too."""
    dossier = scene().jusqu_a(Etat.ACCEPTEE)
    conclure(session, dossier, clause="")
    etude.constater(dossier, G.ACCEPTATION, LE_10)
    tard = a_paris(date(2027, 1, 12))
    lu = normaliser(etude.constater(dossier, G.ACCORD, tard).texte)
    assert "5 janvier 2027" in lu and "Clause" not in lu
    assert titre.manques(session, dossier, moyens, etude.qui, tard) == (
        "Le premier paiement (5 janvier 2027) précède le constat d’accord (article R. 125-7).",
    )
    with refus(session, IntegrityError):
        dossier.proposition_acceptee.decalage_mois = 1
        session.flush()


def test_the_two_refusals_end_the_procedure(scene, etude, session, autre_session):
    dossier = scene().jusqu_a(Etat.ENVOYEE)
    participation.refuser(session, dossier, acteur(Role.DEBITEUR, LE_10))
    assert constats.attendu(dossier, LE_10) is G.REFUS_PARTICIPATION
    etude.constater(dossier, G.REFUS_PARTICIPATION, LE_10)
    with autre_session() as lecture:
        assert relu(lecture, dossier).etat is Etat.FIN_REFUS_PARTICIPATION

    autre = scene().jusqu_a(Etat.ACCEPTEE)
    etude.constater(autre, G.ACCEPTATION, LE_10)
    negociation.proposer(session, autre, termes(autre.total_centimes), acteur(Role.CREANCIER, LE_10))
    negociation.refuser_termes(session, autre, acteur(Role.DEBITEUR, LE_10))
    assert constats.attendu(autre, LE_10) is G.REFUS_TERMES
    lu = normaliser(etude.constater(autre, G.REFUS_TERMES, a_paris(STRICTE)).texte)
    assert "La proposition refusée, celle de Menuiserie Costa" in lu
    assert "recommence à courir" in lu and "le 10 décembre 2026" in lu, "from the refusal, the earliest day (D17)"
    with autre_session() as lecture:
        assert relu(lecture, autre).etat is Etat.FIN_REFUS_MONTANT_OU_MODALITES


@sqlite_seul
def test_nobody_is_said_to_have_refused_his_own_offer(scene, etude, session):
    dossier = scene().jusqu_a(Etat.ACCEPTEE)
    negociation.proposer(session, dossier, termes(dossier.total_centimes), acteur(Role.DEBITEUR, LE_10))
    negociation.refuser_termes(session, dossier, acteur(Role.DEBITEUR, LE_10 + timedelta(hours=1)))
    lu = normaliser(etude.lire(dossier, G.REFUS_TERMES, LE_10).texte)
    assert "refusé expressément le montant ou les modalités" in lu
    assert "La proposition refusée" not in lu


def test_the_act_binds_the_text_that_was_displayed(scene, etude, session, autre_session, monkeypatch):
    dossier = scene().jusqu_a(Etat.ENVOYEE)
    participation.refuser(session, dossier, acteur(Role.DEBITEUR, LE_10))
    lu = etude.lire(dossier, G.REFUS_PARTICIPATION, LE_10)
    version = dossier.version
    avant = photo(autre_session)
    for vu in ("", "0" * 64, lu.empreinte.upper()):
        with refus(session, TermesChanges):
            etude.constater(dossier, G.REFUS_PARTICIPATION, LE_10, vu=vu)
    with refus(session, DossierChange):
        etude.constater(dossier, G.REFUS_PARTICIPATION, LE_10, vu=lu.empreinte, version=version - 1)
    with refus(session, RuntimeError):  # the printer fails: nothing is recorded

        def en_panne(*_args, **_kwargs):
            raise RuntimeError

        with monkeypatch.context() as m:
            m.setattr(constats, "imprimer_constat", en_panne)
            etude.constater(dossier, G.REFUS_PARTICIPATION, LE_10, vu=lu.empreinte)
    assert photo(autre_session) == avant
    etude.constater(dossier, G.REFUS_PARTICIPATION, LE_10 + timedelta(hours=5), vu=lu.empreinte, version=version)
    with refus(session, IntegrityError):  # one of each kind, whatever the code does
        constat = dossier.constats[0]
        session.add(
            Constat(
                dossier_id=dossier.id, genre=constat.genre, texte="", empreinte="", constate_le=LE_10,
                compte_id=constat.compte_id,
            )
        )  # fmt: skip
        session.flush()


def test_a_silence_that_was_read_is_not_recorded_once_an_answer_came_in(scene, etude, session, maison, autre_session):
    """A colleague records the form posted in time, between the reading and the recording."""
    dossier = scene().jusqu_a(Etat.ENVOYEE)
    quand = a_paris(date(2027, 1, 4))
    lu = etude.lire(dossier, G.EXPIRATION, quand)
    papier = ReponsePapier(ModeReponse.FORMULAIRE, recue_le=date(2026, 12, 31), postee_le=STRICTE)
    collegue = acteur(Role.COMMISSAIRE, quand, maison.troupe.commissaire)
    participation.enregistrer_acceptation(session, dossier, papier, collegue)
    with refus(session, TermesChanges):
        etude.constater(dossier, G.EXPIRATION, quand, vu=lu.empreinte)
    with autre_session() as lecture:
        assert relu(lecture, dossier).etat is Etat.ACCEPTEE


def test_recording_throws_the_drafts_away(scene, etude, session, autre_session, moyens):
    dossier = scene().jusqu_a(Etat.ENVOYEE)
    participation.refuser(session, dossier, acteur(Role.DEBITEUR, LE_10))
    projet = edition.conserver(
        session, dossier, moyens, genre=GenreDocument.PROJET_CONSTAT, titre="Projet", nom="projet", contenu=b"%PDF-",
        emis_le=LE_10,
    )  # fmt: skip
    session.add(
        ProjetConstat(dossier_id=dossier.id, genre=G.REFUS_PARTICIPATION, prepare_le=LE_10, document_id=projet.id)
    )
    session.commit()
    etude.constater(dossier, G.REFUS_PARTICIPATION, LE_10)
    with autre_session() as lecture:
        assert not lecture.query(ProjetConstat).all()
        assert {x.genre for x in relu(lecture, dossier).documents} == {GenreDocument.LETTRE, GenreDocument.CONSTAT}
