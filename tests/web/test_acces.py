"""Access declared above each view, and the session that the cookie only points at (the whole map: test_matrice)."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portail.domaine.procedure import Action, Etat, Role
from portail.persistance.acces import SessionOuverte
from portail.web import acces
from portail.web.acces import autorise, public, reserve_a
from portail.web.base import session_bd
from tests.pages import HTMX, Navigateur
from tests.services.gestes import relu
from tests.web.monde import jeton


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_a_route_without_an_access_stops_the_start(fabrique_app):
    app = fabrique_app()
    acces.verifier(app)
    app.add_url_rule("/oubli", "oubli", lambda: "x")
    with pytest.raises(RuntimeError, match="oubli"):
        acces.verifier(app)
    for role, action in ((Role.DEBITEUR, Action.DELIVRER_TITRE), (Role.CREANCIER, Action.CONSTATER_ACCORD)):
        with pytest.raises(ValueError, match="TRANSITIONS"):
            autorise(role, action)
    assert public("motif")(lambda: "x").acces.motif == "motif"
    assert reserve_a(Role.CREANCIER)(lambda: "x").acces.role is Role.CREANCIER
    lignes = acces.table_des_routes(app).splitlines()
    assert lignes == sorted(lignes) and not [ligne for ligne in lignes if "/oubli" in ligne]
    assert any(ligne.split() == ["/ouvrir", "GET", "public", "porte", "du", "débiteur"] for ligne in lignes)


def test_a_view_that_writes_on_a_get_is_stopped(fabrique_app, maison, autre_session):
    """By the session, and behind it by the database."""

    def par_la_session(dossier):
        dossier.precisions = "écrit par un GET"
        session_bd().commit()
        return "fait"

    def en_sql(dossier):
        session_bd().execute(dossier.__table__.update().values(precisions="écrit par un GET"))
        session_bd().commit()
        return "fait"

    app = fabrique_app()
    for nom, vue in (("un", par_la_session), ("deux", en_sql)):
        protegee = autorise(Role.DEBITEUR, Action.CONSULTER)(vue)
        app.add_url_rule(f"/debiteur/dossiers/<reference>/{nom}", nom, protegee)
    dossier = maison.dossier(Etat.ENVOYEE)
    qui, reference = maison.debiteur(dossier), dossier.reference
    client = app.test_client()
    client._cookies = qui.client._cookies
    for nom in ("un", "deux"):
        assert client.get(f"/debiteur/dossiers/{reference}/{nom}").status_code in (500, 503)
    with autre_session() as lecture:
        assert relu(lecture, dossier).precisions == ""


def test_a_visit_is_noted_once_a_minute_and_never_for_a_fragment(maison, horloge, autre_session):
    qui, depart = maison.creancier(), horloge()
    for secondes, entetes, attendu in ((59, {}, 0), (1, HTMX, 0), (1, {}, 61), (30, {}, 61), (31, {}, 122)):
        horloge.avancer(seconds=secondes)
        assert qui.client.get("/creancier/dossiers", headers=entetes).status_code == 200
        with autre_session() as lecture:
            vue_le = lecture.scalars(select(SessionOuverte.vue_le)).one()
        assert (vue_le - depart).total_seconds() == attendu


def test_the_cookie_alone_decides_nothing(maison, horloge, session):
    """Idle and absolute ends to the second, a copied cookie after sign-out, a closed account, a cookie made up."""
    seconde = timedelta(seconds=1)

    def entre(navigateur):
        return navigateur.client.get("/creancier/dossiers").status_code == 200

    depart, hugo = horloge(), maison.creancier()
    for minutes in (*range(0, 480, 25), 479):
        horloge.instant = depart + timedelta(minutes=minutes)
        assert entre(hugo), minutes
    horloge.instant = depart + timedelta(hours=8) - seconde
    assert entre(hugo)
    horloge.avancer(seconds=1)
    assert not entre(hugo)
    sophie = maison.creancier(autre=True)
    horloge.instant += timedelta(minutes=30) - seconde
    assert entre(sophie)
    horloge.avancer(minutes=30)
    assert not entre(sophie)

    sortante = maison.creancier()
    copie = Navigateur(maison.app.test_client())
    copie.client._cookies = dict(sortante.client._cookies)
    assert entre(copie)
    sortante.client.post("/quitter", data={"csrf_token": jeton(sortante)})
    assert not entre(copie)

    congediee = maison.creancier()
    session.merge(maison.troupe.compte_menuiserie).actif = False
    session.commit()
    assert not entre(congediee)
    inventee = maison.anonyme()
    with inventee.client.session_transaction() as cookie:
        cookie["_user_id"] = "x" * 43
    assert not entre(inventee)
