"""« Envoyer ce projet à une personne de confiance »: opening a reading link, seeing how often it served, closing it."""

from flask import abort, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.persistance.lectures import LienLecture
from portail.services import lectures
from portail.services.lectures import VIVANTS_MAX, TropDeLiens
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, moyens, reglages, session_bd
from portail.web.debiteur import bp, situation
from portail.web.debiteur.routes.retours import detour
from portail.web.forms import ActeForm
from portail.web.messages import phrase
from portail.web.rendu import rendre
from portail.web.traduction import gettext


@bp.get("/dossiers/<reference>/lecture")
@autorise(Role.DEBITEUR, Action.OUVRIR_LECTURE)
def lecture(dossier: Dossier) -> Reponse:
    return detour(dossier, Action.OUVRIR_LECTURE) or _page(dossier, ActeForm(dossier))


@bp.post("/dossiers/<reference>/lecture")
@autorise(Role.DEBITEUR, Action.OUVRIR_LECTURE)
def ouvrir_lecture(dossier: Dossier) -> Reponse:
    form = ActeForm(dossier)
    try:
        lectures.ouvrir(session_bd(), dossier, current_user.ouverte.acces_id, acteur())
    except TropDeLiens as refus:
        form.form_errors = [phrase(refus)]
        return _page(dossier, form, 422)
    return redirect(url_for(".lecture", reference=dossier.reference, _anchor="liens"), 303)


@bp.post("/dossiers/<reference>/lecture/<int:numero>/fermer")
@autorise(Role.DEBITEUR, Action.FERMER_LECTURE)
def fermer_lecture(dossier: Dossier, numero: int) -> Reponse:
    lien = next((x for x in lectures.vivants(session_bd(), dossier, maintenant()) if x.numero == numero), None)
    lectures.fermer(session_bd(), lien or abort(404), acteur())
    flash(gettext("C’est fait. Ce lien n’ouvre plus rien."), "ok")
    return redirect(url_for(".lecture", reference=dossier.reference), 303)


def _page(dossier: Dossier, form: ActeForm, statut: int = 200) -> Reponse:
    liens = [(lien, _adresse(lien)) for lien in lectures.vivants(session_bd(), dossier, maintenant())]
    contexte = situation.contexte(dossier, maintenant())
    return rendre(
        "debiteur/lecture.html", statut=statut, form=form, liens=liens, complet=len(liens) >= VIVANTS_MAX, **contexte
    )


def _adresse(lien: LienLecture) -> str:
    """The token follows the « # »: no server and no log along the way ever sees it (securite.md, M7 and M17).

    Nothing for a helper: the link would outlive the visit.
    """
    if current_user.aidant:
        return ""
    return f"{reglages().url_publique}{url_for('public.lire')}#l={lectures.jeton(moyens().jetons, lien)}"
