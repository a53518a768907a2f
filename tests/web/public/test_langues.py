"""Choosing one's language: a link on every page, a cookie that says nothing else, and never a way out of the portal."""

import pytest

from portail.domaine.procedure import Etat
from tests.pages import Page

pytestmark = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
CODES = ["fr", "fr@facile", "en", "ar"]


def test_the_choice_comes_back_to_the_page_in_that_language(maison):
    visiteur = maison.anonyme()
    page = visiteur.get("/ouvrir?x=1")
    liens = page.tous("nav.langues a")
    assert [a["hreflang"] for a in liens] == ["fr", "fr", "en", "ar"]
    assert [a.text for a in liens if a.get("aria-current") == "true"] == ["Français"]
    arabe = visiteur.get(liens[-1]["href"])
    assert arabe.chemin == "/ouvrir" and (arabe["html"]["lang"], arabe["html"]["dir"]) == ("ar", "rtl")
    assert [a.text for a in arabe.tous("nav.langues a[aria-current]")] == ["العربية"]
    retour = arabe["main a[hreflang=fr]"]
    assert visiteur.get(retour["href"])["html"]["dir"] == "ltr"


def test_the_cookie_lives_as_long_as_the_browser_and_holds_the_code(maison):
    reponse = maison.anonyme().client.get("/langue/en?suite=/aide")
    (cookie,) = reponse.headers.getlist("Set-Cookie")
    assert cookie.startswith("portail_langue=en;") and "HttpOnly" in cookie and "SameSite=Lax" in cookie
    assert "Path=/" in cookie and "Expires" not in cookie and "Max-Age" not in cookie
    assert (reponse.status_code, reponse.location) == (303, "/aide")


def test_https_guards_the_cookie(fabrique_app):
    app = fabrique_app(url_publique="https://portail.etude.example", hotes=("portail.etude.example",))
    reponse = app.test_client().get(
        "/langue/ar", headers={"Host": "portail.etude.example"}, base_url="https://portail.etude.example"
    )
    (cookie,) = reponse.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-portail_langue=ar;") and "Secure" in cookie and "Domain" not in cookie


@pytest.mark.parametrize(
    "suite",
    [
        "https://evil.example/",
        "//evil.example/ouvrir",
        "/\\evil.example",
        "\\\\evil.example",
        "javascript:alert(1)",
        "/ouvrir\r\nSet-Cookie: x=1",
        "/rien",
        "/quitter",
        "/" + "a" * 3000,
        "ouvrir",
        "//[",
    ],
)
def test_nothing_leads_elsewhere(maison, suite):
    reponse = maison.anonyme().client.get("/langue/en", query_string={"suite": suite})
    assert (reponse.status_code, reponse.location) == (303, "/")


@pytest.mark.parametrize("code", ["de", "EN", "fr_FR", "../en"])
def test_an_unknown_language_does_not_exist(maison, code):
    assert maison.anonyme().get(f"/langue/{code}").statut == 404


def test_leaving_forgets_it(maison):
    visiteur = maison.debiteur(maison.dossier(Etat.ENVOYEE))
    page = visiteur.get("/langue/en?suite=/mon-espace")
    assert page["html"]["lang"] == "en" and page["main a[hreflang=fr]"]
    sortie = visiteur.soumettre(page, "header form")
    assert sortie["html"]["lang"] == "fr"
    assert visiteur.client.get_cookie("portail_langue") is None


def test_a_posted_page_comes_back_where_it_can_be_read(maison):
    page = maison.anonyme().soumettre("/ouvrir")
    assert page.statut == 422 and all(a["href"].endswith("suite=/ouvrir") for a in page.tous("nav.langues a"))


def test_an_address_that_only_takes_what_is_sent_comes_back_to_the_page_above(maison):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur, base = maison.debiteur(dossier), f"/debiteur/dossiers/{dossier.reference}"
    jeton = visiteur.get(f"{base}/echeancier")["main [name=csrf_token]"]["value"]
    for chemin, haut in (("/echeancier/budget", "/echeancier"), ("/projets/rien/effacer", "")):
        page = Page(visiteur.client.post(base + chemin, data={"csrf_token": jeton}))
        assert page.statut in (404, 422)
        assert {a["href"].partition("suite=")[2] for a in page.tous("nav.langues a")} == {base + haut}


def test_the_offices_offer_two_languages_and_french_pages_no_note(maison):
    page = maison.commissaire().get("/commissaire/")
    assert [a["hreflang"] for a in page.tous("nav.langues a")] == ["fr", "en"]
    assert not page["main a[hreflang=fr]"]
    assert "Cookie" in page.entetes["Vary"]


def test_french_words_say_they_are_french_on_a_page_in_another_language(maison):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    visiteur.get("/langue/ar")
    base = f"/debiteur/dossiers/{dossier.reference}"
    assert dossier.fondement in [e.text for e in visiteur.get(base).tous("bdi[lang=fr]")]
    mots = visiteur.get(f"{base}/refuser")["blockquote"]
    assert (mots["lang"], mots["dir"]) == ("fr", "ltr")
