"""Reading a signed PDF with pyHanko, and refusing whatever is not exactly one whole, trusted PAdES signature.

Imported by the first verification only: pyHanko takes a second or two to load.
"""

import hashlib
import logging
from datetime import datetime, timedelta
from io import BytesIO

from asn1crypto import crl, x509  # type: ignore[import-untyped]
from pyhanko.pdf_utils.generic import parse_pdf_date
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESIndeterminate
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.validation import (
    EmbeddedPdfSignature,
    PdfSignatureStatus,
    SignatureCoverageLevel,
    async_validate_pdf_signature,
    read_certification_data,
)
from pyhanko_certvalidator import ValidationContext

from portail.domaine.delais import PARIS
from portail.domaine.phrases import Phrase
from portail.services.signature.attente import attendre
from portail.services.signature.certificats import Identite, identite
from portail.services.signature.modele import Confiance, Niveau, Verification
from portail.services.signature.motifs import Motif, SignatureRefusee
from portail.services.signature.octets import controler_etendue

TOLERANCE = timedelta(minutes=5)  # between the clocks of the signatory, of the time stamp and of the portal
_VERSIONS = frozenset({"v1", "v3"})
_EMPREINTES = frozenset({"sha256", "sha384", "sha512"})
_CHAINE: dict[object, Motif] = {
    AdESIndeterminate.REVOKED_NO_POE: Motif.CERTIFICAT_REVOQUE,
    AdESIndeterminate.REVOKED_CA_NO_POE: Motif.CERTIFICAT_REVOQUE,
    AdESIndeterminate.TRY_LATER: Motif.REVOCATIONS_PERIMEES,
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: Motif.RACINE_INCONNUE,
    AdESIndeterminate.CHAIN_CONSTRAINTS_FAILURE: Motif.USAGE,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE: Motif.ALGORITHME,
    AdESIndeterminate.CRYPTO_CONSTRAINTS_FAILURE_NO_POE: Motif.ALGORITHME,
}

for _nom in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_nom).setLevel(logging.CRITICAL)  # a refusal is an answer, not an incident with its traceback


def controler(
    pdf: bytes, confiance: Confiance, au: datetime, depuis: datetime | None
) -> tuple[Verification, tuple[str, ...]]:
    """What the only signature of `pdf` says, and the names of its signatory; raises SignatureRefusee."""
    try:
        return _controler(pdf, confiance, au, depuis)
    except SignatureRefusee:
        raise
    except Exception as erreur:  # a hostile file makes pyHanko raise anything, AssertionError included
        raise SignatureRefusee(Motif.ILLISIBLE) from erreur


def _controler(
    pdf: bytes, confiance: Confiance, au: datetime, depuis: datetime | None
) -> tuple[Verification, tuple[str, ...]]:
    signature = signature_unique(lire(pdf))
    _controler_format(signature)
    controler_etendue(pdf, [int(n) for n in signature.byte_range], signature.pkcs7_content)
    qui = identite(signature.signer_cert.dump())
    if qui.specimen and not confiance.specimen_admis:
        raise SignatureRefusee(Motif.SPECIMEN)
    etat = _etat(signature, qui, confiance, au)
    if not (etat.intact and etat.valid):
        raise SignatureRefusee(Motif.ALTERE)
    _controler_certificat(etat, qui, au)
    _controler_horodatage(etat)
    signe_le = _signe_le(signature)
    _controler_dates(signe_le, _horodate_le(etat), depuis, au)
    if not etat.bottom_line or etat.coverage is not SignatureCoverageLevel.ENTIRE_FILE:
        raise SignatureRefusee(Motif.HORS_SIGNATURE)
    return _verification(pdf, signature, etat, qui, signe_le), qui.noms


def lire(pdf: bytes) -> PdfFileReader:
    try:
        lecteur = PdfFileReader(BytesIO(pdf), strict=True)
    except PdfError as erreur:
        raise SignatureRefusee(Motif.ILLISIBLE) from erreur
    if lecteur.encrypted:
        raise SignatureRefusee(Motif.ILLISIBLE)
    return lecteur


def signature_unique(lecteur: PdfFileReader) -> EmbeddedPdfSignature:
    """The signature of the file, if there is one only: `embedded_signatures` would skip those of unknown kinds."""
    remplis = list(enumerate_sig_fields(lecteur, filled_status=True))
    if not remplis:
        raise SignatureRefusee(Motif.NON_SIGNE)
    if len(remplis) > 1:
        raise SignatureRefusee(Motif.PLUSIEURS_SIGNATURES)
    nom, _, champ = remplis[0]
    return EmbeddedPdfSignature(lecteur, champ, nom)


def _controler_format(signature: EmbeddedPdfSignature) -> None:
    """PAdES baseline: its sub-filter, one signer, the signatory's certificate among what is signed, a strong hash."""
    if signature.sig_object_type != "/Sig" or signature.sig_object.get("/SubFilter") != SigSeedSubFilter.PADES.value:
        raise SignatureRefusee(Motif.FORMAT)
    donnees, signataire = signature.signed_data, signature.signer_info
    signes = [attribut["type"].native for attribut in signataire["signed_attrs"]]
    annonces = [calcul["algorithm"].native for calcul in donnees["digest_algorithms"]]
    if len(donnees["signer_infos"]) != 1 or signes.count("signing_certificate_v2") != 1:
        raise SignatureRefusee(Motif.FORMAT)
    # Not covered by the signature, and not looked at by pyHanko.
    if not {donnees["version"].native, signataire["version"].native} <= _VERSIONS or annonces != [
        signature.md_algorithm
    ]:
        raise SignatureRefusee(Motif.FORMAT)
    if signature.md_algorithm not in _EMPREINTES:
        raise SignatureRefusee(Motif.ALGORITHME)


def _etat(signature: EmbeddedPdfSignature, qui: Identite, confiance: Confiance, au: datetime) -> PdfSignatureStatus:
    listes = [crl.CertificateList.load(octets) for octets in confiance.revocations]

    def contexte(racines: tuple[bytes, ...]) -> ValidationContext:
        return ValidationContext(
            trust_roots=[x509.Certificate.load(octets) for octets in racines],
            crls=listes,
            moment=au,
            retroactive_revinfo=True,  # the list of today answers for an act of last year: it dates each revocation
        )

    async def travail() -> PdfSignatureStatus:
        return await async_validate_pdf_signature(
            signature, contexte(confiance.racines), contexte(confiance.horodatage or confiance.racines)
        )

    try:
        return attendre(travail())
    except AssertionError as erreur:  # a root of the same name with another kind of key
        raise SignatureRefusee(Motif.CHAINE, emetteur=qui.emetteur) from erreur


def _controler_certificat(etat: PdfSignatureStatus, qui: Identite, au: datetime) -> None:
    """pyHanko asks nothing of a certificate that is itself a root: dates and usage are looked at here."""
    if au > qui.fin:
        raise SignatureRefusee(Motif.CERTIFICAT_EXPIRE, fin=_heure(qui.fin))
    if au < qui.debut:
        raise SignatureRefusee(Motif.CERTIFICAT_PAS_ENCORE_VALABLE, debut=_heure(qui.debut))
    if not etat.trusted:
        raise SignatureRefusee(_CHAINE.get(etat.trust_problem_indic, Motif.CHAINE), emetteur=qui.emetteur)
    if not qui.engage:
        raise SignatureRefusee(Motif.USAGE)


def _controler_horodatage(etat: PdfSignatureStatus) -> None:
    for jeton in (etat.timestamp_validity, etat.content_timestamp_validity):
        if jeton is not None and not (jeton.intact and jeton.valid and jeton.trusted):
            raise SignatureRefusee(Motif.HORODATAGE_INVALIDE)


def _signe_le(signature: EmbeddedPdfSignature) -> datetime:
    """/M, which PAdES asks for in place of the CMS attribute; without a zone it is Paris time."""
    try:
        lu = parse_pdf_date(str(signature.sig_object["/M"]), strict=True)
    except (KeyError, ValueError, PdfError) as erreur:
        raise SignatureRefusee(Motif.DATE_ABSENTE) from erreur
    return lu if lu.tzinfo else lu.replace(tzinfo=PARIS)


def _horodate_le(etat: PdfSignatureStatus) -> datetime | None:
    return etat.timestamp_validity.timestamp if etat.timestamp_validity else None


def _controler_dates(signe_le: datetime, horodate_le: datetime | None, depuis: datetime | None, au: datetime) -> None:
    for instant in filter(None, (signe_le, horodate_le)):
        if instant > au + TOLERANCE or (depuis is not None and instant < depuis - TOLERANCE):
            raise SignatureRefusee(Motif.DATE_INVRAISEMBLABLE, le=_heure(instant))
    if horodate_le is not None and horodate_le < signe_le - TOLERANCE:
        raise SignatureRefusee(Motif.DATE_INVRAISEMBLABLE, le=_heure(signe_le))


def _verification(
    pdf: bytes, signature: EmbeddedPdfSignature, etat: PdfSignatureStatus, qui: Identite, signe_le: datetime
) -> Verification:
    jeton = etat.timestamp_validity
    certification = read_certification_data(signature.reader)
    return Verification(
        empreinte=hashlib.sha256(pdf).hexdigest(),
        signataire=qui.titulaire,
        emetteur=qui.emetteur,
        numero_de_serie=qui.numero_de_serie,
        fin_de_validite=qui.fin,
        niveau=Niveau.B_T if jeton else Niveau.B_B,
        signe_le=signe_le,
        horodate_le=_horodate_le(etat),
        autorite_horodatage=identite(jeton.signing_cert.dump()).titulaire if jeton else None,
        certifiee=certification is not None and certification.permission is MDPPerm.NO_CHANGES,
        specimen=qui.specimen,
    )


def _heure(instant: datetime) -> Phrase:
    a_paris = instant.astimezone(PARIS)
    return Phrase("%(jour)s à %(heure)s", jour=f"{a_paris:%d/%m/%Y}", heure=f"{a_paris:%H:%M}")
