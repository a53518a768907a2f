"""What an act gives to its author afterwards: the debtor's receipts, the quittance of full payment.

The act commits first. Its paper is issued in a transaction of its own, once, and can be issued again later when
printing failed: no trouble of the printer ever undoes or delays what somebody did.
"""

import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session, sessionmaker

from portail.persistance.actes import REMIS, DocumentEmis, GenreDocument
from portail.persistance.etudes import Compte
from portail.persistance.journal import Evenement
from portail.services import edition, quittances, recepisses, references
from portail.services.actes import ActeImpossible
from portail.services.documents.quittance import imprimer_quittance
from portail.services.documents.recepisse import imprimer_recepisse
from portail.services.moyens import Moyens

journal = logging.getLogger(__name__)


class _Papier(NamedTuple):
    """What is printed, how, and under which name."""

    donnees: Any
    imprimer: Callable[[Any], bytes]
    fiche: dict[str, Any]


def emettre(fabrique: sessionmaker[Session], moyens: Moyens, evenement_id: int, maintenant: datetime) -> DocumentEmis:
    """The paper of this act: the one already issued, else issued now. Commits.

    Raises ActeImpossible when this act has none, or when the dossier does not hold what it must say.
    """
    with fabrique() as session:
        evenement = session.get_one(Evenement, evenement_id)
        deja = _emis(session, evenement_id)
        if deja is not None:
            return deja
        dossier_id, papier = evenement.dossier_id, _papier(session, evenement, moyens)
        session.rollback()  # nothing is locked while the PDF is drawn
    reference = references.neuve(moyens.preuve)
    contenu = papier.imprimer(edition.numeroter(papier.donnees, reference, moyens))
    with fabrique() as session:
        evenement = session.get_one(Evenement, evenement_id)
        try:
            document = edition.conserver(
                session,
                evenement.dossier,
                moyens,
                contenu=contenu,
                reference=reference,
                emis_le=maintenant,
                evenement_id=evenement_id,
                **papier.fiche,
            )
            session.commit()
        except IntegrityError:
            session.rollback()  # another request was faster: there is one paper for one act
            deja = _emis(session, evenement_id)
            if deja is None:
                raise
            return deja
        journal.info("dossier %s : %s émis", dossier_id, document.genre.value)
        return document


def completer(fabrique: sessionmaker[Session], moyens: Moyens, dossier_id: int, maintenant: datetime) -> int:
    """Issue what this dossier's acts still lack; how many were issued. A failure is logged, never raised."""
    return _emettre_tous(fabrique, moyens, maintenant, Evenement.dossier_id == dossier_id)


def combler(fabrique: sessionmaker[Session], moyens: Moyens, maintenant: datetime) -> int:
    """The same for every dossier: what the daily command does."""
    return _emettre_tous(fabrique, moyens, maintenant)


def manquants(session: Session, *conditions: Any) -> list[int]:
    """The ids of the acts whose paper was not issued yet, oldest first."""
    faits = exists().where(DocumentEmis.evenement_id == Evenement.id, DocumentEmis.genre.in_(REMIS))
    dus = or_(recepisses.condition(), quittances.condition())
    return list(session.scalars(select(Evenement.id).where(and_(dus, ~faits, *conditions)).order_by(Evenement.id)))


def _emettre_tous(fabrique: sessionmaker[Session], moyens: Moyens, maintenant: datetime, *conditions: Any) -> int:
    nombre = 0
    try:
        with fabrique() as session:
            dus = manquants(session, *conditions)
    except Exception:
        journal.exception("les récépissés dus n’ont pas pu être lus")
        return 0
    for evenement_id in dus:
        try:
            emettre(fabrique, moyens, evenement_id, maintenant)
            nombre += 1
        except Exception:
            journal.exception("acte %s : le récépissé n’a pas pu être émis, il le sera plus tard", evenement_id)
    return nombre


def _emis(session: Session, evenement_id: int) -> DocumentEmis | None:
    return session.scalar(
        select(DocumentEmis).where(DocumentEmis.evenement_id == evenement_id, DocumentEmis.genre.in_(REMIS))
    )


def _papier(session: Session, evenement: Evenement, moyens: Moyens) -> _Papier:
    if recepisses.a_recepisse(evenement):
        fiche = {
            "genre": GenreDocument.RECEPISSE,
            "titre": f"Récépissé {recepisses.reference(evenement)}",
            "nom": f"recepisse-a{evenement.numero}",
        }
        return _Papier(recepisses.donnees(evenement, moyens), imprimer_recepisse, fiche)
    if quittances.est_solde(evenement):
        donneur = session.get(Compte, evenement.compte_id) if evenement.compte_id else None
        fiche = {"genre": GenreDocument.QUITTANCE, "titre": "Quittance", "nom": "quittance"}
        return _Papier(quittances.donnees(evenement, moyens, donneur), imprimer_quittance, fiche)
    raise ActeImpossible
