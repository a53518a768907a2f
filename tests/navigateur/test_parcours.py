"""One claim from the creditor's invoice to the titre exécutoire, and each other ending, in a real browser.

The debtor reads the letter's PDF as she would read the paper. Every story runs with HTMX and with JavaScript off.
"""

import pytest
from playwright.sync_api import expect

from portail.domaine.procedure import Etat
from portail.persistance.dossiers import Dossier
from tests.navigateur import gestes
from tests.navigateur.serveur import codes_lus, signature_lue, texte_pdf

JOUR_DU_DEPOT = "22/11/2026"


@pytest.fixture
def bureau_du_parcours(mobile, ouvrir, request):
    """The professionals' screen, with or without JavaScript as the phone."""
    sans = "sans-javascript" in request.node.name
    return ouvrir({"viewport": {"width": 1280, "height": 900}}, java_script_enabled=not sans)


def etat(site, reference) -> Etat:
    with site.maison.app.extensions["lectures"]() as lecture:
        dossier = lecture.query(Dossier).filter_by(reference=reference).one()
        return dossier.etat


def invite(site, plans=(), jours=10):
    """A letter sent `jours` days ago: its dossier and the words on its sheet."""
    dossier, mots = site.maison.dossier_avec_codes(Etat.ENVOYEE, plans=plans, jours=jours)
    return dossier, mots


def entrer(page, site, mots):
    gestes.ouvrir_avec_la_feuille(page, f"{site.url}/ouvrir", mots.identifiant_imprime, mots.code_imprime)


def test_from_the_invoice_to_the_titre(site, mobile, bureau_du_parcours, capture):
    bureau = bureau_du_parcours
    with gestes.creancier(bureau, site) as page:
        reference = gestes.deposer_une_creance(page, site)
    with gestes.commissaire(bureau, site) as page:
        lettre = gestes.verifier_et_preparer(page, site, reference)
        adresse, identifiant, code = codes_lus(lettre)
        signature = signature_lue(lettre)
        assert adresse == f"{site.url}/ouvrir"
        gestes.enregistrer_le_depot(page, site, reference, JOUR_DU_DEPOT)
        purgee = page.request.get(f"{site.url}/commissaire/dossiers/{reference}/invitation/lettre.pdf")
        assert purgee.headers["content-type"] != "application/pdf", "the print file is gone"

    site.horloge.avancer(days=2)
    telephone = mobile.new_page()
    gestes.ouvrir_avec_la_feuille(telephone, adresse, identifiant, code)
    gestes.titre(telephone, "1 220,00 €".replace(" ", "\u202f", 1).replace(" ", "\xa0"))
    expect(telephone.locator("main")).to_contain_text("Ne payez rien maintenant")
    expect(telephone.locator("main")).to_contain_text("22\xa0décembre\xa02026")
    capture(telephone, "parcours-accueil")
    proposer_douze_fois(telephone, signature)
    assert etat(site, reference) is Etat.PROPOSITION_DEBITEUR

    site.horloge.avancer(hours=3)
    with gestes.creancier(bureau, site) as page:
        page.goto(f"{site.url}/creancier/dossiers/{reference}/proposition")
        expect(page.locator("main")).to_contain_text("101,66\xa0€")
        page.locator("[name=lu]").check()
        gestes.bouton(page, "Accepter la proposition")
    assert etat(site, reference) is Etat.ACCORD_CONCLU

    with gestes.commissaire(bureau, site) as page:
        gestes.constater(page, site, reference, "acceptation")
        gestes.constater(page, site, reference, "accord")
        gestes.delivrer(page, site, reference)
    assert etat(site, reference) is Etat.COPIE_REMISE

    gestes.ouvrir_avec_la_feuille(telephone, adresse, identifiant, code)
    expect(telephone.locator("main")).to_contain_text("101,66\xa0€")
    expect(telephone.locator("main")).not_to_contain_text("Ne payez rien maintenant")
    capture(telephone, "parcours-paiements")
    copie = telephone.get_by_role("link", name="Titre exécutoire").first.get_attribute("href")
    titre = texte_pdf(telephone.request.get(f"{site.url}{copie}").body())
    for phrase in ("Au nom du peuple français", "1 220,00 €", "mille deux cent vingt euros", "R. 125-8"):
        assert phrase in titre
    deux_actes_deux_instants(site, reference)


def proposer_douze_fois(page, signature):
    gestes.lien(page, "Chercher un accord")
    gestes.choisir(page, "mode", "12")
    gestes.choisir(page, "jour", "5")
    if not avec_javascript(page):
        gestes.bouton(page, "Recalculer")
    expect(page.locator("#resultat")).to_contain_text("101,66\xa0€")  # with HTMX: without any button
    expect(page.locator("#resultat")).to_contain_text("Réponse du créancier nécessaire")
    page.locator("main").get_by_role("button", name="Continuer").click()
    expect(page.locator("main")).to_contain_text("mille deux cent vingt euros")
    page.locator("[name=participe]").check()
    page.locator("[name=engagement]").check()
    page.fill("[name=code_signature]", signature)
    gestes.bouton(page, "Participer et envoyer ma proposition")
    expect(page.locator("main")).to_contain_text("Référence")


def avec_javascript(page) -> bool:
    """Whether this page runs scripts: the script of the site marks the document."""
    return page.locator("html.js").count() == 1


def deux_actes_deux_instants(site, reference):
    """Taking part and offering are two rows of the journal."""
    with site.maison.app.extensions["lectures"]() as lecture:
        dossier = lecture.query(Dossier).filter_by(reference=reference).one()
        actes = [e.action for e in dossier.evenements]
        assert actes.index("accepter_participation") + 1 == actes.index("proposer")
        assert dossier.participation_le is not None


def test_the_creditor_counters_and_the_debtor_accepts(site, mobile, bureau_du_parcours):
    dossier, mots = invite(site)
    telephone = mobile.new_page()
    entrer(telephone, site, mots)
    proposer_douze_fois(telephone, mots.signature_imprimee)
    with gestes.creancier(bureau_du_parcours, site) as page:
        page.goto(f"{site.url}/creancier/dossiers/{dossier.reference}/contre-proposition")
        gestes.choisir(page, "fois", "libre")
        page.fill("[name=nombre]", "8")
        page.fill("[name=premiere]", "05/01/2027")
        gestes.bouton(page, "Relire avant d’envoyer")
        page.locator("[name=ferme]").check()
        page.locator("main form[method=post] button").last.click()
    assert etat(site, dossier.reference) is Etat.PROPOSITION_CREANCIER
    telephone.goto(f"{site.url}/debiteur/dossiers/{dossier.reference}/proposition")
    expect(telephone.locator("main")).to_contain_text("152,50\xa0€")
    gestes.lien(telephone, "Accepter")
    telephone.locator("[name=engagement]").check()
    telephone.fill("[name=code_signature]", mots.signature_imprimee)
    gestes.bouton(telephone, "Signer l’accord")
    assert etat(site, dossier.reference) is Etat.ACCORD_CONCLU


def test_a_plan_signed_in_advance_is_concluded_in_one_visit(site, mobile):
    dossier, mots = invite(site, plans=(3, 6))
    telephone = mobile.new_page()
    entrer(telephone, site, mots)
    gestes.lien(telephone, "Chercher un accord")
    gestes.choisir(telephone, "mode", "6")
    gestes.choisir(telephone, "jour", "5")
    telephone.locator("main").get_by_role("button", name="Continuer").click()
    telephone.locator("[name=participe]").check()
    telephone.locator("[name=engagement]").check()
    telephone.fill("[name=code_signature]", mots.signature_imprimee)
    gestes.bouton(telephone, "Signer l’accord")
    expect(telephone.locator("main")).to_contain_text("Référence")
    assert etat(site, dossier.reference) is Etat.ACCORD_CONCLU


def test_refusing_on_the_portal_then_its_constat(site, mobile, bureau_du_parcours):
    dossier, mots = invite(site)
    telephone = mobile.new_page()
    entrer(telephone, site, mots)
    gestes.lien(telephone, "Refuser la procédure")
    gestes.bouton(telephone, "Je refuse la procédure")
    expect(telephone.locator("main")).to_contain_text("Référence")
    assert etat(site, dossier.reference) is Etat.REFUS_EXPRIME
    with gestes.commissaire(bureau_du_parcours, site) as page:
        gestes.constater(page, site, dossier.reference, "refus-participation")
    assert etat(site, dossier.reference) is Etat.FIN_REFUS_PARTICIPATION
    telephone.goto(f"{site.url}/debiteur/dossiers/{dossier.reference}")
    expect(telephone.locator("main")).not_to_contain_text("Chercher un accord")


def test_a_refusal_by_telephone_is_recorded_by_the_commissaire(site, mobile, bureau_du_parcours):
    dossier, mots = invite(site)
    with gestes.commissaire(bureau_du_parcours, site) as page:
        page.goto(f"{site.url}/commissaire/dossiers/{dossier.reference}/reponse")
        gestes.choisir(page, "sens", "refus")
        gestes.choisir(page, "mode", "autre")
        page.fill("[name=recue_le]", "22/11/2026")
        gestes.bouton(page, "Voir l’effet")
        gestes.bouton(page, "Enregistrer la réponse")
        assert etat(site, dossier.reference) is Etat.REFUS_EXPRIME
        gestes.constater(page, site, dossier.reference, "refus-participation")
    telephone = mobile.new_page()
    entrer(telephone, site, mots)
    expect(telephone.locator("main")).to_contain_text("refus")
    assert etat(site, dossier.reference) is Etat.FIN_REFUS_PARTICIPATION


def test_silence_to_the_end_of_the_month(site, mobile, bureau_du_parcours):
    dossier, mots = invite(site)
    site.horloge.avancer(days=40)
    telephone = mobile.new_page()
    entrer(telephone, site, mots)
    expect(telephone.locator("main")).to_contain_text("délai")
    telephone.goto(f"{site.url}/debiteur/dossiers/{dossier.reference}/participer")
    assert etat(site, dossier.reference) is Etat.ENVOYEE, "time alone records nothing"
    with gestes.commissaire(bureau_du_parcours, site) as page:
        expect(page.locator("main")).to_contain_text("Constater la fin du délai")
        gestes.constater(page, site, dossier.reference, "expiration")
    assert etat(site, dossier.reference) is Etat.FIN_EXPIRATION


def test_talks_that_do_not_end_in_time(site, mobile, bureau_du_parcours):
    dossier, mots = invite(site)
    telephone = mobile.new_page()
    entrer(telephone, site, mots)
    proposer_douze_fois(telephone, mots.signature_imprimee)
    site.horloge.avancer(days=40)
    with gestes.creancier(bureau_du_parcours, site) as page:
        page.goto(f"{site.url}/creancier/dossiers/{dossier.reference}/proposition")
        assert page.locator("[name=lu]").count() == 0, "too late to accept"
    with gestes.commissaire(bureau_du_parcours, site) as page:
        gestes.constater(page, site, dossier.reference, "acceptation")
        gestes.constater(page, site, dossier.reference, "expiration")
    assert etat(site, dossier.reference) is Etat.FIN_EXPIRATION


def test_an_express_refusal_of_the_terms(site, mobile, bureau_du_parcours):
    dossier, mots = site.maison.dossier_avec_codes(Etat.PROPOSITION_CREANCIER)
    telephone = mobile.new_page()
    entrer(telephone, site, mots)
    telephone.goto(f"{site.url}/debiteur/dossiers/{dossier.reference}/refuser-les-conditions")
    gestes.bouton(telephone, "Je refuse, et j’arrête la procédure")
    assert etat(site, dossier.reference) is Etat.REFUS_DES_TERMES
    with gestes.commissaire(bureau_du_parcours, site) as page:
        gestes.constater(page, site, dossier.reference, "refus-termes")
    assert etat(site, dossier.reference) is Etat.FIN_REFUS_MONTANT_OU_MODALITES


def test_the_square_of_the_sheet_needs_no_typing(site, telephone):
    dossier, mots = invite(site)
    page = telephone.new_page()
    gestes.ouvrir_avec_le_carre(page, f"{site.url}/ouvrir", mots.identifiant_imprime, mots.code_imprime)
    expect(page.locator("h1")).to_contain_text("vous demande")
    assert dossier.reference in page.url
