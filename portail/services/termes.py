"""The terms as they were displayed: one canonical text, its hash, and the token that binds an act to it."""

import hashlib
import json
from collections.abc import Sequence

from portail.domaine.echeancier import Echeance


class TermesChanges(Exception):
    """What the person confirms is not what the portal would record now: nothing is recorded."""


def empreinte(montant_centimes: int, echeances: Sequence[Echeance]) -> str:
    """SHA-256 of the canonical terms: amount and every instalment, 64 hexadecimal digits.

    The form is canonical JSON: {"echeances": [[date, centimes], …], "montant_centimes": n}, keys sorted, no blank.
    """
    termes = {
        "montant_centimes": montant_centimes,
        "echeances": [[e.le.isoformat(), e.montant_centimes] for e in echeances],
    }
    texte = json.dumps(termes, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(texte.encode()).hexdigest()


def verifier_vus(attendue: str, montant_centimes: int, echeances: Sequence[Echeance]) -> None:
    """Raises TermesChanges unless `attendue`, the hash that was displayed, is that of these terms."""
    if attendue != empreinte(montant_centimes, echeances):
        raise TermesChanges
