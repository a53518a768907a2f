"""What the étude chose in a list: dossiers named in the address, then boxes that carry what was displayed."""

import re
from collections.abc import Sequence
from typing import Any

from flask import abort, request
from flask_login import current_user

from portail.persistance.dossiers import Dossier
from portail.persistance.lots import EtatLigne, Lot, lignes, lot_visible
from portail.services.lots import Choix
from portail.web.base import session_bd

_CASE = re.compile(r"(RPC-[0-9A-Z]{5}-[0-9A-Z]{5})\.([0-9]{1,9})(?:\.([0-9a-f]{64}))?", re.ASCII)
NOM = "d"  # short: fifty of them fit in an address


def valeur(dossier: Dossier, vu: str = "") -> str:
    """What the box of a dossier sends: its reference and version, and the hash of what binds if there is one."""
    return ".".join(filter(None, (dossier.reference, str(dossier.version), vu)))


def lire(valeurs: Sequence[str]) -> list[Choix]:
    """The ticked boxes; a value that no page wrote is a 404."""
    choix = []
    for texte in valeurs:
        trouve = _CASE.fullmatch(texte)
        if trouve is None:
            abort(404)
        choix.append(Choix(trouve[1], int(trouve[2]), trouve[3] or ""))
    return choix


def nommes() -> list[str] | None:
    """The dossiers that the request names, None when it names none: then all are meant."""
    lot = _lot_nomme()
    if lot is not None:
        return [ligne.dossier.reference for ligne in lignes(session_bd(), lot, EtatLigne.FAIT)]
    return request.values.getlist(NOM) or None


def suite() -> dict[str, Any]:
    """The same choice, for the next address."""
    lot = _lot_nomme()
    return {"lot": lot.id} if lot is not None else {NOM: request.values.getlist(NOM)}


def _lot_nomme() -> Lot | None:
    texte = request.args.get("lot", "")
    if not texte:
        return None
    lot = lot_visible(session_bd(), int(texte), current_user.etude_id) if _numero(texte) else None
    return lot or abort(404)


def _numero(texte: str) -> bool:
    return texte.isascii() and texte.isdigit() and len(texte) < 10
