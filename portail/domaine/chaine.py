"""The chain of the journal: what is hashed, how a row holds to the one before, how an extract verifies without us.

    charge_empreinte = SHA-256(sel ‖ contenu)                     contenu in canonical form, sel 32 hexadecimal digits
    feuille          = SHA-256(canonical form of the row)         COLONNES only: no personal content, but its hash
    empreinte        = SHA-256("portail.journal.v1\\0" ‖ prec ‖ feuille)

The salt makes a `feuille` say nothing of its row: those of other dossiers can be published to roll the chain.
This module needs the standard library alone, so that an outsider may run it as it is.
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

FORMAT_EXTRAIT = "portail.journal.extrait.v1"
ORIGINE = "0" * 64  # what the first row follows
COLONNES = (
    "seq",
    "id",
    "dossier",
    "dossier_id",
    "numero",
    "action",
    "role",
    "compte_id",
    "depuis",
    "vers",
    "article",
    "recu_le",
    "ecrit_le",
    "idem",
    "charge_empreinte",
)

_CHAINE = b"portail.journal.v1\0"
_ANCRE = b"portail.ancre.v1\0"
_ENTIER_MAX = 2**53 - 1  # beyond, a reader written in another language may round (RFC 8785, 3.2.2.3)
_HEXA_64 = re.compile(r"[0-9a-f]{64}")
_TEXTE = json.JSONEncoder(ensure_ascii=False).encode
_CONSTANTES = {None: "null", True: "true", False: "false"}
_SEL = re.compile(r"[0-9a-f]{32}")


class ValeurImpropre(ValueError):
    """The value has no canonical form here: a float, an integer beyond 2⁵³, half a character, another type."""


def canonique(valeur: Any) -> bytes:
    """The one way to write `valeur` in JSON (RFC 8785, without floats). Raises ValeurImpropre.

    >>> canonique({"b": [1, None, True], "a": "é\\n"}).decode()
    '{"a":"é\\\\n","b":[1,null,true]}'
    """
    try:
        return _ecrire(valeur).encode()
    except UnicodeEncodeError:
        raise ValeurImpropre("half of a surrogate pair") from None
    except RecursionError:
        raise ValeurImpropre("nested too deep") from None


def _ecrire(valeur: Any) -> str:
    match valeur:
        case str():
            return _TEXTE(valeur)
        case None | bool():
            return _CONSTANTES[valeur]
        case int() if abs(valeur) <= _ENTIER_MAX:
            return str(int(valeur))
        case list() | tuple():
            return f"[{','.join(map(_ecrire, valeur))}]"
        case dict():
            return f"{{{','.join(f'{_ecrire(cle)}:{_ecrire(valeur[cle])}' for cle in _triees(valeur))}}}"
    raise ValeurImpropre(f"no canonical form: {valeur!r:.80}")


def _triees(objet: Mapping[Any, Any]) -> list[str]:
    """The keys in the order of RFC 8785: that of their UTF-16 code units."""
    if not all(isinstance(cle, str) for cle in objet):
        raise ValeurImpropre("a key that is not a string")
    return sorted(objet, key=lambda cle: cle.encode("utf-16-be"))


def instant(le: datetime) -> str:
    """The canonical writing of an aware instant, to the microsecond.

    >>> instant(datetime(2026, 11, 22, 9, 42, 7, tzinfo=UTC))
    '2026-11-22T09:42:07.000000Z'
    """
    return le.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def empreinte_charge(sel: str, contenu: bytes) -> str:
    """The hash that stays in the row when the content is erased. Raises ValeurImpropre if the salt has not its form."""
    if not _SEL.fullmatch(sel):
        raise ValeurImpropre("sel")
    return hashlib.sha256(sel.encode() + contenu).hexdigest()


def feuille(ligne: Mapping[str, Any]) -> bytes:
    """The 32 bytes that stand for one row in the chain. Raises ValeurImpropre, KeyError if a column is missing."""
    return hashlib.sha256(canonique({colonne: ligne[colonne] for colonne in COLONNES})).digest()


def maillon(prec: str, de_la_ligne: bytes) -> str:
    """The hash of a row, hexadecimal, after the one whose hash is `prec`. Raises ValeurImpropre."""
    if not _HEXA_64.fullmatch(prec) or len(de_la_ligne) != 32:
        raise ValeurImpropre("prec")
    return hashlib.sha256(_CHAINE + bytes.fromhex(prec) + de_la_ligne).hexdigest()


def message_ancre(ancre: Mapping[str, Any]) -> bytes:
    """The bytes that the Ed25519 signature of an anchor covers. Raises ValeurImpropre, KeyError."""
    return _ANCRE + canonique({nom: ancre[nom] for nom in ("empreinte", "le", "scelle", "seq")})


class ExtraitRefuse(Exception):
    """The extract is not what the journal holds; `raison` in French for who verifies, `seq` the row at fault."""

    def __init__(self, raison: str, seq: int | None = None) -> None:
        super().__init__(raison if seq is None else f"ligne {seq} : {raison}")
        self.raison = raison
        self.seq = seq


class Bilan(NamedTuple):
    """What a sound extract holds: acts of the dossier, contents erased since, and the head it leads to."""

    actes: int
    effaces: int
    seq: int
    empreinte: str


def verifier_extrait(extrait: Mapping[str, Any]) -> Bilan:
    """Recompute all that an extract says, without the portal. Raises ExtraitRefuse.

    `extrait` is the JSON made by `services.preuves_dossier`: `prec`, then one element for each row from the first of
    the dossier, its own rows whole and those of others as 64 hexadecimal digits (`feuille`), up to `tete`. What stays
    to be checked is who vouches for `tete`: the Ed25519 signature of `ancre` over `message_ancre(ancre)`.
    """
    try:
        return _verifier(extrait)
    except (KeyError, TypeError, ValueError, AttributeError) as faute:  # any JSON may be handed in
        raise ExtraitRefuse(f"le fichier n’a pas la forme d’un extrait ({type(faute).__name__})") from None


def _verifier(extrait: Mapping[str, Any]) -> Bilan:
    if extrait["format"] != FORMAT_EXTRAIT:
        raise ExtraitRefuse("le format de l’extrait est inconnu")
    lignes: Sequence[Any] = extrait["lignes"]
    empreinte, numero, effaces = extrait["prec"], 0, 0
    for seq, ligne in enumerate(lignes, start=extrait["depuis"]):
        if isinstance(ligne, str):
            empreinte = maillon(empreinte, _feuille_lue(ligne, seq))
            continue
        numero += 1
        if (ligne["ligne"]["dossier"], ligne["ligne"]["numero"]) != (extrait["dossier"], numero):
            raise ExtraitRefuse("un acte du dossier manque ou n’est pas à sa place", seq)
        if ligne["ligne"]["seq"] != seq or set(ligne["ligne"]) != set(COLONNES):
            raise ExtraitRefuse("la ligne n’a pas les colonnes ou la place qu’elle devrait avoir", seq)
        effaces += _controler_contenu(ligne, seq)
        empreinte = maillon(empreinte, feuille(ligne["ligne"]))
        if empreinte != ligne["empreinte"]:
            raise ExtraitRefuse("la ligne ou l’une des précédentes a été modifiée", seq)
    tete = extrait["tete"]
    if not numero or (tete["seq"], tete["empreinte"]) != (extrait["depuis"] + len(lignes) - 1, empreinte):
        raise ExtraitRefuse("la chaîne ne mène pas à la tête annoncée")
    _controler_ancre(extrait["ancre"], tete)
    return Bilan(numero, effaces, tete["seq"], empreinte)


def _feuille_lue(ligne: str, seq: int) -> bytes:
    if not _HEXA_64.fullmatch(ligne):
        raise ExtraitRefuse("l’empreinte d’un autre dossier n’est pas lisible", seq)
    return bytes.fromhex(ligne)


def _controler_contenu(ligne: Mapping[str, Any], seq: int) -> bool:
    """True if the content was erased."""
    if ligne["sel"] is None and ligne["contenu"] is None:
        return True
    if empreinte_charge(ligne["sel"], canonique(ligne["contenu"])) != ligne["ligne"]["charge_empreinte"]:
        raise ExtraitRefuse("le contenu a été modifié", seq)
    return False


def _controler_ancre(ancre: Mapping[str, Any] | None, tete: Mapping[str, Any]) -> None:
    if ancre is not None and (ancre["seq"], ancre["empreinte"]) != (tete["seq"], tete["empreinte"]):
        raise ExtraitRefuse("l’ancre ne porte pas sur la tête de l’extrait")
