"""The error pages, and the refusals that no view answers itself turned into HTTP."""

import logging
from collections.abc import Sequence

from flask import Flask, Response, g, make_response, redirect, request, url_for
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as Reponse

from portail.domaine.phrases import Phrase
from portail.domaine.procedure import Role
from portail.persistance.dossiers import Dossier
from portail.persistance.entrepot import EntrepotIndisponible, FichierAltere
from portail.services.journal import DejaFait
from portail.web.acces import reprendre_la_page
from portail.web.base import relire, repond_a_get, session_bd
from portail.web.gardes import vient_d_ici
from portail.web.langue import dire
from portail.web.messages import CONFLIT, CONFLITS, REFUS, phrase
from portail.web.public.langues import demandee
from portail.web.rendu import rendre
from portail.web.traduction import gettext

journal = logging.getLogger(__name__)
REESSAYER_S = "5"

_PAGES: dict[int, tuple[Phrase, Phrase]] = {
    400: (
        Phrase("Demande illisible"),
        Phrase("Revenez à la page précédente, puis recommencez. Rien n’a été enregistré."),
    ),
    404: (
        Phrase("Page introuvable"),
        Phrase("Vérifiez l’adresse. Si vous suivez un lien, il n’est peut-être plus valable."),
    ),
    405: (Phrase("Page introuvable"), Phrase("Revenez à la page précédente.")),
    410: (Phrase("Lien déjà utilisé"), Phrase("Ce lien ne sert qu’une fois.")),
    413: (
        Phrase("Envoi trop lourd"),
        Phrase("Rien n’a été enregistré. Envoyez moins de fichiers à la fois, ou des fichiers plus légers."),
    ),
    429: (Phrase("Trop d’essais"), Phrase("Attendez quelques minutes, puis réessayez.")),
    503: (
        Phrase("Le service est occupé"),
        Phrase("Rien n’a été enregistré. Réessayez dans quelques secondes."),
    ),
}
_PANNE = (
    Phrase("Le service a un problème"),
    Phrase("Rien n’a été enregistré. Réessayez dans quelques minutes."),
)
DERNIER_JOUR = Phrase(
    "Si votre date limite est aujourd’hui : pour refuser, un appel ou un e-mail à l’étude suffit. "
    "Pour accepter, apportez le formulaire signé."
)
_CHEMINS_DU_DEBITEUR = ("/debiteur/", "/ouvrir", "/mon-espace", "/session")
_DERNIER_JOUR = (404, 429, 500, 503)  # a person whose month ends today must not stay before a closed door


def brancher(app: Flask) -> None:
    for perdu in CONFLITS:
        app.register_error_handler(perdu, conflit)
    for refus in REFUS:
        app.register_error_handler(refus, _refus)
    app.register_error_handler(DejaFait, _deja_fait)
    app.register_error_handler(OperationalError, _occupe)
    app.register_error_handler(DBAPIError, _occupe)
    app.register_error_handler(EntrepotIndisponible, _indisponible)
    app.register_error_handler(CSRFError, _jeton_perdu)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(FichierAltere, _panne)
    app.register_error_handler(Exception, _panne)


def _page(statut: int, titre: str, texte: str, suite: Sequence[tuple[str, str]] = ()) -> Response:
    """The page of an error, drawn from what the database holds now; a plain text if it does not answer."""
    titre, texte = dire(titre), dire(texte)
    echoue = g.pop("dossier", None)
    try:
        relire()
        if echoue is not None:  # its session is closed, and what it had in hand was not recorded
            g.dossier = session_bd().get(Dossier, inspect(echoue).identity)
        return rendre(
            "commun/erreur.html",
            statut=statut,
            titre=titre,
            texte=texte,
            suite=[*suite, *_suite()],
            dernier_jour=statut in _DERNIER_JOUR and _du_debiteur(),
        )
    except SQLAlchemyError:
        journal.exception("page d’erreur sans base de données")
        reponse = make_response(f"{titre}\n\n{texte}\n{dire(DERNIER_JOUR) if _du_debiteur() else ''}\n", statut)
        reponse.mimetype = "text/plain"
        return reponse


def _du_debiteur() -> bool:
    """True on the debtor's side of the portal, signed in or not."""
    return request.path.startswith(_CHEMINS_DU_DEBITEUR)


def _suite() -> list[tuple[str, str]]:
    """Where to go from here: the dossier if we know it, else the person's own door."""
    if not current_user or not current_user.is_authenticated:
        return [(url_for("public.accueil"), gettext("Aller à l’accueil"))]
    dossier = g.get("dossier")
    if dossier is not None:
        return [(url_for(f"{current_user.role}.dossier", reference=dossier.reference), gettext("Revoir le dossier"))]
    return [(url_for("public.mon_espace"), gettext("Revenir à mon espace"))]


def conflit(erreur: Exception) -> Response:
    """The dossier is no longer what was displayed, and nothing was recorded."""
    journal.info("conflit : %s", type(erreur).__name__)
    return _page(409, *CONFLIT)


def _refus(erreur: Exception) -> Response:
    """A refusal that the view left to us: a page that says what is expected."""
    return _page(422, Phrase("Ce n’est pas possible"), phrase(erreur))


def _deja_fait(_erreur: Exception) -> Reponse:
    """The same form came twice: show the result of the first."""
    dossier = g.dossier
    role: Role = current_user.role
    return redirect(url_for(f"{role}.dossier", reference=dossier.reference), 303)


def _occupe(erreur: Exception) -> Response:
    journal.warning("base occupée : %s", type(getattr(erreur, "orig", erreur)).__name__, exc_info=True)
    return _reessayer()


def _indisponible(erreur: Exception) -> Response:
    """The store of files does not answer: the act that wanted to keep or read one is not recorded."""
    journal.error("entrepôt indisponible : %s", erreur)
    return _reessayer()


def _reessayer() -> Response:
    reponse = _page(503, *_PAGES[503])
    reponse.headers["Retry-After"] = REESSAYER_S
    return reponse


def _jeton_perdu(_erreur: CSRFError) -> Reponse:
    """The page is older than the session, or its cookie is lost: a debtor loses nothing of what was typed there."""
    if request.blueprint == Role.DEBITEUR and vient_d_ici():
        return make_response(reprendre_la_page())
    if request.endpoint == "public.changer_langue" and (code := demandee()):
        return redirect(url_for("public.choisir_langue", code=code, suite=request.args.get("suite")), 303)
    return _page(
        400,
        Phrase("Cette page est restée ouverte trop longtemps"),
        Phrase("Rien n’a été enregistré. Ouvrez-la de nouveau, puis recommencez."),
        [(request.path, gettext("Ouvrir la page de nouveau"))] if repond_a_get(request.path) else [],
    )


def _http(erreur: HTTPException) -> Reponse:
    code = erreur.code or 500
    if isinstance(erreur.response, Reponse):
        return erreur.response
    if code == 405 and request.method == "GET" and "dossiers/" in request.path:
        # the address of a form reloaded by hand: show the dossier instead
        base = request.path.split("/dossiers/")
        return redirect(f"{base[0]}/dossiers/{base[1].split('/')[0]}", 303)
    return _page(code, *_PAGES.get(code, _PANNE))


def _panne(erreur: Exception) -> Response:
    journal.error("panne", exc_info=erreur)
    return _page(500, *_PANNE)
