"""Everything read again, the verdict in words, the mandate: the claim is handed in."""

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.services import creances
from portail.services.negociation import plans_ouverts
from portail.web import preuve
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, session_bd
from portail.web.creancier import bp
from portail.web.creancier.ecrans import couts_de
from portail.web.creancier.forms.depot import QUESTIONS, CauseForm, DepotForm
from portail.web.creancier.suivi import ECRAN_DU_MANQUE, exiger
from portail.web.creancier.verdicts import etudier
from portail.web.langue import dire
from portail.web.messages import phrase
from portail.web.messages_etude import INCOMPLET
from portail.web.rendu import rendre

MOTS = {True: "Oui", False: "Non", None: "Je ne sais pas"}


@bp.get("/dossiers/<reference>/depot/relire")
@autorise(Role.CREANCIER, Action.DEPOSER)
def relire(dossier: Dossier) -> Response:
    exiger(dossier, Action.DEPOSER)
    return _page(dossier, DepotForm(dossier))


@bp.post("/dossiers/<reference>/depot/relire")
@autorise(Role.CREANCIER, Action.DEPOSER, prouve=True)
def deposer(dossier: Dossier) -> Reponse:
    form = DepotForm(dossier)
    if not (form.validate_on_submit() and preuve.acquise(form)):
        return _page(dossier, form, statut=422)
    try:
        creances.deposer(session_bd(), dossier, acteur())
    except (creances.Incomplet, creances.Ineligible) as refus:
        form.form_errors = [phrase(refus)]
        return _page(dossier, form, statut=422)
    flash("C’est fait. Votre demande est déposée. L’étude la vérifie.", "ok")
    return redirect(url_for(".dossier", reference=dossier.reference), 303)


def _page(dossier: Dossier, form: DepotForm, *, statut: int = 200) -> Response:
    manques = [(ECRAN_DU_MANQUE[m], dire(INCOMPLET[m])) for m in creances.manques_de(dossier)]
    return rendre(
        "creancier/relire.html",
        statut=statut,
        dossier=dossier,
        form=form,
        manques=manques,
        avis=None if manques else etudier(creances.demande_de(dossier), jour_a_paris(maintenant())),
        reponses=_reponses(dossier),
        plans=plans_ouverts(dossier),
        couts=couts_de(dossier),
        preuve_exigee=preuve.exigee(),
    )


def _reponses(dossier: Dossier) -> list[tuple[str, str]]:
    """The questions that were put, and the answers given."""
    form = CauseForm(formdata=None)
    donnees = [(form[nom].label.text, MOTS[dossier.reponses[nom]]) for nom in QUESTIONS if nom in dossier.reponses]
    if dossier.reponses.get("renonce_au_surplus"):
        donnees.append((form.renonce_au_surplus.label.text, "Oui"))
    return donnees
