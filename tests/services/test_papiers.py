"""Signing by hand: what is printed stays as it was; the étude records it, with the scan, as the debtor's own."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError

from portail.domaine import echeancier
from portail.domaine.delais import ajouter_mois
from portail.domaine.echeancier import Echeancier, EcheancierInvalide
from portail.domaine.procedure import Action, ActionInterdite, Etat, Role
from portail.persistance.dossiers import ModeReponse
from portail.persistance.negociation import StatutProposition
from portail.services import actes, conservation, declarations, export, negociation, papiers
from portail.services.consentement import Genre, Lu
from portail.services.documents.donnees_actes import NatureRecepisse
from portail.services.journal import DejaFait
from portail.services.negociation import PlanIndisponible
from portail.services.papiers import PapierDejaEnregistre, PapierFerme, ParticipationSeule
from portail.services.participation import HorsDelai, ReponseInvalide, ReponsePapier
from portail.services.projets import Fichier
from portail.services.termes import TermesChanges
from tests.services.documents.lecture import texte
from tests.services.gestes import acteur, refus, relu, sqlite_seul

NATURES = {Genre.OFFRE: NatureRecepisse.PROPOSITION}


@pytest.fixture
def papier(session, maison, horloge):
    """A paper prepared on a dossier: (dossier, paper)."""

    def faire(genre=Genre.PLAN, etat=Etat.ENVOYEE, nombre=6):
        dossier = maison.dossier(etat, plans=(6,))
        plan = dossier.plans[0] if genre is Genre.PLAN else None
        offre = dossier.proposition_en_cours
        dite = declarations.offre_de(offre) if genre is Genre.ACCORD else maison.scene().termes(nombre, horloge()).dite
        if plan is not None:
            dite = replace(dite, clause=plan.clause)
        if genre is not Genre.ACCORD:
            premier = negociation.premier_jour_possible(dossier, horloge())
            termes = negociation.Termes(
                dossier.total_centimes, _echeances(dossier, nombre, premier), plan.clause if plan else dite.clause
            )
            dite = termes.dite
        participe = etat is Etat.ENVOYEE
        nature = NATURES.get(genre, NatureRecepisse.ACCORD)
        dites = [declarations.lire(dossier, nature, dite).empreinte]
        dites += [declarations.lire(dossier, NatureRecepisse.ACCEPTATION).empreinte] if participe else []
        lu = Lu.de(genre, dite.empreinte, Echeancier(dite.echeances), *dites)
        projet = papiers.preparer(session, dossier, lu, dite, plan, participe=participe, maintenant=horloge())
        return dossier, projet, (lu, dite, plan)

    return faire


def _echeances(dossier, nombre, premier):
    cinq = premier.replace(day=5) if premier.day <= 5 else ajouter_mois(premier.replace(day=1), 1).replace(day=5)
    return echeancier.par_nombre(dossier.total_centimes, nombre, premiere=cinq).echeances


@pytest.fixture
def enregistrer(session, maison, moyens, horloge):
    def faire(projet, *, idem="i", recue=None, postee=None, mode=ModeReponse.FORMULAIRE):
        contenu = b"scan"
        scan = Fichier("scan.pdf", "application/pdf", 4, moyens.entrepot.ecrire(contenu))
        reponse = ReponsePapier(mode, recue or horloge().date(), postee)
        qui = acteur(Role.COMMISSAIRE, horloge(), maison.troupe.commissaire, idem=idem)
        return papiers.enregistrer(session, projet, reponse, scan, qui)

    return faire


@pytest.mark.parametrize(
    ("genre", "depart", "arrivee", "action"),
    [
        (Genre.PLAN, Etat.ENVOYEE, Etat.ACCORD_CONCLU, Action.CHOISIR_PLAN_ACCEPTE),
        (Genre.OFFRE, Etat.ENVOYEE, Etat.PROPOSITION_DEBITEUR, Action.PROPOSER),
        (Genre.ACCORD, Etat.PROPOSITION_CREANCIER, Etat.ACCORD_CONCLU, Action.ACCEPTER_PROPOSITION),
    ],
)
def test_a_signed_paper_is_recorded_as_the_debtor_s_own(
    papier, enregistrer, autre_session, moyens, genre, depart, arrivee, action
):
    dossier, projet, _ = papier(genre, depart)
    evenement = enregistrer(projet)
    assert (evenement.action, evenement.role, evenement.details["second_pas"]) == (action, Role.COMMISSAIRE, "papier")
    assert evenement.details["scan"] == projet.scan and evenement.details["papier"] == 1
    assert evenement.details["declaration"] == papiers.dites(projet)[-1][2]
    with autre_session() as lecture:
        dossier = relu(lecture, dossier)
        assert dossier.etat is arrivee
        assert dossier.participation_mode in (ModeReponse.FORMULAIRE, ModeReponse.PORTAIL)
        assert (dossier.participation_mode is ModeReponse.FORMULAIRE) is (depart is Etat.ENVOYEE)
        derniere = dossier.propositions[-1]
        assert derniere.auteur is (Role.DEBITEUR if genre is Genre.OFFRE else Role.CREANCIER)
        if arrivee is Etat.ACCORD_CONCLU:
            assert derniere.statut is StatutProposition.ACCEPTEE
            assert actes.accord(dossier).debiteur_le == dossier.accord_conclu_le
        noms = conservation.attendus(lecture)
    assert any("papier signé 1" in nom for nom in noms[projet.scan])


@sqlite_seul
def test_the_paper_says_the_words_of_the_screen_and_the_day(papier, moyens):
    dossier, projet, _ = papier()
    pdf = papiers.imprimer(projet, moyens)
    lu = texte(pdf)
    for phrase in (
        "Mon accord, à signer",
        "J'accepte de participer",
        f"{dossier.reference}/P1",
        "203,33 €",
        "au plus tard",
    ):
        assert phrase in lu, phrase
    assert pdf == papiers.imprimer(projet, moyens)


@sqlite_seul
def test_the_same_terms_are_the_same_paper_and_others_another(papier, session, horloge):
    dossier, projet, (lu, dite, plan) = papier()
    assert papiers.preparer(session, dossier, lu, dite, plan, participe=True, maintenant=horloge()) is projet
    autre = replace(lu, genre=Genre.OFFRE)
    assert papiers.preparer(session, dossier, autre, dite, None, participe=True, maintenant=horloge()).numero == 2


@sqlite_seul
def test_ten_papers_of_one_dossier_may_wait_and_the_oldest_gives_way(papier, enregistrer, session, horloge):
    """Whoever holds the sign-in code cannot shut the way on paper, nor do new codes leave it shut."""
    dossier, premier, (lu, dite, plan) = papier()

    def preparer(numero):
        autre = replace(lu, declarations=(f"{numero:064d}",))
        return papiers.preparer(session, dossier, autre, dite, plan, participe=True, maintenant=horloge())

    for numero in range(1, papiers.OUVERTS_MAX):
        preparer(numero)
    assert premier.ferme_le is None and preparer(1).numero == 2
    assert preparer(99).numero == papiers.OUVERTS_MAX + 1
    with refus(session, PapierFerme):
        enregistrer(premier)
    deux = papiers.trouver(session, dossier, 2)
    deux.enregistre_le, deux.scan, deux.scan_type = horloge(), "a" * 64, "application/pdf"
    session.commit()
    preparer(100)
    assert papiers.trouver(session, dossier, 3).ferme_le is None, "a recorded one waits no more"
    papiers.fermer(session, dossier, horloge())
    session.commit()
    repris = preparer(101)
    assert repris.ferme_le is None and [p.ferme_le is None for p in papiers.de(session, dossier)].count(True) == 2


def test_what_cannot_be_recorded_leaves_nothing(papier, enregistrer, session, horloge):
    dossier, projet, _ = papier()
    with refus(session, ReponseInvalide):
        enregistrer(projet, mode=ModeReponse.AUTRE)
    dossier.plans[0].retire_le = horloge()
    session.commit()
    with refus(session, PlanIndisponible):
        enregistrer(projet)
    dossier.plans[0].retire_le = None
    dossier.creancier.denomination = "Autre nom"
    session.commit()
    with refus(session, TermesChanges):
        enregistrer(projet)
    dossier.creancier.denomination = "Menuiserie Costa"
    session.commit()
    horloge.avancer(days=30)
    with refus(session, HorsDelai):
        enregistrer(projet)
    assert dossier.etat is Etat.ENVOYEE and projet.scan is None


@sqlite_seul
def test_a_paper_is_recorded_once(papier, enregistrer, session):
    _, projet, _ = papier()
    enregistrer(projet)
    with refus(session, DejaFait):
        enregistrer(projet)
    with refus(session, PapierDejaEnregistre, ActionInterdite):
        enregistrer(projet, idem="j")


@sqlite_seul
def test_the_scan_is_among_the_evidence_of_the_dossier(papier, enregistrer, session, moyens, horloge):
    dossier, projet, _ = papier()
    enregistrer(projet)
    with zipfile.ZipFile(io.BytesIO(export.exporter(session, dossier, moyens, horloge()))) as archive:
        assert archive.read("papiers-signes/P1.pdf") == b"scan"


@sqlite_seul
def test_terms_that_cannot_be_agreed_leave_participation_unrecorded(papier, enregistrer, session, monkeypatch):
    _, offre, _ = papier(Genre.OFFRE)
    with monkeypatch.context() as m, refus(session, EcheancierInvalide):
        m.setattr(negociation, "premier_jour_possible", lambda *_: offre.echeances[0].le + timedelta(days=1))
        enregistrer(offre)
    dossier, projet, _ = papier(Genre.OFFRE)
    projet.genre = Genre.ACCORD.value  # an agreement cannot follow taking part: nobody offered anything
    session.commit()
    with refus(session, ActionInterdite):
        enregistrer(projet)
    accord, ancien, _ = papier(Genre.ACCORD, Etat.PROPOSITION_CREANCIER)
    accord.proposition_en_cours.montant_centimes -= 1
    session.commit()
    with refus(session, TermesChanges):
        enregistrer(ancien)
    for d in (offre.dossier, dossier):
        assert d.etat is Etat.ENVOYEE and d.participation_le is None
    assert accord.etat is Etat.PROPOSITION_CREANCIER


@pytest.mark.parametrize(
    "panne", [PlanIndisponible, TermesChanges, StaleDataError, lambda: OperationalError("", {}, Exception())]
)
def test_what_stops_the_terms_says_that_taking_part_is_recorded_and_the_paper_may_come_back(
    papier, enregistrer, session, autre_session, monkeypatch, panne
):
    dossier, projet, _ = papier()

    def arreter(*_args, **_options):
        raise panne()

    with monkeypatch.context() as m, refus(session, ParticipationSeule):
        m.setattr(negociation, "choisir_plan", arreter)
        enregistrer(projet)
    with autre_session() as lecture:
        lu = relu(lecture, dossier)
        assert lu.etat is Etat.ACCEPTEE and lu.participation_mode is ModeReponse.FORMULAIRE
    session.expire_all()
    assert projet.enregistre_le is None and projet.scan is None
    enregistrer(projet, idem="encore")
    assert dossier.etat is Etat.ACCORD_CONCLU


@sqlite_seul
def test_a_paper_is_not_older_than_its_printing(papier, enregistrer, session, horloge):
    dossier, _, _ = papier()
    horloge.avancer(days=2)
    premier = negociation.premier_jour_possible(dossier, horloge())
    termes = negociation.Termes(dossier.total_centimes, _echeances(dossier, 12, premier))
    dites = [declarations.lire(dossier, NatureRecepisse.PROPOSITION, termes.dite).empreinte]
    dites += [declarations.lire(dossier, NatureRecepisse.ACCEPTATION).empreinte]
    lu = Lu.de(Genre.OFFRE, termes.empreinte, Echeancier(termes.echeances), *dites)
    projet = papiers.preparer(session, dossier, lu, termes.dite, None, participe=True, maintenant=horloge())
    veille = horloge().date() - timedelta(days=1)
    for dates in ({"recue": veille}, {"postee": veille}):
        with refus(session, ReponseInvalide) as info:
            enregistrer(projet, **dates)
        assert info.value.motif == "avant_papier"
    assert dossier.etat is Etat.ENVOYEE
    enregistrer(projet, postee=horloge().date())


@sqlite_seul
def test_a_closed_paper_is_never_recorded_and_its_number_never_given_again(papier, enregistrer, session, horloge):
    dossier, projet, (lu, dite, plan) = papier()
    papiers.fermer(session, dossier, horloge())
    session.commit()
    with refus(session, PapierFerme):
        enregistrer(projet)
    autre = papiers.preparer(session, dossier, lu, dite, plan, participe=True, maintenant=horloge())
    assert autre.numero == 2
    enregistrer(autre)
    papiers.fermer(session, dossier, horloge())
    assert autre.ferme_le is None, "what is recorded stays recorded"
