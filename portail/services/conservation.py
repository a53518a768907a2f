"""The store of files beside the database: is every file there, and unchanged; carrying all of them elsewhere."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from portail.persistance.actes import DocumentEmis
from portail.persistance.dossiers import Dossier, Piece
from portail.persistance.entrepot import TEMOIN, Entrepot, FichierAltere, est_empreinte, hacher
from portail.persistance.negociation import ProjetPapier
from portail.persistance.signalements import PieceJointe
from portail.persistance.signatures import SignatureAttendue

FILS = 8  # an object store answers several requests at once

Avancer = Callable[[], object]  # called once for each file


@dataclass(frozen=True)
class Bilan:
    """What was found; each line of `manquants` and `alteres` says the hash, then the rows that count on it."""

    attendus: int
    manquants: tuple[str, ...]
    alteres: tuple[str, ...]
    orphelins: tuple[str, ...]  # kept, and named by no row: pieces withdrawn, writes cut short

    @property
    def intact(self) -> bool:
        return not (self.manquants or self.alteres)


@dataclass(frozen=True)
class Copie:
    """How many files were copied, how many were already there, and the hashes that the source could not give."""

    copies: int
    deja: int
    perdus: tuple[str, ...]


def attendus(session: Session) -> dict[str, list[str]]:
    """Each hash that a row names, with what names it: « 7F4K-29QD document 12 »."""
    noms: dict[str, list[str]] = {}
    attente = SignatureAttendue
    sortes = (
        ("document", DocumentEmis, DocumentEmis.empreinte, DocumentEmis.id),
        ("pièce", Piece, Piece.empreinte, Piece.id),
        ("pièce jointe", PieceJointe, PieceJointe.empreinte, PieceJointe.id),
        ("à signer", attente, attente.empreinte, attente.acte),
        ("papier signé", ProjetPapier, ProjetPapier.scan, ProjetPapier.numero),
    )
    for genre, table, fichier, nom in sortes:
        requete = select(fichier, Dossier.reference, nom).join(Dossier, table.dossier_id == Dossier.id)
        for empreinte, reference, numero in session.execute(requete.where(fichier.is_not(None)).order_by(nom)):
            noms.setdefault(str(empreinte), []).append(f"{reference} {genre} {numero}")
    return noms


def verifier(entrepot: Entrepot, noms: dict[str, list[str]], avancer: Avancer = lambda: None) -> Bilan:
    """Read every file that `noms` expects. Changes nothing. Raises EntrepotIndisponible."""
    presents = set(entrepot.noms())

    def manque(empreinte: str) -> bool:
        try:
            entrepot.lire(empreinte)
        except FichierAltere:
            return True
        return False

    fautifs = [e for e, faute in _en_parallele(manque, noms, avancer) if faute]
    return Bilan(
        attendus=len(noms),
        manquants=tuple(_ligne(e, noms) for e in fautifs if e not in presents),
        alteres=tuple(_ligne(e, noms) for e in fautifs if e in presents),
        orphelins=tuple(sorted(presents - set(noms) - {hacher(TEMOIN)})),
    )


def a_copier(source: Entrepot) -> list[str]:
    """Every file of the store, named by a row or not. Raises EntrepotIndisponible."""
    return sorted(nom for nom in source.noms() if est_empreinte(nom))


def copier(source: Entrepot, cible: Entrepot, noms: list[str], avancer: Avancer = lambda: None) -> Copie:
    """Copy what `cible` does not have yet, read and hashed at both ends. Cut short, it is simply run again.

    Raises EntrepotIndisponible.
    """
    deja = set(cible.noms())

    def porter(empreinte: str) -> bool:
        if empreinte in deja:
            return True
        try:
            cible.ecrire(source.lire(empreinte))
        except FichierAltere:
            return False
        return True

    perdus = tuple(e for e, fait in _en_parallele(porter, noms, avancer) if not fait)
    presents = sum(e in deja for e in noms)
    return Copie(copies=len(noms) - presents - len(perdus), deja=presents, perdus=perdus)


def _ligne(empreinte: str, noms: dict[str, list[str]]) -> str:
    return f"{empreinte} {', '.join(noms[empreinte])}"


def _en_parallele(faire: Callable[[str], bool], noms: Iterable[str], avancer: Avancer) -> Iterator[tuple[str, bool]]:
    """Each name with its result, in order; the first failure stops the rest."""
    liste = list(noms)
    equipe = ThreadPoolExecutor(FILS)
    try:
        for nom, resultat in zip(liste, equipe.map(faire, liste), strict=True):
            avancer()
            yield nom, resultat
    finally:
        equipe.shutdown(wait=True, cancel_futures=True)
