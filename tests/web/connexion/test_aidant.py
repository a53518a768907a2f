"""« J'aide cette personne »: everything is read, drafts are kept, and no act that binds passes, on any route."""

from io import BytesIO

import pytest

from portail.domaine.procedure import Etat, Role
from portail.services.identifiants import tirer
from portail.services.scenario import FACTURE
from tests.pages import HTMX
from tests.services.gestes import photo, relu
from tests.web.monde import jeton

# What a helper may send: read it as the list of what binds nobody. A new route is not in it unless it says so.
PREPARATIONS = {
    "debiteur.garder_echeancier",
    "debiteur.calculer_budget",
    "debiteur.choisir_motif",
    "debiteur.expliquer",
    "debiteur.garder_refus",
    "debiteur.preparer_paiement_fait",
    "debiteur.preparer_mois_difficile",
    "debiteur.effacer_projet",
    "debiteur.preparer_papier",
    "debiteur.preparer_papier_accord",
    "debiteur.recevoir_par_courrier",
}
SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


@pytest.fixture
def aide(maison):
    """A dossier in this state, its base address, and a browser in which somebody helps."""

    def ouvrir(etat=Etat.ENVOYEE, *, htmx=False, **options):
        dossier, ouvrir.mots = maison.dossier_avec_codes(etat, plans=(6,), **options)
        visiteur = maison.debiteur(dossier, confirme=False, htmx=htmx)
        page = visiteur.soumettre("/ouvrir/aider", nom="  Léa   Petit ", organisme="Point conseil budget de Rennes")
        assert page.statut == 200
        return dossier, f"/debiteur/dossiers/{dossier.reference}", visiteur

    return ouvrir


def test_the_third_answer_asks_for_a_name_then_opens_the_dossier(maison):
    dossier, mots = maison.dossier_avec_codes(Etat.ENVOYEE)
    visiteur = maison.anonyme()
    porte = visiteur.soumettre("/ouvrir", identifiant=mots.identifiant, code=mots.code)
    qui = visiteur.get(porte["main a[href='/ouvrir/aider']"]["href"])
    assert "Costa" not in qui.lu and "1 220" not in qui.lu
    vide = visiteur.soumettre(qui, organisme="France Services")
    assert vide.statut == 422 and "Écrivez votre prénom et votre nom." in vide.lu
    assert vide["[name=organisme]"]["value"] == "France Services"
    accueil = visiteur.soumettre(vide, nom="Léa Petit")
    assert accueil.chemin == f"/debiteur/dossiers/{dossier.reference}"
    assert "Vous aidez Nadia F." in accueil.lu and "C’est moi, Nadia F." in accueil.lu


def test_who_helped_is_read_by_the_debtor_and_the_etude_and_not_by_the_creditor(maison, aide):
    dossier, base, visiteur = aide()
    ecrit = "Aidée par : Léa Petit, Point conseil budget de Rennes."
    assert ecrit in visiteur.get(base).lu
    assert ecrit in maison.debiteur(dossier).get(base).lu
    assert ecrit in maison.commissaire().get(f"/commissaire/dossiers/{dossier.reference}").lu
    assert "Petit" not in maison.creancier().get(f"/creancier/dossiers/{dossier.reference}").lu


@pytest.mark.parametrize("htmx", [False, True])
def test_the_banner_is_on_every_page_and_hands_over(maison, aide, htmx):
    dossier, base, visiteur = aide(htmx=htmx)
    for adresse in (base, f"{base}/refuser", f"{base}/echeancier", "/aide", "/donnees-personnelles", f"{base}/rien"):
        assert "Vous aidez Nadia F." in visiteur.get(adresse).lu, adresse
    porte = visiteur.get(visiteur.get(base)[".aidant a"]["href"])
    assert porte.chemin == "/ouvrir/rendre-la-main" and "Vous aidez" in porte.lu
    accueil = visiteur.soumettre(porte, code=aide.mots.code)
    assert accueil.chemin == base and "Vous aidez" not in accueil.lu
    assert "Vous avez donné votre code. L’aide est finie." in accueil.lu
    preuve = visiteur.soumettre(visiteur.get(f"{base}/refuser"))
    assert "C’est fait" in preuve.lu, "and the person answers herself"
    assert dossier.reference in preuve.chemin


def test_the_person_signs_after_the_helper_and_gives_her_code(aide, maison, session):
    dossier, base, visiteur = aide()
    relire = visiteur.soumettre(f"{base}/echeancier", mode="6", jour="5")
    assert relire.chemin == f"{base}/relire" and relire.tous("[data-reserve]") and not relire.tous("main form")
    visiteur.soumettre("/ouvrir/rendre-la-main", code=aide.mots.code)
    page = visiteur.soumettre(f"{base}/relire", participe="y", engagement="y")
    assert page.statut == 422, "committing to terms asks for its own second step"
    session.refresh(dossier)
    assert dossier.etat is Etat.ENVOYEE
    apres = [e for e in dossier.evenements if e.action in ("aider", "rendre_la_main")]
    assert len(apres) == 2 and not any("aidant" in e.details for e in dossier.evenements if e not in apres)


def test_only_the_code_of_the_letter_ends_the_help(aide, session, horloge):
    """« Oui, c'est moi » in one click, no code, another code, a typo: the helper holds the session as before."""
    dossier, base, visiteur = aide()
    champs = {"csrf_token": jeton(visiteur)}
    for adresse in ("/ouvrir/confirmer", "/ouvrir/rendre-la-main"):
        visiteur.client.post(adresse, data=champs)
        assert visiteur.client.post(f"{base}/refuser", data=champs).status_code == 403
    assert visiteur.get("/ouvrir/confirmer").chemin == "/ouvrir/rendre-la-main"
    frappe = visiteur.soumettre("/ouvrir/rendre-la-main", code=aide.mots.code[:-1])
    assert frappe.statut == 422 and "Cela ne compte pas comme un essai." in frappe.lu
    for reste in (4, 3, 2, 1, 0):
        faux = visiteur.soumettre("/ouvrir/rendre-la-main", code=tirer().code)
        assert faux.statut == 422 and "Ce n’est pas le bon code." in faux.lu
        assert (f"{reste} essai" in faux.lu) is bool(reste)
    assert visiteur.soumettre("/ouvrir/rendre-la-main", code=aide.mots.code).statut == 429
    horloge.avancer(minutes=16)
    assert visiteur.client.post(f"{base}/refuser", data=champs).status_code == 403
    assert visiteur.soumettre("/ouvrir/rendre-la-main", code=aide.mots.code).chemin == base
    assert visiteur.client.get("/ouvrir/rendre-la-main").location == "/ouvrir/confirmer", "nobody helps any more"
    session.refresh(dossier)
    assert [e.action for e in dossier.evenements][-2:] == ["aider", "rendre_la_main"]


@SQLITE
def test_the_person_takes_over_on_the_page_where_the_helper_stopped(aide):
    _, base, visiteur = aide()
    relire = visiteur.soumettre(f"{base}/echeancier", mode="6", jour="5")
    porte = visiteur.get(relire[".aidant a"]["href"])
    assert porte["main p > a"]["href"] == f"{base}/relire"
    faux = visiteur.soumettre(porte, code=tirer().code)
    page = visiteur.soumettre(faux, code=aide.mots.code)
    assert page.chemin == f"{base}/relire" and "C’est vous, maintenant. L’aide est finie." in page.lu
    assert page.tous("main form"), "and she signs there"


@SQLITE
@pytest.mark.parametrize("suite", ["//ailleurs.example", "https://ailleurs.example/", "/connexion", "{base}/rien"])
def test_taking_over_leads_to_no_page_but_those_of_the_dossier(aide, suite):
    _, base, visiteur = aide()
    porte = visiteur.get(f"/ouvrir/rendre-la-main?suite={suite.format(base=base)}")
    assert visiteur.soumettre(porte, code=aide.mots.code).chemin == base


@pytest.mark.parametrize("saut", [None, "/ouvrir/confirmer", "/ouvrir/rendre-la-main"])
@SQLITE
def test_no_route_that_binds_lets_a_helper_pass(app, aide, autre_session, saut):
    """Every writing route of the space, whatever it is: a new one is the debtor's alone until it says otherwise.

    `saut`: first sent without any code, to become the debtor in one click.
    """
    ouvertes, fautes = set(), []
    for etat in (Etat.ENVOYEE, Etat.PROPOSITION_CREANCIER, Etat.PROPOSITION_DEBITEUR, Etat.PAIEMENTS):
        dossier, _, visiteur = aide(etat, jours=60 if etat is Etat.PAIEMENTS else 12)
        marque = jeton(visiteur)
        if saut:
            visiteur.client.post(saut, data={"csrf_token": marque})
        avant = photo(autre_session)
        for regle in app.url_map.iter_rules():
            acces = app.view_functions[regle.endpoint].acces if regle.endpoint != "static" else None
            if acces is None or acces.role is not Role.DEBITEUR or not regle.methods & {"POST", "PUT", "DELETE"}:
                continue
            if acces.prepare:
                ouvertes.add(regle.endpoint)
                continue
            parties = {"reference": dossier.reference, **{a: 1 for a in regle.arguments if a != "reference"}}
            with app.test_request_context():
                adresse = app.url_map.bind("localhost").build(regle.endpoint, parties)
            champs = {"csrf_token": marque, "engagement": "y", "participe": "y", "version": str(dossier.version)}
            for entetes in ({}, {**HTMX, "HX-Target": "resultat"}):
                reponse = visiteur.client.post(adresse, data=champs, headers=entetes)
                if reponse.status_code != 403 or "à sa place" not in reponse.text:
                    fautes.append((regle.rule, reponse.status_code))
        assert photo(autre_session) == avant
    assert not fautes
    assert ouvertes == PREPARATIONS


@SQLITE
def test_no_page_shows_a_helper_a_button_that_binds(app, aide):
    """In the place of each form that binds stands the sentence, and the way to do it."""
    carte, fautes, phrases = app.url_map.bind("localhost"), [], 0
    for etat, jours in ((Etat.ENVOYEE, 12), (Etat.PROPOSITION_CREANCIER, 12), (Etat.PAIEMENTS, 60)):
        dossier, base, visiteur = aide(etat, jours=jours)
        for regle in app.url_map.iter_rules():
            if (
                not regle.endpoint.startswith("debiteur.")
                or regle.arguments != {"reference"}
                or "GET" not in regle.methods
            ):
                continue
            page = visiteur.get(carte.build(regle.endpoint, {"reference": dossier.reference}, method="GET"))
            phrases += len(page.tous("[data-reserve]"))
            for envoi in page.tous("main form[method=post], main [formaction]"):
                point, _ = carte.match(envoi.get("formaction") or envoi["action"], "POST")
                if point not in PREPARATIONS:
                    fautes.append((regle.endpoint, point))
    assert not fautes
    assert phrases >= 8


def test_the_page_that_says_why_names_the_three_ways(aide):
    _, base, visiteur = aide()
    page = visiteur.get(f"{base}/refuser")
    assert "vous ne pouvez pas répondre à sa place" in page.lu
    pourquoi = visiteur.get(page["[data-reserve] a"]["href"])
    for mot in ("le code de sa lettre", "le formulaire joint à la lettre", "mandat écrit", "appeler l’étude"):
        assert mot in pourquoi.lu


def test_a_draft_made_with_help_waits_for_the_person(aide, maison):
    dossier, base, visiteur = aide()
    details = visiteur.soumettre(f"{base}/contester", motif="montant_faux")
    relire = visiteur.soumettre(details, juste="900", texte="La pose n’est pas finie.")
    assert relire.chemin == f"{base}/contester/relire" and not relire.tous("main form")
    chez_elle = maison.debiteur(dossier).get(f"{base}/contester/relire")
    assert "La pose n’est pas finie." in chez_elle.lu and chez_elle["main form[method=post]"]


@SQLITE
def test_a_payment_told_with_help_waits_for_the_person_with_its_proof(aide, maison, autre_session):
    dossier, base, visiteur = aide(Etat.PAIEMENTS, jours=60)
    page = visiteur.get(f"{base}/paiement-fait")
    assert page.tous("[data-reserve]") and "Envoyer au créancier" not in page.lu
    preuve = (BytesIO(FACTURE), "reçu.pdf")
    vide = visiteur.soumettre(page, texte="Virement du 20.", fichiers=preuve)
    assert vide.statut == 422 and vide["#texte"].text.strip() == "Virement du 20."
    fait = visiteur.soumettre(vide, le="20/11/2026", paye="203,33")
    assert fait.chemin == base and "C’est gardé. Rien n’est envoyé." in fait.lu
    with autre_session() as lecture:
        assert not relu(lecture, dossier).signalements
    elle = maison.debiteur(dossier)
    page = elle.get(next(a["href"] for a in elle.get(base).tous(".garde a")))
    assert (page["#le"]["value"], page["#paye"]["value"]) == ("20/11/2026", "203,33") and "reçu.pdf" in page.lu
    assert elle.soumettre(page).statut == 200
    with autre_session() as lecture:
        assert [len(s.pieces) for s in relu(lecture, dossier).signalements] == [1]


@SQLITE
def test_a_hard_month_told_with_help_waits_for_the_person(aide, maison, autre_session):
    dossier, base, visiteur = aide(Etat.PAIEMENTS, jours=60)
    page = visiteur.get(f"{base}/mois-difficile")
    assert page.tous("[data-reserve]") and "Envoyer ma demande" not in page.lu
    vide = visiteur.soumettre(page, texte="Arrêt maladie.")
    assert vide.statut == 422 and vide["#texte"].text.strip() == "Arrêt maladie."
    assert "C’est gardé. Rien n’est envoyé." in visiteur.soumettre(vide, aide="decaler").lu
    with autre_session() as lecture:
        assert not relu(lecture, dossier).signalements
    elle = maison.debiteur(dossier)
    page = elle.get(next(a["href"] for a in elle.get(base).tous(".garde a")))
    assert page["[name=aide][checked]"]["value"] == "decaler" and page["#texte"].text.strip() == "Arrêt maladie."
    elle.soumettre(page)
    assert not elle.get(base).tous(".garde"), "sent, it is no draft any more"
    with autre_session() as lecture:
        assert len(relu(lecture, dossier).signalements) == 1


@SQLITE
def test_what_a_helper_wrote_too_late_is_kept_as_well(aide, horloge):
    _, base, visiteur = aide(Etat.PAIEMENTS, jours=60)
    page = visiteur.get(f"{base}/mois-difficile")
    horloge.avancer(minutes=31)
    visiteur.soumettre(page, texte="Arrêt maladie.")
    porte = visiteur.soumettre("/ouvrir", identifiant=aide.mots.identifiant, code=aide.mots.code)
    revenu = visiteur.soumettre(porte)
    assert revenu.chemin == f"{base}/mois-difficile" and revenu["#texte"].text.strip() == "Arrêt maladie."


@SQLITE
def test_the_pages_of_help_are_for_who_gave_the_codes(maison, aide):
    for adresse in ("/ouvrir/aider", "/ouvrir/aider/limites", "/ouvrir/rendre-la-main"):
        assert maison.anonyme().get(adresse).chemin == "/ouvrir"
        assert maison.creancier().get(adresse).chemin == "/ouvrir"
    dossier, base, visiteur = aide()
    with visiteur.client.session_transaction() as cookie:
        assert "Petit" not in str(dict(cookie)), "the name stays on the server"
