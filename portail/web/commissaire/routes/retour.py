"""A form that came back by post: its mark is scanned, and the page of the answer opens with that answer chosen."""

from flask import flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Reponse

from portail.domaine.phrases import Phrase
from portail.domaine.procedure import Etat, Role
from portail.domaine.retours import MarqueIllisible, SensRetour, lire_marque
from portail.persistance.dossiers import Dossier, ModeReponse, dossier_visible
from portail.services import papiers
from portail.web.acces import reserve_a
from portail.web.base import session_bd
from portail.web.commissaire import bp
from portail.web.commissaire.forms import MarqueForm
from portail.web.commissaire.routes.reponse import ACCEPTATION, REFUS
from portail.web.langue import dire
from portail.web.rendu import rendre
from portail.web.traduction import gettext

INCONNU = Phrase(
    "Aucun dossier de l’étude ne porte ce code. Scannez le carré en haut du formulaire, ou tapez le code écrit "
    "dessous, par exemple RPC-7F4K2-9QDA3/A."
)
_SENS = {SensRetour.ACCEPTATION: ACCEPTATION, SensRetour.REFUS: REFUS}
_NOMS = {SensRetour.ACCEPTATION: Phrase("formulaire d’acceptation"), SensRetour.REFUS: Phrase("formulaire de refus")}


@bp.get("/retours")
@reserve_a(Role.COMMISSAIRE)
def retours() -> Reponse:
    return rendre("commissaire/retours.html", form=MarqueForm())


@bp.post("/retours")
@reserve_a(Role.COMMISSAIRE)
def lire_retour() -> Reponse:
    """Reads only: what is found is shown on the page of the answer, nothing is recorded here."""
    form = MarqueForm()
    if form.validate_on_submit():
        trouve = _chercher(form.code.data or "")
        if trouve is not None:
            return redirect(_suite(*trouve), 303)
        form.code.errors = [dire(INCONNU)]
    return rendre("commissaire/retours.html", statut=422, form=form)


def _chercher(code: str) -> tuple[Dossier, SensRetour | None, int] | None:
    try:
        retour = lire_marque(code)
    except MarqueIllisible:
        return None
    dossier = dossier_visible(session_bd(), retour.reference, role=Role.COMMISSAIRE, acteur_id=current_user.numero)
    if dossier is None or (retour.numero and papiers.trouver(session_bd(), dossier, retour.numero) is None):
        return None
    return dossier, retour.sens, retour.numero


def _suite(dossier: Dossier, sens: SensRetour | None, numero: int) -> str:
    if sens is SensRetour.PROJET:
        return url_for(".papier", reference=dossier.reference, numero=numero)
    if dossier.etat is not Etat.ENVOYEE:
        quoi = f"Le {_NOMS[sens]}" if sens else gettext("La réponse")
        flash(
            f"{quoi} n’est pas attendu dans ce dossier\u00a0: voici où il en est. Rien n’a été enregistré.", "attention"
        )
        return url_for(".dossier", reference=dossier.reference)
    if sens is None:
        return url_for(".reponse", reference=dossier.reference)
    return url_for(".reponse", reference=dossier.reference, sens=_SENS[sens], mode=ModeReponse.FORMULAIRE.value)
