"""The reader's language: asked for by a cookie, French when nothing is, and values that keep their own direction."""

import pytest
from babel.support import NullTranslations
from flask import g
from markupsafe import Markup

from portail.web import traduction
from portail.web.traduction import FRANCAIS, LANGUES, gettext, langue, lazy_gettext, ngettext

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


class Crochets(NullTranslations):
    """A language that changes every sentence."""

    def gettext(self, message):
        return f"⟦{message}⟧"

    def ngettext(self, msgid1, msgid2, n):
        return self.gettext(msgid1 if n == 1 else msgid2)


@pytest.fixture
def crochets(monkeypatch):
    traductions = traduction.traductions
    monkeypatch.setattr(traduction, "traductions", lambda code: traductions(code) if code == "fr" else Crochets())


def demande(app, chemin="/", code=""):
    return app.test_request_context(chemin, headers={"Cookie": f"portail_langue={code}"} if code else {})


@SQLITE
@pytest.mark.parametrize(
    ("chemin", "code", "attendue"),
    [
        ("/", "", "fr"),
        ("/", "en", "en"),
        ("/aide", "ar", "ar"),
        ("/debiteur/dossiers/RPC-2026-0001", "fr@facile", "fr@facile"),
        ("/debiteur/dossiers/RPC-2026-0001", "de", "fr"),
        ("/commissaire/", "en", "en"),
        ("/commissaire/", "ar", "fr"),
        ("/creancier/dossiers", "fr@facile", "fr"),
    ],
)
def test_the_cookie_says_which_and_the_offices_have_two(app, chemin, code, attendue):
    with demande(app, chemin, code):
        assert langue().code == attendue


@SQLITE
def test_the_browser_s_own_languages_change_nothing(app):
    with app.test_request_context("/", headers={"Accept-Language": "ar,en;q=0.8"}):
        assert langue() is FRANCAIS


def test_outside_of_a_request_it_is_french():
    assert langue() is FRANCAIS
    assert gettext("Il en reste %(reste)s.", reste=3) == "Il en reste 3."
    assert str(lazy_gettext("Quitter")) == "Quitter"


@SQLITE
def test_a_sentence_and_its_values(app, crochets):
    dit = lazy_gettext("Il reste %(jours)s jours.", jours=2)
    with demande(app, code="en"):
        assert gettext("Quitter") == "⟦Quitter⟧"
        assert str(dit) == "⟦Il reste 2 jours.⟧"
        assert ngettext("%(num)s jour, %(nom)s", "%(num)s jours, %(nom)s", 2, nom="Costa") == "⟦2 jours, Costa⟧"
    assert str(dit) == "Il reste 2 jours.", "translated when it is shown, not when it is written"


@SQLITE
def test_a_per_cent_sign_is_written_twice_wherever_a_sentence_stands(app):
    """With values or without, in Python and in a template: one rule, which the check of the catalogues holds."""
    assert gettext("Entre 0 et 100 %%.") == "Entre 0 et 100 %." == str(lazy_gettext("Entre 0 et 100 %%."))
    assert gettext("%(n)s sur 100 %%", n=3) == "3 sur 100 %" == ngettext("", "%(n)s sur 100 %%", 3, n=3)
    with demande(app):
        for ecrit in ("{{ gettext('100 %%') }}", "{% trans %}100 %{% endtrans %}"):
            assert app.jinja_env.from_string(ecrit).render() == "100 %"


def test_french_counts_nothing_in_the_singular():
    assert ngettext("%(num)s jour", "%(num)s jours", 0) == "0 jour"
    assert ngettext("%(num)s jour", "%(num)s jours", 2) == "2 jours"


@SQLITE
def test_values_keep_their_direction_in_a_sentence_read_from_the_right(app, crochets):
    with demande(app, code="ar"):
        assert gettext("%(nom)s demande %(n)s.", nom="Costa", n=3) == "⟦\u2068Costa\u2069 demande 3.⟧"
        isole = traduction.isole(Markup("<b>1</b>"))
        assert isinstance(isole, Markup) and isole == "\u2068<b>1</b>\u2069"
    with demande(app, code="en"):
        assert gettext("%(nom)s demande.", nom="Costa") == "⟦Costa demande.⟧"


@SQLITE
def test_a_template_escapes_the_values_and_not_the_sentence(app, crochets):
    ecrit = app.jinja_env.from_string("{% trans nom=nom %}<b>{{ nom }}</b>{% endtrans %}")
    with demande(app, code="ar"):
        assert ecrit.render(nom="<i>") == "⟦<b>\u2068&lt;i&gt;\u2069</b>⟧"
        pluriel = app.jinja_env.from_string("{% trans n=n %}un{% pluralize n %}{{ n }} jours{% endtrans %}")
        assert (pluriel.render(n=1), pluriel.render(n=5)) == ("⟦un⟧", "⟦5 jours⟧")


def test_every_language_reads_its_catalogues_and_falls_back_on_french():
    for code in LANGUES:
        assert traduction.traductions(code).gettext("Une phrase qui n’existe pas") == "Une phrase qui n’existe pas"


@SQLITE
def test_the_choice_is_read_once_in_a_request(app):
    with demande(app, code="en"):
        langue()
        assert g.langue is LANGUES["en"]
