"""Working a batch: whoever shows it advances it a little.

No queue and no worker: each request gives its batch a short while. A line is taken under a lock, made by the very use
case of the single page, and ticked with it, or found done and ticked by whoever takes it after a sudden death.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import exists, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.orm.exc import StaleDataError

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Role
from portail.persistance.actes import DocumentEmis
from portail.persistance.dossiers import Dossier
from portail.persistance.entrepot import EntrepotIndisponible
from portail.persistance.etudes import Compte
from portail.persistance.lots import EtatLigne, GenreLot, Lot, LotLigne, libre
from portail.services import invitation, lettre, titre
from portail.services.acteur import Acteur
from portail.services.journal import DejaFait
from portail.services.moyens import Moyens
from portail.services.signataires import SignatureManquante
from portail.services.signature.motifs import INDISPONIBLES, SignatureRefusee

PORTION_S = 1.5  # what a request gives to its batch
BAIL = timedelta(seconds=40)  # longer than any request lives: after that, whoever took the line is dead
PRISES_MAX = 3


class LigneAbandonnee(Exception):
    """Whoever took this line died at it, PRISES_MAX times."""


class LignePerimee(Exception):
    """A titre read and confirmed on another day: its draft bore that day's date."""


class CompteFerme(Exception):
    """The account that confirmed the batch may no longer act."""


@dataclass(frozen=True)
class Atelier:
    """What advancing needs: sessions of its own, the clock, the sentence of each refusal."""

    fabrique: sessionmaker[Session]
    moyens: Moyens
    horloge: Callable[[], datetime]
    dire: Callable[[Exception], str]


class _Prise(NamedTuple):
    lot_id: int
    rang: int
    genre: GenreLot
    dossier_id: int
    version: int
    vu: str
    prises: int
    compte_id: int
    confirme_le: datetime


def avancer(
    atelier: Atelier,
    lot_id: int,
    *,
    portion_s: float = PORTION_S,
    chrono: Callable[[], float] = time.monotonic,
) -> None:
    """Make lines of the batch for `portion_s` seconds (one at least), each in its own transactions.

    Several may advance the same batch at once: they share its lines. A line that a rule refuses keeps the sentence and
    the next one is made. What is no dossier's fault is raised, and the line waits: SQLAlchemyError, OSError,
    EntrepotIndisponible, SignatureManquante, SignatureRefusee (settings, authority of time stamps).
    """
    fin = chrono() + portion_s
    while _une_ligne(atelier, lot_id) and chrono() < fin:
        pass
    _clore(atelier, lot_id)


def _une_ligne(atelier: Atelier, lot_id: int) -> bool:
    """Make the next line; False when none is left to take."""
    prise = _prendre(atelier, lot_id)
    if prise is None:
        return False
    try:
        if prise.prises > PRISES_MAX:
            raise LigneAbandonnee
        _FAIRE[prise.genre](atelier, prise)
    except (IntegrityError, StaleDataError) as perdu:
        _refuser(atelier, prise, perdu)
    except Exception as refus:  # one odd dossier must not hold the others
        if _passagere(refus):
            _rendre(atelier, prise)
            raise
        _refuser(atelier, prise, refus)
    return True


def _passagere(panne: Exception) -> bool:
    """True when it is not the dossier: the database, the store, the signature of the étude. The line waits."""
    if isinstance(panne, SignatureRefusee):
        return panne.motif in INDISPONIBLES
    return isinstance(panne, SQLAlchemyError | OSError | EntrepotIndisponible | SignatureManquante)


def _prendre(atelier: Atelier, lot_id: int) -> _Prise | None:
    """Take the first free line: no other taker sees it until it is done, or until its taker is surely dead."""
    maintenant = atelier.horloge()
    requete = (
        select(LotLigne)
        .where(LotLigne.lot_id == lot_id, LotLigne.etat == EtatLigne.EN_ATTENTE, libre(maintenant - BAIL))
        .order_by(LotLigne.rang)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    with atelier.fabrique() as session:
        ligne = session.scalar(requete)
        if ligne is None:
            return None
        ligne.prise_le, ligne.prises = maintenant, ligne.prises + 1
        lot = session.get_one(Lot, lot_id)
        session.commit()
        return _Prise(
            lot_id, ligne.rang, lot.genre, ligne.dossier_id, ligne.version, ligne.vu, ligne.prises, lot.compte_id,
            lot.cree_le,
        )  # fmt: skip


def _faire_lettre(atelier: Atelier, prise: _Prise) -> None:
    """Nothing is locked while the letter is printed; the version tells if the dossier moved meanwhile."""
    with atelier.fabrique() as session:
        acteur, _ = _acteur(atelier, session, prise)
        dossier = session.get_one(Dossier, prise.dossier_id)
        a_imprimer = invitation.relever(session, dossier, atelier.moyens, acteur)
    imprimee = lettre.imprimer(a_imprimer, atelier.moyens)
    with atelier.fabrique() as session:
        dossier = session.scalars(select(Dossier).where(Dossier.id == prise.dossier_id).with_for_update()).one()
        document = invitation.inscrire(session, dossier, atelier.moyens, imprimee, acteur)
        _achever(session, prise, document, acteur.recu_le)


def _faire_titre(atelier: Atelier, prise: _Prise) -> None:
    """Signing gives up the transaction: the line is ticked after the act, whose `idem` keeps it from being doubled."""
    with atelier.fabrique() as session:
        acteur, commissaire = _acteur(atelier, session, prise)
        if jour_a_paris(acteur.recu_le) != jour_a_paris(prise.confirme_le):
            raise LignePerimee
        dossier = session.get_one(Dossier, prise.dossier_id)
        document = titre.etablir(session, dossier, atelier.moyens, vu=prise.vu, commissaire=commissaire, acteur=acteur)
        _achever(session, prise, document, acteur.recu_le)


_FAIRE = {GenreLot.LETTRES: _faire_lettre, GenreLot.TITRES: _faire_titre}


def _acteur(atelier: Atelier, session: Session, prise: _Prise) -> tuple[Acteur, Compte]:
    """Whoever advances the batch, the act is of the commissaire who confirmed it."""
    compte = session.get_one(Compte, prise.compte_id)
    if not compte.actif:
        raise CompteFerme
    idem = f"lot.{prise.lot_id}.{prise.rang}"
    return Acteur(Role.COMMISSAIRE, atelier.horloge(), compte.id, version=prise.version, idem=idem), compte


def _la_notre(session: Session, prise: _Prise) -> LotLigne | None:
    """The line, locked; None when somebody else took it over, did it or stopped it meanwhile."""
    ligne = session.get_one(LotLigne, (prise.lot_id, prise.rang), with_for_update=True)
    return ligne if ligne.etat is EtatLigne.EN_ATTENTE and ligne.prises == prise.prises else None


def _achever(session: Session, prise: _Prise, document: DocumentEmis, maintenant: datetime) -> None:
    """Tick the line in the transaction of its act, and commit both; neither when the line is no longer ours."""
    ligne = _la_notre(session, prise)
    if ligne is None:
        session.rollback()
        return
    _cocher(ligne, maintenant)
    ligne.document_id = document.id
    session.commit()


def _cocher(ligne: LotLigne, maintenant: datetime) -> None:
    ligne.etat, ligne.fini_le = EtatLigne.FAIT, maintenant


def _refuser(atelier: Atelier, prise: _Prise, refus: Exception) -> None:
    """Keep the sentence on the line. An act that the journal already holds is not refused: it is done."""
    with atelier.fabrique() as session:
        ligne = _la_notre(session, prise)
        if ligne is None:
            return
        if isinstance(refus, DejaFait):
            _cocher(ligne, atelier.horloge())
        else:
            ligne.etat, ligne.fini_le, ligne.motif = EtatLigne.REFUSE, atelier.horloge(), atelier.dire(refus)
        session.commit()


def _rendre(atelier: Atelier, prise: _Prise) -> None:
    """Leave the line to the next portion at once; if even that fails, its taker is dead in BAIL."""
    siennes = LotLigne.lot_id == prise.lot_id, LotLigne.rang == prise.rang, LotLigne.prises == prise.prises
    with suppress(SQLAlchemyError), atelier.fabrique() as session:
        session.execute(update(LotLigne).where(*siennes).values(prise_le=None, prises=prise.prises - 1))
        session.commit()


def _clore(atelier: Atelier, lot_id: int) -> None:
    """Date the end of the batch, once, when no line waits."""
    attente = exists().where(LotLigne.lot_id == lot_id, LotLigne.etat == EtatLigne.EN_ATTENTE)
    with atelier.fabrique() as session:
        session.execute(
            update(Lot).where(Lot.id == lot_id, Lot.fini_le.is_(None), ~attente).values(fini_le=atelier.horloge())
        )
        session.commit()
