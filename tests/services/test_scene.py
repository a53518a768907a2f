"""Every state of the procedure is reached by real acts, each of them journaled."""

import pytest

from portail.domaine.procedure import FINS_SANS_ACCORD, POURPARLERS, Etat, etat_suivant
from portail.services.scenario import CHEMINS
from tests.services.gestes import relu


def test_there_is_a_way_to_every_state():
    assert set(CHEMINS) == set(Etat)


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)  # the other tests lead dossiers on both databases
@pytest.mark.parametrize("etat", Etat)
def test_every_state_is_reached_through_the_use_cases(maison, autre_session, etat, horloge):
    horloge.avancer(days=500)
    dossier = maison.dossier(etat, jours=450, plans=(3,))
    with autre_session() as lecture:
        d = relu(lecture, dossier)
        assert d.etat is etat
        precedent = Etat.BROUILLON
        for rang, e in enumerate(d.evenements, 1):
            assert (e.numero, e.depuis, e.article != "") == (rang, precedent, True)
            assert etat_suivant(e.action, e.role, e.depuis) is e.vers
            precedent = e.vers
        assert precedent is etat
        instants = [e.recu_le for e in d.evenements]
        assert instants == sorted(instants)
        assert len(d.evenements) == d.acte_numero
        if etat in POURPARLERS:
            assert d.participation_le is not None
        if etat in FINS_SANS_ACCORD:
            assert d.fin_constatee_le is not None and d.accord_conclu_le is None
