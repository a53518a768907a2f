"""What is asked of a signatory, whom the portal trusts, what a verification found."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from typing import Protocol

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from portail.domaine.phrases import Phrase
from portail.services.signature.motifs import Motif, SignatureRefusee

_PEM = b"-----BEGIN"
_EXTENSIONS = {".pem", ".crt", ".cer", ".der", ".crl"}


class Niveau(StrEnum):
    """PAdES levels (ETSI EN 319 142-1): B-T adds to B-B a time stamp of the signature by a third party."""

    B_B = "B-B"
    B_T = "B-T"


@dataclass(frozen=True)
class Demande:
    """What one commissaire is asked to sign: these very bytes, handed out at `remise_le`."""

    pdf: bytes = field(repr=False)
    commissaire: str
    objet: str  # « Titre exécutoire 2026-000123 »: written in the signature as its reason
    remise_le: datetime

    @cached_property
    def empreinte(self) -> str:
        return hashlib.sha256(self.pdf).hexdigest()


@dataclass(frozen=True)
class Confiance:
    """The authorities whose word is taken, as DER certificates and revocation lists."""

    racines: tuple[bytes, ...] = field(repr=False)
    horodatage: tuple[bytes, ...] = field(default=(), repr=False)  # of time stamps; none: the same roots
    revocations: tuple[bytes, ...] = field(default=(), repr=False)
    specimen_admis: bool = False  # for the demonstration only

    def __post_init__(self) -> None:
        if not self.racines:  # pyHanko would then trust every authority known to the operating system
            raise SignatureRefusee(Motif.RACINES_ILLISIBLES, chemin=Phrase("aucun chemin"))

    @classmethod
    def lire(cls, racines: Path, horodatage: Path | None = None, revocations: Path | None = None) -> "Confiance":
        """From files, or folders of files, in PEM or DER. Raises SignatureRefusee."""
        return cls(
            _certificats(racines),
            _certificats(horodatage) if horodatage else (),
            _listes(revocations) if revocations else (),
        )


@dataclass(frozen=True)
class Verification:
    """A signed file found good: by whom, when, at which level."""

    empreinte: str  # SHA-256 of the whole file
    signataire: str  # as the certificate names him
    emetteur: str
    numero_de_serie: str
    fin_de_validite: datetime
    niveau: Niveau
    signe_le: datetime  # said by the signatory
    horodate_le: datetime | None  # said by the time-stamping authority
    autorite_horodatage: str | None
    certifiee: bool  # the signature forbids any later change of the file (DocMDP 1)
    specimen: bool


@dataclass(frozen=True)
class DocumentSigne:
    pdf: bytes = field(repr=False)
    verification: Verification


class Signataire(Protocol):
    """Turns a request into a signed document that was verified; raises SignatureRefusee."""

    @property
    def a_distance(self) -> bool:
        """True when the signed file must be brought back: `retour` is then required."""

    def achever(self, demande: Demande, maintenant: datetime, retour: bytes | None = None) -> DocumentSigne: ...


def _certificats(chemin: Path) -> tuple[bytes, ...]:
    def lire(contenu: bytes) -> list[x509.Certificate]:
        if _PEM in contenu:
            return x509.load_pem_x509_certificates(contenu)
        return [x509.load_der_x509_certificate(contenu)]

    try:
        lus = tuple(c.public_bytes(Encoding.DER) for f in _fichiers(chemin) for c in lire(f.read_bytes()))
    except (OSError, ValueError) as erreur:
        raise SignatureRefusee(Motif.RACINES_ILLISIBLES, chemin=str(chemin)) from erreur
    if not lus:
        raise SignatureRefusee(Motif.RACINES_ILLISIBLES, chemin=str(chemin))
    return lus


def _listes(chemin: Path) -> tuple[bytes, ...]:
    def lire(contenu: bytes) -> x509.CertificateRevocationList:
        return x509.load_pem_x509_crl(contenu) if _PEM in contenu else x509.load_der_x509_crl(contenu)

    try:
        return tuple(lire(f.read_bytes()).public_bytes(Encoding.DER) for f in _fichiers(chemin))
    except (OSError, ValueError) as erreur:
        raise SignatureRefusee(Motif.RACINES_ILLISIBLES, chemin=str(chemin)) from erreur


def _fichiers(chemin: Path) -> list[Path]:
    if not chemin.is_dir():
        return [chemin]
    return sorted(f for f in chemin.iterdir() if f.suffix.lower() in _EXTENSIONS)
