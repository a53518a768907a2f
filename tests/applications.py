"""One application per process and kind of database, kept from a test to the next: building it is half of a short test.

What belongs to one test is put back before the next: database, folders, clock, means, what Flask was told. A test that
adds a route, or changes the templates' environment, asks for an application of its own (`fabrique_app`).
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from flask import Flask
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy import Engine, event, make_url

from portail import create_app
from portail.config import Mode, Reglages
from portail.web import equiper


class GabaritsCompiles(BytecodeCache):
    """Compiled templates, kept from one application to the next: compiling them was half the time of a web test."""

    def __init__(self) -> None:
        self._codes: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self._codes:
            bucket.bytecode_from_string(self._codes[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._codes[bucket.key] = bucket.bytecode_to_string()


COMPILES = GabaritsCompiles()


def reglages_de(base: str, donnees: Path, url_publique: str = "http://localhost") -> Reglages:
    """The settings of the tests, on this database (its URL) and this folder."""
    return Reglages(
        mode=Mode.TEST,
        cles=("cle-de-test-" + "k" * 40,),
        poivres={1: "poivre-de-test-" + "p" * 40},
        base=base,
        donnees=donnees,
        url_publique=url_publique,
        hotes=("localhost",),
        htmx="local",
        courriels="spool",
        expediteur="portail@delmas-roy.example",
        argon2=(1, 8, 1),
    )


def neuve(reglages: Reglages, horloge: Callable[[], datetime]) -> Flask:
    """An application of one's own; whoever asks for it disposes of its engine."""
    app = create_app(reglages, horloge)
    app.jinja_env.bytecode_cache = COMPILES
    ne_pas_attendre_le_disque(app.extensions["moteur"])
    return app


def ne_pas_attendre_le_disque(moteur: Engine) -> None:
    """A test's database is worth nothing after it. What survives a power cut is tested on the engine as it is."""
    if moteur.dialect.name != "sqlite":
        return

    @event.listens_for(moteur, "connect")
    def _relacher(connexion: Any, _fiche: Any) -> None:
        connexion.execute("PRAGMA synchronous=OFF")


class Gardee:
    """The kept application, and the way of its connections to the database of the test that runs."""

    def __init__(self, sorte: str, reglages: Reglages, horloge: Callable[[], datetime]) -> None:
        self.sorte, self.vierge_a = sorte, -1  # how many had written when only the test's people existed
        self.app = neuve(reglages, horloge)
        self.moteur: Engine = self.app.extensions["moteur"]
        self.reglages, self.base, self.ecrits = reglages, reglages.base, 0
        event.listen(self.moteur, "do_connect", self._vers_la_base)
        event.listen(self.moteur, "before_cursor_execute", self._compter)
        self._dite, self._branchee = dict(self.app.config), dict(self.app.extensions)

    def pour(self, reglages: Reglages, horloge: Callable[[], datetime]) -> Flask:
        self.reglages, self.base, self.ecrits, self.vierge_a = reglages, reglages.base, 0, -1
        for present, depart in ((self.app.config, self._dite), (self.app.extensions, self._branchee)):
            present.clear()
            present.update(depart)
        self.app.config["HORLOGE"] = horloge
        equiper(self.app, self.moteur, reglages)
        return self.app

    def _vers_la_base(self, dialecte: Any, _fiche: Any, places: list[Any], nommes: dict[str, Any]) -> None:
        positions, noms = dialecte.create_connect_args(make_url(self.base))
        places[:] = positions
        nommes.update(noms)

    def _compter(self, _connexion: Any, _curseur: Any, ordre: str, *_reste: Any) -> None:
        """How many statements wrote since the test began."""
        self.ecrits += ordre.startswith(("INSERT", "UPDATE", "DELETE"))


_GARDEES: dict[str, Gardee] = {}


def gardee(reglages: Reglages, horloge: Callable[[], datetime]) -> Flask:
    """The application of this process with these settings, on this test's database: the test disposes of its engine."""
    sorte = make_url(reglages.base).get_backend_name()
    cle = repr(replace(reglages, base=sorte, donnees=Path()))
    if cle not in _GARDEES:
        _GARDEES[cle] = Gardee(cle, reglages, horloge)
    return _GARDEES[cle].pour(reglages, horloge)


def gardee_de(app: Flask) -> Gardee | None:
    """What is behind this application, if it is a kept one."""
    return next((g for g in _GARDEES.values() if g.app is app), None)
