"""Filing a claim, from an empty draft to the mandate."""

import pytest
from sqlalchemy import select

from portail.domaine.procedure import Action, Etat, Role
from portail.persistance.dossiers import Dossier
from portail.services import verification
from portail.services.acteur import Acteur
from tests.pages import lisse
from tests.web.creancier.depot import CAUSE, COMMERCANTS, PERSONNE, Depot, ligne, pdf


def le_dossier(autre_session, depot):
    with autre_session() as session:
        return session.scalar(select(Dossier).where(Dossier.reference == depot.base.rpartition("/")[2]))


@pytest.mark.parametrize("htmx", [False, True], ids=["sans-javascript", "avec-htmx"])
def test_a_claim_goes_from_an_empty_draft_to_its_mandate(maison, htmx, autre_session):
    depot = Depot(maison.creancier(htmx=htmx))
    page = depot.remplir("qui", **PERSONNE)
    assert "Pourquoi vous doit-on" in page.lu
    page = depot.remplir("pourquoi", **CAUSE)
    assert "Combien vous doit-on" in page.lu
    page = depot.remplir("combien", **ligne("1 220,00"), **ligne("40,50", rang=1, nature="interets", exigible_le=""))
    assert "Vos preuves" in page.lu
    page = depot.joindre(pdf(), "C:\\documents\\devis signé.pdf")
    assert "devis signé.pdf" in page.lu
    page = depot.remplir("accord", remise_pourcent="10", nombre_max="12")
    assert "Rien ne s’y oppose" in page.lu
    assert "1 260,50 €" in page.lu
    assert "Maëlle Aubray" in page.lu
    page = depot.deposer()
    assert "Votre demande est déposée" in page.lu
    assert "L’étude vérifie votre demande" in page.lu
    dossier = le_dossier(autre_session, depot)
    assert (dossier.etat, dossier.total_centimes, dossier.marge_remise_pourcent) == (Etat.DEPOSEE, 126_050, 10)


def test_a_company_is_filed_with_its_own_fields(depot, autre_session, session):
    page = depot.nav.fragment(depot.url("qui"), "identite", nature="morale")
    assert page["#denomination"] is not None
    assert page["#nom"] is None
    societe = {"nature": "morale", "denomination": "Atelier Lume", "siren": "000 000 000", "professionnel": "oui"}
    depot.remplir("qui", **{**PERSONNE, **societe})
    with autre_session() as lecture:
        debiteur = lecture.scalar(select(Dossier).where(Dossier.acte_numero > 0)).debiteur
        assert (debiteur.appellation, debiteur.siren, debiteur.nom) == ("Atelier Lume", "000000000", "")


def test_without_javascript_a_button_shows_the_other_fields_and_saves_nothing(depot, autre_session):
    page = depot.remplir("qui", nature="morale", adresse="4 rue", changer="1")
    assert page.statut == 200
    assert page["#denomination"] is not None
    assert page["#adresse"]["value"] == "4 rue"
    assert le_dossier(autre_session, depot).acte_numero == 0


def test_the_same_click_twice_starts_one_draft(hugo, session, maison):
    for _ in range(2):
        hugo.soumettre("/creancier/dossiers/nouveau")
    assert len(session.scalars(select(Dossier)).all()) == 1


@pytest.mark.parametrize(
    ("champs", "attendu"),
    [
        ({"nom": ""}, "Indiquez le nom."),
        ({"code_lieu": "20"}, "Indiquez 2A pour la Corse-du-Sud ou 2B pour la Haute-Corse."),
        ({"code_lieu": "zz"}, "Indiquez un code de département ou de commune"),
        ({"ne_le": "31/02/1984"}, "Cette date n’existe pas"),
        ({"courriel": "maëlle"}, "Indiquez une adresse électronique"),
    ],
)
def test_a_refused_screen_says_what_is_expected_and_keeps_what_was_typed(depot, champs, attendu):
    page = depot.remplir("qui", **{**PERSONNE, **champs})
    assert page.statut == 422
    assert attendu in page.lu
    assert page["#prenoms"]["value"] == "Maëlle"
    assert page.html.title.text.startswith("Erreur")


def test_the_ceiling_itself_passes_with_a_note(depot):
    page = depot.complet("5 000,00")
    assert "Le total atteint exactement le plafond de 5 000,00 €" in page.lu
    assert "Votre demande est déposée" in depot.deposer().lu


def test_one_cent_more_is_refused_with_its_sentence(depot, autre_session):
    depot.remplir("qui", **PERSONNE)
    depot.remplir("pourquoi", **CAUSE)
    page = depot.remplir("combien", **ligne("5 000,01"))
    assert "Combien vous doit-on" in page.lu, "the creditor stays on the screen that must change"
    assert "Cette procédure n’est pas ouverte" in page.lu
    phrase = "Le total demandé est de 5 000,01 € : il ne doit pas dépasser 5 000,00 €."
    assert phrase in page.lu
    assert "R125-1" in page.lu
    depot.joindre(pdf())
    assert depot.ouvrir("relire")["#mandat"] is None
    forcee = depot.nav.soumettre(depot.url("qui"), "main form[method=post]", **PERSONNE)
    assert forcee.statut == 200
    assert le_dossier(autre_session, depot).etat is Etat.BROUILLON


def test_a_forged_deposit_of_a_closed_claim_is_refused(depot, autre_session):
    depot.complet("4 000,00")
    formulaire = depot.ouvrir("relire")
    champs = {c["name"]: c["value"] for c in formulaire.tous("form[action$=relire] input[type=hidden]")}
    depot.remplir("combien", **ligne("5 000,01"))
    champs["version"] = str(le_dossier(autre_session, depot).version)
    reponse = depot.nav.client.post(depot.url("relire"), data={**champs, "mandat": "y"})
    assert reponse.status_code == 422
    assert "il ne doit pas dépasser" in lisse(reponse.get_data(as_text=True))
    assert le_dossier(autre_session, depot).etat is Etat.BROUILLON


def test_an_invoice_between_commercants_is_blocked_since_the_law_of_april(depot):
    depot.remplir("qui", **{**PERSONNE, "nature": "morale", "denomination": "Atelier Lume", "professionnel": "oui"})
    page = depot.remplir("pourquoi", **CAUSE, **COMMERCANTS)
    assert "Depuis le 25 avril 2026, une créance facturée entre commerçants" in page.lu
    assert "Pourquoi vous doit-on" in page.lu


def test_a_doubt_goes_to_the_commissaire_and_can_be_handed_in(depot):
    depot.complet(surendettement="oui")
    page = depot.ouvrir("relire")
    assert "L’étude devra décider" in page.lu
    assert "Un dossier de surendettement est signalé" in page.lu
    assert "Votre demande est déposée" in depot.deposer().lu


def test_questions_left_open_are_asked_for_one_by_one(depot):
    depot.remplir("qui", **PERSONNE)
    page = depot.remplir("pourquoi", cause="contractuelle", fondement="Devis")
    assert page.statut == 422
    assert page.lu.count("Répondez par oui, par non") >= 4
    assert page["#fondement"]["value"] == "Devis"


def test_the_verdict_follows_the_answers_without_saving(depot, autre_session):
    depot.remplir("qui", **PERSONNE)
    fragment = depot.nav.fragment(depot.url("pourquoi"), "resultat", cause="autre", cheque="oui")
    assert fragment["#resultat"] is not None
    assert "Un chèque sans provision ne relève pas" in fragment.lu
    assert "La créance doit venir d’un contrat" in fragment.lu
    assert le_dossier(autre_session, depot).reponses == {}


def test_the_total_follows_the_lines_without_saving(depot, autre_session):
    depot.remplir("qui", **PERSONNE)
    depot.remplir("pourquoi", **CAUSE)
    fragment = depot.nav.fragment(
        depot.url("combien"), "resultat", **ligne("1 000,50"), **ligne("douze", rang=1), **ligne("200", rang=2)
    )
    assert fragment["#resultat"]["data-annonce"].startswith("Total")
    assert "1 200,50 €" in fragment.lu
    assert "Que vais-je recevoir" in fragment.lu
    assert le_dossier(autre_session, depot).total_centimes == 0


def test_lines_come_and_go_without_javascript(depot, autre_session):
    depot.remplir("qui", **PERSONNE)
    page = depot.remplir("combien", **ligne("1 000"), ajouter="1")
    assert len(page.tous("[name$=-montant]")) == 2
    assert page["#lignes-0-montant"]["value"] == "1 000"
    assert "1 000,00 €" in page["#resultat"].text.replace("\u202f", " ").replace("\xa0", " ")
    page = depot.nav.soumettre(
        page, "form[action$=combien]", **ligne("30", rang=1, nature="interets", libelle="Intérêts"), retirer="0"
    )
    assert [c["value"] for c in page.tous("[name$=-montant]")] == ["30"]
    assert page["#lignes-0-libelle"]["value"] == "Intérêts"
    assert le_dossier(autre_session, depot).total_centimes == 0


def test_a_half_filled_line_says_what_is_missing(depot):
    page = depot.remplir("combien", **ligne("", libelle="Facture"))
    assert page.statut == 422
    assert "Indiquez un montant en euros" in page.lu
    page = depot.remplir("combien", **ligne("", libelle="", exigible_le=""))
    assert "Indiquez au moins une somme." in page.lu


def test_what_is_missing_is_listed_with_its_screen_and_blocks_the_deposit(depot):
    depot.remplir("qui", **PERSONNE)
    page = depot.ouvrir("relire")
    assert "Il manque encore" in page.lu
    assert page["#mandat"] is None
    assert page["section.note a[href$='/depot/preuves']"] is not None


def test_the_mandate_must_be_ticked(depot):
    depot.complet()
    page = depot.deposer(mandat="")
    assert page.statut == 422
    assert "Cochez pour donner mandat à l’étude." in page.lu


def test_an_old_proof_asks_for_the_password_again(depot, maison):
    depot.complet()
    maison.horloge.avancer(minutes=6)
    page = depot.deposer()
    assert page.statut == 422
    assert page["#preuve"] is not None
    page = depot.deposer(preuve="fil-sapin-papier-ambre")
    assert "Votre demande est déposée" in page.lu


def test_the_same_deposit_sent_twice_is_one_act(depot, autre_session):
    depot.complet()
    formulaire = depot.ouvrir("relire")
    for _ in range(2):
        page = depot.nav.soumettre(formulaire, "form[action$=relire]", mandat="y")
        assert page.statut == 200
    with autre_session() as session:
        dossier = session.scalar(select(Dossier))
        assert [e.action for e in dossier.evenements].count(Action.DEPOSER) == 1


def test_what_the_etude_asks_for_stands_on_top_of_every_screen(depot, maison, session):
    depot.complet()
    depot.deposer()
    dossier = session.scalar(select(Dossier))
    acteur = Acteur(Role.COMMISSAIRE, maison.horloge(), maison.troupe.commissaire.id)
    verification.renvoyer(session, dossier, "Joignez le devis signé.", acteur)
    for ecran in ("qui", "pourquoi", "combien", "preuves", "accord", "relire"):
        assert "Joignez le devis signé." in depot.ouvrir(ecran).lu, ecran
    assert "Joignez le devis signé." in depot.nav.get(depot.base).lu
    assert "Votre demande est déposée" in depot.deposer().lu


def test_a_deposited_claim_is_no_longer_edited(depot):
    depot.complet()
    ancienne = depot.ouvrir("qui")
    depot.deposer()
    assert depot.ouvrir("qui").statut == 409
    assert depot.nav.soumettre(ancienne, "form[action$=qui]").statut == 409


def test_two_open_tabs_do_not_overwrite_each_other(depot):
    premier = depot.ouvrir("qui")
    depot.remplir("qui", **PERSONNE)
    page = depot.nav.soumettre(premier, "form[action$=qui]", **{**PERSONNE, "nom": "Autre"})
    assert page.statut == 409
    assert "Ce dossier a changé" in page.lu


def test_a_creditor_who_is_no_commercant_is_not_asked_about_it(maison):
    depot = Depot(maison.creancier(autre=True))
    depot.remplir("qui", **{**PERSONNE, "professionnel": "oui"})
    assert depot.ouvrir("pourquoi")["[name=debiteur_commercant]"] is None


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_what_the_letter_prints_bears_no_account_and_no_telephone(maison):
    dossier = maison.dossier(Etat.BROUILLON)
    hugo, url = maison.creancier(), f"/creancier/dossiers/{dossier.reference}/depot"
    page = hugo.soumettre(f"{url}/pourquoi", fondement="Facture F-118, payer au 06 39 98 00 00")
    assert page.statut == 422 and "Enlevez le numéro de téléphone" in page.lu
    page = hugo.soumettre(
        f"{url}/combien", "form[action$=combien]", **{"lignes-0-libelle": "IBAN FR7630006000011234567890189"}
    )
    assert page.statut == 422 and "Enlevez le numéro de compte" in page.lu
