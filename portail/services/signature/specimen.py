"""The certificate of the demonstration: it says SPÉCIMEN, and its authority exists nowhere else."""

import hashlib
import os
import secrets
import shutil
import tempfile
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePrivateKey, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import NameOID

from portail.services.signature.modele import Confiance
from portail.services.signature.signataires import CertificatEtude

_AVANT, _APRES = timedelta(days=3650), timedelta(days=10950)  # whatever day the demonstration pretends it is
_CERTIFICAT, _MOT_DE_PASSE, _RACINE = "certificat.p12", "mot-de-passe", "racine.pem"
_NOM_COMMUN = 64  # RFC 5280; in bytes for cryptography


@dataclass(frozen=True)
class Specimen:
    certificat: Path
    mot_de_passe: str = field(repr=False)
    racine: Path

    @property
    def confiance(self) -> Confiance:
        racines = Confiance.lire(self.racine).racines
        return Confiance(racines, specimen_admis=True)

    def signataire(self) -> CertificatEtude:
        return CertificatEtude(self.certificat, self.mot_de_passe, self.confiance)


def certificat_specimen(dossier: Path, commissaire: str, maintenant: datetime) -> Specimen:
    """The specimen of `commissaire` kept under `dossier`, made the first time; only its owner can read the files.

    No verification accepts it unless `specimen_admis` is set, which production never does.
    """
    lieu = dossier / f"specimen-{hashlib.sha256(commissaire.encode()).hexdigest()[:16]}"
    if not lieu.exists():
        _fabriquer(lieu, commissaire, maintenant)
    return Specimen(lieu / _CERTIFICAT, (lieu / _MOT_DE_PASSE).read_text("ascii"), lieu / _RACINE)


def racines_des_specimens(dossier: Path) -> tuple[bytes, ...]:
    """The authorities of every specimen made under `dossier`, in DER: what only a demonstration may trust."""
    return tuple(r for racine in sorted(dossier.glob(f"specimen-*/{_RACINE}")) for r in Confiance.lire(racine).racines)


def _fabriquer(lieu: Path, commissaire: str, maintenant: datetime) -> None:
    """All the files at once: of two processes that start together, the first one wins."""
    lieu.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    provisoire = Path(tempfile.mkdtemp(dir=lieu.parent, prefix=".specimen-"))
    try:
        for nom, contenu in _fichiers(commissaire, maintenant).items():
            poignee = os.open(provisoire / nom, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(poignee, "wb") as fichier:
                fichier.write(contenu)
        os.rename(provisoire, lieu)
    except OSError:
        shutil.rmtree(provisoire, ignore_errors=True)
        if not lieu.exists():
            raise


def _fichiers(commissaire: str, maintenant: datetime) -> dict[str, bytes]:
    cle_racine, cle = generate_private_key(SECP256R1()), generate_private_key(SECP256R1())
    mot_de_passe = secrets.token_urlsafe(24).encode("ascii")
    racine = _certifier(_nom("SPÉCIMEN – autorité de démonstration"), None, cle_racine, cle_racine, maintenant)
    titulaire = _nom(f"SPÉCIMEN – {commissaire}", x509.NameAttribute(NameOID.SURNAME, commissaire))
    certificat = _certifier(titulaire, racine, cle, cle_racine, maintenant)
    coffre = serialize_key_and_certificates(
        b"specimen", cle, certificat, [racine], BestAvailableEncryption(mot_de_passe)
    )
    # The key of the authority is forgotten here: nothing else will ever be certified by it.
    return {_CERTIFICAT: coffre, _MOT_DE_PASSE: mot_de_passe, _RACINE: racine.public_bytes(Encoding.PEM)}


def _nom(commun: str, *autres: x509.NameAttribute[str]) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "FR"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "SPÉCIMEN sans aucune valeur"),
            x509.NameAttribute(NameOID.COMMON_NAME, commun.encode()[:_NOM_COMMUN].decode(errors="ignore")),
            *autres,
        ]
    )


def _certifier(
    titulaire: x509.Name,
    emetteur: x509.Certificate | None,
    cle: EllipticCurvePrivateKey,
    cle_emetteur: EllipticCurvePrivateKey,
    maintenant: datetime,
) -> x509.Certificate:
    """Self-signed without `emetteur`: an authority; otherwise a certificate that may only sign documents."""
    autorite = emetteur is None
    return (
        x509.CertificateBuilder()
        .subject_name(titulaire)
        .issuer_name(emetteur.subject if emetteur else titulaire)
        .public_key(cle.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(maintenant - _AVANT)
        .not_valid_after(maintenant + _APRES)
        .add_extension(x509.BasicConstraints(ca=autorite, path_length=0 if autorite else None), critical=True)
        .add_extension(_usages(autorite), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(cle.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(cle_emetteur.public_key()), critical=False)
        .sign(cle_emetteur, SHA256())
    )


def _usages(autorite: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=False,
        content_commitment=not autorite,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=autorite,
        crl_sign=autorite,
        encipher_only=False,
        decipher_only=False,
    )
