"""Who came in with the codes of a letter: each success leaves its instant, a failure leaves nothing."""

from datetime import timedelta

from portail.domaine.procedure import Etat
from portail.services import ouvertures


def test_each_dossier_has_its_own_the_latest_first(maison, session, horloge):
    un, autre = maison.dossier(Etat.ENVOYEE), maison.dossier(Etat.ENVOYEE)
    depart = horloge()
    for jours in (0, 2, 1):
        ouvertures.noter(session, un.id, depart + timedelta(days=jours))
    session.commit()
    assert ouvertures.du_dossier(session, un) == [depart + timedelta(days=n) for n in (2, 1, 0)]
    assert ouvertures.du_dossier(session, autre) == []
