"""The reminders as the debtor's pages show them: the choice that stands, or the form that asks for it."""

from typing import NamedTuple

from flask_login import current_user

from portail.persistance.dossiers import Dossier
from portail.services import codes_courriel, rappels
from portail.web.base import session_bd
from portail.web.debiteur.forms import RappelForm


class Region(NamedTuple):
    """`oui`: None as long as nothing was said. `masquee`: the address as its owner recognises it, "" if none is known.

    `connue`: it was known before the letter, and is not asked for.
    """

    form: RappelForm
    oui: bool | None
    masquee: str
    connue: bool


def region(dossier: Dossier, form: RappelForm | None = None) -> Region | None:
    """None when no payment is to come, and for a helper: his own address would outlive the visit."""
    if dossier.etat not in rappels.PROPOSES or current_user.aidant:
        return None
    choix = rappels.choix(session_bd(), dossier)
    adresse = rappels.adresse(dossier, choix)
    return Region(
        form=RappelForm() if form is None else form,
        oui=choix.par_courriel if choix else None,
        masquee=codes_courriel.masquer(adresse) if adresse else "",
        connue=bool(codes_courriel.adresse(dossier)),
    )
