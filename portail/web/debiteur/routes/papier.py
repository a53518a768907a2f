"""Signing by hand: what to do, and the paper itself. Nothing is recorded here: the étude records the signed paper."""

from flask import Response, redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.echeancier import Echeancier
from portail.domaine.feries import dernier_jour_ouvrable
from portail.domaine.procedure import Action, Etat, Role
from portail.persistance.dossiers import Dossier
from portail.persistance.negociation import PlanAccepte
from portail.services import declarations, negociation, papiers
from portail.services.consentement import Genre, Lu
from portail.services.documents.declaration import OffreDite
from portail.web.acces import autorise
from portail.web.base import maintenant, session_bd
from portail.web.debiteur import bp, composition, lecture, situation
from portail.web.debiteur.routes.retours import a_l_accueil, detour
from portail.web.forms import PortailForm
from portail.web.rendu import rendre

# Where « retour » leads, and what prepares the paper.
_COMPOSE = ("debiteur.relire", "debiteur.preparer_papier")
_ACCORD = ("debiteur.accepter_proposition", "debiteur.preparer_papier_accord")


@bp.get("/dossiers/<reference>/relire/papier")
@autorise(Role.DEBITEUR, Action.PROPOSER)
def papier(dossier: Dossier) -> Reponse:
    return _page(dossier, _compose(dossier), *_COMPOSE)


@bp.post("/dossiers/<reference>/relire/papier")
@autorise(Role.DEBITEUR, Action.PROPOSER, prepare=True)
def preparer_papier(dossier: Dossier) -> Reponse:
    return _preparer(dossier, _compose(dossier), *_COMPOSE)


@bp.get("/dossiers/<reference>/proposition/accepter/papier")
@autorise(Role.DEBITEUR, Action.ACCEPTER_PROPOSITION)
def papier_accord(dossier: Dossier) -> Reponse:
    return _page(dossier, _offert(dossier), *_ACCORD)


@bp.post("/dossiers/<reference>/proposition/accepter/papier")
@autorise(Role.DEBITEUR, Action.ACCEPTER_PROPOSITION, prepare=True)
def preparer_papier_accord(dossier: Dossier) -> Reponse:
    return _preparer(dossier, _offert(dossier), *_ACCORD)


# What would be signed: the reading, the terms, the plan they come from, the same as a schedule.
Aimprimer = tuple[Lu, OffreDite, PlanAccepte | None, Echeancier]


def _compose(dossier: Dossier) -> Aimprimer | None:
    composee = composition.gardee(session_bd(), dossier, maintenant()) if composition.composable(dossier) else None
    if composee is None:
        return None
    lu = lecture.de_composition(dossier, composee, participe=dossier.etat is Etat.ENVOYEE)
    return lu, composee.termes.dite, composee.plan, composee.echeancier


def _offert(dossier: Dossier) -> Aimprimer | None:
    lu, offre = lecture.de_offre(dossier), dossier.proposition_en_cours
    dite = declarations.offre_de(offre)
    if detour(dossier, Action.ACCEPTER_PROPOSITION) or lu is None or dite is None or offre is None:
        return None
    return lu, dite, None, offre.echeancier


def _page(dossier: Dossier, quoi: Aimprimer | None, retour: str, preparer: str) -> Reponse:
    negociation.verifier_accord_ouvert(dossier, maintenant())
    if quoi is None:
        return a_l_accueil(dossier)
    reponse: Response = rendre(
        "debiteur/papier.html",
        form=PortailForm(),
        echeancier=quoi[3],
        son_offre=quoi[0].genre is Genre.ACCORD,
        attend_reponse=quoi[0].genre is Genre.OFFRE,
        ouvrable=dernier_jour_ouvrable(dossier.fin_stricte, dossier.zone) if dossier.fin_stricte else None,
        choisir=url_for(".echeancier", reference=dossier.reference),
        retour_vers=url_for(retour, reference=dossier.reference),
        preparer=url_for(preparer, reference=dossier.reference),
        **situation.contexte(dossier, maintenant()),
    )
    return reponse


def _preparer(dossier: Dossier, quoi: Aimprimer | None, retour: str, preparer: str) -> Reponse:
    negociation.verifier_accord_ouvert(dossier, maintenant())
    if quoi is None:
        return a_l_accueil(dossier)
    lu, dite, plan, _ = quoi
    projet = papiers.preparer(
        session_bd(), dossier, lu, dite, plan, participe=dossier.etat is Etat.ENVOYEE, maintenant=maintenant()
    )
    return redirect(url_for(".projet_papier", reference=dossier.reference, numero=projet.numero), 303)
