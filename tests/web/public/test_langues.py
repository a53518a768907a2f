"""Choosing one's language: a link on every page, a cookie that says nothing else, and never a way out of the portal."""

import zlib

import pytest

from portail.domaine.procedure import Etat
from tests.pages import Page

pytestmark = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
CODES = ["fr", "fr@facile", "en", "ar"]


def test_the_choice_comes_back_to_the_page_in_that_language(maison):
    visiteur = maison.anonyme()
    page = visiteur.get("/aide?x=1")
    liens = page.tous("nav.langues a")
    assert [a["hreflang"] for a in liens] == ["fr", "fr", "en", "ar"]
    assert [a.text for a in liens if a.get("aria-current") == "true"] == ["Français"]
    arabe = visiteur.get(liens[-1]["href"])
    assert arabe.chemin == "/aide" and (arabe["html"]["lang"], arabe["html"]["dir"]) == ("ar", "rtl")
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
    page = maison.anonyme().soumettre("/connexion")
    assert page.statut == 422 and all(a["href"].endswith("suite=/connexion") for a in page.tous("nav.langues a"))


def test_an_address_that_only_takes_what_is_sent_comes_back_to_the_page_above(maison):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur, base = maison.debiteur(dossier), f"/debiteur/dossiers/{dossier.reference}"
    jeton = visiteur.get(f"{base}/echeancier")["main [name=csrf_token]"]["value"]
    for chemin, haut in (("/echeancier/budget", "/echeancier"), ("/projets/rien/effacer", "")):
        page = Page(visiteur.client.post(base + chemin, data={"csrf_token": jeton}))
        assert page.statut in (404, 422)
        suites = [a.get("href") or a["formaction"] for a in page.tous("nav.langues :is(a, [name=langue])")]
        assert {suite.partition("suite=")[2] for suite in suites} == {base + haut}


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


def changer(visiteur, page, langue, **tape):
    """Press the button of that language, with what was typed."""
    bouton = page[f"nav.langues button[value='{langue}']"]
    form = page[f"form#{bouton['form']}"]
    donnees = {c["name"]: c.get("value", "") for c in form.select("input[type=hidden]")} | tape | {"langue": langue}
    adresse = bouton.get("formaction") or form["action"]
    return Page(visiteur.client.post(adresse, data=donnees, follow_redirects=True))


MOTS = "La pose n’est pas finie. Il manque une fenêtre."


@pytest.mark.parametrize(
    ("etat", "chemin", "tape"),
    [
        (Etat.ENVOYEE, "/refuser", {"motif": MOTS}),
        (Etat.ENVOYEE, "/contester", {"motif": "montant_faux"}),
        (Etat.ENVOYEE, "/echeancier", {"mode": "libre", "montant": "8O", "jour": "5"}),
        (Etat.PAIEMENTS, "/paiement-fait", {"le": "3 oct", "paye": "203,33", "moyen": "virement", "texte": MOTS}),
        (Etat.PAIEMENTS, "/mois-difficile", {"aide": "payer_moins", "montant": "50", "texte": MOTS}),
    ],
)
def test_another_language_keeps_what_is_typed_on_the_page_and_sends_nothing(maison, etat, chemin, tape, autre_session):
    dossier = maison.dossier(etat, jours=60 if etat is Etat.PAIEMENTS else 10)
    visiteur, base = maison.debiteur(dossier), f"/debiteur/dossiers/{dossier.reference}"
    page = changer(visiteur, visiteur.get(base + chemin), "en", **tape)
    assert (page.chemin, page["html"]["lang"]) == (base + chemin, "en")
    assert rempli(page, tape) == tape
    page = changer(visiteur, page, "ar", **tape)
    assert page["html"]["dir"] == "rtl" and rempli(page, tape) == tape
    assert [b.text for b in page.tous("nav.langues [aria-current]")] == ["العربية"]
    assert page["main button[name=langue][value=fr]"], "« Read this page in French » loses nothing either"
    with autre_session() as lecture:
        assert lecture.get(type(dossier), dossier.id).etat is etat


def rempli(page, noms):
    """What these inputs hold."""
    valeurs = {}
    for nom in noms:
        champ = page[f"textarea[name={nom}], input[name={nom}][checked], input[name={nom}]:not([type=radio])"]
        valeurs[nom] = champ.text.strip() if champ.name == "textarea" else champ["value"]
    return valeurs


def test_the_reason_and_the_words_of_a_contestation_come_along_and_no_file_is_sent(maison):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur, base = maison.debiteur(dossier), f"/debiteur/dossiers/{dossier.reference}"
    page = visiteur.soumettre(f"{base}/contester", motif="deja_paye")
    assert {b["formenctype"] for b in page.tous("button[name=langue]")} == {"application/x-www-form-urlencoded"}
    tape = {"le": "octobre", "moyen": "cheque", "paye": "1 2OO", "texte": MOTS}
    page = changer(visiteur, page, "fr@facile", **tape)
    assert page.chemin == f"{base}/contester/details" and rempli(page, tape) == tape


CODES_TAPES = {"identifiant": "7F4K-29Q", "code": "M7RT-4KHX-92BD"}


def test_the_codes_of_the_letter_stay_in_the_page_and_are_kept_nowhere(maison):
    visiteur = maison.anonyme()
    page = changer(visiteur, visiteur.get("/ouvrir"), "ar", **CODES_TAPES)
    assert (page.chemin, page.statut, page["html"]["dir"]) == ("/ouvrir", 200, "rtl")
    assert rempli(page, CODES_TAPES) == CODES_TAPES and not page[".erreurs"]
    cookies = page.entetes.getlist("Set-Cookie")
    assert not [c for c in cookies if "7F4K" in c or c.startswith("session=") and "reprise" in c]
    vide = visiteur.get("/ouvrir")
    assert vide["html"]["dir"] == "rtl" and not vide["#code"].get("value")
    with visiteur.client.session_transaction() as cookie:
        assert "reprise" not in cookie


def test_who_says_that_the_letter_is_not_for_him_keeps_what_he_typed(maison):
    visiteur = maison.anonyme()
    tape = {"raison": "parti", "identifiant": "7F4K-29Q"}
    page = changer(visiteur, visiteur.get("/ouvrir/pas-moi"), "en", **tape)
    assert (page.chemin, page["html"]["lang"]) == ("/ouvrir/pas-moi", "en") and rempli(page, tape) == tape


def test_what_binds_is_never_kept_and_nothing_leads_elsewhere(maison):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur, base = maison.debiteur(dossier), f"/debiteur/dossiers/{dossier.reference}"
    jeton = visiteur.get(f"{base}/refuser")["main [name=csrf_token]"]["value"]
    champs = {"csrf_token": jeton, "langue": "en", "code_signature": "AAAA-BBBB", "engagement": "y"}
    assert visiteur.client.post("/langue?suite=https://evil.example/", data=champs).location == "/"
    assert visiteur.client.post("/langue?suite=/aide", data={**champs, "langue": "de"}).status_code == 404
    assert visiteur.client.post("/langue?suite=/aide", data=champs).location == "/aide"
    with visiteur.client.session_transaction() as cookie:
        assert '"saisie": {}' in zlib.decompress(maison.moyens.dechiffrer(cookie["reprise"].encode())).decode()


def test_a_lost_cookie_still_lets_the_language_change(maison):
    visiteur = maison.anonyme()
    reponse = visiteur.client.post("/langue?suite=/ouvrir", data={"langue": "en"})
    assert (reponse.status_code, reponse.location) == (303, "/langue/en?suite=/ouvrir")


def test_the_session_that_ends_at_that_moment_costs_no_word(maison, horloge):
    dossier, mots = maison.dossier_avec_codes(Etat.ENVOYEE)
    visiteur, base = maison.anonyme(), f"/debiteur/dossiers/{dossier.reference}"
    visiteur.soumettre(visiteur.soumettre("/ouvrir", identifiant=mots.identifiant, code=mots.code))
    page = visiteur.get(f"{base}/refuser")
    horloge.avancer(minutes=31)
    porte = changer(visiteur, page, "en", motif=MOTS)
    assert porte.chemin == "/ouvrir"
    page = visiteur.soumettre(visiteur.soumettre(porte, identifiant=mots.identifiant, code=mots.code))
    assert page.chemin == f"{base}/refuser" and page["#motif"].text.strip() == MOTS


def test_a_helper_goes_back_from_a_refusal_that_is_not_his(maison):
    dossier, mots = maison.dossier_avec_codes(Etat.ENVOYEE)
    visiteur = maison.anonyme()
    visiteur.soumettre("/ouvrir", identifiant=mots.identifiant, code=mots.code)
    aider = visiteur.get("/ouvrir/aider")
    assert rempli(changer(visiteur, aider, "en", nom="Léa Petit"), ["nom"]) == {"nom": "Léa Petit"}
    visiteur.soumettre(aider, nom="Léa Petit")
    page = visiteur.get(f"/debiteur/dossiers/{dossier.reference}/refuser")
    assert page["main a.retour"] and not page.tous("button[form=refus]") and len(page.tous("nav.langues a")) == 4


@pytest.mark.parametrize(("chemin", "acte"), [("/contester", ""), ("/echeancier", "recalculer"), ("/refuser", None)])
def test_the_enter_key_never_presses_a_language(maison, chemin, acte):
    """A browser presses the first button of the form, in the order of the page; Safari the first one that is drawn."""
    dossier = maison.dossier(Etat.ENVOYEE)
    page = maison.debiteur(dossier).get(f"/debiteur/dossiers/{dossier.reference}{chemin}")
    form = page["nav.langues button"]["form"]
    premier = next(b for b in page.tous("button[type=submit]") if b.get("form") == form)
    if acte is None:
        assert premier["name"] == "langue" and not page.tous(f"#{form} input:not([type=hidden])"), "no line of text"
    else:
        assert premier.get("value", "") == acte and premier["class"] == ["sr"] and not premier.has_attr("hidden")
