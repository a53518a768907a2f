"""Where the debtor was when the session ended, and what was typed there: both are found again after the codes.

The place and the words stay in the cookie of the browser, encrypted, two hours at most, until the codes of that very
dossier are given. Source: WCAG 2.2.1 and 2.2.5.
"""

import json
import zlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask import g, request, session, url_for

from portail.persistance.dossiers import Dossier
from portail.services.moyens import Illisible
from portail.web.base import LECTURES, maintenant, moyens, repond_a_get

CLE = "reprise"
DUREE = timedelta(hours=2)
# What may wait in the cookie, whatever the page: no secret, no ticked consent, nothing that binds an act.
CHAMPS = (
    *("motif", "mode", "montant", "nombre", "jour", "autre_jour", "attendre", "acompte", "total"),  # the picker
    *("prevenir", "courriel"),  # the reminders
    *("le", "moyen", "paye", "juste", "aide", "texte"),  # what is told: the long text last, if there is room for it
)
LONGUEUR_MAX = 2000  # characters of one input, of the address's question
POIDS_MAX = 1800  # bytes in all, compressed before they are encrypted: the cookie holds 4 kB once written in base 64
_FICHIERS = (
    "debiteur.document",
    "debiteur.piece",
    "debiteur.quittance",
    "debiteur.recepisse",
    "debiteur.telechargement",
    "debiteur.agenda",
    "debiteur.projet_papier",
)
_COMPOSE = "debiteur.echeancier"  # whose address may carry terms: a link sent by somebody else must choose none


def garder() -> None:
    """Note the page that was asked for, before the door; a file is left out: it would come without its page."""
    # What only receives a form (« …/preparer ») stands under the page that holds it.
    chemin = request.path if repond_a_get(request.path) else request.path.rpartition("/")[0]
    if request.endpoint in _FICHIERS or not repond_a_get(chemin):
        return
    ecrit, essai = request.method not in LECTURES, _essai_en_cours()
    muette = ecrit or not request.args or request.endpoint == _COMPOSE
    question = "" if muette else request.query_string.decode("ascii", "ignore")
    attente = {
        "le": int(maintenant().timestamp()),
        "chemin": chemin,
        "question": question if _poids(question) <= POIDS_MAX else "",
        "saisie": _saisie(request.form if ecrit else request.args) if ecrit or essai else _deja(chemin),
        "envoi": ecrit,
    }
    remettre(attente)


def garder_tape(chemin: str) -> None:
    """Note what was typed on the page at `chemin`, about to be shown again otherwise: nothing was being sent."""
    le = int(maintenant().timestamp())
    remettre({"le": le, "chemin": chemin, "question": "", "saisie": _saisie(request.form), "envoi": False})


def _essai_en_cours() -> bool:
    """True when the picker itself asked for a live calculation: the choices are the person's own, not a link's.

    No other site's page, and no link, can add HTMX's header to a request.
    """
    d_ici = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    return request.endpoint == _COMPOSE and "HX-Request" in request.headers and d_ici


def remettre(attente: dict[str, Any]) -> None:
    """Put in the cookie what waits, unreadable to whoever holds this browser; its age stays what it was."""
    session[CLE] = moyens().chiffrer(zlib.compress(json.dumps(attente).encode())).decode("ascii")


def attend() -> bool:
    """True if a page waits behind the door."""
    return _lire() is not None


def prendre() -> dict[str, Any] | None:
    """What waits, taken out of the cookie; None if nothing does."""
    attente = _lire()
    session.pop(CLE, None)
    return attente


def _deja(chemin: str) -> dict[str, str]:
    """What already waits for this very page, when the session ends while its language changes."""
    attente = _lire()
    return attente["saisie"] if attente is not None and attente["chemin"] == chemin else {}


def _lire() -> dict[str, Any] | None:
    """What waits; None if it is too old, or was not written by this portal."""
    try:
        attente: dict[str, Any] = json.loads(zlib.decompress(moyens().dechiffrer(str(session[CLE]).encode())))
    except (KeyError, Illisible, zlib.error, ValueError):
        return None
    return attente if maintenant().timestamp() - attente["le"] < DUREE.total_seconds() else None


def rendre_a(attente: Any, dossier: Dossier) -> tuple[str, bool]:
    """The address to go to, a page of this very dossier, and whether something was about to be sent."""
    accueil = url_for("debiteur.dossier", reference=dossier.reference)
    chemin = attente["chemin"] if attente else ""
    if chemin != accueil and not chemin.startswith(f"{accueil}/"):
        return accueil, False
    if attente["saisie"]:
        remettre(attente)
    return chemin + (f"?{attente['question']}" if attente["question"] else ""), attente["envoi"]


def saisie() -> dict[str, str]:
    """What was typed on this page before the session ended, given back once."""
    if "saisie_reprise" not in g:
        attente, g.saisie_reprise = _lire() if request.method in LECTURES else None, {}
        if attente is not None and attente["chemin"] == request.path:
            g.saisie_reprise = attente["saisie"]
            session.pop(CLE)
    return dict(g.saisie_reprise)


def _saisie(tape: Mapping[str, str]) -> dict[str, str]:
    gardes: dict[str, str] = {}
    for champ in CHAMPS:
        texte = tape.get(champ, "").strip()
        if texte and len(texte) <= LONGUEUR_MAX and _poids({**gardes, champ: texte}) <= POIDS_MAX:
            gardes[champ] = texte
    return gardes


def _poids(contenu: object) -> int:
    """Bytes that this takes in the session's cookie, before encryption."""
    return len(zlib.compress(json.dumps(contenu).encode()))
