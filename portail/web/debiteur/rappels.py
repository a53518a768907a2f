"""The reminders as the debtor's pages show them: the choice that stands, or the form that asks for it."""

from typing import NamedTuple

from flask_login import current_user

from portail.persistance.dossiers import Dossier
from portail.services import codes_courriel, rappels
from portail.web.base import session_bd
from portail.web.debiteur.forms import RappelForm


class Region(NamedTuple):
    """`oui`: None as long as nothing was said. `masquee`: the address as its owner recognises it, "" if none is known.

    `connue`: it was known before the letter, and is not asked for. `arretes`: none leaves for now, after a default; the
    choice can still be taken back, not changed.
    """

    form: RappelForm
    oui: bool | None
    masquee: str
    connue: bool
    arretes: bool = False


def region(dossier: Dossier, form: RappelForm | None = None) -> Region | None:
    """None when nothing is kept nor asked, and for a helper: his own address would outlive the visit."""
    if dossier.etat not in rappels.GARDES or current_user.aidant:
        return None
    choix, arretes = rappels.choix(session_bd(), dossier), dossier.etat not in rappels.PROPOSES
    if arretes and not (choix and choix.par_courriel):
        return None
    adresse = rappels.adresse(dossier, choix)
    return Region(
        form=RappelForm() if form is None else form,
        oui=choix.par_courriel if choix else None,
        masquee=codes_courriel.masquer(adresse) if adresse else "",
        connue=bool(codes_courriel.adresse(dossier)),
        arretes=arretes,
    )
