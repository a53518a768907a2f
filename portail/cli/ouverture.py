"""Opening the application for a command: settings checked, refusals in French, exit code 2."""

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import NoReturn

import click
from flask import Flask
from sqlalchemy.orm import Session, sessionmaker

from portail import create_app
from portail.config import ConfigurationInvalide, Reglages, lire
from portail.persistance.entrepot import Entrepot, EntrepotIndisponible
from portail.services.moyens import Moyens
from portail.services.signataires import Signataires


def reglages(environ: Mapping[str, str] | None = None) -> Reglages:
    """The settings of the environment; ends the command with what is missing."""
    try:
        return lire(os.environ if environ is None else environ)
    except ConfigurationInvalide as refus:
        refuser(refus)


def refuser(refus: ConfigurationInvalide) -> NoReturn:
    """Ends the command: what the operator must settle, exit code 2."""
    for manque in refus.manques:
        click.echo(manque, err=True)
    sys.exit(2)


def reglages_de_serveur() -> Reglages:
    """The same for a server: the certificate of signature and the trusted authorities must be readable too."""
    choix = reglages()
    manques = Signataires(choix).controler()
    for manque in manques:
        click.echo(manque, err=True)
    if manques:
        sys.exit(2)
    return choix


@contextmanager
def application(choix: Reglages | None = None) -> Iterator[Flask]:
    """The application for a command; ends it with a sentence when the store of files does not answer."""
    try:
        app = create_app(choix or reglages())
    except ConfigurationInvalide as refus:
        refuser(refus)
    try:
        with app.app_context():
            yield app
    except EntrepotIndisponible as panne:
        refuser(entrepot_muet(app.extensions["moyens"].entrepot, panne))
    finally:
        app.extensions["moteur"].dispose()


def entrepot_muet(entrepot: Entrepot, cause: Exception) -> ConfigurationInvalide:
    phrase = (
        f"L’entrepôt des fichiers « {entrepot.lieu} » ne répond pas ou refuse ({cause}). Vérifiez son adresse, "
        "le nom du seau et les droits (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_ENDPOINT_URL), puis recommencez."
    )
    return ConfigurationInvalide([phrase])


def fabrique(app: Flask) -> "sessionmaker[Session]":
    ecritures: sessionmaker[Session] = app.extensions["ecritures"]
    return ecritures


def moyens(app: Flask) -> Moyens:
    outils: Moyens = app.extensions["moyens"]
    return outils


def maintenant(app: Flask) -> datetime:
    instant: datetime = app.config["HORLOGE"]()
    return instant
