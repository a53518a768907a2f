"""After an act: its paper is issued, at no cost to the act itself, which is committed already."""

from portail.services import remises
from portail.web.base import ecritures, maintenant, moyens, session_bd


def apres(dossier_id: int) -> None:
    """Issue what the acts of this dossier still lack. Whatever goes wrong is logged, and made up for later."""
    session_bd().rollback()  # the request's own transaction holds nothing any more
    remises.completer(ecritures(), moyens(), dossier_id, maintenant())
