"""Who came in with the codes of a letter: each success leaves its instant, a failure leaves nothing."""

from datetime import timedelta

from portail.domaine.procedure import Etat
from portail.persistance import schema
from portail.persistance.dossiers import Dossier
from portail.services import ouvertures

AVANT = "0013_rappels"


def test_each_dossier_has_its_own_the_latest_first(maison, session, horloge):
    un, autre = maison.dossier(Etat.ENVOYEE), maison.dossier(Etat.ENVOYEE)
    depart = horloge()
    for jours in (0, 2, 1):
        ouvertures.noter(session, un.id, depart + timedelta(days=jours))
    session.commit()
    assert ouvertures.du_dossier(session, un) == [depart + timedelta(days=n) for n in (2, 1, 0)]
    assert ouvertures.du_dossier(session, autre) == []


def test_the_first_opening_of_a_letter_crosses_the_change_of_version_both_ways(app, maison, autre_session, horloge):
    un, autre = (maison.dossier(Etat.ENVOYEE).id for _ in range(2))
    depart = horloge()
    with app.extensions["ecritures"]() as session:
        for heures in (5, 3, 4):
            ouvertures.noter(session, un, depart + timedelta(hours=heures))
        session.commit()
    maison.session.close()
    schema.revenir(app.extensions["moteur"], AVANT)
    schema.migrer(app.extensions["moteur"])
    with autre_session() as lecture:
        instants = [ouvertures.du_dossier(lecture, lecture.get_one(Dossier, numero)) for numero in (un, autre)]
    assert instants == [[depart + timedelta(hours=3)], []]
