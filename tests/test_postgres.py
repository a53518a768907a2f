"""The PostgreSQL of the tests: one server per run, one fresh database per test."""

import pytest
import sqlalchemy as sa

from tests.postgres import serveur


@pytest.fixture(scope="module")
def postgres(testrun_uid):
    with serveur(testrun_uid) as lance:
        lance.modele("modele_d_essai", creer_une_table)
        yield lance


def executer(url, ordre):
    moteur = sa.create_engine(url)
    with moteur.begin() as lien:
        resultat = lien.execute(sa.text(ordre))
        lignes = list(resultat) if resultat.returns_rows else []
    moteur.dispose()
    return lignes


def creer_une_table(url):
    executer(url, "CREATE TABLE essai (n int)")


def test_each_database_starts_as_the_template(postgres):
    with postgres.base_vierge("modele_d_essai") as premiere, postgres.base_vierge("modele_d_essai") as seconde:
        executer(premiere, "INSERT INTO essai VALUES (1)")
        assert executer(premiere, "SELECT n FROM essai") == [(1,)]
        assert executer(seconde, "SELECT n FROM essai") == []


def test_the_template_is_prepared_once(postgres):
    def refuser(url):
        raise AssertionError("already prepared")

    postgres.modele("modele_d_essai", refuser)


def test_a_database_disappears_after_its_test(postgres):
    with postgres.base_vierge("modele_d_essai") as url:
        pass
    with pytest.raises(sa.exc.OperationalError):
        executer(url, "SELECT 1")
