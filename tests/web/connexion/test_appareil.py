"""The mark left on a device that came in: for that letter only, and not to be forged."""

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
