"""Can the time of an answer tell a living identifiant from an unknown one? 0.50 is no, 1.00 is always (decision 0042).

Run from the top folder: python -m benchmarks.porte [--paires 500] [--sans-argon2]   (SQLite file, real Argon2 costs;
without them, what is left is the database alone, where any difference shows best)
"""

import argparse
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from flask import Flask
from sqlalchemy import update

from benchmarks.lots import application
from portail.domaine.procedure import Etat
from portail.persistance.acces import AccesLettre
from portail.services import connexion, demonstration
from portail.services.empreintes import Empreintes
from portail.services.essais import TropDEssais
from portail.services.identifiants import tirer
from tests.pages import Maison

CHAUFFE = 20  # pairs that are not counted


class SansArgon2(Empreintes):
    def _verifier(self, empreinte: str, cle: str) -> bool:
        return False


def auc(connus: list[float], inconnus: list[float]) -> float:
    """How often the known one of a pair took longer."""
    plus_longs = sum((a > b) + (a == b) / 2 for a in connus for b in inconnus)
    return plus_longs / (len(connus) * len(inconnus))


def instants(depart: datetime, fermee: bool) -> Iterator[datetime]:
    """A shut door stays in its window; an open one is tried once in each."""
    while True:
        yield depart
        depart += timedelta(0) if fermee else timedelta(minutes=16)


def mesurer(app: Flask, empreintes: Empreintes, connu: str, paires: int, fermee: bool) -> tuple[list[float], ...]:
    """Seconds of a wrong code for the letter that exists, then for one that does not, in turn."""
    inconnu = tirer().identifiant
    temps: dict[str, list[float]] = {connu: [], inconnu: []}
    quand = instants(app.config["HORLOGE"](), fermee)
    for n in range(CHAUFFE + paires):
        instant = next(quand)
        with app.extensions["ecritures"]() as session:
            session.execute(update(AccesLettre).values(echecs=0))  # or it would wear out
            session.commit()
        for mot in (connu, inconnu) if n % 2 else (inconnu, connu):
            with app.extensions["ecritures"]() as session, suppress(connexion.Inconnu, TropDEssais):
                code, visite = tirer().code, connexion.Visite(f"{n}{mot}")
                debut = time.perf_counter()
                try:
                    connexion.ouvrir_par_lettre(session, empreintes, mot, code, visite, instant)
                finally:
                    temps[mot].append(time.perf_counter() - debut)
    return tuple(t[CHAUFFE:] for t in temps.values())


def principal() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--paires", type=int, default=500)
    arguments.add_argument("--sans-argon2", action="store_true")
    choix = arguments.parse_args()
    with TemporaryDirectory() as dossier:
        app = application(Path(dossier))
        horloge, moyens = app.config["HORLOGE"], app.extensions["moyens"]
        with app.extensions["ecritures"]() as session:
            maison = Maison(app, session, moyens, demonstration.creer_troupe(session, moyens, horloge()), horloge)
            mots = maison.dossier_avec_codes(Etat.ENVOYEE)[1]
        empreintes = SansArgon2(moyens.reglages) if choix.sans_argon2 else moyens.empreintes
        print(f"{'porte':<8} {'AUC':>6} {'connu / inconnu':>16}")
        for nom, fermee in (("ouverte", False), ("fermée", True)):
            connus, inconnus = mesurer(app, empreintes, mots.identifiant, choix.paires, fermee)
            print(f"{nom:<8} {auc(connus, inconnus):>6.3f} {median(connus) / median(inconnus):>16.3f}")
        app.extensions["moteur"].dispose()


if __name__ == "__main__":
    principal()
