"""Checking a claim before anything leaves the office; sending it back; declaring it irrecevable."""

from flask import Response, redirect, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as Reponse

from portail.domaine.creance import Verdict
from portail.domaine.procedure import Action, Role
from portail.domaine.saisie import SaisieInvalide
from portail.domaine.territoire import ressort
from portail.persistance.dossiers import Dossier, Piece
from portail.services import apercus, creances, verification
from portail.services.verification import POINTS
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, moyens, session_bd
from portail.web.commissaire import bp, suites
from portail.web.commissaire.commun import minuscule, refuser, retour_si_ferme
from portail.web.commissaire.forms import IrrecevableForm, RenvoiForm, VerificationForm
from portail.web.commissaire.mots import DEMANDES
from portail.web.langue import dire, euros, jour, poids, tel_quel
from portail.web.libelles import CAUSES
from portail.web.rendu import rendre
from portail.web.traduction import gettext

PDF = "application/pdf"


@bp.get("/dossiers/<reference>/verifier")
@autorise(Role.COMMISSAIRE, Action.DECLARER_RECEVABLE)
def verifier(dossier: Dossier) -> Reponse:
    return retour_si_ferme(dossier, Action.DECLARER_RECEVABLE) or _page(dossier, VerificationForm(dossier))


@bp.post("/dossiers/<reference>/verifier")
@autorise(Role.COMMISSAIRE, Action.DECLARER_RECEVABLE)
def declarer_recevable(dossier: Dossier) -> Reponse:
    form = VerificationForm(dossier)
    if not form.validate_on_submit():
        return _page(dossier, form, statut=422)
    if "renvoyer" in request.form:
        manques = [point for point in POINTS if form[point].data in ("non", "demander")]
        return redirect(url_for(".renvoyer", reference=dossier.reference, manque=manques), 303)
    try:
        verification.declarer_recevable(session_bd(), dossier, form.confirmes(), form.raison.data or "", acteur())
    except verification.ControleIncomplet as refus:
        for point in refus.points:
            form[point].errors = [gettext("À confirmer : %(point)s.", point=minuscule(str(form[point].label.text)))]
        return _page(dossier, form, statut=422)
    except verification.RaisonManquante as refus:
        refuser(form, refus, "raison")
        return _page(dossier, form, statut=422)
    except creances.Ineligible as refus:
        refuser(form, refus)
        return _page(dossier, form, statut=422)
    return redirect(url_for(".dossier", reference=dossier.reference), 303)


@bp.get("/dossiers/<reference>/renvoyer")
@autorise(Role.COMMISSAIRE, Action.RENVOYER)
def renvoyer(dossier: Dossier) -> Reponse:
    """The message starts from the items that are not established."""
    detour = retour_si_ferme(dossier, Action.RENVOYER)
    if detour is not None:
        return detour
    manques = [point for point in POINTS if point in request.args.getlist("manque")]
    message = "\n".join(DEMANDES[point] for point in manques if DEMANDES[point])
    return rendre("commissaire/renvoyer.html", dossier=dossier, form=RenvoiForm(dossier, data={"message": message}))


@bp.post("/dossiers/<reference>/renvoyer")
@autorise(Role.COMMISSAIRE, Action.RENVOYER)
def envoyer_au_creancier(dossier: Dossier) -> Reponse:
    form = RenvoiForm(dossier)
    if form.validate_on_submit():
        try:
            verification.renvoyer(session_bd(), dossier, form.message.data, acteur())
        except verification.RaisonManquante as refus:
            refuser(form, refus, "message")
        else:
            return redirect(url_for(".dossier", reference=dossier.reference), 303)
    return rendre("commissaire/renvoyer.html", statut=422, dossier=dossier, form=form)


@bp.get("/dossiers/<reference>/irrecevable")
@autorise(Role.COMMISSAIRE, Action.DECLARER_IRRECEVABLE)
def irrecevable(dossier: Dossier) -> Reponse:
    detour = retour_si_ferme(dossier, Action.DECLARER_IRRECEVABLE)
    if detour is not None:
        return detour
    verdict = creances.examen(dossier, maintenant())
    bloquants = "\n".join(m.phrase for m in verdict.motifs if m.bloque)
    form = IrrecevableForm(dossier, data={"raison": bloquants})
    return rendre("commissaire/irrecevable.html", dossier=dossier, form=form)


@bp.post("/dossiers/<reference>/irrecevable")
@autorise(Role.COMMISSAIRE, Action.DECLARER_IRRECEVABLE)
def declarer_irrecevable(dossier: Dossier) -> Reponse:
    form = IrrecevableForm(dossier)
    if form.validate_on_submit():
        try:
            verification.declarer_irrecevable(session_bd(), dossier, form.raison.data, acteur())
        except verification.RaisonManquante as refus:
            refuser(form, refus, "raison")
        else:
            return redirect(url_for(".dossier", reference=dossier.reference), 303)
    return rendre("commissaire/irrecevable.html", statut=422, dossier=dossier, form=form)


def _page(dossier: Dossier, form: VerificationForm, statut: int = 200) -> Response:
    verdict = creances.examen(dossier, maintenant())
    return rendre(
        "commissaire/verifier.html",
        statut=statut,
        dossier=dossier,
        form=form,
        verdict=verdict,
        faits=_faits(dossier, verdict),
        pieces=[(p, poids(p.taille), _pages(p)) for p in dossier.pieces],
        pages_max=apercus.PAGES_MAX,
    )


def _faits(dossier: Dossier, verdict: Verdict) -> dict[str, str]:
    """What the dossier says on each item: the commissaire weighs it, the portal does not answer for him."""
    personne = dossier.debiteur
    exigibles = [e.exigible_le for e in dossier.elements if e.exigible_le]
    fin = suites.prescription(dossier)
    nee = gettext(", né(e) le %(jour)s", jour=jour(personne.ne_le)) if personne.ne_le else ""
    return {
        "competence": Markup("{} {} : {}.").format(personne.code_postal, personne.commune, _cour(dossier)),
        "cause": gettext(
            "Fondement : %(fondement)s. Déclaré : %(cause)s",
            fondement=dossier.fondement,
            cause=minuscule(dire(CAUSES[dossier.cause])),
        ),
        "montant": gettext("Total demandé : %(montant)s.", montant=euros(verdict.total_centimes)),
        "certaine": gettext("Exigible depuis le %(jour)s.", jour=jour(min(exigibles)))
        if exigibles
        else gettext("Aucune date d’exigibilité."),
        "prescription": gettext("Première date à vérifier : %(jour)s.", jour=jour(fin))
        if fin
        else gettext("Aucune date pour la calculer."),
        "identite": f"{personne.appellation}{nee}, {', '.join(personne.lignes_adresse)}.",
        "conflit": gettext(
            "Créancier : %(nom)s. L’interdiction vise toute l’étude (art. R. 125-8).", nom=dossier.creancier.appellation
        ),
    }


def _pages(piece: Piece) -> int:
    return apercus.nombre_de_pages(moyens().entrepot.lire(piece.empreinte)) if piece.type_mime == PDF else 0


def _cour(dossier: Dossier) -> str:
    try:
        lieu = ressort(dossier.debiteur.code_lieu, emprise_aerodrome=bool(dossier.reponses.get("emprise_aerodrome")))
    except SaisieInvalide:
        return gettext("ressort inconnu")
    return tel_quel(lieu.juridiction) if lieu.juridiction else gettext("hors de la procédure")
