"""The work queue: what is due, for when, one verb a row, filters in the address."""

from datetime import date
from importlib import import_module

import pytest
from sqlalchemy import event, update

from portail.domaine.procedure import Etat
from portail.persistance.acces import AccesLettre
from tests.pages import lisse


@pytest.fixture
def qui(maison):
    return maison.commissaire()


def tuiles(page):
    return {li.select_one("span").text: int(li.select_one("b").text) for li in page.tous(".tuiles li")}


def verbes(page):
    return {tr.select_one("th").text.strip(): tr.select("td a")[-1] for tr in page.tous("#resultats tbody tr")}


def test_each_row_has_the_next_lawful_act_and_the_tiles_count_them(maison, qui):
    attendus = {
        maison.dossier(Etat.DEPOSEE).reference: ("Vérifier la créance", "/verifier"),
        maison.dossier(Etat.RECEVABLE).reference: ("Préparer l’invitation", "/invitation"),
        maison.dossier(Etat.MANDAT, jours=0).reference: ("Poster la lettre", "/invitation"),
        maison.dossier(Etat.ENVOYEE, jours=28).reference: ("Saisir une réponse papier", "/reponse"),
        maison.dossier(Etat.ENVOYEE, jours=45).reference: ("Constater la fin du délai", "/constats/expiration"),
        maison.dossier(Etat.ACCEPTEE).reference: ("Constater la participation", "/constats/acceptation"),
        maison.dossier(Etat.PROPOSITION_CREANCIER).reference: ("Suivre les pourparlers", ""),
        maison.dossier(Etat.REFUS_EXPRIME).reference: ("Constater le refus", "/constats/refus-participation"),
        maison.dossier(Etat.ACCORD_CONCLU).reference: ("Constater l’accord", "/constats/accord"),
        maison.dossier(Etat.FIN_ACCORD).reference: ("Délivrer le titre", "/titre"),
        maison.dossier(Etat.TITRE_DELIVRE).reference: ("Remettre la copie", "/copie"),
    }
    page = qui.get("/commissaire/")
    lus = {ref: (a.find(string=True).strip(), a["href"].split(ref)[1]) for ref, a in verbes(page).items()}
    assert lus == attendus
    assert tuiles(page) == {
        "délais qui finissent dans 3 jours": 1,
        "créances à vérifier": 1,
        "invitations à préparer ou à poster": 2,
        "contestations et signalements à lire": 0,
        "réponses et constats à établir": 3,
        "accords à constater": 1,
        "titres à délivrer": 1,
        "copies à remettre": 1,
    }
    for reference in attendus:
        assert qui.get(verbes(page)[reference]["href"]).statut == 200


def test_the_shortest_legal_time_comes_first(maison, qui):
    loin, fini, proche = (maison.dossier(Etat.ENVOYEE, jours=n).reference for n in (5, 45, 28))
    page = qui.get("/commissaire/")
    assert list(verbes(page)) == [fini, proche, loin]
    assert "9 nov., dépassé de 13 jours" in lisse(page["#resultats tbody tr"].get_text())


def test_filters_live_in_the_address_and_the_count_is_told(maison, qui):
    nadia = maison.dossier(Etat.ENVOYEE, jours=5)
    karim = maison.dossier(Etat.DEPOSEE)
    solde = maison.dossier(Etat.CLOS, jours=60)
    page = qui.get("/commissaire/")
    assert solde.reference not in page.lu
    assert list(verbes(qui.get("/commissaire/?q=ferrand"))) == [nadia.reference]
    trouve = qui.get("/commissaire/?etat=a-verifier")
    assert list(verbes(trouve)) == [karim.reference]
    assert "1 dossier – Créances à vérifier" in trouve.lu
    assert trouve["option[selected]"]["value"] == "a-verifier"
    assert solde.reference in qui.get("/commissaire/?etat=clos").lu
    rien = qui.get("/commissaire/?etat=tous&q=introuvable")
    assert "Aucun dossier pour ce choix" in rien.lu
    fragment = qui.fragment("/commissaire/", "resultats", q="ferrand")
    entier = qui.get("/commissaire/?q=ferrand")
    assert lisse(fragment["#resultats"].get_text()) == lisse(entier["#resultats"].get_text())
    assert fragment["#resultats"]["data-annonce"] == "1 dossier"
    assert not fragment.tous("h1")


def test_the_chart_has_a_twin_in_a_table(maison, qui):
    maison.dossier(Etat.ENVOYEE, envoi=date(2026, 10, 25))
    graphique = qui.get("/commissaire/?q=ferrand")
    assert "1 dossier dont 1 sans accord" in graphique["desc"].text
    lien = next(a for a in graphique.tous("main a") if "Voir en tableau" in a.text)
    tableau = qui.get(lien["href"])
    assert "q=ferrand" in lien["href"]
    ligne = next(tr for tr in tableau.tous("tbody tr") if "mer. 25 nov." in lisse(tr.get_text()))
    assert [td.text for td in ligne.select("td")] == ["1", "0"]


def test_an_access_incident_is_flagged(maison, qui, session):
    dossier = maison.dossier(Etat.ENVOYEE, jours=45)
    dossier.incident_acces = True
    session.commit()
    assert "Accès freiné" in qui.get("/commissaire/").lu
    assert "Appelez-la avant de constater" in qui.get(f"/commissaire/dossiers/{dossier.reference}").lu
    assert "Appelez-la" in qui.get(f"/commissaire/dossiers/{dossier.reference}/constats/expiration").lu


def test_a_worn_out_letter_is_told_as_such(maison, qui, session, horloge):
    """It may happen on the first day: nothing was « freiné dans les trois derniers jours »."""
    dossier = maison.dossier(Etat.ENVOYEE, jours=45)
    dossier.incident_acces = True
    session.execute(update(AccesLettre).values(echecs=100, revoque_le=horloge()))
    session.commit()
    base = f"/commissaire/dossiers/{dossier.reference}"
    for page in (qui.get(base), qui.get(f"{base}/constats/expiration")):
        assert "Cent codes faux ont été tapés. Depuis le" in page.lu and "freiné" not in page.lu
        assert "remettez-lui de nouveaux codes si elle en demande" in page.lu
    assert "Accès fermé" in qui.get(base).lu


def test_long_queues_are_cut_into_pages(maison, qui, monkeypatch):
    monkeypatch.setattr(import_module("portail.web.commissaire.routes.file"), "PAR_PAGE", 2)
    for _ in range(3):
        maison.dossier(Etat.DEPOSEE)
    page = qui.get("/commissaire/")
    assert "3 dossiers" in page.lu
    assert len(verbes(page)) == 2
    assert len(verbes(qui.get(page[".pagination a"]["href"]))) == 1
    assert qui.get("/commissaire/?page=99&etat=inconnu").statut == 200


def test_more_dossiers_do_not_mean_more_queries(maison, qui, app):
    faites = []
    event.listen(app.extensions["moteur"], "before_cursor_execute", lambda *args: faites.append(args[2]))

    def requetes():
        faites.clear()
        assert qui.get("/commissaire/").statut == 200
        return len(faites)

    for etat in (Etat.DEPOSEE, Etat.FIN_ACCORD):
        maison.dossier(etat, jours=10)
    peu = requetes()
    for etat in (Etat.DEPOSEE, Etat.FIN_ACCORD, Etat.PROPOSITION_CREANCIER):
        maison.dossier(etat, jours=10)
    assert requetes() == peu
