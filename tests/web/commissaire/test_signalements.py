"""The étude's task: what is contested, what to check, an answer that both parties read."""

import pytest

from portail.domaine.procedure import Etat, Role
from portail.domaine.signalements import Aide, Decision, Destinataire, Genre, Motif
from portail.persistance.signalements import Signalement
from portail.services import participation, reponses, signalements
from tests.pages import lisse
from tests.services.gestes import acteur
from tests.web.commissaire.outils import constater
from tests.web.commissaire.test_file import tuiles, verbes

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


@pytest.fixture
def conteste(maison, session):
    def faire(motif=Motif.SURENDETTEMENT, faits=None, etat=Etat.ENVOYEE):
        dossier = maison.dossier(etat)
        signalements.contester(session, dossier, motif, faits or {}, "Voir.", acteur(Role.DEBITEUR, maison.horloge()))
        return dossier

    return faire


def test_a_contestation_is_a_task_until_it_is_read(maison, conteste):
    dossier = conteste()
    claire = maison.commissaire()
    file = claire.get("/commissaire/")
    assert verbes(file)[dossier.reference].find(string=True).strip() == "Lire la contestation"
    assert tuiles(file)["contestations et signalements à lire"] == 1
    assert "Contesté" in file.lu
    assert "1 dossier – Contestations et signalements à lire" in claire.get("/commissaire/?etat=signalements").lu
    fil = claire.get(verbes(file)[dossier.reference]["href"])
    assert "un dossier de surendettement peut empêcher tout accord" in fil.lu
    assert "Réponse du créancier attendue au plus tard le jeudi 26 novembre 2026." in fil.lu
    claire.soumettre(fil, texte="Le créancier a été appelé.")
    assert tuiles(claire.get("/commissaire/"))["contestations et signalements à lire"] == 0
    for personne, espace in ((maison.debiteur(dossier), "debiteur"), (maison.creancier(), "creancier")):
        assert "Le créancier a été appelé." in personne.get(f"/{espace}/dossiers/{dossier.reference}/messages/1").lu
    relu = claire.get(f"/commissaire/dossiers/{dossier.reference}/messages/1")
    assert relu["main form[method=post]"] is None


@SQLITE
def test_it_may_be_read_without_a_word(maison, conteste):
    dossier = conteste(Motif.DEFAUT)
    claire = maison.commissaire()
    claire.soumettre(f"/commissaire/dossiers/{dossier.reference}/messages")
    assert "Lire la contestation" not in claire.get("/commissaire/").lu
    page = maison.debiteur(dossier).get(f"/debiteur/dossiers/{dossier.reference}/messages/1")
    assert "C’est fait. Votre message est envoyé." in page.lu, "a look is no answer"


@SQLITE
def test_a_payment_in_the_procedure_is_shown_with_the_rule(maison, conteste):
    dossier = conteste(Motif.DEJA_PAYE, {"le": maison.horloge().date()})
    page = maison.commissaire().get(f"/commissaire/dossiers/{dossier.reference}/messages/1")
    assert "art. R. 125-7" in page.lu and "ne se retourne jamais contre elle" in page.lu


@SQLITE
def test_a_constat_that_is_due_comes_first(maison, conteste):
    dossier = conteste(Motif.DEFAUT, etat=Etat.ACCEPTEE)
    assert "Constater la participation" in verbes(maison.commissaire().get("/commissaire/"))[dossier.reference].text
    assert maison.commissaire().get(f"/commissaire/dossiers/{dossier.reference}/messages/2").statut == 404


@SQLITE
@pytest.mark.parametrize(
    ("decision", "mot_etude", "mot_creancier"),
    [
        (Decision.ACCEPTE, "Le créancier accepte", "Vous avez accepté"),
        (Decision.REFUSE, "Le créancier refuse", "Vous avez refusé"),
    ],
)
def test_the_outcome_of_a_hard_month_is_read_by_the_etude_and_the_creditor(
    maison, session, decision, mot_etude, mot_creancier
):
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    qui, quand = acteur(Role.DEBITEUR, maison.horloge()), maison.horloge()
    s = signalements.signaler_difficulte(session, dossier, Aide.DECALER, 0, "", qui)
    reponses.repondre(session, dossier, s, "Entendu.", acteur(Role.CREANCIER, quand), decision=decision)
    page = maison.commissaire().get(f"/commissaire/dossiers/{dossier.reference}")
    assert mot_etude in lisse(page["[aria-labelledby=t-messages]"].get_text(" "))
    accorde = "report convenu jusqu’au" in lisse(page["[aria-labelledby=t-paiements]"].get_text(" "))
    assert accorde is (decision is Decision.ACCEPTE)
    page = maison.creancier().get(f"/creancier/dossiers/{dossier.reference}")
    assert mot_creancier in lisse(page["[aria-labelledby=t-messages]"].get_text(" "))


@SQLITE
def test_an_answered_contestation_says_so(maison, session, conteste):
    dossier = conteste(Motif.DEFAUT)
    s, claire = dossier.signalements[0], maison.commissaire()
    reponses.repondre(session, dossier, s, "Livré sans réserve.", acteur(Role.CREANCIER, maison.horloge()))
    url = f"/commissaire/dossiers/{dossier.reference}"
    assert "À lire" in claire.get(url).lu, "the étude has not read it yet"
    claire.soumettre(f"{url}/messages")
    assert "Le créancier a répondu" in claire.get(url).lu


@SQLITE
def test_somebody_who_contested_is_not_shown_as_silent(maison, conteste):
    dossier = conteste()
    page = maison.commissaire().get(f"/commissaire/dossiers/{dossier.reference}")
    assert "sans accepter ni refuser de participer" in page.lu
    assert "Aucune réponse de la personne" not in page.lu


@SQLITE
def test_a_contestation_stays_a_task_once_the_person_has_refused_and_the_end_is_recorded(maison, session, conteste):
    dossier = conteste(Motif.DEFAUT)
    reference, claire = dossier.reference, maison.commissaire()
    participation.refuser(session, dossier, acteur(Role.DEBITEUR, maison.horloge()))
    a_lire = "contestations et signalements à lire"
    file = claire.get("/commissaire/")
    assert "Constater le refus" in verbes(file)[reference].text, "the law does not wait for it"
    assert (tuiles(file)[a_lire], tuiles(file)["réponses et constats à établir"]) == (1, 1)
    assert "Contesté" in file.lu and reference in claire.get("/commissaire/?etat=signalements").lu
    url = f"/commissaire/dossiers/{reference}"
    for page in (claire.get(url), claire.get(f"{url}/constats/refus-participation")):
        assert page["main .note.attention a"]["href"] == f"{url}/messages/1"
    constater(claire, dossier, "refus-participation")
    file = claire.get("/commissaire/")
    assert "Lire la contestation" in verbes(file)[reference].text and tuiles(file)[a_lire] == 1
    claire.soumettre(verbes(file)[reference]["href"])
    file = claire.get("/commissaire/")
    assert tuiles(file)[a_lire] == 0 and reference not in verbes(file)


@SQLITE
@pytest.mark.parametrize(
    ("etat", "jours"),
    [(Etat.FIN_EXPIRATION, 45), (Etat.COPIE_REMISE, 30), (Etat.PAIEMENTS, 60), (Etat.DEFAUT, 170)],
)
def test_a_letter_said_to_be_lost_reaches_the_queue_whatever_the_state(maison, session, etat, jours):
    """Nothing is left to hold back: no page says that anything is."""
    dossier = maison.dossier(etat, jours=jours)
    reference, claire = dossier.reference, maison.commissaire()
    assert reference not in verbes(claire.get("/commissaire/"))
    dossier.signalements.append(
        Signalement(numero=1, genre=Genre.DESTINATAIRE, motif=Destinataire.DECEDE, faits={}, envoye_le=maison.horloge())
    )
    session.commit()
    file = claire.get("/commissaire/")
    assert "Lire le signalement" in verbes(file)[reference].text
    assert tuiles(file)["contestations et signalements à lire"] == 1
    page, fil = claire.get(f"/commissaire/dossiers/{reference}"), claire.get(verbes(file)[reference]["href"])
    assert "Lisez ce signalement et classez-le." in page.lu
    for vue in (file, page, fil):
        assert "Suspendu" not in vue.lu and "lever la suspension" not in vue.lu and "aucun titre" not in vue.lu
    claire.soumettre(fil, texte="La famille a été appelée.")
    assert reference not in verbes(claire.get("/commissaire/"))
