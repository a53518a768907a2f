"""Who may come in: every page of the étude, for its own commissaires only."""

import pytest

from portail.domaine.procedure import Etat, Role
from portail.persistance.etudes import Compte, Etude


@pytest.fixture
def voisine(maison, session):
    """A commissaire of another étude."""
    etude = Etude(
        nom="Étude Brun",
        adresse="1 rue du Port",
        code_postal="33000",
        commune="Bordeaux",
        cour_appel="Bordeaux",
        telephone="01 99 00 99 00",
        courriel="etude@brun.example",
    )
    compte = Compte(
        role=Role.COMMISSAIRE,
        etude=etude,
        courriel="paul@brun.example",
        nom="Paul Brun",
        empreinte_mot_de_passe="x",
        poivre=1,
        cree_le=maison.horloge(),
    )
    session.add_all([etude, compte])
    session.commit()
    return maison._entrer(Role.COMMISSAIRE, compte=compte)


def adresses(app, dossier, methode):
    """(address, whether it is about a dossier) of every route of the space."""
    valeurs = {"genre": "accord", "numero": 1, "page": 1, "code": "L125-1", "reference": dossier.reference}
    valeurs["jeton"] = "abc.def.ghi"
    for regle in app.url_map.iter_rules():
        if regle.endpoint.startswith("commissaire.") and methode in regle.methods:
            choisies = {nom: valeurs[nom] for nom in regle.arguments}
            with app.test_request_context():
                yield app.url_for(regle.endpoint, **choisies), "reference" in choisies


def test_every_page_answers_404_to_the_other_people(maison, app, voisine):
    dossier = maison.dossier(Etat.FIN_ACCORD, jours=10)
    pages, actes = list(adresses(app, dossier, "GET")), list(adresses(app, dossier, "POST"))
    assert len(pages) > 20
    assert len(actes) > 10
    for qui in (maison.creancier(), maison.debiteur(dossier)):
        assert {qui.get(url, suivre=False).statut for url, _ in pages} == {404}
        jeton = qui.get("/aide")["[name=csrf_token]"]["value"]
        for url, _ in actes:
            assert qui.client.post(url, data={"csrf_token": jeton}).status_code == 404, url
    assert {voisine.get(url, suivre=False).statut for url, d_un_dossier in pages if d_un_dossier} == {404}
    assert dossier.reference not in voisine.get("/commissaire/?etat=tous").lu
    assert dossier.reference not in voisine.get("/commissaire/echeances?mois=2026-12").lu
    assert voisine.get("/commissaire/courriels/1").statut == 404


def test_a_visitor_is_sent_to_the_door(maison, app):
    dossier = maison.dossier(Etat.DEPOSEE)
    for url, _ in adresses(app, dossier, "GET"):
        reponse = maison.anonyme().get(url, suivre=False)
        assert (reponse.statut, reponse.lieu) == (303, "/connexion"), url
