"""Signing a PDF with a key held here (PAdES B-B, or B-T with a time stamp).

Imported by the first signature only: pyHanko takes a second or two to load.
"""

from datetime import datetime
from io import BytesIO
from typing import Any

from asn1crypto import x509  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, Signer
from pyhanko.sign.signers.constants import ESIC_EXTENSION_1
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from portail.services.signature.attente import attendre
from portail.services.signature.coffre import Coffre
from portail.services.signature.horodatage import Horodateur
from portail.services.signature.modele import Demande

_CHAMP = "Signature"


def apposer(demande: Demande, coffre: Coffre, maintenant: datetime, horodateur: Horodateur | None = None) -> bytes:
    """`demande.pdf`, signed: the same bytes, then those of an invisible signature that forbids any later change."""
    signeur = _Signeur(
        PdfSignatureMetadata(
            field_name=_CHAMP,
            md_algorithm="sha256",
            reason=demande.objet,
            certify=True,
            docmdp_permissions=MDPPerm.NO_CHANGES,
            subfilter=SigSeedSubFilter.PADES,
        ),
        _Cle(coffre),
        timestamper=horodateur,
        new_field_spec=SigFieldSpec(
            sig_field_name=_CHAMP,
            readable_field_name=f"Signature électronique de {demande.commissaire}, commissaire de justice",
            # Off the page, so that PDF/UA asks for no tag; printable, because PDF/A wants it.
            invis_sig_settings=InvisSigSettings(set_print_flag=True, box_out_of_bounds=True),
        ),
    )
    signeur.maintenant = maintenant
    sortie = BytesIO()
    attendre(signeur.async_sign_pdf(_Ecrivain(BytesIO(demande.pdf)), output=sortie))
    return sortie.getvalue()


class _Cle(Signer):
    """pyHanko's own signer reads and checks an RSA key again for each signature: nearly a second each time."""

    def __init__(self, coffre: Coffre) -> None:
        intermediaires = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        intermediaires.register_multiple([x509.Certificate.load(octets) for octets in coffre.chaine])
        super().__init__(
            signing_cert=x509.Certificate.load(coffre.certificat), cert_registry=intermediaires, embed_roots=False
        )
        self._cle = coffre.cle

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        if isinstance(self._cle, RSAPrivateKey):
            return self._cle.sign(data, PKCS1v15(), SHA256())
        return self._cle.sign(data, ECDSA(SHA256()))


class _Signeur(PdfSigner):
    """Signs at the instant of the portal's clock, and keeps the file a PDF 1.7, the only version that PDF/A-2 knows."""

    maintenant: datetime

    def register_extensions(self, pdf_out: BasePdfFileWriter, *, md_algorithm: str) -> None:
        pdf_out.register_extension(ESIC_EXTENSION_1)  # PAdES; pyHanko declares a PDF 2.0 besides for elliptic curves

    def init_signing_session(self, *arguments: Any, **options: Any) -> PdfSigningSession:
        session = super().init_signing_session(*arguments, **options)
        session.system_time = self.maintenant
        return session


class _Ecrivain(IncrementalPdfFileWriter):
    """Leaves the metadata as they are: the document is signed, not modified."""

    def _update_meta(self) -> None:
        pass
