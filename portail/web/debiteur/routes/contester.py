"""« Dire que la somme est fausse ou déjà payée »: choose, explain, read again, send. The month goes on meanwhile."""

from flask import Response, redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Action, Role
from portail.domaine.saisie import exemple_passe
from portail.domaine.signalements import Genre, Motif, verification_avant
from portail.persistance.dossiers import Dossier
from portail.services import declarations, signalements
from portail.services.documents.signalements import MOTIFS, faits_dits
from portail.services.journal import verifier_actuel
from portail.services.participation import verifier_reponse_ouverte
from portail.services.projets import PIECES_MAX
from portail.services.signalements import SignalementInvalide
from portail.web import envois, reprise
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, session_bd
from portail.web.debiteur import bp, contestation
from portail.web.debiteur.forms import ContesterForm, DetailsForm
from portail.web.debiteur.routes.retours import au_message, detour
from portail.web.envois import Issue
from portail.web.forms import VuForm
from portail.web.gardes import recoit_des_fichiers
from portail.web.langue import dites
from portail.web.messages import phrase
from portail.web.traduction import lazy_gettext


@bp.get("/dossiers/<reference>/contester")
@autorise(Role.DEBITEUR, Action.CONTESTER)
def contester(dossier: Dossier) -> Reponse:
    ailleurs = _ailleurs(dossier)
    if ailleurs:
        return ailleurs
    saisie = contestation.projet_de(dossier).saisie(session_bd())
    return contestation.page("contester", dossier, ContesterForm(formdata=None, data={**saisie, **reprise.saisie()}))


@bp.post("/dossiers/<reference>/contester")
@autorise(Role.DEBITEUR, Action.CONTESTER, prepare=True)
def choisir_motif(dossier: Dossier) -> Reponse:
    ailleurs = _ailleurs(dossier)
    if ailleurs:
        return ailleurs
    form = ContesterForm()
    if not form.validate_on_submit():
        return contestation.page("contester", dossier, form, statut=422)
    projet, bd = contestation.projet_de(dossier), session_bd()
    projet.garder(bd, {**projet.saisie(bd), "motif": form.motif.data}, maintenant())
    return redirect(url_for(".contester_details", reference=dossier.reference), 303)


@bp.get("/dossiers/<reference>/contester/details")
@autorise(Role.DEBITEUR, Action.CONTESTER)
def contester_details(dossier: Dossier) -> Reponse:
    ailleurs = _ailleurs(dossier)
    if ailleurs:
        return ailleurs
    saisie = contestation.projet_de(dossier).saisie(session_bd())
    motif = contestation.motif_de(saisie)
    if motif is None:
        return redirect(url_for(".contester", reference=dossier.reference), 303)
    return _page_details(dossier, DetailsForm(dossier, formdata=None, data={**saisie, **reprise.saisie()}), motif)


@bp.post("/dossiers/<reference>/contester/details")
@autorise(Role.DEBITEUR, Action.CONTESTER, prepare=True)
@recoit_des_fichiers
def expliquer(dossier: Dossier) -> Reponse:
    ailleurs = _ailleurs(dossier)
    if ailleurs:
        return ailleurs
    projet = contestation.projet_de(dossier)
    motif = contestation.motif_de(projet.saisie(session_bd()))
    if motif is None:
        return redirect(url_for(".contester", reference=dossier.reference), 303)
    form = DetailsForm(dossier)
    saisie = {**contestation.tapee(("texte", *contestation.champs_de(motif))), "motif": motif.value}
    issue = envois.ranger(projet, form, saisie)
    if issue is Issue.RESTER:
        return redirect(url_for(".contester_details", reference=dossier.reference, _anchor="fichiers"), 303)
    if issue is Issue.REVENIR:
        return redirect(url_for(".contester", reference=dossier.reference), 303)
    if issue is Issue.CONTINUER and _valides(dossier, form, motif):
        return redirect(url_for(".contester_relire", reference=dossier.reference), 303)
    return _page_details(dossier, form, motif, statut=422)


@bp.get("/dossiers/<reference>/contester/relire")
@autorise(Role.DEBITEUR, Action.CONTESTER)
def contester_relire(dossier: Dossier) -> Reponse:
    return _ailleurs(dossier) or _page_relire(dossier, VuForm(dossier))


@bp.post("/dossiers/<reference>/contester/relire")
@autorise(Role.DEBITEUR, Action.CONTESTER)
def envoyer_contestation(dossier: Dossier) -> Reponse:
    bd, qui, form = session_bd(), acteur(), VuForm(dossier)
    verifier_actuel(bd, dossier, qui)
    projet = contestation.projet_de(dossier)
    lu = contestation.lire(dossier, projet.saisie(bd), maintenant())
    if lu is None or not form.validate_on_submit():
        return _page_relire(dossier, form, statut=422)
    try:
        return au_message(signalements.contester(bd, dossier, *lu, qui, projet, form.vu.data or ""))
    except SignalementInvalide as refus:
        form.form_errors = [phrase(refus)]
        return _page_relire(dossier, form, statut=422)


def _ailleurs(dossier: Dossier) -> Reponse | None:
    """Home when the state is past it; raises HorsDelai when the month is over."""
    ailleurs = detour(dossier, Action.CONTESTER)
    if ailleurs is None:
        verifier_reponse_ouverte(dossier, maintenant())
    return ailleurs


def _valides(dossier: Dossier, form: DetailsForm, motif: Motif) -> bool:
    _garder_les_champs(form, motif)
    if not form.validate_on_submit():
        return False
    try:
        faits = contestation.faits_de(contestation.tapee(contestation.champs_de(motif)), motif)
        texte = (form.texte.data or "").strip()
        signalements.verifier_contestation(dossier, motif, faits, texte, jour_a_paris(maintenant()))
    except SignalementInvalide as refus:
        contestation.refuser(form, refus)
        return False
    return True


def _garder_les_champs(form: DetailsForm, motif: Motif) -> None:
    for nom in ("le", "moyen", "paye", "juste"):
        if nom not in contestation.champs_de(motif) and nom in form:
            del form[nom]


def _page_details(dossier: Dossier, form: DetailsForm, motif: Motif, statut: int = 200) -> Response:
    _garder_les_champs(form, motif)
    if motif is Motif.AUTRE:
        form.texte.label.text, form.texte.flags.optional = lazy_gettext("Qu’est-ce qui ne va pas ?"), False
    return contestation.page(
        "contester_details",
        dossier,
        form,
        statut,
        motif=motif.value,
        intitule=MOTIFS[motif],
        annees=contestation.annees_de_prescription(dossier),
        pieces=contestation.projet_de(dossier).pieces(session_bd()),
        maximum=PIECES_MAX,
        exemple=exemple_passe(jour_a_paris(maintenant())),
    )


def _page_relire(dossier: Dossier, form: VuForm, statut: int = 200) -> Reponse:
    projet, bd = contestation.projet_de(dossier), session_bd()
    lu = contestation.lire(dossier, projet.saisie(bd), maintenant())
    if lu is None:
        return redirect(url_for(".contester_details", reference=dossier.reference), 303)
    motif, faits, texte = lu
    ecrits, pieces = signalements.faits_ecrits(faits), projet.pieces(bd)
    declaration = declarations.lire_message(Genre.CONTESTATION, motif, ecrits, texte, pieces)
    form.vu.data = declaration.empreinte
    return contestation.page(
        "contester_relire",
        dossier,
        form,
        statut,
        intitule=MOTIFS[motif],
        faits=dites(faits_dits(ecrits, a_l_auteur=True)),
        texte=texte,
        declaration=declaration.texte,
        pieces=pieces,
        pendant=signalements.paye_pendant_la_procedure(dossier, ecrits),
        avant=verification_avant(jour_a_paris(maintenant()), dossier.fin_stricte),
        voies=contestation.issues(dossier, maintenant(), contestation.montant_a_proposer(dossier, motif, faits)),
    )
