"""What the tests of the use cases share: who acts, when, and refusals that leave nothing behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import select

from portail.domaine import echeancier
from portail.domaine.delais import PARIS, debut_de_journee, fin_de_journee
from portail.domaine.procedure import Role
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Evenement
from portail.services.acteur import Acteur
from portail.services.negociation import Termes

ENVOI = date(2026, 11, 25)  # strict end on Friday 25 December, later end on Monday 28 (CPC 642)
STRICTE, PROROGEE = date(2026, 12, 25), date(2026, 12, 28)
SECONDE = timedelta(seconds=1)

# For a rule that owes nothing to the database, in a file whose other tests run on both.
sqlite_seul = pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)


def a_paris(le: date, heure: int = 10, minute: int = 0) -> datetime:
    return datetime(le.year, le.month, le.day, heure, minute, tzinfo=PARIS)


def derniere_seconde(le: date) -> datetime:
    return fin_de_journee(le) - SECONDE


def minuit_apres(le: date) -> datetime:
    return debut_de_journee(le + timedelta(days=1))


def acteur(role: Role, quand: datetime, compte=None, **suite) -> Acteur:
    return Acteur(role, quand, compte.id if compte is not None else None, **suite)


def termes(montant_centimes: int, nombre: int = 3, premiere: date = date(2027, 1, 5)) -> Termes:
    plan = echeancier.par_nombre(montant_centimes, nombre, premiere=premiere, duree_max_mois=60)
    return Termes(montant_centimes, plan.echeances)


@contextmanager
def refus(session, *exceptions: type[Exception]) -> Iterator[pytest.ExceptionInfo[Exception]]:
    """The act is refused, and its transaction given up, as a request does."""
    try:
        with pytest.raises(exceptions) as info:
            yield info
    finally:
        session.rollback()


def actes(lecture, dossier: Dossier) -> list[str]:
    """The journal of a dossier, as another session reads it."""
    requete = select(Evenement.action).where(Evenement.dossier_id == dossier.id).order_by(Evenement.id)
    return list(lecture.scalars(requete))


def relu(lecture, dossier: Dossier) -> Dossier:
    return lecture.get_one(Dossier, dossier.id)


def photo(fabrique) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table: what must not change when an act is refused."""
    from portail.persistance.tables import Base

    with fabrique() as lecture:
        return {
            table.name: sorted(map(tuple, lecture.execute(table.select()).all()), key=repr)
            for table in Base.metadata.sorted_tables
        }
