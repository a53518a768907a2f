"""Batches: many letters or many titres confirmed at once, made line by line later (services.atelier)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from portail.config import Canal
from portail.domaine.procedure import Etat
from portail.persistance.dossiers import Dossier
from portail.persistance.lots import EtatLigne, GenreLot, Lot, LotLigne, en_lot
from portail.services.acteur import Acteur
from portail.services.moyens import Moyens

LIGNES_MAX = 200
ETATS = {GenreLot.LETTRES: Etat.RECEVABLE, GenreLot.TITRES: Etat.FIN_ACCORD}


class LotVide(Exception):
    """No dossier was chosen."""


class LotTropGrand(Exception):
    """More than LIGNES_MAX dossiers."""


class DossierHorsLot(Exception):
    """A dossier that this étude does not have."""


class DejaEnLot(Exception):
    """Dossiers that wait in another batch of the same kind; `references` names them."""

    def __init__(self, references: Sequence[str]) -> None:
        super().__init__(", ".join(references))
        self.references = tuple(references)


class LotImpossible(Exception):
    """This kind of act is done one by one with these settings: what each needs cannot be given at once."""


class LigneArretee(Exception):
    """The batch was stopped before this line was done."""


class Choix(NamedTuple):
    """A dossier as it was displayed; `vu`: the hash that the commissaire binds himself to (titres)."""

    reference: str
    version: int
    vu: str = ""


def possible(genre: GenreLot, moyens: Moyens) -> bool:
    """False when each act asks for something of its own: the Chamber's credentials, a signature made elsewhere."""
    if genre is GenreLot.LETTRES:
        return moyens.reglages.canal is not Canal.CHAMBRE
    return not moyens.signataires.a_distance


def creer(
    session: Session, moyens: Moyens, genre: GenreLot, choix: Sequence[Choix], acteur: Acteur, etude_id: int
) -> Lot:
    """Confirm a batch: nothing is done yet. Commits. The same form sent twice gives the same batch.

    Raises LotVide, LotTropGrand, LotImpossible, DossierHorsLot, DejaEnLot.
    """
    if acteur.compte_id is None or acteur.idem is None:
        raise ValueError("a batch is confirmed by an account, on a form")
    deja = session.scalar(select(Lot).where(Lot.compte_id == acteur.compte_id, Lot.idem == acteur.idem))
    if deja is not None:
        return deja
    if not possible(genre, moyens):
        raise LotImpossible
    dossiers = _dossiers(session, genre, choix, etude_id)
    lot = Lot(etude_id=etude_id, compte_id=acteur.compte_id, genre=genre, idem=acteur.idem, cree_le=acteur.recu_le)
    lot.lignes = [
        LotLigne(rang=rang, genre=genre, dossier_id=dossiers[c.reference], version=c.version, vu=c.vu)
        for rang, c in enumerate(choix, start=1)
    ]
    session.add(lot)
    session.commit()
    return lot


def _dossiers(session: Session, genre: GenreLot, choix: Sequence[Choix], etude_id: int) -> Mapping[str, int]:
    """The number of each chosen dossier."""
    references = {c.reference for c in choix}
    if not references:
        raise LotVide
    if len(choix) > LIGNES_MAX:
        raise LotTropGrand
    trouves = session.execute(
        select(Dossier.reference, Dossier.id).where(
            Dossier.reference.in_(references), Dossier.etude_id == etude_id, Dossier.mandat_le.is_not(None)
        )
    )
    numeros = {ligne.reference: ligne.id for ligne in trouves}
    if len(numeros) < len(choix):  # unknown, or chosen twice
        raise DossierHorsLot
    pris = en_lot(session, genre, list(numeros.values()))
    if pris:
        raise DejaEnLot([c.reference for c in choix if numeros[c.reference] in pris])
    return numeros


def arreter(session: Session, lot: Lot, maintenant: datetime, dire: Callable[[Exception], str]) -> None:
    """Give up the lines that wait; what is done stays done. Commits."""
    attente = LotLigne.lot_id == lot.id, LotLigne.etat == EtatLigne.EN_ATTENTE
    motif = dire(LigneArretee())
    session.execute(update(LotLigne).where(*attente).values(etat=EtatLigne.REFUSE, motif=motif, fini_le=maintenant))
    lot.fini_le = lot.fini_le or maintenant
    session.commit()
