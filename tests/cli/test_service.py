"""The operator's commands, on a database of their own."""

import json
import os
import socket
from datetime import timedelta
from functools import partial

import pytest
from click.testing import CliRunner

from portail import create_app
from portail.cli import ouverture, principal
from portail.domaine.procedure import Etat
from portail.persistance import moteur as bd
from portail.persistance.etudes import Compte
from portail.services import rappels
from portail.services.connexion import USAGE_MOT_DE_PASSE
from tests.courriel import port_libre
from tests.services.gestes import a_paris
from tests.services.signature.autorites import MOT_DE_PASSE, Autorite


@pytest.fixture
def lancer(tmp_path, monkeypatch):
    """Runs `portail …` in the environment of an operator."""
    environ = {
        "PORTAIL_MODE": "test",
        "PORTAIL_CLES": "c" * 40,
        "PORTAIL_POIVRES": "1:" + "p" * 40,
        "PORTAIL_URL_PUBLIQUE": "http://localhost",
        "PORTAIL_COURRIELS": "spool",
        "PORTAIL_DONNEES": str(tmp_path / "donnees"),
    }
    (tmp_path / "donnees").mkdir()
    monkeypatch.chdir(tmp_path)

    def faire(*mots, entree=None, **changes):
        return CliRunner().invoke(principal, mots, input=entree, env={**environ, **changes})

    return faire


def test_the_demonstration_is_prepared_once_and_found_again(lancer):
    premiere = lancer("demo", "--preparer", "--json")
    assert premiere.exit_code == 0, premiere.output
    fiche = json.loads(premiere.stdout)
    assert {c["role"] for c in fiche["comptes"]} == {"commissaire", "creancier"}
    assert len(fiche["dossiers"]) >= 12
    assert len({d["etat"] for d in fiche["dossiers"]}) == 25, "a dossier in every state"
    assert json.loads(lancer("demo", "--preparer", "--json").stdout) == fiche
    neuve = json.loads(lancer("demo", "--preparer", "--json", "--recommencer").stdout)
    assert {d["reference"] for d in neuve["dossiers"]}.isdisjoint(d["reference"] for d in fiche["dossiers"])


def test_a_folder_that_is_not_a_demonstration_is_not_erased(lancer, tmp_path):
    (tmp_path / "donnees" / "precieux.txt").write_text("x")
    refus = lancer("demo", "--preparer", "--recommencer")
    assert (refus.exit_code, (tmp_path / "donnees" / "precieux.txt").exists()) == (2, True)


def test_the_first_commissaire_comes_with_his_etude(lancer, tmp_path):
    assert lancer("migrer").exit_code == 0
    mots = ["creer-compte", "--role", "commissaire", "--nom", "Claire Delmas", "--courriel", "Claire@etude.example"]
    incomplet = lancer(*mots, "--mot-de-passe", "fil-sapin-papier")
    assert incomplet.exit_code == 2
    assert "--cour-appel" in incomplet.output
    etude = ["--etude", "Étude Delmas", "--adresse", "3 place du Fil", "--code-postal", "35000", "--commune", "Rennes"]
    etude += ["--cour-appel", "Rennes", "--telephone", "01 99 00 12 34"]
    assert lancer(*mots, *etude, "--mot-de-passe", "court").exit_code == 2
    fait = lancer(*mots, *etude, "--mot-de-passe", "fil-sapin-papier")
    assert fait.exit_code == 0, fait.output
    moteur = bd.ouvrir(f"sqlite:///{tmp_path}/donnees/portail.db")
    with bd.sessions(moteur)[1]() as session:
        compte = session.query(Compte).one()
        assert compte.courriel == "claire@etude.example"
        assert compte.etude.cour_appel == "Rennes"
        assert "fil-sapin" not in compte.empreinte_mot_de_passe and USAGE_MOT_DE_PASSE
    moteur.dispose()


def test_production_refuses_to_start_without_its_secrets(lancer):
    refus = lancer("migrer", PORTAIL_MODE="production", PORTAIL_CLES="", PORTAIL_POIVRES="1:secret")
    assert refus.exit_code == 2
    for attendu in ("PORTAIL_CLES", "trop court", "https://", "smtp://"):
        assert attendu in refus.output


def test_the_daily_tasks_run_on_an_empty_portal(lancer):
    lancer("migrer")
    assert (lancer("quotidien").output, lancer("expedier").exit_code) == ("", 0)
    aide = " ".join(lancer("quotidien", "--help").output.split())
    assert "efface ce qui n’a plus à être gardé" in aide, "what is erased is said"


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_the_daily_tasks_say_what_they_prepared_once(lancer, maison, session, reglages, horloge, monkeypatch):
    silence, paye = maison.dossier(Etat.ENVOYEE, jours=45), maison.dossier(Etat.PAIEMENTS, jours=60)
    rappels.choisir(session, paye, par_courriel=True, courriel="lea@courrier.example", maintenant=horloge())
    horloge.instant = a_paris(paye.proposition_acceptee.echeances_dues[1].le - timedelta(days=2), 6)
    session.rollback()
    monkeypatch.setattr(ouverture, "create_app", partial(create_app, horloge=horloge))
    ici = {
        "PORTAIL_BASE": reglages.base,
        "PORTAIL_DONNEES": str(reglages.donnees),
        "PORTAIL_CLES": reglages.cles[0],
        "PORTAIL_POIVRES": f"1:{reglages.poivres[1]}",
    }
    aussi = f"{silence.reference} expiration"
    blanc = lancer("quotidien", "--a-blanc", **ici)
    assert blanc.output.splitlines() == [aussi], "a trial run reminds nobody"
    fait = lancer("quotidien", **ici)
    assert fait.exit_code == 0, fait.output
    assert fait.output.splitlines()[:2] == [aussi, "1 rappel de paiement déposé."]
    assert lancer("quotidien", **ici).output == "", "once"
    envoi = lancer("expedier", **ici)
    assert "courriels envoyés." in envoi.output
    mails = [(reglages.donnees / "courriels" / m).read_text() for m in os.listdir(reglages.donnees / "courriels")]
    assert sum("lea@courrier.example" in m for m in mails) == 1


def test_a_taken_port_is_told_in_words(lancer):
    port = port_libre()
    with socket.socket() as pris:
        pris.bind(("127.0.0.1", port))
        pris.listen()
        refus = lancer("servir", "--port", str(port))
    assert refus.exit_code == 2
    assert f"Le port {port} est déjà pris" in refus.output


def test_a_server_whose_signature_cannot_work_says_so_and_does_not_start(lancer, tmp_path):
    autorite = Autorite.creer()
    autorite.certifier("Claire Delmas").ranger(tmp_path / "etude.p12")
    (tmp_path / "racines.pem").write_bytes(autorite.pem)
    choix = {
        "PORTAIL_SIGNATURE": "certificat",
        "PORTAIL_SIGNATURE_CERTIFICAT": str(tmp_path / "etude.p12"),
        "PORTAIL_SIGNATURE_RACINES": str(tmp_path / "racines.pem"),
        "PORTAIL_SIGNATURE_MOT_DE_PASSE": MOT_DE_PASSE,
    }
    bon = lancer("verifier-configuration", **choix)
    assert bon.exit_code == 0, bon.output
    assert "Certificat de signature : Claire Delmas, valable jusqu’au 22 novembre 2027." in bon.output
    for faux, dit in (
        ({"PORTAIL_SIGNATURE_MOT_DE_PASSE": "un autre"}, "son mot de passe est le bon"),
        ({"PORTAIL_SIGNATURE_CERTIFICAT": str(tmp_path / "absent.p12")}, "introuvable"),
        ({"PORTAIL_SIGNATURE_RACINES": str(tmp_path / "absentes")}, "Aucun certificat d’autorité reconnue"),
    ):
        for commande in ("verifier-configuration", "servir"):
            refus = lancer(commande, **{**choix, **faux})
            assert refus.exit_code == 2
            assert dit in refus.stderr
    assert lancer("verifier-configuration").exit_code == 0
