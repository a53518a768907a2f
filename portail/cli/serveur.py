"""The production-grade server (gunicorn), started from a command with checked settings."""

import logging
import socket
import sys

import click
from gunicorn.app.base import BaseApplication

from portail import create_app
from portail.cli import ouverture
from portail.config import ConfigurationInvalide, Reglages
from portail.persistance.entrepot import EntrepotIndisponible, FichierAltere
from portail.services.moyens import Moyens

FILS = 4


class Serveur(BaseApplication):  # type: ignore[misc]
    """gunicorn with our settings: threads, short lines, no access log (addresses and queries stay out of logs)."""

    def __init__(self, reglages: Reglages, hote: str, port: int, processus: int) -> None:
        self._reglages, self._adresse, self._processus = reglages, f"{hote}:{port}", processus
        super().__init__()

    def load_config(self) -> None:
        choix = {
            "bind": self._adresse,
            "workers": self._processus,
            "threads": FILS,
            "worker_class": "gthread",
            "timeout": 30,
            "graceful_timeout": 20,
            "limit_request_line": 4094,
            "limit_request_fields": 50,
            "accesslog": None,
            "loglevel": "warning",
            "proc_name": "portail",
            "forwarded_allow_ips": "127.0.0.1",
        }
        for nom, valeur in choix.items():
            self.cfg.set(nom, valeur)

    def load(self):  # type: ignore[no-untyped-def]
        return create_app(self._reglages)


def demarrer(reglages: Reglages, *, hote: str, port: int, processus: int) -> None:
    """Serve until stopped; ends at once, in words, when the port is taken or the store of files cannot be used."""
    _eprouver_l_entrepot(reglages)
    with socket.socket() as essai:
        essai.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            essai.bind((hote, port))
        except OSError:
            click.echo(f"Le port {port} est déjà pris : choisissez-en un autre, par exemple PORT={port + 1}.", err=True)
            sys.exit(2)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("fontTools").setLevel(logging.WARNING)
    Serveur(reglages, hote, port, processus).run()


def _eprouver_l_entrepot(reglages: Reglages) -> None:
    """Here and not in each worker: a store that fails later must not stop the pages that need no file."""
    try:
        entrepot = Moyens.depuis(reglages).entrepot
        entrepot.eprouver()
    except ConfigurationInvalide as refus:
        ouverture.refuser(refus)
    except (EntrepotIndisponible, FichierAltere) as panne:
        ouverture.refuser(ouverture.entrepot_muet(entrepot, panne))
