"""What the chain of the journal costs: an act with it and without it, then verifying, exporting, anchoring.

Run from the top folder, on a SQLite file unless told otherwise:
    python -m benchmarks.journal [--actes 300] [--lignes 20000]
        [--base postgresql+psycopg://…]      an empty database: rows are written there and stay
"""

import argparse
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from types import SimpleNamespace
from unittest.mock import patch

from sqlalchemy import text
from sqlalchemy.orm import Session, sessionmaker

from portail.config import Mode, Reglages
from portail.domaine.chaine import verifier_extrait
from portail.domaine.procedure import Action, Role
from portail.persistance import moteur as bd
from portail.persistance import schema
from portail.persistance.dossiers import Dossier
from portail.services import creances, demonstration, journal
from portail.services.acteur import Acteur
from portail.services.ancrage import ancrer
from portail.services.controle_journal import controler
from portail.services.moyens import Moyens
from portail.services.preuves_dossier import extrait

MAINTENANT = datetime(2026, 11, 22, 9, 42, tzinfo=UTC)
ROLE = Acteur(Role.CREANCIER, MAINTENANT)
_SANS_CHAINE = SimpleNamespace(seq=0, id=0, empreinte="0" * 64, ecrit_le=None)


def reglages(dossier: Path, base: str) -> Reglages:
    return Reglages(
        mode=Mode.TEST,
        cles=("k" * 40,),
        poivres={1: "p" * 40},
        base=base or f"sqlite:///{dossier / 'portail.db'}",
        donnees=dossier,
        url_publique="http://localhost",
        hotes=("localhost",),
        htmx="local",
        courriels="spool",
        expediteur="portail@etude.example",
        argon2=(1, 8, 1),
    )


def acte(session: Session, dossier: Dossier) -> None:
    """A small one, so that the row of the journal weighs most."""
    journal.franchir(session, dossier, Action.COMPLETER, ROLE, partie="marge")
    session.commit()


@contextmanager
def sans_chaine(fabrique: sessionmaker[Session]) -> Iterator[None]:
    """The same act where nothing is hashed, sealed, read back nor kept apart: what the row was before."""
    compte = iter(range(10**9, 2 * 10**9))

    def placer(evenement: object, *_reste: object) -> None:
        rang = next(compte)
        for nom in ("charge_empreinte", "prec", "empreinte", "sceau"):
            setattr(evenement, nom, "0" * 64)
        evenement.seq = evenement.id = rang  # type: ignore[attr-defined]

    with (
        patch.object(journal, "_enchainer", placer),
        patch.object(journal, "tete", lambda *_a, **_o: _SANS_CHAINE),
        fabrique() as session,
    ):
        _declencheurs(session, dormir=True)
        yield
    with fabrique() as session:
        session.execute(text("DELETE FROM evenement WHERE seq >= 1000000000"))
        _declencheurs(session, dormir=False)


_ENDORMIS: list[str] = []


def _declencheurs(session: Session, *, dormir: bool) -> None:
    if session.get_bind().dialect.name == "postgresql":
        mot = "DISABLE TRIGGER USER" if dormir else "ENABLE TRIGGER USER"
        session.execute(text(f"ALTER TABLE evenement {mot}"))
    elif dormir:
        lus = session.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
        _ENDORMIS[:] = [sql for _nom, sql in lus]
        for nom, _sql in lus:
            session.execute(text(f"DROP TRIGGER {nom}"))
    else:
        for sql in _ENDORMIS:
            session.execute(text(sql))
    session.commit()


def mesurer(fabrique: sessionmaker[Session], dossier_id: int, nombre: int) -> float:
    """Median seconds of an act, commit included."""
    temps = []
    with fabrique() as session:
        dossier = session.get_one(Dossier, dossier_id, with_for_update=True)
        for _ in range(nombre):
            debut = time.perf_counter()
            acte(session, dossier)
            temps.append(time.perf_counter() - debut)
    return median(temps)


def chronometrer(nom: str, geste: Callable[[], object], lignes: int) -> None:
    debut = time.process_time()
    geste()
    temps = time.process_time() - debut
    print(f"{nom:<44} {temps * 1000:>9.1f} ms {lignes / temps:>10.0f} lignes/s et cœur")


def remplir(fabrique: sessionmaker[Session], dossier_id: int, nombre: int) -> None:
    """Many rows in one transaction: only their number counts here."""
    with fabrique() as session:
        dossier = session.get_one(Dossier, dossier_id, with_for_update=True)
        for rang in range(nombre):
            journal.franchir(session, dossier, Action.COMPLETER, ROLE, partie="marge", rang=rang)
            if rang % 500 == 499:
                session.commit()
                session.expire(dossier, ["evenements"])
        session.commit()


def principal() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--actes", type=int, default=300)
    arguments.add_argument("--lignes", type=int, default=20_000)
    arguments.add_argument("--base", default="")
    choix = arguments.parse_args()
    with tempfile.TemporaryDirectory() as lieu:
        moyens = Moyens.depuis(reglages(Path(lieu), choix.base))
        moteur = bd.ouvrir(moyens.reglages.base)
        schema.migrer(moteur)
        ecritures, lectures = bd.sessions(moteur, journal.outils(moyens, lambda: MAINTENANT))
        with ecritures() as session:
            troupe = demonstration.creer_troupe(session, moyens, MAINTENANT)
            qui = replace(ROLE, compte_id=troupe.compte_menuiserie.id)
            un, autre, long = (creances.creer(session, troupe.menuiserie, qui).id for _ in range(3))
        mesurer(ecritures, un, 20)
        avec = mesurer(ecritures, un, choix.actes)
        with sans_chaine(ecritures):
            sans = mesurer(ecritures, autre, choix.actes)
        print(f"un acte, sans chaîne {sans * 1000:.2f} ms, avec {avec * 1000:.2f} ms : × {avec / sans:.2f}")
        remplir(ecritures, long, choix.lignes)
        with lectures() as lecture:
            lues = controler(lecture, moyens.preuve)
            dossier = lecture.get_one(Dossier, un)
            chronometrer("vérifier le journal", lambda: controler(lecture, moyens.preuve), lues.lignes)
            chronometrer("ancrer (vérification comprise)", lambda: ancrer(lecture, moyens, MAINTENANT), lues.lignes)
            donnees = extrait(lecture, dossier, moyens.preuve)
            chronometrer(
                "extraire un dossier", lambda: extrait(lecture, dossier, moyens.preuve), len(donnees["lignes"])
            )
            chronometrer("vérifier l’extrait, sans nous", lambda: verifier_extrait(donnees), len(donnees["lignes"]))
        moteur.dispose()


if __name__ == "__main__":
    principal()
