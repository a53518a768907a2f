"""Every answer says the same to the browser: pages, errors, forms refused, files."""

import re
from dataclasses import replace

import pytest

from portail.config import HTMX_CDN
from portail.domaine.procedure import Etat
from portail.web.entetes import politique
from tests.services.gestes import relu

pytestmark = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)

FIXES = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def reponses(maison, autre_session):
    """One answer of each kind."""
    dossier = maison.dossier(Etat.TITRE_DELIVRE)
    with autre_session() as lecture:
        document = relu(lecture, dossier).documents[0].id
    anonyme, qui, pro = maison.anonyme().client, maison.debiteur(dossier).client, maison.commissaire().client
    url = f"/debiteur/dossiers/{dossier.reference}"
    yield from (anonyme.get(u) for u in ("/", "/ouvrir", "/connexion", "/sante", "/rien", "/mon-espace", "/%00", url))
    yield anonyme.get("/", headers={"Host": "evil.example"})
    yield anonyme.post("/ouvrir", data={"x": "1"})
    yield anonyme.post("/ouvrir", data={"x": "1" * 7_000_000})
    yield anonyme.get(url, headers={"HX-Request": "true"})
    yield from (qui.get(u) for u in (url, "/aide", f"{url}/documents/1", "/creancier/dossiers"))
    yield qui.delete(url)
    yield pro.get(f"/commissaire/dossiers/{dossier.reference}")
    yield (lien := pro.get(f"/commissaire/dossiers/{dossier.reference}/documents/{document}"))
    yield pro.get(lien.location)


def test_nothing_goes_out_without_its_headers(maison, autre_session):
    vus = set()
    for reponse in reponses(maison, autre_session):
        vus.add(reponse.status_code)
        for nom, valeur in FIXES.items():
            assert reponse.headers[nom] == valeur, (reponse.request.path, nom)
        csp = reponse.headers["Content-Security-Policy"]
        assert "default-src 'none'" in csp and "unsafe" not in csp and "*" not in csp
        assert reponse.headers["Cache-Control"] == "no-store", reponse.request.path
        assert "camera=()" in reponse.headers["Permissions-Policy"]
        assert "Python" not in reponse.headers.get("Server", "")
        assert "Strict-Transport-Security" not in reponse.headers, "http only in this test"
    assert {200, 303, 400, 401, 404, 413} <= vus


def test_a_served_document_stays_in_a_sandbox(maison, autre_session):
    dossier = maison.dossier(Etat.FIN_REFUS_PARTICIPATION)
    base = f"/commissaire/dossiers/{dossier.reference}"
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        urls = (f"{base}/documents/{d.documents[-1].id}", f"{base}/pieces/{d.pieces[0].id}")
    for url in urls:
        reponse = maison.commissaire().client.get(url, follow_redirects=True)
        assert reponse.status_code == 200 and reponse.mimetype == "application/pdf"
        assert reponse.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert re.match(r"attachment; filename=[\w.-]+\.pdf$", reponse.headers["Content-Disposition"])
        assert reponse.headers["Cache-Control"] == "no-store"


def test_static_files_are_cached_under_the_mark_of_their_content(maison):
    client = maison.anonyme().client
    page = client.get("/").get_data(as_text=True)
    (css,) = re.findall(r'href="(/static/portail\.css\?v=[0-9a-f]{12})"', page)
    for url, garde in ((css, True), ("/static/portail.css", False), ("/static/absent.css?v=123", False)):
        with client.get(url) as reponse:
            cache = reponse.headers.get("Cache-Control", "")
            assert (cache == "public, max-age=31536000, immutable") is garde, url


def test_https_adds_transport_security_and_guarded_cookies(fabrique_app):
    app = fabrique_app(url_publique="https://portail.etude.example", hotes=("portail.etude.example",))
    client = app.test_client()
    reponse = client.get("/ouvrir", headers={"Host": "portail.etude.example"}, base_url="https://portail.etude.example")
    assert reponse.headers["Strict-Transport-Security"].startswith("max-age=63072000")
    assert "upgrade-insecure-requests" in reponse.headers["Content-Security-Policy"]
    cookie = reponse.headers["Set-Cookie"]
    assert cookie.startswith("__Host-session=")
    for attribut in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert attribut in cookie
    assert "Domain" not in cookie and "Expires" not in cookie and "Max-Age" not in cookie


def test_the_policy_names_the_pinned_script_or_nothing(reglages):
    assert "script-src 'self';" in politique(reglages)
    assert f"script-src 'self' {HTMX_CDN};" in politique(replace(reglages, htmx="cdn"))
