"""What a refusal, a lost race or a failure looks like: the right status, French words, nothing recorded, a way on."""

import logging

import pytest
from flask import abort, request
from sqlalchemy.exc import OperationalError

from portail.domaine.procedure import Action, ActionInterdite, Etat, Role
from portail.persistance.entrepot import FichierAltere
from portail.services.journal import DejaFait, DossierChange
from portail.services.negociation import MontantHorsBornes
from portail.services.participation import HorsDelai
from portail.services.termes import TermesChanges
from portail.web.acces import autorise, public
from portail.web.base import session_bd
from tests.pages import HTMX, Page
from tests.services.gestes import ENVOI, PROROGEE, photo


@pytest.fixture
def app(fabrique_app):
    """The application with one more route, whose view does what the test says."""
    app = fabrique_app()

    @app.route("/debiteur/dossiers/<reference>/essai", methods=["POST"])
    @autorise(Role.DEBITEUR, Action.CONSULTER)
    def essai(dossier):
        dossier.precisions = "écrit par l’essai"
        return app.config["ESSAI"](dossier)

    @app.get("/essai-public")
    @public("essai")
    def essai_public():
        return app.config["ESSAI"](None)

    return app


@pytest.fixture
def dossier(maison):
    return maison.dossier(Etat.ENVOYEE, envoi=ENVOI.replace(day=10))


@pytest.fixture
def envoyer(app, maison, dossier):
    """Posts to the route of the test as the debtor; gives the page."""
    qui = maison.debiteur(dossier)
    jeton = qui.get("/aide")["form[action='/quitter'] [name=csrf_token]"]["value"]

    def faire(vue, **entetes):
        app.config["ESSAI"] = vue
        url = f"/debiteur/dossiers/{dossier.reference}/essai"
        return Page(qui.client.post(url, data={"csrf_token": jeton}, headers=entetes))

    return faire


def lever(exception):
    def vue(_dossier):
        raise exception

    return vue


def test_a_lost_race_says_that_the_dossier_has_changed(envoyer, dossier, autre_session, session):
    session.rollback()
    avant = photo(autre_session)

    def version_perdue(d):
        session_bd().connection().exec_driver_sql(f"UPDATE dossier SET version = version + 1 WHERE id = {d.id}")
        session_bd().flush()

    def contrainte(d):
        d.accord_conclu_le = d.cree_le
        session_bd().flush()

    refus = (
        lever(ActionInterdite(Action.PROPOSER, Role.DEBITEUR, Etat.ENVOYEE)),
        lever(DossierChange()),
        lever(TermesChanges()),
        version_perdue,
        contrainte,
    )
    for vue in refus:
        page = envoyer(vue)
        assert page.statut == 409, vue
        assert "Ce dossier a changé" in page["h1"].text and "Rien n’a été enregistré" in page.lu
        assert page[f"a[href='/debiteur/dossiers/{dossier.reference}']"] is not None
        assert "01 99 00 12 34" in page.lu, "the étude's telephone"
        assert photo(autre_session) == avant


def test_a_refusal_left_to_us_is_told_in_its_own_words(envoyer, autre_session, session):
    session.rollback()
    avant = photo(autre_session)
    page = envoyer(lever(MontantHorsBornes(122_000)))
    assert (page.statut, page["h1"].text.strip()) == (422, "Ce n’est pas possible")
    assert "Indiquez un montant entre 0,01 € et 1 220,00 €." in page.lu
    assert photo(autre_session) == avant


def test_an_act_out_of_time_and_an_act_already_done(envoyer, dossier):
    page = envoyer(lever(HorsDelai(PROROGEE)))
    assert page.statut in (409, 422) and "fini" in page.lu  # the debtor's space has its own page for it
    deja = envoyer(lever(DejaFait()))
    assert (deja.statut, deja.lieu) == (303, f"/debiteur/dossiers/{dossier.reference}")


def test_a_failure_says_nothing_of_its_cause(envoyer, autre_session, session, caplog):
    session.rollback()
    avant = photo(autre_session)
    for exception in (RuntimeError("SECRET-DE-PANNE"), FichierAltere("SECRET-DE-PANNE"), KeyError("SECRET-DE-PANNE")):
        with caplog.at_level(logging.ERROR):
            page = envoyer(lever(exception))
        assert page.statut == 500 and "Rien n’a été enregistré" in page.lu
        assert "SECRET" not in page.texte and "Traceback" not in page.texte and "RuntimeError" not in page.texte
    assert "SECRET-DE-PANNE" in caplog.text, "the operator's log has it"
    assert photo(autre_session) == avant


def test_a_database_that_does_not_answer_is_told_in_plain_words(app, maison, dossier, monkeypatch):
    qui, anonyme = maison.debiteur(dossier), maison.anonyme()
    jeton = qui.get("/aide")["form[action='/quitter'] [name=csrf_token]"]["value"]

    def muette(*_args):
        raise OperationalError("SELECT", {}, Exception("SECRET-DE-BASE"))

    monkeypatch.setitem(app.extensions, "lectures", muette)
    monkeypatch.setitem(app.extensions, "ecritures", muette)
    url = f"/debiteur/dossiers/{dossier.reference}"
    for reponse in (
        qui.client.get(url),
        qui.client.post(f"{url}/essai", data={"csrf_token": jeton}),
        anonyme.client.get("/"),
        anonyme.client.get("/ouvrir"),
    ):
        assert reponse.status_code == 503 and reponse.headers["Retry-After"] == "5"
        texte = reponse.get_data(as_text=True)
        assert "Rien n’a été enregistré" in texte and "SECRET" not in texte
        assert reponse.headers["X-Content-Type-Options"] == "nosniff"


def test_a_busy_database_draws_its_page_without_the_lock(envoyer, dossier):
    page = envoyer(lever(OperationalError("BEGIN IMMEDIATE", {}, Exception("database is locked"))))
    assert page.statut == 503 and page.entetes["Retry-After"] == "5"
    assert "un appel ou un courriel à l’étude suffit" in page.lu
    assert page[f"a[href='/debiteur/dossiers/{dossier.reference}']"] is not None


def test_htmx_gets_the_whole_page_of_an_error(envoyer):
    page = envoyer(lever(DossierChange()), **HTMX, **{"HX-Target": "resultat"})
    assert page.statut == 409 and page.entetes["HX-Retarget"] == "body" and page.html.html is not None


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_addresses_methods_sizes_and_tokens(app, maison, dossier):
    qui, anonyme = maison.debiteur(dossier), maison.anonyme()
    for visiteur in (qui, anonyme):
        for url in ("/rien", "/debiteur/", "/%00", "/debiteur/dossiers/%00", "/static/rien.css", "/a/../../etc/passwd"):
            assert visiteur.get(url).statut == 404, url
    page = anonyme.get("/rien")
    assert page["h1"].text.strip() == "Page introuvable" and page["a[href='/']"] is not None
    # a form's address reloaded by hand shows the dossier, here and nowhere else
    recharge = qui.get(f"/debiteur/dossiers/{dossier.reference}/essai", suivre=False)
    assert (recharge.statut, recharge.lieu) == (303, f"/debiteur/dossiers/{dossier.reference}")
    for ailleurs in (f"//debiteur/dossiers/{dossier.reference}/essai", "//evil.example/dossiers/x/essai"):
        reponse = qui.client.get(ailleurs, base_url="http://localhost")
        assert not (reponse.location or "").startswith("//") and "evil" not in (reponse.location or "")
    assert qui.client.get("/quitter").status_code == 405
    assert qui.client.delete(f"/debiteur/dossiers/{dossier.reference}").status_code in (400, 405)
    sans_jeton = Page(qui.client.post(f"/debiteur/dossiers/{dossier.reference}/essai", data={"x": "1"}))
    assert sans_jeton.statut == 400 and "restée ouverte trop longtemps" in sans_jeton.lu
    assert not sans_jeton.tous("a[href$='/essai']"), "no page stands there"
    porte = Page(anonyme.client.post("/ouvrir", data={"identifiant": "x"}))
    assert porte.statut == 400 and porte["main a[href='/ouvrir']"].text.strip() == "Ouvrir la page de nouveau"
    lourd = Page(qui.client.post("/ouvrir", data={"identifiant": "x" * 7_000_000}))
    assert lourd.statut == 413 and "Envoyez moins de fichiers" in lourd.lu


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_every_error_page_is_named_in_french(app, maison):
    app.config["ESSAI"] = lambda _dossier: abort(int(request.args["code"]))
    for code in (400, 401, 403, 404, 405, 410, 413, 418, 422, 429, 500, 503):
        page = maison.anonyme().get(f"/essai-public?code={code}")
        assert page.statut == code
        assert page["h1"].text.strip() and "Not" not in page.lu and "Error" not in page.lu


@pytest.mark.parametrize(("statut", "codes"), [(404, 404), (429, 429), (500, 500), (503, 503)])
def test_a_debtor_before_a_closed_door_on_the_last_day_is_told_what_to_do(envoyer, statut, codes):
    """Parcours 1.16, decision D5: a refusal is free in its form; an acceptance needs the form, signed."""
    page = envoyer(lambda _dossier: abort(statut) if statut != 500 else 1 / 0)
    assert page.statut == codes
    assert "Ce que vous avez déjà envoyé est gardé." in page.lu
    assert "Si votre date limite est aujourd’hui : pour refuser, un appel ou un courriel" in page.lu
    assert "apportez le formulaire signé" in page.lu and "01 99 00 12 34" in page.lu


def test_elsewhere_an_error_says_nothing_of_a_last_day(maison, dossier):
    assert "date limite" not in maison.anonyme().get("/rien").lu
    assert "date limite" not in maison.creancier().get("/creancier/dossiers/RPC-AAAAA-AAAAA").lu
    assert "date limite" in maison.anonyme().get("/ouvrir/rien").lu
