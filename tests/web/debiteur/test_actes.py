"""The proof page: at its address for ever, with the receipt and what happens next."""

import pytest

from portail.domaine.procedure import Etat
from tests.services.documents.lecture import texte

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


@SQLITE
def test_the_proof_is_found_again_from_the_home_and_its_receipt_downloaded(maison, adresse):
    dossier = maison.dossier(Etat.PAIEMENTS, jours=120)
    visiteur = maison.debiteur(dossier)
    liens = [a["href"] for a in visiteur.get(adresse(dossier)).tous(".fichiers a") if "/actes/" in a["href"]]
    assert len(liens) == 2
    page = visiteur.get(liens[0])
    assert "C’est fait. Votre proposition est envoyée." in page.lu
    assert [s["src"].split("?")[0] for s in page.tous("script")] == ["/static/portail.js"]
    assert page["[data-imprimer]"].has_attr("hidden"), "printing needs the script, which shows the button"
    recu = visiteur.get(page[".recu a.bouton"]["href"])
    assert recu.entetes["Content-Disposition"].startswith("attachment; filename=recepisse-a")
    assert "Récépissé de votre proposition" in texte(recu.octets)


@SQLITE
def test_acts_of_others_have_no_page_here(maison, adresse):
    dossier = maison.dossier(Etat.ACCORD_CONCLU)
    visiteur = maison.debiteur(dossier)
    debiteur = {e.numero for e in dossier.evenements if e.role == "debiteur"}
    for evenement in dossier.evenements:
        attendu = 200 if evenement.numero in debiteur else 404
        assert visiteur.get(adresse(dossier, f"/actes/{evenement.numero}")).statut == attendu
        assert visiteur.get(adresse(dossier, f"/actes/{evenement.numero}/recepisse.pdf")).statut == attendu
    assert visiteur.get(adresse(dossier, "/actes/999")).statut == 404
