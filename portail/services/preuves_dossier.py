"""The journal of one dossier for somebody else: its own rows whole, the others as hashes that say nothing of them."""

import json
from collections.abc import Sequence
from contextlib import closing
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portail.domaine import chaine
from portail.domaine.phrases import Phrase
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Brute, Evenement, empreinte, lignes, tete
from portail.services.ancres import Ancre
from portail.services.preuve import ClesPreuve


class JournalAltere(Exception):
    """The extract would not verify: run `portail journal verifier`. `raison` is in French."""

    def __init__(self, raison: str) -> None:
        super().__init__(raison)
        self.raison = raison


class Suite(NamedTuple):
    """The rows, first and last, that carry the acts of a dossier to somebody who vouches for them."""

    premier: int
    fin: int
    ancre: Ancre | None


def suite(session: Session, dossier: Dossier, preuve: ClesPreuve, ancres: Sequence[Ancre]) -> Suite | None:
    """Up to the first anchor after the last act, else to the head; None when the dossier has no act."""
    bornes = select(func.min(Evenement.seq), func.max(Evenement.seq)).where(Evenement.dossier_id == dossier.id)
    premier, dernier = session.execute(bornes).one()
    if premier is None:
        return None
    suivantes = [ancre for ancre in ancres if ancre.seq >= dernier and ancre.est_signee(preuve)]
    ancre = min(suivantes, key=lambda ancre: ancre.seq, default=None)
    return Suite(premier, ancre.seq if ancre is not None else tete(session).seq, ancre)


def extrait(session: Session, dossier: Dossier, preuve: ClesPreuve, ancres: Sequence[Ancre] = ()) -> dict[str, Any]:
    """What `chaine.verifier_extrait` verifies, ready for JSON.

    From the first row of the dossier to the first anchor after its last row, or to the head of the journal when no
    anchor came since (`ancre` is then None: there is nobody but the portal to vouch for it yet).
    Raises JournalAltere when the journal does not hold, or has no act of this dossier.
    """
    sienne = suite(session, dossier, preuve, ancres)
    if sienne is None:
        raise JournalAltere(Phrase("le journal ne contient aucun acte de ce dossier"))
    premier, fin, ancre = sienne
    (debut,) = lignes(session, premier, premier)
    with closing(lignes(session, premier, fin)) as brutes:
        portees = [_ecrire(brute, dossier.id) for brute in brutes]
    donnees = {
        "format": chaine.FORMAT_EXTRAIT,
        "dossier": dossier.reference,
        "depuis": premier,
        "prec": debut.prec,
        "lignes": portees,
        "tete": {"seq": fin, "empreinte": empreinte(session, fin)},
        "ancre": ancre.valeurs() if ancre is not None else None,
    }
    try:
        chaine.verifier_extrait(donnees)
    except chaine.ExtraitRefuse as refus:
        raise JournalAltere(str(refus)) from None
    return donnees


def _ecrire(brute: Brute, dossier_id: int) -> str | dict[str, Any]:
    try:
        if brute.ligne["dossier_id"] != dossier_id:
            return chaine.feuille(brute.ligne).hex()
        contenu = None if brute.effacee else json.loads(brute.contenu)
    except (ValueError, TypeError) as faute:
        raise JournalAltere(Phrase("la ligne %(numero)s n’est pas lisible", numero=brute.seq)) from faute
    return {"ligne": brute.ligne, "sel": brute.sel, "contenu": contenu, "empreinte": brute.empreinte}
