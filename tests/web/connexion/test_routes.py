"""The doors: letters, accounts, typos, brakes, going out."""

from importlib import import_module

import pytest

from portail.domaine.procedure import Etat
from portail.services.demonstration import MOT_DE_PASSE
from portail.services.identifiants import tirer
from tests.pages import Navigateur


@pytest.fixture
def lettre(maison):
    return maison.dossier_avec_codes(Etat.ENVOYEE)


def ouvrir(visiteur, identifiant, code):
    return visiteur.soumettre("/ouvrir", identifiant=identifiant, code=code)


def test_the_words_of_the_letter_open_the_dossier_after_saying_who_one_is(maison, lettre):
    dossier, mots = lettre
    visiteur = maison.anonyme()
    page = ouvrir(visiteur, mots.identifiant_imprime.lower().replace("-", " "), mots.code)
    assert "Êtes-vous Nadia F." in page.lu
    assert "122" not in page.lu and "Costa" not in page.lu
    detour = visiteur.get(f"/debiteur/dossiers/{dossier.reference}")
    assert "Êtes-vous Nadia F." in detour.lu, "nothing is shown before the answer"


def test_a_typo_is_told_as_a_typo_and_costs_nothing(maison, lettre):
    _, mots = lettre
    visiteur = maison.anonyme()
    faux = mots.code[:-1] + ("A" if mots.code[-1] != "A" else "B")
    for _ in range(8):
        page = ouvrir(visiteur, mots.identifiant, faux)
        assert page.statut == 422
        assert "ne compte pas comme un essai" in page.lu
    page = ouvrir(visiteur, mots.identifiant[:-1], mots.code)
    assert "Il manque un caractère dans l’identifiant. Il y en a 8 sur la feuille. Vous en avez tapé 7." in page.lu
    assert page["#code"]["value"] == mots.code
    assert ouvrir(visiteur, mots.identifiant, mots.code).statut == 200


def test_unknown_and_wrong_get_the_same_answer_then_a_pause(maison, lettre):
    _, mots = lettre
    inconnu, autre = tirer(), tirer()
    faux = ouvrir(maison.anonyme(), mots.identifiant, autre.code)
    absent = ouvrir(maison.anonyme(), inconnu.identifiant, autre.code)
    assert (faux.statut, faux["[role=alert]"].text) == (absent.statut, absent["[role=alert]"].text)
    for _ in range(4):
        ouvrir(maison.anonyme(), mots.identifiant, autre.code)
    page = ouvrir(maison.anonyme(), mots.identifiant, mots.code)
    assert page.statut == 429
    assert int(page.entetes["Retry-After"]) > 0
    maison.horloge.avancer(minutes=16)
    assert ouvrir(maison.anonyme(), mots.identifiant, mots.code).statut == 200


def test_a_known_device_is_not_shut_out_by_somebody_elses_guesses(maison, lettre):
    _, mots = lettre
    chez_soi = maison.anonyme()
    ouvrir(chez_soi, mots.identifiant, mots.code)
    for _ in range(7):
        ouvrir(maison.anonyme(), mots.identifiant, tirer().code)
    assert ouvrir(maison.anonyme(), mots.identifiant, mots.code).statut == 429
    assert ouvrir(chez_soi, mots.identifiant, mots.code).statut == 200


def test_an_account_comes_in_and_a_wrong_password_does_not(maison):
    visiteur = maison.anonyme()
    faux = visiteur.soumettre("/connexion", courriel="hugo@menuiserie-costa.example", mot_de_passe="non")
    assert faux.statut == 401
    assert faux["[name=courriel]"]["value"] == "hugo@menuiserie-costa.example"
    inconnu = visiteur.soumettre("/connexion", courriel="personne@menuiserie-costa.example", mot_de_passe="non")
    assert (inconnu.statut, inconnu["[role=alert]"].text) == (401, faux["[role=alert]"].text)


def test_a_known_computer_is_not_shut_out_by_somebody_elses_guesses(maison):
    def entrer(visiteur, mot):
        return visiteur.soumettre("/connexion", courriel="hugo@menuiserie-costa.example", mot_de_passe=mot)

    chez_soi, un_autre = maison.anonyme(), maison.anonyme()
    assert entrer(chez_soi, MOT_DE_PASSE).statut == 200
    quitter(chez_soi)
    for _ in range(11):
        entrer(un_autre, "faux")
    assert entrer(un_autre, MOT_DE_PASSE).statut == 429
    assert entrer(maison.anonyme(), MOT_DE_PASSE).statut == 429, "where nobody came in before, one waits"
    assert entrer(chez_soi, MOT_DE_PASSE).statut == 200
    quitter(chez_soi)
    for _ in range(10):
        assert entrer(chez_soi, "faux").statut == 401
    assert entrer(chez_soi, MOT_DE_PASSE).statut == 429, "a known computer has its own limit too"


def quitter(visiteur):
    jeton = visiteur.get("/aide")["form[action='/quitter'] [name=csrf_token]"]["value"]
    visiteur.client.post("/quitter", data={"csrf_token": jeton})


def test_a_form_opened_before_the_keys_turned_is_still_read(fabrique_app, maison, lettre, reglages):
    """At a rotation nobody loses what he was typing; once the old key is gone, the page is asked for again."""
    dossier, mots = lettre
    visiteur = maison.anonyme()
    page = visiteur.get("/ouvrir")
    biscuit = visiteur.client.get_cookie("session").value
    neuve = "cle-neuve-" + "n" * 40

    def poster(cles):
        client = fabrique_app(cles=cles).test_client()
        client.set_cookie("session", biscuit)
        return Navigateur(client).soumettre(page, identifiant=mots.identifiant, code=mots.code)

    ouvert = poster((*reglages.cles, neuve))
    assert ouvert.statut == 200 and "Êtes-vous" in ouvert.lu
    assert poster((neuve,)).statut == 400


def test_going_out_closes_the_session_on_the_server(maison, lettre):
    dossier, _ = lettre
    chez_soi = maison.debiteur(dossier)
    copie = chez_soi.client.get_cookie("session").value
    jeton = chez_soi.get("/aide")["form[action='/quitter'] [name=csrf_token]"]["value"]
    sortie = chez_soi.client.post("/quitter", data={"csrf_token": jeton})
    assert sortie.headers["Clear-Site-Data"] == '"cache", "storage"'
    voleur = maison.anonyme()
    voleur.client.set_cookie("session", copie)
    for navigateur in (chez_soi, voleur):
        assert "Ouvrir mon dossier" in navigateur.get(f"/debiteur/dossiers/{dossier.reference}").lu


def test_staying_makes_the_session_last_until_its_absolute_end(maison, lettre):
    dossier, _ = lettre
    chez_soi = maison.debiteur(dossier)

    def rester():
        reponse = chez_soi.client.get("/session")
        return int(reponse.text) if reponse.status_code == 200 else None

    page = chez_soi.get(f"/debiteur/dossiers/{dossier.reference}")
    assert page["script[data-veille]"]["data-veille"] == str(28 * 60)
    for _ in range(3):
        maison.horloge.avancer(minutes=29)
        assert rester() == 28 * 60
    maison.horloge.avancer(minutes=29)
    assert rester() == 2 * 60, "1 h 56 after coming in: the absolute end is near"
    maison.horloge.avancer(minutes=3)
    assert rester() <= 0, "it cannot be made longer"
    maison.horloge.avancer(minutes=2)
    assert rester() is None
    assert not maison.anonyme().get("/ouvrir").tous("script[data-veille]")


def test_a_slip_is_told_with_its_group_and_its_count_and_costs_nothing(maison, lettre):
    _, mots = lettre
    identifiant, code = mots.identifiant_imprime, mots.code_imprime
    cas = {
        identifiant[:-1]: "Il manque un caractère dans l’identifiant. Il y en a 8 sur la feuille. Vous en avez tapé 7. "
        "Regardez le deuxième groupe.",
        identifiant[1:-2]: "Il manque 3 caractères dans l’identifiant.",
        identifiant + "00": "Il y a 2 caractères de trop dans l’identifiant. Il y en a 8 sur la feuille. "
        "Vous en avez tapé 10. Regardez le deuxième groupe.",
        "U" + identifiant[1:]: "Le signe « U » n’est jamais dans l’identifiant. Regardez le premier groupe.",
    }
    for tape, phrase in cas.items():
        page = ouvrir(maison.anonyme(), tape, code)
        assert page.statut == 422 and phrase in page.lu and "Cela ne compte pas comme un essai." in page.lu
        assert page["#identifiant"]["value"] == tape and page["#code"]["value"] == code
    assert ouvrir(maison.anonyme(), f" {identifiant.lower()} ", code.replace("-", " – ").lower()).statut == 200


def test_a_closed_door_says_until_when_and_how_to_answer_otherwise_to_everybody_alike(maison, lettre):
    _, mots = lettre
    pages = []
    for identifiant in (mots.identifiant, tirer().identifiant):
        for _ in range(6):
            page = ouvrir(maison.anonyme(), identifiant, tirer().code)
        pages.append(page)
    connu, inconnu = (p["main"].decode().split("<form")[0] for p in pages)
    assert connu == inconnu and {p.statut for p in pages} == {429}
    for mot in ("Il rouvre à 10 h 57", "Votre date limite, elle, ne change pas", "appeler l’étude", "01 99 00 12 34"):
        assert mot in pages[0].lu
    assert pages[0]["main a[href='/sans-internet']"]


def test_wrong_words_hint_at_a_newer_sheet_to_everybody_alike(maison, lettre):
    _, mots = lettre
    faux, absent = (ouvrir(maison.anonyme(), i, tirer().code) for i in (mots.identifiant, tirer().identifiant))
    assert "Vous avez reçu une autre feuille depuis" in faux.lu and faux.statut == 401
    assert faux.lu.replace(mots.identifiant, "") == absent.lu.replace(absent["#identifiant"]["value"], "")
    assert "autre feuille" not in maison.anonyme().soumettre("/connexion", courriel="x@y.example", mot_de_passe="z").lu


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_a_session_closed_as_soon_as_it_opened_leads_back_to_its_door(maison, lettre, monkeypatch):
    """New codes were drawn, or the account was shut, between two transactions of the same visit."""
    routes = import_module("portail.web.connexion.routes")
    monkeypatch.setattr(routes, "charger", lambda _secret: None)
    _, mots = lettre
    pro = {"courriel": "hugo@menuiserie-costa.example", "mot_de_passe": MOT_DE_PASSE}
    lettres = {"identifiant": mots.identifiant, "code": mots.code}
    for porte, champs in (("/ouvrir", lettres), ("/connexion", pro)):
        page = maison.anonyme().soumettre(porte, **champs)
        assert (page.statut, page.chemin) == (200, porte)


def test_every_way_out_of_the_door_is_open_to_everybody(maison):
    porte = maison.anonyme().get("/ouvrir")
    sorties = [a["href"] for a in porte.tous("main .liens a")]
    assert sorties == ["/ouvrir/pas-moi", "/verifier-la-lettre", "/lettre-perdue", "/sans-internet"]
    for adresse in sorties:
        assert maison.anonyme().get(adresse).statut == 200
    vraie = maison.anonyme().get("/verifier-la-lettre")
    for mot in (
        "annuaire officiel de la Chambre nationale",
        "Donnez votre nom et le numéro du dossier.",
        "Ne donnez jamais votre code, ni votre identifiant.",
        "ni RIB",
        "numéro de carte",
    ):
        assert mot in vraie.lu
    assert vraie["main a[href='/verifier']"]
    perdue = maison.anonyme().get("/lettre-perdue")
    assert "Le délai ne repart pas à zéro" in perdue.lu and not perdue.tous("main input")


def test_going_out_leaves_no_mark_of_the_visit(maison, lettre):
    dossier, mots = lettre
    chez_soi = maison.anonyme()
    chez_soi.client.set_cookie("autre", "a-garder")
    chez_soi.client.set_cookie("poste", "marque-des-comptes")
    chez_soi.soumettre(ouvrir(chez_soi, mots.identifiant, mots.code))
    assert chez_soi.client.get_cookie("appareil") and chez_soi.client.get_cookie("session")
    fin = chez_soi.soumettre(chez_soi.get("/aide"), "form[action='/quitter']")
    assert fin.chemin == "/sorti" and "Costa" not in fin.lu and dossier.reference not in fin.texte
    assert fin.entetes["Cache-Control"] == "no-store"
    assert not chez_soi.client.get_cookie("appareil") and not chez_soi.client.get_cookie("session")
    assert chez_soi.client.get_cookie("autre").value == "a-garder", "what is not ours stays"
    assert chez_soi.client.get_cookie("poste"), "the accounts that share this computer keep their own count"
