"""The letter: prepared, printed, posted, its code nowhere but on paper; the two ends of the month."""

import io
import re
from dataclasses import replace

import pypdfium2
import pytest
from sqlalchemy import MetaData, select

from portail.config import Canal, Mode
from portail.domaine.identifiants import normaliser
from portail.domaine.procedure import Etat
from portail.persistance.acces import AccesLettre
from portail.persistance.actes import Impression
from portail.services.documents.textes import TEXTES_CONNUS
from tests.pages import Maison
from tests.web.commissaire.outils import adresse, jour_fr, relire


def texte_pdf(contenu):
    with pypdfium2.PdfDocument(io.BytesIO(contenu)) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


def toute_la_base(app) -> str:
    """Every value of every table, as a dump would show it."""
    moteur = app.extensions["moteur"]
    tables = MetaData()
    tables.reflect(moteur)
    with moteur.connect() as connexion:
        return " ".join(str(ligne) for table in tables.sorted_tables for ligne in connexion.execute(select(table)))


@pytest.fixture
def qui(maison):
    return maison.commissaire()


def test_the_code_lives_on_paper_only_until_the_deposit(maison, qui, app, moyens, autre_session, horloge):
    dossier = maison.dossier(Etat.RECEVABLE, jours=0)
    avant = qui.get(adresse(dossier, "/invitation"))
    assert "Les articles L111-2, L111-3, L125-1, 2238, en entier." in avant.lu
    prete = qui.soumettre(avant)
    assert "Lettre prête" in prete.lu
    assert "lettre recommandée avec demande d’avis de réception" in prete.lu
    impression = qui.get(adresse(dossier, "/invitation/lettre.pdf"))
    assert impression.entetes["Cache-Control"] == "no-store"
    texte = texte_pdf(impression.octets)
    code = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", texte).group()
    identifiant = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b(?!-)", texte).group()
    brut = normaliser(code)
    copie = relire(autre_session, dossier).documents[0]
    archive = texte_pdf(moyens.entrepot.lire(copie.empreinte))
    for ecrit in (code, brut):
        assert ecrit not in prete.texte
        assert ecrit not in archive
        assert ecrit not in toute_la_base(app)
    visiteur = maison.anonyme()
    ouvert = visiteur.soumettre("/ouvrir", identifiant=identifiant, code=code)
    assert "Êtes-vous" in ouvert.lu

    relue = qui.soumettre(adresse(dossier, "/envoi"), depose_le=jour_fr(horloge), numero="1a 205 938 4712 5")
    assert "mardi 22 décembre 2026" in relue.lu
    assert "est effacé" in relue.lu
    assert relire(autre_session, dossier).etat is Etat.MANDAT, "nothing is recorded before the second step"
    apres = qui.soumettre(relue)
    assert "Envoyée" in apres.lu
    lu = relire(autre_session, dossier)
    assert (lu.etat, lu.numero_recommande) == (Etat.ENVOYEE, "1A20593847125")
    partie = qui.get(adresse(dossier, "/invitation/lettre.pdf"))
    assert partie.statut == 410
    assert "La lettre à imprimer a été effacée" in partie.lu
    with autre_session() as lecture:
        assert lecture.get(Impression, dossier.id) is None


def test_both_dates_are_shown_before_they_are_recorded(maison, horloge, autre_session):
    horloge.avancer(days=3)
    qui = maison.commissaire()
    dossier = maison.dossier(Etat.MANDAT, jours=0)
    relue = qui.soumettre(adresse(dossier, "/envoi"), depose_le="25/11/2026", numero="1A2059384712")
    assert "vendredi 25 décembre 2026" in relue.lu
    assert "lundi 28 décembre 2026" in relue.lu
    assert relire(autre_session, dossier).envoye_le is None
    retour = qui.soumettre(relue, modifier="1")
    assert retour["#numero"]["value"] == "1A2059384712"
    qui.soumettre(relue)
    lu = relire(autre_session, dossier)
    assert (lu.fin_stricte.isoformat(), lu.fin_prorogee.isoformat()) == ("2026-12-25", "2026-12-28")


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({"depose_le": "", "numero": ""}, "Indiquez un jour"),
        ({"depose_le": "demain", "numero": "1A2059384712"}, "Indiquez une date"),
        ({"depose_le": "30/11/2026", "numero": "1A2059384712"}, "ne peut pas être après"),
        ({"depose_le": "01/11/2026", "numero": "1A2059384712"}, "ne peut pas précéder"),
        ({"depose_le": "22/11/2026", "numero": "12"}, "8 à 20 chiffres"),
    ],
)
def test_a_deposit_that_cannot_be_is_refused_in_words(maison, qui, champs, attendu, autre_session):
    dossier = maison.dossier(Etat.MANDAT, jours=0)
    page = qui.soumettre(adresse(dossier, "/envoi"), **champs)
    assert page.statut == 422
    assert attendu in page.lu
    assert page["#depose_le"]["value"] == champs["depose_le"]
    assert relire(autre_session, dossier).etat is Etat.MANDAT


def test_a_cancelled_letter_opens_nothing(maison, qui, autre_session):
    dossier, mots = maison.dossier_avec_codes(Etat.MANDAT, jours=0)
    page = qui.get(adresse(dossier, "/invitation/annuler"))
    assert "détruisez-la" in page.lu
    qui.soumettre(page)
    lu = relire(autre_session, dossier)
    assert lu.etat is Etat.RECEVABLE
    assert lu.documents == []
    assert qui.get(adresse(dossier, "/invitation/lettre.pdf")).statut == 410
    refus = maison.anonyme().soumettre("/ouvrir", identifiant=mots.identifiant, code=mots.code)
    assert refus.statut == 401


def test_a_debtor_of_another_court_is_refused(maison, qui, session, autre_session):
    dossier = maison.dossier(Etat.RECEVABLE)
    dossier.debiteur.code_lieu = "33063"
    session.commit()
    page = qui.soumettre(adresse(dossier, "/invitation"))
    assert page.statut == 422
    assert "autre ressort" in page.lu
    assert relire(autre_session, dossier).etat is Etat.RECEVABLE


@pytest.fixture
def maison_de(fabrique_app, troupe, horloge, session, moyens):
    """The same house behind an application with other settings."""

    def faire(**changes):
        app = fabrique_app(**changes)
        return Maison(app, session, moyens, troupe, horloge)

    return faire


def test_with_the_chambers_platform_its_words_are_typed_and_printed(maison, maison_de, autre_session):
    dossier = maison.dossier(Etat.RECEVABLE)
    qui = maison_de(canal=Canal.CHAMBRE).commissaire()
    page = qui.get(adresse(dossier, "/invitation"))
    assert "plate-forme de la Chambre" in page.lu
    vide = qui.soumettre(page)
    assert vide.statut == 422
    assert "Recopiez ce que la plate-forme" in vide.lu
    qui.soumettre(vide, identifiant="PC-123456", mot_de_passe="Sapin2026")
    texte = texte_pdf(qui.get(adresse(dossier, "/invitation/lettre.pdf")).octets)
    assert "PC-123456" in texte
    assert "Sapin2026" in texte
    with autre_session() as lecture:
        assert lecture.scalars(select(AccesLettre)).all() == [], "the portal opens nothing with those words"


def test_production_sends_no_letter_before_the_texts_are_entered(maison, maison_de, autre_session, reglages):
    dossier = maison.dossier(Etat.RECEVABLE)
    production = replace(reglages, mode=Mode.PRODUCTION)
    qui = maison_de(mode=production.mode, url_publique="https://localhost").commissaire()
    qui.client.environ_base = {**qui.client.environ_base, "wsgi.url_scheme": "https"}
    cookies = {c.key: c.value for c in qui.client._cookies.values()}
    assert cookies
    page = qui.get(adresse(dossier, "/invitation"))
    assert "le texte en vigueur de L111-3, L125-1 n’est pas entré" in page.lu
    assert page["a[href='/commissaire/reglages']"]
    refus = qui.soumettre(page)
    assert refus.statut == 422
    assert "Avant tout envoi, entrez dans les réglages le texte en vigueur de : L111-3, L125-1." in refus.lu
    assert relire(autre_session, dossier).etat is Etat.RECEVABLE
    for code in ("L111-3", "L125-1"):
        ancien = next(t for t in TEXTES_CONNUS if t.code == code)
        champs = {"texte": "\n".join(ancien.alineas), "du": "25/04/2026", "verifie_le": "20/11/2026"}
        reglage = qui.soumettre(f"/commissaire/reglages/textes/{code}", **champs, source="Légifrance")
        assert reglage.statut == 200
    assert "Lettre prête" in qui.soumettre(adresse(dossier, "/invitation")).lu


def test_a_number_already_used_names_the_other_dossier_and_loses_nothing_typed(maison, qui, horloge, autre_session):
    premier, second = (maison.dossier(Etat.MANDAT, jours=0) for _ in range(2))
    numero = "1A 205 938 4712 5"
    qui.soumettre(qui.soumettre(adresse(premier, "/envoi"), depose_le=jour_fr(horloge), numero=numero))
    page = qui.soumettre(adresse(second, "/envoi"), depose_le=jour_fr(horloge), numero=numero)
    assert page.statut == 422
    assert f"Ce numéro de recommandé est déjà celui du dossier {premier.reference}." in page.lu
    assert page["#numero"]["value"] == numero
    assert relire(autre_session, second).etat is Etat.MANDAT
