"""The creditor before a contestation: told first, answers with documents, loses nothing on the way."""

import pytest

from portail.domaine.procedure import Etat, Role
from portail.domaine.signalements import Motif
from portail.services import reponses, signalements
from tests.pages import lisse
from tests.services.gestes import acteur
from tests.web.creancier.depot import fichier, pdf

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


@pytest.fixture
def conteste(maison, session):
    def faire(etat=Etat.ENVOYEE, motif=Motif.DEFAUT, texte="La fenêtre fuit."):
        dossier = maison.dossier(etat)
        signalements.contester(session, dossier, motif, {}, texte, acteur(Role.DEBITEUR, maison.horloge()))
        return dossier

    return faire


def test_a_contestation_is_the_next_thing_and_is_answered_with_documents(maison, conteste, autre_session):
    dossier = conteste()
    hugo = maison.creancier()
    base = f"/creancier/dossiers/{dossier.reference}"
    ligne = next(tr for tr in hugo.get("/creancier/dossiers").tous("tbody tr") if dossier.reference in tr.text)
    assert "Répondre" in ligne.text
    accueil = hugo.get(base)
    assert "La personne conteste la somme. Elle attend votre réponse." in accueil.lu
    fil = hugo.get(base + "/messages")
    assert "« La fenêtre fuit. »" in fil.lu and "personne ne tranche" in fil.lu
    assert fil["a[href$='/abandon']"], "who is wrong may drop the claim"
    vide = hugo.soumettre(fil)
    assert vide.statut == 422 and "Écrivez votre réponse en une phrase" in vide.lu
    fil = hugo.soumettre(fil, suite="joindre", texte="Livré sans réserve.", fichiers=fichier(pdf(), "bon.pdf"))
    assert "bon.pdf" in fil.lu and fil["textarea"].text.strip() == "Livré sans réserve."
    refus = hugo.soumettre(fil, suite="joindre", fichiers=fichier(b"MZ", "x.exe"))
    assert refus.statut == 422 and refus["textarea"].text.strip() == "Livré sans réserve."
    hugo.soumettre(refus)
    nadia = maison.debiteur(dossier).get(f"/debiteur/dossiers/{dossier.reference}/messages/1")
    assert "Livré sans réserve." in nadia.lu and "bon.pdf" in nadia.lu
    assert "La personne conteste" not in hugo.get(base)["#t-situation"].find_next("p").text
    assert "Vous avez répondu à la personne" in hugo.get(base).lu


@SQLITE
def test_a_proposal_to_examine_stays_the_verb_and_the_contestation_is_read_before_signing(maison, conteste):
    dossier = conteste(Etat.PROPOSITION_DEBITEUR)
    ligne = next(
        tr for tr in maison.creancier().get("/creancier/dossiers").tous("tbody tr") if dossier.reference in tr.text
    )
    assert "Examiner la proposition" in ligne.text
    hugo, url = maison.creancier(), f"/creancier/dossiers/{dossier.reference}"
    page = hugo.get(url)
    carte = lisse(page["[aria-labelledby=t-situation]"].get_text(" "))
    assert "La personne vous fait une proposition. Elle attend votre réponse." in carte
    assert "Examiner la proposition" in carte and "Réponse attendue le 26 novembre 2026" in page.lu
    for vue in (page, hugo.get(f"{url}/proposition")):
        note = vue[".note.attention"]
        assert "La personne conteste aussi la somme." in note.text
        assert note.a["href"] == f"{url}/messages/{dossier.signalements[0].numero}"
    hugo.soumettre(note.a["href"], texte="Livré sans réserve.")
    assert "conteste aussi" not in hugo.get(f"{url}/proposition").lu


@SQLITE
def test_nothing_waits_leads_home(maison):
    dossier = maison.dossier(Etat.ENVOYEE)
    lieu = maison.creancier().get(f"/creancier/dossiers/{dossier.reference}/messages", suivre=False).lieu
    assert lieu.startswith(f"/creancier/dossiers/{dossier.reference}")


@SQLITE
def test_what_was_contested_can_still_be_answered_after_the_agreement(maison, conteste, session):
    dossier = conteste(etat=Etat.PROPOSITION_DEBITEUR)
    hugo = maison.creancier()
    url = f"/creancier/dossiers/{dossier.reference}"
    assert "Le délai d’un mois continue." in hugo.get(f"{url}/messages/1").lu
    hugo.soumettre(f"{url}/proposition", "form[action$='/accepter']", lu="y")
    fil = hugo.get(f"{url}/messages/1")
    assert "Le délai d’un mois continue." not in fil.lu
    assert "Votre réponse est envoyée." in hugo.soumettre(fil, texte="Nous en avons tenu compte.").lu


@SQLITE
def test_once_the_procedure_is_over_the_thread_is_read_only(maison, conteste, session):
    from portail.services import participation

    dossier = conteste()
    participation.refuser(session, dossier, acteur(Role.DEBITEUR, maison.horloge()))
    page = maison.creancier().get(f"/creancier/dossiers/{dossier.reference}/messages/1")
    assert "La fenêtre fuit." in page.lu and page["main form[method=post]"] is None


@SQLITE
def test_once_its_day_is_past_an_answer_is_no_longer_expected_but_late_on_every_page(maison, session, horloge):
    """The creditor may still answer; the étude reads his silence, as the person does; his answer ends it."""
    dossier = maison.dossier(Etat.ENVOYEE)
    s = signalements.contester(session, dossier, Motif.AUTRE, {}, "Non.", acteur(Role.DEBITEUR, horloge()))
    reponses.classer(session, dossier, s, "", acteur(Role.COMMISSAIRE, horloge(), maison.troupe.commissaire))
    base = f"/dossiers/{dossier.reference}"
    pages = [
        f"/creancier{base}",
        f"/creancier{base}/messages/1",
        f"/commissaire{base}",
        f"/commissaire{base}/messages/1",
    ]

    def lues():
        qui = {"creancier": maison.creancier(), "commissaire": maison.commissaire()}
        return [qui[page.split("/")[1]].get(page).lu for page in pages]

    for jours, tardif in ((4, False), (1, True)):
        horloge.avancer(days=jours)
        chez_lui, son_fil, etude, fil_etude = lues()
        for lu in (chez_lui, son_fil):
            assert ("Vous deviez répondre le" in lu and "Vous pouvez encore répondre." in lu) is tardif
            assert ("Réponse attendue le" in lu) is not tardif
        for lu in (etude, fil_etude):
            assert ("Pas de réponse du créancier (attendue le" in lu) is tardif
            assert ("Réponse du créancier attendue" in lu) is not tardif
    session.refresh(dossier)
    reponses.repondre(session, dossier, s, "Voici.", acteur(Role.CREANCIER, horloge(), maison.troupe.compte_menuiserie))
    assert not any("Vous deviez répondre" in lu or "Pas de réponse" in lu for lu in lues())
