"""kill -9: what was acknowledged is there, what was not is either whole or absent."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from portail.domaine.procedure import Etat
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Evenement
from portail.services.controle_journal import controler

# Hands in drafts one after the other, and says each reference once its commit has returned.
_TRAVAIL = """
import os, sys
from datetime import datetime
from portail.persistance import moteur as bd
from portail.config import lire
from portail.persistance.dossiers import Dossier
from portail.services import creances, journal
from portail.services.acteur import Acteur
from portail.services.moyens import Moyens
from portail.domaine.procedure import Role
from sqlalchemy import select
instant = datetime.fromisoformat(os.environ["INSTANT"])
outils = journal.outils(Moyens.depuis(lire(os.environ)), lambda: instant)
ecritures, _ = bd.sessions(bd.ouvrir(os.environ["PORTAIL_BASE"]), outils)
for numero in sys.stdin.read().split():
    with ecritures() as session:
        dossier = session.get_one(Dossier, int(numero))
        creances.deposer(session, dossier, Acteur(Role.CREANCIER, instant, 1))
    print(numero, flush=True)
"""


@pytest.mark.parametrize("url_base", ["sqlite", "postgresql"], indirect=True)
def test_acknowledged_acts_survive_kill_9(maison, url_base, autre_session):
    ids = [maison.dossier(Etat.BROUILLON).id for _ in range(30)]
    maison.session.close()
    environ = {
        **os.environ,
        "INSTANT": maison.horloge().isoformat(),
        "PORTAIL_MODE": "test",
        "PORTAIL_BASE": url_base,
        "PORTAIL_CLES": maison.moyens.reglages.cles[0],
        "PORTAIL_POIVRES": "1:" + "p" * 40,
        "PORTAIL_URL_PUBLIQUE": "http://localhost",
        "PORTAIL_COURRIELS": "spool",
    }
    racine = Path(__file__).parents[2]
    travail = subprocess.Popen(
        [sys.executable, "-c", _TRAVAIL],
        cwd=racine,
        env=environ,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    travail.stdin.write(" ".join(map(str, ids)))
    travail.stdin.close()
    confirmes = [int(travail.stdout.readline()) for _ in range(7)]
    time.sleep(0.01)
    travail.send_signal(signal.SIGKILL)
    confirmes += [int(reste) for reste in travail.stdout.read().split()]
    travail.stdout.close()
    travail.wait()
    with autre_session() as lecture:
        etats = {i: lecture.get_one(Dossier, i).etat for i in ids}
        assert all(etats[i] is Etat.DEPOSEE for i in confirmes)
        for i, etat in etats.items():
            depots = select(func.count()).where(Evenement.dossier_id == i, Evenement.action == "deposer")
            assert lecture.scalar(depots) == (1 if etat is Etat.DEPOSEE else 0), "state and journal agree"
        assert controler(lecture, maison.moyens.preuve).conforme, "one chain, without hole, every row sealed"
