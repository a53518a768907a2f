"""Authorities, certificates and time stamps made for a test; nothing here comes from the product."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

from portail.services.signature.modele import Confiance

MAINTENANT = datetime(2026, 11, 22, 9, 42, tzinfo=UTC)
UN_AN = timedelta(days=365)
LISTE = x509.CRLDistributionPoints(
    [x509.DistributionPoint([x509.UniformResourceIdentifier("http://autorite.example/liste.crl")], None, None, None)]
)
MOT_DE_PASSE = "mot de passe du coffre"


@cache
def cle_rsa(rang: int = 0, taille: int = 2048):
    """RSA keys are slow to make: the same ones serve the whole run."""
    return rsa.generate_private_key(65537, taille)


@dataclass(frozen=True)
class Porteur:
    cle: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    certificat: x509.Certificate
    chaine: tuple[x509.Certificate, ...] = ()

    @property
    def der(self) -> bytes:
        return self.certificat.public_bytes(Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificat.public_bytes(Encoding.PEM)

    def cle_der(self) -> bytes:
        return self.cle.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())

    def cle_pem(self) -> bytes:
        return self.cle.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def ranger(self, fichier: Path) -> Path:
        coffre = serialize_key_and_certificates(
            b"etude", self.cle, self.certificat, self.chaine, BestAvailableEncryption(MOT_DE_PASSE.encode())
        )
        fichier.write_bytes(coffre)
        return fichier


class Autorite(Porteur):
    @classmethod
    def creer(cls, nom="Autorité de certification des essais", cle=None, *, anonyme=False):
        """`anonyme`: without key identifiers, so that only the name leads to it."""
        cle = cle or ec.generate_private_key(ec.SECP256R1())
        sujet = _sujet(nom)
        extensions = [(x509.BasicConstraints(True, None), True), (usages("key_cert_sign", "crl_sign"), True)]
        return cls(cle, _certifier(sujet, sujet, cle.public_key(), cle, extensions, anonyme=anonyme))

    def certifier(
        self,
        sujet="Claire Aubin",
        *,
        cle=None,
        usage="content_commitment",
        etendus=(),
        debut=None,
        fin=None,
        anonyme=False,
    ):
        cle = cle or ec.generate_private_key(ec.SECP256R1())
        extensions = [(x509.BasicConstraints(False, None), True), (usages(usage), True), (LISTE, False)]
        if etendus:
            extensions.append((x509.ExtendedKeyUsage(etendus), True))
        nom = _sujet(sujet) if isinstance(sujet, str) else sujet
        certificat = _certifier(
            nom, self.certificat.subject, cle.public_key(), self.cle, extensions, debut, fin, anonyme
        )
        return Porteur(cle, certificat, (self.certificat,))

    def revoquer(self, porteur: Porteur, le: datetime) -> bytes:
        revocation = (
            x509.RevokedCertificateBuilder().serial_number(porteur.certificat.serial_number).revocation_date(le).build()
        )
        liste = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.certificat.subject)
            .last_update(le)
            .next_update(le + UN_AN)
            .add_revoked_certificate(revocation)
        )
        return liste.sign(self.cle, SHA256()).public_bytes(Encoding.DER)

    def confiance(self, **options) -> Confiance:
        return Confiance((self.der,), **options)


def usages(*vrais: str) -> x509.KeyUsage:
    tous = (
        "digital_signature content_commitment key_encipherment data_encipherment key_agreement key_cert_sign crl_sign"
    )
    return x509.KeyUsage(**{nom: nom in vrais for nom in tous.split()}, encipher_only=False, decipher_only=False)


def etat_civil(prenom: str, nom: str, commun: str = "Signature") -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COMMON_NAME, commun),
            x509.NameAttribute(NameOID.GIVEN_NAME, prenom),
            x509.NameAttribute(NameOID.SURNAME, nom),
        ]
    )


@contextmanager
def horodatage(autorite: Autorite, le: datetime = MAINTENANT, repondre=None) -> Iterator[str]:
    """The address of a time-stamping authority of this machine; `repondre` replaces its answer."""
    porteur = autorite.certifier(
        "Horodatage des essais", cle=cle_rsa(1), usage="digital_signature", etendus=[ExtendedKeyUsageOID.TIME_STAMPING]
    )
    machine = DummyTimeStamper(
        asn1.Certificate.load(porteur.der), keys.PrivateKeyInfo.load(porteur.cle_der()), fixed_dt=le
    )

    class Guichet(BaseHTTPRequestHandler):
        def do_POST(self):
            corps = self.rfile.read(int(self.headers["Content-Length"]))
            serveur.recus.append(self.headers)
            if repondre is not None:
                statut, entetes, reponse = repondre(machine, corps)
            else:
                reponse = machine.request_tsa_response(tsp.TimeStampReq.load(corps)).dump()
                statut, entetes = 200, {"Content-Type": "application/timestamp-reply"}
            self.send_response(statut)
            for nom, valeur in entetes.items():
                self.send_header(nom, valeur)
            self.end_headers()
            self.wfile.write(reponse)

        def log_message(self, *_):
            pass

    serveur = ThreadingHTTPServer(("127.0.0.1", 0), Guichet)
    serveur.daemon_threads = False  # closing then waits for the last answer: no socket outlives the test
    serveur.recus = []
    fil = Thread(target=serveur.serve_forever, kwargs={"poll_interval": 0.05})
    fil.start()
    try:
        yield Adresse(f"http://127.0.0.1:{serveur.server_port}/tsa", serveur.recus)
    finally:
        serveur.shutdown()
        serveur.server_close()
        fil.join()


class Adresse(str):
    """Where the authority listens; `recus` holds the headers of each request."""

    def __new__(cls, texte, recus):
        adresse = super().__new__(cls, texte)
        adresse.recus = recus
        return adresse


def _sujet(nom: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COUNTRY_NAME, "FR"), x509.NameAttribute(NameOID.COMMON_NAME, nom)])


def _certifier(sujet, emetteur, publique, cle, extensions, debut=None, fin=None, anonyme=False) -> x509.Certificate:
    certificat = (
        x509.CertificateBuilder()
        .subject_name(sujet)
        .issuer_name(emetteur)
        .public_key(publique)
        .serial_number(x509.random_serial_number())
        .not_valid_before(debut or MAINTENANT - UN_AN)
        .not_valid_after(fin or MAINTENANT + UN_AN)
    )
    if not anonyme:
        de_la_cle = x509.SubjectKeyIdentifier.from_public_key(publique)
        de_l_autorite = x509.AuthorityKeyIdentifier.from_issuer_public_key(cle.public_key())
        extensions = [*extensions, (de_la_cle, False), (de_l_autorite, False)]
    for extension, critique in extensions:
        certificat = certificat.add_extension(extension, critical=critique)
    return certificat.sign(cle, SHA256())
