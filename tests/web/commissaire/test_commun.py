"""What the étude's pages share."""

import pytest

from portail.domaine.procedure import Etat
from portail.web.commissaire.commun import minuscule


def test_only_the_first_letter_changes():
    assert minuscule("La cause tient à un Contrat") == "la cause tient à un Contrat"


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_a_page_whose_act_is_closed_sends_back_to_the_dossier(maison):
    dossier = maison.dossier(Etat.BROUILLON)
    depose = maison.dossier(Etat.DEPOSEE)
    commissaire = maison.commissaire()
    assert commissaire.get(f"/commissaire/dossiers/{dossier.reference}").statut == 404
    page = commissaire.get(f"/commissaire/dossiers/{depose.reference}/titre", suivre=False)
    assert (page.statut, page.lieu) == (303, f"/commissaire/dossiers/{depose.reference}")
