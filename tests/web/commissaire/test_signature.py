"""An act signed with one's own tool, in two steps and without JavaScript; what goes wrong is said, the page stays."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from portail.domaine.procedure import Etat
from portail.persistance.actes import GenreDocument
from portail.services.moyens import Moyens
from portail.services.signataires import Signataires
from tests.pages import Maison, Page
from tests.services.gestes import photo, sqlite_seul
from tests.services.signature.autorites import Autorite
from tests.services.signature.outils import signer_ailleurs
from tests.services.signature.reglages import COMMISSAIRE, par_certificat, par_son_outil
from tests.web.commissaire.outils import MOT_DE_PASSE, adresse, constater, relire
from tests.web.monde import jeton


@pytest.fixture(scope="module")
def autorite():
    return Autorite.creer()


@pytest.fixture(scope="module")
def porteur(autorite):
    return autorite.certifier(COMMISSAIRE)


@pytest.fixture
def signataires():
    return Signataires


@pytest.fixture
def bureau(fabrique_app, session, troupe, horloge):
    """The same people and dossiers behind other settings of signature."""

    def faire(**choix):
        app = fabrique_app(**choix)
        return Maison(app, session, app.extensions["moyens"], troupe, horloge).commissaire()

    return faire


@pytest.fixture
def externe(bureau, autorite, tmp_path):
    return bureau(signature=par_son_outil(autorite, tmp_path))


@pytest.fixture
def signer(porteur, horloge):
    def faire(pdf, par=porteur, **options):
        return signer_ailleurs(pdf, par, le=horloge().replace(microsecond=0), **options)

    return faire


@pytest.fixture
def dossier(maison):
    return maison.dossier(Etat.FIN_ACCORD, jours=10)


def preparer(qui, dossier, suite="/titre") -> Page:
    page = qui.get(adresse(dossier, suite))
    assert "vous le signez, vous le rapportez" in page.lu
    return qui.soumettre(page, lu="y")


def a_signer(qui, page) -> bytes:
    lien = next(a for a in page.tous("main a") if "Télécharger le document" in a.text)
    reponse = qui.get(lien["href"])
    assert reponse.entetes["Content-Disposition"].startswith("attachment")
    return reponse.octets


def rapporter(qui, page, pdf, **champs):
    """Sent as raw bytes: the test client would leave its own temporary file open."""
    form = page["main form[enctype]"]
    caches = {c["name"]: c["value"] for c in form.select("input[type=hidden]")}
    limite, corps = encode_multipart({**caches, **champs, "signe": FileStorage(BytesIO(pdf), "signe.pdf")})
    genre = f"multipart/form-data; boundary={limite}"
    return Page(qui.client.post(form["action"], data=corps, content_type=genre, follow_redirects=True))


def test_the_titre_goes_out_and_comes_back(externe, dossier, signer, autre_session, horloge):
    page = preparer(externe, dossier)
    assert page["h1"].text == "Signer\xa0: Titre exécutoire"
    assert [h.text[:2] for h in page.tous("main h2")][:3] == ["1.", "2.", "3."]
    assert not page.tous("main [hx-post]")
    assert relire(autre_session, dossier).etat is Etat.FIN_ACCORD
    pdf = a_signer(externe, page)
    assert pdf == a_signer(externe, page) and pdf[:5] == b"%PDF-"
    assert "attend votre signature" in externe.get(adresse(dossier, "/titre")).lu
    horloge.avancer(minutes=6)
    ancienne_preuve = rapporter(externe, externe.get(adresse(dossier, "/titre/signature")), signer(pdf))
    assert ancienne_preuve.statut == 422 and ancienne_preuve["#preuve"] is not None
    copie = rapporter(externe, ancienne_preuve, signer(pdf), preuve=MOT_DE_PASSE)
    assert "Remettre la copie gratuite" in copie.lu
    assert "Signé électroniquement par Claire Delmas le dimanche 22 novembre 2026 à" in copie.lu
    lu = relire(autre_session, dossier)
    assert lu.etat is Etat.TITRE_DELIVRE
    emis = next(d for d in lu.documents if d.genre is GenreDocument.TITRE)
    rendu = externe.get(adresse(dossier, f"/documents/{emis.id}")).octets
    assert rendu.startswith(pdf) and rendu != pdf
    encore = rapporter(externe, ancienne_preuve, signer(pdf), preuve=MOT_DE_PASSE)
    assert encore.statut == 200 and "Remettre la copie" in encore.lu, "sent twice, it is one titre"


def test_each_side_reads_who_signed(externe, dossier, signer, maison):
    page = preparer(externe, dossier)
    rapporter(externe, page, signer(a_signer(externe, page)))
    phrase = "Signé électroniquement par Claire Delmas le dimanche 22 novembre 2026 à 10 h 42, niveau B-B."
    assert phrase in externe.get(adresse(dossier)).lu
    assert phrase in maison.creancier().get(f"/creancier/dossiers/{dossier.reference}").lu
    assert phrase in maison.debiteur(dossier).get(f"/debiteur/dossiers/{dossier.reference}").lu


@sqlite_seul
def test_a_constat_goes_out_and_comes_back(externe, maison, signer, autre_session):
    dossier = maison.dossier(Etat.ACCEPTEE, jours=8)
    page = preparer(externe, dossier, "/constats/acceptation")
    assert "Constat" in page["h1"].text and relire(autre_session, dossier).constats == []
    apres = rapporter(externe, page, signer(a_signer(externe, page)))
    assert apres.statut == 200
    (trace,) = relire(autre_session, dossier).constats
    assert trace.genre == "acceptation"
    deja = externe.get(adresse(dossier, "/constats/acceptation/signature"))
    assert deja.statut == 409 and "déjà établi" in deja.lu


def test_every_refusal_is_a_sentence_beside_the_file_and_the_page_stays(
    externe, dossier, signer, autorite, autre_session
):
    page = preparer(externe, dossier)
    pdf = a_signer(externe, page)
    avant = photo(autre_session)
    inconnu = Autorite.creer("Une autre autorité").certifier(COMMISSAIRE)
    for rendu, dit in (
        (b"", "Joignez le document signé."),
        (b"\x89PNG", "Ce fichier n’est pas le document remis"),
        (pdf, "ne porte aucune signature"),
        (signer(pdf, par=autorite.certifier("Hugo Marchand")), "au nom de Hugo Marchand, alors que"),
        (signer(pdf, par=inconnu), "n’est pas parmi celles que l’étude reconnaît"),
        (signer(pdf)[:-20], "ne peut pas être lu"),
        (signer(pdf, cadre=(10, 10, 200, 60)), "choisissez une signature invisible"),
    ):
        refus = rapporter(externe, page, rendu)
        assert refus.statut == 422, dit
        assert dit in refus["#signe-erreur"].text.replace("\xa0", " "), (dit, refus["#signe-erreur"].text)
        page = refus
    assert photo(autre_session) == avant
    assert rapporter(externe, page, signer(pdf)).statut == 200
    assert relire(autre_session, dossier).etat is Etat.TITRE_DELIVRE


@sqlite_seul
def test_a_file_too_heavy_is_told_before_it_is_read(externe, dossier):
    page = preparer(externe, dossier)
    assert rapporter(externe, page, b"%PDF-" + bytes(6_100_000)).statut == 413
    assert "5 Mo" in rapporter(externe, page, a_signer(externe, page) + bytes(5_100_000)).lu


def test_a_document_of_yesterday_or_of_a_dossier_that_moved_is_void(
    externe, bureau, dossier, signer, horloge, session, autre_session, autorite, tmp_path
):
    page = preparer(externe, dossier)
    pdf = a_signer(externe, page)
    dossier.debiteur.nom = "Autrement"
    session.commit()
    trop_tard = rapporter(externe, page, signer(pdf))
    assert trop_tard.statut == 409 and "le dossier a changé depuis" in trop_tard.lu
    assert not trop_tard.tous("main form")
    de_nouveau = preparer(externe, dossier)
    assert a_signer(externe, de_nouveau) != pdf
    perdu = rapporter(externe, page, signer(pdf))
    assert perdu.statut == 409, "the page of the document before"
    pdf = a_signer(externe, de_nouveau)
    horloge.avancer(days=1)
    externe = bureau(signature=par_son_outil(autorite, tmp_path))
    hier = externe.get(adresse(dossier, "/titre/signature"))
    assert hier.statut == 200 and "il est daté d’un autre jour" in hier.lu
    de_nouveau["main form[enctype] [name=csrf_token]"]["value"] = jeton(externe)
    assert rapporter(externe, de_nouveau, signer(pdf)).statut == 409
    assert relire(autre_session, dossier).etat is Etat.FIN_ACCORD


def test_given_up_there_is_nothing_left_to_bring_back(externe, dossier, signer, autre_session):
    page = preparer(externe, dossier)
    pdf = a_signer(externe, page)
    apres = externe.soumettre(page, "main form[action$='/abandon']")
    assert apres["h1"].text == "Délivrer le titre exécutoire" and "attend votre signature" not in apres.lu
    assert externe.get(adresse(dossier, "/a-signer/titre")).statut == 404
    assert "Délivrer le titre" in rapporter(externe, page, signer(pdf)).lu
    assert relire(autre_session, dossier).etat is Etat.FIN_ACCORD
    assert "Délivrer le titre exécutoire" in externe.get(adresse(dossier, "/titre/signature")).lu


@sqlite_seul
def test_a_kind_that_does_not_exist_and_an_act_that_is_not_open(externe, maison):
    dossier = maison.dossier(Etat.ENVOYEE, jours=8)
    for suite in ("/constats/autre-chose/signature", "/a-signer/autre-chose"):
        assert externe.get(adresse(dossier, suite)).statut == 404
    donnees = {"csrf_token": jeton(externe), "lu": "y", "vu": "0" * 64}
    for suite in ("/constats/expiration", "/constats/expiration/signature", "/titre/signature"):
        assert externe.client.post(adresse(dossier, suite), data=donnees).status_code in (303, 409)


# At once, by the certificate of the étude.


def test_a_certificate_that_cannot_sign_is_explained_and_nothing_is_recorded(
    bureau, dossier, autorite, tmp_path, horloge, autre_session, maison
):
    perime = autorite.certifier(COMMISSAIRE, fin=horloge() - timedelta(days=1))
    qui = bureau(signature=par_certificat(autorite, perime, tmp_path))
    refus = qui.soumettre(adresse(dossier, "/titre"), lu="y")
    assert refus.statut == 422
    assert "Le certificat a expiré le 21/11/2026" in refus["[role=alert]"].text
    autre = maison.dossier(Etat.ACCEPTEE, jours=8)
    avant = photo(autre_session)
    refus = constater(qui, autre, "acceptation")
    assert refus.statut == 422 and "a expiré" in refus["[role=alert]"].text
    assert photo(autre_session) == avant
    assert relire(autre_session, dossier).etat is Etat.FIN_ACCORD


def test_an_authority_of_time_that_does_not_answer_is_a_503(
    bureau, dossier, autorite, porteur, tmp_path, autre_session
):
    choix = par_certificat(autorite, porteur, tmp_path)
    qui = bureau(signature=choix, horodatage="http://127.0.0.1:9/")
    refus = qui.soumettre(adresse(dossier, "/titre"), lu="y")
    assert refus.statut == 503
    assert "ne répond pas. Rien n’a été signé" in refus.lu
    absent = bureau(signature=replace(choix, certificat=tmp_path / "absent.p12"))
    refus = absent.soumettre(adresse(dossier, "/titre"), lu="y")
    assert refus.statut == 503 and "introuvable" in refus.lu
    assert "introuvable" in absent.get("/commissaire/reglages").lu
    assert relire(autre_session, dossier).etat is Etat.FIN_ACCORD


@sqlite_seul
def test_the_name_on_the_certificate_is_a_setting_that_asks_for_the_password(
    bureau, dossier, autorite, tmp_path, horloge, autre_session, troupe
):
    usage = autorite.certifier("Claire Delmas-Roy")
    qui = bureau(signature=par_certificat(autorite, usage, tmp_path))
    refus = qui.soumettre(adresse(dossier, "/titre"), lu="y")
    assert "au nom de Claire Delmas-Roy, alors que" in refus.lu
    reglages = qui.get("/commissaire/reglages")
    assert "Au nom de Claire Delmas-Roy" in reglages.lu and "Valable jusqu’au" in reglages.lu
    horloge.avancer(minutes=6)
    form = "form[action$='/reglages/signature']"
    sans = qui.soumettre("/commissaire/reglages", form, nom_au_certificat="Claire Delmas-Roy")
    assert sans.statut == 422 and sans["#nom_au_certificat"]["value"] == "Claire Delmas-Roy"
    trop = qui.soumettre(sans, form, nom_au_certificat="x" * 201, preuve=MOT_DE_PASSE)
    assert trop.statut == 422 and "200 caractères" in trop.lu
    apres = qui.soumettre(trop, form, nom_au_certificat="  Claire  Delmas-Roy ", preuve=MOT_DE_PASSE)
    assert apres["#nom_au_certificat"]["value"] == "Claire Delmas-Roy"
    assert qui.soumettre(adresse(dossier, "/titre"), lu="y").statut == 200
    assert relire(autre_session, dossier).etat is Etat.TITRE_DELIVRE


@sqlite_seul
def test_the_demonstration_says_that_its_certificate_is_worth_nothing(maison, dossier, moyens):
    assert isinstance(moyens, Moyens)
    qui = maison.commissaire()
    assert "certificat de démonstration, sans valeur" in qui.get("/commissaire/reglages").lu
    copie = qui.soumettre(adresse(dossier, "/titre"), lu="y")
    assert "Signé électroniquement par SPÉCIMEN – Claire Delmas" in copie.lu
