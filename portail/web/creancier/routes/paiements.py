"""After the titre: the schedule, what was received, a delay that becomes a default (R125-7, R125-8)."""

from datetime import date

from flask import Response, abort, flash, redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import PAIEMENT_PERMIS, Action, Etat, Role, actions_ouvertes
from portail.domaine.saisie import montant_saisi
from portail.persistance.actes import MotifAnnulation, Paiement
from portail.persistance.dossiers import Dossier
from portail.services import paiements as service
from portail.services.paiements import Avancement, PaiementInvalide
from portail.services.signalements import paiements_a_noter
from portail.web import graphiques, remises
from portail.web.acces import autorise
from portail.web.annulations import ANNULATIONS
from portail.web.base import acteur, maintenant, session_bd
from portail.web.creancier import bp
from portail.web.creancier.ecrans import date_saisie
from portail.web.creancier.forms.suivi import AnnulerPaiementForm, ConfirmerForm, PaiementForm
from portail.web.creancier.suivi import exiger
from portail.web.messages import phrase
from portail.web.rendu import rendre
from portail.web.traduction import gettext


@bp.get("/dossiers/<reference>/paiements")
@autorise(Role.CREANCIER, Action.CONSULTER)
def paiements(dossier: Dossier) -> Reponse:
    if dossier.etat not in PAIEMENT_PERMIS:
        return redirect(url_for(".dossier", reference=dossier.reference), 303)
    avance = service.avancement(dossier, jour_a_paris(maintenant()))
    form = PaiementForm(
        dossier, data={"montant": _montant_attendu(avance), "recu_le": date_saisie(jour_a_paris(maintenant()))}
    )
    return _page(dossier, form)


@bp.post("/dossiers/<reference>/paiements")
@autorise(Role.CREANCIER, Action.ENREGISTRER_PAIEMENT)
def noter_paiement(dossier: Dossier) -> Reponse:
    form = PaiementForm(dossier)
    if form.validate_on_submit():
        try:
            service.enregistrer(session_bd(), dossier, form.recu_le.jour, form.montant.centimes or 0, acteur())
        except PaiementInvalide as refus:
            champ = form.montant if refus.motif == "montant" else form.recu_le
            champ.errors = [*champ.errors, phrase(refus)]
        else:
            if dossier.etat is Etat.SOLDE:
                remises.apres(dossier.id)
                flash(gettext("Tout est payé. La quittance est donnée à la personne, gratuitement."), "ok")
            else:
                flash(gettext("C’est noté."), "ok")
            return redirect(url_for(".paiements", reference=dossier.reference), 303)
    return _page(dossier, form, statut=422)


@bp.get("/dossiers/<reference>/paiements/<int:numero>/annuler")
@autorise(Role.CREANCIER, Action.ANNULER_PAIEMENT)
def annuler_paiement(dossier: Dossier, numero: int) -> Response:
    exiger(dossier, Action.ANNULER_PAIEMENT)
    return _page_annuler(dossier, _trouver(dossier, numero), AnnulerPaiementForm(dossier))


@bp.post("/dossiers/<reference>/paiements/<int:numero>/annuler")
@autorise(Role.CREANCIER, Action.ANNULER_PAIEMENT)
def enregistrer_annulation(dossier: Dossier, numero: int) -> Reponse:
    paiement, form = _trouver(dossier, numero), AnnulerPaiementForm(dossier)
    if form.validate_on_submit():
        try:
            service.annuler(session_bd(), dossier, paiement, MotifAnnulation(form.motif.data), acteur())
        except PaiementInvalide as refus:
            form.form_errors = [phrase(refus)]
        else:
            flash(gettext("C’est fait. Le paiement est annulé."), "ok")
            return redirect(url_for(".paiements", reference=dossier.reference), 303)
    return _page_annuler(dossier, paiement, form, statut=422)


@bp.get("/dossiers/<reference>/defaut")
@autorise(Role.CREANCIER, Action.DECLARER_DEFAUT)
def defaut(dossier: Dossier) -> Response:
    exiger(dossier, Action.DECLARER_DEFAUT)
    return _page_defaut(dossier, ConfirmerForm(dossier))


@bp.post("/dossiers/<reference>/defaut")
@autorise(Role.CREANCIER, Action.DECLARER_DEFAUT)
def declarer_defaut(dossier: Dossier) -> Reponse:
    form = ConfirmerForm(dossier)
    if form.validate_on_submit():
        try:
            service.declarer_defaut(session_bd(), dossier, acteur())
        except PaiementInvalide as refus:
            form.form_errors = [phrase(refus)]
        else:
            flash(gettext("C’est fait. Le retard est signalé à l’étude."), "ok")
            return redirect(url_for(".dossier", reference=dossier.reference), 303)
    return _page_defaut(dossier, form, statut=422)


def _montant_attendu(avance: Avancement | None) -> str:
    if avance is None or avance.reste_centimes == 0:
        return ""
    centimes = avance.en_retard_centimes or (avance.prochaine[1] if avance.prochaine else avance.reste_centimes)
    return montant_saisi(centimes)


def _page(dossier: Dossier, form: PaiementForm, *, statut: int = 200) -> Response:
    avance = service.avancement(dossier, jour_a_paris(maintenant()))
    return rendre(
        "creancier/paiements.html",
        statut=statut,
        dossier=dossier,
        form=form,
        avance=avance,
        accord=dossier.proposition_acceptee,
        annulations=ANNULATIONS,
        a_noter=[(s, date.fromisoformat(s.faits["le"])) for s in paiements_a_noter(dossier)],
        fil=graphiques.fil_des_paiements(avance.payees, avance.nombre) if avance else None,
        actions=actions_ouvertes(Role.CREANCIER, dossier.etat),
        demande=service.delai_demande(dossier),
    )


def _trouver(dossier: Dossier, numero: int) -> Paiement:
    paiement = next((p for p in dossier.paiements_notes if p.id == numero), None)
    if paiement is None:
        abort(404)
    return paiement


def _page_annuler(dossier: Dossier, paiement: Paiement, form: AnnulerPaiementForm, *, statut: int = 200) -> Response:
    return rendre("creancier/annuler_paiement.html", statut=statut, dossier=dossier, paiement=paiement, form=form)


def _page_defaut(dossier: Dossier, form: ConfirmerForm, *, statut: int = 200) -> Response:
    avance = service.avancement(dossier, jour_a_paris(maintenant()))
    demande = service.delai_demande(dossier)
    return rendre("creancier/defaut.html", statut=statut, dossier=dossier, form=form, avance=avance, demande=demande)
