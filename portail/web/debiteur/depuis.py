"""What became of what was said: acts that the file has left behind, dates that went by."""

from collections.abc import Iterator
from datetime import date, datetime

from portail.domaine.delais import jour_a_paris, ouvertures
from portail.domaine.procedure import POURPARLERS, Etat, Role, actions_ouvertes
from portail.domaine.signalements import du_au
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Evenement
from portail.persistance.negociation import Proposition
from portail.services import actes, recepisses


def est_le_dernier_mot(evenement: Evenement, maintenant: datetime) -> bool:
    """True as long as what the act announced is still to come: no state has changed since, nor has the month ended.

    An act beside the procedure (a message, a helper, the constat of participation) changes no state. A refusal and an
    agreement do not wait for the month; an answer given after its end announced nothing of it.
    """
    dossier = evenement.dossier
    if any(e.numero > evenement.numero and e.vers is not e.depuis for e in dossier.evenements):
        return False
    delai = dossier.delai
    if delai is None or evenement.vers not in POURPARLERS:
        return True
    return ouvertures(delai, maintenant).accord or not ouvertures(delai, evenement.recu_le).accord


def deja_dit(dossier: Dossier, declaration: str) -> Evenement | None:
    """The debtor's own act that said these very words and still stands: another tab sent it.

    `declaration`: SHA-256 of the statement. An act stands as long as it cannot be done again; a message always does.
    """
    ouvertes = actions_ouvertes(Role.DEBITEUR, dossier.etat)
    for e in reversed(dossier.evenements):
        if recepisses.a_recepisse(e) and e.details.get("declaration") == declaration:
            return e if e.vers is e.depuis or e.action not in ouvertes else None
    return None


def dates_mortes(dossier: Dossier, maintenant: datetime) -> bool:
    """True when the agreed dates cannot be kept: a constat made today would move them, or, without the clause, follow.

    Nothing may be paid before the constat (R125-7); what moves them: docs/decisions/0030-decalage.md.
    """
    accord, aujourd_hui = dossier.proposition_acceptee, jour_a_paris(maintenant)
    if dossier.etat is not Etat.ACCORD_CONCLU or accord is None:
        return False
    return actes.decalage(accord, aujourd_hui) > 0 if accord.clause else accord.echeances[0].le < aujourd_hui


def retards(dossier: Dossier, accord: Proposition, recu_centimes: int, aujourd_hui: date) -> Iterator[date]:
    """The days of the instalments on which something is late: what was received covers the oldest first."""
    cumul = 0
    for e in accord.echeances_dues:
        du = du_au([e], dossier.reports, aujourd_hui)
        cumul += du
        if du and recu_centimes < cumul:
            yield e.le
