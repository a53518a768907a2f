"""Contesting with a photo, and saying that one has paid: on a phone, with HTMX and with JavaScript off."""

from io import BytesIO

import pytest
from PIL import Image
from playwright.sync_api import expect

from portail.domaine.procedure import Etat
from tests.navigateur import gestes

BUREAU = {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def photo():
    sortie = BytesIO()
    Image.new("RGB", (1200, 1600), "ivory").save(sortie, "JPEG")
    return {"name": "IMG_0042.jpg", "mimeType": "image/jpeg", "buffer": sortie.getvalue()}


@pytest.fixture
def bureau(ouvrir, request):
    return ouvrir(BUREAU, java_script_enabled="sans-javascript" not in request.node.name)


def test_the_sum_is_already_paid(site, mobile, bureau, photo, capture):
    dossier, mots = site.maison.dossier_avec_codes(Etat.ENVOYEE)
    page = mobile.new_page()
    gestes.ouvrir_avec_la_feuille(page, f"{site.url}/ouvrir", mots.identifiant_imprime, mots.code_imprime)
    capture(page, "contester-0-accueil")
    gestes.lien(page, "Dire que la somme est fausse")
    gestes.bouton(page, "Continuer")
    expect(page.locator("[role=alert]")).to_contain_text("Choisissez ce qui ne va pas.")
    capture(page, "contester-1-choisir")
    gestes.choisir(page, "motif", "deja_paye")
    gestes.bouton(page, "Continuer")
    gestes.titre(page, "J’ai déjà tout payé")
    page.fill("[name=le]", "3/10/2026")
    gestes.choisir(page, "moyen", "virement")
    page.fill("[name=texte]", "Payé par virement, voir la photo.")
    page.set_input_files("[name=fichiers]", files=[photo])
    gestes.bouton(page, "Joindre")
    expect(page.locator("#zone-fichiers")).to_contain_text("IMG_0042.jpg")
    expect(page.locator("[name=texte]")).to_have_value("Payé par virement, voir la photo.")
    capture(page, "contester-2-expliquer")
    page.fill("[name=paye]", "1 220")
    page.locator("[name=paye]").press("Enter")
    gestes.titre(page, "Relisez avant d’envoyer")
    expect(page.locator("main")).to_contain_text("IMG_0042.jpg")
    capture(page, "contester-3-relire")
    gestes.bouton(page, "Demander au créancier de vérifier")
    gestes.titre(page, "C’est fait. Votre message est envoyé.")
    capture(page, "contester-4-envoye")
    page.reload()
    gestes.titre(page, "C’est fait. Votre message est envoyé.")
    with gestes.creancier(bureau, site) as hugo:
        hugo.goto(f"{site.url}/creancier/dossiers/{dossier.reference}/messages")
        gestes.titre(hugo, "La personne conteste la somme")
        hugo.fill("[name=texte]", "Nous ne trouvons pas ce virement.")
        capture(hugo, "contester-5-creancier")
        gestes.bouton(hugo, "Envoyer ma réponse")
        expect(hugo.locator("main")).to_contain_text("Votre réponse est envoyée")
    with gestes.commissaire(bureau, site) as claire:
        claire.goto(f"{site.url}/commissaire/")
        gestes.lien(claire, "Lire la contestation")
        expect(claire.locator("main")).to_contain_text("Nous ne trouvons pas ce virement.")
        capture(claire, "contester-6-etude")
        gestes.bouton(claire, "C’est lu")
    page.reload()
    gestes.titre(page, "Vous avez une réponse")
    expect(page.locator("main")).to_contain_text("Nous ne trouvons pas ce virement.")
    capture(page, "contester-7-reponse")
    with page.expect_download() as recu:
        page.get_by_role("link", name="Télécharger la preuve").click()
    assert recu.value.suggested_filename.startswith("recepisse-")


def test_paid_but_not_written(site, mobile, bureau, photo, capture):
    dossier, mots = site.maison.dossier_avec_codes(Etat.PAIEMENTS, jours=60)
    page = mobile.new_page()
    gestes.ouvrir_avec_la_feuille(page, f"{site.url}/ouvrir", mots.identifiant_imprime, mots.code_imprime)
    capture(page, "apres-0-accueil")
    gestes.lien(page, "J’ai payé, mais ce n’est pas écrit ici")
    page.fill("[name=le]", "20/11/2026")
    page.fill("[name=paye]", "203,33")
    page.set_input_files("[name=fichiers]", files=[photo])
    gestes.bouton(page, "Envoyer au créancier")
    gestes.titre(page, "C’est fait. Votre message est envoyé.")
    expect(page.locator("main")).to_contain_text("IMG_0042.jpg")
    capture(page, "apres-1-paye")
    page.goto(f"{site.url}/debiteur/dossiers/{dossier.reference}/mois-difficile")
    gestes.choisir(page, "aide", "decaler")
    capture(page, "apres-2-difficile")
    gestes.bouton(page, "Envoyer ma demande")
    with gestes.creancier(bureau, site) as hugo:
        hugo.goto(f"{site.url}/creancier/dossiers/{dossier.reference}/messages/2")
        gestes.choisir(hugo, "decision", "accepte")
        capture(hugo, "apres-3-creancier")
        gestes.bouton(hugo, "Envoyer ma réponse")
    page.goto(f"{site.url}/debiteur/dossiers/{dossier.reference}")
    expect(page.locator("#paiements")).to_contain_text("Report convenu jusqu’au")
    capture(page, "apres-4-report")


def test_the_budget_answers_without_losing_the_picker(site, mobile, capture):
    _, mots = site.maison.dossier_avec_codes(Etat.ENVOYEE)
    page = mobile.new_page()
    gestes.ouvrir_avec_la_feuille(page, f"{site.url}/ouvrir", mots.identifiant_imprime, mots.code_imprime)
    gestes.lien(page, "Chercher un accord")
    gestes.choisir(page, "mode", "12")
    gestes.choisir(page, "jour", "5")
    page.locator("summary", has_text="Combien me restera-t-il").click()
    for champ, valeur in {"revenus": "1 400", "logement": "700", "quotidien": "450", "credits": "68"}.items():
        page.fill(f"[name={champ}]", valeur)
    gestes.bouton(page, "Calculer ce qui me reste")
    expect(page.locator("#budget")).to_contain_text("Il vous reste 182,00\xa0€ par mois.")
    expect(page.locator("#budget")).to_contain_text("il vous restera 80,34\xa0€.")
    expect(page.locator("[name=revenus]")).to_have_value("1 400")
    expect(page.locator("input[name=mode][value='12']")).to_be_checked()
    assert "1400" not in page.url and "revenus" not in page.url
    capture(page, "budget")
    gestes.bouton(page, "Continuer")
    gestes.titre(page, "Relisez avant d’envoyer")


def test_the_letter_is_for_somebody_else(site, mobile, capture):
    _, mots = site.maison.dossier_avec_codes(Etat.ENVOYEE)
    page = mobile.new_page()
    page.goto(f"{site.url}/ouvrir")
    gestes.lien(page, "Cette lettre n’est pas pour moi")
    gestes.choisir(page, "raison", "mandataire")
    page.fill("#identifiant", mots.identifiant_imprime.lower())
    capture(page, "pas-moi")
    gestes.bouton(page, "Prévenir l’étude")
    gestes.titre(page, "Merci. L’étude va regarder.")
    capture(page, "pas-moi-merci")
