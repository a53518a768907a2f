"""Proving again who one is before an act that binds: the letter's code, or the account's password (securite.md, M3)."""

from flask import g, request
from flask_login import current_user

from portail.domaine.phrases import Phrase
from portail.services import connexion, sessions
from portail.services.empreintes import TropDeMonde
from portail.services.essais import TropDEssais
from portail.web.base import ecritures, maintenant, moyens
from portail.web.forms import PreuveForm, ReglageForm
from portail.web.langue import dire
from portail.web.messages import phrase

ABSENTE = Phrase("Donnez-le de nouveau\u00a0: c’est la preuve que c’est bien vous.")
FAUSSE = Phrase("Ce n’est pas le bon. Regardez bien, puis recommencez.")


def exigee() -> bool:
    """True when the last proof is too old for a binding act: the page then shows the field `preuve`."""
    return not sessions.preuve_fraiche(current_user.ouverte, maintenant())


def recevoir() -> None:
    """Check the secret sent with this request, before anything is locked: Argon2 is slow. Called by @autorise."""
    g.refus_preuve = _refus(request.form.get("preuve", "")) if exigee() else ""


def acquise(form: PreuveForm | ReglageForm) -> bool:
    """True when the proof is fresh or was just given; else the field says what is expected."""
    refus: str = g.refus_preuve
    if refus:
        form.preuve.errors = [refus]
    return not refus


def _refus(secret: str) -> str:
    if not secret:
        return dire(ABSENTE)
    try:
        with ecritures()() as bd:
            connexion.prouver(bd, moyens().empreintes, current_user.ouverte, secret[:128], maintenant())
    except connexion.Inconnu:
        return dire(FAUSSE)
    except (TropDEssais, TropDeMonde) as refus:
        return phrase(refus)
    current_user.ouverte.prouvee_le = maintenant()  # this request's own copy: the page need not ask again
    return ""
