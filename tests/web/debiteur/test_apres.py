"""After the titre: saying that one has paid, or that this month will be hard; and reading the answer."""

from datetime import date, timedelta

import pytest

from portail.domaine.procedure import Action, Etat, Role
from portail.domaine.signalements import Aide, Decision
from portail.services import reponses, signalements
from portail.services.journal import franchir
from portail.web.langue import euros, jour, jour_semaine
from tests.pages import lisse
from tests.services.gestes import a_paris, acteur
from tests.web.debiteur.test_contester import envoi

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


@pytest.fixture
def paye(maison):
    """Three payments agreed, one received; today is before the second."""
    return maison.dossier(Etat.PAIEMENTS, jours=60)


def test_a_payment_that_is_not_written_is_told_with_its_proof_and_answered(maison, adresse, paye, autre_session):
    visiteur = maison.debiteur(paye)
    page = visiteur.get(adresse(paye, "/paiement-fait"))
    page = visiteur.soumettre(page, suite="joindre", fichiers=envoi(), le="20/11/2026", paye="203,33", texte="Voilà.")
    assert page["[name=le]"]["value"] == "20/11/2026" and "reçu du 3 octobre.jpg" in page.lu
    preuve = visiteur.soumettre(page, moyen="virement")
    assert preuve["h1"].text == "C’est fait. Votre message est envoyé."
    assert "Le créancier répond au plus tard le mercredi 25 novembre 2026." in preuve.lu
    assert "Le titre et ses dates ne changent pas." in preuve.lu
    hugo = maison.creancier()
    liste = hugo.get("/creancier/dossiers")
    assert "Répondre" in liste.lu
    fil = hugo.get(f"/creancier/dossiers/{paye.reference}/messages")
    assert "La personne dit avoir payé" in fil.lu and "203,33 €" in fil.lu and "« Voilà. »" in fil.lu
    image = hugo.client.get(fil[".journal a"]["href"], follow_redirects=True)
    assert image.mimetype == "image/jpeg"
    hugo.soumettre(fil, texte="Bien reçu, je le note.")
    lu = visiteur.get(adresse(paye, "/messages/1"))
    assert lu["h1"].text == "Vous avez une réponse" and "Bien reçu, je le note." in lu.lu
    assert "Réponse reçue" in visiteur.get(adresse(paye)).lu


@SQLITE
@pytest.mark.parametrize("etat", [Etat.ACCORD_CONCLU, Etat.FIN_ACCORD])
def test_a_payment_made_too_early_is_told_from_the_home_without_a_word_of_the_titre(maison, adresse, etat):
    """R125-7, decision D9: not a fault; the creditor checks, the étude sees it, the sum will be deducted."""
    dossier = maison.dossier(etat)
    visiteur = maison.debiteur(dossier)
    accueil = visiteur.get(adresse(dossier))
    (lien,) = accueil.tous("main a[href$='/paiement-fait']")
    assert bool(lien.find_parent("details")) == (etat is Etat.ACCORD_CONCLU), "discreet while nobody may pay"
    page = visiteur.get(lien["href"])
    assert page["h1"].text == "J’ai déjà payé" and "Rien n’est dû avant la première date de l’accord." in page.lu
    assert "Un virement met" not in page.lu
    le = dossier.envoye_le.strftime("%d/%m/%Y")
    preuve = visiteur.soumettre(page, le=le, paye="203,33", texte="Je croyais devoir payer.")
    assert "C’est fait. Votre message est envoyé." in preuve.lu
    assert "Ne payez rien de plus pour l’instant." in preuve.lu and "Le titre et ses dates" not in preuve.lu
    assert "Réponse attendue le" in visiteur.get(adresse(dossier)).lu
    hugo = maison.creancier()
    fil = hugo.get(f"/creancier/dossiers/{dossier.reference}/messages")
    assert "à sa vraie date, quand l’étude aura remis la copie du titre." in fil.lu
    hugo.soumettre(fil, texte="Oui, bien reçu.")
    assert "Oui, bien reçu." in visiteur.get(adresse(dossier, "/messages/1")).lu
    etude = maison.commissaire().get(f"/commissaire/dossiers/{dossier.reference}")
    assert "Payé trop tôt" in etude["#t-messages"].find_next("ul").text
    assert "ne se retourne jamais contre elle" in maison.commissaire().get(
        f"/commissaire/dossiers/{dossier.reference}/messages/1"
    ).lu  # fmt: skip
    assert visiteur.get(adresse(dossier, "/mois-difficile"), suivre=False).lieu == adresse(dossier)


@SQLITE
def test_what_is_missing_or_wrong_is_said_and_nothing_is_lost(maison, adresse, paye):
    visiteur = maison.debiteur(paye)
    vide = visiteur.soumettre(adresse(paye, "/paiement-fait"), texte="Gardé.")
    assert vide.statut == 422 and vide["textarea"].text.strip() == "Gardé."
    assert {a["href"] for a in vide.tous("[role=alert] a")} == {"#le", "#paye"}
    trop = visiteur.soumettre(vide, le="20/11/2026", paye="9 999")
    assert trop.statut == 422 and "Indiquez un montant entre 0,01 €" in lisse(trop["#paye-erreur"].text)
    demain = visiteur.soumettre(vide, le="23/11/2026", paye="10")
    assert demain.statut == 422 and "22" in demain["#le-erreur"].text
    veille = paye.envoye_le - timedelta(days=1)
    avant = visiteur.soumettre(vide, le=veille.strftime("%d/%m/%Y"), paye="203,33")
    assert avant.statut == 422 and "Appelez l’étude, au numéro de la lettre" in avant["#le-erreur"].text
    assert avant["textarea"].text.strip() == "Gardé." and maison.creancier().get(
        f"/creancier/dossiers/{paye.reference}/messages/1"
    ).statut == 404, "the creditor is not asked to note what he could not"  # fmt: skip


@SQLITE
def test_on_its_very_day_an_instalment_may_still_be_told_hard(maison, adresse, paye, horloge):
    horloge.instant = a_paris(date(2026, 12, 5))
    visiteur = maison.debiteur(paye)
    accueil = visiteur.get(adresse(paye))
    assert "Dites-le au plus tard le 5 décembre 2026." in accueil.lu
    assert visiteur.soumettre(adresse(paye, "/mois-difficile"), aide="decaler").statut == 200
    assert "Je demande à payer 10 jours plus tard" in visiteur.get(adresse(paye)).lu


def test_a_hard_month_is_told_before_granted_and_written_beside_the_instalment(maison, adresse, paye):
    visiteur = maison.debiteur(paye)
    page = visiteur.get(adresse(paye, "/mois-difficile"))
    assert not page.tous("input[checked]")
    assert visiteur.soumettre(page)["[role=alert] a"].text == "Choisissez ce qui vous aiderait."
    moins = visiteur.soumettre(page, aide="payer_moins", montant="9 999")
    assert moins.statut == 422 and "Indiquez un montant plus petit que" in lisse(moins["#montant-erreur"].text)
    preuve = visiteur.soumettre(page, aide="decaler", texte="Arrêt maladie.")
    assert "C’est fait" in preuve.lu
    ferme = visiteur.get(adresse(paye, "/mois-difficile"))
    assert "Votre demande est déjà envoyée." in ferme.lu
    hugo = maison.creancier()
    fil = hugo.get(f"/creancier/dossiers/{paye.reference}/messages")
    assert "Accepter ne change pas le titre ni ses dates." in fil.lu
    refus = hugo.soumettre(fil, decision="refuse")
    assert refus.statut == 422 and "Écrivez votre réponse en une phrase" in refus.lu
    hugo.soumettre(fil, decision="accepte")
    lu = visiteur.get(adresse(paye, "/messages/1"))
    assert "Le créancier accepte. Vous pouvez payer jusqu’au" in lu.lu
    assert "Le titre et ses dates ne changent pas." in lu.lu
    accueil = visiteur.get(adresse(paye))
    assert "Report convenu jusqu’au" in accueil["#paiements"].text
    assert "report convenu jusqu’au" in hugo.get(f"/creancier/dossiers/{paye.reference}/paiements").lu


@SQLITE
def test_an_agreed_delay_is_not_late_before_its_day(maison, adresse, paye, horloge):
    visiteur = maison.debiteur(paye)
    visiteur.soumettre(adresse(paye, "/mois-difficile"), aide="decaler")
    hugo = maison.creancier()
    hugo.soumettre(f"/creancier/dossiers/{paye.reference}/messages", decision="accepte")
    echeance = paye.proposition_acceptee.echeances_dues[1].le
    horloge.avancer(days=(echeance - horloge().date()).days + 3)
    page = maison.debiteur(paye).get(adresse(paye))
    assert "Report convenu" in page["#paiements"].text and "En retard" not in page.lu
    horloge.avancer(days=8)
    page = maison.debiteur(paye).get(adresse(paye))
    assert "En retard" in page["#paiements"].text


@SQLITE
def test_late_is_said_with_its_date_and_a_way_to_say_that_one_has_paid(maison, adresse, paye, horloge):
    echeance = paye.proposition_acceptee.echeances_dues[1].le
    horloge.avancer(days=(echeance - horloge().date()).days + 2)
    visiteur = maison.debiteur(paye)
    page = visiteur.get(adresse(paye))
    assert "n’est pas arrivé : il manque" in page.lu
    assert "Si vous venez de payer, ne faites rien" in page.lu
    liens = [a["href"].rsplit("/", 1)[1] for a in page.tous(".note a")]
    assert liens == ["paiement-fait"]
    assert not page.tous("a[href$='/mois-difficile']"), "a delay is asked for before the date"
    assert "est passée" in visiteur.get(adresse(paye, "/mois-difficile")).lu


@SQLITE
@pytest.mark.parametrize("etat", [Etat.ENVOYEE, Etat.SOLDE])
def test_neither_before_the_titre_nor_once_all_is_paid(maison, adresse, etat):
    dossier = maison.dossier(etat, jours=480 if etat is Etat.SOLDE else 10)
    visiteur = maison.debiteur(dossier)
    for suite in ("/paiement-fait", "/mois-difficile"):
        assert visiteur.get(adresse(dossier, suite), suivre=False).lieu == adresse(dossier)


@SQLITE
@pytest.mark.parametrize("aide", ["decaler", "payer_moins"])
def test_the_headline_asks_for_what_was_agreed_and_on_its_day(maison, adresse, horloge, aide):
    """Nothing received yet: the first sum and its day are those of the delay, for both parties."""
    dossier = maison.dossier(Etat.COPIE_REMISE, jours=20)
    premiere, seconde = dossier.proposition_acceptee.echeances_dues[:2]
    visiteur, hugo = maison.debiteur(dossier), maison.creancier()
    page = visiteur.get(adresse(dossier, "/mois-difficile"))
    visiteur.soumettre(page, aide=aide, montant="50" if aide == "payer_moins" else "")
    base = f"/creancier/dossiers/{dossier.reference}"
    hugo.soumettre(hugo.get(f"{base}/messages"), decision="accepte", texte="D’accord.")
    somme, jour = (50_00, premiere.le) if aide == "payer_moins" else (premiere.montant_centimes, None)
    jour = jour or premiere.le + timedelta(days=10)
    accueil = visiteur.get(adresse(dossier))
    assert lisse(accueil["h1"].text) == lisse(f"Votre premier paiement : {euros(somme)}")
    for lu in (accueil.lu, hugo.get(f"{base}/paiements").lu):
        assert lisse(jour_semaine(jour)) in lisse(lu)
    if aide == "payer_moins":
        horloge.instant = a_paris(premiere.le)
        hugo = maison.creancier()
        hugo.soumettre(hugo.get(f"{base}/paiements"), montant="50", recu_le=f"{premiere.le:%d/%m/%Y}", definitif="y")
        horloge.avancer(days=3)
        ensuite = premiere.montant_centimes - somme + seconde.montant_centimes
        for page in (maison.debiteur(dossier).get(adresse(dossier)), maison.creancier().get(f"{base}/paiements")):
            assert lisse(euros(ensuite)) in lisse(page.lu) and lisse(jour_semaine(seconde.le)) in lisse(page.lu)


@SQLITE
def test_after_a_default_and_a_delay_nothing_is_said_to_be_missing(maison, session, adresse, horloge):
    """A default declared before such a request had to be answered: no seizure is announced for 0,00 €."""
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    seconde = dossier.proposition_acceptee.echeances_dues[1]
    horloge.instant = a_paris(seconde.le - timedelta(days=1))
    personne = acteur(Role.DEBITEUR, horloge())
    demande = signalements.signaler_difficulte(session, dossier, Aide.DECALER, 0, "", personne)
    horloge.instant = a_paris(seconde.le + timedelta(days=1))
    hugo = acteur(Role.CREANCIER, horloge(), maison.troupe.compte_menuiserie)
    franchir(session, dossier, Action.DECLARER_DEFAUT, hugo)
    reponses.repondre(session, dossier, demande, "Oui.", hugo, decision=Decision.ACCEPTE)
    page = maison.debiteur(dossier).get(adresse(dossier))
    assert "rien n’est en retard" in page.lu
    assert "Il manque" not in page.lu and "faire une saisie" not in page.lu


@SQLITE
def test_going_back_from_a_payment_keeps_what_was_written(maison, adresse):
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    visiteur = maison.debiteur(dossier)
    accueil = visiteur.soumettre(adresse(dossier, "/paiement-fait"), suite="revenir", le="octobre", paye="8O")
    assert accueil.chemin == adresse(dossier) and "Votre message n’est pas envoyé" in accueil.lu
    page = visiteur.get(adresse(dossier, "/paiement-fait"))
    assert (page["[name=le]"]["value"], page["[name=paye]"]["value"]) == ("octobre", "8O")


@SQLITE
def test_who_wrote_that_it_is_paid_is_told_until_when_to_wait_and_not_invited_again(maison, session, adresse, horloge):
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    seconde = dossier.proposition_acceptee.echeances_dues[1]
    horloge.instant = a_paris(seconde.le + timedelta(days=1))
    faits = {"le": seconde.le, "moyen": None, "paye_centimes": seconde.montant_centimes}
    s = signalements.signaler_paiement(session, dossier, faits, "", acteur(Role.DEBITEUR, horloge()))
    note = maison.debiteur(dossier).get(adresse(dossier))[".note.attention"]
    assert "Vous avez écrit que c’est payé :" in lisse(note.text)
    assert f" Réponse attendue le {lisse(jour(s.reponse_avant))}. Voir" in lisse(note.text)
    assert [a["href"].removeprefix(adresse(dossier)) for a in note.select("a")] == ["/messages/1"]
    assert "Si vous venez de payer" not in note.text
    horloge.instant = a_paris(s.reponse_avant + timedelta(days=1))
    note = maison.debiteur(dossier).get(adresse(dossier))[".note.attention"]
    assert "Pas de réponse du créancier" in lisse(note.text) and "Appelez le créancier." in lisse(note.text)
    franchir(session, dossier, Action.DECLARER_DEFAUT, acteur(Role.CREANCIER, horloge()))
    session.commit()
    assert "Vous avez écrit que c’est payé :" in maison.debiteur(dossier).get(adresse(dossier)).lu
    reponses.repondre(session, dossier, s, "Rien reçu.", acteur(Role.CREANCIER, horloge()))
    assert "Vous avez écrit que c’est payé" not in maison.debiteur(dossier).get(adresse(dossier)).lu


@SQLITE
def test_a_request_of_delay_that_waits_stands_where_the_invitation_was(maison, session, adresse, horloge, paye):
    signalements.signaler_difficulte(session, paye, Aide.DECALER, 0, "", acteur(Role.DEBITEUR, horloge()))
    page = maison.debiteur(paye).get(adresse(paye))
    carte = page[f".choix a[href='{adresse(paye, '/messages/1')}']"]
    assert "Votre demande de délai attend une réponse" in carte.text and "Réponse attendue le" in lisse(carte.text)
    assert not page.tous("a[href$='/mois-difficile']")


@SQLITE
def test_paying_less_asks_how_much_and_the_input_never_says_optional(maison, adresse):
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    visiteur = maison.debiteur(dossier)
    page = visiteur.get(adresse(dossier, "/mois-difficile"))
    assert "facultatif" not in page["label[for=montant]"].text
    vide = visiteur.soumettre(page, aide="payer_moins")
    assert vide.statut == 422 and "Dites combien vous pouvez payer." in vide["#montant-erreur"].text
    assert visiteur.soumettre(page, aide="decaler").statut == 200


@SQLITE
def test_a_missing_day_is_answered_by_an_example_that_is_over(maison, adresse):
    dossier = maison.dossier(Etat.PAIEMENTS, jours=60)
    visiteur = maison.debiteur(dossier)
    vide = visiteur.soumettre(adresse(dossier, "/paiement-fait"), paye="50")
    assert "Par exemple 01/11/2026." in vide.lu and "Indiquez une date, par exemple 01/11/2026." in vide.lu
    assert visiteur.soumettre(vide, le="hier", paye="50").statut == 200
