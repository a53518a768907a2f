"""Several deposits at once: each its own act, with the rules and the refusals of the single page."""

from datetime import timedelta

import pytest

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import ActionInterdite, Etat, Role
from portail.persistance.actes import Impression
from portail.services import depots
from portail.services.depots import Depot, NumeroEnDouble, TropDeNumeros
from portail.services.invitation import DepotInvalide, NumeroDejaUtilise
from portail.services.journal import DossierChange
from tests.services.gestes import acteur, photo, refus, relu, sqlite_seul


@pytest.fixture
def prets(maison):
    return [maison.dossier(Etat.MANDAT, jours=0) for _ in range(3)]


@pytest.fixture
def lire(horloge, session):
    def faire(*couples, le=None):
        return depots.examiner(session, couples, le or jour_a_paris(horloge()), horloge())

    return faire


def test_pasted_numbers_go_in_order_and_an_empty_line_skips_a_letter():
    assert depots.repartir("a\r\nb\n\n c \n\n", 5) == ["a", "b", "", "c", ""]
    assert depots.repartir("", 2) == ["", ""]
    with pytest.raises(TropDeNumeros) as info:
        depots.repartir("a\nb\nc", 2)
    assert (info.value.numeros, info.value.lettres) == (3, 2)


@sqlite_seul
def test_each_line_is_judged_alone(prets, lire, horloge):
    a, b, c = prets
    bon, faux, vide = lire((a, "1a 205 938 4712 5"), (b, "xx"), (c, " "))
    assert isinstance(bon, Depot) and bon.numero == "1A20593847125"
    assert bon.vu == f"1A20593847125.{jour_a_paris(horloge())}.{bon.delai.fin_stricte}.{bon.delai.fin_prorogee}"
    assert isinstance(faux, DepotInvalide) and faux.motif == "numero"
    assert vide is None
    (tot,) = lire((a, "1A20593847125"), le=jour_a_paris(horloge()) - timedelta(days=2))
    assert tot.motif == "avant_lettre"


@sqlite_seul
def test_the_same_number_twice_is_refused_however_it_is_written(prets, lire):
    a, b, c = prets
    deux = lire((a, "1A 205 938 4712 5"), (b, "1a.205938-47125"), (c, "1A20593847132"))
    assert [type(x) for x in deux] == [NumeroEnDouble, NumeroEnDouble, Depot]


def test_a_deposit_is_recorded_once_as_on_the_single_page(prets, lire, session, maison, horloge, autre_session):
    dossier = prets[0]
    (depot,) = lire((dossier, "1A 205 938 4712 5"))
    qui = maison.troupe.commissaire
    par = acteur(Role.COMMISSAIRE, horloge(), qui, version=dossier.version, idem="f.1")
    depots.enregistrer(session, dossier.reference, depot, par, qui.etude_id)
    apres = photo(autre_session)
    depots.enregistrer(session, dossier.reference, depot, par, qui.etude_id)
    assert photo(autre_session) == apres, "the same form twice is one act"
    with autre_session() as lecture:
        lu = relu(lecture, dossier)
        assert (lu.etat, lu.numero_recommande, lu.delai) == (Etat.ENVOYEE, "1A20593847125", depot.delai)
        assert lecture.get(Impression, dossier.id) is None
    autre = acteur(Role.COMMISSAIRE, horloge(), qui, idem="f.2")
    with refus(session, ActionInterdite):
        depots.enregistrer(session, dossier.reference, depot, autre, qui.etude_id)


@sqlite_seul
def test_a_number_that_proves_another_letter_is_refused(prets, lire, maison, session):
    envoye = maison.dossier(Etat.ENVOYEE, jours=5)
    (double,) = lire((prets[0], envoye.numero_recommande))
    assert isinstance(double, NumeroDejaUtilise) and double.reference == envoye.reference


@sqlite_seul
def test_what_moved_or_is_not_the_etude_s_is_refused(prets, lire, session, maison, horloge, autre_session):
    dossier = prets[0]
    (depot,) = lire((dossier, "1A20593847125"))
    qui, avant = maison.troupe.commissaire, photo(autre_session)
    with refus(session, DossierChange):
        perime = acteur(Role.COMMISSAIRE, horloge(), qui, version=dossier.version - 1)
        depots.enregistrer(session, dossier.reference, depot, perime, qui.etude_id)
    with refus(session, depots.DossierAbsent):
        par = acteur(Role.COMMISSAIRE, horloge(), qui)
        depots.enregistrer(session, dossier.reference, depot, par, qui.etude_id + 1)
    assert photo(autre_session) == avant
