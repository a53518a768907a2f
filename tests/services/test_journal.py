"""The only place where the state changes: table, version, double submits, numbers without holes."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from portail.domaine.procedure import Action, ActionInterdite, Etat, Role
from portail.persistance.dossiers import Dossier
from portail.services.journal import DejaFait, DossierChange, franchir, verifier_actuel
from tests.services.gestes import acteur, photo, refus, relu

C = Role.CREANCIER


@pytest.fixture
def brouillon(maison):
    return maison.dossier(Etat.BROUILLON)


def test_an_act_is_a_row_with_everything_to_understand_it(brouillon, session, autre_session, horloge, maison):
    numero, version = brouillon.acte_numero, brouillon.version
    qui = acteur(C, horloge(), maison.troupe.compte_menuiserie, idem="f1", version=version)
    franchir(session, brouillon, Action.DEPOSER, qui, total_centimes=122_000)
    with autre_session() as lecture:
        assert relu(lecture, brouillon).etat is Etat.BROUILLON, "the caller commits"
    session.commit()
    with autre_session() as lecture:
        d = relu(lecture, brouillon)
        e = d.evenements[-1]
        assert (d.etat, d.acte_numero, d.version) == (Etat.DEPOSEE, numero + 1, version + 1)
        assert (e.numero, e.action, e.role, e.compte_id) == (numero + 1, "deposer", C, qui.compte_id)
        assert (e.depuis, e.vers, e.article) == (Etat.BROUILLON, Etat.DEPOSEE, "L125-1 al. 1")
        assert (e.recu_le, e.ecrit_le, e.idem) == (horloge(), horloge(), "f1")
        assert e.details == {"total_centimes": 122_000}


def test_what_is_refused_writes_nothing(brouillon, session, autre_session, horloge):
    avant = photo(autre_session)
    interdits = [(Action.DELIVRER_TITRE, Role.COMMISSAIRE), (Action.DEPOSER, Role.DEBITEUR), (Action.CONSULTER, C)]
    for action, role in interdits:
        with refus(session, ActionInterdite):
            franchir(session, brouillon, action, acteur(role, horloge()))
    for version in (brouillon.version - 1, brouillon.version + 1, 0):
        with refus(session, DossierChange):
            franchir(session, brouillon, Action.COMPLETER, acteur(C, horloge(), version=version))
    assert photo(autre_session) == avant


def test_a_form_is_one_act_and_its_double_is_told_before_anything_else(brouillon, session, horloge, maison):
    version = brouillon.version
    qui = acteur(C, horloge(), idem="f1", version=version)
    franchir(session, brouillon, Action.COMPLETER, qui)
    session.commit()
    for action in (Action.COMPLETER, Action.DEPOSER, Action.DELIVRER_TITRE):
        with refus(session, DejaFait):
            franchir(session, brouillon, action, qui)
    with refus(session, DossierChange):
        verifier_actuel(session, brouillon, acteur(C, horloge(), idem="f2", version=version))
    autre = maison.dossier(Etat.BROUILLON)
    franchir(session, autre, Action.COMPLETER, acteur(C, horloge(), idem="f1"))  # another dossier's form
    session.commit()


def test_the_check_shows_the_database_no_half_made_act(maison, session, horloge):
    """An attribute written before the act is not flushed by the check: the version stays, constraints sleep."""
    dossier = maison.dossier(Etat.PROPOSITION_DEBITEUR)
    version = dossier.version
    dossier.accord_conclu_le = horloge()
    verifier_actuel(session, dossier, acteur(C, horloge(), idem="f", version=version))
    assert dossier.version == version and session.dirty
    session.rollback()


def test_an_act_that_leaves_the_state_alone_still_loses_a_race(app, brouillon, session, autre_session, horloge):
    numero = brouillon.acte_numero
    session.rollback()
    depart = Barrier(6)

    def completer(n):
        with app.extensions["ecritures"]() as s:
            depart.wait()
            dossier = s.get_one(Dossier, brouillon.id)
            version = dossier.version
            try:
                franchir(s, dossier, Action.COMPLETER, acteur(C, horloge(), idem=f"f{n}", version=version))
                s.commit()
            except (StaleDataError, IntegrityError):
                s.rollback()
                return 0
            return 1

    with ThreadPoolExecutor(6) as fils:
        reussis = sum(fils.map(completer, range(6)))
    with autre_session() as lecture:
        d = relu(lecture, brouillon)
        assert d.acte_numero == numero + reussis and reussis >= 1
        assert [e.numero for e in d.evenements] == list(range(1, d.acte_numero + 1))
