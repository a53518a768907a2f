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

# Hands in drafts one after the other, and says each reference once its commit has returned.
_TRAVAIL = """
import os, sys
from datetime import datetime
from portail.persistance import moteur as bd
from portail.persistance.dossiers import Dossier
from portail.services import creances
from portail.services.acteur import Acteur
from portail.domaine.procedure import Role
from sqlalchemy import select
ecritures, _ = bd.sessions(bd.ouvrir(os.environ["BASE"]))
for numero in sys.stdin.read().split():
    with ecritures() as session:
        dossier = session.get_one(Dossier, int(numero))
        creances.deposer(session, dossier, Acteur(Role.CREANCIER, datetime.fromisoformat(os.environ["INSTANT"]), 1))
    print(numero, flush=True)
"""


@pytest.mark.parametrize("url_base", ["sqlite", "postgresql"], indirect=True)
def test_acknowledged_acts_survive_kill_9(maison, url_base, autre_session):
    ids = [maison.dossier(Etat.BROUILLON).id for _ in range(30)]
    maison.session.close()
    environ = {**os.environ, "BASE": url_base, "INSTANT": maison.horloge().isoformat()}
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
