"""The terms as they were displayed: one canonical text, its hash, and the token that binds an act to it."""

import hashlib
import json
from collections.abc import Sequence

from portail.domaine.echeancier import Echeance


class TermesChanges(Exception):
    """What the person confirms is not what the portal would record now: nothing is recorded."""


def empreinte(montant_centimes: int, echeances: Sequence[Echeance], clause: str = "") -> str:
    """SHA-256 of the canonical terms: amount, every instalment and the clause, 64 hexadecimal digits.

    The form is canonical JSON: {"clause": "…", "echeances": [[date, centimes], …], "montant_centimes": n}, keys sorted,
    no blank; terms without a clause have no such key, as before the clause existed.
    """
    termes = {
        "montant_centimes": montant_centimes,
        "echeances": [[e.le.isoformat(), e.montant_centimes] for e in echeances],
        **({"clause": clause} if clause else {}),
    }
    texte = json.dumps(termes, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(texte.encode()).hexdigest()


def verifier_vus(attendue: str, montant_centimes: int, echeances: Sequence[Echeance], clause: str = "") -> None:
    """Raises TermesChanges unless `attendue`, the hash that was displayed, is that of these terms."""
    if attendue != empreinte(montant_centimes, echeances, clause):
        raise TermesChanges
