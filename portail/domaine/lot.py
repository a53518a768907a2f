"""Calculations in bulk: one JSON line in, one JSON line out, in order, whatever the line holds."""

import json
from typing import Any

from portail.domaine.arguments import ArgumentInvalide
from portail.domaine.operations import executer
from portail.domaine.refus import Refus
from portail.domaine.tables import TABLES_PUBLIEES, Tables

LONGUEUR_MAX_LIGNE = 65_536
_FORME = 'Chaque ligne doit être un objet JSON : {"operation": "…", "arguments": {…}}.'


def lire_json(texte: str) -> Any:
    """JSON where every number stays the text that was written, so that nothing is lost or rounded."""
    return json.loads(texte, parse_float=str, parse_int=str, parse_constant=_refuser)


def _refuser(constante: str) -> None:
    raise ValueError(constante)


def repondre(ligne: bytes, tables: Tables = TABLES_PUBLIEES) -> dict[str, Any]:
    """`{"resultat": …}` or `{"erreur": phrase}`.

    >>> repondre(b'{"operation": "montant", "arguments": {"texte": "80,5"}}')["resultat"]["centimes"]
    8050
    >>> list(repondre(b"[1, 2"))
    ['erreur']
    """
    try:
        return {"resultat": _calculer(ligne, tables)}
    except Refus as refus:
        return {"erreur": refus.phrase}


def _calculer(ligne: bytes, tables: Tables) -> dict[str, Any]:
    if len(ligne) > LONGUEUR_MAX_LIGNE:
        raise ArgumentInvalide("Chaque ligne doit tenir en 65 536 octets.")
    try:
        demande = lire_json(ligne.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ArgumentInvalide(_FORME) from None
    if not isinstance(demande, dict) or not isinstance(demande.get("operation"), str):
        raise ArgumentInvalide(_FORME)
    if demande.keys() - {"operation", "arguments"}:
        raise ArgumentInvalide(_FORME)
    return executer(demande["operation"].replace("-", "_"), demande.get("arguments", {}), tables)


def ecrire_ligne(reponse: dict[str, Any]) -> str:
    """One line of JSON; accents stay readable."""
    return json.dumps(reponse, ensure_ascii=False, separators=(", ", ": "))
