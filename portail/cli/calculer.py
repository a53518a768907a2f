"""Calculations for scripts: `portail calculer …`, `portail verifier-creance`, `portail baremes verifier`.

The names of commands, options and JSON fields are stable. Bad input: exit code 2 and one French sentence on stderr.
In `calculer lot` the operation is the sub-command's name, options take underscores, and the positional arguments
are named `date`, `montant`, `texte`, `code`, `annee`. The étude's own tables are read from PORTAIL_BAREMES.
"""

import os
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO

import click

from portail.cli.francais import Commande, Groupe, Phrase, ecrire_json, lisible
from portail.domaine.controle_tables import HORIZON_JOURS, verifier_tables
from portail.domaine.delais import PARIS
from portail.domaine.ecriture import ecrire_date
from portail.domaine.feries import Zone
from portail.domaine.lot import LONGUEUR_MAX_LIGNE, ecrire_ligne, lire_json, repondre
from portail.domaine.operations import executer
from portail.domaine.resultats import iso
from portail.domaine.saisie import lire_date, lire_entier
from portail.domaine.tables import TABLES_PUBLIEES, Tables, lire_baremes

TAILLE_MAX_FICHIER = 1_000_000
AIDE_ZONE = f"Jours fériés locaux : {', '.join(Zone)}, ou un code de commune ou de département."


def tables_de_l_etude() -> Tables:
    """The published tables, and those of the file that PORTAIL_BAREMES names."""
    fichier = os.environ.get("PORTAIL_BAREMES")
    return TABLES_PUBLIEES.avec(*lire_baremes(Path(fichier))) if fichier else TABLES_PUBLIEES


# A negative amount must reach the reader that refuses it, instead of being taken for an option.
_AVEC_MONTANT = {"ignore_unknown_options": True}
en_json = click.option("--json", "en_json", is_flag=True, help="Écrit le résultat en JSON.")


@click.group(cls=Groupe)
def calculer() -> None:
    """Calcule un délai, un échéancier, des frais, des intérêts."""


@calculer.command()
@click.argument("date")
@click.option("--zone", help=AIDE_ZONE)
@en_json
def delai(en_json: bool, **options: Any) -> None:
    """Fin du mois ouvert par l’envoi, stricte et prorogée."""
    _repondre("delai", options, en_json)


@calculer.command()
@click.option("--total", help="Somme à répartir.")
@click.option("--nombre", help="Nombre de paiements.")
@click.option("--mensualite", help="Montant par mois.")
@click.option("--premiere", help="Date du premier paiement.")
@click.option("--jour-fin-de-mois", is_flag=True, help="Chaque paiement le dernier jour du mois.")
@click.option("--premier-versement", help="Premier paiement distinct.")
@click.option("--duree-max", help="Nombre de mois accepté, 24 par défaut.")
@en_json
def echeancier(en_json: bool, **options: Any) -> None:
    """Échéancier par nombre de paiements ou par montant."""
    _repondre("echeancier", options, en_json)


@calculer.command(context_settings=_AVEC_MONTANT)
@click.argument("montant")
@click.option("--date", help="Jour dont le tarif s’applique.")
@click.option("--territoire", help="metropole (par défaut), guadeloupe, martinique, guyane, reunion ou mayotte.")
@en_json
def frais(en_json: bool, **options: Any) -> None:
    """Frais à la charge du créancier, HT, TVA et TTC."""
    _repondre("frais", options, en_json)


@calculer.command(context_settings=_AVEC_MONTANT)
@click.argument("montant")
@click.option("--date", help="Jour dont le tarif s’applique.")
@click.option("--voie", help="Signification papier (par défaut) ou electronique.")
@click.option("--greffe", help="Frais de greffe du tribunal de commerce.")
@en_json
def injonction(en_json: bool, **options: Any) -> None:
    """Coût d’une injonction de payer."""
    _repondre("injonction", options, en_json)


@calculer.command()
@click.option("--principal", help="Somme qui porte intérêt.")
@click.option("--depuis", help="Mise en demeure : ce jour n’est pas compté.")
@click.option("--jusqu-au", help="Dernier jour compté.")
@click.option("--creancier", help="particulier ou professionnel.")
@click.option("--taux", help="Taux annuel convenu par écrit, en pour cent.")
@click.option("--penalites", is_flag=True, help="Pénalités entre professionnels (L441-10).")
@click.option("--fige-le", help="Jour de l’envoi : rien ne court après.")
@en_json
def interets(en_json: bool, **options: Any) -> None:
    """Intérêts de retard, par tranches."""
    _repondre("interets", options, en_json)


@calculer.command()
@click.argument("code")
@click.option("--emprise-aerodrome", is_flag=True, help="Le débiteur est dans l’emprise d’un aérodrome.")
@en_json
def ressort(en_json: bool, **options: Any) -> None:
    """Cour d’appel d’une commune ou d’un département."""
    _repondre("ressort", options, en_json)


@calculer.command(context_settings=_AVEC_MONTANT)
@click.argument("texte")
@en_json
def montant(en_json: bool, **options: Any) -> None:
    """Lit un montant tapé à la française."""
    _repondre("montant", options, en_json)


@calculer.command()
@click.option("--exigible", help="Date à laquelle la somme devait être payée.")
@click.option("--debiteur", help="particulier (par défaut) ou professionnel.")
@click.option("--creancier", help="professionnel (par défaut) ou particulier.")
@click.option("--cause", help="contractuelle (par défaut) ou statutaire.")
@click.option("--acceptation", help="Constat de l’acceptation : suspend le délai.")
@click.option("--refus", help="Refus exprès du débiteur.")
@click.option("--constat", help="Constat de la fin de la procédure.")
@click.option("--fin-du-mois", help="Fin du délai d’un mois.")
@click.option("--naissance", help="Naissance du droit, pour le délai butoir de vingt ans.")
@click.option("--au", help="Jour pour lequel compter ce qui reste.")
@en_json
def prescription(en_json: bool, **options: Any) -> None:
    """Fin du délai pour agir, suspension comprise."""
    _repondre("prescription", options, en_json)


@calculer.command()
@click.argument("annee")
@click.option("--zone", help=AIDE_ZONE)
@en_json
def feries(en_json: bool, **options: Any) -> None:
    """Jours fériés d’une année."""
    _repondre("feries", options, en_json)


@calculer.command()
def lot() -> None:
    """Répond ligne à ligne à des demandes JSON lues sur l’entrée standard."""
    tables, sortie = tables_de_l_etude(), sys.stdout.buffer
    for ligne in lire_lignes(sys.stdin.buffer):
        sortie.write(ecrire_ligne(repondre(ligne, tables)).encode() + b"\n")
        sortie.flush()


def lire_lignes(flux: BinaryIO) -> Iterator[bytes]:
    """Lines without their end; one that is too long is cut just past the limit, its rest thrown away."""
    while ligne := flux.readline(LONGUEUR_MAX_LIGNE + 2):
        suite = ligne
        while suite and not suite.endswith(b"\n"):
            suite = flux.readline(LONGUEUR_MAX_LIGNE)
        yield ligne.removesuffix(b"\n").removesuffix(b"\r")


@click.command("verifier-creance", cls=Commande)
@click.argument("fichier")
@click.option("--au", help="Jour de l’examen, aujourd’hui par défaut.")
@en_json
def verifier_creance(fichier: str, au: str | None, en_json: bool) -> None:
    """Dit si une créance décrite en JSON peut entrer dans la procédure (« - » : entrée standard)."""
    try:
        with click.open_file(fichier, "rb") as flux:
            contenu: bytes = flux.read(TAILLE_MAX_FICHIER)
        demande = lire_json(contenu.decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        raise Phrase("Indiquez un fichier JSON lisible qui décrit la créance.") from None
    if isinstance(demande, dict):
        demande["date"] = au or demande.get("date") or _aujourd_hui().isoformat()
    _repondre("verifier_creance", demande, en_json)


@click.group(cls=Groupe)
def baremes() -> None:
    """Contrôle les barèmes, les taux et les textes datés."""


@baremes.command("verifier")
@click.option("--au", help="Jour du contrôle, aujourd’hui par défaut.")
@click.option("--horizon", default=str(HORIZON_JOURS), help="Nombre de jours à venir.")
@click.option("--strict", is_flag=True, help="Code de sortie 1 s’il y a quelque chose à relire.")
@en_json
def verifier(au: str | None, horizon: str, strict: bool, en_json: bool) -> None:
    """Liste ce qui expire, ce qui manque et ce qui n’est pas vérifié."""
    jour = lire_date(au) if au else _aujourd_hui()
    signalements = verifier_tables(jour, tables=tables_de_l_etude(), horizon_jours=lire_entier(horizon))
    if en_json:
        lignes = [s.__dict__ | {"du": iso(s.du), "au": iso(s.au)} for s in signalements]
        ecrire_json({"au": jour.isoformat(), "signalements": lignes})
    else:
        for s in signalements:
            click.echo(f"{s.anomalie} : {s.phrase}")
        click.echo(f"{len(signalements)} point(s) à relire au {ecrire_date(jour)}.")
    if strict and signalements:
        raise click.exceptions.Exit(1)


def _aujourd_hui() -> date:
    return datetime.now(PARIS).date()


def _repondre(operation: str, options: Any, en_json: bool) -> None:
    resultat = executer(operation, options, tables_de_l_etude())
    if en_json:
        ecrire_json(resultat)
    else:
        click.echo("\n".join(lisible(resultat)))


if __name__ == "__main__":
    calculer(prog_name="portail calculer")
