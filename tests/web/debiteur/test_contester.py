"""Contesting: choose, explain, show, read again, send. Nothing is lost on the way, nothing of the law moves."""

from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import select

from portail.domaine.procedure import Etat
from portail.domaine.signalements import Motif
from portail.persistance.courriels import Courriel
from portail.persistance.dossiers import Dossier
from portail.persistance.signalements import BrouillonSignalement, PieceJointe
from portail.services.documents.signalements import MOTIFS
from tests.services.documents.lecture import texte
from tests.web.debiteur.conftest import APRES, ENTRE_DEUX, ENVOI

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


def photo(couleur="white"):
    sortie, exif = BytesIO(), Image.Exif()
    exif[0x010E] = "devant la maison de Nadia"
    Image.new("RGB", (60, 40), couleur).save(sortie, "JPEG", exif=exif)
    return sortie.getvalue()


def envoi(contenu=None, nom="reçu du 3 octobre.jpg"):
    return (BytesIO(photo() if contenu is None else contenu), nom)


@pytest.fixture
def parcours(maison, adresse):
    """The first page answered with this reason: gives the browser and the page that follows."""

    def commencer(dossier, motif):
        visiteur = maison.debiteur(dossier)
        return visiteur, visiteur.soumettre(adresse(dossier, "/contester"), motif=motif)

    return commencer


@SQLITE
def test_nothing_is_chosen_beforehand_and_something_must_be(maison, adresse):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    page = visiteur.get(adresse(dossier, "/contester"))
    assert [i["value"] for i in page.tous("input[type=radio]")] == [m.value for m in Motif]
    assert not page.tous("input[checked]")
    assert all(mot in page.lu for mot in MOTIFS.values())
    vide = visiteur.soumettre(page)
    assert (vide.statut, vide["[role=alert] a"].text) == (422, "Choisissez ce qui ne va pas.")
    assert visiteur.soumettre(page, motif="inconnu").statut == 422
    for suite in ("/contester/details", "/contester/relire"):
        assert visiteur.get(adresse(dossier, suite))["h1"].text == "La somme est fausse, ou déjà payée"


@pytest.mark.parametrize(
    ("motif", "champs", "phrase"),
    [
        (Motif.DEJA_PAYE, {"le", "moyen", "paye"}, "Si c’est après le 12 novembre 2026, dites-le aussi"),
        (Motif.PARTIE_PAYEE, {"le", "moyen", "paye"}, "Dites quand et comment, si vous le savez."),
        (Motif.MONTANT_FAUX, {"juste"}, "La somme demandée est 1 220,00 €."),
        (Motif.PAS_MA_DETTE, set(), "une autre personne porte le même nom"),
        (Motif.DEFAUT, set(), "le travail n’est pas fini"),
        (Motif.TROP_ANCIENNE, set(), "En général, le créancier a 2 ans"),
        (Motif.SURENDETTEMENT, set(), "Ne signez pas d’accord avant d’en parler à la Banque de France"),
        (Motif.AUTRE, set(), "Qu’est-ce qui ne va pas ?"),
    ],
)
@SQLITE
def test_each_reason_asks_for_its_own_things(maison, adresse, parcours, motif, champs, phrase):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur, page = parcours(dossier, motif)
    assert page["h1"].text == MOTIFS[motif]
    assert phrase in page.lu
    noms = {c["name"] for c in page.tous("main form [name]")}
    assert noms & {"le", "moyen", "paye", "juste"} == champs
    assert {"texte", "fichiers"} <= noms
    assert page["input[type=file]"].has_attr("multiple")
    assert "L’étude et le créancier liront ce texte" in page.lu
    suite = visiteur.soumettre(page)
    if motif is Motif.AUTRE:
        assert (suite.statut, suite["[role=alert] a"].text) == (422, "Écrivez en quelques mots ce qui ne va pas.")
    else:
        assert suite["h1"].text == "Relisez avant d’envoyer", "everything may be left out"
        assert "personne ne tranche le désaccord" in suite.lu
        assert "Votre date limite ne change pas : le 12 décembre 2026." in suite.lu


@SQLITE
def test_a_creditor_who_is_no_business_has_his_own_time_and_his_own_name(maison, adresse, parcours, session):
    dossier = maison.dossier(Etat.ENVOYEE)
    dossier.creancier.professionnel, dossier.creancier.forme = False, ""
    session.commit()
    _, page = parcours(dossier, Motif.TROP_ANCIENNE)
    assert "En général, le créancier a 5 ans" in page.lu and "entreprise" not in page.lu


def test_the_whole_way_with_a_photo_and_its_proof(maison, adresse, parcours, session, autre_session, moyens, etat_de):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur, page = parcours(dossier, Motif.DEJA_PAYE)
    tape = {"le": "3/10/2026", "moyen": "virement", "paye": "1 220", "texte": "Payé par ma sœur."}
    page = visiteur.soumettre(page, suite="joindre", fichiers=envoi(), **tape)
    assert "reçu du 3 octobre.jpg" in page.lu
    assert page["textarea"].text.strip() == tape["texte"] and page["[name=paye]"]["value"] == "1 220"
    page = visiteur.soumettre(page)
    for mot in ("J’ai déjà tout payé", "3 octobre 2026", "Virement", "1 220,00 €", "Payé par ma sœur.", "reçu du 3"):
        assert mot in page.lu
    assert "au plus tard le jeudi 26 novembre 2026" in page.lu
    preuve = visiteur.soumettre(page)
    assert preuve["h1"].text == "C’est fait. Votre message est envoyé."
    assert f"{dossier.reference}-A" in preuve.lu
    assert "au plus tard le jeudi 26 novembre 2026" in preuve.lu and "Ne payez rien maintenant." in preuve.lu
    assert etat_de(dossier) is Etat.ENVOYEE, "a contestation changes no state"
    recu = visiteur.get(preuve[".recu a.bouton"]["href"])
    lu = texte(recu.octets)
    for mots in ("Récépissé de votre contestation", "déjà tout payé", "Montant payé", "Payé par ma sœur."):
        assert mots in lu, lu
    piece = visiteur.client.get(preuve[".journal a"]["href"], follow_redirects=True)
    assert piece.headers["Content-Disposition"].startswith("attachment")
    assert piece.mimetype == "image/jpeg" and b"Nadia" not in piece.get_data(), "what a photo tells is stripped"
    encore = visiteur.soumettre(page)
    assert encore["h1"].text == preuve["h1"].text, "the same form twice is one message, and shows its proof"
    with autre_session() as s:
        lu = s.get_one(Dossier, dossier.id)
        assert len(lu.signalements) == 1
        assert lu.evenements[-1].details["motif"] == "deja_paye"
        assert "sœur" not in str(lu.evenements[-1].details), "the words stay out of the journal"
        assert not s.scalars(select(BrouillonSignalement)).all()
        courriels = {c.destinataire: c.corps for c in s.scalars(select(Courriel)).all()[-3:]}
        assert "Une contestation est à lire." in courriels[lu.etude.courriel]
        assert "26/11/2026" in courriels[lu.creancier.courriel]
    accueil = visiteur.get(adresse(dossier))
    assert "Vos messages" in accueil.lu and "Réponse attendue le 26 novembre 2026" in accueil.lu
    assert "Vous dites que la somme n’est pas juste." in accueil.lu


@SQLITE
def test_a_refused_file_loses_nothing_and_the_good_ones_are_kept(maison, adresse, parcours):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur, page = parcours(dossier, Motif.DEJA_PAYE)
    fichiers = [envoi(), envoi(b"MZ program", "virus.pdf"), envoi(b"", "vide.jpg")]
    refus = visiteur.soumettre(page, suite="joindre", texte="Voir la photo.", le="pas une date", fichiers=fichiers)
    assert refus.statut == 422
    assert "virus.pdf : Ce fichier n’est ni un PDF, ni une photo" in refus.lu
    assert "vide.jpg : Ce fichier est vide." in refus.lu
    assert refus["textarea"].text.strip() == "Voir la photo." and refus["[name=le]"]["value"] == "pas une date"
    assert "1 fichier joint" in refus.lu
    assert visiteur.soumettre(refus, suite="joindre")["#fichiers-erreur"].text.strip().endswith("une photo ou un PDF.")
    faux = visiteur.soumettre(refus)
    assert faux.statut == 422 and "Indiquez une date" in faux["#le-erreur"].text
    revenu = visiteur.get(adresse(dossier, "/contester/details"))
    assert revenu["textarea"].text.strip() == "Voir la photo.", "kept from one visit to the next"


@SQLITE
def test_documents_are_taken_out_by_name_and_limited(maison, adresse, parcours, autre_session):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur, page = parcours(dossier, Motif.DEFAUT)
    couleurs = ("white", "red", "green", "blue", "black")
    fichiers = [envoi(photo(c), f"{c}.jpg") for c in couleurs]
    page = visiteur.soumettre(page, suite="joindre", fichiers=fichiers)
    assert "Vous avez joint 5 fichiers, le maximum." in page.lu
    trop = visiteur.soumettre(page, fichiers=envoi(photo("pink"), "pink.jpg"))
    assert trop.statut == 422 and "Vous pouvez joindre 5 fichiers au plus." in trop.lu
    retirer = page["button[name=retirer]"]
    assert "white.jpg" in retirer.text
    page = visiteur.soumettre(page, retirer=retirer["value"], texte="Le volet est cassé.")
    assert "4 fichiers joints" in page.lu and "white.jpg" not in page.lu
    assert page["textarea"].text.strip() == "Le volet est cassé."
    premier = next(b for b in page.tous("button[type=submit]") if b.get("form") or b.find_parent("main"))
    assert premier["aria-hidden"] == "true" and not premier.get("name"), "Enter goes on: it takes nothing out"
    with autre_session() as s:
        assert len(s.scalars(select(PieceJointe)).all()) == 4
    autre = maison.dossier(Etat.ENVOYEE)
    voisin = maison.debiteur(autre)
    voisin.soumettre(adresse(autre, "/contester"), motif="defaut")
    intrus = page["button[name=retirer]"]["value"]
    voisin.soumettre(adresse(autre, "/contester/details"), retirer=intrus)
    with autre_session() as s:
        assert len(s.scalars(select(PieceJointe)).all()) == 4, "somebody else's document stays where it is"


@SQLITE
@pytest.mark.parametrize("geste", ["ajout", "retrait", "echange"])
def test_a_document_added_or_taken_out_after_the_reading_is_not_sent(maison, adresse, parcours, autre_session, geste):
    """Bound by their bytes, not only by their names."""
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur, page = parcours(dossier, Motif.DEFAUT)
    page = visiteur.soumettre(page, suite="joindre", fichiers=envoi(nom="volet.jpg"))
    relire = visiteur.soumettre(page)
    assert "Fichiers joints : volet.jpg" in relire.lu
    details = adresse(dossier, "/contester/details")
    if geste != "ajout":
        retirer = visiteur.get(details)["button[name=retirer]"]["value"]
        visiteur.soumettre(details, retirer=retirer)
    if geste != "retrait":
        autre = envoi(photo("red"), "volet.jpg")
        visiteur.soumettre(details, suite="joindre", fichiers=autre)
    assert visiteur.soumettre(relire).statut == 409
    with autre_session() as s:
        assert s.get_one(Dossier, dossier.id).signalements == []
    relire = visiteur.get(adresse(dossier, "/contester/relire"))
    assert visiteur.soumettre(relire)["h1"].text == "C’est fait. Votre message est envoyé."


@SQLITE
def test_what_cannot_be_is_said_beside_its_input(maison, adresse, parcours):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur, page = parcours(dossier, Motif.PARTIE_PAYEE)
    for champ, valeur, phrase in (
        ("le", "23/11/2026", "ne peut pas être après le 22 novembre 2026"),
        ("paye", "0", "Indiquez ce que vous avez payé, par exemple 80 €."),
        ("paye", "beaucoup", "Indiquez un montant en euros"),
    ):
        faux = visiteur.soumettre(page, **{champ: valeur})
        assert faux.statut == 422 and phrase in faux.lu and faux[f"[name={champ}]"]["value"] == valeur
    visiteur.soumettre(adresse(dossier, "/contester"), motif="montant_faux")
    faux = visiteur.soumettre(adresse(dossier, "/contester/details"), juste="1 220")
    assert faux.statut == 422 and "plus petit que la somme demandée" in faux.lu


@SQLITE
def test_a_part_paid_may_exceed_the_claim_which_may_be_a_balance(maison, adresse, parcours):
    visiteur, page = parcours(maison.dossier(Etat.ENVOYEE), Motif.PARTIE_PAYEE)
    page = visiteur.soumettre(page, paye="3 000")
    assert page["h1"].text == "Relisez avant d’envoyer" and "3 000,00 €" in page.lu


@SQLITE
def test_the_two_other_ways_out_are_one_tap_away(maison, adresse, parcours):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur, page = parcours(dossier, Motif.PARTIE_PAYEE)
    page = visiteur.soumettre(page, paye="620")
    liens = {a.strong.text: a["href"] for a in page.tous("[aria-labelledby=t-autres] .choix a")}
    assert list(liens) == ["Proposer un autre montant", "Refuser"]
    echeancier = visiteur.get(liens["Proposer un autre montant"])
    assert echeancier["[name=total]"]["value"] == "600,00" and echeancier["details:has([name=total])"].has_attr("open")
    assert visiteur.get(liens["Refuser"])["h1"].text == "Refuser la procédure"
    moins = visiteur.soumettre(echeancier, mode="6", jour="5")
    assert "C’est 620,00 € de moins que la somme demandée" in moins.lu, "an amount below the claim can be offered"
    participe = maison.dossier(Etat.ACCEPTEE)
    visiteur, page = parcours(participe, Motif.DEFAUT)
    page = visiteur.soumettre(page)
    assert [a["href"].split("/")[-1].split("#")[0] for a in page.tous("[aria-labelledby=t-autres] .choix a")] == [
        "echeancier",
        "refuser-les-conditions",
    ]


@SQLITE
def test_a_payment_after_the_letter_is_told_to_the_etude(maison, adresse, parcours, autre_session):
    """R125-7, decision D9: an error of the debtor's is never held against her."""
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur, page = parcours(dossier, Motif.DEJA_PAYE)
    page = visiteur.soumettre(page, le="15/11/2026")
    assert "Ce n’est pas une faute de votre part." in page.lu
    visiteur.soumettre(page)
    with autre_session() as s:
        corps = [c.corps for c in s.scalars(select(Courriel)).all()]
    assert any("art. R. 125-7" in c for c in corps)


@SQLITE
def test_three_messages_without_an_answer_are_enough(maison, adresse, parcours):
    dossier = maison.dossier(Etat.ENVOYEE)
    for _ in range(3):
        visiteur, page = parcours(dossier, Motif.DEFAUT)
        assert visiteur.soumettre(visiteur.soumettre(page)).statut == 200
    visiteur, page = parcours(dossier, Motif.DEFAUT)
    trop = visiteur.soumettre(visiteur.soumettre(page))
    assert trop.statut == 422 and "Vous avez déjà 3 demandes sans réponse." in trop.lu


@SQLITE
def test_it_ends_with_the_answers_and_a_stale_form_is_a_conflict(maison, adresse, parcours, horloge, etat_de):
    dossier = maison.dossier(Etat.ENVOYEE, envoi=ENVOI)
    horloge.instant = ENTRE_DEUX
    visiteur, page = parcours(dossier, Motif.DEFAUT)
    page = visiteur.soumettre(page)
    assert "Votre message ne le rouvre pas." in page.lu
    assert [a.strong.text for a in page.tous("[aria-labelledby=t-autres] .choix a")] == ["Refuser"], (
        "no agreement is possible any more"
    )
    visiteur.soumettre(adresse(dossier, "/participer"))
    assert visiteur.soumettre(page).statut == 409
    horloge.instant = APRES
    visiteur = maison.debiteur(dossier)
    for suite in ("/contester", "/contester/details", "/contester/relire"):
        assert "Le délai est fini" in visiteur.get(adresse(dossier, suite)).lu
    refuse = maison.dossier(Etat.REFUS_EXPRIME)
    assert maison.debiteur(refuse).get(adresse(refuse, "/contester"), suivre=False).lieu == adresse(refuse)


@SQLITE
def test_an_amount_and_a_day_typed_as_the_english_page_writes_them_are_read_in_french_too(parcours, maison):
    visiteur, page = parcours(maison.dossier(Etat.ENVOYEE), Motif.DEJA_PAYE)
    visiteur.client.set_cookie("portail_langue", "en")
    relue = visiteur.soumettre(page, le="3 October 2026", moyen="virement", paye="€1,220.00")
    assert "€1,220.00" in relue.lu and "3 October 2026" in relue.lu
    visiteur.client.delete_cookie("portail_langue")
    assert "1 220,00 €" in visiteur.revoir(relue).lu.replace("\u202f", " ").replace("\xa0", " ")


@SQLITE
def test_two_tabs_send_the_same_message_once_and_the_second_shows_it(maison, adresse, parcours, autre_session):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur, page = parcours(dossier, Motif.AUTRE)
    premier = visiteur.soumettre(page, texte="Je ne connais pas ce devis.")
    second = visiteur.get(adresse(dossier, "/contester/relire"))
    message = visiteur.soumettre(premier)
    assert message["h1"].text == "C’est fait. Votre message est envoyé."
    assert visiteur.soumettre(second).chemin == message.chemin
    with autre_session() as s:
        assert len(s.get_one(Dossier, dossier.id).signalements) == 1


def test_going_back_keeps_what_was_written_and_joins_what_was_chosen(maison, adresse, parcours):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur = maison.debiteur(dossier)
    page = visiteur.soumettre(adresse(dossier, "/contester"), motif="deja_paye")
    assert page["main button.retour"]["form"] == page["main form"]["id"]
    choix = visiteur.soumettre(page, suite="revenir", le="octobre", texte="Payé au guichet.", fichiers=[envoi()])
    assert choix.chemin == adresse(dossier, "/contester") and choix["input[checked]"]["value"] == "deja_paye"
    page = visiteur.soumettre(choix)
    assert page["[name=le]"]["value"] == "octobre" and page["[name=texte]"].text.strip() == "Payé au guichet."
    assert "1 fichier joint" in page.lu


@SQLITE
def test_the_example_is_a_day_that_the_input_takes_and_a_day_to_come_is_answered_by_one(maison, parcours):
    visiteur, page = parcours(maison.dossier(Etat.ENVOYEE), Motif.DEJA_PAYE)
    assert "Par exemple 01/11/2026. Vous ne savez plus ? Laissez vide." in page.lu and "05/01/2027" not in page.lu
    for faux in ("05/01/2027", "octobre 2026"):
        refus = visiteur.soumettre(page, le=faux)
        assert refus.statut == 422 and "par exemple 01/11/2026." in refus["#le-erreur"].text
    assert "Relisez avant d’envoyer" in visiteur.soumettre(page, le="01/11/2026").lu


@SQLITE
def test_yesterday_is_kept_as_a_day_and_stays_the_same_one_tomorrow(maison, adresse, parcours, horloge):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur, page = parcours(dossier, Motif.DEJA_PAYE)
    assert "21 novembre 2026" in visiteur.soumettre(page, le="hier").lu
    horloge.avancer(minutes=20)
    assert visiteur.get(adresse(dossier, "/contester/details"))["#le"]["value"] == "21/11/2026"


@SQLITE
def test_the_page_says_you_to_who_said_it_and_the_others_read_the_person(maison, adresse, parcours):
    dossier = maison.dossier(Etat.ENVOYEE)
    visiteur, page = parcours(dossier, Motif.MONTANT_FAUX)
    relire = visiteur.soumettre(page, juste="1 000")
    fiche = relire["main dl"].get_text(" ")
    assert "Montant juste, selon vous" in fiche and "la personne" not in fiche
    assert "selon la personne" in relire["blockquote"].text, "the words that are sent stay the same"
    envoye = visiteur.soumettre(relire)
    assert "Montant juste, selon vous" in visiteur.get(adresse(dossier, "/messages/1")).lu and envoye.statut == 200
    etude = maison.commissaire().get(f"/commissaire/dossiers/{dossier.reference}/messages/1")
    assert "Montant juste, selon la personne" in etude.lu
