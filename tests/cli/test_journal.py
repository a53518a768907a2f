"""`portail journal`: what the operator types, what it answers, its exit codes."""

import json
import shutil

import pytest
from click.testing import CliRunner

from portail.cli import principal
from portail.domaine.procedure import Etat
from portail.services import ancres
from tests.services.falsification import falsifier


@pytest.fixture
def lancer(app, maison, reglages, url_base, tmp_path, monkeypatch):
    """Runs `portail …` on the test's database, which holds two dossiers."""
    maison.dossier(Etat.RECEVABLE)
    maison.dossier(Etat.BROUILLON)
    maison.session.close()
    environ = {
        "PORTAIL_MODE": "test",
        "PORTAIL_CLES": reglages.cles[0],
        "PORTAIL_POIVRES": "1:" + "p" * 40,
        "PORTAIL_URL_PUBLIQUE": "http://localhost",
        "PORTAIL_COURRIELS": "spool",
        "PORTAIL_DONNEES": str(tmp_path),
        "PORTAIL_BASE": url_base,
    }
    monkeypatch.chdir(tmp_path)

    def faire(*mots, **changements):
        resultat = CliRunner().invoke(principal, mots, env={**environ, **changements})
        assert resultat.exception is None or isinstance(resultat.exception, SystemExit), resultat.exception
        return resultat

    return faire


def lu(resultat):
    return resultat.output.replace("\u00a0", " ")


def test_a_sound_journal_is_anchored_and_verified(lancer, tmp_path):
    nu = lancer("journal", "verifier")
    assert nu.exit_code == 0 and "Journal conforme : " in lu(nu) and "Aucune ancre" in lu(nu)
    ancre = lancer("journal", "ancrer")
    assert ancre.exit_code == 0 and "Journal ancré : ligne" in lu(ancre)
    assert "n’a pas bougé" in lu(lancer("journal", "ancrer"))
    plein = lancer("journal", "verifier")
    assert plein.exit_code == 0 and "Scellé depuis la ligne 1." in lu(plein) and "Dernière ancre : ligne" in lu(plein)
    donnees = json.loads(lancer("journal", "verifier", "--json").stdout)
    assert (donnees["conforme"], donnees["anomalies"], donnees["scelle_depuis"]) == (True, [], 1)
    assert donnees["lignes"] == donnees["tete"]["seq"] == donnees["ancre"]["seq"]


def test_the_head_and_the_public_keys(lancer, moyens):
    donnees = json.loads(lancer("journal", "tete", "--json").stdout)
    assert donnees["cles"] == {nom: octets.hex() for nom, octets in moyens.preuve.publiques().items()}
    simple = lancer("journal", "tete").output
    assert f"ligne {donnees['seq']}\nempreinte {donnees['empreinte']}\nclé " in simple


def test_an_altered_row_is_named_and_nothing_is_anchored_over_it(lancer, url_base):
    lancer("journal", "ancrer")
    falsifier(url_base, "UPDATE evenement SET article = 'L125-2' WHERE seq = 3")
    refus = lancer("journal", "verifier")
    assert refus.exit_code == 1 and "Ligne 3 : une colonne de la ligne a été modifiée" in lu(refus)
    anomalie = json.loads(lancer("journal", "verifier", "--json").stdout)["anomalies"][0]
    assert (anomalie["genre"], anomalie["de"], anomalie["a"]) == ("ligne", 3, 3)
    falsifier(url_base, "DELETE FROM evenement WHERE seq > 4")
    for mots in (("journal", "ancrer"), ("quotidien",)):
        refus = lancer(*mots)
        assert refus.exit_code == 1 and "n’a pas été ancré" in lu(refus) and "absente" in lu(refus)


def test_a_copy_of_the_anchors_kept_elsewhere(lancer, url_base, tmp_path):
    """Whoever rewrites the base and the folder of anchors meets the copy."""
    lancer("journal", "ancrer")
    shutil.move(tmp_path / "ancres", tmp_path / "ailleurs")
    falsifier(url_base, "DELETE FROM evenement WHERE seq > 6", "DELETE FROM dossier WHERE id > 1")
    assert lancer("journal", "verifier").exit_code == 0
    refus = lancer("journal", "verifier", "--ancres", "ailleurs")
    assert refus.exit_code == 1 and "une copie plus ancienne a été remise" in lu(refus)
    absent = lancer("journal", "verifier", "--ancres", "nulle-part")
    assert absent.exit_code == 2 and "nulle-part" in lu(absent)


def test_one_dossier(lancer, autre_session, url_base):
    from portail.persistance.dossiers import Dossier

    with autre_session() as lecture:
        premier, second = (d.reference for d in lecture.query(Dossier).order_by(Dossier.id))
    falsifier(url_base, "UPDATE evenement SET article = 'L125-2' WHERE seq = 2")
    assert lancer("journal", "verifier", "--dossier", premier).exit_code == 1
    assert lancer("journal", "verifier", "--dossier", second).exit_code == 0
    inconnu = lancer("journal", "verifier", "--dossier", "2026-999999")
    assert inconnu.exit_code == 2 and "vérifiez sa référence" in lu(inconnu)


def test_a_damaged_line_of_anchors_is_told_without_accusing_the_journal(lancer, tmp_path):
    lancer("journal", "ancrer")
    with next((tmp_path / "ancres").glob("*.jsonl")).open("ab") as flux:
        flux.write(b'{"cle":')
    resultat = lancer("journal", "verifier")
    assert resultat.exit_code == 0 and "Ancre illisible" in lu(resultat)
    assert len(json.loads(lancer("journal", "verifier", "--json").stdout)["avertissements"]) == 1


def test_the_daily_task_anchors_and_a_dry_run_does_not(lancer, reglages):
    assert "ancré" not in lancer("quotidien", "--a-blanc").output
    assert "Journal ancré" in lu(lancer("quotidien"))
    assert len(ancres.lire(ancres.dossier_des_ancres(reglages))[0]) == 1
    assert "Journal ancré" not in lu(lancer("quotidien"))


def test_a_folder_that_cannot_be_written_is_told(lancer, tmp_path):
    (tmp_path / "fichier").write_text("x")
    refus = lancer("journal", "ancrer", PORTAIL_ANCRES=str(tmp_path / "fichier" / "ancres"))
    assert refus.exit_code == 1 and "ne peut pas être écrit" in lu(refus)


def test_a_long_journal_shows_how_far_it_is(lancer, monkeypatch):
    monkeypatch.setattr("portail.cli.journal.PAS", 3)
    monkeypatch.setattr("portail.cli.journal._quelqu_un_regarde", lambda: True)
    assert "3 lignes sur " in lu(lancer("journal", "verifier"))
