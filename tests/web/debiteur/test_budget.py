"""What is left to live on: answered at once, and nowhere kept. And the page for who can pay nothing."""

import logging

import pytest

from portail.domaine.procedure import Etat
from tests.pages import HTMX, Page
from tests.services.gestes import photo
from tests.web.debiteur.conftest import ENTRE_DEUX, ENVOI

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
SOMMES = {"revenus": "1 234,56", "logement": "612,34", "quotidien": "345,67", "credits": "98,76"}
CHOIX = {"mode": "12", "jour": "5"}


def calculer(visiteur, page, htmx=False, **champs):
    """Press the budget's own button, as a browser does."""
    bouton = page["button[formaction$='/budget']"]
    donnees = {i["name"]: i.get("value", "") for i in page.tous("main form [type=hidden]")} | champs
    entetes = {**HTMX, "HX-Target": "budget"} if htmx else {}
    return Page(visiteur.client.post(bouton["formaction"], data=donnees, headers=entetes))


@SQLITE
def test_the_verdict_comes_back_on_the_same_page_with_everything_typed(maison, adresse, htmx):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    page = visiteur.get(adresse(dossier, "/echeancier"))
    assert not page["details:has([name=revenus])"].has_attr("open"), "optional, folded"
    lu = calculer(visiteur, page, htmx, **SOMMES, **CHOIX)
    assert lu.statut == 200
    assert "Il vous reste 177,79 € par mois." in lu.lu
    assert "Avec 101,66 € par mois, il vous restera 76,13 €." in lu.lu
    assert [lu[f"[name={nom}]"]["value"] for nom in SOMMES] == list(SOMMES.values())
    assert lu["details:has([name=revenus])"].has_attr("open")
    if htmx:
        assert lu["h1"] is None and lu["[data-annonce]"]["data-annonce"].startswith("Il vous reste")
    else:
        assert lu["input[name=mode][value='12']"].has_attr("checked"), "the picker keeps what was chosen"
        assert lu["input[name=jour][value='5']"].has_attr("checked")


@SQLITE
def test_what_was_picked_is_found_again_on_the_way_back_and_in_another_language(maison, adresse, htmx):
    """Without JavaScript, the browser's way back asks for the page anew."""
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur, url = maison.debiteur(dossier), adresse(dossier, "/echeancier")
    lu = calculer(visiteur, visiteur.get(url), htmx, **SOMMES, **CHOIX)
    langues = (
        []
        if htmx
        else [visiteur.get(f"/langue/{b['value']}?suite={url}") for b in lu.tous("nav.langues [name=langue]")]
    )
    for page in (*langues, visiteur.get(url)):
        assert page.chemin == url, "a language does not lead out of the dossier"
        assert [i["value"] for i in page.tous("input[checked]")] == ["12", "5"]
        assert not [v for v in SOMMES.values() if v in page.texte], "the four sums are kept nowhere"


@SQLITE
@pytest.mark.parametrize(
    ("champs", "phrase"),
    [
        ({"revenus": "1 000", "logement": "950", **CHOIX}, "paraît trop haute pour vous"),
        ({"revenus": "1 000", "logement": "850", **CHOIX}, "C’est très juste"),
        ({"revenus": "1 000", "logement": "200", **CHOIX}, "paraît possible"),
        ({"revenus": "800", "logement": "900", **CHOIX}, "Il vous manque 100,00 € chaque mois."),
        ({"revenus": "800", "logement": "900", **CHOIX}, "avant de vous engager"),
        # of two payments that stand apart, the larger one is the hard month
        ({"revenus": "1 000", "logement": "200", "mode": "2", "jour": "5", "acompte": "220"}, "Avec 1 000,00 €"),
        ({"revenus": "1 000"}, "Choisissez un nombre de paiements et un jour pour comparer."),
    ],
)
def test_each_verdict_has_its_sentence(maison, adresse, champs, phrase):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    assert phrase in calculer(visiteur, visiteur.get(adresse(dossier, "/echeancier")), **champs).lu


@SQLITE
def test_what_cannot_be_read_is_said_and_kept(maison, adresse):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    page = visiteur.get(adresse(dossier, "/echeancier"))
    faux = calculer(visiteur, page, revenus="douze", logement="300")
    assert faux.statut == 422 and faux["[name=logement]"]["value"] == "300"
    assert "Indiquez un montant en euros" in faux["#revenus-erreur"].text
    vide = calculer(visiteur, page, logement="300")
    assert vide.statut == 422 and "Indiquez ce que vous recevez par mois" in vide.lu
    entree = visiteur.client.post(
        page["main form"]["action"],
        data={**{i["name"]: i["value"] for i in page.tous("main form [type=hidden]")}, "suite": "recalculer", **SOMMES},
        follow_redirects=True,
    )
    assert "177,79" in Page(entree).lu, "the Enter key in the budget calculates the budget"


def test_the_four_sums_land_nowhere(maison, adresse, autre_session, caplog):
    """No row, no journal, no log, no cookie, no address; and they do not leave with the rest of the form either."""
    sommes = {"revenus": "7 654 321,98", "logement": "1 234 567,89", "quotidien": "345 678,91", "credits": "98 765,43"}
    temoins = [t for s in sommes.values() for t in (s, s.replace(" ", ""), s.replace(" ", "").replace(",", ""))]
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    page = visiteur.get(adresse(dossier, "/echeancier"))
    avant = photo(autre_session)
    with caplog.at_level(logging.DEBUG), caplog.at_level(logging.INFO, "sqlalchemy.engine"):
        reponse = calculer(visiteur, page, **sommes, **CHOIX)
        calcule = photo(autre_session)
        assert calcule | {"brouillon_plan": []} == avant, "the picker's own draft is kept, and nothing else"
        suite = visiteur.soumettre(page, suivre=False, **sommes, **CHOIX)
    assert (reponse.statut, suite.statut) == (200, 303)
    assert reponse.entetes["Cache-Control"] == "no-store"
    apres = photo(autre_session)
    assert apres["brouillon_plan"] and avant["brouillon_plan"] == []
    traces = [caplog.text, suite.lieu, str(reponse.entetes), str(suite.entetes), str(calcule), str(apres)]
    with visiteur.client.session_transaction() as cookie:
        traces.append(str(dict(cookie)))
    assert "brouillon_plan" in caplog.text, "the log was really listened to"
    assert not [t for t in temoins for trace in traces if t in trace]


@SQLITE
def test_who_can_pay_nothing_is_told_what_can_be_done(maison, adresse, horloge):
    dossier = maison.dossier(Etat.ENVOYEE, envoi=ENVOI)
    visiteur = maison.debiteur(dossier)
    page = visiteur.get(adresse(dossier, "/rien-payer"))
    assert "Vous n’êtes pas obligé d’accepter." in page.lu and "3039" in page.lu
    liens = {a.strong.text: a["href"] for a in page.tous(".choix a[href^='/debiteur']")}
    assert list(liens) == ["Refuser", "Proposer une première date plus tard", "Revenir plus tard"]
    plus_tard = visiteur.get(liens["Proposer une première date plus tard"])
    assert plus_tard["#commencer"].has_attr("open") and not plus_tard.tous("input[checked]"), "nothing is preselected"
    relire = visiteur.soumettre(plus_tard, mode="6", jour="5", attendre="3")
    assert "5 avril 2027" in relire.lu, "three months after the first lawful 5th"
    en_cours = maison.dossier(Etat.PROPOSITION_CREANCIER)
    nadia = maison.debiteur(en_cours)
    lien = next(a["href"] for a in nadia.get(adresse(en_cours)).tous("main a") if "rien payer" in a.text)
    assert [a.strong.text for a in nadia.get(lien).tous(".choix a[href^='/debiteur']")] == list(liens)
    horloge.instant = ENTRE_DEUX
    page = maison.debiteur(dossier).get(adresse(dossier, "/rien-payer"))
    assert "Proposer une première date" not in page.lu
    assert "Le délai pour un accord est fini depuis le 13 décembre 2026." in page.lu
    assert "Votre date limite" not in page.lu
    conclu = maison.dossier(Etat.ACCORD_CONCLU)
    assert maison.debiteur(conclu).get(adresse(conclu, "/rien-payer"), suivre=False).lieu == adresse(conclu)


@SQLITE
def test_who_looks_at_paying_nothing_comes_back_to_the_picker_as_it_was(maison, adresse):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    page = visiteur.soumettre(adresse(dossier, "/echeancier"), suite="rien_payer", mode="libre", montant="80")
    assert page["h1"].text == "Je ne peux rien payer en ce moment"
    page = visiteur.get(page["main a.retour"]["href"])
    assert page.chemin == adresse(dossier, "/echeancier") and page["#montant"]["value"] == "80"
    assert visiteur.get(adresse(dossier, "/rien-payer"))["main a.retour"]["href"] == adresse(dossier)
