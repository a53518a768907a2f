"""Once there is an agreement: « J'ai payé, mais ce n'est pas écrit ici »; after the titre: a hard month."""

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import PAIEMENT_PERMIS, Action, Role
from portail.domaine.saisie import exemple_passe
from portail.domaine.signalements import Aide, Moyen, demander_report, reponse_avant
from portail.persistance.dossiers import Dossier
from portail.services import signalements
from portail.services.journal import verifier_actuel
from portail.services.projets import PIECES_MAX, Projet
from portail.services.signalements import SignalementInvalide
from portail.web import envois, reprise
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, session_bd
from portail.web.debiteur import bp, contestation, gardes
from portail.web.debiteur.forms import DifficulteForm, PaiementFaitForm
from portail.web.debiteur.routes.retours import a_l_accueil, au_message, detour
from portail.web.envois import Issue
from portail.web.gardes import recoit_des_fichiers
from portail.web.messages import phrase
from portail.web.traduction import gettext

_SAISIES = ("le", "paye", "moyen", "texte")
_DEMANDE = ("aide", "montant", "texte")


@bp.get("/dossiers/<reference>/paiement-fait")
@autorise(Role.DEBITEUR, Action.SIGNALER)
def paiement_fait(dossier: Dossier) -> Reponse:
    ailleurs = detour(dossier, Action.SIGNALER)
    if ailleurs:
        return ailleurs
    saisie = {**_projet(dossier).saisie(session_bd()), **reprise.saisie()}
    return _page_paiement(dossier, PaiementFaitForm(dossier, formdata=None, data=saisie))


@bp.post("/dossiers/<reference>/paiement-fait")
@autorise(Role.DEBITEUR, Action.SIGNALER)
@recoit_des_fichiers
def envoyer_paiement_fait(dossier: Dossier) -> Reponse:
    ailleurs = detour(dossier, Action.SIGNALER)
    if ailleurs:
        return ailleurs
    bd, qui, projet, form = session_bd(), acteur(), _projet(dossier), PaiementFaitForm(dossier)
    verifier_actuel(bd, dossier, qui)
    issue = envois.ranger(projet, form, contestation.tapee(_SAISIES))
    if issue is Issue.RESTER:
        return redirect(url_for(".paiement_fait", reference=dossier.reference, _anchor="fichiers"), 303)
    if issue is Issue.REVENIR:
        return a_l_accueil(dossier)
    if issue is Issue.CONTINUER and form.validate_on_submit():
        moyen = Moyen(form.moyen.data) if form.moyen.data else None
        faits = {"le": form.le.jour, "moyen": moyen, "paye_centimes": form.paye.centimes}
        try:
            texte = (form.texte.data or "").strip()
            return au_message(signalements.signaler_paiement(bd, dossier, faits, texte, qui, projet))
        except SignalementInvalide as refus:
            contestation.refuser(form, refus)
    return _page_paiement(dossier, form, statut=422)


@bp.post("/dossiers/<reference>/paiement-fait/preparer")
@autorise(Role.DEBITEUR, Action.SIGNALER, prepare=True)
@recoit_des_fichiers
def preparer_paiement_fait(dossier: Dossier) -> Reponse:
    """What a helper writes in the person's place: kept, and sent by nobody but her."""
    ailleurs = detour(dossier, Action.SIGNALER)
    if ailleurs:
        return ailleurs
    form = PaiementFaitForm(dossier)
    issue = envois.ranger(_projet(dossier), form, contestation.tapee(_SAISIES))
    if issue is Issue.RESTER:
        return redirect(url_for(".paiement_fait", reference=dossier.reference, _anchor="fichiers"), 303)
    if issue is Issue.REVENIR:
        return a_l_accueil(dossier)
    if issue is Issue.CONTINUER and form.validate_on_submit():
        return _garde(dossier)
    return _page_paiement(dossier, form, statut=422)


@bp.get("/dossiers/<reference>/mois-difficile")
@autorise(Role.DEBITEUR, Action.SIGNALER)
def mois_difficile(dossier: Dossier) -> Reponse:
    ailleurs = _pas_encore(dossier) or detour(dossier, Action.SIGNALER)
    if ailleurs:
        return ailleurs
    saisie = {**_demande(dossier).saisie(session_bd()), **reprise.saisie()}
    return _page_difficulte(dossier, DifficulteForm(dossier, formdata=None, data=saisie))


@bp.post("/dossiers/<reference>/mois-difficile/preparer")
@autorise(Role.DEBITEUR, Action.SIGNALER, prepare=True)
def preparer_mois_difficile(dossier: Dossier) -> Reponse:
    """As `preparer_paiement_fait`."""
    ailleurs = _pas_encore(dossier) or detour(dossier, Action.SIGNALER)
    if ailleurs:
        return ailleurs
    form = DifficulteForm(dossier)
    _demande(dossier).garder(session_bd(), contestation.tapee(_DEMANDE), maintenant())
    return _garde(dossier) if form.validate_on_submit() else _page_difficulte(dossier, form, statut=422)


@bp.post("/dossiers/<reference>/mois-difficile")
@autorise(Role.DEBITEUR, Action.SIGNALER)
def envoyer_mois_difficile(dossier: Dossier) -> Reponse:
    form = DifficulteForm(dossier)
    if form.validate_on_submit():
        try:
            aide, texte = Aide(form.aide.data), (form.texte.data or "").strip()
            montant = form.montant.centimes or 0
            bd = session_bd()
            suite = au_message(signalements.signaler_difficulte(bd, dossier, aide, montant, texte, acteur()))
            _demande(dossier).jeter(bd)
            return suite
        except SignalementInvalide as refus:
            if refus.motif == "moins":
                form.montant.errors = [phrase(refus)]
            else:
                form.form_errors = [phrase(refus)]
    return _page_difficulte(dossier, form, statut=422)


def _pas_encore(dossier: Dossier) -> Reponse | None:
    """Home, before the titre: there is no month yet."""
    return None if dossier.etat in PAIEMENT_PERMIS else a_l_accueil(dossier)


def _projet(dossier: Dossier) -> Projet:
    return gardes.projet_de(dossier, gardes.PAIEMENT)


def _demande(dossier: Dossier) -> Projet:
    return gardes.projet_de(dossier, gardes.DIFFICULTE)


def _garde(dossier: Dossier) -> Reponse:
    flash(gettext("C’est gardé. Rien n’est envoyé. La personne relit, puis elle envoie."), "ok")
    return a_l_accueil(dossier)


def _page_paiement(dossier: Dossier, form: PaiementFaitForm, statut: int = 200) -> Response:
    pieces = _projet(dossier).pieces(session_bd())
    exemple = exemple_passe(jour_a_paris(maintenant()))
    return contestation.page("paiement_fait", dossier, form, statut, pieces=pieces, maximum=PIECES_MAX, exemple=exemple)


def _page_difficulte(dossier: Dossier, form: DifficulteForm, statut: int = 200) -> Response:
    """What can be asked for, with its dates; or, when it is too late or already asked, why."""
    jour = jour_a_paris(maintenant())
    accord = dossier.proposition_acceptee
    try:
        numero, prevu_le, manque = signalements.echeance_a_aider(dossier, jour)
    except SignalementInvalide as refus:
        return contestation.page("mois_difficile_ferme", dossier, form, statut, raison=phrase(refus))
    echeances = accord.echeances_dues if accord else ()
    return contestation.page(
        "mois_difficile",
        dossier,
        form,
        statut,
        prevu_le=prevu_le,
        manque=manque,
        decale=demander_report(echeances, numero, Aide.DECALER, 0).jusqu_au,
        suivante=demander_report(echeances, numero, Aide.PAYER_MOINS, 1).jusqu_au,
        avant=min(reponse_avant(jour), prevu_le),
    )
