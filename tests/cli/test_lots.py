"""`portail lots avancer`: what a closed page left is finished, once."""

import pytest
from click.testing import CliRunner

from portail.cli import principal
from portail.domaine.procedure import Etat, Role
from portail.persistance.dossiers import Dossier
from portail.persistance.lots import GenreLot, Lot
from portail.services import lots
from portail.services.lots import Choix
from tests.pages import lisse
from tests.services.gestes import acteur


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_open_batches_are_finished_and_told(maison, session, moyens, reglages, horloge, autre_session):
    dossiers = [maison.dossier(Etat.RECEVABLE, jours=0) for _ in range(2)]
    dossiers[1].debiteur.code_lieu = "75"
    session.commit()
    qui = maison.troupe.commissaire
    choix = [Choix(d.reference, d.version) for d in dossiers]
    par = acteur(Role.COMMISSAIRE, horloge(), qui, idem="f1")
    lot_id = lots.creer(session, moyens, GenreLot.LETTRES, choix, par, qui.etude_id).id
    session.close()
    environ = {
        "PORTAIL_MODE": "test",
        "PORTAIL_CLES": reglages.cles[0],
        "PORTAIL_POIVRES": f"1:{reglages.poivres[1]}",
        "PORTAIL_BASE": reglages.base,
        "PORTAIL_DONNEES": str(reglages.donnees),
        "PORTAIL_URL_PUBLIQUE": "http://localhost",
        "PORTAIL_COURRIELS": "spool",
    }
    premiere = CliRunner().invoke(principal, ["lots", "avancer"], env=environ)
    assert (premiere.exit_code, lisse(premiere.output)) == (0, f"lot {lot_id} : 1 faits, 1 refusés, sur 2")
    assert CliRunner().invoke(principal, ["lots", "avancer"], env=environ).output == ""
    with autre_session() as lecture:
        assert [lecture.get_one(Dossier, d.id).etat for d in dossiers] == [Etat.MANDAT, Etat.RECEVABLE]
        assert lecture.get_one(Lot, lot_id).fini_le is not None
