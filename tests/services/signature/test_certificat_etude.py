"""An act signed by the étude's certificate, read again by the portal and by tools that know nothing of it."""

import asyncio
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO

import pypdfium2
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.reader import PdfFileReader

from portail.services.signature.modele import Confiance, Niveau
from portail.services.signature.motifs import Motif
from portail.services.signature.signataires import CertificatEtude
from portail.services.signature.verification import verifier
from tests.services.documents import lecture
from tests.services.signature.autorites import MAINTENANT, MOT_DE_PASSE, UN_AN, Autorite, cle_rsa
from tests.services.signature.outils import COMMISSAIRE, demande, refus, signature, titre, verifier_par_openssl

CLES = {
    "P-256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "P-384": lambda: ec.generate_private_key(ec.SECP384R1()),
    "RSA": cle_rsa,
}


def etude_de(porteur, autorite, tmp_path, **options) -> CertificatEtude:
    return CertificatEtude(porteur.ranger(tmp_path / "etude.p12"), MOT_DE_PASSE, autorite.confiance(), **options)


@pytest.mark.parametrize("genre", CLES)
def test_signs_and_verifies_with_each_kind_of_key(genre, autorite, tmp_path):
    etude = etude_de(autorite.certifier(cle=CLES[genre]()), autorite, tmp_path)
    rendu = etude.achever(demande(), MAINTENANT)
    lu = verifier(rendu.pdf, autorite.confiance(), au=MAINTENANT, commissaire=COMMISSAIRE)
    assert lu == rendu.verification
    assert (lu.signataire, lu.niveau, lu.signe_le) == (COMMISSAIRE, Niveau.B_B, MAINTENANT)
    assert lu.certifiee and not lu.specimen and lu.horodate_le is None


def test_the_document_is_a_prefix_and_its_pages_look_the_same(signe):
    assert signe.startswith(titre())
    avant, apres = pypdfium2.PdfDocument(titre()), pypdfium2.PdfDocument(signe)
    assert len(avant) == len(apres)
    for page in range(len(avant)):
        assert lecture.image(titre(), page, points_par_mm=3) == lecture.image(signe, page, points_par_mm=3)


def test_metadata_stay_as_they_were(signe):
    avant, apres = PdfFileReader(BytesIO(titre())), PdfFileReader(BytesIO(signe))
    assert avant.trailer["/Info"] == apres.trailer["/Info"]
    assert avant.root["/Metadata"].data == apres.root["/Metadata"].data


def test_it_stays_the_version_of_pdf_that_its_standards_know(signe):
    """With an elliptic curve, pyHanko would make it a PDF 2.0, which PDF/A-2 and PDF/UA-1 do not admit."""
    assert "/Version" not in PdfFileReader(BytesIO(signe)).root
    assert signe.startswith(b"%PDF-1.7")


def test_the_field_has_a_name_to_read_aloud_and_shows_nothing(signe):
    champ = signature(signe).sig_field
    assert champ["/TU"] == "Signature électronique de Claire Aubin, commissaire de justice"
    gauche, bas, droite, haut = champ["/Rect"]
    assert (gauche, bas) == (droite, haut) and gauche < 0  # off the page, so that PDF/UA asks for no tag
    assert champ["/F"] & 4 and not champ["/F"] & 2  # printed and not hidden, as PDF/A wants


def test_poppler_says_valid(signe, tmp_path):
    pdfsig = shutil.which("pdfsig")
    if pdfsig is None:
        pytest.skip("admis : poppler-utils n’est pas installé ; openssl vérifie la même signature ci-dessous")
    (tmp_path / "titre.pdf").write_bytes(signe)
    dit = subprocess.run([pdfsig, tmp_path / "titre.pdf"], capture_output=True, text=True, check=True).stdout
    assert "Signature is Valid" in dit
    assert "Total document signed" in dit
    assert "ETSI.CAdES.detached" in dit
    assert f"Signer Certificate Common Name: {COMMISSAIRE}" in dit


def test_openssl_verifies_it_too(signe, autorite, tmp_path):
    verdict = verifier_par_openssl(signe, autorite, tmp_path)
    assert verdict.returncode == 0, verdict.stderr


def test_openssl_refuses_it_once_a_page_is_touched(signe, autorite, tmp_path):
    touche = signe.replace(b"endobj", b"endobk", 1)
    assert verifier_par_openssl(touche, autorite, tmp_path).returncode != 0


def test_works_in_the_thread_of_a_server_and_beside_a_running_loop(etude):
    """gunicorn's threads have no event loop; Playwright leaves one running in the main thread."""

    async def dans_une_boucle():
        return etude.achever(demande(), MAINTENANT)

    with ThreadPoolExecutor(max_workers=4) as fils:
        rendus = list(fils.map(lambda _: etude.achever(demande(), MAINTENANT), range(4)))
    rendus.append(asyncio.run(dans_une_boucle()))
    assert {r.verification.signataire for r in rendus} == {COMMISSAIRE}


def test_a_signature_made_twice_is_two_files_both_good(etude, confiance):
    un, deux = (etude.achever(demande(), MAINTENANT) for _ in range(2))
    assert un.verification.empreinte != deux.verification.empreinte
    for rendu in (un, deux):
        verifier(rendu.pdf, confiance, au=MAINTENANT, empreinte=rendu.verification.empreinte)


def test_the_password_and_the_key_are_never_shown(etude):
    assert MOT_DE_PASSE not in repr(etude)
    assert "PrivateKey" not in repr(etude.coffre)


def test_missing_file_wrong_password_and_other_files(commissaire, confiance, tmp_path):
    fichier = commissaire.ranger(tmp_path / "etude.p12")
    with refus(Motif.CERTIFICAT_INTROUVABLE):
        CertificatEtude(tmp_path / "absent.p12", MOT_DE_PASSE, confiance).achever(demande(), MAINTENANT)
    with refus(Motif.CERTIFICAT_ILLISIBLE):
        CertificatEtude(fichier, "un autre", confiance).achever(demande(), MAINTENANT)
    (tmp_path / "faux.p12").write_bytes(commissaire.pem)
    with refus(Motif.CERTIFICAT_ILLISIBLE):
        CertificatEtude(tmp_path / "faux.p12", MOT_DE_PASSE, confiance).achever(demande(), MAINTENANT)


def test_a_weak_key_is_refused(autorite, tmp_path):
    porteur = autorite.certifier(cle=cle_rsa(2, 1024))
    with refus(Motif.ALGORITHME):
        etude_de(porteur, autorite, tmp_path).achever(demande(), MAINTENANT)


@pytest.mark.parametrize(
    ("options", "motif"),
    [
        ({"sujet": "Hugo Marchand"}, Motif.NOM_DIFFERENT),
        ({"fin": MAINTENANT - timedelta(seconds=1)}, Motif.CERTIFICAT_EXPIRE),
        ({"debut": MAINTENANT + timedelta(days=1)}, Motif.CERTIFICAT_PAS_ENCORE_VALABLE),
        ({"usage": "digital_signature"}, Motif.USAGE),
    ],
)
def test_a_certificate_that_may_not_sign_this_act_gives_nothing(options, motif, autorite, tmp_path):
    etude = etude_de(autorite.certifier(**options), autorite, tmp_path)
    with refus(motif):
        etude.achever(demande(), MAINTENANT)


def test_a_self_signed_certificate_gains_nothing_by_being_a_root(tmp_path):
    """pyHanko asks neither dates nor usage of a trusted root."""
    seule = Autorite.creer(COMMISSAIRE)
    with refus(Motif.USAGE):
        etude_de(seule, seule, tmp_path).achever(demande(), MAINTENANT)
    with refus(Motif.CERTIFICAT_EXPIRE):
        etude_de(seule, seule, tmp_path).achever(demande(), MAINTENANT + 2 * UN_AN)


@pytest.mark.parametrize("autre", [{"nom": "Une autre autorité"}, {}, {"cle": cle_rsa()}])
def test_an_unknown_root_is_refused_even_under_the_same_name(autre, commissaire, tmp_path):
    fichier = commissaire.ranger(tmp_path / "etude.p12")
    with refus(Motif.RACINE_INCONNUE):
        CertificatEtude(fichier, MOT_DE_PASSE, Autorite.creer(**autre).confiance()).achever(demande(), MAINTENANT)


@pytest.mark.parametrize("autre", [{}, {"cle": cle_rsa()}])
def test_a_root_of_the_same_name_that_did_not_sign_the_certificate(autre, tmp_path):
    """Without key identifiers the name leads to the wrong root; with a key of another kind, pyHanko crashes."""
    fichier = Autorite.creer(anonyme=True).certifier(anonyme=True).ranger(tmp_path / "etude.p12")
    homonyme = Autorite.creer(anonyme=True, **autre)
    with refus(Motif.CHAINE):
        CertificatEtude(fichier, MOT_DE_PASSE, homonyme.confiance()).achever(demande(), MAINTENANT)


def test_nothing_slow_is_loaded_before_the_first_signature():
    modules = ["signataires", "verification", "specimen", "phrases"]
    programme = "import sys; " + "; ".join(f"import portail.services.signature.{nom}" for nom in modules)
    programme += "; sys.exit('pyhanko' in sys.modules or 'aiohttp' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", programme]).returncode == 0


def test_trust_without_any_root_is_impossible():
    with refus(Motif.RACINES_ILLISIBLES):
        Confiance(())
