"""Papers given after an act: once, later if need be, and never at the expense of the act."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from portail.domaine.procedure import Action, Etat, Role
from portail.persistance.actes import DocumentEmis, GenreDocument
from portail.services import participation, recepisses, references, remises
from portail.services.actes import ActeImpossible
from portail.services.acteur import Acteur
from tests.services.documents.lecture import texte
from tests.services.gestes import relu

R, Q = GenreDocument.RECEPISSE, GenreDocument.QUITTANCE


@pytest.fixture
def fabrique(app):
    return app.extensions["ecritures"]


def emis(autre_session, *genres):
    with autre_session() as lecture:
        requete = select(DocumentEmis).where(DocumentEmis.genre.in_(genres or (R, Q))).order_by(DocumentEmis.id)
        return list(lecture.scalars(requete))


def test_every_act_of_a_whole_procedure_gets_its_paper_once(maison, session, moyens, fabrique, horloge, autre_session):
    dossier = maison.dossier(Etat.SOLDE, jours=480)
    dus = [e.id for e in dossier.evenements if recepisses.a_recepisse(e)]
    dossier_id = dossier.id
    session.rollback()
    assert remises.completer(fabrique, moyens, dossier_id, horloge()) == len(dus) + 1
    assert remises.completer(fabrique, moyens, dossier_id, horloge()) == 0
    documents = emis(autre_session)
    assert [d.genre for d in documents] == [R] * len(dus) + [Q]
    assert [d.evenement_id for d in documents[:-1]] == dus
    for document in documents:
        assert references.lire(document.reference, moyens.preuve) == document.reference
        assert "À vérifier sur localhost/verifier" in texte(moyens.entrepot.lire(document.empreinte))
        assert document.emis_le == horloge()


def test_the_paper_is_kept_and_given_again_as_it_was(maison, session, moyens, fabrique, horloge):
    dossier = maison.dossier(Etat.REFUS_EXPRIME)
    acte = next(e for e in dossier.evenements if e.action == Action.REFUSER_PARTICIPATION)
    evenement_id, nom = acte.id, f"Récépissé {dossier.reference}-A{acte.numero}"
    session.rollback()
    premier = remises.emettre(fabrique, moyens, evenement_id, horloge())
    horloge.avancer(days=400)
    encore = remises.emettre(fabrique, moyens, evenement_id, horloge())
    assert (encore.id, encore.empreinte, encore.reference) == (premier.id, premier.empreinte, premier.reference)
    assert premier.titre == nom


def test_a_printer_that_fails_undoes_nothing_and_the_daily_command_makes_up_for_it(
    maison, session, moyens, fabrique, horloge, autre_session, monkeypatch
):  # fmt: skip
    dossier = maison.dossier(Etat.ENVOYEE)
    participation.refuser(session, dossier, Acteur(Role.DEBITEUR, horloge()))

    def panne(_donnees):
        raise OSError("no space left on device")

    with monkeypatch.context() as sans_papier:
        sans_papier.setattr(remises, "imprimer_recepisse", panne)
        assert remises.completer(fabrique, moyens, dossier.id, horloge()) == 0
    with autre_session() as lecture:
        assert relu(lecture, dossier).etat is Etat.REFUS_EXPRIME
    assert emis(autre_session) == []
    assert remises.combler(fabrique, moyens, horloge()) == 1
    (document,) = emis(autre_session)
    assert document.dossier_id == dossier.id


def test_one_act_that_cannot_be_printed_does_not_hold_up_the_others(maison, moyens, fabrique, horloge, monkeypatch):
    maison.dossier(Etat.REFUS_EXPRIME)
    maison.dossier(Etat.ACCEPTEE)
    vrai = recepisses.donnees

    def parfois(evenement, moyens):
        if evenement.action == Action.REFUSER_PARTICIPATION:
            raise ActeImpossible
        return vrai(evenement, moyens)

    monkeypatch.setattr(recepisses, "donnees", parfois)
    assert remises.combler(fabrique, moyens, horloge()) == 1


def test_two_requests_at_once_issue_one_paper(maison, session, moyens, fabrique, horloge, autre_session):
    dossier = maison.dossier(Etat.ACCEPTEE)
    evenement_id = next(e.id for e in dossier.evenements if e.action == Action.ACCEPTER_PARTICIPATION)
    session.rollback()
    with ThreadPoolExecutor(4) as fils:
        tous = list(fils.map(lambda _: remises.emettre(fabrique, moyens, evenement_id, horloge()).id, range(4)))
    assert len(set(tous)) == 1
    assert len(emis(autre_session)) == 1


def test_an_act_without_a_paper_is_refused(maison, session, moyens, fabrique, horloge):
    dossier = maison.dossier(Etat.ENVOYEE)
    evenement_id = dossier.evenements[-1].id
    session.rollback()
    with pytest.raises(ActeImpossible):
        remises.emettre(fabrique, moyens, evenement_id, horloge())


def test_a_base_that_does_not_answer_is_not_the_act_s_trouble(maison, moyens, horloge):
    class Fermee:
        def __call__(self):
            raise OSError

    assert remises.combler(Fermee(), moyens, horloge()) == 0
