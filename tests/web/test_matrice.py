"""Every route of the URL map, for everybody: nobody reads or moves what is not his, and a GET moves nothing.

New routes are covered without being named here. On SQLite only: access is not the database's affair.
"""

import shutil

import pytest
from bs4 import BeautifulSoup

from portail.domaine.procedure import Action, Etat, Role
from portail.services import demonstration, remises
from portail.web import traduction
from tests.applications import neuve, reglages_de
from tests.conftest import MAINTENANT
from tests.pages import HTMX, Horloge, Maison, Page
from tests.services.gestes import photo
from tests.web import bureaux
from tests.web.monde import Monde, jeton
from tests.web.test_tout_est_traduit import Crochets

VISEES = (Etat.BROUILLON, Etat.PAIEMENTS)
CHAMPS = {"oui": "y", "idem": "x", "version": "1", "vu": "x"}


@pytest.fixture(scope="module")
def monde(tmp_path_factory, modele_sqlite):
    """Built once: these tests leave it as they found it, and say so."""
    dossier = tmp_path_factory.mktemp("monde")
    shutil.copy(modele_sqlite, dossier / "portail.db")
    reglages = reglages_de(f"sqlite:///{dossier}/portail.db", dossier)
    horloge = Horloge(MAINTENANT)
    horloge.avancer(days=60)
    app = neuve(reglages, horloge)
    with app.extensions["ecritures"]() as session:
        moyens = app.extensions["moyens"]
        troupe = demonstration.creer_troupe(session, moyens, horloge())
        fait = Monde(Maison(app, session, moyens, troupe, horloge))
        session.rollback()
        remises.combler(app.extensions["ecritures"], moyens, horloge())  # as after each act on the pages
        yield fait
    app.extensions["moteur"].dispose()


@pytest.fixture
def intact(monde):
    """The test must not change a row, its own sign-ins aside."""

    def compter():
        return {t: lignes for t, lignes in photo(monde.autre_session).items() if t not in ("session_ouverte", "essai")}

    avant = compter()
    yield
    assert compter() == avant


def test_nobody_reads_or_moves_another_s_dossier(monde, intact):
    jetons = {nom: jeton(n) for nom, n in monde.intrus.items()}
    fautes, essais = [], 0
    for regle, demande, methode in monde.regles():
        for nom, navigateur in monde.intrus.items():
            if methode == "POST" and "reference" not in regle.arguments and _role(nom) is demande.role:
                continue  # one's own affairs
            for victime in (monde.victimes[etat] for etat in VISEES):
                numeros = victime.numeros if _role(nom) is demande.role else victime.numeros[:1]
                for url in monde.adresses(regle, victime.reference, numeros):
                    essais += 1
                    champs = {"csrf_token": jetons[nom], **CHAMPS} if methode == "POST" else None
                    reponse = navigateur.client.open(url, method=methode, data=champs)
                    if not (_tenu(nom, demande, regle, reponse) and monde.tait(reponse)):
                        fautes.append((nom, methode, url, reponse.status_code))
    assert not fautes, fautes[:20]
    assert essais > 1000


def _role(nom):
    roles = {"anonyme": None, "autre débiteur": Role.DEBITEUR, "commissaire d’ailleurs": Role.COMMISSAIRE}
    return roles.get(nom, Role.CREANCIER)


def _tenu(nom, demande, regle, reponse) -> bool:
    if nom == "anonyme":
        porte = "/ouvrir" if demande.role is Role.DEBITEUR else "/connexion"
        return (reponse.status_code, reponse.location) == (303, porte)
    if _role(nom) is not demande.role or "reference" in regle.arguments:
        return reponse.status_code == 404
    return reponse.status_code < 500  # one's own list


def test_one_s_own_reference_does_not_lead_to_another_s_things(monde, intact):
    """The right role, the right dossier, the wrong number: pieces, documents, plans, receipts of somebody else."""
    debiteur, sienne = monde.intrus["autre débiteur"], monde.reference_de_l_intrus
    creancier = monde.maison.creancier()
    fautes, essais = [], 0
    for regle, demande, methode in monde.regles():
        if not {"reference", "numero"} <= set(regle.arguments) or methode != "GET":
            continue
        for etat in (Etat.PAIEMENTS, Etat.TITRE_DELIVRE):
            for url in monde.adresses(regle, sienne, monde.victimes[etat].numeros):
                qui = {Role.DEBITEUR: debiteur, Role.CREANCIER: creancier}.get(demande.role)
                if qui is not None:
                    essais += 1
                    reponse = qui.client.get(url)
                    if not monde.tait(reponse):
                        fautes.append((url, reponse.status_code))
    assert not fautes, fautes
    assert essais >= 40


def test_the_roles_of_one_dossier_keep_to_their_own_space(monde, intact):
    """A debtor on the creditor's pages of his own dossier, and so on: the page does not exist."""
    victime = monde.victimes[Etat.PROPOSITION_CREANCIER]
    gens = {role: monde.de(role, victime) for role in Role}
    jetons = {role: jeton(n) for role, n in gens.items()}
    muet, anonyme, fautes = monde.maison.debiteur(victime, confirme=False), monde.intrus["anonyme"], []
    for regle, demande, methode in monde.regles():
        url = next(monde.adresses(regle, victime.reference, victime.numeros))
        for role in set(Role) - {demande.role}:
            statut = gens[role].client.open(url, method=methode, data={"csrf_token": jetons[role]}).status_code
            if statut != 404:
                fautes.append((role, methode, url, statut))
        if methode == "GET":
            reponse = anonyme.client.get(url, headers=HTMX)
            if (reponse.status_code, reponse.get_data(), "HX-Redirect" in reponse.headers) != (401, b"", True):
                fautes.append(("anonyme htmx", url, reponse.status_code))
        if methode == "GET" and demande.role is Role.DEBITEUR:
            reponse = muet.client.get(url)
            if (reponse.status_code, reponse.location) != (303, "/ouvrir/confirmer"):
                fautes.append(("n’a pas dit qui il est", url, reponse.status_code))
    assert not fautes, fautes[:20]


def test_reading_writes_nothing_and_never_fails(monde, intact):
    """Every page of every state, for the right person, by GET, by HEAD and as HTMX asks for it."""
    pros = {role: monde.de(role, None) for role in (Role.CREANCIER, Role.COMMISSAIRE)}
    fautes, ouvertes, lisibles = [], set(), {r.rule for r, _, methode in monde.regles() if methode == "GET"}
    for etat, victime in monde.victimes.items():
        for regle, demande, methode in monde.regles():
            if methode != "GET" or ("reference" not in regle.arguments and etat is not Etat.PAIEMENTS):
                continue
            qui = pros.get(demande.role) or monde.de(Role.DEBITEUR, victime)
            numeros = victime.numeros if etat in (*VISEES, Etat.SOLDE) else victime.numeros[:1]
            for url in monde.adresses(regle, victime.reference, numeros):
                reponse = qui.client.get(url)
                if reponse.status_code >= 500:
                    fautes.append((url, reponse.status_code))
                if reponse.status_code == 200 and reponse.mimetype == "text/html" and regle.rule not in ouvertes:
                    Page(reponse)  # ids, forms, spaces: as every page
                    fautes += _autrement(qui, url)
                if reponse.status_code != 404:
                    ouvertes.add(regle.rule)
    assert not fautes, fautes[:20]
    reste = lisibles - ouvertes
    assert not reste, "opened for nobody: the matrix would prove nothing of them"


def _autrement(qui, url) -> list:
    """HEAD is an empty GET; HTMX gets an answer too."""
    tete = qui.client.head(url)
    par_htmx = qui.client.get(url, headers={**HTMX, "HX-Target": "resultat"})
    fautes = [("HEAD", url, tete.status_code)] if tete.status_code != 200 or tete.get_data() else []
    return fautes + ([("HTMX", url, par_htmx.status_code)] if par_htmx.status_code >= 400 else [])


def test_no_row_has_a_number_that_no_database_can_hold(monde, intact):
    victime = monde.victimes[Etat.PAIEMENTS]
    gens = {role: monde.de(role, victime) for role in Role}
    for regle, demande, methode in monde.regles():
        if "numero" in regle.arguments and methode == "GET" and "int:numero" in regle.rule:
            sans = next(monde.adresses(regle, victime.reference, (77_777_777,)))
            for numero in (2**31, 2**63, 10**30):
                url = sans.replace("77777777", str(numero))
                assert gens[demande.role].client.get(url).status_code == 404, url


def test_odd_values_in_every_form_are_refused_without_failing(monde, intact):
    """Long, negative, huge, in other digits, reversed: a form answers. The stale version stops the acts."""
    hostiles = ("é" * 5000, "-1", "9" * 30, "٣", "<script>alert(1)</script>", "2026-13-45", "NaN", "\u202e1e400")
    pros, vus, essais = {role: monde.de(role, None) for role in (Role.CREANCIER, Role.COMMISSAIRE)}, set(), 0
    for etat, victime in monde.victimes.items():
        for regle, demande, methode in monde.regles():
            if methode != "GET" or ("reference" not in regle.arguments and etat is not Etat.PAIEMENTS):
                continue
            qui = (pros.get(demande.role) or monde.de(Role.DEBITEUR, victime)).client
            for url in monde.adresses(regle, victime.reference, victime.numeros[:1]):
                for action, noms, csrf in _formulaires(qui.get(url)):
                    modele = action.replace(victime.reference, "")
                    if modele == action or modele in vus:
                        continue
                    for hostile in hostiles:
                        essais += 1
                        reponse = qui.post(action, data={**dict.fromkeys(noms, hostile), "version": "0", **csrf})
                        assert reponse.status_code < 500, (action, hostile)
                        assert b"<script>alert" not in reponse.get_data()
                    vus.add(modele)
    assert essais > 150


def test_the_offices_can_be_read_in_english(monde, intact, monkeypatch):
    """As the debtor's screens in test_tout_est_traduit.py: every page of the professionals, every form refused."""
    vraies = traduction.traductions
    monkeypatch.setattr(traduction, "traductions", lambda code: Crochets() if code == "en" else vraies(code))
    connus, vues, fautes = bureaux.connus_de(monde.maison.troupe), 0, {}
    monde.maison.session.rollback()
    for nom, page in bureaux.Bureaux(monde).pages():
        vues += 1
        for mots in bureaux.oublies(page, connus):
            fautes.setdefault(mots, nom)
    assert not fautes, "\n".join(f"{nom}: {mots}" for mots, nom in fautes.items())
    assert vues > 90


def _formulaires(reponse):
    """Address, names and token of each form of a page."""
    if reponse.status_code != 200 or reponse.mimetype != "text/html":
        return
    for form in BeautifulSoup(reponse.get_data(), "html.parser").select("main form[method=post]"):
        noms = {c["name"] for c in form.select("[name]") if c.get("type") != "file"}
        yield form["action"], noms, {"csrf_token": form.select_one("[name=csrf_token]")["value"]}


def test_every_writing_route_wants_its_token(monde, intact):
    """The right person, without the token, with another's, with none that was ever given: 400, and no row changes."""
    victime = monde.victimes[Etat.PROPOSITION_CREANCIER]
    gens = {role: monde.de(role, victime) for role in Role} | {None: monde.maison.anonyme()}
    d_un_autre = jeton(monde.intrus["autre créancier"])
    fautes, essais = [], 0
    for regle in monde.app.url_map.iter_rules():
        if "POST" not in regle.methods:
            continue
        qui = gens[monde.app.view_functions[regle.endpoint].acces.role].client
        for url in monde.adresses(regle, victime.reference, victime.numeros[:2]):
            for champs in ({}, {"csrf_token": ""}, {"csrf_token": d_un_autre}, {"csrf_token": "x.y.z"}):
                for entetes in ({}, {**HTMX, "X-CSRFToken": "x"}, {"X-HTTP-Method-Override": "GET"}):
                    essais += 1
                    statut = qui.post(url, data={**CHAMPS, **champs}, headers=entetes).status_code
                    fautes += [(url, champs, statut)] if statut != 400 else []
        for methode in ("PUT", "PATCH", "DELETE"):
            statut = qui.open(url, method=methode).status_code
            fautes += [(methode, url, statut)] if statut not in (400, 405) else []
    assert not fautes, fautes[:20]
    assert essais > 300


def test_what_binds_asks_for_the_secret_again(monde, intact):
    """M3: an old proof binds nobody; saying no asks for nothing more."""
    prouvees = {d.action for _, d, methode in monde.regles() if d.prouve and methode == "POST"}
    lient = {Action.DEPOSER, Action.PROPOSER, Action.ACCEPTER_PROPOSITION, Action.CONSTATER_ACCEPTATION}
    assert {*lient, Action.DELIVRER_TITRE} <= prouvees
    assert not {Action.REFUSER_PARTICIPATION, Action.REFUSER_TERMES} & prouvees
    horloge, depart, essais = monde.maison.horloge, monde.maison.horloge(), 0
    for etat in (
        Etat.BROUILLON,
        Etat.PROPOSITION_DEBITEUR,
        Etat.PROPOSITION_CREANCIER,
        Etat.ACCORD_CONCLU,
        Etat.FIN_ACCORD,
    ):
        victime = monde.victimes[etat]
        for regle, demande, methode in monde.regles():
            if not demande.prouve or methode != "POST":
                continue
            qui = monde.de(demande.role, victime, neuf=True)
            csrf = jeton(qui)
            horloge.avancer(minutes=5)
            for url in monde.adresses(regle, victime.reference):
                essais += 1
                reponse = qui.client.post(url, data={"csrf_token": csrf, "oui": "y", "idem": f"{essais}"})
                assert reponse.status_code in (303, 400, 404, 409, 422), (url, reponse.status_code)
    horloge.instant = depart
    assert essais >= 40
