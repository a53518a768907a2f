"""The short reference printed on each document: whoever holds the paper can ask whether it is ours.

Twelve symbols, three groups of four: six at random, five that only our key can compute, one that tells a typing slip.
A reference says nothing of the dossier nor of anybody.
"""

import re
import secrets

from portail.domaine.identifiants import ALPHABET, est_bien_forme, normaliser, symbole_de_controle
from portail.services.preuve import ClesPreuve

LONGUEUR = 12
_HASARD = 6
_USAGE = "reference"
_AUTRE = re.compile(r"RPC[0-9A-Z]{10}(/?[A-Z][0-9]*)?")  # RPC-7F4K2-9QDA3, and what follows it: -A9, /R
_CHIFFRES_DU_SCEAU = 16  # 64 bits of the seal, of which five symbols keep 25


class ReferenceMalRecopiee(Exception):
    """Not twelve symbols, or the last one does not fit: a typing slip, told as such."""


class ReferenceDuDossier(ReferenceMalRecopiee):
    """That of a dossier or of an act, by its form alone: none is looked up, so nothing is told of any."""


class ReferenceInconnue(Exception):
    """Well formed, but never drawn by this portal."""


def neuve(preuve: ClesPreuve) -> str:
    """A reference never drawn before, save by a chance of one in a billion that a unique index catches."""
    hasard = "".join(secrets.choice(ALPHABET) for _ in range(_HASARD))
    corps = hasard + _symboles(preuve.sceller(_USAGE, hasard))
    return corps + symbole_de_controle(corps)


def lire(texte: str, preuve: ClesPreuve) -> str:
    """The reference meant by what was typed or scanned; raises ReferenceMalRecopiee, ReferenceInconnue.

    ReferenceDuDossier is raised for the other reference that the same paper bears.
    """
    mot = normaliser(texte)
    if _AUTRE.fullmatch(mot):
        raise ReferenceDuDossier
    if not est_bien_forme(mot, LONGUEUR):
        raise ReferenceMalRecopiee
    if not any(_symboles(s) == mot[_HASARD:-1] for s in preuve.sceaux(_USAGE, mot[:_HASARD])):
        raise ReferenceInconnue
    return mot


def _symboles(sceau: str) -> str:
    nombre = int(sceau[:_CHIFFRES_DU_SCEAU], 16)
    return "".join(ALPHABET[nombre >> (5 * rang) & 31] for rang in range(LONGUEUR - _HASARD - 1))
