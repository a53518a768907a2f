"""What a certificate says of its holder."""

from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.x509.oid import NameOID

from portail.services.signature.noms import dit_specimen


@dataclass(frozen=True)
class Identite:
    noms: tuple[str, ...]  # the ways in which the certificate names one person
    titulaire: str
    emetteur: str
    numero_de_serie: str
    debut: datetime
    fin: datetime
    engage: bool  # may commit its holder to a content (key usage « non repudiation »)
    specimen: bool


def identite(der: bytes) -> Identite:
    """Raises ValueError when `der` is not a certificate."""
    lu = x509.load_der_x509_certificate(der)
    noms = _noms(lu.subject)
    return Identite(
        noms=noms,
        titulaire=noms[0] if noms else lu.subject.rfc4514_string(),
        emetteur=_un(lu.issuer, NameOID.COMMON_NAME) or lu.issuer.rfc4514_string(),
        numero_de_serie=f"{lu.serial_number:x}",
        debut=lu.not_valid_before_utc,
        fin=lu.not_valid_after_utc,
        engage=_engage(lu),
        specimen=any(dit_specimen(nom.rfc4514_string()) for nom in (lu.subject, lu.issuer)),
    )


def _noms(sujet: x509.Name) -> tuple[str, ...]:
    etat_civil = f"{_un(sujet, NameOID.GIVEN_NAME)} {_un(sujet, NameOID.SURNAME)}".strip()
    return tuple(nom for nom in (_un(sujet, NameOID.COMMON_NAME), etat_civil) if nom)


def _un(nom: x509.Name, oid: x509.ObjectIdentifier) -> str:
    """The attribute, unless it is absent or there are several to choose from."""
    trouves = nom.get_attributes_for_oid(oid)
    return str(trouves[0].value) if len(trouves) == 1 else ""


def _engage(certificat: x509.Certificate) -> bool:
    try:
        return certificat.extensions.get_extension_for_class(x509.KeyUsage).value.content_commitment
    except x509.ExtensionNotFound:
        return False
