"""A signing tool other than the portal's, with its habits good and bad; and what the tests share."""

import asyncio
import shutil
import subprocess
from contextlib import contextmanager
from functools import cache
from io import BytesIO

import pytest
from asn1crypto import keys
from asn1crypto import x509 as asn1
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from portail.services.documents.titre import imprimer_titre
from portail.services.signature.modele import Demande
from portail.services.signature.motifs import Motif, SignatureRefusee
from portail.services.signature.phrases import phrase
from tests.services.documents.exemples import TITRE
from tests.services.signature.autorites import MAINTENANT, Porteur

COMMISSAIRE = "Claire Aubin"


@cache
def titre() -> bytes:
    return imprimer_titre(TITRE)


def demande(pdf: bytes | None = None, commissaire: str = COMMISSAIRE) -> Demande:
    return Demande(pdf or titre(), commissaire, "Titre exécutoire 2026-000123", MAINTENANT)


@contextmanager
def refus(motif: Motif):
    """The block is refused for that reason, and there is a complete sentence to say so."""
    with pytest.raises(SignatureRefusee) as info:
        yield info
    assert info.value.motif is motif, info.value
    dit = phrase(info.value)
    assert dit.endswith(".") and "{" not in dit and "None" not in dit


def signer_ailleurs(
    pdf: bytes,
    porteur: Porteur,
    *,
    sous_filtre=SigSeedSubFilter.PADES,
    le=MAINTENANT,
    champ="Signature1",
    cadre=None,
    retouche=None,
    certifier=False,
    empreinte="sha256",
    horodateur=None,
    ecrivain=None,
) -> bytes:
    """`retouche` changes the document in the very update that carries the signature."""
    registre = SimpleCertificateStore()
    registre.register_multiple([asn1.Certificate.load(Porteur(None, c).der) for c in porteur.chaine])
    cle = SimpleSigner(asn1.Certificate.load(porteur.der), keys.PrivateKeyInfo.load(porteur.cle_der()), registre)
    sortie = ecrivain or IncrementalPdfFileWriter(BytesIO(pdf))
    if retouche:
        retouche(sortie)

    class Outil(PdfSigner):
        def init_signing_session(self, *arguments, **options):
            session = super().init_signing_session(*arguments, **options)
            session.system_time = le
            return session

    metadonnees = PdfSignatureMetadata(
        field_name=champ, md_algorithm=empreinte, subfilter=sous_filtre, certify=certifier
    )
    outil = Outil(
        metadonnees, cle, timestamper=horodateur, new_field_spec=SigFieldSpec(sig_field_name=champ, box=cadre)
    )
    resultat = BytesIO()
    asyncio.run(outil.async_sign_pdf(sortie, output=resultat))
    return resultat.getvalue()


def signature(pdf: bytes):
    return PdfFileReader(BytesIO(pdf)).embedded_signatures[0]


def trou(pdf: bytes) -> tuple[int, int]:
    """Where the signature itself lies in the file: the only bytes that it does not cover."""
    _, debut, fin, _ = (int(n) for n in signature(pdf).byte_range)
    return debut, fin


def remplacer_cms(pdf: bytes, cms: bytes, *, majuscules: bool = False) -> bytes:
    debut, fin = trou(pdf)
    hexa = cms.hex().upper() if majuscules else cms.hex()
    return pdf[:debut] + b"<" + hexa.encode().ljust(fin - debut - 2, b"0") + b">" + pdf[fin:]


def openssl(*arguments) -> subprocess.CompletedProcess:
    programme = shutil.which("openssl")
    if programme is None:
        pytest.fail("Aucun openssl sur cette machine : installez-le, c’est le contrôle indépendant des signatures.")
    return subprocess.run([programme, "cms", "-binary", *arguments], capture_output=True, text=True)


def signer_par_openssl(pdf: bytes, porteur: Porteur, dossier, *options: str, majuscules: bool = False) -> bytes:
    """`pdf`, already signed, with the CMS that another implementation writes for the same ranges."""
    debut, fin = trou(pdf)
    (dossier / "couvert").write_bytes(pdf[:debut] + pdf[fin:])
    (dossier / "certificat.pem").write_bytes(porteur.pem)
    (dossier / "cle.pem").write_bytes(porteur.cle_pem())
    cle = ["-signer", dossier / "certificat.pem", "-inkey", dossier / "cle.pem", "-md", "sha256", "-nosmimecap"]
    sortie = ["-outform", "DER", "-in", dossier / "couvert", "-out", dossier / "cms.der"]
    assert openssl("-sign", *cle, *sortie, *options).returncode == 0
    return remplacer_cms(pdf, (dossier / "cms.der").read_bytes(), majuscules=majuscules)


def verifier_par_openssl(pdf: bytes, racine: Porteur, dossier) -> subprocess.CompletedProcess:
    """The CAdES signature of the ranges that the file says are covered."""
    debut, fin = trou(pdf)
    (dossier / "cms.der").write_bytes(bytes.fromhex(pdf[debut + 1 : fin - 1].decode()))
    (dossier / "couvert").write_bytes(pdf[:debut] + pdf[fin:])
    (dossier / "racine.pem").write_bytes(racine.pem)
    quoi = ["-inform", "DER", "-in", dossier / "cms.der", "-content", dossier / "couvert", "-out", dossier / "lu"]
    qui = ["-CAfile", dossier / "racine.pem", "-purpose", "any", "-attime", str(int(MAINTENANT.timestamp()))]
    return openssl("-verify", "-cades", *quoi, *qui)
