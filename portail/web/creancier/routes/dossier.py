"""One claim: where it stands, whose turn, the thread of offers, the documents, the journal; dropping it."""

from functools import partial

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import (
    FINS_SANS_ACCORD,
    PAIEMENT_PERMIS,
    PROCEDURE_EN_COURS,
    TERMINAUX,
    Action,
    Role,
    actions_ouvertes,
)
from portail.persistance.dossiers import Dossier
from portail.services import creances
from portail.services.documents.signalements import intitule
from portail.services.negociation import plans_ouverts
from portail.services.reponses import se_tait
from portail.web import graphiques, tours
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, session_bd
from portail.web.creancier import bp
from portail.web.creancier.ecrans import couts_de
from portail.web.creancier.forms.suivi import ConfirmerForm
from portail.web.creancier.suivi import documents_visibles, exiger, journal, situation
from portail.web.rendu import rendre
from portail.web.titres import titre
from portail.web.traduction import gettext


@bp.get("/dossiers/<reference>")
@autorise(Role.CREANCIER, Action.CONSULTER)
def dossier(dossier: Dossier) -> Response:
    accord = dossier.proposition_acceptee
    delai = dossier.delai if dossier.etat in PROCEDURE_EN_COURS else None
    fil = graphiques.fil_du_delai(delai.envoi, jour_a_paris(maintenant()), delai.fin_stricte) if delai else None
    return rendre(
        "creancier/dossier.html",
        dossier=dossier,
        situation=situation(dossier, maintenant()),
        actions=actions_ouvertes(Role.CREANCIER, dossier.etat),
        se_tait=partial(se_tait, maintenant=maintenant()),
        delai=delai,
        fil=fil,
        plans=plans_ouverts(dossier),
        tours=tours.lire(dossier, maintenant()),
        attente=tours.attente(dossier, maintenant()),
        paiements_ouverts=dossier.etat in PAIEMENT_PERMIS,
        documents=documents_visibles(dossier),
        titre_de=titre,
        journal=journal(dossier),
        intitule_de=intitule,
        couts=couts_de(dossier, accord.montant_centimes if accord else None, conclu=accord is not None),
        couts_utiles=dossier.total_centimes > 0 and dossier.etat not in (*TERMINAUX, *FINS_SANS_ACCORD),
    )


@bp.get("/dossiers/<reference>/abandon")
@autorise(Role.CREANCIER, Action.ABANDONNER)
def abandon(dossier: Dossier) -> Response:
    exiger(dossier, Action.ABANDONNER)
    return _page_abandon(dossier, ConfirmerForm(dossier))


@bp.post("/dossiers/<reference>/abandon")
@autorise(Role.CREANCIER, Action.ABANDONNER)
def abandonner(dossier: Dossier) -> Reponse:
    form = ConfirmerForm(dossier)
    if not form.validate_on_submit():
        return _page_abandon(dossier, form, statut=422)
    creances.abandonner(session_bd(), dossier, acteur())
    flash(gettext("C’est fait. La demande est abandonnée."), "ok")
    return redirect(url_for(".dossier", reference=dossier.reference), 303)


def _page_abandon(dossier: Dossier, form: ConfirmerForm, *, statut: int = 200) -> Response:
    return rendre("creancier/abandon.html", statut=statut, dossier=dossier, form=form)
