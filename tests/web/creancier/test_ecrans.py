"""What the screens of a draft share."""

from datetime import date

import pytest

from portail.domaine.creance import Cause
from portail.domaine.procedure import Etat
from portail.services.couts import Fin
from portail.web.creancier import ecrans

sur_sqlite = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


@sur_sqlite
def test_a_draft_is_weighed_as_it_would_be_without_being_changed(maison):
    dossier = maison.dossier(Etat.BROUILLON)
    essai = ecrans.demande_avec(dossier, {"cheque": True, "deces": None}, cause=Cause.STATUTAIRE, elements=())
    assert (essai.cheque, essai.deces, essai.cause, essai.total_centimes) == (True, None, Cause.STATUTAIRE, 0)
    assert ecrans.demande_avec(dossier).total_centimes == dossier.total_centimes


def test_dates_come_back_as_one_types_them():
    assert ecrans.date_saisie(date(2027, 1, 5)) == "05/01/2027"
    assert ecrans.date_saisie(None) == ""


@sur_sqlite
def test_after_an_agreement_the_outcome_without_one_is_no_longer_drawn(app, maison):
    dossier = maison.dossier(Etat.BROUILLON)
    with app.test_request_context():
        toutes, conclu = ecrans.couts_de(dossier), ecrans.couts_de(dossier, conclu=True)
        assert ecrans.couts_de(dossier, 0) is None
    assert ecrans.LIBELLES[Fin.SANS_ACCORD] in str(toutes.graphique)
    assert ecrans.LIBELLES[Fin.SANS_ACCORD] not in str(conclu.graphique)
