"""Dossiers led to their state once, then found again: what a scene wrote is kept and given to the next test that asks.

The first test of a process that asks for « a dossier sent ten days ago » plays it act by act, through the real use
cases, then keeps a copy of the database and of the files; the tests that ask for the same start from that copy.
Only what comes first in a test is found again: as soon as anything else has been written, scenes are played.
"""

import shutil
import sqlite3
import uuid
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import delete, inspect, make_url
from sqlalchemy.orm import Session

from portail.persistance.acces import SessionOuverte
from portail.persistance.dossiers import Dossier
from portail.services.identifiants import Identifiants
from tests.applications import Gardee
from tests.postgres import Serveur

DOSSIERS = ("fichiers", "signature")  # what a scene writes beside the database
AU_PLUS = {True: 100, False: 300}  # a PostgreSQL copy is 9 MB

Fait = tuple[Dossier, Identifiants | None]


@dataclass
class Cliche:
    """`base` is a file or a PostgreSQL template; `objets` what the scene's session held, and how much of each."""

    base: str
    dossier_id: int
    identifiants: Identifiants | None
    objets: list[tuple[type, Any, list[str]]]


class Rayon:
    """What one process keeps, in this folder."""

    def __init__(self, dossier: Path) -> None:
        self.dossier = dossier
        self.pris: dict[tuple[str, ...], Cliche] = {}


class Album:
    """One test's way to the shelf, opened when its people exist and nothing else does."""

    def __init__(self, rayon: Rayon, gardee: Gardee, session: Session, sorte: str, postgres: Serveur | None) -> None:
        self.rayon, self.gardee, self.session, self.postgres = rayon, gardee, session, postgres
        self.suite: tuple[str, ...] | None = (sorte,)
        self.ecrits = gardee.ecrits
        self.entrees: list[dict[str, Any]] = []

    def entrer(self, ouverte: SessionOuverte) -> None:
        """Somebody signed in, which changes nothing to the scenes: these rows are this test's own in what is found."""
        if self.suite:
            self.suite = (*self.suite, f"{ouverte.role} {ouverte.compte_id} {ouverte.dossier_id}")
            self.entrees.append({c.key: getattr(ouverte, c.key) for c in inspect(ouverte).mapper.column_attrs})
            self.ecrits = self.gardee.ecrits

    def passer(self, demande: str, jouer: Callable[[], Fait]) -> Fait:
        """What `jouer` gives, played or found again."""
        self.suite = (*self.suite, demande) if self.suite and self.intact() else None
        if self.suite is None:
            return jouer()
        if cliche := self.rayon.pris.get(self.suite):
            fait = self._retrouver(cliche)
        else:
            fait = jouer()
            if self._place() and self._calme():
                self.rayon.pris[self.suite] = self._prendre(*fait)
        self.ecrits = self.gardee.ecrits
        return fait

    def _place(self) -> bool:
        pris = sum(sorte == self.suite[0] for sorte, *_ in self.rayon.pris) if self.suite else 0
        return pris < AU_PLUS[self.postgres is not None]

    def intact(self) -> bool:
        """Nothing was written but the scenes and the sign-ins so far, and nothing is about to be."""
        en_attente = self.session.new or self.session.dirty or self.session.deleted
        return not en_attente and self.gardee.ecrits == self.ecrits and self._calme()

    def _calme(self) -> bool:
        """Nobody holds a connection, this session included."""
        return bool(self.gardee.moteur.pool.checkedout() == 0)  # type: ignore[attr-defined]

    def _prendre(self, dossier: Dossier, identifiants: Identifiants | None) -> Cliche:
        objets = [
            (type(o), inspect(o).identity, sorted(set(inspect(o).mapper.attrs.keys()) - inspect(o).unloaded))
            for o in self.session
        ]
        self.gardee.moteur.dispose()
        nom = f"cliche_{uuid.uuid4().hex[:12]}"
        if self.postgres:
            self.postgres.copier(self._nom(), nom)
        else:
            with closing(sqlite3.connect(self._nom())) as depart:
                depart.execute("VACUUM INTO ?", [str(self.rayon.dossier / nom)])
        self._copier_les_dossiers(self._donnees, self.rayon.dossier / f"{nom}.donnees")
        return Cliche(nom, dossier.id, identifiants, objets)

    def _retrouver(self, cliche: Cliche) -> Fait:
        self.gardee.moteur.dispose()
        if self.postgres:
            self.postgres.supprimer(self._nom())
            self.postgres.copier(cliche.base, self._nom())
        else:
            for reste in ("-wal", "-shm", "-journal"):
                Path(self._nom() + reste).unlink(missing_ok=True)
            shutil.copyfile(self.rayon.dossier / cliche.base, self._nom())
        self._copier_les_dossiers(self.rayon.dossier / f"{cliche.base}.donnees", self._donnees)
        self.session.execute(delete(SessionOuverte))
        self.session.add_all(SessionOuverte(**entree) for entree in self.entrees)
        self.session.commit()
        # as much of each as the scene had read, no less: a test that read more would take the lock of a write
        retrouves = [self.session.get_one(classe, cle, populate_existing=True) for classe, cle, _lus in cliche.objets]
        for objet, (_classe, _cle, lus) in zip(retrouves, cliche.objets, strict=True):
            for nom in lus:
                getattr(objet, nom)
        dossier = self.session.get_one(Dossier, cliche.dossier_id)
        self.session.commit()
        return dossier, cliche.identifiants

    def _nom(self) -> str:
        """The file, or the name, of the test's database."""
        return str(make_url(self.gardee.base).database)

    @property
    def _donnees(self) -> Path:
        return Path(self.gardee.reglages.donnees)

    @staticmethod
    def _copier_les_dossiers(depart: Path, arrivee: Path) -> None:
        for nom in DOSSIERS:
            if (depart / nom).exists():
                shutil.copytree(depart / nom, arrivee / nom, dirs_exist_ok=True)
