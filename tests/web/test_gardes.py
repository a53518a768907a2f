"""What is refused before any view: foreign hosts, other sites' requests, odd bodies, repeated bindings."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select

from portail.config import Mode
from portail.domaine.procedure import Etat
from portail.persistance.acces import Essai
from tests.services.gestes import photo

pytestmark = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)

MOTS = {"identifiant": "7F4K29QD", "code": "M7RT4KHX92BD"}


@pytest.fixture
def client(maison):
    return maison.anonyme().client


@pytest.fixture
def jeton(client):
    page = client.get("/ouvrir").get_data(as_text=True)
    return re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)[1]


@pytest.mark.parametrize(
    "hote",
    [
        "evil.example", "localhost.evil.example", "evil.example:80", "localhost@evil.example", "[::1", "[::1]",
        "127.0.0.1", "", "localhost,evil.example", "evil.example/localhost", "LOCALHOST.", "xn--80ak6aa92e.com",
        "a" * 300,
    ],
)  # fmt: skip
def test_a_foreign_host_is_refused_everywhere(client, hote):
    for url in ("/", "/ouvrir", "/rien", "/sante"):
        reponse = client.get(url, headers={"Host": hote})
        assert reponse.status_code == 400, hote
        assert hote not in (reponse.location or "x") or not hote
        assert "evil" not in reponse.get_data(as_text=True)
    assert client.get("/", headers={"Host": "localhost:8000"}).status_code == 200
    assert client.get("/", headers={"X-Forwarded-Host": "evil.example"}).status_code == 200


def test_what_a_browser_says_of_another_site_is_enough_to_refuse(client, jeton, autre_session):
    def poster(**entetes):
        return client.post("/ouvrir", data={**MOTS, "csrf_token": jeton}, headers=entetes).status_code

    assert poster() == 422, "control: a typo, told as such"
    for entetes in (
        {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Origin": "http://localhost.evil.example"},
        {"Origin": ""}, {"Origin": "http://localhost:9999"}, {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "cross-site", "HX-Request": "true"},
    ):  # fmt: skip
        assert poster(**entetes) == 400, entetes
    assert poster(Origin="http://localhost") == 422
    assert poster(**{"Sec-Fetch-Site": "same-origin"}) == 422
    with autre_session() as lecture:
        assert not lecture.scalars(select(Essai)).all()


def test_only_forms_are_read(client, jeton):
    corps = "&".join(f"{n}={v}" for n, v in {**MOTS, "csrf_token": jeton}.items())
    formulaire = "application/x-www-form-urlencoded"
    assert client.post("/ouvrir", data=corps, content_type=formulaire).status_code == 422
    for genre in (
        "text/plain",
        "application/json",
        "application/xml",
        "text/html",
        f"{formulaire}2",
        "multipart/mixed",
    ):
        assert client.post("/ouvrir", data=corps, content_type=genre).status_code == 400, genre
    assert client.post("/ouvrir", json=MOTS, headers={"X-CSRFToken": jeton}).status_code == 400


def test_a_nul_byte_and_a_repeated_binding_are_refused(client, jeton, maison, autre_session):
    for url in ("/aide?x=%00", "/%00", "/debiteur/dossiers/RPC%00"):
        assert client.get(url).status_code == 404
    assert client.post("/ouvrir", data={**MOTS, "csrf_token": jeton, "x": "a\x00b"}).status_code == 400
    assert client.post("/ouvrir", data={"identifiant": "\x00", "code": "x", "csrf_token": jeton}).status_code == 400
    dossier = maison.dossier(Etat.ENVOYEE)
    qui = maison.debiteur(dossier)
    page = qui.get("/aide")
    csrf = page["form[action='/quitter'] [name=csrf_token]"]["value"]
    avant = photo(autre_session)
    for double in ("csrf_token", "version", "idem", "vu", "preuve"):
        champs = [("csrf_token", csrf), (double, csrf), (double, "autre")]
        corps = "&".join(f"{n}={v}" for n, v in champs)
        reponse = qui.client.post("/quitter", data=corps, content_type="application/x-www-form-urlencoded")
        assert reponse.status_code == 400, double
    assert photo(autre_session) == avant


def test_production_takes_its_own_address_only(fabrique_app, reglages):
    production = replace(reglages, mode=Mode.PRODUCTION, url_publique="https://portail.etude.example")
    client = fabrique_app(**{**production.__dict__, "hotes": ("portail.etude.example",)}).test_client()
    ici = {"Host": "portail.etude.example", "X-Forwarded-Proto": "https"}
    assert client.get("/sante", headers=ici).status_code == 200
    assert client.get("/sante", headers={"Host": "localhost"}).status_code == 400
    for origine, statut in (("http://portail.etude.example", 400), ("https://portail.etude.example", 400)):
        # the second is stopped by the CSRF token only
        page = client.post("/ouvrir", data=MOTS, headers={**ici, "Origin": origine}).get_data(as_text=True)
        assert ("restée ouverte" in page) is origine.startswith("https://"), origine
        assert client.post("/ouvrir", data=MOTS, headers={**ici, "Origin": origine}).status_code == statut
