"""Files in a real browser: a phone keeps the PDF, the étude sees the photo, an old page still gives its files."""

from portail.domaine.procedure import Etat
from portail.persistance.dossiers import Piece
from tests.navigateur import gestes
from tests.navigateur.serveur import texte_pdf
from tests.services.gestes import photo as etat_de_la_base
from tests.services.test_pieces import image


def recevoir(page, lien) -> tuple[str, bytes]:
    """Name and bytes of what the browser kept after a click."""
    with page.expect_download() as attendu:
        lien.click()
    with open(attendu.value.path(), "rb") as fichier:
        return attendu.value.suggested_filename, fichier.read()


def test_a_phone_keeps_the_papers_even_from_a_page_left_open(site, mobile):
    dossier, mots = site.maison.dossier_avec_codes(Etat.FIN_ACCORD, jours=10)
    page = mobile.new_page()
    gestes.ouvrir_avec_la_feuille(page, f"{site.url}/ouvrir", mots.identifiant_imprime, mots.code_imprime)
    accueil = page.url
    liens = page.locator(".fichiers a[href*='/documents/'], .fichiers a[href*='/pieces/']")
    assert liens.count() >= 4
    for rang in range(liens.count()):
        nom, octets = recevoir(page, liens.nth(rang))
        assert nom.endswith(".pdf") and octets.startswith(b"%PDF-"), nom
        assert page.url == accueil, "the person is still on her page"
    site.horloge.avancer(minutes=12)
    nom, octets = recevoir(page, liens.first)
    assert octets.startswith(b"%PDF-"), "the page was older than any address it gave"
    page.locator(".fichiers a[href*='/actes/']").first.click()
    nom, octets = recevoir(page, page.locator("a[href$='/recepisse.pdf']").first)
    assert nom.startswith("recepisse-") and "Récépissé" in texte_pdf(octets)


def test_an_address_kept_too_long_leads_back_to_the_file(site, mobile):
    dossier, mots = site.maison.dossier_avec_codes(Etat.FIN_ACCORD, jours=10)
    page = mobile.new_page()
    gestes.ouvrir_avec_la_feuille(page, f"{site.url}/ouvrir", mots.identifiant_imprime, mots.code_imprime)
    lien = page.locator(".fichiers a", has_text="Constat de l’accord").first.get_attribute("href")
    adresse = page.request.get(f"{site.url}{lien}", max_redirects=0).headers["location"]
    site.horloge.avancer(minutes=6)
    page.goto(f"{site.url}{adresse}")
    gestes.titre(page, "Ce lien a expiré")
    nom, octets = recevoir(page, page.get_by_role("link", name="Télécharger le fichier"))
    assert nom.startswith("constat-accord-") and "accord" in texte_pdf(octets)


def test_the_etude_sees_photos_and_downloads_pdfs(site, bureau, fautes):
    dossier = site.maison.dossier(Etat.DEPOSEE, jours=0)
    contenu = image()
    session = site.maison.session
    session.add(
        Piece(
            dossier=dossier,
            nom="photo.jpg",
            type_mime="image/jpeg",
            taille=len(contenu),
            deposee_le=site.horloge(),
            empreinte=site.maison.moyens.entrepot.ecrire(contenu),
        )  # fmt: skip
    )
    session.commit()
    avant = etat_de_la_base(site.maison.app.extensions["lectures"])
    with gestes.commissaire(bureau, site) as page:
        page.goto(f"{site.url}/commissaire/dossiers/{dossier.reference}/verifier")
        images = page.locator("img.piece")
        for rang in range(images.count()):
            images.nth(rang).scroll_into_view_if_needed()
            page.wait_for_function("i => i.complete && i.naturalWidth > 0", arg=images.nth(rang).element_handle())
        assert images.count() >= 2, "the page of the PDF, and the photo"
        nom, octets = recevoir(page, page.locator("figcaption a", has_text=".pdf").first)
        assert octets.startswith(b"%PDF-")
        page.locator("figcaption a", has_text="photo.jpg").click()
        page.wait_for_url("**/telechargements/*")
        assert page.locator("img").evaluate("i => i.naturalWidth") > 0
        # Chromium's own page around an image wants a style that the sandbox refuses: the image is there all the same
        assert all("inline style" in faute for faute in fautes)
        fautes.clear()
        page.go_back()
    apres = etat_de_la_base(site.maison.app.extensions["lectures"])
    assert {t for t in avant if avant[t] != apres[t]} <= {"session_ouverte", "essai"}
