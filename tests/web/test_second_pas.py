"""Signing: the code under the fold, a code by mail, the code of an older letter; slips, limits, one use only."""

import re
from dataclasses import replace

import pytest
from sqlalchemy import select, update

from portail.domaine.identifiants import symbole_de_controle
from portail.domaine.procedure import Action, Etat
from portail.persistance.acces import AccesLettre, CodeCourriel
from portail.persistance.courriels import Courriel, EtatCourriel
from portail.persistance.journal import Evenement
from portail.services import codes_courriel, courriels, demonstration
from portail.services.identifiants import tirer
from tests.services.documents.lecture import texte

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
DEUX = {"participe": "y", "engagement": "y"}
AVEC_ADRESSE = replace(demonstration.personnage(0), courriel="nadia.ferrand@courrier.example")
SANS_ADRESSE = replace(AVEC_ADRESSE, courriel="")


@pytest.fixture
def a_signer(maison):
    """A debtor in front of the check page of a plan signed in advance: (dossier, browser, page)."""

    def faire(personnage=AVEC_ADRESSE):
        dossier = maison.dossier(Etat.ENVOYEE, plans=(6,), personnage=personnage)
        visiteur = maison.debiteur(dossier)
        page = visiteur.soumettre(f"/debiteur/dossiers/{dossier.reference}/echeancier", mode="6", jour="5")
        return dossier, visiteur, page

    return faire


@pytest.fixture
def recu(autre_session):
    """The digits of the latest mail, as its addressee reads them."""

    def lire():
        with autre_session() as lecture:
            mails = lecture.scalars(select(Courriel).where(Courriel.perime_le.is_not(None)).order_by(Courriel.id)).all()
            return re.match(r"\d{6}", mails[-1].corps).group() if mails else None

    return lire


@pytest.fixture
def dernier_acte(autre_session):
    def lire(dossier):
        with autre_session() as lecture:
            requete = select(Evenement).where(Evenement.dossier_id == dossier.id).order_by(Evenement.id.desc())
            acte = lecture.scalars(requete.limit(1)).one()
            return acte.action, acte.details

    return lire


def demander(visiteur, page, **champs):
    """Press « Recevoir un code », on the page's own form."""
    form = page["main form[method=post]"]
    avant, form["action"] = form["action"], page["[formaction]"]["formaction"]
    try:
        return visiteur.soumettre(page, **champs)
    finally:
        form["action"] = avant


def test_the_code_under_the_fold_signs_and_the_receipt_says_so(a_signer, dernier_acte):
    dossier, visiteur, page = a_signer(SANS_ADRESSE)
    assert page["[name=code_courriel]"] is None and page["[formaction]"] is None, "no address was known before"
    tape = "-".join((visiteur.signature[:4], visiteur.signature[4:])).lower().replace("0", "o").replace("1", "l")
    fait = visiteur.soumettre(page, **DEUX, code_signature=tape)
    assert "C’est fait. Vous avez signé l’accord." in fait.lu
    assert "Signé avec le code de signature de votre feuille." in fait.lu
    action, details = dernier_acte(dossier)
    assert (action, details["second_pas"]) == (Action.CHOISIR_PLAN_ACCEPTE, "code_signature")
    recepisse = texte(visiteur.get(fait[".recu a.bouton"]["href"]).octets)
    assert "Signé avec : le code de signature, sous le volet plié de la feuille" in recepisse
    assert visiteur.signature not in str(details)


@SQLITE
def test_a_slip_is_told_as_a_slip_and_wrong_codes_are_counted(a_signer, maison, horloge):
    dossier, visiteur, page = a_signer()
    vrai = visiteur.signature
    casse = vrai[:-1] + ("A" if vrai[-1] != "A" else "B")
    for tape, phrase in (
        (casse, "Un caractère n’est pas le bon."),
        (vrai[:-1], "Vous en avez tapé 7."),
        (maison.mots[dossier.id].code, "C’est le code d’ouverture."),
    ):
        for _ in range(3):
            refus = visiteur.soumettre(page, **DEUX, code_signature=tape)
            assert refus.statut == 422 and phrase in refus.lu, phrase
    for restants in ("4 essais", "3 essais", "2 essais", "1 essai"):
        refus = visiteur.soumettre(page, **DEUX, code_signature=tirer().signature)
        assert f"Ce n’est pas le bon code. Il vous reste {restants}." in refus.lu
    assert "C’était le dernier essai" in visiteur.soumettre(page, **DEUX, code_signature=tirer().signature).lu
    assert "L’accès est fermé quelques minutes" in visiteur.signer(page, **DEUX).lu
    horloge.avancer(minutes=15)
    assert "C’est fait." in visiteur.signer(page, **DEUX).lu


@SQLITE
def test_coming_in_again_gives_no_endless_guesses(a_signer, maison):
    dossier, visiteur, page = a_signer()
    refus = []
    for _ in range(5):
        autre = maison.debiteur(dossier)
        page = autre.get(page.chemin)
        refus += [autre.soumettre(page, **DEUX, code_signature=tirer().signature).lu for _ in range(5)]
    fermes = ["L’accès est fermé" in lu for lu in refus]
    assert fermes == [False] * 20 + [True] * 5


@SQLITE
def test_an_older_letter_signs_with_its_own_code_given_again(a_signer, maison, session, dernier_acte):
    dossier, visiteur, page = a_signer()
    session.execute(update(AccesLettre).where(AccesLettre.dossier_id == dossier.id).values(signature=None))
    session.commit()
    page = visiteur.get(page.chemin)
    assert "12 caractères, sur la feuille jointe à votre lettre." in page.lu
    fait = visiteur.soumettre(page, **DEUX, code_signature=maison.mots[dossier.id].code_imprime)
    assert "Signé avec le code de votre lettre." in fait.lu
    assert dernier_acte(dossier)[1]["second_pas"] == "code_lettre"


def test_a_code_by_mail_signs_once_and_what_was_ticked_is_found_again(a_signer, recu, dernier_acte, autre_session):
    dossier, visiteur, page = a_signer()
    assert "na…@…example" in page.lu and "nadia.ferrand" not in page.texte
    attente = demander(visiteur, page, **DEUX)
    assert attente.statut == 200 and attente.chemin.endswith("/relire")
    assert {i["name"] for i in attente.tous("input[checked]")} == set(DEUX)
    champ = attente["[name=code_courriel]"]
    assert (champ["autocomplete"], champ["inputmode"]) == ("one-time-code", "numeric") and champ.has_attr("autofocus")
    with autre_session() as lecture:
        ligne, mail = lecture.scalars(select(CodeCourriel)).one(), lecture.scalars(
            select(Courriel).where(Courriel.perime_le.is_not(None))
        ).one()  # fmt: skip
        assert recu() not in ligne.code and mail.destinataire == AVEC_ADRESSE.courriel
        lu = (mail.sujet + mail.corps).lower()
        for mot in ("costa", "1 220", "€", "http", "dossier", "dett", "accord", dossier.reference.lower()):
            assert mot not in lu, mot
    faux = visiteur.soumettre(attente, code_courriel="12 34")
    assert "Il y a 6 chiffres dans ce code." in faux.lu
    fait = visiteur.soumettre(attente, code_courriel=f" {recu()[:3]} {recu()[3:]} ")
    assert "Signé avec un code reçu par e-mail." in fait.lu
    assert dernier_acte(dossier)[1]["second_pas"] == "courriel"
    encore = visiteur.soumettre(attente, code_courriel=recu())
    assert "C’est fait. Vous avez signé l’accord." in encore.lu, "the same form twice is one signature"


@SQLITE
def test_a_mailed_code_is_for_one_session_one_text_ten_minutes_five_tries(a_signer, maison, recu, horloge, adresse=""):
    dossier, visiteur, page = a_signer()
    attente = demander(visiteur, page, **DEUX)
    code = recu()
    ailleurs = maison.debiteur(dossier)
    vue = ailleurs.get(page.chemin)
    assert vue["[name=code_courriel]"] is None, "asked for by another session"
    assert "Ce code ne sert plus." in ailleurs.soumettre(vue, **DEUX, code_courriel=code).lu
    base = f"/debiteur/dossiers/{dossier.reference}"
    autres_termes = visiteur.soumettre(f"{base}/echeancier", mode="12", jour="5")
    assert not autres_termes.tous("main input[checked]"), "consent to other terms is not kept"
    assert "Ce code ne sert plus." in visiteur.soumettre(autres_termes, **DEUX, code_courriel=code).lu
    visiteur.soumettre(f"{base}/echeancier", mode="6", jour="5")
    faux = f"{(int(code) + 1) % 1_000_000:06}"
    for _ in range(5):
        assert "Ce n’est pas le bon code." in visiteur.soumettre(attente, **DEUX, code_courriel=faux).lu
    assert "L’accès est fermé" in visiteur.soumettre(attente, **DEUX, code_courriel=code).lu
    neuf = demander(visiteur, visiteur.get(page.chemin), **DEUX)
    horloge.avancer(minutes=10)
    assert "Ce code ne sert plus." in visiteur.soumettre(neuf, **DEUX, code_courriel=recu()).lu
    assert "C’est fait." in visiteur.signer(visiteur.get(page.chemin), **DEUX).lu, "another way is still there"


@SQLITE
def test_three_codes_in_a_quarter_of_an_hour_then_a_clear_sentence(a_signer, horloge):
    _, visiteur, page = a_signer()
    for _ in range(3):
        page = demander(visiteur, page, **DEUX)
        assert page.statut == 200
    refus = demander(visiteur, page, **DEUX)
    assert refus.statut == 429
    assert "Trois codes sont déjà partis. Attendez 10 h 57 pour un autre, ou prenez un autre moyen." in refus.lu
    assert {i["name"] for i in refus.tous("input[checked]")} == set(DEUX)
    horloge.avancer(minutes=15)
    assert demander(visiteur, page, **DEUX).statut == 200


@SQLITE
def test_the_text_of_a_mailed_code_is_erased_once_sent_and_never_shown_to_the_etude(
    a_signer, maison, app, reglages, horloge, autre_session
):
    _, visiteur, page = a_signer()
    demander(visiteur, page)
    with autre_session() as lecture:
        numero = lecture.scalars(select(Courriel.id).where(Courriel.perime_le.is_not(None))).one()
    courriels.expedier(app.extensions["ecritures"], reglages, horloge())
    demander(visiteur, visiteur.get(page.chemin))
    horloge.avancer(minutes=11)
    courriels.expedier(app.extensions["ecritures"], reglages, horloge())
    with autre_session() as lecture:
        envoye, tardif = lecture.scalars(select(Courriel).where(Courriel.perime_le.is_not(None)).order_by(Courriel.id))
        assert (envoye.etat, envoye.corps) == (EtatCourriel.ENVOYE, "")
        assert (tardif.etat, tardif.corps) == (EtatCourriel.A_EXAMINER, "")
        assert tardif.derniere_panne == courriels.TROP_TARD
    assert "code" in maison.commissaire().get(f"/commissaire/courriels/{numero}").lu


@SQLITE
def test_a_wrong_length_or_a_code_of_another_person_signs_nothing(a_signer, maison):
    _, visiteur, page = a_signer()
    autre = maison.dossier(Etat.ENVOYEE)
    refus = visiteur.soumettre(page, **DEUX, code_signature=maison.mots[autre.id].signature)
    assert refus.statut == 422
    mot = "0" * 7
    assert visiteur.soumettre(page, **DEUX, code_signature=mot + symbole_de_controle(mot)).statut == 422
    assert codes_courriel.masquer("a@b.example") == "a…@…example"


@SQLITE
def test_the_mail_list_of_the_etude_shows_no_code_waiting_or_sent(
    a_signer, maison, app, reglages, horloge, recu, session
):
    dossier, visiteur, page = a_signer()
    courriels.deposer(
        session, dossier, fait="x", destinataire="a@b.example", sujet="Avis", corps="À lire.\nSuite",
        maintenant=horloge(),
    )  # fmt: skip
    session.commit()
    demander(visiteur, page)
    code, commissaire = recu(), maison.commissaire()
    attente = commissaire.get("/commissaire/courriels")
    assert attente.statut == 200 and "Votre code" in attente.lu and "À lire." in attente.lu
    assert code not in attente.texte
    courriels.expedier(app.extensions["ecritures"], reglages, horloge())
    parti = commissaire.get("/commissaire/courriels")
    assert parti.statut == 200 and "Votre code" in parti.lu and code not in parti.texte


@SQLITE
def test_the_limits_by_dossier_say_when_they_end(a_signer, maison, recu, horloge):
    _, visiteur, page = a_signer()
    dits = []
    for tour in range(6):
        attente = demander(visiteur, visiteur.get(page.chemin), **DEUX)
        if attente.statut == 429:
            break
        faux = f"{(int(recu()) + 1) % 1_000_000:06}"
        dits += [visiteur.soumettre(attente, **DEUX, code_courriel=faux).lu for _ in range(5)]
        if tour == 2:
            horloge.avancer(minutes=15)
    assert sum("Il vous reste" in lu for lu in dits) == 16
    assert sum("C’était le dernier essai avant une pause." in lu for lu in dits) == 4
    ferme = "Trop de mauvais codes ont été tapés. Ce moyen rouvre dimanche 22 novembre 2026 à 11 h 42."
    assert [ferme in lu for lu in dits] == [False] * 20 + [True] * 5
    assert tour == 5
    assert "Un autre sera possible dimanche 22 novembre 2026 à 11 h 42. Ou prenez un autre moyen." in attente.lu
