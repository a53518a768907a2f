"""What the daily command prepares: drafts of the constats that are due. It records nothing: no state changes (D21).

Each dossier is read and drawn without a lock, then written in one short transaction. Running it twice, or never,
changes no right: the pages compute what is due from the state and the clock.
"""

import logging
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from portail.domaine.delais import courrier_en_route
from portail.domaine.ecriture import ecrire_date
from portail.domaine.procedure import PROCEDURE_EN_COURS
from portail.persistance.actes import GenreConstat, GenreDocument, ProjetConstat
from portail.persistance.courriels import Courriel
from portail.persistance.dossiers import Dossier
from portail.services import actes, codes, constats, edition, essais
from portail.services.courriels import deposer
from portail.services.documents.constats import imprimer_constat
from portail.services.moyens import Moyens

journal = logging.getLogger(__name__)


class Projet(NamedTuple):
    """A draft made (or, without writing, that would be made)."""

    reference: str
    genre: GenreConstat


def preparer(
    fabrique: sessionmaker[Session], moyens: Moyens, maintenant: datetime, *, a_blanc: bool = False
) -> list[Projet]:
    """Draft every constat that is due and has no draft yet, and tell the étude by mail. Commits dossier by dossier.

    A dossier whose debtor met a closed door in the last days of the month is left to the étude: no draft, one mail
    (securite.md, M2); so is one whose letter may have missed its person. `a_blanc` lists without writing.
    """
    projets = []
    for dossier_id in _en_cours(fabrique):
        try:
            projet = _preparer_un(fabrique, moyens, maintenant, dossier_id, a_blanc)
        except actes.ActeImpossible:
            journal.warning("dossier %s : le projet de constat ne peut pas être préparé", dossier_id)
            continue
        if projet is not None:
            projets.append(projet)
    return projets


def purger(fabrique: sessionmaker[Session], maintenant: datetime) -> int:
    """Erase what carries codes in clear and was not confirmed as printed, and the counts of attempts that are over.

    Gives how many files. Commits.
    """
    essais.purger(fabrique, maintenant)
    return codes.purger(fabrique, maintenant)


def _en_cours(fabrique: sessionmaker[Session]) -> list[int]:
    with fabrique() as session:
        requete = select(Dossier.id).where(Dossier.etat.in_(PROCEDURE_EN_COURS)).order_by(Dossier.fin_prorogee)
        return list(session.scalars(requete))


def _preparer_un(
    fabrique: sessionmaker[Session], moyens: Moyens, maintenant: datetime, dossier_id: int, a_blanc: bool
) -> Projet | None:
    with fabrique() as session:
        dossier = session.get_one(Dossier, dossier_id)
        genre = constats.attendu(dossier, maintenant)
        if genre is None or _deja_prepare(session, dossier, genre):
            return None
        if genre is GenreConstat.EXPIRATION and dossier.incident_acces:
            journal.warning("%s : incident d’accès, le constat est laissé à l’étude", dossier.reference)
            session.rollback()
            if not a_blanc:
                _signaler(fabrique, dossier_id, maintenant)
            return None
        if genre is not GenreConstat.ACCEPTATION and dossier.suspendu:
            return None  # no end can be recorded; the étude was told when the report came in
        projet = Projet(dossier.reference, genre)
        if a_blanc:
            return projet
        version = dossier.version
        valeurs = actes.constat(dossier, genre, moyens, maintenant, dossier.commissaire)
        session.rollback()  # nothing is locked while the PDF is drawn
    contenu = imprimer_constat(valeurs, projet=True)
    return projet if _ecrire(fabrique, moyens, dossier_id, version, genre, contenu, maintenant) else None


def _ecrire(
    fabrique: sessionmaker[Session],
    moyens: Moyens,
    dossier_id: int,
    version: int,
    genre: GenreConstat,
    contenu: bytes,
    maintenant: datetime,
) -> bool:
    """Keep the draft, unless the dossier moved or another run was faster."""
    with fabrique() as session:
        dossier = session.get_one(Dossier, dossier_id, with_for_update=True)
        if dossier.version != version or _deja_prepare(session, dossier, genre):
            return False
        document = edition.conserver(
            session,
            dossier,
            moyens,
            genre=GenreDocument.PROJET_CONSTAT,
            titre=f"Projet – {constats.TITRES[genre]}",
            nom=f"projet-constat-{genre.value.replace('_', '-')}",
            contenu=contenu,
            emis_le=maintenant,
        )
        session.add(ProjetConstat(dossier_id=dossier.id, genre=genre, prepare_le=maintenant, document_id=document.id))
        phrase = f"{constats.TITRES[genre]} : un projet est prêt. Il est à lire et à établir dans votre espace."
        _avertir(session, dossier, f"projet.{genre.value}", phrase + _courrier(dossier, genre, maintenant), maintenant)
        session.commit()
    return True


def _courrier(dossier: Dossier, genre: GenreConstat, maintenant: datetime) -> str:
    """An answer posted in time may arrive after the end (D4): said, and left to the commissaire."""
    delai = dossier.delai
    if genre is not GenreConstat.EXPIRATION or delai is None:
        return ""
    jusqu_au = courrier_en_route(delai, maintenant)
    if jusqu_au is None:
        return ""
    return (
        " Une réponse postée à temps peut encore arriver : le cachet de La Poste compte. Attendre jusqu’au "
        f"{ecrire_date(jusqu_au)} inclus laisse au courrier le temps d’arriver."
    )


def _signaler(fabrique: sessionmaker[Session], dossier_id: int, maintenant: datetime) -> None:
    with fabrique() as session:
        dossier = session.get_one(Dossier, dossier_id, with_for_update=True)
        phrase = (
            "Le délai est fini, mais l’accès de la personne a été freiné ou fermé. Aucun projet n’est préparé : "
            "appelez la personne avant de constater quoi que ce soit."
        )
        _avertir(session, dossier, "projet.incident", phrase, maintenant)
        session.commit()


def _avertir(session: Session, dossier: Dossier, fait: str, phrase: str, maintenant: datetime) -> None:
    """One mail for one fact, however often the command runs."""
    cle = f"{dossier.reference}.etude.{fait}"
    if session.scalar(select(Courriel.id).where(Courriel.cle == cle)) is None:
        deposer(
            session,
            dossier,
            fait=f"etude.{fait}",
            destinataire=dossier.etude.courriel,
            sujet=f"Dossier {dossier.reference}",
            corps=f"{phrase}\n\nMessage automatique : ne répondez pas à cette adresse.\n",
            maintenant=maintenant,
        )


def _deja_prepare(session: Session, dossier: Dossier, genre: GenreConstat) -> bool:
    requete = select(ProjetConstat.id).where(ProjetConstat.dossier_id == dossier.id, ProjetConstat.genre == genre)
    return session.scalar(requete) is not None
