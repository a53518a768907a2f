"""What a trusted person reads by a link: without account, without act, without anything of anybody's address."""

import re

import pytest

from portail.domaine.procedure import Etat
from portail.persistance.lectures import LienLecture
from portail.web.langue import euros
from tests.pages import lisse

PLAN = {"mode": "6", "jour": "5"}


@pytest.fixture
def partage(maison):
    """A dossier whose debtor opened a link: dossier, base address, browser, the address to copy."""
    dossier = maison.dossier(Etat.ENVOYEE, plans=(6,))
    debiteur, base = maison.debiteur(dossier), f"/debiteur/dossiers/{dossier.reference}"
    debiteur.soumettre(f"{base}/echeancier", **PLAN)
    lien = debiteur.soumettre(f"{base}/lecture")["[data-lien]"]["value"]
    return dossier, base, debiteur, lien


def test_the_link_is_shown_to_copy_and_sent_to_nobody(partage):
    _, base, debiteur, lien = partage
    assert re.fullmatch(r"http://localhost/lecture#l=[\w.-]+", lien), "nothing before the « # » but the page"
    page = debiteur.get(f"{base}/lecture")
    assert "Un lien de lecture est ouvert jusqu’au mardi 24 novembre 2026 à 10 h 42." in page.lu
    assert "Il n’a pas encore servi." in page.lu
    assert not page.tous("main a[href^='mailto:'], main a[href^='sms:']")


def test_the_first_look_opens_nothing_and_the_button_opens_a_page_that_only_reads(partage, maison, autre_session):
    dossier, base, debiteur, lien = partage
    ami = maison.anonyme()
    assert "Nadia" not in ami.get("/lecture").lu
    assert ami.client.head("/lecture").status_code == 200
    page = ami.soumettre("/lecture", lien=f"  {lien} ")
    assert (page.statut, page.chemin) == (200, "/lecture/projet"), "the address holds nothing"
    for mot in ("Nadia F. vous fait lire", "Menuiserie Costa", "1 220,00 €", "6 paiements de 203,33 €", "3039",
                "12 décembre 2026", "titre exécutoire", "Ce lien marche jusqu’au mardi 24 novembre"):  # fmt: skip
        assert mot in page.lu, mot
    assert not page.tous("form, main button, input"), "no act, no field"
    for secret in ("Ferrand", dossier.reference, ".example", "Essais-Blancs", "01 99", ".pdf", "mailto:", "/debiteur/"):
        assert secret not in page.texte, secret
    entetes = page.entetes
    assert entetes["Cache-Control"] == "no-store" and entetes["Referrer-Policy"] == "no-referrer"
    assert "noindex" in entetes["X-Robots-Tag"] and page["meta[name=robots]"]
    assert page["title"].text.startswith("Un projet à lire")
    assert ami.get("/lecture/projet").statut == 200
    with autre_session() as lecture:
        assert lecture.query(LienLecture).one().lectures == 1
    assert "Il a servi une fois." in debiteur.get(f"{base}/lecture").lu


def test_the_reader_sees_the_project_as_it_is_now(partage, maison):
    dossier, base, debiteur, lien = partage
    ami = maison.anonyme()
    ami.soumettre("/lecture", lien=lien)
    debiteur.soumettre(f"{base}/echeancier", mode="12", jour="10")
    assert "12 paiements de" in ami.get("/lecture/projet").lu


@pytest.mark.parametrize(
    ("etat", "titre", "autre"),
    [
        (Etat.PROPOSITION_CREANCIER, "L’offre de Menuiserie Costa", "Sa proposition, envoyée"),
        (Etat.PROPOSITION_DEBITEUR, "Sa proposition, envoyée", "L’offre de Menuiserie Costa"),
    ],
)
@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_the_terms_that_wait_for_an_answer_are_what_advice_is_wanted_on(maison, session, etat, titre, autre):
    dossier = maison.dossier(etat, plans=(6,))
    offre = dossier.proposition_en_cours
    offre.message, dossier.marge_remise_pourcent, dossier.marge_nombre_max = "Mot-du-créancier", 47, 53
    session.commit()
    bref = lisse(f"{offre.echeancier.nombre} paiements de {euros(offre.echeancier.mensualite_centimes)} par mois")
    debiteur, base = maison.debiteur(dossier), f"/debiteur/dossiers/{dossier.reference}"
    partage = debiteur.get(f"{base}/lecture")
    assert "La proposition ou l’offre qui attend une réponse, sans les messages." in partage.lu, "told beforehand"
    lien = debiteur.soumettre(partage)["[data-lien]"]["value"]
    ami = maison.anonyme()
    page = ami.soumettre("/lecture", lien=lien)
    assert titre in page.lu and autre not in page.lu and bref in page.lu
    assert "Aucun projet n’est gardé" not in page.lu
    assert not page.tous("form, main button, input"), "no act, no field"
    for secret in ("Mot-du-créancier", "Ferrand", dossier.reference, "/debiteur/"):
        assert secret not in page.texte, secret
    assert not re.search(r"\b(47|53)\b", page.lu), "the creditor's margin"


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_a_project_kept_against_an_offer_is_read_beside_it(maison):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    debiteur, base = maison.debiteur(dossier), f"/debiteur/dossiers/{dossier.reference}"
    debiteur.soumettre(f"{base}/echeancier", mode="12", jour="5")
    lien = debiteur.soumettre(f"{base}/lecture")["[data-lien]"]["value"]
    page = maison.anonyme().soumettre("/lecture", lien=lien)
    assert [h.text for h in page.tous("h2")[1:3]] == ["L’offre de Menuiserie Costa", "Son projet"]
    assert "12 paiements de" in page["#t-projet"].parent.text


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_an_offer_that_the_month_ended_is_not_shown_as_waiting(maison, horloge):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER, jours=31)
    debiteur, ami = maison.debiteur(dossier), maison.anonyme()
    lien = debiteur.soumettre(f"/debiteur/dossiers/{dossier.reference}/lecture")["[data-lien]"]["value"]
    assert "L’offre de Menuiserie Costa" in ami.soumettre("/lecture", lien=lien).lu
    horloge.avancer(days=1)
    assert "L’offre de" not in ami.get("/lecture/projet").lu


def test_closing_takes_effect_at_once_and_every_failure_looks_the_same(partage, maison, horloge):
    dossier, base, debiteur, lien = partage
    ami = maison.anonyme()
    ami.soumettre("/lecture", lien=lien)
    page = debiteur.soumettre(debiteur.get(f"{base}/lecture"), "form[action$='/fermer']")
    assert "C’est fait. Ce lien n’ouvre plus rien." in page.lu
    ferme = ami.get("/lecture/projet")
    assert ferme.statut == 404 and "Ce lien n’est pas ouvert" in ferme.lu and "Nadia" not in ferme.texte
    autres = [maison.anonyme().soumettre("/lecture", lien=x) for x in (lien, lien[:-3], "rien", "#l=", "é" * 500)]
    assert {(p.statut, p["main"].text) for p in autres} == {(404, ferme["main"].text)}
    assert maison.anonyme().get("/lecture/projet").statut == 404


def test_two_days_later_the_link_is_dead_even_on_a_page_left_open(partage, maison, horloge):
    *_, lien = partage
    ami = maison.anonyme()
    ami.soumettre("/lecture", lien=lien)
    horloge.avancer(hours=49)
    assert ami.get("/lecture/projet").statut == 404


def test_leaving_the_page_forgets_the_link_in_this_browser(partage, maison):
    *_, lien = partage
    ami = maison.anonyme()
    page = ami.soumettre("/lecture", lien=lien)
    assert ami.get(page["main a[href='/lecture/fin']"]["href"]).chemin == "/sorti"
    assert ami.get("/lecture/projet").statut == 404


def test_an_empty_field_says_what_is_expected(maison):
    page = maison.anonyme().soumettre("/lecture", lien="")
    assert page.statut == 422 and "Collez le lien entier" in page.lu


def test_a_fourth_link_is_not_created(partage):
    _, base, debiteur, _ = partage
    page = debiteur.get(f"{base}/lecture")
    neuf = "form[action$='/lecture']"
    for _ in range(2):
        page = debiteur.soumettre(page, neuf)
    assert "Trois liens sont ouverts" in page.lu and not page.tous(neuf)
    champs = {c["name"]: c["value"] for c in page.tous("form[action$='/3/fermer'] input")} | {"idem": "un-autre"}
    trop = debiteur.client.post(f"{base}/lecture", data=champs)
    assert trop.status_code == 422 and "Trois liens sont déjà ouverts. Fermez-en un" in trop.text


def test_a_helper_neither_opens_closes_nor_takes_away_a_link(partage, maison):
    dossier, base, _, lien = partage
    aidant = maison.debiteur(dossier, confirme=False)
    aidant.soumettre("/ouvrir/aider", nom="Léa Petit")
    page = aidant.get(f"{base}/lecture")
    assert "Un lien de lecture est ouvert" in page.lu
    assert not page.tous("main form") and lien not in page.texte


def test_a_signed_in_debtor_can_look_and_still_go_out(partage):
    """Her pages keep forms: a page without any referrer would have their origin hidden, and refused."""
    _, base, debiteur, lien = partage
    page = debiteur.soumettre("/lecture", lien=lien)
    assert page.tous("form[action='/quitter']") and page.entetes["Referrer-Policy"] == "same-origin"
    assert debiteur.get(base).statut == 200
