"""The short reference printed on each document: whoever holds the paper can ask whether it is ours.

Twelve symbols, three groups of four: six at random, five that only our key can compute, one that tells a typing slip.
A reference says nothing of the dossier nor of anybody.
"""

import secrets

from portail.domaine.identifiants import ALPHABET, est_bien_forme, normaliser, symbole_de_controle
from portail.services.preuve import ClesPreuve

LONGUEUR = 12
_HASARD = 6
_USAGE = "reference"
_CHIFFRES_DU_SCEAU = 16  # 64 bits of the seal, of which five symbols keep 25


class ReferenceMalRecopiee(Exception):
    """Not twelve symbols, or the last one does not fit: a typing slip, told as such."""


class ReferenceInconnue(Exception):
    """Well formed, but never drawn by this portal."""


def neuve(preuve: ClesPreuve) -> str:
    """A reference never drawn before, save by a chance of one in a billion that a unique index catches."""
    hasard = "".join(secrets.choice(ALPHABET) for _ in range(_HASARD))
    corps = hasard + _symboles(preuve.sceller(_USAGE, hasard))
    return corps + symbole_de_controle(corps)


def lire(texte: str, preuve: ClesPreuve) -> str:
    """The reference meant by what was typed or scanned; raises ReferenceMalRecopiee, ReferenceInconnue."""
    mot = normaliser(texte)
    if not est_bien_forme(mot, LONGUEUR):
        raise ReferenceMalRecopiee
    if not any(_symboles(s) == mot[_HASARD:-1] for s in preuve.sceaux(_USAGE, mot[:_HASARD])):
        raise ReferenceInconnue
    return mot


def _symboles(sceau: str) -> str:
    nombre = int(sceau[:_CHIFFRES_DU_SCEAU], 16)
    return "".join(ALPHABET[nombre >> (5 * rang) & 31] for rang in range(LONGUEUR - _HASARD - 1))
