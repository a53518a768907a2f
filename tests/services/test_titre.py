"""The titre exécutoire: after the recorded agreement only, complete, to the cent, on what was shown, once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from portail.config import Mode
from portail.domaine.procedure import ActionInterdite, Etat, Role
from portail.domaine.signalements import Destinataire, Genre
from portail.persistance.actes import DocumentEmis, GenreConstat, GenreDocument
from portail.persistance.dossiers import dossier_visible
from portail.persistance.signalements import Signalement
from portail.services import constats, edition, negociation, reponses, titre
from portail.services.actes import ActeImpossible
from portail.services.constats import Suspendu
from portail.services.journal import DejaFait, DossierChange
from portail.services.moyens import Moyens
from portail.services.signataires import SignatureManquante
from portail.services.termes import TermesChanges
from portail.services.titre import MentionsManquantes
from tests.services.documents.lecture import texte
from tests.services.gestes import ENVOI, a_paris, acteur, photo, refus, relu, sqlite_seul, termes

QUAND = a_paris(date(2026, 12, 21))


@pytest.fixture
def scene(maison, horloge):
    horloge.instant = QUAND
    return maison.scene(envoi=ENVOI, plans=(3,))


@pytest.fixture
def delivrer(session, moyens, maison):
    def faire(dossier, *, vu=None, quand=QUAND, par=moyens, **suite):
        qui = maison.troupe.commissaire
        vu = titre.empreinte(dossier) if vu is None else vu
        acte = acteur(Role.COMMISSAIRE, quand, qui, **suite)
        return titre.delivrer(session, dossier, par, vu=vu, commissaire=qui, acteur=acte)

    return faire


def test_there_is_no_titre_without_a_recorded_agreement(scene, delivrer, session, autre_session, moyens, maison):
    dossier = scene.jusqu_a(Etat.ACCEPTEE)
    with refus(session, ActeImpossible):
        titre.empreinte(dossier)
    offre = termes(dossier.total_centimes, 6)
    negociation.proposer(session, dossier, offre, acteur(Role.DEBITEUR, QUAND))
    negociation.accepter(session, dossier, offre.empreinte, acteur(Role.CREANCIER, QUAND))
    avant = photo(autre_session)
    with refus(session, MentionsManquantes) as info:
        delivrer(dossier)
    assert [m for m in info.value.manques if "constat" in m] == [
        "Il manque une diligence\xa0: le constat d’acceptation (R. 125-3).",
        "Il manque une diligence\xa0: le constat d’accord (R. 125-5, 4°).",
    ]
    qui = maison.troupe.commissaire
    for genre in (GenreConstat.ACCEPTATION, GenreConstat.ACCORD):
        with refus(session, MentionsManquantes):
            delivrer(dossier)
        assert photo(autre_session)["document_emis"] == avant["document_emis"]
        lu = constats.lire(dossier, genre, moyens, qui, QUAND)
        acte = acteur(Role.COMMISSAIRE, QUAND, qui)
        constats.constater(session, dossier, genre, moyens, vu=lu.empreinte, commissaire=qui, acteur=acte)
        avant = photo(autre_session)
    delivrer(dossier)
    with autre_session() as lecture:
        assert relu(lecture, dossier).etat is Etat.TITRE_DELIVRE


def test_the_titre_says_what_was_agreed_to_the_cent_and_how_it_came_about(
    scene, delivrer, session, autre_session, moyens, maison
):
    dossier = scene.jusqu_a(Etat.FIN_ACCORD)
    qui = maison.troupe.commissaire
    assert titre.manques(session, dossier, moyens, qui, QUAND) == ()
    assert not any(titre.controle(session, dossier, moyens, qui, QUAND).values())
    brouillon = texte(titre.projet(session, dossier, moyens, qui, QUAND))
    assert "Projet de titre" in brouillon and "mande et ordonne" not in brouillon
    document = delivrer(dossier, idem="titre", version=dossier.version)
    with refus(session, DejaFait):
        delivrer(dossier, idem="titre")
    with refus(session, ActionInterdite):
        delivrer(dossier)
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.etat, d.titre_delivre_le) == (Etat.TITRE_DELIVRE, QUAND)
        (le_titre,) = [x for x in d.documents if x.genre is GenreDocument.TITRE]
        assert (le_titre.id, le_titre.evenement_id) == (document.id, d.evenements[-1].id)
        lu = texte(moyens.entrepot.lire(le_titre.empreinte))
        accord = d.proposition_acceptee
        assert sum(e.montant_centimes for e in accord.echeances) == accord.montant_centimes == 122_000
        for e in accord.echeances:
            assert f"{e.montant_centimes // 100},{e.montant_centimes % 100:02d} €" in lu
        assert "la somme de 1 220,00 € (mille deux cent vingt euros)" in lu
        assert "mande et ordonne" in lu and "SPÉCIMEN" in lu
        assert accord.empreinte in lu
        for diligence in (
            "Mandat donné par le créancier", f"n° {d.numero_recommande}", "Acceptation de participer",
            "Constat de cette acceptation", "Proposition sur le montant et les modalités (article R. 125-4)",
            "Accord du débiteur", "Accord du créancier", "Constat de l'accord (article R. 125-5, 4°)",
        ):  # fmt: skip
            assert diligence in lu, diligence
    titre.remettre_copie(session, dossier, "portail et courrier", acteur(Role.COMMISSAIRE, QUAND, qui, idem="copie"))
    with refus(session, DejaFait):
        titre.remettre_copie(session, dossier, "portail", acteur(Role.COMMISSAIRE, QUAND, qui, idem="copie"))
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert (d.etat, d.copie_remise_le) == (Etat.COPIE_REMISE, QUAND)
        assert d.evenements[-1].details == {"mode": "portail et courrier"}


@sqlite_seul
def test_a_plan_signed_in_advance_leads_to_a_titre(scene, delivrer, session, autre_session, moyens):
    dossier = scene.jusqu_a(Etat.ACCEPTEE)
    scene._constater_acceptation()
    plan = termes(dossier.total_centimes, 3)
    qui = acteur(Role.DEBITEUR, scene.le(10))
    negociation.choisir_plan(session, dossier, dossier.plans[0], plan.echeances, plan.empreinte, qui)
    scene._constater_accord()
    delivrer(dossier)
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        lu = texte(moyens.entrepot.lire(d.documents[-1].empreinte))
        assert "signée d'avance et relayée par le commissaire de justice : 1 220,00 € en 3 paiements" in lu


def test_the_hash_moves_with_the_dossier_and_nothing_is_issued_on_another(scene, delivrer, session, autre_session):
    dossier = scene.jusqu_a(Etat.FIN_ACCORD)
    vu, version = titre.empreinte(dossier), dossier.version
    session.rollback()
    assert titre.empreinte(dossier) == vu
    dossier.debiteur.adresse = "1 rue Ailleurs"
    dossier.precisions = "autre"
    session.commit()
    assert titre.empreinte(dossier) != vu
    avant = photo(autre_session)
    for faux in (vu, "", "0" * 64):
        with refus(session, TermesChanges):
            delivrer(dossier, vu=faux)
    with refus(session, DossierChange):
        delivrer(dossier, version=version)
    assert photo(autre_session) == avant


@sqlite_seul
def test_no_titre_while_somebody_says_that_the_letter_missed_its_person(scene, delivrer, session, autre_session):
    dossier = scene.jusqu_a(Etat.FIN_ACCORD)
    signale = Signalement(numero=1, genre=Genre.DESTINATAIRE, motif=Destinataire.INCONNU, faits={}, envoye_le=QUAND)
    dossier.signalements.append(signale)
    session.commit()
    with refus(session, Suspendu):
        delivrer(dossier)
    reponses.classer(session, dossier, signale, "Signature comparée.", acteur(Role.COMMISSAIRE, QUAND))
    delivrer(dossier)
    with autre_session() as lecture:
        assert relu(lecture, dossier).etat is Etat.TITRE_DELIVRE


@sqlite_seul
def test_mandatory_mentions(scene, delivrer, session, autre_session):
    """CPC 648: the creditor's form and representative, the debtor's first names, letters that can be printed."""
    dossier = scene.jusqu_a(Etat.FIN_ACCORD)
    dossier.creancier.forme = dossier.creancier.representant = dossier.debiteur.prenoms = ""
    dossier.debiteur.nom = "\ue000\ue001"
    session.commit()
    with refus(session, MentionsManquantes) as info:
        delivrer(dossier)
    assert info.value.manques == (
        "Il manque la forme du créancier.",
        "Il manque l’organe qui représente le créancier.",
        "Il manque les prénoms du débiteur.",
        "Le nom ou l’adresse du débiteur contient un caractère qui ne s’imprime pas.",
    )
    with autre_session() as lecture:
        assert relu(lecture, dossier).titre_delivre_le is None


@sqlite_seul
def test_a_sum_that_does_not_tie_is_refused(scene, delivrer, session):
    dossier = scene.jusqu_a(Etat.FIN_ACCORD)
    dossier.proposition_acceptee.lignes[-1].montant_centimes += 1
    session.commit()
    with refus(session, MentionsManquantes) as info:
        delivrer(dossier)
    assert any("Le total de l’échéancier (1 220,01" in m.replace("\u202f", " ") for m in info.value.manques)


@sqlite_seul
def test_production_issues_nothing_without_a_qualified_signature(scene, delivrer, session, moyens, autre_session):
    dossier = scene.jusqu_a(Etat.FIN_ACCORD)
    production = Moyens.depuis(replace(moyens.reglages, mode=Mode.PRODUCTION))
    with refus(session, SignatureManquante):
        delivrer(dossier, par=production)
    with autre_session() as lecture:
        assert relu(lecture, dossier).etat is Etat.FIN_ACCORD


def test_the_database_wants_an_agreement_under_every_titre(scene, session):
    dossier = scene.jusqu_a(Etat.ENVOYEE)
    with refus(session, IntegrityError):
        dossier.titre_delivre_le = QUAND
        session.flush()


def test_the_database_wants_one_titre_for_a_dossier(scene, session, moyens):
    dossier = scene.jusqu_a(Etat.TITRE_DELIVRE)
    with refus(session, IntegrityError):
        edition.conserver(
            session, dossier, moyens, genre=GenreDocument.TITRE, titre="Titre", nom="titre", contenu=b"%PDF-",
            emis_le=QUAND,
        )  # fmt: skip
        session.flush()


def test_two_commissaires_at_once_issue_one_titre(app, scene, session, moyens, maison, autre_session):
    dossier = scene.jusqu_a(Etat.FIN_ACCORD)
    qui, depart = maison.troupe.commissaire, Barrier(2, timeout=60)
    session.rollback()
    with autre_session() as lecture:
        vu = titre.empreinte(relu(lecture, dossier))

    def faire(_n):
        with app.extensions["ecritures"]() as s:
            depart.wait()
            le_dossier = dossier_visible(
                s, dossier.reference, role=Role.COMMISSAIRE, acteur_id=dossier.etude_id, pour_ecrire=True
            )
            acte = acteur(Role.COMMISSAIRE, QUAND + timedelta(minutes=1), qui)
            try:
                titre.delivrer(s, le_dossier, moyens, vu=vu, commissaire=qui, acteur=acte)
            except (StaleDataError, DossierChange, TermesChanges, ActionInterdite) as perdu:
                return type(perdu)
            return None

    with ThreadPoolExecutor(2) as fils:
        issues = list(fils.map(faire, range(2)))
    assert issues.count(None) == 1, issues
    with autre_session() as lecture:
        titres = select(func.count()).where(DocumentEmis.genre == GenreDocument.TITRE)
        assert lecture.scalar(titres) == 1
