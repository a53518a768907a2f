"""Letters a second through a batch, database and encryption included, beside the bare printing of the same PDFs.

Run from the top folder: python -m benchmarks.lots [--lettres 40]   (a fresh process, a SQLite file, real Argon2 costs)
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from flask import Flask

from benchmarks.documents import GENRES
from portail import create_app
from portail.config import Mode, Reglages
from portail.domaine.procedure import Etat, Role
from portail.persistance import schema
from portail.persistance.dossiers import Dossier
from portail.persistance.lots import GenreLot, lots_ouverts
from portail.services import atelier, demonstration, impressions, lots
from portail.services.acteur import Acteur
from portail.web.messages import expliquer
from tests.conftest import MAINTENANT
from tests.pages import Horloge, Maison


@dataclass(frozen=True)
class Mesure:
    """Processor seconds: the first letter of the process, then the median of the others."""

    froid: float
    chaud: float


def nu(nombre: int) -> Mesure:
    """Printing alone: the letter, its sheet, the archived copy."""

    def une(n: int) -> None:
        for genre in ("lettre", "feuille", "lettre"):
            GENRES[genre](n)

    return _mesurer(une, nombre)


def par_lot(outils: atelier.Atelier, lot_id: int, nombre: int) -> Mesure:
    """One line a portion: taken, gathered, printed, hashed, encrypted, stored, journaled, ticked."""
    return _mesurer(lambda _n: atelier.avancer(outils, lot_id, portion_s=0.0), nombre)


def _mesurer(faire: Callable[[int], None], nombre: int) -> Mesure:
    temps = []
    for n in range(nombre):
        debut = time.process_time()
        faire(n)
        temps.append(time.process_time() - debut)
    return Mesure(temps[0], median(temps[1:]))


def preparer(app: Flask, nombre: int) -> tuple[atelier.Atelier, int]:
    """Receivable dossiers and a confirmed batch of them, without printing anything."""
    horloge, moyens = app.config["HORLOGE"], app.extensions["moyens"]
    with app.extensions["ecritures"]() as session:
        troupe = demonstration.creer_troupe(session, moyens, horloge())
        maison = Maison(app, session, moyens, troupe, horloge)
        dossiers = [maison.dossier(Etat.RECEVABLE, jours=0) for _ in range(nombre)]
        choix = [lots.Choix(d.reference, d.version) for d in dossiers]
        qui = troupe.commissaire
        par = Acteur(Role.COMMISSAIRE, horloge(), qui.id, idem="mesure")
        lot = lots.creer(session, moyens, GenreLot.LETTRES, choix, par, qui.etude_id)
        return atelier.Atelier(app.extensions["ecritures"], moyens, horloge, expliquer), lot.id


def imprimer(app: Flask) -> tuple[float, int]:
    """Processor seconds and bytes of the one file for the printer."""
    with app.extensions["lectures"]() as session:
        assert not lots_ouverts(session)
        dossiers = session.query(Dossier).all()
        debut = time.process_time()
        contenu = impressions.reunir(session, dossiers, app.extensions["moyens"], MAINTENANT, expliquer)
        return time.process_time() - debut, len(contenu)


def application(dossier: Path) -> Flask:
    app = create_app(
        Reglages(
            mode=Mode.TEST,
            cles=("cle-de-mesure-" + "k" * 40,),
            poivres={1: "poivre-de-mesure-" + "p" * 40},
            base=f"sqlite:///{dossier}/portail.db",
            donnees=dossier,
            url_publique="http://localhost",
            hotes=("localhost",),
            htmx="local",
            courriels="spool",
            expediteur="portail@etude.example",
        ),
        Horloge(MAINTENANT),
    )
    schema.migrer(app.extensions["moteur"])
    return app


def principal() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--lettres", type=int, default=40)
    arguments.add_argument("--nu", action="store_true", help="bare printing only, for a process of its own")
    choix = arguments.parse_args()
    if choix.nu:
        mesure = nu(choix.lettres)
        print(mesure.froid, mesure.chaud)
        return
    with TemporaryDirectory() as dossier:
        app = application(Path(dossier))
        lot = par_lot(*preparer(app, choix.lettres), choix.lettres)
        secondes, octets = imprimer(app)
        app.extensions["moteur"].dispose()
    seul = nu_a_part(choix.lettres)
    print(f"{'':<24} {'à froid (ms)':>13} {'à chaud (ms)':>13} {'par s et cœur':>14}")
    for nom, m in (("tirage nu (3 PDF)", seul), ("par lot", lot)):
        print(f"{nom:<24} {m.froid * 1000:>13.0f} {m.chaud * 1000:>13.1f} {1 / m.chaud:>14.1f}")
    print(f"{'rapport lot / nu':<24} {lot.froid / seul.froid:>13.2f} {lot.chaud / seul.chaud:>13.2f}")
    print(f"fichier à imprimer : {choix.lettres} lettres en {secondes * 1000:.0f} ms, {octets / 1e6:.1f} Mo")


def nu_a_part(nombre: int) -> Mesure:
    """In a process of its own, so that the batch has warmed nothing."""
    commande = [sys.executable, "-m", "benchmarks.lots", "--nu", "--lettres", str(nombre)]
    sortie = subprocess.run(commande, check=True, capture_output=True, text=True)
    return Mesure(*map(float, sortie.stdout.split()))


if __name__ == "__main__":
    principal()
