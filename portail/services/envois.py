"""How many files somebody may send in a day: the store only grows, and a document taken out stays in it."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portail.domaine.procedure import Role
from portail.persistance.dossiers import Dossier
from portail.services import essais
from portail.services.empreintes import Empreintes
from portail.services.essais import Limite, TropDEssais

USAGE = "fichiers"
PAR_JOUR = Limite(60, timedelta(days=1))  # for one role in one dossier


class TropDeFichiers(Exception):
    """PAR_JOUR files were already sent to this dossier by this role."""


def compter(
    session: Session, empreintes: Empreintes, dossier: Dossier, role: Role, nombre: int, maintenant: datetime
) -> None:
    """Count `nombre` files before any of them is written, kept later or not. Commits. Raises TropDeFichiers."""
    cle = empreintes.cle(USAGE, f"{role.value}:{dossier.id}")
    try:
        for _ in range(nombre):
            essais.reserver(session, cle, PAR_JOUR, maintenant)
    except TropDEssais:
        raise TropDeFichiers from None
