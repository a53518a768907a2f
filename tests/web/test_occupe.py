"""When the database is busy: 503, a delay to come back after, and nothing recorded."""

from functools import partial

import pytest
from sqlalchemy import func, select

from portail.domaine.procedure import Etat
from portail.persistance import moteur as bd
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Evenement


@pytest.fixture
def app(fabrique_app, monkeypatch):
    monkeypatch.setattr(bd, "ouvrir", partial(bd.ouvrir, attente_verrou_s=0.3))
    return fabrique_app()


def test_a_busy_database_says_so_and_records_nothing(app, maison, autre_session):
    dossier = maison.dossier(Etat.BROUILLON)
    creancier = maison.creancier()
    jeton = creancier.get("/aide")["form[action='/quitter'] [name=csrf_token]"]["value"]
    with app.extensions["ecritures"]() as occupe:
        occupe.get_one(Dossier, dossier.id, with_for_update=True)
        reponse = creancier.client.post(f"/creancier/dossiers/{dossier.reference}/abandon", data={"csrf_token": jeton})
        occupe.rollback()
    assert reponse.status_code == 503
    assert reponse.headers["Retry-After"] == "5"
    assert "Rien n’a été enregistré" in reponse.get_data(as_text=True)
    with autre_session() as lecture:
        assert lecture.get_one(Dossier, dossier.id).etat is Etat.BROUILLON
        actes = select(func.count()).where(Evenement.dossier_id == dossier.id, Evenement.action == "abandonner")
        assert lecture.scalar(actes) == 0
