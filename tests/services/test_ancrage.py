"""Anchoring the head: only when it moved, never over a journal that no longer holds, with or without a time stamp."""

from dataclasses import replace

import pytest

from portail.domaine.procedure import Etat
from portail.services import ancrage, ancres
from portail.services.ancrage import AncrageRefuse, ancrer, controler_jetons
from portail.services.controle_journal import Genre
from tests.services.falsification import falsifier
from tests.services.gestes import sqlite_seul
from tests.services.signature.autorites import Autorite, horodatage


@pytest.fixture
def encre(app, maison, moyens, horloge):
    """Anchors the journal of the portal, with other settings if asked."""
    maison.dossier(Etat.RECEVABLE)
    maison.session.close()

    def faire(**changements):
        outils = replace(moyens, reglages=replace(moyens.reglages, **changements))
        with app.extensions["lectures"]() as lecture:
            return ancrer(lecture, outils, horloge())

    return faire


def connues(moyens):
    return ancres.lire(ancres.dossier_des_ancres(moyens.reglages))[0]


def test_the_head_is_anchored_when_it_moves(encre, maison, moyens):
    premiere = encre()
    assert (premiere.seq, premiere.scelle) == (6, 1) and encre() is None
    maison.dossier(Etat.BROUILLON)
    maison.session.close()
    assert encre().seq > 6
    assert [a.est_signee(moyens.preuve) for a in connues(moyens)] == [True, True]


def test_an_empty_journal_needs_no_anchor(app, moyens, horloge):
    with app.extensions["lectures"]() as lecture:
        assert ancrer(lecture, moyens, horloge()) is None
    assert not ancres.dossier_des_ancres(moyens.reglages).exists()


@pytest.mark.parametrize(
    ("ordre", "genre"),
    [
        ("DELETE FROM evenement WHERE seq > 3", Genre.TRONQUE),
        ("UPDATE evenement SET action = 'x' WHERE seq = 6", Genre.LIGNE),
        ("UPDATE evenement SET sceau = '' WHERE seq = 8", Genre.SCEAU),
        ("DELETE FROM evenement WHERE seq = 7", Genre.ABSENTE),
    ],
)
def test_an_altered_journal_gets_no_new_anchor(encre, maison, moyens, url_base, ordre, genre):
    """From the last anchored row on, what will be attested is recomputed first."""
    encre()
    maison.dossier(Etat.RECEVABLE)
    maison.session.close()
    falsifier(url_base, ordre)
    with pytest.raises(AncrageRefuse) as refus:
        encre()
    assert refus.value.rapport.anomalies[0].genre is genre
    assert len(connues(moyens)) == 1


@sqlite_seul
def test_a_forged_anchor_stops_nothing(encre, moyens):
    """Whoever writes in the folder must not be able to stop the anchoring."""
    ancre = encre()
    fausse = ancre.octets.replace(b'"seq":6', b'"seq":600')
    (ancre.fichier.parent / "2027-01.jsonl").write_bytes(fausse + b"\n")
    assert encre() is None and len(connues(moyens)) == 2


@sqlite_seul
def test_a_time_stamp_lies_beside_the_anchor_and_is_asked_again_until_it_comes(encre, moyens, caplog, tmp_path):
    temps = Autorite.creer("Autorité d’horodatage des essais")
    ancre = encre(horodatage="http://127.0.0.1:9/tsa")
    assert "pas d’horodatage" in caplog.text and not ancre.jeton.exists(), "the anchor stands all the same"
    with horodatage(temps) as adresse:
        assert encre(horodatage=adresse) is None and ancre.jeton.exists()
        assert encre(horodatage=adresse) is None and len(adresse.recus) == 1
    assert list(controler_jetons(connues(moyens), moyens)) == []
    racine = tmp_path / "racine.pem"
    for autorite, attendues in ((temps, 0), (Autorite.creer("Une autre"), 1)):
        racine.write_bytes(autorite.pem)
        signature = replace(moyens.reglages.signature, racines_horodatage=racine)
        outils = replace(moyens, reglages=replace(moyens.reglages, signature=signature))
        assert len(list(controler_jetons(connues(moyens), outils))) == attendues
    ancre.jeton.write_bytes(b"autre chose")
    ((anomalie),) = controler_jetons(connues(moyens), moyens)
    assert (anomalie.genre, anomalie.fait) == (Genre.HORODATAGE, ancre.jeton.name)


@sqlite_seul
def test_nothing_of_pyhanko_is_loaded_without_a_time_stamp(encre, moyens, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "portail.services.signature.jetons", None)
    encre()
    assert list(controler_jetons(connues(moyens), moyens)) == []
    assert ancrage.ancrer
