"""The only place where the state changes: table, version, double submits, numbers without holes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from portail.domaine.chaine import ValeurImpropre
from portail.domaine.procedure import Action, ActionInterdite, Etat, Role
from portail.persistance.dossiers import Dossier
from portail.services import codes, journal
from portail.services.codes import Demande, Identite, MotifDeRemise
from portail.services.documents import moteur as moteur_de_documents
from portail.services.journal import DejaFait, DossierChange, franchir, verifier_actuel
from portail.services.signature.signataires import CertificatEtude
from tests.services.gestes import acteur, photo, refus, relu, sqlite_seul

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
    depart = Barrier(6, timeout=60)

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


def test_the_time_of_the_journal_never_goes_back(brouillon, session, autre_session, horloge, caplog):
    """A clock set back stops nobody, and the operator is told (securite.md, M11)."""
    avance, retard = timedelta(hours=2), timedelta(seconds=-3)
    horloge.instant += avance
    franchir(session, brouillon, Action.COMPLETER, acteur(C, horloge()))
    horloge.instant -= avance
    franchir(session, brouillon, Action.COMPLETER, acteur(C, horloge()))
    session.commit()
    assert "l’horloge est en retard de 2:00:00" in caplog.text
    with autre_session() as lecture:
        avant, apres = relu(lecture, brouillon).evenements[-2:]
        assert (apres.recu_le, apres.ecrit_le) == (horloge(), avant.ecrit_le)
        assert avant.ecrit_le - apres.recu_le == avance
    caplog.clear()
    horloge.instant += avance - retard
    franchir(session, brouillon, Action.COMPLETER, acteur(C, horloge() + retard))
    horloge.instant -= timedelta(seconds=2)
    evenement = franchir(session, brouillon, Action.COMPLETER, acteur(C, horloge()))
    assert not caplog.text, "two seconds are the life of a machine"
    assert evenement.ecrit_le == horloge() + timedelta(seconds=2)


def test_a_row_follows_the_last_one_and_is_sealed(brouillon, session, moyens, horloge):
    premier = franchir(session, brouillon, Action.COMPLETER, acteur(C, horloge()), partie="cause")
    second = franchir(session, brouillon, Action.COMPLETER, acteur(C, horloge()), partie="cause")
    assert (second.seq, second.id, second.prec) == (premier.seq + 1, premier.id + 1, premier.empreinte)
    assert moyens.preuve.est_scelle(journal.USAGE_SCEAU, second.empreinte, second.sceau)
    assert premier.charge.contenu == second.charge.contenu == '{"partie":"cause"}'
    assert premier.charge_empreinte != second.charge_empreinte, "the salt hides that they say the same"


@pytest.mark.parametrize("details", [{"taux": 0.5}, {"le": date(2026, 1, 1)}, {"somme": 2**60}])
def test_what_has_no_canonical_form_is_refused_before_anything_is_written(
    brouillon, session, autre_session, horloge, details
):
    avant = photo(autre_session)
    with refus(session, ValeurImpropre):
        franchir(session, brouillon, Action.COMPLETER, acteur(C, horloge()), **details)
    assert photo(autre_session) == avant


def test_erasing_what_the_acts_say_leaves_the_acts(maison, session, autre_session):
    dossier, autre = maison.dossier(Etat.RECEVABLE), maison.dossier(Etat.DEPOSEE)
    assert journal.effacer_charges(session, dossier) == dossier.acte_numero
    assert [e.details for e in dossier.evenements] == [{}] * dossier.acte_numero, "also for who holds them already"
    session.rollback()
    assert any(e.details for e in dossier.evenements), "the caller commits"
    assert journal.effacer_charges(session, dossier) == dossier.acte_numero
    session.commit()
    assert journal.effacer_charges(session, dossier) == 0
    with autre_session() as lecture:
        assert [e.details for e in relu(lecture, dossier).evenements] == [{}] * dossier.acte_numero
        assert all(e.details for e in relu(lecture, autre).evenements)
        assert [e.action for e in relu(lecture, dossier).evenements][-1] == "declarer_recevable"


@sqlite_seul
def test_nothing_slow_happens_while_an_act_holds_the_journal(app, maison, session, moyens, horloge, monkeypatch):
    """From `franchir` to the commit nobody else writes: documents are drawn and signed before."""
    tenu, pendant, actes = [], [], []
    moteur = app.extensions["moteur"]

    def suivre(_connexion, _curseur, ordre, *_reste):
        if ordre.startswith("INSERT INTO evenement "):
            tenu.append(True)
            actes.append(True)

    def guetter(cible, nom):
        vraie = getattr(cible, nom)

        def appelee(*args, **options):
            pendant.extend([nom] * bool(tenu))
            return vraie(*args, **options)

        monkeypatch.setattr(cible, nom, appelee)

    event.listen(moteur, "before_cursor_execute", suivre)
    for fin in ("commit", "rollback"):
        event.listen(moteur, fin, lambda _connexion: tenu.clear())
    guetter(moteur_de_documents, "_compilateur")
    guetter(CertificatEtude, "achever")
    maison.dossier(Etat.COPIE_REMISE)
    envoyee, motif = maison.dossier(Etat.ENVOYEE), MotifDeRemise(Demande.TELEPHONE, Identite.RAPPEL)
    codes.remettre(session, envoyee, moyens, motif, acteur(Role.COMMISSAIRE, horloge(), maison.troupe.commissaire))
    assert pendant == [] and actes
