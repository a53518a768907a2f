"""The work queue: every tile is a filter, the nearest legal day comes first."""

import pytest

from portail.domaine.procedure import Etat
from portail.web.commissaire.requete import FILTRES, TOUS, TUILES, compter, dossiers, etats_de, filtrer, ranger


def test_every_tile_is_a_filter():
    assert set(TUILES) <= set(FILTRES)
    assert etats_de(TOUS) is None


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_the_nearest_legal_day_comes_first_and_is_counted(maison, session, horloge):
    loin = maison.dossier(Etat.ENVOYEE, jours=3)
    proche = maison.dossier(Etat.ENVOYEE, jours=28)
    rangs = ranger(dossiers(session, loin.etude_id, None), horloge())
    assert [r.dossier.reference for r in rangs] == [proche.reference, loin.reference]
    nombres = {groupe: nombre for nombre, _, groupe in compter(rangs, horloge())}
    assert 1 in nombres.values()
    trouves = filtrer(rangs, TOUS, loin.reference.lower(), horloge())
    assert [r.dossier.reference for r in trouves] == [loin.reference]
