"""The tools of the browser tests: they must see what is wrong before they may say that all is well."""

import asyncio
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from tests.navigateur.accessibilite import axe, depassement
from tests.navigateur.boucle import hors_boucle

BONNE = """<!doctype html><html lang="fr"><head><title>Essai</title></head>
<body><main><h1>Essai</h1><p>Un texte.</p><script>document.title = "Script"</script></main></body></html>"""
MAUVAISE = """<!doctype html><html><head><title>Essai</title></head>
<body><img src="data:,"><p id="large">x</p></body></html>"""
CSP = "default-src 'none'; img-src data:"


class Pages(BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        if self.path != "/sans-csp":
            self.send_header("Content-Security-Policy", CSP)
        self.end_headers()
        self.wfile.write((MAUVAISE if self.path == "/mauvaise" else BONNE).encode())

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def adresse():
    serveur = HTTPServer(("127.0.0.1", 0), Pages)
    fil = threading.Thread(target=serveur.serve_forever)
    fil.start()
    yield f"http://127.0.0.1:{serveur.server_port}"
    serveur.shutdown()
    fil.join()
    serveur.server_close()


def test_axe_finds_nothing_on_a_sound_page(telephone, adresse, capture):
    page = telephone.new_page()
    page.goto(f"{adresse}/sans-csp")
    assert page.title() == "Script"
    assert axe(page) == []
    assert depassement(page) == 0
    assert capture(page, "outillage").stat().st_size > 1000


def test_axe_works_under_a_strict_csp_and_sees_faults(bureau, adresse):
    page = bureau.new_page()
    page.goto(f"{adresse}/mauvaise")
    fautes = {ligne.split(" : ")[0] for ligne in axe(page)}
    assert {"html-has-lang", "image-alt"} <= fautes


def test_without_javascript_no_script_runs(telephone_sans_js, adresse):
    page = telephone_sans_js.new_page()
    page.goto(f"{adresse}/sans-csp")
    assert page.title() == "Essai"


def test_a_script_blocked_by_the_csp_is_reported(bureau, adresse, fautes):
    bureau.new_page().goto(f"{adresse}/bonne")
    assert "Content Security Policy" in fautes[0]
    fautes.clear()


def test_the_network_stops_at_this_machine(bureau):
    page = bureau.new_page()
    with pytest.raises(Exception, match="ERR_NAME_NOT_RESOLVED"):
        page.goto("https://exemple.example/")


def test_code_that_runs_its_own_loop_works_during_and_after_browser_tests(bureau):
    bureau.new_page()
    with hors_boucle():
        assert asyncio.run(asyncio.sleep(0, "pendant")) == "pendant"


def test_the_loop_of_the_browser_does_not_leak(chrome):
    assert asyncio.run(asyncio.sleep(0, "après")) == "après"
