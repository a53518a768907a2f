"""The picker: trying in private, live or page by page, and nothing sent."""

import re
from urllib.parse import urlencode

import pytest

from portail.domaine.procedure import Etat, Role
from portail.persistance.negociation import BrouillonPlan
from tests.pages import HTMX, lisse
from tests.services.gestes import photo

SQLITE = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


@pytest.fixture
def dossier(maison):
    return maison.dossier(Etat.ENVOYEE, plans=(3, 5))


@SQLITE
def test_nothing_is_preselected_and_plans_keep_their_place(maison, adresse, dossier):
    page = maison.debiteur(dossier).get(adresse(dossier, "/echeancier"))
    assert not page.tous("input[checked]")
    cartes = page.tous("#mode .option")
    valeurs = [c.input["value"] for c in cartes]
    assert valeurs == ["1", "3", "5", "6", "12", "libre", "mois"]
    assert {tuple(c["class"]) for c in cartes} == {("option",)}, "no card is highlighted"
    acceptees = {v for v, c in zip(valeurs, cartes, strict=True) if "Accepté d’avance par le créancier" in c.text}
    assert acceptees == {"3", "5"}
    assert "203,33 €" in cartes[3].text.replace("\xa0", " ")
    dates = [c.text for c in page.tous("#jour .option")][:4]
    assert "dès le 5 janv. 2027" in dates[0].replace("\xa0", " ")
    assert "dès le 28 déc. 2026" in dates[3].replace("\xa0", " ")
    assert "Rien n’est envoyé avant l’étape 3." in page.lu
    assert any("htmx" in s["src"] for s in page.tous("script"))


@SQLITE
def test_the_live_region_is_the_page_s_own(maison, adresse, dossier):
    visiteur = maison.debiteur(dossier)
    url = adresse(dossier, "/echeancier")
    choix = {"mode": "6", "jour": "5"}
    fragment = visiteur.fragment(url, "resultat", **choix)
    entiere = visiteur.get(f"{url}?mode=6&jour=5")
    assert "<html" not in fragment.texte
    assert lisse(fragment["#resultat"].get_text()) == lisse(entiere["#resultat"].get_text())
    for phrase in (
        "203,33 € par mois",
        "203,35 €",
        "5 juin 2027",
        "Réponse du créancier nécessaire",
        "Voir les 6 dates en tableau",
        "Le dernier paiement porte ce qui reste, au centime près.",
        "Sans frais pour vous.",
    ):
        assert phrase in fragment.lu, phrase
    assert "Son accord est déjà donné pour 3 ou 5 fois." in fragment.lu
    assert fragment["[data-annonce]"]["data-annonce"].startswith("6 paiements de 203,33")
    vivant = entiere["[hx-get]"]
    assert (vivant["hx-get"], vivant["hx-target"]) == (url, "#resultat")
    assert not vivant.select("[name=csrf_token]"), "the token stays out of addresses"


@SQLITE
@pytest.mark.parametrize(
    ("choix", "verdict"),
    [
        ({"mode": "3", "jour": "5"}, "Accord possible tout de suite"),
        ({"mode": "3", "jour": "15"}, "Réponse du créancier nécessaire"),
        ({"mode": "3", "jour": "5", "total": "1000"}, "Réponse du créancier nécessaire"),
        ({"mode": "3", "jour": "5", "acompte": "500"}, "Réponse du créancier nécessaire"),
        ({"mode": "libre", "montant": "80", "jour": "10"}, "Réponse du créancier nécessaire"),
        ({"mode": "3"}, "Choisissez le jour du mois."),
        ({"jour": "5"}, "Choisissez en combien de fois vous voulez payer."),
        (
            {"mode": "libre", "montant": "4", "jour": "5"},
            "4,00 € par mois, c’est plus de 24 mois. Le plus petit montant possible est 50,84 €.",
        ),
    ],
)
def test_the_verdict_is_certain_only_for_the_very_plan(maison, adresse, dossier, choix, verdict):
    fragment = maison.debiteur(dossier).fragment(adresse(dossier, "/echeancier"), "resultat", **choix)
    assert fragment.statut == 200
    assert verdict in fragment.lu
    assert ("J’accepte d’avance un paiement en 3 fois" in fragment.lu) == (verdict == "Accord possible tout de suite")
    assert not fragment.tous(".err, [role=alert]"), "never red while typing"


@SQLITE
def test_too_little_a_month_shows_the_other_ways(maison, adresse, dossier):
    """Live, on the page that is reloaded, and on the one that refuses to go on."""
    visiteur, url = maison.debiteur(dossier), adresse(dossier, "/echeancier")
    choix = {"mode": "libre", "montant": "20", "jour": "5"}
    for page in (
        visiteur.fragment(url, "resultat", **choix),
        visiteur.get(f"{url}?{urlencode(choix)}"),
        visiteur.soumettre(url, **choix),
    ):
        assert "Vous ne pouvez pas autant ?" in page.lu
        moins, parler = (a["href"] for a in page.tous("#resultat .liens a"))
        assert visiteur.get(parler)["h1"].text == "Je ne peux rien payer en ce moment"
        essai = visiteur.get(moins)
        assert essai["details:has(#total)"].has_attr("open") and moins.endswith("#total")
        assert essai["#montant"]["value"] == "20" and essai["[name=mode][value=libre]"].has_attr("checked")
    assert not visiteur.fragment(url, "resultat", mode="libre", montant="80", jour="5").tous(".liens")


@SQLITE
def test_the_summary_of_errors_goes_once_the_live_result_is_good(maison, adresse, dossier):
    visiteur, url = maison.debiteur(dossier), adresse(dossier, "/echeancier")
    assert visiteur.soumettre(url, mode="libre", montant="20", jour="5")["#erreurs .erreurs"]
    reste = "[hx-swap-oob='innerHTML:#erreurs']"
    assert visiteur.fragment(url, "resultat", mode="libre", montant="20", jour="5")[reste] is None
    assert visiteur.fragment(url, "resultat", mode="libre", montant="80", jour="5")[reste].text == ""
    assert visiteur.get(f"{url}?mode=6&jour=5")[reste] is None, "only beside a live answer"


@SQLITE
def test_the_cards_share_out_the_total_that_was_typed(maison, adresse, dossier):
    visiteur, url = maison.debiteur(dossier), adresse(dossier, "/echeancier")
    page = visiteur.get(f"{url}?total=600&mode=6&jour=5")
    assert "100,00 € par mois" in lisse(page["#mode .option:has([value='6'])"].text)
    assert lisse(page["#mode-aide"].text) == "Par mois, pour 600,00 € en tout."
    for tape in ("1220", "5000", "beaucoup", ""):
        page = visiteur.get(f"{url}?total={tape}")
        assert "203,33 € par mois" in lisse(page["#mode .option:has([value='6'])"].text), tape
        assert page["#mode-aide"] is None, tape


@SQLITE
@pytest.mark.parametrize(
    ("autres", "acceptees"),
    [
        ({}, {"3", "5"}),
        ({"total": "1220"}, {"3", "5"}),
        ({"total": "600"}, set()),
        ({"acompte": "500"}, set()),
        ({"attendre": "3"}, set()),
        ({"mode": "3", "jour": "15"}, {"3", "5"}),  # not a day he allows: the card says which ones are
    ],
)
def test_a_card_says_accepted_only_while_it_can_lead_to_the_very_plan(maison, adresse, dossier, autres, acceptees):
    page = maison.debiteur(dossier).get(adresse(dossier, "/echeancier?" + urlencode(autres)))
    cartes = [c for c in page.tous("#mode .option") if "Accepté d’avance" in c.text]
    assert {c.input["value"] for c in cartes} == acceptees
    assert all("pour 1 220,00 €, à ces jours" in lisse(c.text) for c in cartes), (
        "true even while another total is typed"
    )


def test_continuing_keeps_the_draft_and_fills_the_page_again(maison, adresse, dossier, autre_session, journal, htmx):
    visiteur = maison.debiteur(dossier, htmx=htmx)
    url = adresse(dossier, "/echeancier")
    suite = visiteur.soumettre(url, suivre=False, mode="libre", montant="80,50 €", jour="10", acompte="200")
    assert (suite.statut, suite.lieu) == (303, adresse(dossier, "/relire"))
    with autre_session() as s:
        assert s.get(BrouillonPlan, (dossier.id, Role.DEBITEUR)).saisie == {
            "mode": "libre", "montant": "80,50 €", "jour": "10", "acompte": "200",
        }  # fmt: skip
    retour = visiteur.get(url)
    assert retour["#montant"]["value"] == "80,50 €"
    assert [i["value"] for i in retour.tous("input[checked]")] == ["libre", "10"]
    assert "80,50 € par mois" in retour["#resultat"].text.replace("\xa0", " ")
    assert journal(dossier) == [], "a draft is no act, and nobody else sees it"
    creancier = maison.creancier().client.get(f"/creancier/dossiers/{dossier.reference}")
    assert "80,50" not in creancier.get_data(as_text=True)


@SQLITE
@pytest.mark.parametrize(
    ("question", "champ", "valeur"), [("attendre=3", "attendre", "3"), ("total=600", "total", "600")]
)
def test_an_address_that_chooses_neither_number_nor_day_adds_to_the_kept_draft(
    maison, adresse, dossier, autre_session, question, champ, valeur
):
    visiteur, url, garde = maison.debiteur(dossier), adresse(dossier, "/echeancier"), {"mode": "6", "jour": "10"}
    visiteur.soumettre(url, suite="revenir", **garde)
    page = visiteur.get(f"{url}?{question}")
    visiteur.soumettre(page, "#composer")
    with autre_session() as s:
        assert s.get(BrouillonPlan, (dossier.id, Role.DEBITEUR)).saisie == {**garde, champ: valeur}


def test_recalculating_without_javascript_keeps_the_draft_and_puts_nothing_in_the_address(maison, adresse, dossier):
    visiteur = maison.debiteur(dossier)
    page = visiteur.soumettre(adresse(dossier, "/echeancier"), suivre=False, suite="recalculer", mode="12", jour="5")
    assert page.statut == 303
    assert page.lieu == adresse(dossier, "/echeancier") + "#resultat"
    assert "101,66 € par mois" in visiteur.get(page.lieu).lu


@SQLITE
def test_the_enter_key_recalculates_and_going_back_keeps(maison, adresse, dossier):
    """A form is sent by its first button in the order of the page: it must not be the one that leaves."""
    page = maison.debiteur(dossier).get(adresse(dossier, "/echeancier"))
    boutons = [b for b in page.tous("button[type=submit]") if b.get("form") == "composer"] + page.tous(
        "#composer button"
    )
    valeurs = [b.get("value") for b in boutons]
    assert valeurs[0] == "recalculer" and "revenir" in valeurs
    assert boutons[0]["aria-hidden"] == "true"


def test_the_draft_waits_on_the_home_and_can_be_thrown_away(maison, adresse, dossier, autre_session, journal, htmx):
    visiteur = maison.debiteur(dossier, htmx=htmx)
    assert "Votre projet est gardé" not in visiteur.get(adresse(dossier)).lu
    accueil = visiteur.soumettre(adresse(dossier, "/echeancier"), suite="revenir", mode="6", jour="5")
    assert "Votre projet est gardé. 6 paiements de 203,33 € par mois" in accueil.lu
    assert accueil[".garde a"]["href"] == adresse(dossier, "/echeancier")
    assert "203,33 € par mois" in visiteur.get(accueil[".garde a"]["href"])["#resultat"].text.replace("\xa0", " ")
    apres = visiteur.soumettre(accueil, ".garde form")
    assert "Votre projet est gardé" not in apres.lu and "C’est effacé." in apres.lu
    with autre_session() as s:
        assert s.get(BrouillonPlan, (dossier.id, Role.DEBITEUR)) is None
    assert journal(dossier) == []


@SQLITE
@pytest.mark.parametrize(
    ("choix", "dit"),
    [
        ({"mode": "1", "jour": "5"}, "Votre projet est gardé. Un seul paiement de 1 220,00 €, le 5 janvier 2027."),
        ({"mode": "6"}, "Votre projet est gardé. Il n’est pas fini."),
        ({"mode": "libre", "montant": "quatre", "jour": "5"}, "Votre projet est gardé. Il n’est pas fini."),
    ],
)
def test_an_unfinished_draft_is_kept_as_it_is(maison, adresse, dossier, choix, dit):
    visiteur = maison.debiteur(dossier)
    assert dit in visiteur.soumettre(adresse(dossier, "/echeancier"), suite="revenir", **choix).lu
    assert all(v in str(visiteur.get(adresse(dossier, "/echeancier")).html) for v in choix.values())


@SQLITE
def test_a_live_try_writes_nothing(maison, adresse, dossier, autre_session):
    avant = photo(autre_session)
    maison.debiteur(dossier).fragment(adresse(dossier, "/echeancier"), "resultat", mode="6", jour="5")
    apres = photo(autre_session)
    assert avant["brouillon_plan"] == apres["brouillon_plan"] == []


@SQLITE
def test_a_draft_is_shown_no_more_once_no_agreement_is_possible(maison, adresse, dossier, horloge):
    visiteur = maison.debiteur(dossier)
    visiteur.soumettre(adresse(dossier, "/echeancier"), suite="revenir", mode="6", jour="5")
    horloge.avancer(days=40)
    assert "Votre projet est gardé" not in maison.debiteur(dossier).get(adresse(dossier)).lu


ESSAIS = (
    {}, {"mode": "1", "jour": "5"}, {"mode": "12", "jour": "28"}, {"mode": "3", "jour": "5", "total": "900"},
    {"mode": "libre", "montant": "60", "jour": "10", "acompte": "100"}, {"mode": "mois", "nombre": "24", "jour": "15"},
    {"mode": "libre", "montant": "4", "jour": "5"}, {"mode": "6", "jour": "5", "total": "610", "attendre": "3"},
)  # fmt: skip


@SQLITE
def test_nothing_tried_tells_the_private_margin(maison, adresse, session, horloge):
    """The same dossier with no margin, then a wide one: every answer is the same, byte for byte."""
    dossier = maison.dossier(Etat.ENVOYEE, plans=(3,))
    visiteur = maison.debiteur(dossier)
    url = adresse(dossier, "/echeancier")
    jeton = visiteur.get(url)["main [name=csrf_token]"]["value"]

    def releve():
        visiteur.client.post(adresse(dossier, "/projets/echeancier/effacer"), data={"csrf_token": jeton})
        pages = [visiteur.get(url, **HTMX, **{"HX-Target": "resultat"})]
        for essai in ESSAIS:
            pages.append(visiteur.fragment(url, "resultat", **essai))
            pages.append(visiteur.soumettre(url, **essai))
        return [(p.statut, _sans_alea(p)) for p in pages]

    sans = releve()
    dossier.marge_remise_pourcent, dossier.marge_nombre_max = 60, 24
    session.commit()
    assert releve() == sans


def _sans_alea(page):
    return re.sub(r'name="(csrf_token|idem|version)"[^>]*>', "", page.texte)


@SQLITE
@pytest.mark.parametrize(
    ("plans", "choix", "colonne", "dit"),
    [
        ((), {"mode": "12", "jour": "5"}, "En une fois", "Tout est fini 11 mois plus tard."),
        ((3, 6), {"mode": "12", "jour": "5"}, "Accepté d’avance", "101,67 € de moins par mois."),
        ((3, 6), {"mode": "12", "jour": "15"}, "Accepté d’avance", "6 paiements de plus."),
        ((), {"mode": "1", "jour": "5", "total": "600"}, "En une fois", "620,00 € de moins en tout."),
        ((), {"mode": "1", "jour": "5"}, None, None),
        ((3, 6), {"mode": "6", "jour": "5"}, None, None),
    ],
)
def test_without_an_offer_the_comparison_is_with_what_the_creditor_said(maison, adresse, plans, choix, colonne, dit):
    dossier = maison.dossier(Etat.ENVOYEE, plans=plans)
    lu = maison.debiteur(dossier).fragment(adresse(dossier, "/echeancier"), "resultat", **choix)
    assert [th.text for th in lu.tous(".comparer thead th")] == ([colonne, "Votre choix"] if colonne else [])
    assert dit is None or dit in lu.lu


@SQLITE
def test_a_larger_start_is_said_before_the_rest(maison, adresse, dossier):
    choix = {"mode": "libre", "montant": "60", "jour": "15", "acompte": "200"}
    lu = maison.debiteur(dossier).fragment(adresse(dossier, "/echeancier"), "resultat", **choix)
    assert "D’abord 200,00 € , le 15 janvier 2027, puis 17 paiements." in lu.lu.replace(" ,", " ,")
    assert "200,00 €, puis 60,00 € par mois" in lu[".apercu"].get_text().replace("\xa0", " ")


@SQLITE
@pytest.mark.parametrize(
    ("choix", "barre", "dits", "centimes"),
    [
        ({"mode": "2", "acompte": "1000"}, "1 000,00 €, puis 220,00 €",
         "D’abord 1 000,00 € le 5 janvier 2027, puis 220,00 € le 5 février 2027.", 100_000 + 22_000),
        ({"mode": "6", "acompte": "500"}, "500,00 €, puis 144,00 € par mois",
         "D’abord 500,00 € le 5 janvier 2027, puis 5 paiements de 144,00 € par mois.", 50_000 + 5 * 14_400),
        ({"mode": "6", "acompte": "203,60"}, "203,60 €, puis 203,28 € par mois",
         "D’abord 203,60 € le 5 janvier 2027, puis 5 paiements de 203,28 € par mois.", 20_360 + 5 * 20_328),
        ({"mode": "libre", "montant": "500"}, "500,00 € par mois",
         "3 paiements de 500,00 € par mois, à partir du 5 janvier 2027. Total : 1 220,00 €. "
         "Le dernier paiement est de 220,00 €.", 2 * 50_000 + 22_000),
        ({"mode": "12"}, "101,66 € par mois",
         "12 paiements de 101,66 € par mois, à partir du 5 janvier 2027. Total : 1 220,00 €. "
         "Le dernier paiement est de 101,74 €.", 11 * 10_166 + 10_174),
        ({"mode": "1"}, "1 220,00 € en une fois", "Un seul paiement de 1 220,00 €, le 5 janvier 2027.", 122_000),
    ],
)  # fmt: skip
def test_a_schedule_is_said_in_the_same_words_everywhere(maison, adresse, dossier, choix, barre, dits, centimes):
    """On the picker, in the ear, on the home and to a trusted person: what is said adds up to the total."""
    assert centimes == dossier.total_centimes
    visiteur, choix = maison.debiteur(dossier), {**choix, "jour": "5"}
    fragment = visiteur.fragment(adresse(dossier, "/echeancier"), "resultat", **choix)
    assert lisse(fragment[".apercu"].get_text()) == lisse(fragment[".gros"].get_text()) == barre
    assert lisse(fragment["[data-annonce]"]["data-annonce"]).startswith(dits)
    accueil = visiteur.soumettre(adresse(dossier, "/echeancier"), suite="revenir", **choix)
    assert f"Votre projet est gardé. {dits}" in accueil.lu
    lien = visiteur.soumettre(adresse(dossier, "/lecture"))["[data-lien]"]["value"]
    assert dits in maison.anonyme().soumettre("/lecture", lien=lien).lu


@SQLITE
def test_a_first_payment_smaller_than_the_others_is_called_what_it_is(maison, adresse, dossier):
    """No text wants it larger: the page must not say that it is."""
    visiteur, choix = maison.debiteur(dossier), {"mode": "6", "jour": "5", "acompte": "10"}
    page = visiteur.get(adresse(dossier, "/echeancier?" + urlencode(choix)))
    assert "D’abord 10,00 € , le 5 janvier 2027, puis 5 paiements." in page.lu.replace("€,", "€ ,")
    assert page["details:has(#acompte) summary"].text == "Un premier paiement différent"
    assert "plus élevé" not in page.lu and "plus au début" not in page.lu


@SQLITE
def test_what_cannot_be_is_said_at_its_field_and_everything_is_kept(maison, adresse, dossier):
    visiteur = maison.debiteur(dossier)
    page = visiteur.soumettre(adresse(dossier, "/echeancier"), mode="libre", montant="8", jour="5", total="900")
    assert page.statut == 422
    assert page["title"].text.startswith("Erreur\xa0:")
    assert page["[role=alert] a"]["href"] == "#montant"
    assert "37,50" in page["#montant-erreur"].text
    assert (page["#montant"]["value"], page["#total"]["value"]) == ("8", "900")
    visiteur.soumettre(visiteur.get(adresse(dossier)), ".garde form")
    vide = visiteur.soumettre(adresse(dossier, "/echeancier"))
    assert vide.statut == 422
    liens = {a["href"]: lisse(a.text) for a in vide.tous("[role=alert] a")}
    assert liens == {
        "#mode-0": "Choisissez en combien de fois vous voulez payer.",
        "#jour-0": "Choisissez le jour du mois.",
    }
    faux = {"mode": "libre", "montant": "deux", "jour": "autre", "autre_jour": "40", "acompte": "un", "total": "x"}
    tout = visiteur.soumettre(adresse(dossier, "/echeancier"), **faux)
    assert [a["href"] for a in tout.tous("[role=alert] a")] == ["#montant", "#autre_jour", "#acompte", "#total"]
    assert all(tout[f"#{nom}-erreur"] for nom in ("montant", "autre_jour", "acompte", "total"))


@SQLITE
def test_the_creditors_offer_is_compared_and_choosing_it_leads_to_accepting_it(maison, adresse):
    dossier = maison.dossier(Etat.PROPOSITION_CREANCIER)
    offre = dossier.proposition_en_cours
    visiteur = maison.debiteur(dossier)
    autre = visiteur.fragment(adresse(dossier, "/echeancier"), "resultat", mode="12", jour="5")
    assert [th.text for th in autre.tous(".comparer thead th")] == ["Son offre", "Votre choix"]
    assert "Par rapport à son offre :" in autre.lu and "paiements de plus." in autre.lu
    pareil = {"mode": "mois", "nombre": str(len(offre.lignes)), "jour": "5"}
    meme = visiteur.fragment(adresse(dossier, "/echeancier"), "resultat", **pareil)
    assert "C’est exactement son offre" in meme.lu
    suite = visiteur.soumettre(adresse(dossier, "/echeancier"), suivre=False, **pareil)
    assert suite.lieu == adresse(dossier, "/proposition/accepter")


@SQLITE
def test_while_ones_own_offer_waits_only_a_plan_may_replace_it(maison, adresse):
    sans = maison.dossier(Etat.PROPOSITION_DEBITEUR)
    assert maison.debiteur(sans).get(adresse(sans, "/echeancier"), suivre=False).lieu == adresse(sans)
    dossier = maison.dossier(Etat.PROPOSITION_DEBITEUR, plans=(3,))
    visiteur = maison.debiteur(dossier)
    refus = visiteur.soumettre(adresse(dossier, "/echeancier"), mode="12", jour="5")
    assert refus.statut == 422
    assert "Retirez d’abord votre proposition" in refus.lu
    assert visiteur.soumettre(adresse(dossier, "/echeancier"), suivre=False, mode="3", jour="5").statut == 303


@SQLITE
def test_an_english_page_takes_the_amount_it_displays_and_a_french_one_asks(maison, adresse, dossier):
    visiteur, choix = maison.debiteur(dossier), {"mode": "3", "jour": "5", "total": "€1,100.50"}
    assert visiteur.soumettre(adresse(dossier, "/echeancier"), **choix).statut == 422
    visiteur.client.set_cookie("portail_langue", "en")
    visiteur.soumettre(adresse(dossier, "/echeancier"), suite="revenir", **choix)
    assert visiteur.get(adresse(dossier, "/echeancier"))["#total"]["value"] == "1100.50"
    visiteur.client.delete_cookie("portail_langue")
    assert visiteur.get(adresse(dossier, "/echeancier"))["#total"]["value"] == "1100.50"
