"""A page or the block that HTMX asks for: one text for both, whole pages for errors and history."""

import pytest
from flask import get_template_attribute
from jinja2 import ChoiceLoader, DictLoader
from jinja2.exceptions import UndefinedError

from portail.web.rendu import rendre

pytestmark = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)

PAGE = """{% extends "commun/base.html" %}
{% block titre %}Essai{% endblock %}
{% block contenu %}<h1>Essai</h1>
{% block fragment_mon_resultat %}<div id="mon-resultat">{{ valeur }} &amp; {{ specimen }}</div>{% endblock %}
{% block autre %}<div id="autre">autre</div>{% endblock %}{% endblock %}"""


@pytest.fixture
def app(fabrique_app):
    return fabrique_app()


@pytest.fixture
def demander(app):
    app.jinja_env.loader = ChoiceLoader([DictLoader({"essai.html": PAGE}), app.jinja_env.loader])

    def faire(statut=200, valeur="<b>42</b>", **entetes):
        with app.test_request_context("/aide", headers=entetes):
            return rendre("essai.html", statut=statut, valeur=valeur)

    return faire


def test_the_fragment_is_the_same_text_as_in_the_page(demander):
    page = demander().get_data(as_text=True)
    assert "<html" in page and "&lt;b&gt;42&lt;/b&gt;" in page
    for cible in ("mon-resultat", "section#mon-resultat", "#mon-resultat"):  # htmx 2, htmx 4
        reponse = demander(**{"HX-Request": "true", "HX-Target": cible})
        fragment = reponse.get_data(as_text=True)
        assert fragment.strip() == '<div id="mon-resultat">&lt;b&gt;42&lt;/b&gt; &amp; True</div>'
        assert fragment in page
        assert "HX-Retarget" not in reponse.headers
        assert {"HX-Request", "HX-Target"} <= set(reponse.vary)
    assert {"hx-request", "hx-target"} <= {v.lower() for v in demander().vary}


def test_a_refused_form_is_a_422_of_the_same_block(demander):
    reponse = demander(statut=422, **{"HX-Request": "true", "HX-Target": "mon-resultat"})
    assert reponse.status_code == 422 and "<html" not in reponse.get_data(as_text=True)


@pytest.mark.parametrize("cible", ["autre", "contenu", "", "absent", "../../etc", "__class__", "fragment_mon_resultat"])
def test_what_is_not_a_fragment_gives_the_whole_page(demander, cible):
    reponse = demander(**{"HX-Request": "true", "HX-Target": cible})
    assert "<html" in reponse.get_data(as_text=True)
    assert reponse.headers["HX-Retarget"] == "body" and reponse.headers["HX-Reswap"] == "innerHTML"


def test_going_back_in_history_gets_the_whole_page(demander):
    entetes = {"HX-Request": "true", "HX-Target": "mon-resultat", "HX-History-Restore-Request": "true"}
    assert "<html" in demander(**entetes).get_data(as_text=True)


def test_a_forgotten_variable_fails_loudly_in_a_block_as_in_a_page(app, demander):
    app.jinja_env.loader.loaders[0].mapping["essai.html"] = PAGE.replace("{{ valeur }}", "{{ oubliee }}")
    for entetes in ({}, {"HX-Request": "true", "HX-Target": "mon-resultat"}):
        with pytest.raises(UndefinedError):
            demander(**entetes)
    with app.test_request_context("/aide"):
        assert callable(get_template_attribute("commun/composants.html", "messages_flash"))
