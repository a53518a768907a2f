"""Every document that a debtor may open has a name in the table, as it is written on the document."""

import pytest

from portail.services.constats import TITRES as CONSTATS
from portail.services.titre import TITRE
from portail.web.titres import TITRES, titre

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


class Document:
    def __init__(self, titre):
        self.titre = titre


def test_the_names_are_those_of_the_services():
    assert {*CONSTATS.values(), TITRE, "Lettre d’invitation", "Quittance"} <= set(TITRES)


@SQLITE
def test_a_receipt_is_named_after_its_act(app):
    with app.test_request_context("/"):
        assert titre(Document("Récépissé RPC-A-1")) == "Récépissé RPC-A-1"
        assert titre(Document(TITRES[0])) == "Lettre d’invitation"
        assert titre(Document("Autre chose")) == "Autre chose"
