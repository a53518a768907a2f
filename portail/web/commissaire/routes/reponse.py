"""An answer that came by paper, voice or message: its legal effect is read before it is recorded (D1, D4, D5)."""

from datetime import date
from typing import NamedTuple

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.delais import jours_restants, ouvertures
from portail.domaine.phrases import Phrase
from portail.domaine.procedure import POURPARLERS, Action, Etat, Role
from portail.persistance.dossiers import Dossier, ModeReponse
from portail.services import negociation, participation
from portail.services.participation import HorsDelai, ReponseInvalide, ReponsePapier
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, session_bd
from portail.web.commissaire import bp
from portail.web.commissaire.commun import refuser
from portail.web.commissaire.forms import ReponseForm
from portail.web.forms import choix
from portail.web.langue import jour
from portail.web.libelles import MODES_REPONSE
from portail.web.rendu import rendre
from portail.web.traduction import gettext, ngettext

ACCEPTATION, REFUS, REFUS_TERMES = "acceptation", "refus", "refus_termes"
SENS = {
    ACCEPTATION: Phrase("La personne accepte de participer"),
    REFUS: Phrase("La personne refuse de participer"),
    REFUS_TERMES: Phrase("La personne refuse le montant ou les modalités"),
}


class Effet(NamedTuple):
    """What recording this answer does in law, in words. `attention`: something is no longer possible."""

    jour: date
    phrases: tuple[str, ...]
    attention: str


@bp.get("/dossiers/<reference>/reponse")
@autorise(Role.COMMISSAIRE, Action.ACCEPTER_PARTICIPATION)
def reponse(dossier: Dossier) -> Reponse:
    if not _sens_ouverts(dossier):
        return redirect(url_for(".dossier", reference=dossier.reference), 303)
    form = _form(dossier)
    _preparer(form)
    return _saisie(dossier, form)


@bp.post("/dossiers/<reference>/reponse")
@autorise(Role.COMMISSAIRE, Action.ACCEPTER_PARTICIPATION)
def enregistrer_reponse(dossier: Dossier) -> Reponse:
    """The first time: the effect. Once that was shown (`vu`): recorded."""
    form = _form(dossier)
    if not form.validate_on_submit():
        return _saisie(dossier, form, statut=422)
    if "modifier" in request.form:
        return _saisie(dossier, form)
    papier = ReponsePapier(ModeReponse(form.mode.data), form.recue_le.jour, form.postee_le.jour)
    try:
        effet = _effet(dossier, form.sens.data, papier)
        if form.vu.data == _vu(form.sens.data, effet):
            _enregistrer(dossier, form.sens.data, papier)
            return redirect(url_for(".dossier", reference=dossier.reference), 303)
    except ReponseInvalide as refus:
        refuser(form, refus, "mode" if refus.motif == "acceptation_sans_forme" else "recue_le")
        return _saisie(dossier, form, statut=422, expliquer=refus.motif == "acceptation_sans_forme")
    except HorsDelai as refus:
        refuser(form, refus, "postee_le")
        return _saisie(dossier, form, statut=422)
    form.vu.data = _vu(form.sens.data, effet)
    return rendre(
        "commissaire/reponse_relire.html",
        dossier=dossier,
        form=form,
        effet=effet,
        sens=SENS[form.sens.data],
        mode=MODES_REPONSE[papier.mode],
        papier=papier,
    )


def _form(dossier: Dossier) -> ReponseForm:
    form = ReponseForm(dossier)
    ouverts = _sens_ouverts(dossier) or tuple(SENS)  # a closed state is refused by the service, in its own words
    form.sens.choices = choix({sens: SENS[sens] for sens in ouverts})
    if len(ouverts) == 1 and not form.is_submitted():
        form.sens.data = ouverts[0]
    return form


def _preparer(form: ReponseForm) -> None:
    """What the mark of a scanned form says of it, chosen beforehand; the commissaire reads and confirms."""
    for champ, valeur in ((form.sens, request.args.get("sens")), (form.mode, request.args.get("mode"))):
        if valeur in {c.value for c in champ.choices}:
            champ.data = valeur


def _sens_ouverts(dossier: Dossier) -> tuple[str, ...]:
    if dossier.etat is Etat.ENVOYEE:
        return (ACCEPTATION, REFUS)
    return (REFUS_TERMES,) if dossier.etat in POURPARLERS else ()


def _effet(dossier: Dossier, sens: str, papier: ReponsePapier) -> Effet:
    """Raises ReponseInvalide, HorsDelai."""
    if sens == ACCEPTATION:
        participation.verifier_forme(papier)
    le = participation.jour_qui_compte(dossier, papier, maintenant())
    quand = gettext("La réponse date en droit du %(jour)s.", jour=jour(le))
    if sens == REFUS:
        suite = gettext("Cela arrête la procédure. Il restera à constater le refus (art. R. 125-5, 1°).")
        return Effet(le, (quand, suite), "")
    if sens == REFUS_TERMES:
        suite = gettext("Cela arrête les pourparlers. Il restera à constater le refus (art. R. 125-5, 3°).")
        return Effet(le, (quand, suite), "")
    return _effet_acceptation(dossier, le, quand)


def _effet_acceptation(dossier: Dossier, le: date, quand: str) -> Effet:
    suite = gettext(
        "Il restera à constater l’accord pour participer (art. R. 125-3) : ce constat suspend la prescription."
    )
    delai = dossier.delai
    if delai is None or ouvertures(delai, maintenant()).accord:
        fin = dossier.fin_stricte
        reste = ""
        if fin:
            reste = gettext(
                "Un accord peut être conclu jusqu’au %(jour)s à 24 h (%(reste)s).", jour=jour(fin), reste=_jours(fin)
            )
        return Effet(le, (quand, suite, reste), "")
    attention = gettext(
        "Le mois est fini depuis le %(jour)s : aucun accord ne peut plus être conclu. "
        "La réponse est gardée au dossier. "
        "La fin du délai se constatera comme une acceptation tardive, pas comme un silence.",
        jour=jour(delai.fin_stricte),
    )
    return Effet(le, (quand, gettext("Il restera à constater l’accord pour participer (art. R. 125-3).")), attention)


def _enregistrer(dossier: Dossier, sens: str, papier: ReponsePapier) -> None:
    if sens == ACCEPTATION:
        participation.enregistrer_acceptation(session_bd(), dossier, papier, acteur())
    elif sens == REFUS:
        participation.enregistrer_refus(session_bd(), dossier, papier, acteur())
    else:
        negociation.refuser_termes(session_bd(), dossier, acteur(), papier)


def _saisie(dossier: Dossier, form: ReponseForm, statut: int = 200, expliquer: bool = False) -> Response:
    return rendre(
        "commissaire/reponse.html",
        statut=statut,
        dossier=dossier,
        form=form,
        expliquer=expliquer,
        pourparlers=dossier.etat in POURPARLERS,
    )


def _vu(sens: str, effet: Effet) -> str:
    return f"{sens}.{effet.jour.isoformat()}.{bool(effet.attention)}"


def _jours(fin: date) -> str:
    reste = jours_restants(fin, maintenant())
    return gettext("dernier jour") if reste == 0 else ngettext("%(num)s jour", "%(num)s jours", reste)
