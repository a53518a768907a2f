"""What the tests of the debtor's space share: his pages, with and without HTMX."""

from datetime import UTC, date, datetime

import pytest

ENVOI = date(2026, 11, 13)  # the month ends on Sunday 13 December, answers are taken until Monday
ENTRE_DEUX = datetime(2026, 12, 14, 9, tzinfo=UTC)
APRES = datetime(2026, 12, 15, 9, tzinfo=UTC)


@pytest.fixture(params=[False, True], ids=["sans-javascript", "avec-htmx"])
def htmx(request):
    return request.param


@pytest.fixture
def adresse():
    """The address of a page of the dossier."""

    def faire(dossier, suite=""):
        return f"/debiteur/dossiers/{dossier.reference}{suite}"

    return faire


@pytest.fixture
def journal(autre_session):
    """The debtor's acts as another session reads them: (action, instant, idem)."""
    from sqlalchemy import select

    from portail.domaine.procedure import Role
    from portail.persistance.journal import Evenement

    def lire(dossier):
        with autre_session() as s:
            return [
                (e.action, e.recu_le, e.idem)
                for e in s.scalars(
                    select(Evenement)
                    .where(Evenement.dossier_id == dossier.id, Evenement.role == Role.DEBITEUR)
                    .order_by(Evenement.id)
                )
            ]

    return lire


@pytest.fixture
def etat_de(autre_session):
    """The state of the dossier as another session reads it."""
    from portail.persistance.dossiers import Dossier

    def lire(dossier):
        with autre_session() as s:
            return s.get_one(Dossier, dossier.id).etat

    return lire
