"""What is read before signing: the statements that go with it, and the two columns when it has changed."""

from dataclasses import replace

import pytest

from portail.domaine.procedure import Etat
from portail.services.consentement import Genre, LectureChangee
from portail.web.debiteur import lecture

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


@SQLITE
def test_the_pending_offer_is_read_with_its_statement(maison):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    lu = lecture.de_offre(dossier)
    assert lu.genre is Genre.ACCORD and lu.empreinte == dossier.proposition_en_cours.empreinte
    assert len(lu.declarations) == 1
    assert lecture.de_offre(maison.dossier(Etat.PROPOSITION_DEBITEUR)) is None, "one's own offer is not to be accepted"


@SQLITE
def test_what_changed_stands_beside_what_was_read(app, maison):
    lu = lecture.de_offre(maison.dossier(Etat.PROPOSITION_CREANCIER))
    with app.test_request_context():
        lignes = {x[0]: x[1:] for x in lecture._lignes(lu, replace(lu, genre=Genre.OFFRE, nombre=1))}
        assert lignes["Accord du créancier"] == ("déjà donné", "à attendre")
        assert lignes["Paiements"][1] == "en une fois"
        assert [x[1:] for x in lecture._lignes(None, lu)][0][0] == ""
        assert [x[2] for x in lecture._lignes(lu, None)] == [""] * 5
        assert not list(lecture._lignes(None, None))
    assert LectureChangee(lu).lu is lu
