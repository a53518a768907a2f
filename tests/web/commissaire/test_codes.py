"""The étude gives new codes at the debtor's request: reason, identity, password; one sheet, printed then erased."""

import io
import re

import pypdfium2
import pytest

from portail.domaine.procedure import Etat
from tests.web.commissaire.outils import MOT_DE_PASSE, adresse, relire

BON = {"demande": "telephone", "identite": "rappel"}


def texte_pdf(contenu):
    with pypdfium2.PdfDocument(io.BytesIO(contenu)) as pdf:
        return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)


@pytest.fixture
def qui(maison):
    return maison.commissaire()


def test_a_lost_letter_is_replaced_by_a_sheet(maison, qui, autre_session):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    page = qui.get(adresse(dossier))
    lien = next(a for a in page.tous("main a") if a.text.strip() == "Remettre de nouveaux codes")
    page = qui.get(lien["href"])
    assert "Les anciens codes n’ouvriront plus rien" in page.lu
    prete = qui.soumettre(page, **BON)
    assert "Feuille prête" in prete.lu and "le délai ne repart pas" in prete.lu
    pdf = qui.get(adresse(dossier, "/codes/feuille.pdf"))
    assert pdf.entetes["Cache-Control"] == "no-store"
    lu = texte_pdf(pdf.octets)
    code = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", lu).group()
    identifiant = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}\b(?!-)", lu).group()
    assert visiteur.get(f"/mon-dossier/dossiers/{dossier.reference}", suivre=False).statut in (303, 404)
    ouvert = maison.anonyme().soumettre("/ouvrir", identifiant=identifiant, code=code)
    assert "Êtes-vous" in ouvert.lu
    revu = qui.soumettre(prete)
    assert "Nouveaux codes remis, anciens codes révoqués" in revu.lu
    assert "Par téléphone. J’ai rappelé un numéro que l’étude connaissait déjà." in revu.lu
    assert code not in revu.texte
    parti = qui.get(adresse(dossier, "/codes/feuille.pdf"))
    assert parti.statut == 410 and "elle a été imprimée, puis effacée" in parti.lu
    assert qui.get(adresse(dossier, "/codes/feuille"), suivre=False).statut == 303
    assert qui.get(adresse(dossier, "/invitation/lettre.pdf")).statut == 410
    assert relire(autre_session, dossier).etat is Etat.ENVOYEE


@pytest.mark.parametrize("manque", ["demande", "identite"])
def test_who_asked_and_how_he_was_known_are_asked_for(maison, qui, autre_session, manque):
    dossier = maison.dossier(Etat.ENVOYEE)
    page = qui.soumettre(adresse(dossier, "/codes"), **{k: v for k, v in BON.items() if k != manque})
    assert page.statut == 422 and page["[role=alert]"]
    assert relire(autre_session, dossier).evenements[-1].action == "enregistrer_envoi"


def test_the_password_is_asked_again(maison, qui, horloge, autre_session):
    dossier = maison.dossier(Etat.ENVOYEE)
    horloge.avancer(minutes=6)
    page = qui.get(adresse(dossier, "/codes"))
    assert page["[name=preuve]"]
    encore = qui.soumettre(page, **BON)
    assert encore.statut == 422
    assert encore["input[name=demande][checked]"]["value"] == "telephone", "nothing typed is lost"
    assert relire(autre_session, dossier).evenements[-1].action == "enregistrer_envoi"
    assert "Feuille prête" in qui.soumettre(encore, preuve=MOT_DE_PASSE).lu


def test_before_the_deposit_the_letter_itself_is_redone(maison, qui):
    dossier = maison.dossier(Etat.MANDAT, jours=0)
    assert qui.get(adresse(dossier, "/codes"), suivre=False).statut == 303
    assert "Remettre de nouveaux codes" not in qui.get(adresse(dossier)).lu
    assert qui.get(adresse(dossier, "/codes/feuille.pdf")).statut == 410
