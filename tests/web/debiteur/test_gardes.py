"""What was begun and not sent: found again on the home, gone on with, or thrown away."""

import pytest

from portail.domaine.procedure import Etat
from portail.web.debiteur import gardes
from tests.web.debiteur.test_contester import envoi

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


def test_a_contestation_half_written_waits_with_its_documents(maison, adresse, journal, htmx):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier, htmx=htmx)
    visiteur.soumettre(adresse(dossier, "/contester"), motif="deja_paye")
    visiteur.soumettre(adresse(dossier, "/contester/details"), suite="joindre", texte="Voir.", fichiers=envoi())
    accueil = visiteur.get(adresse(dossier))
    assert "Votre message n’est pas envoyé : « J’ai déjà tout payé ». Il est gardé." in accueil.lu
    assert "Voir." in visiteur.get(accueil[".garde a"]["href"])["textarea"].text
    apres = visiteur.soumettre(accueil, ".garde form")
    assert not apres.tous(".garde")
    projet = gardes.projet_de(dossier, gardes.CONTESTATION)
    assert not projet.saisie(maison.session) and not projet.pieces(maison.session)
    assert journal(dossier) == []


def test_a_reason_half_written_is_kept_without_refusing_anything(maison, adresse, etat_de, journal, htmx):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier, htmx=htmx)
    page = visiteur.get(adresse(dossier, "/refuser"))
    retour = page["main button[formaction]"]
    assert retour["formaction"] == adresse(dossier, "/refuser/garder")
    jeton = page["main [name=csrf_token]"]["value"]
    suite = visiteur.client.post(retour["formaction"], data={"csrf_token": jeton, "motif": "Trop cher."})
    assert (suite.status_code, suite.location) == (303, adresse(dossier))
    assert etat_de(dossier) is Etat.ENVOYEE and journal(dossier) == []
    assert "Rien n’est envoyé." in visiteur.get(adresse(dossier))[".garde"].text
    refuser = visiteur.get(adresse(dossier, "/refuser"))
    assert refuser["#motif"].text.strip() == "Trop cher."
    visiteur.soumettre(refuser)
    assert etat_de(dossier) is Etat.REFUS_EXPRIME
    assert not gardes.projet_de(dossier, gardes.REFUS).saisie(maison.session)


@SQLITE
def test_several_drafts_are_told_apart_and_an_unknown_one_does_not_exist(maison, adresse):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    visiteur.soumettre(adresse(dossier, "/contester"), motif="montant_faux")
    accueil = visiteur.soumettre(adresse(dossier, "/echeancier"), suite="revenir", mode="6", jour="5")
    noms = [a.get_text(" ", strip=True) for a in accueil.tous(".garde a")]
    assert noms == ["Continuer votre projet", "Continuer votre message"]
    donnees = {"csrf_token": accueil["main [name=csrf_token]"]["value"]}
    assert visiteur.client.post(adresse(dossier, "/projets/inconnu/effacer"), data=donnees).status_code == 404


@SQLITE
def test_nobody_else_reads_or_throws_away_a_draft(maison, adresse):
    dossier, autre = maison.dossier(Etat.ENVOYEE), maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    visiteur.soumettre(adresse(dossier, "/echeancier"), suite="revenir", mode="6", jour="5")
    intrus = maison.debiteur(autre)
    jeton = intrus.get(adresse(autre))["[name=csrf_token]"]["value"]
    chemin = adresse(dossier, "/projets/echeancier/effacer")
    assert intrus.client.post(chemin, data={"csrf_token": jeton}).status_code == 404
    assert visiteur.get(adresse(dossier))[".garde"]
