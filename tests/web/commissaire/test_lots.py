"""Batches on the pages: chosen in the queue, read, confirmed, advanced with and without JavaScript, told in full."""

import pytest
from sqlalchemy import event

from portail.config import Canal, Mode, ModeSignature, ReglagesSignature
from portail.domaine.procedure import Etat, Role
from portail.services import atelier, lots
from tests.pages import HTMX, Maison
from tests.services.gestes import sqlite_seul
from tests.web.commissaire.outils import CONTINUER, MOT_DE_PASSE, adresse, portions, relire
from tests.web.monde import Monde

LETTRES, TITRES = "/commissaire/lots/lettres", "/commissaire/lots/titres"


@pytest.fixture(params=[False, True], ids=["sans-javascript", "avec-htmx"])
def qui(request, maison):
    return maison.commissaire(htmx=request.param)


@pytest.fixture
def une_ligne_par_portion(monkeypatch):
    monkeypatch.setattr(atelier.avancer, "__kwdefaults__", {**atelier.avancer.__kwdefaults__, "portion_s": 0.0})


def cases(page):
    return [c["value"] for c in page.tous("input[name=choix]")]


def confirmer(qui, page, *choix, **champs):
    return qui.soumettre(page, choix=list(choix), **champs)


def test_letters_chosen_in_the_queue_are_prepared_little_by_little(maison, qui, autre_session, une_ligne_par_portion):
    dossiers = [maison.dossier(Etat.RECEVABLE, jours=0) for _ in range(3)]
    maison.dossier(Etat.MANDAT, jours=0)
    file = qui.get("/commissaire/")
    assert len(file.tous("td.choisir input[name=d]")) == 4
    bouton = file["button[formaction*='lots/lettres']"]
    choisis = "&".join(f"d={d.reference}" for d in (dossiers[2], dossiers[0]))
    page = qui.get(f"{bouton['formaction']}?{choisis}")
    assert [c.split(".")[0] for c in cases(page)] == [dossiers[2].reference, dossiers[0].reference]
    assert len(page.tous("input[name=choix][checked]")) == 2
    assert "une lettre s’annule depuis son dossier" in page.lu
    lot = confirmer(qui, page, *cases(page))
    assert "0 sur 2" in lot.lu and "Le lot avance" in lot.lu
    assert relire(autre_session, dossiers[0]).etat is Etat.RECEVABLE, "confirming does nothing yet"
    assert "le lot n° 1 attend, 0 sur 2" in qui.get("/commissaire/").lu
    suite = qui.soumettre(lot, CONTINUER)
    assert "1 sur 2" in suite.lu
    assert suite["progress"]["value"] == "1" and suite["progress"]["max"] == "2"
    fini = qui.soumettre(suite, CONTINUER)
    assert "Le lot est fini" in fini.lu and "2 dossiers faits." in fini.lu
    assert not fini.tous(CONTINUER)
    for dossier, ligne in zip((dossiers[2], dossiers[0]), fini.tous("tbody tr"), strict=True):
        assert dossier.reference in ligne.text and "Lettre prête" in ligne.text
        assert qui.get(ligne.select("a")[-1]["href"]).octets.startswith(b"%PDF")
        assert relire(autre_session, dossier).etat is Etat.MANDAT
    assert relire(autre_session, dossiers[1]).etat is Etat.RECEVABLE
    assert "attend" not in qui.get("/commissaire/").lu
    assert "Préparer des lettres, n° 1" in qui.get("/commissaire/lots").lu


def test_htmx_gets_the_progress_alone_and_posts_again_by_itself(maison, une_ligne_par_portion):
    for _ in range(2):
        maison.dossier(Etat.RECEVABLE, jours=0)
    qui = maison.commissaire(htmx=True)
    page = qui.get(LETTRES)
    lot = confirmer(qui, page, *cases(page))
    form = lot[CONTINUER]
    assert form["hx-trigger"].startswith("submit, load delay:")
    bloc = qui.soumettre(lot, CONTINUER)
    assert "<html" not in bloc.texte and bloc["#avancement"] is not None
    assert bloc["#avancement"]["data-annonce"] == "La moitié du lot est traitée."
    assert bloc[CONTINUER] is not None
    fini = qui.soumettre(bloc, CONTINUER)
    assert fini["#avancement"]["data-annonce"] == "Le lot est fini\xa0: 2 dossiers faits."
    entiere = qui.get("/commissaire/lots/1")
    assert "".join(entiere["#avancement"].text.split()) == "".join(fini["#avancement"].text.split())


@sqlite_seul
def test_it_speaks_at_quarters_only(maison, une_ligne_par_portion):
    for _ in range(8):
        maison.dossier(Etat.RECEVABLE, jours=0)
    qui = maison.commissaire()
    page = qui.get(LETTRES)
    dits = [vue["#avancement"]["data-annonce"] for vue in portions(qui, confirmer(qui, page, *cases(page)))]
    assert len(dits) == 8 and len(dict.fromkeys(dits)) == 5, "silence, three quarters, the end"


def test_titres_are_read_one_by_one_then_proved_once(maison, qui, horloge, autre_session, session):
    bons = [maison.dossier(Etat.FIN_ACCORD) for _ in range(2)]
    incomplet, laisse = (maison.dossier(Etat.FIN_ACCORD) for _ in range(2))
    incomplet.debiteur.adresse = incomplet.debiteur.code_postal = incomplet.debiteur.commune = ""
    session.commit()
    page = qui.get(TITRES)
    assert "Cela ne s’annule pas" in page.lu and "(art. R. 125-8)" in page.lu
    assert "Il manque l’adresse du débiteur" in page.lu
    assert "1 220,00 €" in page.lu and "paiements, le premier de" in page.lu
    assert len(cases(page)) == 3 and not page.tous("[name=choix][checked]"), "each box says that its draft was read"
    assert not page.tous("[data-tout]")
    assert qui.get(page["a[href$='projet.pdf']"]["href"]).octets.startswith(b"%PDF")
    horloge.avancer(minutes=6)
    page = qui.get(TITRES)
    choisis = [c for c in cases(page) if c.startswith(tuple(d.reference for d in bons))]
    sans_preuve = confirmer(qui, page, *choisis)
    assert sans_preuve.statut == 422
    assert len(sans_preuve.tous("[name=choix][checked]")) == 2, "nothing of what was ticked is lost"
    faux = confirmer(qui, sans_preuve, *choisis, preuve="autre chose")
    assert faux.statut == 422 and "Ce n’est pas le bon" in faux.lu
    lot = confirmer(qui, faux, *choisis, preuve=MOT_DE_PASSE)
    assert portions(qui, lot)[-1].lu.count("Titre délivré") == 2
    assert [relire(autre_session, d).etat for d in (*bons, laisse)] == [
        Etat.TITRE_DELIVRE, Etat.TITRE_DELIVRE, Etat.FIN_ACCORD,
    ]  # fmt: skip


def test_a_titre_that_moved_since_it_was_read_is_refused_in_words(maison, qui, autre_session, session):
    dossier = maison.dossier(Etat.FIN_ACCORD)
    page = qui.get(TITRES)
    dossier.precisions = "Une précision de plus."
    session.commit()
    fini = qui.soumettre(confirmer(qui, page, *cases(page)), CONTINUER)
    assert "Refusé" in fini.lu and "Ce dossier a changé. Rien n’a été enregistré." in fini.lu
    assert "aucun dossier fait, 1 refusé." in fini.lu
    assert relire(autre_session, dossier).etat is Etat.FIN_ACCORD
    rouverte = qui.get(TITRES)
    assert cases(rouverte) and cases(rouverte) != cases(page)
    perimee = qui.soumettre(rouverte, choix=cases(page), idem="autre")
    assert "Le lot avance" in perimee.lu, "refused again when its turn comes"


@sqlite_seul
def test_nothing_ticked_twice_ticked_or_foreign(maison, qui, autre_session):
    dossier, brouillon = maison.dossier(Etat.RECEVABLE, jours=0), maison.dossier(Etat.BROUILLON)
    page = qui.get(LETTRES)
    vide = confirmer(qui, page)
    assert (vide.statut, "Cochez au moins un dossier." in vide.lu) == (422, True)
    (case,) = cases(page)
    for choisis in ([case, case], [f"{brouillon.reference}.1"], ["RPC-AAAAA-BBBBB.1"], ["n’importe quoi"]):
        assert qui.soumettre(page, choix=choisis).statut == 404
    lot = confirmer(qui, page, case)
    assert confirmer(qui, page, case)["h1"].text == lot["h1"].text, "the same form twice: the same batch"
    autre = confirmer(qui, page, case, idem="autre-formulaire")
    assert autre.statut == 422 and f"attendent déjà dans un autre lot : {dossier.reference}." in autre.lu
    assert "Aucune lettre à préparer." in qui.get(LETTRES).lu
    assert "n’est pas repris" in qui.get(f"{LETTRES}?d={dossier.reference}").lu


@sqlite_seul
def test_a_batch_is_stopped_and_what_is_left_is_free(maison, qui, une_ligne_par_portion, autre_session):
    dossiers = [maison.dossier(Etat.RECEVABLE, jours=0) for _ in range(3)]
    page = qui.get(LETTRES)
    lot = qui.soumettre(confirmer(qui, page, *cases(page)), CONTINUER)
    arrete = qui.soumettre(lot, "form[action$='/arreter']")
    assert "1 dossier fait, 2 refusés." in arrete.lu
    assert "Le lot a été arrêté avant ce dossier." in arrete.lu
    assert [relire(autre_session, d).etat for d in dossiers] == [Etat.MANDAT, Etat.RECEVABLE, Etat.RECEVABLE]
    assert len(cases(qui.get(LETTRES))) == 2


@sqlite_seul
def test_the_size_of_a_batch_is_said_and_held(maison, qui, monkeypatch):
    monkeypatch.setattr(lots, "LIGNES_MAX", 1)
    for _ in range(2):
        maison.dossier(Etat.RECEVABLE, jours=0)
    page = qui.get(LETTRES)
    assert len(cases(page)) == 1
    assert "1 dossiers au plus" in page.lu
    trop = qui.soumettre(page, choix=[*cases(page), "RPC-AAAAA-BBBBB.1"])
    assert trop.statut == 422


@sqlite_seul
def test_another_etude_s_batch_does_not_exist(maison, qui, session):
    dossier = maison.dossier(Etat.RECEVABLE, jours=0)
    page = qui.get(LETTRES)
    confirmer(qui, page, *cases(page))
    commissaire, _ = Monde._voisins(type("M", (), {"maison": maison})())
    voisin = maison._entrer(Role.COMMISSAIRE, compte=commissaire)
    jeton = voisin.get("/commissaire/lots")["[name=csrf_token]"]["value"]
    assert voisin.get("/commissaire/lots/1").statut == 404
    for suite in ("avancer", "arreter"):
        reponse = voisin.client.post(f"/commissaire/lots/1/{suite}", data={"csrf_token": jeton})
        assert reponse.status_code == 404
    assert (
        dossier.reference
        not in voisin.get(f"{LETTRES}?d={dossier.reference}").texte.split("<main")[1].split('name="d"')[0]
    )
    vole = voisin.client.post(
        LETTRES, data={"csrf_token": jeton, "choix": f"{dossier.reference}.{dossier.version}", "idem": "x"}
    )
    assert vole.status_code == 404


@sqlite_seul
def test_what_is_done_one_by_one_offers_no_batch(maison, fabrique_app, session, moyens, troupe, horloge):
    maison.dossier(Etat.RECEVABLE, jours=0), maison.dossier(Etat.FIN_ACCORD)
    app = fabrique_app(canal=Canal.CHAMBRE, signature=ReglagesSignature(mode=ModeSignature.EXTERNE))
    qui = Maison(app, session, moyens, troupe, horloge).commissaire()
    lettres, titres = qui.get(LETTRES), qui.get(TITRES)
    assert "Préparez-les une à une" in lettres.lu and "délivrez-les un à un" in titres.lu
    assert not lettres.tous("main form button") and not titres.tous("main form button")
    refusee = qui.soumettre(lettres, choix=cases(lettres))
    assert (refusee.statut, "un à un" in refusee.lu) == (422, True)


@sqlite_seul
def test_production_waits_for_the_texts_and_the_signature(maison, fabrique_app, session, moyens, troupe, horloge):
    maison.dossier(Etat.RECEVABLE, jours=0)
    app = fabrique_app(mode=Mode.PRODUCTION, url_publique="https://localhost")
    qui = Maison(app, session, moyens, troupe, horloge).commissaire()
    qui.client.environ_base = {**qui.client.environ_base, "wsgi.url_scheme": "https"}
    maison.dossier(Etat.FIN_ACCORD)
    lettres, titres = qui.get(LETTRES), qui.get(TITRES)
    assert "Rien ne peut partir" in lettres.lu
    assert "la signature électronique de l’étude n’est pas réglée" in titres.lu
    assert not lettres.tous("main form button") and not titres.tous("main form button")


@sqlite_seul
def test_a_titre_without_agreement_is_told_not_offered(maison, qui, session):
    """A state without its agreement: the page says so, and stands."""
    dossier = maison.dossier(Etat.FIN_ACCORD)
    session.delete(dossier.constats[-1])
    session.commit()
    page = qui.get(TITRES)
    assert page.statut == 200
    assert not cases(page)
    assert adresse(dossier) in page.texte


@sqlite_seul
def test_a_fragment_asked_for_a_page_that_is_gone_is_the_whole_page(maison):
    qui = maison.commissaire()
    assert qui.get("/commissaire/lots/99", **HTMX).statut == 404


@sqlite_seul
def test_more_dossiers_do_not_mean_more_queries(maison, app):
    qui, faites, comptes = maison.commissaire(), [], {LETTRES: [], TITRES: []}
    event.listen(app.extensions["moteur"], "before_cursor_execute", lambda *args: faites.append(args[2]))
    for _ in range(2):
        for etat, url in ((Etat.RECEVABLE, LETTRES), (Etat.FIN_ACCORD, TITRES)):
            maison.dossier(etat)
            faites.clear()
            qui.get(url)
            comptes[url].append(len(faites))
    assert comptes[LETTRES][0] == comptes[LETTRES][1] < 15
    assert comptes[TITRES][1] <= comptes[TITRES][0] + 1, "the formula alone is read for each titre"
