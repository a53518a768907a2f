"""Anchors: heads of the journal, signed and kept outside the database, where a rollback or a truncation cannot follow.

One line of JSON each, appended to `AAAA-MM.jsonl`: {cle, empreinte, le, scelle, seq, signature}. `scelle` is the first
sealed row, so that seals cannot be taken off afterwards. Beside it, `AAAA-MM-JJ-<seq>.tsr` when an authority of time
stamps answers: RFC 3161, over the bytes of the line.
"""

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from portail.config import Reglages
from portail.domaine import chaine
from portail.persistance.journal import Tete
from portail.services.preuve import ClesPreuve, Sceau


@dataclass(frozen=True)
class Ancre:
    """A line of an anchor file, believed or not: see `est_signee`. `scelle` is the first sealed row, None if none."""

    seq: int
    empreinte: str
    le: str  # UTC, to the second
    scelle: int | None
    cle: str
    signature: str  # hexadecimal
    octets: bytes  # the line as it is written
    fichier: Path
    rang: int  # line in the file, from 1

    @property
    def lieu(self) -> str:
        return f"{self.fichier.name}, ligne {self.rang}"

    @property
    def jeton(self) -> Path:
        """Where its time stamp is, if there is one."""
        return self.fichier.parent / f"{self.le[:10]}-{self.seq}.tsr"

    def valeurs(self) -> dict[str, Any]:
        """For an export: what `chaine.message_ancre` reads, and the signature."""
        noms = ("seq", "empreinte", "le", "scelle", "cle", "signature")
        return {nom: getattr(self, nom) for nom in noms}

    def est_signee(self, preuve: ClesPreuve) -> bool:
        """True if one of our keys signed it, and the line says nothing else."""
        valeurs = self.valeurs()
        try:
            sceau = Sceau(self.cle, bytes.fromhex(self.signature))
            ecrite, message = chaine.canonique(valeurs), chaine.message_ancre(valeurs)
        except ValueError:
            return False
        return self.octets == ecrite and preuve.verifier(message, sceau)


def dossier_des_ancres(reglages: Reglages) -> Path:
    return reglages.ancres or reglages.donnees / "ancres"


def lire(dossier: Path) -> tuple[list[Ancre], list[str]]:
    """(anchors in the order of the files, places of the lines that are no anchor at all)."""
    ancres, illisibles = [], []
    for fichier in sorted(dossier.glob("*.jsonl")):
        for rang, octets in enumerate(fichier.read_bytes().split(b"\n"), start=1):
            ancre = _lire_ligne(octets, fichier, rang)
            if ancre is not None:
                ancres.append(ancre)
            elif octets:
                illisibles.append(f"{fichier.name}, ligne {rang}")
    return ancres, illisibles


def _lire_ligne(octets: bytes, fichier: Path, rang: int) -> Ancre | None:
    try:
        lu = json.loads(octets)
        ancre = Ancre(**lu, octets=octets, fichier=fichier, rang=rang)
    except (ValueError, TypeError, RecursionError):
        return None
    genres = {"seq": int, "empreinte": str, "le": str, "cle": str, "signature": str, "scelle": int | None}
    return ancre if all(isinstance(lu[nom], genre) for nom, genre in genres.items()) else None


def signer(tete: Tete, scelle: int | None, preuve: ClesPreuve, dossier: Path, maintenant: datetime) -> Ancre:
    """The anchor of this head, not written yet."""
    le = maintenant.strftime("%Y-%m-%dT%H:%M:%SZ")
    atteste = {"seq": tete.seq, "empreinte": tete.empreinte, "le": le, "scelle": scelle}
    sceau = preuve.signer(chaine.message_ancre(atteste))
    valeurs: dict[str, Any] = {**atteste, "cle": sceau.cle, "signature": sceau.signature.hex()}
    return Ancre(**valeurs, octets=chaine.canonique(valeurs), fichier=dossier / f"{le[:7]}.jsonl", rang=0)


def ajouter(ancre: Ancre) -> None:
    """One write at the end of its file, on the disk before this returns. Raises OSError.

    A line that a power cut left unfinished is closed first.
    """
    fichier = ancre.fichier
    fichier.parent.mkdir(parents=True, exist_ok=True)
    coupee = fichier.exists() and fichier.read_bytes()[-1:] not in (b"", b"\n")
    with fichier.open("ab", buffering=0) as flux:
        flux.write((b"\n" if coupee else b"") + ancre.octets + b"\n")
        os.fsync(flux.fileno())
    repertoire = os.open(fichier.parent, os.O_RDONLY)
    try:
        os.fsync(repertoire)
    finally:
        os.close(repertoire)
