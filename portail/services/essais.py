"""Counting attempts before checking them: a burst of parallel guesses is counted like a queue (securite.md, M2)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Network, ip_address

from sqlalchemy import case, delete, update
from sqlalchemy.dialects.postgresql import insert as insert_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_sqlite
from sqlalchemy.orm import Session, sessionmaker

from portail.persistance.acces import Essai


@dataclass(frozen=True)
class Limite:
    nombre: int
    fenetre: timedelta


LETTRE = Limite(5, timedelta(minutes=15))
APPAREIL_CONNU = Limite(10, timedelta(minutes=15))
RESEAU = Limite(30, timedelta(minutes=10))
COMPTE = Limite(10, timedelta(minutes=15))
PREUVE = Limite(5, timedelta(minutes=15))
SIGNATURE_LETTRE = Limite(20, timedelta(minutes=15))  # whatever the number of sessions


class TropDEssais(Exception):
    """The limit is reached; `jusqu_a` is the UTC instant when trying is open again."""

    def __init__(self, jusqu_a: datetime) -> None:
        super().__init__(f"fermé jusqu’à {jusqu_a:%H:%M}")
        self.jusqu_a = jusqu_a


def reserver(session: Session, cle: str, limite: Limite, maintenant: datetime) -> int:
    """Count one attempt on `cle` and commit it at once; gives how many are left after this one.

    Raises TropDEssais when the window is already full: the secret must then not even be looked at.
    """
    restants, fin = compter(session, cle, limite, maintenant)
    session.commit()
    if restants < 0:
        raise TropDEssais(fin)
    return restants


def reseau(adresse: str) -> str:
    """What one subscriber holds: an IPv4 address, or the 2^64 of an IPv6 /64. Anything else is itself.

    >>> reseau("2001:db8::1:2:3:4"), reseau("::ffff:192.0.2.7"), reseau("192.0.2.7")
    ('2001:db8::/64', '192.0.2.7', '192.0.2.7')
    """
    try:
        ip = ip_address(adresse)
    except ValueError:
        return adresse
    v4 = ip if isinstance(ip, IPv4Address) else ip.ipv4_mapped
    return str(v4 or IPv6Network((int(ip), 64), strict=False))


def purger(fabrique: sessionmaker[Session], maintenant: datetime) -> int:
    """Delete the counts whose window is over: they say nothing any more. Gives how many. Commits."""
    with fabrique() as session:
        finis = session.scalars(delete(Essai).where(Essai.fin <= maintenant).returning(Essai.cle)).all()
        session.commit()
    return len(finis)


def est_leurre(cle: str) -> bool:
    """One unknown word in sixteen, always the same ones, is treated as a letter that exists (decision 0042)."""
    return cle.startswith("0")


def leurrer(session: Session, cle: str, maintenant: datetime) -> None:
    """Write as much as the failure of a letter that exists does, where there is none; the caller commits.

    A few rows serve for all: updated as the letter's row is, and hardly ever waited for.
    """
    leurre = f"leurre:{cle[0]}"
    encore = update(Essai).where(Essai.cle == leurre).values(nombre=Essai.nombre + 1).returning(Essai.nombre)
    if session.execute(encore, execution_options={"synchronize_session": False}).first() is None:
        compter(session, leurre, RESEAU, maintenant)


def est_ferme(session: Session, cle: str, limite: Limite, maintenant: datetime) -> bool:
    """True if `cle` has used up its window."""
    essai = session.get(Essai, cle)
    return essai is not None and essai.fin > maintenant and essai.nombre >= limite.nombre


def rendre(session: Session, *cles: str) -> None:
    """The attempt just counted was a good one: take it off again, and leave the wrong ones. The caller commits."""
    session.execute(update(Essai).where(Essai.cle.in_(cles), Essai.nombre > 0).values(nombre=Essai.nombre - 1))


def oublier(session: Session, *cles: str) -> None:
    """A success gives the attempts back; the caller commits."""
    session.execute(delete(Essai).where(Essai.cle.in_(cles)))


def compter(session: Session, cle: str, limite: Limite, maintenant: datetime) -> tuple[int, datetime]:
    """Count one attempt on `cle`: how many are left (below zero if it was full), its end (UTC). The caller commits."""
    insert = insert_postgresql if session.get_bind().dialect.name == "postgresql" else insert_sqlite
    passe = Essai.fin <= maintenant
    premiere = insert(Essai).values(cle=cle, nombre=1, fin=maintenant + limite.fenetre)
    requete = premiere.on_conflict_do_update(
        index_elements=[Essai.cle],
        set_={
            "nombre": case((passe, 1), else_=Essai.nombre + 1),
            "fin": case((passe, premiere.excluded.fin), else_=Essai.fin),  # typed by its column: always UTC
        },
    )
    ligne = session.execute(requete.returning(Essai.nombre, Essai.fin)).one()
    return limite.nombre - ligne.nombre, ligne.fin
