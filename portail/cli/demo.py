"""The demonstration: invented data on a database of its own, a server on this machine, nothing sent anywhere."""

import json
import os
import shutil
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import click
from flask import Flask

from portail.cli import ouverture
from portail.cli.serveur import demarrer
from portail.config import Mode, Reglages, secrets_neufs
from portail.persistance import schema
from portail.services import demonstration, remises
from portail.services.moyens import Moyens

DOSSIER = "donnees-demonstration"
_FICHE = "fiche.json"
_SECRETS = "secrets.json"


@click.command()
@click.option("--port", default=8000, envvar="PORT", show_default=True, help="Port d’écoute sur 127.0.0.1.")
@click.option("--preparer", is_flag=True, help="Prépare les données sans servir.")
@click.option("--json", "en_json", is_flag=True, help="Écrit les comptes, les références et les codes en JSON.")
@click.option("--recommencer", is_flag=True, help="Efface les données de démonstration et les refait.")
def demo(port: int, preparer: bool, en_json: bool, recommencer: bool) -> None:
    """Prépare des données inventées, puis démarre le serveur sur cette machine."""
    dossier = Path(os.environ.get("PORTAIL_DONNEES", DOSSIER)).absolute()
    if recommencer:
        _effacer(dossier)
    reglages = _reglages(dossier, port)
    fiche = {"adresse": reglages.url_publique, **(_preparer(reglages) if preparer else _preparer_a_part(reglages))}
    if en_json:
        click.echo(json.dumps(fiche, ensure_ascii=False, indent=2))
    else:
        _presenter(fiche)
    if not preparer:
        demarrer(reglages, hote="127.0.0.1", port=port, processus=1)


def _effacer(dossier: Path) -> None:
    if dossier.exists() and not (dossier / _SECRETS).exists():
        click.echo(f"{dossier} n’est pas un dossier de démonstration : il n’a pas été effacé.", err=True)
        sys.exit(2)
    shutil.rmtree(dossier, ignore_errors=True)


def _reglages(dossier: Path, port: int) -> Reglages:
    """The environment's settings over the demonstration's own; its secrets are drawn once and kept in its folder."""
    dossier.mkdir(parents=True, exist_ok=True, mode=0o700)
    fichier = dossier / _SECRETS
    if not fichier.exists():
        fichier.touch(mode=0o600)
        fichier.write_text(json.dumps(secrets_neufs()))
    url = f"http://127.0.0.1:{port}"
    defauts = {
        "PORTAIL_DONNEES": str(dossier),
        "PORTAIL_URL_PUBLIQUE": url,
        "PORTAIL_HOTES": "127.0.0.1,localhost",
        "PORTAIL_COURRIELS": "spool",
        "PORTAIL_EXPEDITEUR": "portail@delmas-roy.example",
        **json.loads(fichier.read_text()),
    }
    reglages = ouverture.reglages({**defauts, **os.environ, "PORTAIL_MODE": Mode.DEMONSTRATION.value})
    return replace(reglages, hotes=(*reglages.hotes, "127.0.0.1", "localhost"))


def _preparer_a_part(reglages: Reglages) -> dict[str, Any]:
    """Papers are printed in a process of its own: the threads of Typst do not survive a fork, and the server forks."""
    if (reglages.donnees / _FICHE).exists():
        return _preparer(reglages)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as a_part:
        return a_part.submit(_preparer, reglages).result()


def _preparer(reglages: Reglages) -> dict[str, Any]:
    """The accounts and dossiers to show; made the first time, found again afterwards."""
    fichier = reglages.donnees / _FICHE
    if not fichier.exists():
        _balayer(reglages)
    with ouverture.application(reglages) as app:
        schema.migrer(app.extensions["moteur"])
        with ouverture.fabrique(app)() as session:
            if fichier.exists():
                fiche: dict[str, Any] = json.loads(fichier.read_text("utf-8"))
                return fiche
            if demonstration.est_peuplee(session):
                click.echo("Cette base contient déjà des données : la démonstration en veut une vide.", err=True)
                sys.exit(2)
            click.echo("Préparation des données inventées, quelques secondes…", err=True)
            comptes, dossiers = demonstration.peupler(session, _outils(app), ouverture.maintenant(app))
        remises.combler(ouverture.fabrique(app), ouverture.moyens(app), ouverture.maintenant(app))
    fiche = {"comptes": [asdict(c) for c in comptes], "dossiers": [asdict(d) for d in dossiers]}
    fichier.touch(mode=0o600)
    fichier.write_text(json.dumps(fiche, ensure_ascii=False, indent=2), "utf-8")
    return fiche


def _outils(app: Flask) -> Moyens:
    """The story is signed with a specimen, even where the settings ask for another signature."""
    moyens = ouverture.moyens(app)
    return replace(moyens, signataires=moyens.signataires.en_specimen())


def _balayer(reglages: Reglages) -> None:
    """Without its sheet the data is that of a first run cut short: start again, in the demonstration's own folder."""
    for reste in reglages.donnees.glob("portail.db*"):
        reste.unlink()
    shutil.rmtree(reglages.donnees / "fichiers", ignore_errors=True)


def _presenter(fiche: dict[str, Any]) -> None:
    click.echo(f"\nPortail, démonstration : {fiche['adresse']}")
    click.echo("Données inventées, aucun effet juridique.\n")
    click.echo("Professionnels, à /connexion :")
    for c in fiche["comptes"]:
        click.echo(f"  {c['role']:12} {c['courriel']:36} {c['mot_de_passe']}")
    click.echo("\nPersonnes invitées, à /ouvrir (identifiant, code, puis code pour signer) :")
    for d in fiche["dossiers"]:
        if d["identifiant"]:
            click.echo(f"  {d['identifiant']}   {d['code']}   {d['code_signature']}   {d['etat']:32} {d['debiteur']}")
    click.echo("")
