"""The picker: trying in private, live or page by page, and nothing sent."""

import pytest

from portail.domaine.procedure import Etat, Role
from portail.persistance.negociation import BrouillonPlan
from tests.pages import lisse

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


@pytest.fixture
def dossier(maison):
    return maison.dossier(Etat.ENVOYEE, plans=(3, 5))


@SQLITE
def test_nothing_is_preselected_and_plans_keep_their_place(maison, adresse, dossier):
    page = maison.debiteur(dossier).get(adresse(dossier, "/echeancier"))
    assert not page.tous("input[checked]")
    cartes = page.tous("#mode .option")
    valeurs = [c.input["value"] for c in cartes]
    assert valeurs == ["1", "3", "5", "6", "12", "libre", "mois"]
    assert {tuple(c["class"]) for c in cartes} == {("option",)}, "no card is highlighted"
    acceptees = {v for v, c in zip(valeurs, cartes, strict=True) if "Accepté d’avance par le créancier" in c.text}
    assert acceptees == {"3", "5"}
    assert "203,33 €" in cartes[3].text.replace("\xa0", " ")
    dates = [c.text for c in page.tous("#jour .option")][:4]
    assert "dès le 5 janv. 2027" in dates[0].replace("\xa0", " ")
    assert "dès le 28 déc. 2026" in dates[3].replace("\xa0", " ")
    assert "Rien n’est envoyé avant l’étape 3." in page.lu
    assert any("htmx" in s["src"] for s in page.tous("script"))


@SQLITE
def test_the_live_region_is_the_page_s_own(maison, adresse, dossier):
    visiteur = maison.debiteur(dossier)
    url = adresse(dossier, "/echeancier")
    choix = {"mode": "6", "jour": "5"}
    fragment = visiteur.fragment(url, "resultat", **choix)
    entiere = visiteur.get(f"{url}?mode=6&jour=5")
    assert "<html" not in fragment.texte
    assert lisse(fragment["#resultat"].get_text()) == lisse(entiere["#resultat"].get_text())
    for phrase in (
        "203,33 € par mois",
        "203,35 €",
        "5 juin 2027",
        "Réponse du créancier nécessaire",
        "Voir les 6 dates",
    ):
        assert phrase in fragment.lu, phrase
    assert "Son accord est déjà donné pour 3 ou 5 fois." in fragment.lu
    assert fragment["[data-annonce]"]["data-annonce"].startswith("6 paiements de 203,33")
    vivant = entiere["[hx-get]"]
    assert (vivant["hx-get"], vivant["hx-target"]) == (url, "#resultat")
    assert not vivant.select("[name=csrf_token]"), "the token stays out of addresses"


@SQLITE
@pytest.mark.parametrize(
    ("choix", "verdict"),
    [
        ({"mode": "3", "jour": "5"}, "Accord possible tout de suite"),
        ({"mode": "3", "jour": "15"}, "Réponse du créancier nécessaire"),
        ({"mode": "3", "jour": "5", "total": "1000"}, "Réponse du créancier nécessaire"),
        ({"mode": "3", "jour": "5", "acompte": "500"}, "Réponse du créancier nécessaire"),
        ({"mode": "libre", "montant": "80", "jour": "10"}, "Réponse du créancier nécessaire"),
        ({"mode": "3"}, "Choisissez le jour du mois."),
        ({"jour": "5"}, "Choisissez en combien de fois vous voulez payer."),
        ({"mode": "libre", "montant": "4", "jour": "5"}, "Le plus petit montant possible par mois est 50,84 €."),
    ],
)
def test_the_verdict_is_certain_only_for_the_very_plan(maison, adresse, dossier, choix, verdict):
    fragment = maison.debiteur(dossier).fragment(adresse(dossier, "/echeancier"), "resultat", **choix)
    assert fragment.statut == 200
    assert verdict in fragment.lu
    assert ("J’accepte d’avance un paiement en 3 fois" in fragment.lu) == (verdict == "Accord possible tout de suite")
    assert not fragment.tous(".err, [role=alert]"), "never red while typing"


def test_continuing_keeps_the_draft_and_fills_the_page_again(maison, adresse, dossier, autre_session, journal, htmx):
    visiteur = maison.debiteur(dossier, htmx=htmx)
    url = adresse(dossier, "/echeancier")
    suite = visiteur.soumettre(url, suivre=False, mode="libre", montant="80,50 €", jour="10", acompte="200")
    assert (suite.statut, suite.lieu) == (303, adresse(dossier, "/relire"))
    with autre_session() as s:
        assert s.get(BrouillonPlan, (dossier.id, Role.DEBITEUR)).saisie == {
            "mode": "libre", "montant": "80,50 €", "jour": "10", "acompte": "200",
        }  # fmt: skip
    retour = visiteur.get(url)
    assert retour["#montant"]["value"] == "80,50 €"
    assert [i["value"] for i in retour.tous("input[checked]")] == ["libre", "10"]
    assert "80,50 € par mois" in retour["#resultat"].text.replace("\xa0", " ")
    assert journal(dossier) == [], "a draft is no act, and nobody else sees it"
    creancier = maison.creancier().client.get(f"/creancier/dossiers/{dossier.reference}")
    assert "80,50" not in creancier.get_data(as_text=True)


def test_recalculating_without_javascript_comes_back_with_the_choices_in_the_address(maison, adresse, dossier):
    visiteur = maison.debiteur(dossier)
    page = visiteur.soumettre(adresse(dossier, "/echeancier"), suivre=False, suite="recalculer", mode="12", jour="5")
    assert page.statut == 303
    assert page.lieu == adresse(dossier, "/echeancier") + "?mode=12&jour=5#resultat"
    assert "csrf" not in page.lieu
    assert "101,66 € par mois" in visiteur.get(page.lieu).lu


@SQLITE
def test_what_cannot_be_is_said_at_its_field_and_everything_is_kept(maison, adresse, dossier):
    visiteur = maison.debiteur(dossier)
    page = visiteur.soumettre(adresse(dossier, "/echeancier"), mode="libre", montant="8", jour="5", total="900")
    assert page.statut == 422
    assert page["title"].text.startswith("Erreur\xa0:")
    assert page["[role=alert] a"]["href"] == "#montant"
    assert "37,50" in page["#montant-erreur"].text
    assert (page["#montant"]["value"], page["#total"]["value"]) == ("8", "900")
    vide = visiteur.soumettre(adresse(dossier, "/echeancier"))
    assert vide.statut == 422
    assert vide["[role=alert] a"]["href"] == "#jour-0"


@SQLITE
def test_the_creditors_offer_is_compared_and_choosing_it_leads_to_accepting_it(maison, adresse):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    offre = dossier.proposition_en_cours
    visiteur = maison.debiteur(dossier)
    autre = visiteur.fragment(adresse(dossier, "/echeancier"), "resultat", mode="12", jour="5")
    assert [th.text for th in autre.tous(".comparer thead th")] == ["Son offre", "La vôtre"]
    assert "de plus que son offre" in autre.lu
    pareil = {"mode": "mois", "nombre": str(len(offre.lignes)), "jour": "5"}
    meme = visiteur.fragment(adresse(dossier, "/echeancier"), "resultat", **pareil)
    assert "C’est exactement son offre" in meme.lu
    suite = visiteur.soumettre(adresse(dossier, "/echeancier"), suivre=False, **pareil)
    assert suite.lieu == adresse(dossier, "/proposition/accepter")


@SQLITE
def test_while_ones_own_offer_waits_only_a_plan_may_replace_it(maison, adresse):
    sans = maison.dossier(Etat.PROPOSITION_DEBITEUR)
    assert maison.debiteur(sans).get(adresse(sans, "/echeancier"), suivre=False).lieu == adresse(sans)
    dossier = maison.dossier(Etat.PROPOSITION_DEBITEUR, plans=(3,))
    visiteur = maison.debiteur(dossier)
    refus = visiteur.soumettre(adresse(dossier, "/echeancier"), mode="12", jour="5")
    assert refus.statut == 422
    assert "Retirez d’abord votre proposition" in refus.lu
    assert visiteur.soumettre(adresse(dossier, "/echeancier"), suivre=False, mode="3", jour="5").statut == 303
