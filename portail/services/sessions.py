"""Signed-in people: opened, found again, proved again, closed. The server decides, not the cookie (securite.md, M4)."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from portail.domaine.procedure import Role
from portail.persistance.acces import SessionOuverte

INACTIVITE = {
    Role.DEBITEUR: timedelta(minutes=30),
    Role.CREANCIER: timedelta(minutes=30),
    Role.COMMISSAIRE: timedelta(minutes=15),
}
DUREE = {Role.DEBITEUR: timedelta(hours=2), Role.CREANCIER: timedelta(hours=8), Role.COMMISSAIRE: timedelta(hours=4)}
PREUVE_FRAICHE = timedelta(minutes=5)  # a binding act asks for the secret again after that
SESSIONS_PAR_COMPTE = 5  # one more closes the oldest (securite.md, M4)
AVERTISSEMENT = timedelta(minutes=2)  # before the end
PAS_DE_RAFRAICHISSEMENT = timedelta(minutes=1)


def ouvrir(
    session: Session,
    role: Role,
    maintenant: datetime,
    *,
    compte_id: int | None = None,
    dossier_id: int | None = None,
    acces_id: int | None = None,
) -> str:
    """Open a session and give the secret to put in the cookie; the caller commits.

    An account keeps its SESSIONS_PAR_COMPTE latest sessions: the oldest ones are closed.
    """
    secret = secrets.token_urlsafe(32)
    session.execute(delete(SessionOuverte).where(SessionOuverte.expire_le < maintenant))
    if compte_id is not None:
        _fermer_les_plus_anciennes(session, compte_id)
    session.add(
        SessionOuverte(
            empreinte=empreinte(secret),
            role=role,
            compte_id=compte_id,
            dossier_id=dossier_id,
            acces_id=acces_id,
            ouverte_le=maintenant,
            vue_le=maintenant,
            expire_le=maintenant + DUREE[role],
            prouvee_le=maintenant,
        )
    )
    return secret


def _fermer_les_plus_anciennes(session: Session, compte_id: int) -> None:
    """Make room for one more session of this account."""
    en_trop = session.scalars(
        select(SessionOuverte.empreinte)
        .where(SessionOuverte.compte_id == compte_id)
        .order_by(SessionOuverte.ouverte_le.desc(), SessionOuverte.vue_le.desc())
        .offset(SESSIONS_PAR_COMPTE - 1)
    ).all()
    session.execute(delete(SessionOuverte).where(SessionOuverte.empreinte.in_(en_trop)))


def trouver(session: Session, secret: str, maintenant: datetime) -> SessionOuverte | None:
    """The open session behind this cookie, unless it has been idle or open for too long."""
    ouverte = session.get(SessionOuverte, empreinte(secret))
    if ouverte is None or maintenant >= ouverte.expire_le:
        return None
    return ouverte if maintenant - ouverte.vue_le < INACTIVITE[ouverte.role] else None


def fin(ouverte: SessionOuverte) -> datetime:
    """The instant at which this session ends if nothing is asked any more."""
    return min(ouverte.vue_le + INACTIVITE[ouverte.role], ouverte.expire_le)


def avant_avertissement_s(ouverte: SessionOuverte, maintenant: datetime) -> int:
    """Seconds until the warning; zero or less when the session cannot be made longer any more (WCAG 2.2.1)."""
    return int((fin(ouverte) - AVERTISSEMENT - maintenant).total_seconds())


def a_rafraichir(ouverte: SessionOuverte, maintenant: datetime) -> bool:
    """True if the last visit is old enough to be worth a write."""
    return maintenant - ouverte.vue_le >= PAS_DE_RAFRAICHISSEMENT


def rafraichir(session: Session, cle: str, maintenant: datetime) -> None:
    """Note the visit. A session closed meanwhile stays closed. Commits."""
    session.execute(update(SessionOuverte).where(SessionOuverte.empreinte == cle).values(vue_le=maintenant))
    session.commit()


def preuve_fraiche(ouverte: SessionOuverte, maintenant: datetime) -> bool:
    return ouverte.prouvee_le is not None and maintenant - ouverte.prouvee_le < PREUVE_FRAICHE


def fermer(session: Session, cle: str) -> None:
    """Sign out. Commits."""
    session.execute(delete(SessionOuverte).where(SessionOuverte.empreinte == cle))
    session.commit()


def fermer_tout(session: Session, *, compte_id: int | None = None, dossier_id: int | None = None) -> None:
    """Close every session of an account or of a dossier's debtor; the caller commits."""
    conditions = []
    if compte_id is not None:
        conditions.append(SessionOuverte.compte_id == compte_id)
    if dossier_id is not None:
        conditions.append(SessionOuverte.dossier_id == dossier_id)
    session.execute(delete(SessionOuverte).where(or_(*conditions)))


def empreinte(secret: str) -> str:
    """What is kept of a cookie's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()
