"""The words by which the debtor acts on this dossier: shown, then bound to his act by their hash."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from portail.domaine.procedure import Action, Role
from portail.domaine.signalements import Genre
from portail.persistance.dossiers import Dossier
from portail.persistance.negociation import Proposition
from portail.persistance.signalements import PieceJointe
from portail.services import edition
from portail.services.acteur import Acteur
from portail.services.documents.declaration import OffreDite, declarer
from portail.services.documents.donnees_actes import NatureRecepisse
from portail.services.documents.signalements import enonce
from portail.services.termes import TermesChanges

# Acts that end an offer without an agreement.
LEVEES = {
    Action.RETIRER_PROPOSITION: NatureRecepisse.RETRAIT,
    Action.DECLINER_PROPOSITION: NatureRecepisse.ECART,
}


class Declaration(NamedTuple):
    """The statement and its SHA-256 (64 hexadecimal digits, of the UTF-8 text).

    With documents, what is hashed is the text, then on a line each their SHA-256 in order.
    """

    texte: str
    empreinte: str


def lire(dossier: Dossier, nature: NatureRecepisse, offre: OffreDite | None = None) -> Declaration:
    """The statement as it would be made now; the same dossier and terms always give the same words."""
    creancier = edition.partie(dossier.creancier).designation
    return _declaration(declarer(nature, edition.creance(dossier), creancier, offre))


def lire_message(
    genre: Genre, motif: str, faits: Mapping[str, Any], texte: str, pieces: Sequence[PieceJointe] = ()
) -> Declaration:
    """The statement of a report; `faits` as the database keeps them. Bound to the very bytes of `pieces`."""
    return _declaration(enonce(genre, motif, faits, texte, [p.nom for p in pieces]), empreintes(pieces))


def empreintes(pieces: Sequence[PieceJointe]) -> list[str]:
    """The SHA-256 of these documents, sorted: as hashed and journaled."""
    return sorted(p.empreinte for p in pieces)


def verifier(dossier: Dossier, nature: NatureRecepisse, vu: str | None, offre: OffreDite | None = None) -> str:
    """The hash to journal. Raises TermesChanges when other words were shown (`vu`; None: none were, on paper)."""
    return confirmer(lire(dossier, nature, offre), vu)


def confirmer(lue: Declaration, vu: str | None) -> str:
    """The hash to journal for these words. Raises TermesChanges as `verifier`."""
    if vu is not None and vu != lue.empreinte:
        raise TermesChanges
    return lue.empreinte


def details(
    dossier: Dossier, acteur: Acteur, nature: NatureRecepisse, offre: OffreDite | None, vu: str | None = None
) -> dict[str, Any]:
    """What the journal keeps of the debtor's words and of how he signed them. Raises TermesChanges.

    The creditor's acts have no receipt; the commissaire's have the same words when he records a paper of the debtor's.
    """
    if acteur.role is not Role.DEBITEUR and acteur.second_pas is None:
        return {}
    dit = {"declaration": verifier(dossier, nature, vu, offre)}
    return {**dit, **({"second_pas": acteur.second_pas.value} if acteur.second_pas else {}), **acteur.papier}


def offre_recue(dossier: Dossier) -> OffreDite | None:
    """The creditor's pending offer: what a debtor sets aside or refuses."""
    en_cours = dossier.proposition_en_cours
    return offre_de(en_cours) if en_cours and en_cours.auteur is Role.CREANCIER else None


def offre_de(proposition: Proposition | None) -> OffreDite | None:
    if proposition is None:
        return None
    p = proposition
    return OffreDite(p.montant_centimes, p.echeances, p.empreinte, p.clause)


def _declaration(texte: str, fichiers: Sequence[str] = ()) -> Declaration:
    return Declaration(texte, hashlib.sha256("\n".join([texte, *fichiers]).encode()).hexdigest())
