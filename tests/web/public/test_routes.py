"""The public pages that answer « how do I do it without this site »."""

import pytest

from tests.pages import lisse

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


@SQLITE
def test_who_answers_on_paper_reads_where_to_send_it_and_until_when(maison):
    page = maison.anonyme().get("/sans-internet")
    lu = lisse(page["main"].text)
    for ligne in ("Étude Delmas et Roy", "3 place du Fil-d’Ariane", "35000 Rennes", "01 99 00 12 34"):
        assert ligne in lu
    assert "Vous avez un mois. Il commence le jour du cachet de La Poste" in lu
    assert len(page.tous("main a[href^='tel:']")) == 1
