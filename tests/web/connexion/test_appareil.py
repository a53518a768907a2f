"""The marks left on a device that came in: for that letter, for these accounts, and not to be forged."""

import pytest

from portail.web.connexion import appareil

pytestmark = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


def test_the_mark_is_for_one_letter_and_cannot_be_forged(app):
    with app.test_request_context("/ouvrir"):
        reponse = app.make_response("")
        appareil.reconnaitre(reponse, "7F4K29QD")
    marque = reponse.headers["Set-Cookie"].split(";")[0].removeprefix("appareil=")
    assert "7F4K" not in marque
    for valeur, lettre, attendu in (
        (marque, "7f4k-29qd", True),
        (marque, "AAAAAAAA", False),
        (marque[:-4] + "AAAA", "7F4K29QD", False),
        ("", "7F4K29QD", False),
    ):
        with app.test_request_context("/ouvrir", headers={"Cookie": f"appareil={valeur}"}):
            assert appareil.connu(lettre) is attendu


def test_the_mark_of_an_account_stands_beside_those_of_a_shared_computer(app):
    marque = ""
    for n in range(7):
        with app.test_request_context("/connexion", headers={"Cookie": f"poste={marque}"}):
            reponse = app.make_response("")
            appareil.reconnaitre_compte(reponse, f"personne{n}@etude.example ")
        marque = reponse.headers["Set-Cookie"].split(";")[0].removeprefix("poste=")
        assert "HttpOnly" in reponse.headers["Set-Cookie"] and "personne" not in marque
    with app.test_request_context("/connexion", headers={"Cookie": f"poste={marque}; appareil={marque}"}):
        connus = [n for n in range(8) if appareil.compte_connu(f" Personne{n}@etude.example")]
        assert connus == [2, 3, 4, 5, 6], "the five latest"
        assert not appareil.connu("personne6@etude.example"), "a mark serves one purpose"
    with app.test_request_context("/connexion", headers={"Cookie": f"poste={marque[:-4]}AAAA"}):
        assert not appareil.compte_connu("personne6@etude.example")
