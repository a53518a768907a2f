"""`portail journal …`: the head of the journal, its anchors outside the database, its verification.

Exit code 0: nothing was found against it; 1: something was, or the head could not be anchored; 2: the order is wrong.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portail.cli import ouverture
from portail.cli.francais import Groupe, Phrase, ecrire_json
from portail.domaine.chaine import ORIGINE
from portail.domaine.ecriture import accorder
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Tete, empreinte, tete
from portail.services import ancrage, ancres, phrases_journal, preuves_dossier
from portail.services.ancres import Ancre
from portail.services.controle_journal import Rapport, controler
from portail.services.moyens import Moyens
from portail.services.signature.motifs import SignatureRefusee
from portail.services.signature.phrases import phrase

PAS = 10_000  # rows between two words on the progress


@click.group("journal", cls=Groupe)
def journal() -> None:
    """Vérifie le journal, signe sa tête hors de la base."""


@journal.command("tete")
@click.option("--json", "en_json", is_flag=True, help="Écrit le résultat en JSON.")
def tete_commande(en_json: bool) -> None:
    """Montre la dernière ligne du journal et les clés publiques qui signent les ancres."""
    with ouverture.application() as app, app.extensions["lectures"]() as session:
        lue = tete(session)
        cles = {nom: octets.hex() for nom, octets in ouverture.moyens(app).preuve.publiques().items()}
    if en_json:
        le = lue.ecrit_le.isoformat() if lue.ecrit_le else None
        ecrire_json({"seq": lue.seq, "empreinte": lue.empreinte, "ecrit_le": le, "cles": cles})
        return
    click.echo(f"ligne {lue.seq}\nempreinte {lue.empreinte}")
    for nom, octets in cles.items():
        click.echo(f"clé {nom} {octets}")


@journal.command()
def ancrer() -> None:
    """Signe la tête du journal et l’écrit hors de la base, si elle a avancé."""
    with ouverture.application() as app:
        if ancrer_journal(app):
            return
    click.echo("La tête du journal n’a pas bougé depuis la dernière ancre.")


def ancrer_journal(app: Flask) -> bool:
    """Tell what was anchored, if anything; ends the command with the reason why the head cannot be."""
    moyens = ouverture.moyens(app)
    try:
        with app.extensions["lectures"]() as session:
            ancre = ancrage.ancrer(session, moyens, ouverture.maintenant(app))
    except ancrage.AncrageRefuse as refus:
        click.echo("Le journal n’a pas été ancré : il ne correspond plus à ce qui a été écrit.", err=True)
        for anomalie in refus.rapport.anomalies:
            click.echo(phrases_journal.anomalie(anomalie), err=True)
        sys.exit(1)
    except OSError as erreur:
        lieu = ancres.dossier_des_ancres(moyens.reglages)
        click.echo(f"Le journal n’a pas été ancré : {lieu} ne peut pas être écrit ({erreur.strerror}).", err=True)
        sys.exit(1)
    if ancre is not None:
        click.echo(f"Journal ancré : ligne {ancre.seq}, {ancre.fichier.name}.")
    return ancre is not None


@journal.command()
@click.option(
    "--ancres", "lieu", type=click.Path(path_type=Path), help="Dossier des ancres (une copie, de préférence)."
)
@click.option("--dossier", "reference", help="Ne vérifie que la suite de lignes qui porte les actes de ce dossier.")
@click.option("--json", "en_json", is_flag=True, help="Écrit le résultat en JSON.")
def verifier(lieu: Path | None, reference: str | None, en_json: bool) -> None:
    """Recalcule le journal, le compare à ses sceaux et à ses ancres."""
    if lieu is not None and not lieu.is_dir():
        raise Phrase(f"Donnez un dossier qui existe : {lieu} n’en est pas un.")
    with ouverture.application() as app, app.extensions["lectures"]() as session, _phrases():
        moyens = ouverture.moyens(app)
        connues, illisibles = ancres.lire(lieu or ancres.dossier_des_ancres(moyens.reglages))
        suite = _suite(session, reference, moyens, connues) if reference is not None else {}
        rapport = controler(session, moyens.preuve, connues, avancer=_progres(session), **suite)
        for anomalie in ancrage.controler_jetons(connues, moyens):
            rapport.noter(anomalie)
    ecrire_json(_resultat(rapport, illisibles)) if en_json else _dire(rapport, illisibles)
    sys.exit(0 if rapport.conforme else 1)


@contextmanager
def _phrases() -> Iterator[None]:
    """What the settings name and cannot be read: anchors, roots of the time stamps."""
    try:
        yield
    except SignatureRefusee as refus:
        raise Phrase(phrase(refus)) from None
    except OSError as erreur:
        raise Phrase(f"Une ancre ne peut pas être lue : {erreur.filename} ({erreur.strerror}).") from None


def _suite(session: Session, reference: str, moyens: Moyens, connues: list[Ancre]) -> dict[str, Any]:
    """Where to start and stop for one dossier; ends the command when it is unknown or has no act yet."""
    dossier = session.scalar(select(Dossier).where(Dossier.reference == reference))
    suite = dossier and preuves_dossier.suite(session, dossier, moyens.preuve, connues)
    if not suite:
        raise Phrase(f"Aucun acte n’est au journal pour le dossier « {reference} » : vérifiez sa référence.")
    avant = suite.premier - 1
    return {"apres": Tete(avant, empreinte=empreinte(session, avant) or ORIGINE), "jusqu_a": suite.fin}


def _quelqu_un_regarde() -> bool:
    return sys.stderr.isatty()


def _progres(session: Session) -> Callable[[int], None]:
    """A word on stderr from time to time, when somebody looks and the journal is long."""
    total = tete(session).seq
    if total < 2 * PAS or not _quelqu_un_regarde():
        return lambda _lues: None

    def avancer(lues: int) -> None:
        if lues % PAS == 0:
            click.echo(f"{lues} lignes sur {total}…", err=True)

    return avancer


def _resultat(rapport: Rapport, illisibles: list[str]) -> dict[str, Any]:
    return {
        "conforme": rapport.conforme,
        "lignes": rapport.lignes,
        "contenus_effaces": rapport.effacees,
        "scelle_depuis": rapport.scelle_depuis,
        "tete": {"seq": rapport.tete.seq, "empreinte": rapport.tete.empreinte},
        "ancre": rapport.ancre.valeurs() if rapport.ancre else None,
        "nombre_anomalies": rapport.nombre,
        "anomalies": [
            {"genre": a.genre.value, "de": a.de, "a": a.a, "fait": a.fait, "phrase": phrases_journal.anomalie(a)}
            for a in rapport.anomalies
        ],
        "avertissements": [phrases_journal.illisible(lieu) for lieu in illisibles],
    }


def _dire(rapport: Rapport, illisibles: list[str]) -> None:
    for ligne in phrases_journal.bilan(rapport):
        click.echo(ligne)
    for lieu in illisibles:
        click.echo(phrases_journal.illisible(lieu), err=True)
    for anomalie in rapport.anomalies:
        click.echo(phrases_journal.anomalie(anomalie), err=True)
    if rapport.nombre > len(rapport.anomalies):
        click.echo(f"Et {accorder(rapport.nombre - len(rapport.anomalies), 'autre anomalie')}.", err=True)
