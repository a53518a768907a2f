"""Chaining a journal that has rows already, and coming back."""

import json

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from portail.domaine.procedure import Action, Etat, Role
from portail.persistance import schema
from portail.persistance.dossiers import Dossier
from portail.services import journal
from portail.services.controle_journal import controler
from tests.services.gestes import acteur, sqlite_seul

AVANT = "0003_references"


def lignes(moteur, colonnes="*"):
    with moteur.connect() as connexion:
        return connexion.execute(text(f"SELECT {colonnes} FROM evenement ORDER BY id")).all()


@pytest.fixture
def ancien(app, maison):
    """A base of the version before, with acts, documents that refer to them."""
    dossiers = [maison.dossier(etat) for etat in (Etat.COPIE_REMISE, Etat.RECEVABLE)]
    details = {d.id: [e.details for e in d.evenements] for d in dossiers}
    maison.session.close()
    moteur = app.extensions["moteur"]
    schema.revenir(moteur, AVANT)
    return moteur, details


def test_rows_that_were_there_are_chained_and_new_ones_sealed(app, ancien, moyens, horloge, autre_session):
    moteur, details = ancien
    communes = "id, dossier_id, numero, action, role, compte_id, depuis, vers, article, recu_le, ecrit_le, idem"
    avant = lignes(moteur, communes)
    assert len(avant) == sum(map(len, details.values())) > 20
    schema.migrer(moteur)
    assert lignes(moteur, communes) == avant
    with autre_session() as lecture:
        rapport = controler(lecture, moyens.preuve)
        assert (rapport.conforme, rapport.lignes, rapport.scelle_depuis) == (True, len(avant), None), rapport.anomalies
        for numero, attendus in details.items():
            assert [e.details for e in lecture.get_one(Dossier, numero).evenements] == attendus
    with app.extensions["ecritures"]() as session:
        dossier = session.get_one(Dossier, next(iter(details)), with_for_update=True)
        journal.franchir(session, dossier, Action.ENREGISTRER_PAIEMENT, acteur(Role.CREANCIER, horloge()))
        session.commit()
    with autre_session() as lecture:
        rapport = controler(lecture, moyens.preuve)
        assert (rapport.conforme, rapport.scelle_depuis) == (True, len(avant) + 1), rapport.anomalies


@pytest.mark.parametrize(
    "ordre", ["UPDATE evenement SET action = 'autre'", "DELETE FROM evenement", "TRUNCATE evenement CASCADE"]
)
def test_the_journal_only_grows_before_and_after(ancien, ordre):
    moteur, _details = ancien
    for _version in ("before", "after"):
        with pytest.raises(DBAPIError), moteur.begin() as connexion:
            connexion.execute(text(ordre))
        schema.migrer(moteur)


def test_coming_back_finds_what_the_acts_said(ancien):
    moteur, details = ancien
    avant = _dits(moteur)
    assert sorted(map(str, avant)) == sorted(str(d) for liste in details.values() for d in liste)
    schema.migrer(moteur)
    schema.revenir(moteur, AVANT)
    assert _dits(moteur) == avant


def _dits(moteur):
    return [d if isinstance(d, dict) else json.loads(d) for (d,) in lignes(moteur, "details")]


def test_a_base_of_the_first_version_with_documents_comes_up(ancien):
    """Tables that others refer to are changed on the way."""
    moteur, _details = ancien
    schema.revenir(moteur, "0002_journal_ajout_seul")
    schema.migrer(moteur)
    assert schema.est_a_jour(moteur)


@sqlite_seul
def test_a_migration_that_loses_a_reference_is_given_up(ancien):
    """SQLite does not watch over foreign keys while a migration runs: they are all checked before it commits."""
    moteur, _details = ancien
    with moteur.connect() as connexion:
        connexion.connection.driver_connection.execute("PRAGMA foreign_keys=OFF")
        connexion.execute(text("UPDATE document_emis SET evenement_id = 9000 WHERE evenement_id IS NOT NULL"))
        connexion.commit()
    with pytest.raises(RuntimeError, match="refer to nothing"):
        schema.migrer(moteur)
    assert not schema.est_a_jour(moteur)
    with moteur.connect() as connexion:
        assert connexion.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
