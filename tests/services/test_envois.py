"""Files are counted before they are written: sixty a day for one role in one dossier."""

import pytest

from portail.domaine.procedure import Etat, Role
from portail.services import envois
from portail.services.envois import PAR_JOUR, TropDeFichiers
from tests.services.gestes import refus, sqlite_seul


@sqlite_seul
def test_sixty_files_a_day_for_each_role_of_each_dossier(maison, session, moyens, horloge):
    dossier, autre = maison.dossier(Etat.ENVOYEE), maison.dossier(Etat.ENVOYEE)

    def envoyer(nombre, d=dossier, role=Role.DEBITEUR):
        envois.compter(session, moyens.empreintes, d, role, nombre, horloge())

    for _ in range(PAR_JOUR.nombre // 5):
        envoyer(5)
    with refus(session, TropDeFichiers):
        envoyer(1)
    envoyer(0)
    envoyer(1, autre)
    envoyer(1, dossier, Role.CREANCIER)
    horloge.avancer(hours=23)
    with pytest.raises(TropDeFichiers):
        envoyer(1)
    horloge.avancer(hours=2)
    envoyer(5)
