"""Every setting: its name, its type, its default. Read from the environment, checked before anything starts.

A default must be right in production and public; whatever is secret has none there.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit

HTMX_VERSION = "2.0.11"
HTMX_CDN = f"https://cdn.jsdelivr.net/npm/htmx.org@{HTMX_VERSION}/dist/htmx.min.js"
HTMX_SRI = "sha384-2OatzQy1H+Zd/IIrjr1TcuDGqLXeHhbooAyJY1KdQMKnr4LZ22k31GBLdYKHmVjg"
HTMX_LOCAL = f"htmx-{HTMX_VERSION}.min.js"

E = TypeVar("E", bound=StrEnum)

LONGUEUR_SECRET = 32  # characters; 256 bits when drawn with secrets.token_urlsafe(32)


class Mode(StrEnum):
    PRODUCTION = "production"
    DEMONSTRATION = "demonstration"
    TEST = "test"


class Canal(StrEnum):
    """Whose electronic channel the letter names (arrêté du 3 juin 2016)."""

    PORTAIL = "portail"
    CHAMBRE = "chambre"


class ModeSignature(StrEnum):
    """How the acts of the commissaire are signed (art. 648 CPC)."""

    AUCUNE = ""  # the demonstration then signs with a certificate that says SPÉCIMEN; production issues no act
    CERTIFICAT = "certificat"  # a PKCS#12 file held by the étude
    EXTERNE = "externe"  # the commissaire signs elsewhere and brings the file back


@dataclass(frozen=True)
class ReglagesSignature:
    """Where the key and the trusted authorities are; the levels are those of PAdES (B-B, or B-T with a time stamp)."""

    mode: ModeSignature = ModeSignature.AUCUNE
    certificat: Path | None = None
    mot_de_passe: str = field(default="", repr=False)
    racines: Path | None = None  # a file or a folder of certificates, PEM or DER
    racines_horodatage: Path | None = None
    revocations: Path | None = None
    niveau: str = "B-B"


class ConfigurationInvalide(Exception):
    """The environment does not allow starting; `manques` are French sentences for the operator."""

    def __init__(self, manques: list[str]) -> None:
        super().__init__("\n".join(manques))
        self.manques = manques


@dataclass(frozen=True)
class Reglages:
    """The settings of one running portal."""

    mode: Mode
    cles: tuple[str, ...]  # signing keys, oldest first; the last one signs
    poivres: Mapping[int, str]  # peppers of letter codes and passwords by id; the highest id is used for new ones
    base: str  # SQLAlchemy URL
    donnees: Path  # folder of uploaded pieces, issued documents, mail spool
    url_publique: str  # no trailing slash; links in letters and mails start with it
    hotes: tuple[str, ...]
    htmx: str  # "cdn" or "local"
    courriels: str  # "spool", or smtp://user:password@host:port, smtps://…
    expediteur: str
    canal: Canal = Canal.PORTAIL
    mandataires: int = 0  # trusted reverse proxies in front of the server
    baremes: Path | None = None  # the étude's own tariff tables
    preuve: tuple[str, ...] = ()  # long-lived keys of the evidence, oldest first; outside production, `cles` serve
    entrepot: str = ""  # fsspec URL of the store of files; empty: a folder under `donnees`
    ancres: Path | None = None  # folder of the signed heads of the journal; None: under `donnees`
    signature: ReglagesSignature = field(default_factory=ReglagesSignature)
    horodatage: str = field(default="", repr=False)  # RFC 3161 address, which may hold an account
    argon2: tuple[int, int, int] = field(default=(2, 19456, 1))  # time, KiB, lanes (securite.md M1)

    @property
    def specimen(self) -> bool:
        """True when nothing printed here may have any legal effect."""
        return self.mode is not Mode.PRODUCTION

    @property
    def https(self) -> bool:
        return self.url_publique.startswith("https://")


def lire(environ: Mapping[str, str]) -> Reglages:
    """The settings found in `environ`; raises ConfigurationInvalide with everything that is missing."""
    manques: list[str] = []
    mode = _choix(environ, "PORTAIL_MODE", Mode, Mode.PRODUCTION, manques)
    url = environ.get("PORTAIL_URL_PUBLIQUE", "").rstrip("/")
    donnees = Path(environ.get("PORTAIL_DONNEES", "donnees-portail")).absolute()
    reglages = Reglages(
        mode=mode,
        cles=_liste(environ.get("PORTAIL_CLES", "")),
        poivres=_poivres(environ.get("PORTAIL_POIVRES", ""), manques),
        base=environ.get("PORTAIL_BASE") or f"sqlite:///{donnees / 'portail.db'}",
        donnees=donnees,
        url_publique=url,
        hotes=_liste(environ.get("PORTAIL_HOTES", "")) or _hote(url),
        htmx=environ.get("PORTAIL_HTMX", "cdn"),
        courriels=environ.get("PORTAIL_COURRIELS", ""),
        expediteur=environ.get("PORTAIL_EXPEDITEUR", ""),
        canal=_choix(environ, "PORTAIL_CANAL", Canal, Canal.PORTAIL, manques),
        mandataires=_entier(environ, "PORTAIL_MANDATAIRES", 0, manques),
        baremes=_chemin(environ, "PORTAIL_BAREMES"),
        preuve=_liste(environ.get("PORTAIL_CLES_PREUVE", "")),
        entrepot=environ.get("PORTAIL_ENTREPOT", ""),
        ancres=_chemin(environ, "PORTAIL_ANCRES"),
        signature=_signature(environ, manques),
        horodatage=environ.get("PORTAIL_HORODATAGE", ""),
    )
    manques += _controler(reglages) + _controler_signature(reglages.signature, reglages.horodatage)
    if manques:
        raise ConfigurationInvalide(manques)
    return reglages


def secrets_neufs() -> dict[str, str]:
    """Fresh secrets in the form of the environment, for a demonstration or a first installation."""
    return {
        "PORTAIL_CLES": secrets.token_urlsafe(32),
        "PORTAIL_POIVRES": f"1:{secrets.token_urlsafe(32)}",
        "PORTAIL_CLES_PREUVE": secrets.token_urlsafe(32),
    }


def _controler(r: Reglages) -> list[str]:
    manques = []
    if not r.cles:
        manques.append("PORTAIL_CLES manque : donnez au moins une clé de signature (portail secrets en fabrique).")
    if not r.poivres:
        manques.append("PORTAIL_POIVRES manque : donnez au moins un poivre, sous la forme « 1:valeur ».")
    if r.htmx not in ("cdn", "local"):
        manques.append("PORTAIL_HTMX doit valoir « cdn » ou « local ».")
    if not r.url_publique.startswith(("http://", "https://")):
        manques.append("PORTAIL_URL_PUBLIQUE manque : donnez l’adresse publique, par exemple https://etude.example.")
    if r.courriels != "spool" and not r.courriels.startswith(("smtp://", "smtps://")):
        manques.append("PORTAIL_COURRIELS doit valoir « spool » ou une adresse smtp://hôte:port.")
    if r.mode is Mode.PRODUCTION:
        manques += _controler_production(r)
    return manques


def _controler_production(r: Reglages) -> list[str]:
    manques = []
    if not r.preuve:
        manques.append("PORTAIL_CLES_PREUVE manque : donnez au moins une clé de preuve (portail secrets en fabrique).")
    faibles = [s for s in (*r.cles, *r.poivres.values(), *r.preuve) if len(s) < LONGUEUR_SECRET or len(set(s)) < 10]
    if faibles:
        manques.append(
            f"Un secret est trop court ou trop simple : il faut {LONGUEUR_SECRET} caractères tirés au hasard "
            "(portail secrets en fabrique)."
        )
    if not r.https:
        manques.append("PORTAIL_URL_PUBLIQUE doit commencer par https:// en production.")
    if not r.hotes:
        manques.append("PORTAIL_HOTES manque : donnez les noms d’hôte servis.")
    if r.courriels == "spool":
        manques.append("PORTAIL_COURRIELS : la production envoie les courriels par smtp:// ou smtps://.")
    if "@" not in r.expediteur:
        manques.append("PORTAIL_EXPEDITEUR manque : donnez l’adresse électronique qui envoie les courriels.")
    return manques


def _controler_signature(s: ReglagesSignature, horodatage: str) -> list[str]:
    manques = []
    if s.mode is ModeSignature.CERTIFICAT and s.certificat is None:
        manques.append("PORTAIL_SIGNATURE_CERTIFICAT manque : donnez le fichier PKCS#12 du certificat de l’étude.")
    if s.mode is not ModeSignature.AUCUNE and s.racines is None:
        manques.append("PORTAIL_SIGNATURE_RACINES manque : donnez les certificats des autorités de confiance.")
    if s.niveau not in ("B-B", "B-T"):
        manques.append(f"PORTAIL_SIGNATURE_NIVEAU doit valoir « B-B » ou « B-T », pas « {s.niveau} ».")
    if s.mode is ModeSignature.CERTIFICAT and s.niveau == "B-T" and not horodatage:
        manques.append("PORTAIL_HORODATAGE manque : le niveau « B-T » veut l’adresse d’une autorité d’horodatage.")
    if horodatage and not horodatage.startswith(("http://", "https://")):
        manques.append("PORTAIL_HORODATAGE doit commencer par http:// ou https://.")
    return manques


def _signature(environ: Mapping[str, str], manques: list[str]) -> ReglagesSignature:
    return ReglagesSignature(
        mode=_choix(environ, "PORTAIL_SIGNATURE", ModeSignature, ModeSignature.AUCUNE, manques),
        certificat=_chemin(environ, "PORTAIL_SIGNATURE_CERTIFICAT"),
        mot_de_passe=environ.get("PORTAIL_SIGNATURE_MOT_DE_PASSE", ""),
        racines=_chemin(environ, "PORTAIL_SIGNATURE_RACINES"),
        racines_horodatage=_chemin(environ, "PORTAIL_SIGNATURE_RACINES_HORODATAGE"),
        revocations=_chemin(environ, "PORTAIL_SIGNATURE_REVOCATIONS"),
        niveau=environ.get("PORTAIL_SIGNATURE_NIVEAU") or "B-B",
    )


def _chemin(environ: Mapping[str, str], nom: str) -> Path | None:
    return Path(environ[nom]).absolute() if environ.get(nom) else None


def _liste(texte: str) -> tuple[str, ...]:
    return tuple(m.strip() for m in texte.split(",") if m.strip())


def _hote(url: str) -> tuple[str, ...]:
    hote = urlsplit(url).hostname
    return (hote,) if hote else ()


def _poivres(texte: str, manques: list[str]) -> dict[int, str]:
    poivres = {}
    for morceau in _liste(texte):
        numero, deux_points, valeur = morceau.partition(":")
        if not (deux_points and numero.isascii() and numero.isdigit() and valeur):
            manques.append("PORTAIL_POIVRES : la forme attendue est « 2:valeur,1:valeur ».")
            return {}
        poivres[int(numero)] = valeur
    return poivres


def _choix(environ: Mapping[str, str], nom: str, genre: type[E], defaut: E, manques: list[str]) -> E:
    texte = environ.get(nom, defaut.value)
    try:
        return genre(texte)
    except ValueError:
        manques.append(f"{nom} doit valoir {' ou '.join(f'« {m.value} »' for m in genre)}, pas « {texte} ».")
        return defaut


def _entier(environ: Mapping[str, str], nom: str, defaut: int, manques: list[str]) -> int:
    texte = environ.get(nom, str(defaut))
    if texte.isascii() and texte.isdigit():
        return int(texte)
    manques.append(f"{nom} doit être un nombre entier, pas « {texte} ».")
    return defaut
