"""The creditor's offer, and one's own: accepting, setting aside, refusing, taking back."""

from typing import Any

from flask import Response, flash
from werkzeug.wrappers import Response as Reponse

from portail.domaine.lettres import montant_en_lettres
from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.persistance.negociation import Proposition
from portail.services import declarations, negociation
from portail.services.documents.donnees_actes import NatureRecepisse
from portail.services.participation import verifier_reponse_ouverte
from portail.web import ecarts, graphiques, preuve, remises
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, session_bd
from portail.web.debiteur import bp, situation
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
    form = AccordForm(dossier)
    form.vu.data = _en_cours(dossier).empreinte
    return _page("debiteur/accepter.html", dossier, form)


@bp.post("/dossiers/<reference>/proposition/accepter")
@autorise(Role.DEBITEUR, Action.ACCEPTER_PROPOSITION, prouve=True)
def enregistrer_accord(dossier: Dossier) -> Reponse:
    form = AccordForm(dossier)
    if form.validate_on_submit() and preuve.acquise(form):
        return a_la_preuve(negociation.accepter(session_bd(), dossier, form.vu.data, acteur()))
    if dossier.proposition_en_cours is None:
        return a_l_accueil(dossier)
    return _page("debiteur/accepter.html", dossier, form, statut=422)


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
    negociation.decliner(session_bd(), dossier, acteur(), VuForm(dossier).vu.data)
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
    negociation.retirer(session_bd(), dossier, acteur(), VuForm(dossier).vu.data)
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
    vu = VuForm(dossier).vu.data
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
    contexte: dict[str, Any] = situation.contexte(dossier, maintenant()) | {"declaration": declaration}
    if isinstance(form, AccordForm):
        sienne = _en_cours(dossier)
        form.engagement.label.text = engagement_a_payer(sienne.montant_centimes, len(sienne.lignes))
        contexte["lettres"] = montant_en_lettres(sienne.montant_centimes)
        dite = declarations.lire(dossier, NatureRecepisse.ACCORD, declarations.offre_de(sienne))
        contexte["declaration"] = dite.texte
        contexte["preuve_exigee"] = preuve.exigee()
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
