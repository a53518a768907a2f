"""A plan signed in advance is taken back after the claim was handed in, until it is concluded."""

import pytest

from portail.domaine.procedure import Etat
from portail.services.negociation import plans_ouverts


@pytest.mark.parametrize("etat", [Etat.DEPOSEE, Etat.ENVOYEE, Etat.PROPOSITION_DEBITEUR])
def test_a_plan_is_taken_back_after_filing(maison, session, etat):
    dossier = maison.dossier(etat, plans=(3, 6))
    hugo = maison.creancier()
    page = hugo.get(f"/creancier/dossiers/{dossier.reference}")
    assert "Vos plans signés d’avance" in page.lu
    lien = next(a["href"] for a in page.tous("main a") if "le plan en 6 fois" in a.text)
    confirmer = hugo.get(lien)
    assert "Retirer ce plan ?" in confirmer.lu and "en 6 fois." in confirmer.lu
    assert ("Elle est prévenue" in confirmer.lu) is (etat is not Etat.DEPOSEE)
    fait = hugo.soumettre(confirmer)
    assert "Le plan est retiré." in fait.lu and "Vous avez retiré un plan signé d’avance" in fait.lu
    session.expire_all()
    assert [p.nombre for p in plans_ouverts(dossier)] == [3]
    session.rollback()
    assert "Ce plan est déjà retiré." in hugo.get(lien).lu
    assert "Ce plan est déjà retiré." in hugo.soumettre(confirmer).lu


def test_a_plan_that_was_concluded_stays(maison):
    dossier = maison.dossier(Etat.ACCORD_CONCLU, plans=(3,))
    hugo = maison.creancier()
    assert "Vos plans signés d’avance" not in hugo.get(f"/creancier/dossiers/{dossier.reference}").lu
    url = f"/creancier/dossiers/{dossier.reference}/plans/{dossier.plans[0].id}/retirer"
    assert hugo.get(url).statut == 409
    autre = maison.dossier(Etat.ENVOYEE, plans=(3,))
    ailleurs = f"/creancier/dossiers/{dossier.reference}/plans/{autre.plans[0].id}/retirer"
    assert hugo.get(ailleurs).statut in (404, 409)
