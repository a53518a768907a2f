"""The session's end loses nothing: the page is found again after the codes, with what was typed (WCAG 2.2.1)."""

import base64
import json
import zlib

import pytest

from portail.domaine.procedure import Etat
from portail.web import reprise
from tests.pages import HTMX, Page
from tests.services.gestes import photo

pytestmark = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


@pytest.fixture
def ouvert(maison):
    """A dossier, its codes, and a debtor who came in by them."""
    dossier, mots = maison.dossier_avec_codes(Etat.ENVOYEE, plans=(6,))
    visiteur = maison.anonyme()
    entrer(visiteur, mots)
    return dossier, mots, visiteur


def entrer(visiteur, mots):
    """Give both codes, say who one is: the page that comes next."""
    page = visiteur.soumettre("/ouvrir", identifiant=mots.identifiant, code=mots.code)
    return visiteur.soumettre(page)


def test_half_an_hour_later_the_next_click_comes_back_to_the_same_page(ouvert, horloge):
    dossier, mots, visiteur = ouvert
    base = f"/debiteur/dossiers/{dossier.reference}"
    horloge.avancer(minutes=31)
    porte = visiteur.get(f"{base}/echeancier")
    assert "Votre dossier s’est refermé" in porte.lu and "Ouvrir mon dossier" in porte.lu
    page = entrer(visiteur, mots)
    assert page.chemin == f"{base}/echeancier"
    assert "Votre dossier s’est refermé" not in visiteur.get("/ouvrir").lu


def test_what_was_typed_in_a_form_sent_too_late_is_kept_and_nothing_is_recorded(ouvert, horloge, autre_session):
    dossier, mots, visiteur = ouvert
    base = f"/debiteur/dossiers/{dossier.reference}"
    refus = visiteur.get(f"{base}/refuser")
    horloge.avancer(minutes=31)
    porte = visiteur.soumettre(refus, motif="La pose n’est pas finie.")
    assert "Ouvrir mon dossier" in porte.lu
    page = entrer(visiteur, mots)
    assert page.chemin == f"{base}/refuser"
    assert "rien n’est parti" in page.lu
    assert page["#motif"].text.strip() == "La pose n’est pas finie."
    assert not visiteur.get(f"{base}/refuser")["#motif"].text.strip(), "given back once"
    with autre_session() as lecture:
        assert lecture.get(type(dossier), dossier.id).etat is Etat.ENVOYEE


def test_the_choices_of_the_picker_are_kept_when_continue_comes_too_late(ouvert, horloge):
    dossier, mots, visiteur = ouvert
    essai = visiteur.get(f"/debiteur/dossiers/{dossier.reference}/echeancier")
    horloge.avancer(minutes=31)
    visiteur.soumettre(essai, mode="libre", montant="80", jour="5")
    page = entrer(visiteur, mots)
    assert page["#montant"]["value"] == "80"
    assert "80,00 € par mois" in page.lu


PICKED = {"mode": "libre", "montant": "80", "jour": "5", "revenus": "1400"}


def test_the_choices_of_the_picker_are_kept_when_a_live_calculation_comes_too_late(ouvert, horloge):
    """RGAA 13.1: HTMX asks by GET what Continue would post; the choices are as much the person's own."""
    dossier, mots, visiteur = ouvert
    essai = f"/debiteur/dossiers/{dossier.reference}/echeancier"
    horloge.avancer(minutes=31)
    reponse = visiteur.fragment(essai, "resultat", **PICKED)
    assert (reponse.statut, reponse.entetes["HX-Redirect"]) == (401, "/ouvrir")
    page = entrer(visiteur, mots)
    assert (page.chemin, page.adresse) == (essai, f"{essai}?"), "the page, not the fragment; no terms in its address"
    assert page["#montant"]["value"] == "80" and "80,00 € par mois" in page.lu
    assert "1400" not in page.texte, "the budget is kept nowhere"
    assert "rien n’est parti" not in page.lu, "nothing was being sent"


@pytest.mark.parametrize("entetes", [{}, {"HX-Request": "true", "Sec-Fetch-Site": "cross-site"}])
def test_a_request_that_the_picker_did_not_make_chooses_no_terms(ouvert, horloge, entetes):
    dossier, mots, visiteur = ouvert
    horloge.avancer(minutes=31)
    visiteur.get(f"/debiteur/dossiers/{dossier.reference}/echeancier?mode=libre&montant=80&jour=5", **entetes)
    assert not entrer(visiteur, mots).tous("input[type=radio][checked]")


D_ICI = {"Origin": "http://localhost"}


def envoyer(visiteur, page, entetes=None, **champs):
    """Send this page's form with what a browser says of where it comes from."""
    form = page["main form[method=post]"]
    donnees = {c["name"]: c.get("value", "") for c in form.select("input[type=hidden]")} | champs
    return Page(visiteur.client.post(form["action"], data=donnees, headers=entetes or D_ICI))


def test_signing_in_again_in_another_tab_gives_the_older_page_back_filled(ouvert, autre_session):
    dossier, mots, visiteur = ouvert
    base = f"/debiteur/dossiers/{dossier.reference}"
    ancienne = visiteur.get(f"{base}/refuser")
    entrer(visiteur, mots)
    reponse = envoyer(visiteur, ancienne, motif="La pose n’est pas finie.")
    assert (reponse.statut, reponse.lieu) == (303, f"{base}/refuser")
    page = visiteur.get(reponse.lieu)
    assert "Cette page était ancienne : rien n’est parti." in page.lu
    assert page["#motif"].text.strip() == "La pose n’est pas finie."
    with autre_session() as lecture:
        assert lecture.get(type(dossier), dossier.id).etat is Etat.ENVOYEE, "never sent by itself"
    assert "C’est fait" in visiteur.soumettre(page, motif="La pose n’est pas finie.").lu


def test_an_older_page_sent_from_behind_the_privacy_gate_waits_for_the_answer(ouvert):
    dossier, mots, visiteur = ouvert
    base = f"/debiteur/dossiers/{dossier.reference}"
    ancienne = visiteur.get(f"{base}/refuser")
    porte = visiteur.soumettre("/ouvrir", identifiant=mots.identifiant, code=mots.code)
    assert envoyer(visiteur, ancienne, motif="Mon secret.").lieu == "/ouvrir/confirmer"
    page = visiteur.soumettre(porte)
    assert page.chemin == f"{base}/refuser" and page["#motif"].text.strip() == "Mon secret."


def test_a_cookie_that_the_browser_lost_costs_the_codes_and_no_word(ouvert):
    dossier, mots, visiteur = ouvert
    ancienne = visiteur.get(f"/debiteur/dossiers/{dossier.reference}/refuser")
    visiteur.client.delete_cookie("session")
    assert envoyer(visiteur, ancienne, motif="La pose n’est pas finie.").lieu == "/ouvrir"
    page = entrer(visiteur, mots)
    assert page.chemin == ancienne.chemin and page["#motif"].text.strip() == "La pose n’est pas finie."
    assert "rien n’est parti" in page.lu


def test_the_older_page_of_another_letter_goes_back_to_its_own_door(maison, ouvert):
    """The same answer whether that dossier exists or not, and none of its words in the one that is open."""
    dossier, mots, visiteur = ouvert
    autre, siens = maison.dossier_avec_codes(Etat.ENVOYEE)
    ancienne = visiteur.get(f"/debiteur/dossiers/{dossier.reference}/refuser")
    entrer(visiteur, siens)
    inconnue = visiteur.client.post("/debiteur/dossiers/RPC-AAAAA-AAAAA/refuser", data={"motif": "x"}, headers=D_ICI)
    assert (inconnue.status_code, inconnue.location) == (303, "/ouvrir")
    assert envoyer(visiteur, ancienne, motif="Mon secret.").lieu == "/ouvrir"
    assert not visiteur.get(f"/debiteur/dossiers/{autre.reference}/refuser")["#motif"].text.strip()
    assert entrer(visiteur, mots)["#motif"].text.strip() == "Mon secret."


def test_consents_and_secrets_of_an_older_page_are_never_given_back(ouvert):
    dossier, mots, visiteur = ouvert
    relire = visiteur.soumettre(f"/debiteur/dossiers/{dossier.reference}/echeancier", mode="6", jour="5")
    entrer(visiteur, mots)
    envoi = envoyer(visiteur, relire, participe="y", engagement="y", code_signature="secret")
    page = visiteur.get(envoi.lieu)
    assert page.chemin == relire.chemin and not page.tous("input[checked]") and "secret" not in page.texte


def test_htmx_is_led_to_the_page_and_not_given_it_in_a_corner(ouvert):
    dossier, mots, visiteur = ouvert
    ancienne = visiteur.get(f"/debiteur/dossiers/{dossier.reference}/refuser")
    entrer(visiteur, mots)
    reponse = envoyer(visiteur, ancienne, {**D_ICI, **HTMX}, motif="Mon secret.")
    assert (reponse.statut, reponse.entetes["HX-Redirect"]) == (409, ancienne.chemin)
    visiteur.client.delete_cookie("session")
    reponse = envoyer(visiteur, ancienne, {**D_ICI, **HTMX}, motif="Mon secret.")
    assert (reponse.statut, reponse.entetes["HX-Redirect"]) == (401, "/ouvrir")


@pytest.mark.parametrize(
    "entetes",
    [
        {"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"}, {"Sec-Fetch-Site": "cross-site", **HTMX},
        {"Sec-Fetch-Site": "none"}, {"X-Rien": "a browser that says nothing"},
    ],
)  # fmt: skip
@pytest.mark.parametrize("cookie_envoye", [True, False])
def test_a_post_from_another_site_gains_nothing(ouvert, autre_session, entetes, cookie_envoye):
    """Nothing kept to be found in a form later, nothing written, and the session that is open stays so (SameSite)."""
    dossier, _, visiteur = ouvert
    base = f"/debiteur/dossiers/{dossier.reference}"
    client = visiteur.client if cookie_envoye else visiteur.client.application.test_client()
    avant = photo(autre_session)
    reponse = client.post(f"{base}/refuser", data={"motif": "Écrit par un autre site."}, headers=entetes)
    assert reponse.status_code == 400 and "Écrit par" not in reponse.text
    with client.session_transaction() as cookie:
        assert reprise.CLE not in cookie
    assert photo(autre_session) == avant
    assert not visiteur.get(f"{base}/refuser")["#motif"].text.strip()


def test_signing_too_late_asks_for_the_boxes_again(ouvert, horloge):
    dossier, mots, visiteur = ouvert
    relire = visiteur.soumettre(f"/debiteur/dossiers/{dossier.reference}/echeancier", mode="6", jour="5")
    horloge.avancer(minutes=31)
    visiteur.soumettre(relire, participe="y", engagement="y", code_signature="secret")
    page = entrer(visiteur, mots)
    assert page.chemin.endswith("/relire") and "6 fois" in page.lu
    assert not page.tous("input[checked]"), "a consent is given again, never kept"


def test_another_letter_opened_on_the_same_device_leads_to_its_own_dossier(maison, ouvert, horloge):
    dossier, _, visiteur = ouvert
    autre, mots = maison.dossier_avec_codes(Etat.ENVOYEE)
    refus = visiteur.get(f"/debiteur/dossiers/{dossier.reference}/refuser")
    horloge.avancer(minutes=31)
    visiteur.soumettre(refus, motif="Mon secret.")
    page = entrer(visiteur, mots)
    assert page.chemin == f"/debiteur/dossiers/{autre.reference}"
    assert "Mon secret." not in visiteur.get(f"/debiteur/dossiers/{autre.reference}/refuser").texte


@pytest.mark.parametrize("suite", ["/documents/1", "/actes/1/recepisse.pdf", "/rien"])
def test_a_file_or_a_page_that_is_none_is_not_waited_for(ouvert, horloge, suite):
    dossier, mots, visiteur = ouvert
    horloge.avancer(minutes=31)
    visiteur.get(f"/debiteur/dossiers/{dossier.reference}{suite}")
    assert entrer(visiteur, mots).chemin == f"/debiteur/dossiers/{dossier.reference}"


def test_going_out_leaves_nothing_waiting(ouvert, horloge):
    dossier, _, visiteur = ouvert
    refus = visiteur.get(f"/debiteur/dossiers/{dossier.reference}/refuser")
    visiteur.soumettre(refus, "form[action='/quitter']")
    with visiteur.client.session_transaction() as cookie:
        assert reprise.CLE not in cookie


def test_the_place_is_a_page_of_the_dossier_and_never_an_address_from_elsewhere(app, maison, ouvert):
    dossier, _, _ = ouvert
    accueil = f"/debiteur/dossiers/{dossier.reference}"
    with app.test_request_context("/"):
        for chemin in ("https://evil.example/", "//evil.example", f"{accueil}.evil.example", "/", ""):
            attente = {"chemin": chemin, "question": "", "saisie": {}, "envoi": True}
            assert reprise.rendre_a(attente, dossier) == (accueil, False), chemin
        assert reprise.rendre_a(None, dossier) == (accueil, False)


MOTS = "La pose n’est pas finie\xa0: il manque l’étanchéité, côté façade."


@pytest.fixture
def chez(maison, horloge):
    """Opens a dossier in this state by its codes; gives base, browser, and what comes after the session's end."""

    def ouvrir(etat, **options):
        dossier, mots = maison.dossier_avec_codes(etat, **options)
        visiteur = maison.anonyme()
        entrer(visiteur, mots)

        def trop_tard(page, **champs):
            horloge.avancer(minutes=31)
            assert "Ouvrir mon dossier" in visiteur.soumettre(page, **champs).lu
            return entrer(visiteur, mots)

        return f"/debiteur/dossiers/{dossier.reference}", visiteur, trop_tard

    return ouvrir


def test_the_reason_of_a_contestation_is_kept(chez):
    base, visiteur, trop_tard = chez(Etat.ENVOYEE)
    page = trop_tard(visiteur.get(f"{base}/contester"), motif="montant_faux")
    assert [i["value"] for i in page.tous("input[checked]")] == ["montant_faux"]


def test_what_explains_a_contestation_is_kept(chez):
    base, visiteur, trop_tard = chez(Etat.ENVOYEE)
    details = visiteur.soumettre(f"{base}/contester", motif="deja_paye")
    page = trop_tard(details, le="3/10/2026", moyen="virement", paye="1 220", texte=MOTS)
    assert page.chemin == f"{base}/contester/details" and "rien n’est parti" in page.lu
    assert (page["#le"]["value"], page["#paye"]["value"]) == ("3/10/2026", "1 220")
    assert page["[name=moyen][checked]"]["value"] == "virement" and page["#texte"].text.strip() == MOTS


def test_a_payment_that_is_told_is_kept(chez):
    base, visiteur, trop_tard = chez(Etat.PAIEMENTS, jours=60)
    page = trop_tard(visiteur.get(f"{base}/paiement-fait"), le="3/1/2027", paye="203,33", texte=MOTS)
    assert (page["#le"]["value"], page["#paye"]["value"], page["#texte"].text.strip()) == ("3/1/2027", "203,33", MOTS)


def test_a_hard_month_that_is_told_is_kept(chez):
    base, visiteur, trop_tard = chez(Etat.PAIEMENTS, jours=60)
    page = trop_tard(visiteur.get(f"{base}/mois-difficile"), aide="payer_moins", montant="50", texte=MOTS)
    assert page["[name=aide][checked]"]["value"] == "payer_moins"
    assert (page["#montant"]["value"], page["#texte"].text.strip()) == ("50", MOTS)


def test_the_first_date_put_off_is_kept(chez):
    base, visiteur, trop_tard = chez(Etat.ENVOYEE)
    page = trop_tard(visiteur.get(f"{base}/echeancier"), mode="12", jour="5", attendre="3")
    assert [i["value"] for i in page.tous("input[checked]")] == ["12", "5", "3"]


def test_the_longest_text_that_a_page_takes_comes_back(chez):
    base, visiteur, trop_tard = chez(Etat.ENVOYEE)
    long = " ".join(f"Le {n} mai, j’ai payé {n * 7},{n:02d}\xa0€ à l’atelier." for n in range(10, 60))[:2000]
    details = visiteur.soumettre(f"{base}/contester", motif="defaut")
    assert trop_tard(details, texte=long)["#texte"].text.strip() == long.strip()


@pytest.mark.parametrize("signes", ["é" * 5000, "".join(chr(0x4E00 + n * 7 % 20000) for n in range(2000))])
def test_a_text_too_long_for_a_cookie_is_left_out(ouvert, horloge, moyens, signes):
    dossier, _, visiteur = ouvert
    refus = visiteur.get(f"/debiteur/dossiers/{dossier.reference}/refuser")
    horloge.avancer(minutes=31)
    reponse = visiteur.soumettre(refus, suivre=False, motif=signes)
    assert len(reponse.entetes["Set-Cookie"]) < 4093
    with visiteur.client.session_transaction() as cookie:
        attente = json.loads(zlib.decompress(moyens.dechiffrer(cookie[reprise.CLE].encode())))
    assert attente["saisie"] == {}


def test_a_link_that_somebody_sent_chooses_no_terms(ouvert, horloge):
    """Whoever knows the reference can write an address: what it asks for is not carried through the codes."""
    dossier, mots, visiteur = ouvert
    base = f"/debiteur/dossiers/{dossier.reference}"
    horloge.avancer(minutes=31)
    visiteur.get(f"{base}/echeancier?mode=1&jour=1&total=1220")
    page = entrer(visiteur, mots)
    assert page.chemin == f"{base}/echeancier" and not page.tous("input[type=radio][checked]")


def test_what_waits_cannot_be_read_in_the_browser(app, ouvert, horloge):
    dossier, _, visiteur = ouvert
    refus = visiteur.get(f"/debiteur/dossiers/{dossier.reference}/refuser")
    horloge.avancer(minutes=31)
    visiteur.soumettre(refus, motif="Mon secret.")
    with visiteur.client.session_transaction() as cookie:
        brut = cookie[reprise.CLE]
    assert isinstance(brut, str) and "secret" not in brut and dossier.reference not in brut
    for octets in (brut.encode(), base64.urlsafe_b64decode(brut)):
        assert b"secret" not in octets and dossier.reference.encode() not in octets


def test_after_two_hours_it_is_forgotten(ouvert, horloge):
    dossier, mots, visiteur = ouvert
    refus = visiteur.get(f"/debiteur/dossiers/{dossier.reference}/refuser")
    horloge.avancer(minutes=31)
    visiteur.soumettre(refus, motif="Mon secret.")
    horloge.avancer(minutes=121)
    assert entrer(visiteur, mots).chemin == f"/debiteur/dossiers/{dossier.reference}"
    assert "Mon secret." not in visiteur.get(f"/debiteur/dossiers/{dossier.reference}/refuser").texte


@pytest.mark.parametrize("faux", ["x", "gAAAA", {"chemin": "/", "saisie": {"motif": "x"}}, 12, None])
def test_a_value_that_this_portal_did_not_encrypt_is_ignored(ouvert, horloge, faux):
    dossier, mots, visiteur = ouvert
    horloge.avancer(minutes=31)
    with visiteur.client.session_transaction() as cookie:
        cookie.clear()
        cookie[reprise.CLE] = faux
    assert "Votre dossier s’est refermé" not in visiteur.get("/ouvrir").lu
    assert entrer(visiteur, mots).chemin == f"/debiteur/dossiers/{dossier.reference}"
