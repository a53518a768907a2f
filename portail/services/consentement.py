"""What was read before signing: a signed token over the exact terms, words and session (securite.md, T10 and M7).

The page that asks for a signature carries it; the act is refused unless what it would record now is the same thing,
and the token still says in figures what was read, so that the difference can be shown.
"""

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from portail.domaine.echeancier import Echeancier
from portail.services.jetons import JetonExpire, JetonInvalide, Jetons
from portail.services.termes import TermesChanges

USAGE = "consentement"
DUREE_S = 2 * 60 * 60  # as long as a debtor's session may last


class Genre(StrEnum):
    """What signing would do."""

    OFFRE = "offre"  # send one's own proposal
    PLAN = "plan"  # conclude on what the creditor signed in advance
    ACCORD = "accord"  # conclude on his pending offer


@dataclass(frozen=True)
class Lu:
    """The terms on a page that asks for a signature. `declarations`: SHA-256 of each statement shown with them."""

    genre: Genre
    empreinte: str  # of the terms, see services.termes
    declarations: tuple[str, ...]
    montant_centimes: int
    nombre: int
    premier: tuple[date, int]
    dernier: tuple[date, int]

    @classmethod
    def de(cls, genre: Genre, empreinte: str, echeancier: Echeancier, *declarations: str) -> "Lu":
        debut, fin = echeancier.echeances[0], echeancier.echeances[-1]
        return cls(
            genre,
            empreinte,
            declarations,
            echeancier.total_centimes,
            echeancier.nombre,
            (debut.le, debut.montant_centimes),
            (fin.le, fin.montant_centimes),
        )

    def memes_chiffres(self, autre: "Lu") -> bool:
        """True if nothing that a reader compares has changed: only the words, or something else of the dossier."""
        return replace(self, declarations=(), empreinte="") == replace(autre, declarations=(), empreinte="")

    @property
    def objet(self) -> str:
        """SHA-256 of all that a signature would bind: what a one-time code is made for."""
        return hashlib.sha256(json.dumps(_contenu(self), sort_keys=True, separators=(",", ":")).encode()).hexdigest()


class LectureChangee(TermesChanges):
    """What was read is not what would be signed now. `lu`: what was read, None when the token says nothing."""

    def __init__(self, lu: Lu | None, *, trop_vieux: bool = False) -> None:
        super().__init__()
        self.lu, self.trop_vieux = lu, trop_vieux


def sceller(jetons: Jetons, dossier_id: int, seance: str, lu: Lu, maintenant: datetime) -> str:
    """The token for the form. `seance`: key of the session that reads."""
    return jetons.signer(USAGE, {"l": _lien(dossier_id, seance), **_contenu(lu)}, le=maintenant)


def ouvrir(jetons: Jetons, jeton: str, dossier_id: int, seance: str, maintenant: datetime) -> Lu:
    """What this token says was read. Raises LectureChangee: altered, for another dossier or session, too old."""
    trop_vieux = False
    try:
        contenu = jetons.lire(USAGE, jeton, duree_s=DUREE_S, le=maintenant)
    except JetonExpire as vieux:
        contenu, trop_vieux = vieux.contenu, True
    except JetonInvalide:
        raise LectureChangee(None) from None
    if contenu.get("l") != _lien(dossier_id, seance):
        raise LectureChangee(None)
    lu = _lu(contenu)
    if trop_vieux:
        raise LectureChangee(lu, trop_vieux=True)
    return lu


def verifier(jetons: Jetons, jeton: str, dossier_id: int, seance: str, present: Lu | None, maintenant: datetime) -> Lu:
    """Gives `present`, what would be signed now, if it is what was read. Raises LectureChangee."""
    lu = ouvrir(jetons, jeton, dossier_id, seance, maintenant)
    if present is None or lu != present:
        raise LectureChangee(lu)
    return present


def _contenu(lu: Lu) -> dict[str, Any]:
    return {
        "g": lu.genre.value,
        "t": lu.empreinte,
        "d": list(lu.declarations),
        "m": lu.montant_centimes,
        "n": lu.nombre,
        "e": [[le.isoformat(), centimes] for le, centimes in (lu.premier, lu.dernier)],
    }


def _lu(contenu: dict[str, Any]) -> Lu:
    premier, dernier = ((date.fromisoformat(le), centimes) for le, centimes in contenu["e"])
    return Lu(Genre(contenu["g"]), contenu["t"], tuple(contenu["d"]), contenu["m"], contenu["n"], premier, dernier)


def _lien(dossier_id: int, seance: str) -> str:
    """The dossier and the session, in 128 bits: neither can be read in the page."""
    return hashlib.sha256(f"{dossier_id}|{seance}".encode()).hexdigest()[:32]
