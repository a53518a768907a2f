"""The debtor's journey counted in screens and taps, by the keyboard alone, to the session's end, and left for good."""

import re

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from portail.domaine.procedure import Etat
from portail.persistance.courriels import Courriel
from portail.services import demonstration
from tests.navigateur import gestes

ECRANS_ACCORD, GESTES_ACCORD = 7, 10
ECRANS_REFUS, GESTES_REFUS = 5, 4


class Compteur:
    """Counts the screens that a person sees and the times a finger touches one."""

    def __init__(self, page: Page, adresse: str) -> None:
        self.page, self.ecrans, self.touchers = page, 0, 0
        page.on("load", self._vu)
        page.goto(adresse)

    def _vu(self, _page: Page) -> None:
        self.ecrans += 1

    def toucher(self, selecteur: str, texte: str = "") -> None:
        """Touch what bears these words, or what CSS finds."""
        lieu = self.page.locator(selecteur, has_text=texte) if texte else self.page.locator(selecteur)
        lieu.first.tap()
        self.touchers += 1

    def lu(self, texte: str) -> None:
        expect(self.page.locator("main")).to_contain_text(texte)


@pytest.fixture
def invitee(site):
    """A letter sent, with plans signed in advance: the dossier and the address in its square."""
    dossier, mots = site.maison.dossier_avec_codes(Etat.ENVOYEE, plans=(3, 6), jours=10)
    return dossier, f"{site.url}/ouvrir#i={mots.identifiant_imprime}&c={mots.code_imprime}"


def taper(compte, site, dossier) -> None:
    """Touch the field of the code under the fold, then type it: one gesture, and eight keys."""
    compte.toucher("#code_signature")
    compte.page.keyboard.type(site.maison.mots[dossier.id].signature.lower())


def etat(site, dossier) -> Etat:
    with site.maison.app.extensions["lectures"]() as lecture:
        return lecture.get_one(type(dossier), dossier.id).etat


def test_an_agreement_in_seven_screens_and_ten_taps(site, telephone, invitee):
    dossier, carre = invitee
    compte = Compteur(telephone.new_page(), carre)
    compte.toucher("main button", "Ouvrir")
    compte.toucher("main button", "Oui, c’est moi")
    compte.toucher("main a", "Chercher un accord")
    compte.toucher("label:has([name=mode][value='6'])")
    compte.toucher("label:has([name=jour][value='5'])")
    expect(compte.page.locator("#resultat")).to_contain_text("Accord possible tout de suite")
    compte.toucher("main button", "Continuer")
    compte.toucher("label[for=participe]")
    compte.toucher("label[for=engagement]")
    taper(compte, site, dossier)
    compte.toucher("main button", "Signer l’accord")
    compte.lu("C’est fait. Vous avez signé l’accord.")
    assert etat(site, dossier) is Etat.ACCORD_CONCLU
    assert compte.ecrans <= ECRANS_ACCORD, compte.ecrans
    assert compte.touchers <= GESTES_ACCORD, compte.touchers


def test_an_agreement_by_a_mailed_code_in_ten_taps_with_and_without_a_script(site, mobile):
    """The mail way: what was ticked is found again, and the field of the code is where the keyboard stands."""
    qui = demonstration.personnage(0)
    dossier, mots = site.maison.dossier_avec_codes(Etat.ENVOYEE, plans=(3, 6), jours=10, personnage=qui)
    page = mobile.new_page()
    gestes.ouvrir_avec_la_feuille(page, f"{site.url}/ouvrir", mots.identifiant_imprime, mots.code_imprime)
    page.goto(f"{site.url}/debiteur/dossiers/{dossier.reference}/echeancier")
    gestes.choisir(page, "mode", "6")
    gestes.choisir(page, "jour", "5")
    page.locator("main").get_by_role("button", name="Continuer").click()
    page.locator("#participe").check()
    page.locator("#engagement").check()
    gestes.bouton(page, "Recevoir un code")
    expect(page.locator("#code_courriel")).to_be_focused()
    expect(page.locator("#participe")).to_be_checked()
    expect(page.locator("#engagement")).to_be_checked()
    with site.maison.app.extensions["lectures"]() as lecture:
        requete = select(Courriel.corps).where(Courriel.dossier_id == dossier.id, Courriel.perime_le.is_not(None))
        code = lecture.scalars(requete).one()[:6]
    page.keyboard.type(code)
    page.keyboard.press("Enter")  # signs: no second mail
    gestes.titre(page, "C’est fait. Vous avez signé l’accord.")
    expect(page.locator("main")).to_contain_text("Signé avec un code reçu par e-mail.")
    assert etat(site, dossier) is Etat.ACCORD_CONCLU


def test_a_refusal_in_five_screens_and_four_taps(site, telephone, invitee):
    dossier, carre = invitee
    compte = Compteur(telephone.new_page(), carre)
    compte.toucher("main button", "Ouvrir")
    compte.toucher("main button", "Oui, c’est moi")
    compte.toucher("main a", "Refuser la procédure")
    compte.toucher("main button", "Je refuse la procédure")
    compte.lu("C’est fait. Vous avez refusé la procédure.")
    assert etat(site, dossier) is Etat.REFUS_EXPRIME
    assert compte.ecrans <= ECRANS_REFUS, compte.ecrans
    assert compte.touchers <= GESTES_REFUS, compte.touchers


COMPTER_LES_ENVOIS = """() => { window.envois = 0;
  addEventListener('submit', (e) => { e.preventDefault(); envois++; }); }"""


def test_no_key_sends_a_refusal_where_ctrl_enter_sends_what_the_offices_write(site, ouvrir, invitee):
    (dossier, _), depose = invitee, site.maison.dossier(Etat.DEPOSEE)
    page = ouvrir({"viewport": {"width": 360, "height": 740}}).new_page()
    en_session(site, page.context, dossier)
    page.goto(f"{site.url}/debiteur/dossiers/{dossier.reference}/refuser")
    with gestes.commissaire(ouvrir({"viewport": {"width": 1280, "height": 900}}), site) as claire:
        claire.goto(f"{site.url}/commissaire/dossiers/{depose.reference}/irrecevable")
        for ecran, envois in ((page, 0), (claire, 1)):
            ecran.evaluate(COMPTER_LES_ENVOIS)
            ecran.fill("textarea", "Je ne sais pas encore")
            ecran.locator("textarea").press("Enter")
            ecran.locator("textarea").press("Control+Enter")
            assert ecran.evaluate("envois") == envois, ecran.url
        claire.goto(f"{site.url}/commissaire/")  # where leaving is a form that nobody stops


def atteindre(page: Page, selecteur: str) -> None:
    """Tab until the keyboard stands there."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(s) => document.activeElement.matches(s)", selecteur):
            return
    pytest.fail(f"the keyboard never reaches {selecteur}")


def test_the_whole_journey_by_the_keyboard_alone(site, ouvrir):
    """From the printed codes to the signature: Tab, arrows, Space, Enter, and not one click."""
    dossier, mots = site.maison.dossier_avec_codes(Etat.ENVOYEE, plans=(3, 6), jours=10)
    page = ouvrir({"viewport": {"width": 360, "height": 740}}).new_page()
    page.goto(f"{site.url}/ouvrir")
    atteindre(page, "#identifiant")
    page.keyboard.type(mots.identifiant_imprime)
    page.keyboard.press("Tab")
    page.keyboard.type(mots.code_imprime.lower())
    page.keyboard.press("Enter")
    gestes.titre(page, "Êtes-vous")
    atteindre(page, "main button")
    page.keyboard.press("Enter")
    gestes.titre(page, "vous demande")
    atteindre(page, "a[href$='/echeancier']")
    page.keyboard.press("Enter")
    gestes.titre(page, "Comment voulez-vous payer")
    atteindre(page, "input[name=mode]")
    page.keyboard.press("Space")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    expect(page.locator("input[name=mode][value='6']")).to_be_checked()
    atteindre(page, "input[name=jour]")
    page.keyboard.press("Space")
    expect(page.locator("#resultat")).to_contain_text("Accord possible tout de suite")
    assert page.evaluate("document.activeElement.name") == "jour", "the result came without taking the keyboard away"
    atteindre(page, ".collante button")
    page.keyboard.press("Enter")
    gestes.titre(page, "Relisez avant de signer")
    for case in ("#participe", "#engagement"):
        atteindre(page, case)
        page.keyboard.press("Space")
    atteindre(page, "#code_signature")
    page.keyboard.type(mots.signature_imprimee.lower())
    page.keyboard.press("Enter")  # from the field: it signs, it asks for no mail
    gestes.titre(page, "C’est fait. Vous avez signé l’accord.")
    assert etat(site, dossier) is Etat.ACCORD_CONCLU


def test_an_error_takes_the_keyboard_to_its_summary_and_from_there_to_the_field(site, ouvrir):
    page = ouvrir({"viewport": {"width": 360, "height": 740}}).new_page()
    page.goto(f"{site.url}/ouvrir")
    gestes.bouton(page, "Ouvrir")
    expect(page.locator("[role=alert]")).to_be_focused()
    assert page.title().startswith("Erreur")
    page.locator("[role=alert] a").first.press("Enter")
    expect(page.locator("#identifiant")).to_be_focused()


SUIVRE = """() => { window.dits = [];
  new MutationObserver(() => dits.push(document.getElementById('annonce').textContent))
    .observe(document.getElementById('annonce'), { childList: true, characterData: true, subtree: true }); }"""


def test_a_live_result_is_said_once_and_leaves_the_keyboard_where_it_was(site, ouvrir, invitee):
    dossier, _ = invitee
    contexte = ouvrir({"viewport": {"width": 360, "height": 740}})
    page = contexte.new_page()
    en_session(site, contexte, dossier)
    page.goto(f"{site.url}/debiteur/dossiers/{dossier.reference}/echeancier")
    page.locator("label", has_text="Je choisis le montant").click()
    page.locator("label", has_text="Le 10").click()
    expect(page.locator("#annonce")).to_contain_text("Indiquez un montant")
    page.evaluate(SUIVRE)
    page.locator("#montant").focus()
    page.keyboard.type("80", delay=60)
    expect(page.locator("#annonce")).to_contain_text("80,00")
    page.wait_for_timeout(600)
    assert len(page.evaluate("dits")) == 1, page.evaluate("dits")
    assert page.evaluate("[document.activeElement.id, document.activeElement.selectionStart]") == ["montant", 2]


def en_session(site, contexte, dossier) -> None:
    valeur = site.maison.debiteur(dossier).client.get_cookie("session").value
    contexte.add_cookies([{"name": "session", "value": valeur, "url": site.url}])


def test_two_minutes_before_its_end_the_session_says_so_and_can_be_kept(site, ouvrir, invitee):
    dossier, _ = invitee
    contexte = ouvrir({"viewport": {"width": 360, "height": 740}})
    page = contexte.new_page()
    page.clock.install()
    en_session(site, contexte, dossier)
    page.goto(f"{site.url}/debiteur/dossiers/{dossier.reference}/refuser")
    page.fill("#motif", "La pose n’est pas finie.")
    avancer(site, page, 27)
    assert not page.locator("#veille").count(), "not before"
    avancer(site, page, 1.1)
    expect(page.locator("#veille")).to_contain_text("Vous êtes toujours là")
    expect(page.locator("#annonce")).to_contain_text("Vous êtes toujours là")
    assert not page.locator("#veille[role=alert], #veille[role=alertdialog]").count(), "politely"
    gestes.bouton(page, "Rester")
    expect(page.locator("#veille")).to_have_count(0)
    expect(page.locator("#contenu")).to_be_focused()
    assert page.input_value("#motif") == "La pose n’est pas finie."
    for _ in range(3):
        avancer(site, page, 28.1)
        gestes.bouton(page, "Rester")
        expect(page.locator("#veille")).to_have_count(0)
    avancer(site, page, 6)  # 118 minutes after coming in
    gestes.bouton(page, "Rester")
    expect(page.locator("#veille")).to_contain_text("Il faudra vous identifier de nouveau")
    assert not page.locator("#veille button").count(), "two hours are the end"
    avancer(site, page, 31)
    gestes.bouton(page, "Je refuse la procédure")
    expect(page.locator("main")).to_contain_text("Votre dossier s’est refermé")
    assert etat(site, dossier) is Etat.ENVOYEE


def avancer(site, page: Page, minutes: float) -> None:
    """Time goes by for the server and for the page alike."""
    site.horloge.avancer(minutes=minutes)
    page.clock.fast_forward(int(minutes * 60_000))


def test_leaving_leaves_nothing_behind(site, telephone, invitee):
    dossier, carre = invitee
    page = telephone.new_page()
    page.goto(carre)
    gestes.bouton(page, "Ouvrir")
    gestes.bouton(page, "Oui, c’est moi")
    gestes.titre(page, "vous demande")
    gestes.lien(page, "Refuser la procédure")
    gestes.titre(page, "Refuser la procédure")
    page.locator("header").get_by_role("button", name="Quitter").click()
    gestes.titre(page, "Au revoir")
    for _ in range(4):
        page.go_back()
        lu = page.locator("body").inner_text()
        assert not re.search(r"Costa|1.220|demande|Ferrand", lu), lu[:200]
        assert dossier.reference not in lu
    page.goto(f"{site.url}/debiteur/dossiers/{dossier.reference}")
    gestes.titre(page, "Ouvrir mon dossier")
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    assert page.input_value("#identifiant") == page.input_value("#code") == ""
