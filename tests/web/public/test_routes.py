"""The public pages that answer « how do I do it without this site »."""

import pytest

from tests.pages import lisse

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


@SQLITE
def test_who_answers_on_paper_reads_where_to_send_it_and_until_when(maison):
    page = maison.anonyme().get("/sans-internet")
    lu = lisse(page["main"].text)
    etude = maison.etude
    for ligne in (etude.nom, *etude.lignes_adresse, etude.telephone):
        assert lisse(ligne) in lu
    assert "Vous avez un mois. Il commence le jour du cachet de La Poste" in lu
    assert len(page.tous("main a[href^='tel:']")) == 1
