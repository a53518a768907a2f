"""Counting attempts before the secret is looked at: a parallel burst is counted like a queue."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest

from portail.persistance.acces import Essai
from portail.services import essais
from portail.services.essais import Limite, TropDEssais

TROIS = Limite(3, timedelta(minutes=15))


def test_a_window_opens_fills_up_and_passes(session, autre_session, horloge):
    depart = horloge()
    restants = []
    for minute in (0, 1, 14):
        horloge.instant = depart + timedelta(minutes=minute)
        restants.append(essais.reserver(session, "cle", TROIS, horloge()))
    assert restants == [2, 1, 0]
    assert essais.est_ferme(session, "cle", TROIS, horloge())
    assert not essais.est_ferme(session, "autre", TROIS, horloge())
    for seconde in (1, 59):  # trying again while it is closed does not keep it closed longer
        with pytest.raises(TropDEssais) as ferme:
            essais.reserver(session, "cle", TROIS, horloge() + timedelta(seconds=seconde))
        assert ferme.value.jusqu_a == depart + timedelta(minutes=15)
    with autre_session() as lecture:
        assert lecture.get_one(Essai, "cle").nombre == 5, "committed at once, refusals included"
    fin = depart + timedelta(minutes=15)
    with pytest.raises(TropDEssais):
        essais.reserver(session, "cle", TROIS, fin - timedelta(seconds=1))
    session.rollback()
    assert not essais.est_ferme(session, "cle", TROIS, fin)
    assert essais.reserver(session, "cle", TROIS, fin) == 2
    essais.reserver(session, "voisine", TROIS, fin)
    essais.oublier(session, "cle")
    session.commit()
    with autre_session() as lecture:
        assert [e.cle for e in lecture.query(Essai)] == ["voisine"]


def test_a_burst_is_counted_one_by_one(app, horloge, autre_session):
    depart, cinq = Barrier(16, timeout=60), Limite(5, timedelta(minutes=15))

    def tenter(_n):
        with app.extensions["ecritures"]() as session:
            depart.wait()
            try:
                return essais.reserver(session, "cle", cinq, horloge())
            except TropDEssais:
                return None

    with ThreadPoolExecutor(16) as fils:
        issues = list(fils.map(tenter, range(16)))
    assert sorted(n for n in issues if n is not None) == [0, 1, 2, 3, 4]
    with autre_session() as lecture:
        assert lecture.get_one(Essai, "cle").nombre == 16


def test_a_good_attempt_is_taken_off_and_the_wrong_ones_stay(session, horloge):
    for _ in range(3):
        essais.reserver(session, "cle", TROIS, horloge())
    essais.rendre(session, "cle", "inconnue")
    session.commit()
    assert essais.reserver(session, "cle", TROIS, horloge()) == 0
    with pytest.raises(TropDEssais):
        essais.reserver(session, "cle", TROIS, horloge())


def test_only_the_windows_that_are_over_are_deleted(app, session, autre_session, horloge):
    depart = horloge()
    essais.reserver(session, "finie", TROIS, depart - timedelta(minutes=15))
    essais.reserver(session, "ouverte", TROIS, depart - timedelta(minutes=14))
    session.rollback()
    assert [essais.purger(app.extensions["ecritures"], depart) for _ in range(2)] == [1, 0]
    with autre_session() as lecture:
        assert [e.cle for e in lecture.query(Essai)] == ["ouverte"]


def test_a_decoy_is_one_row_of_a_few_and_goes_with_the_others(app, session, autre_session, horloge):
    for cle in ("a1", "a2", "b1", "a3"):
        essais.leurrer(session, cle, horloge())
    session.commit()
    with autre_session() as lecture:
        assert {e.cle: e.nombre for e in lecture.query(Essai)} == {"leurre:a": 3, "leurre:b": 1}
    assert essais.purger(app.extensions["ecritures"], horloge() + essais.RESEAU.fenetre) == 2


@pytest.mark.parametrize(
    ("adresse", "reseau"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:0DB8:1:2::", "2001:db8:1:2::/64"),
        ("::1", "::/64"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_a_network_is_what_one_subscriber_holds(adresse, reseau):
    assert essais.reseau(adresse) == reseau
