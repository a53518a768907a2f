"""The proof of each act of the debtor: a page that stays at its address."""

from flask import abort, redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Evenement
from portail.services import copies_postales, recepisses
from portail.services.documents.donnees_actes import NatureRecepisse
from portail.web import remises
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, session_bd
from portail.web.debiteur import bp, depuis, rappels, situation
from portail.web.debiteur.erreurs import idem_suivant
from portail.web.forms import ActeForm
from portail.web.rendu import rendre


@bp.get("/dossiers/<reference>/actes/<int:numero>")
@autorise(Role.DEBITEUR, Action.CONSULTER)
def acte(dossier: Dossier, numero: int) -> Reponse:
    evenement = _trouver(dossier, numero)
    signale = recepisses.signalement_de(evenement)
    if signale is not None:  # its thread is its proof
        return redirect(url_for(".signalement", reference=dossier.reference, numero=signale.numero), 303)
    accord_conclu = recepisses.NATURES[evenement.action] is NatureRecepisse.ACCORD
    return rendre(
        "debiteur/acte.html",
        acte=evenement,
        reference_acte=recepisses.reference(evenement),
        termes=recepisses.termes_de(evenement),
        avec=_avec(dossier, evenement),
        second_pas=evenement.details.get("second_pas", ""),
        accord_conclu=accord_conclu,
        dernier_mot=depuis.est_le_dernier_mot(evenement, maintenant()),
        document=recepisses.reference_imprimee(evenement),
        rappels=rappels.region(dossier) if accord_conclu else None,
        copie=copies_postales.de(session_bd(), evenement),
        form=ActeForm(dossier),
        **situation.contexte(dossier, maintenant()),
    )


@bp.post("/dossiers/<reference>/actes/<int:numero>/courrier")
@autorise(Role.DEBITEUR, Action.CONSULTER, prepare=True)
def recevoir_par_courrier(dossier: Dossier, numero: int) -> Reponse:
    """The receipt on paper, at the address of the file: a helper may ask for it, it goes to nobody else."""
    suite = redirect(url_for(".acte", reference=dossier.reference, numero=numero, _anchor="courrier"), 303)
    copies_postales.demander(session_bd(), _trouver(dossier, numero), acteur())
    remises.apres(dossier.id)  # the étude can print it at once
    return suite


def _trouver(dossier: Dossier, numero: int) -> Evenement:
    trouve = next((e for e in situation.preuves(dossier) if e.numero == numero), None)
    return trouve or abort(404)


def _avec(dossier: Dossier, evenement: Evenement) -> list[Evenement]:
    """The act sent with this one by the same form: taking part, then the terms, each at its own instant."""
    return [e for e in situation.preuves(dossier) if _suit(e, evenement) or _suit(evenement, e)]


def _suit(second: Evenement, premier: Evenement) -> bool:
    return bool(premier.idem) and second.idem == idem_suivant(premier.idem or "")
