"""Recording the deposits of several letters at once: each line is its own act, with the rules of the single page."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy.orm import Session

from portail.domaine.delais import Delai
from portail.persistance.dossiers import Dossier, dossier_visible
from portail.services import invitation
from portail.services.acteur import Acteur
from portail.services.journal import DejaFait


class NumeroEnDouble(Exception):
    """The same registered number for two letters of the list."""


class DossierAbsent(Exception):
    """A dossier that this étude does not have."""


class TropDeNumeros(Exception):
    """More numbers were pasted than there are letters."""

    def __init__(self, numeros: int, lettres: int) -> None:
        super().__init__(f"{numeros} > {lettres}")
        self.numeros, self.lettres = numeros, lettres


class Depot(NamedTuple):
    """What one deposit would record."""

    numero: str
    delai: Delai

    @property
    def vu(self) -> str:
        """What the commissaire was shown before recording: the number, the day, both ends of the month."""
        jours = (self.delai.envoi, self.delai.fin_stricte, self.delai.fin_prorogee)
        return ".".join((self.numero, *(j.isoformat() for j in jours)))


def repartir(texte: str, lettres: int) -> list[str]:
    """The pasted numbers, one a line in the order of the letters; an empty line skips a letter.

    Raises TropDeNumeros.

    >>> repartir("1A 205 938 4712 5\\n\\n1A 205 938 4713 2\\n", 4)
    ['1A 205 938 4712 5', '', '1A 205 938 4713 2', '']
    """
    numeros = [ligne.strip() for ligne in texte.rstrip().splitlines()]
    if len(numeros) > lettres:
        raise TropDeNumeros(len(numeros), lettres)
    return numeros + [""] * (lettres - len(numeros))


def examiner(
    session: Session, couples: Sequence[tuple[Dossier, str]], envoye_le: date, maintenant: datetime
) -> list[Depot | Exception | None]:
    """For each letter and its number as typed: the deposit, what is wrong with it, or None when none is typed."""
    lus = [_examiner(session, dossier, numero, envoye_le, maintenant) for dossier, numero in couples]
    fois = Counter(lu.numero for lu in lus if isinstance(lu, Depot))
    return [NumeroEnDouble() if isinstance(lu, Depot) and fois[lu.numero] > 1 else lu for lu in lus]


def enregistrer(session: Session, reference: str, depot: Depot, acteur: Acteur, etude_id: int) -> None:
    """Record one deposit; a form sent twice is one act. Commits.

    Raises DossierAbsent, DepotInvalide, NumeroDejaUtilise, ActionInterdite, DossierChange.
    """
    dossier = dossier_visible(session, reference, role=acteur.role, acteur_id=etude_id, pour_ecrire=True)
    if dossier is None:
        raise DossierAbsent
    try:
        invitation.enregistrer_envoi(session, dossier, envoye_le=depot.delai.envoi, numero=depot.numero, acteur=acteur)
    except DejaFait:
        session.rollback()


def _examiner(
    session: Session, dossier: Dossier, numero: str, envoye_le: date, maintenant: datetime
) -> Depot | Exception | None:
    if not numero.strip():
        return None
    try:
        return Depot(*invitation.examiner_depot(session, dossier, envoye_le, numero, maintenant))
    except (invitation.DepotInvalide, invitation.NumeroDejaUtilise) as refus:
        return refus
