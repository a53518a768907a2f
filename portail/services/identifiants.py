"""Drawing the words of a letter and the references of dossiers."""

import secrets
from dataclasses import dataclass

from portail.domaine.identifiants import (
    ALPHABET,
    LONGUEUR_CODE,
    LONGUEUR_IDENTIFIANT,
    LONGUEUR_SIGNATURE,
    grouper,
    symbole_de_controle,
)


@dataclass(frozen=True)
class Identifiants:
    """The credentials of one letter, in clear: they live in memory and on paper only.

    `signature` is the code under the fold of the sheet, for the acts that commit to terms; "" where there is none.
    """

    identifiant: str
    code: str
    signature: str = ""

    @property
    def identifiant_imprime(self) -> str:
        return grouper(self.identifiant)

    @property
    def code_imprime(self) -> str:
        return grouper(self.code)

    @property
    def signature_imprimee(self) -> str:
        return grouper(self.signature)


def tirer() -> Identifiants:
    """New random credentials (35, 55 and 35 random bits, check symbols included in the length)."""
    return Identifiants(_mot(LONGUEUR_IDENTIFIANT), _mot(LONGUEUR_CODE), _mot(LONGUEUR_SIGNATURE))


def reference_neuve() -> str:
    """A dossier's reference: random, so that it tells nothing of the étude's activity."""
    mot = _symboles(10)
    return f"RPC-{mot[:5]}-{mot[5:]}"


def _mot(longueur: int) -> str:
    mot = _symboles(longueur - 1)
    return mot + symbole_de_controle(mot)


def _symboles(nombre: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(nombre))
