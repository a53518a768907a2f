"""The titre: locked until complete, sealed with the password, its copy handed over."""

import io

import pypdfium2
import pytest

from portail.config import Mode
from portail.domaine.procedure import Etat
from portail.persistance.actes import GenreDocument
from portail.services import titre
from tests.pages import Maison, Page
from tests.web.commissaire.outils import MOT_DE_PASSE, adresse, relire
from tests.web.monde import jeton


def texte_pdf(contenu):
    with pypdfium2.PdfDocument(io.BytesIO(contenu)) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


@pytest.fixture
def dossier(maison):
    return maison.dossier(Etat.FIN_ACCORD, jours=10)


def test_the_titre_is_checked_read_issued_then_its_copy_is_handed_over(maison, dossier, autre_session, moyens):
    qui = maison.commissaire()
    page = qui.get(adresse(dossier, "/titre"))
    assert "Vous ne pourrez pas exécuter ce titre (art. R. 125-8)" in page.lu
    assert len(page.tous(".coches .fait")) == len(page.tous(".coches li")) == 10
    assert "Convenu 1 220,00 €" in page.lu
    assert "Abandonné par le créancier 0,00 €" in page.lu
    projet = texte_pdf(qui.get(adresse(dossier, "/titre/projet.pdf")).octets)
    assert "mande et ordonne" not in projet
    sans_case = qui.soumettre(page)
    assert sans_case.statut == 422
    assert "Ouvrez et lisez le projet" in sans_case.lu
    copie = qui.soumettre(sans_case, lu="y")
    assert "Remettre la copie gratuite" in copie.lu
    lu = relire(autre_session, dossier)
    titre = next(d for d in lu.documents if d.genre is GenreDocument.TITRE)
    assert lu.etat is Etat.TITRE_DELIVRE
    assert "mande et ordonne" in texte_pdf(moyens.entrepot.lire(titre.empreinte))
    vide = qui.soumettre(copie)
    assert vide.statut == 422
    apres = qui.soumettre(vide, mode="courrier")
    assert "Remise : dans son espace, et par courrier simple." in apres.lu
    lu = relire(autre_session, dossier)
    assert lu.etat is Etat.COPIE_REMISE
    assert lu.copie_remise_le is not None


def test_an_incomplete_titre_is_locked_and_says_why(maison, dossier, session, autre_session):
    dossier.creancier.representant = ""
    session.commit()
    qui = maison.commissaire()
    page = qui.get(adresse(dossier, "/titre"))
    assert "l’organe qui représente le créancier" in page.lu
    assert not page.tous("main form")
    dossier.creancier.representant = "Hugo Costa, gérant"
    session.commit()
    ouverte = qui.get(adresse(dossier, "/titre"))
    dossier.creancier.representant = ""
    session.commit()
    refus = qui.soumettre(ouverte, lu="y")
    assert refus.statut == 422
    assert "Il manque l’organe qui représente le créancier." in refus.lu
    assert relire(autre_session, dossier).etat is Etat.FIN_ACCORD


def test_an_old_proof_asks_for_the_password(maison, dossier, horloge, autre_session):
    qui = maison.commissaire()
    horloge.avancer(minutes=6)
    page = qui.get(adresse(dossier, "/titre"))
    assert qui.soumettre(page, lu="y").statut == 422
    assert relire(autre_session, dossier).etat is Etat.FIN_ACCORD
    qui.soumettre(page, lu="y", preuve=MOT_DE_PASSE)
    assert relire(autre_session, dossier).etat is Etat.TITRE_DELIVRE


def test_issued_once_and_never_on_other_terms(maison, dossier, autre_session):
    qui = maison.commissaire()
    page = qui.get(adresse(dossier, "/titre"))
    assert qui.soumettre(page, lu="y", vu="0" * 64).statut == 409
    qui.soumettre(page, lu="y")
    qui.soumettre(page, lu="y")
    autre = {"lu": "y", "idem": "autre-formulaire"}
    assert qui.soumettre(page, **autre).statut == 409
    assert [e.action for e in relire(autre_session, dossier).evenements].count("delivrer_titre") == 1
    assert "Remettre la copie" in qui.get(adresse(dossier, "/titre")).lu


def test_a_titre_before_the_agreement_is_recorded_is_not_open(maison, autre_session):
    dossier = maison.dossier(Etat.ACCORD_CONCLU, jours=10)
    qui = maison.commissaire()
    for suite in ("/titre", "/titre/projet.pdf", "/copie"):
        assert "Constater l’accord" in qui.get(adresse(dossier, suite)).lu
    jeton = qui.get(adresse(dossier))["[name=csrf_token]"]["value"]
    reponse = qui.client.post(adresse(dossier, "/titre"), data={"csrf_token": jeton, "lu": "y"})
    assert reponse.status_code in (409, 422)
    assert relire(autre_session, dossier).titre_delivre_le is None


def test_production_issues_nothing_without_a_signature_and_says_what_to_set(
    dossier, fabrique_app, session, moyens, troupe, horloge, autre_session
):
    app = fabrique_app(mode=Mode.PRODUCTION, url_publique="https://localhost")
    qui = Maison(app, session, moyens, troupe, horloge).commissaire()
    qui.client.environ_base = {**qui.client.environ_base, "wsgi.url_scheme": "https"}
    page = qui.get(adresse(dossier, "/titre"))
    assert not page.tous("main form") and "PORTAIL_SIGNATURE" in page.lu
    donnees = {"csrf_token": jeton(qui), "lu": "y", "vu": titre.empreinte(dossier)}
    session.rollback()
    reponse = Page(qui.client.post(adresse(dossier, "/titre"), data=donnees))
    assert reponse.statut == 422
    assert "la signature électronique de l’étude n’est pas réglée" in reponse.lu
    assert relire(autre_session, dossier).etat is Etat.FIN_ACCORD
    assert "PORTAIL_SIGNATURE" in qui.get("/commissaire/reglages").lu
