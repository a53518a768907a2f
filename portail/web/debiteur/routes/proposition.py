"""The creditor's offer, and one's own: accepting, setting aside, refusing, taking back."""

from dataclasses import replace
from typing import Any

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.lettres import montant_en_lettres
from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.persistance.negociation import Proposition
from portail.services import declarations, negociation
from portail.services.acteur import Acteur
from portail.services.consentement import LectureChangee, Lu
from portail.services.documents.donnees_actes import NatureRecepisse
from portail.services.journal import DossierChange, verifier_actuel
from portail.services.participation import verifier_reponse_ouverte
from portail.web import ecarts, graphiques, remises, second_pas
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, session_bd
from portail.web.debiteur import bp, lecture, situation
from portail.web.debiteur.forms import AccordForm, engagement_a_payer
from portail.web.debiteur.routes.retours import a_l_accueil, a_la_preuve, detour
from portail.web.forms import ActeForm, VuForm
from portail.web.rendu import rendre
from portail.web.traduction import gettext


@bp.get("/dossiers/<reference>/proposition")
@autorise(Role.DEBITEUR, Action.ACCEPTER_PROPOSITION)
def proposition(dossier: Dossier) -> Reponse:
    ailleurs = detour(dossier, Action.ACCEPTER_PROPOSITION)
    if ailleurs:
        return ailleurs
    negociation.verifier_accord_ouvert(dossier, maintenant())
    return _page("debiteur/proposition.html", dossier, None)


@bp.get("/dossiers/<reference>/proposition/accepter")
@autorise(Role.DEBITEUR, Action.ACCEPTER_PROPOSITION)
def accepter_proposition(dossier: Dossier) -> Reponse:
    ailleurs = detour(dossier, Action.ACCEPTER_PROPOSITION)
    if ailleurs:
        return ailleurs
    negociation.verifier_accord_ouvert(dossier, maintenant())
    form, present = AccordForm(dossier), lecture.de_offre(dossier)
    if present is None:
        return a_l_accueil(dossier)
    form.engagement.data = "engagement" in second_pas.coches(present.objet)
    return _page("debiteur/accepter.html", dossier, form)


@bp.post("/dossiers/<reference>/proposition/accepter")
@autorise(Role.DEBITEUR, Action.ACCEPTER_PROPOSITION, signe=True)
def enregistrer_accord(dossier: Dossier) -> Reponse:
    form, qui, present = AccordForm(dossier), acteur(), lecture.de_offre(dossier)
    perdue = _verifier_lecture(dossier, form, present, qui)
    if perdue is not None or present is None:
        return _changee(dossier, perdue, present)
    moyen = second_pas.acquise(form) if form.validate_on_submit() else None
    if moyen is None:
        return _page("debiteur/accepter.html", dossier, form, statut=422)
    second_pas.oublier()
    return a_la_preuve(negociation.accepter(session_bd(), dossier, present.empreinte, replace(qui, second_pas=moyen)))


@bp.post("/dossiers/<reference>/proposition/accepter/code")
@autorise(Role.DEBITEUR, Action.ACCEPTER_PROPOSITION)
def envoyer_code_accord(dossier: Dossier) -> Reponse:
    """Mail a one-time code for the very offer of the page; the box ticked there is found again."""
    form, present = AccordForm(dossier), lecture.de_offre(dossier)
    perdue = _verifier_lecture(dossier, form, present, None)
    if perdue is not None or present is None:
        return _changee(dossier, perdue, present)
    refus = second_pas.envoyer(dossier, present.objet, ["engagement"] if form.engagement.data else [])
    if refus:
        form.form_errors = [refus]
        return _page("debiteur/accepter.html", dossier, form, statut=429)
    return redirect(url_for(".accepter_proposition", reference=dossier.reference), 303)


def _verifier_lecture(
    dossier: Dossier, form: AccordForm, present: Lu | None, qui: Acteur | None
) -> LectureChangee | None:
    """Why the page is not what would be signed now, or None. Raises DejaFait, HorsDelai."""
    try:
        if qui is not None:
            verifier_actuel(session_bd(), dossier, qui)
        negociation.verifier_accord_ouvert(dossier, maintenant())
        second_pas.verifier(form, dossier, present)
    except DossierChange:
        return second_pas.lue(form, dossier)
    except LectureChangee as perdue:
        return perdue
    return None


def _changee(dossier: Dossier, perdue: LectureChangee | None, present: Lu | None) -> Reponse:
    suite = url_for(".accepter_proposition", reference=dossier.reference) if present else ""
    return lecture.changee(dossier, perdue, present, suite)


@bp.get("/dossiers/<reference>/proposition/ecarter")
@autorise(Role.DEBITEUR, Action.DECLINER_PROPOSITION)
def ecarter(dossier: Dossier) -> Reponse:
    ailleurs = detour(dossier, Action.DECLINER_PROPOSITION)
    if ailleurs:
        return ailleurs
    negociation.verifier_accord_ouvert(dossier, maintenant())
    return _declarer("debiteur/ecarter.html", dossier, NatureRecepisse.ECART)


@bp.post("/dossiers/<reference>/proposition/ecarter")
@autorise(Role.DEBITEUR, Action.DECLINER_PROPOSITION)
def enregistrer_ecart(dossier: Dossier) -> Reponse:
    negociation.decliner(session_bd(), dossier, acteur(), VuForm(dossier).vu.data or "")
    remises.apres(dossier.id)
    flash(gettext("C’est fait. Vous avez écarté son offre. Vous pouvez proposer autre chose."), "ok")
    return a_l_accueil(dossier)


@bp.get("/dossiers/<reference>/proposition/retirer")
@autorise(Role.DEBITEUR, Action.RETIRER_PROPOSITION)
def retirer(dossier: Dossier) -> Reponse:
    ailleurs = detour(dossier, Action.RETIRER_PROPOSITION)
    if ailleurs:
        return ailleurs
    negociation.verifier_accord_ouvert(dossier, maintenant())
    return _declarer("debiteur/retirer.html", dossier, NatureRecepisse.RETRAIT)


@bp.post("/dossiers/<reference>/proposition/retirer")
@autorise(Role.DEBITEUR, Action.RETIRER_PROPOSITION)
def enregistrer_retrait(dossier: Dossier) -> Reponse:
    negociation.retirer(session_bd(), dossier, acteur(), VuForm(dossier).vu.data or "")
    remises.apres(dossier.id)
    flash(gettext("C’est fait. Votre proposition est retirée."), "ok")
    return a_l_accueil(dossier)


@bp.get("/dossiers/<reference>/refuser-les-conditions")
@autorise(Role.DEBITEUR, Action.REFUSER_TERMES)
def refuser_termes(dossier: Dossier) -> Reponse:
    ailleurs = detour(dossier, Action.REFUSER_TERMES)
    if ailleurs:
        return ailleurs
    verifier_reponse_ouverte(dossier, maintenant())
    return _declarer("debiteur/refuser_termes.html", dossier, NatureRecepisse.REFUS_DES_TERMES)


@bp.post("/dossiers/<reference>/refuser-les-conditions")
@autorise(Role.DEBITEUR, Action.REFUSER_TERMES)
def enregistrer_refus_termes(dossier: Dossier) -> Reponse:
    vu = VuForm(dossier).vu.data or ""
    return a_la_preuve(negociation.refuser_termes(session_bd(), dossier, acteur(), vu=vu))


def _en_cours(dossier: Dossier) -> Proposition:
    en_cours = dossier.proposition_en_cours
    if en_cours is None:
        raise ValueError("this state has a pending offer")
    return en_cours


def _declarer(gabarit: str, dossier: Dossier, nature: NatureRecepisse) -> Response:
    """The page of an act without terms of its own: its statement, bound to the form by its hash."""
    sienne = nature is NatureRecepisse.RETRAIT
    offre = declarations.offre_de(dossier.proposition_en_cours) if sienne else declarations.offre_recue(dossier)
    declaration = declarations.lire(dossier, nature, offre)
    form = VuForm(dossier)
    form.vu.data = declaration.empreinte
    return _page(gabarit, dossier, form, declaration=declaration.texte)


def _page(gabarit: str, dossier: Dossier, form: ActeForm | None, statut: int = 200, declaration: str = "") -> Response:
    contexte: dict[str, Any] = situation.contexte(dossier, maintenant())
    contexte |= situation.discussion(dossier, maintenant()) | {"declaration": declaration}
    if isinstance(form, AccordForm):
        sienne = _en_cours(dossier)
        form.engagement.label.text = engagement_a_payer(sienne.montant_centimes, len(sienne.lignes))
        contexte["lettres"] = montant_en_lettres(sienne.montant_centimes)
        dite = declarations.lire(dossier, NatureRecepisse.ACCORD, declarations.offre_de(sienne))
        contexte["declaration"] = dite.texte
        lu = lecture.de_offre(dossier)
        if lu is not None:
            form.vu.data = second_pas.sceller(dossier, lu)
            contexte["moyens"] = second_pas.offerts(dossier, lu.objet)
    if dossier.proposition_en_cours is not None:
        contexte |= _termes(dossier, dossier.proposition_en_cours)
    return rendre(gabarit, statut=statut, form=form, **contexte)


def _termes(dossier: Dossier, en_cours: Proposition) -> dict[str, Any]:
    """The pending offer in figures, beside the debtor's last one when the creditor answered it."""
    mienne = situation.derniere(dossier, Role.DEBITEUR) if en_cours.auteur is Role.CREANCIER else None
    return {
        "echeancier": en_cours.echeancier,
        "graphique": graphiques.barres_echeancier(en_cours.echeances),
        "mienne": mienne,
        "differences": ecarts.en_mots(en_cours.echeancier, mienne.echeancier) if mienne else [],
    }
