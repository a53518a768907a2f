"""What a request carries: its database session, its instant, who acts, the means of the use cases."""

from datetime import datetime
from typing import Any, cast

from flask import current_app, g, has_request_context, request
from flask_login import current_user
from sqlalchemy import event
from sqlalchemy.orm import Session, sessionmaker
from werkzeug.exceptions import HTTPException

from portail.config import Reglages
from portail.domaine.procedure import Role
from portail.services.acteur import Acteur
from portail.services.moyens import Moyens

AUCUNE = -1  # the version of no dossier
LECTURES = ("GET", "HEAD", "OPTIONS")


def session_bd() -> Session:
    """The request's session, opened at the first need. A GET reads: nothing can be written through it."""
    if "session" not in g:
        lecture = has_request_context() and request.method in LECTURES
        g.session = current_app.extensions["lectures" if lecture else "ecritures"]()
        if lecture:
            event.listen(g.session, "before_flush", _refuser_l_ecriture)
    return cast(Session, g.session)


def ecritures() -> sessionmaker[Session]:
    """For the few writes that are not the request's act: sign-in, counted attempts, the visit's instant."""
    return cast("sessionmaker[Session]", current_app.extensions["ecritures"])


def fermer_session(_erreur: BaseException | None = None) -> None:
    session: Session | None = g.pop("session", None)
    if session is not None:
        session.close()


def relire() -> None:
    """What follows only reads, in a new session that waits for no lock: after a failure, or in a POST that asks."""
    fermer_session()
    g.session = current_app.extensions["lectures"]()


def maintenant() -> datetime:
    """The instant at which the request came in, by the clock that was set; the same for the whole request."""
    if not has_request_context():
        return cast(datetime, current_app.config["HORLOGE"]())
    if "maintenant" not in g:
        g.maintenant = current_app.config["HORLOGE"]()
    return cast(datetime, g.maintenant)


def horloge() -> datetime:
    """The clock read now: for a second act of the same request, which comes after the first."""
    return cast(datetime, current_app.config["HORLOGE"]())


def moyens() -> Moyens:
    return cast(Moyens, current_app.extensions["moyens"])


def reglages() -> Reglages:
    return moyens().reglages


def acteur() -> Acteur:
    """Who acts, with the version and the form that were displayed (hidden fields of ActeForm).

    A party's form always says the version: one that says none was not shown by us, and is as stale as can be. The
    étude also acts on many dossiers at once, or on none.
    """
    version = request.form.get("version", "")
    absente = None if current_user.role is Role.COMMISSAIRE else AUCUNE
    return Acteur(
        role=current_user.role,
        recu_le=maintenant(),
        compte_id=current_user.compte_id,
        version=int(version) if version.isascii() and version.isdigit() and len(version) < 10 else absente,
        idem=request.form.get("idem", "")[:64] or None,
    )


def _refuser_l_ecriture(session: Session, *_args: Any) -> None:
    if session.new or session.dirty or session.deleted:
        raise RuntimeError("a GET request must not write")


def repond_a_get(chemin: str) -> bool:
    """True if a page of the portal stands at this path: it can be opened, not only written to."""
    try:
        current_app.url_map.bind("").match(chemin, "GET")
    except HTTPException:
        return False
    return True
