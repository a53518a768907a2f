"""Terms that the debtor printed and signed by hand: compared with what was printed, scanned, recorded."""

from flask import Response, abort, redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.echeancier import EcheancierInvalide
from portail.domaine.phrases import Phrase
from portail.domaine.procedure import Action, Etat, Role
from portail.persistance.dossiers import Dossier, ModeReponse
from portail.persistance.negociation import ProjetPapier
from portail.services import papiers
from portail.services.consentement import Genre
from portail.services.envois import TropDeFichiers
from portail.services.negociation import MontantHorsBornes, PlanIndisponible
from portail.services.papiers import PapierDejaEnregistre, PapierFerme, ParticipationSeule
from portail.services.participation import HorsDelai, ReponseInvalide, ReponsePapier
from portail.services.projets import Fichier
from portail.web import envois
from portail.web.acces import autorise
from portail.web.base import acteur, session_bd
from portail.web.commissaire import bp
from portail.web.commissaire.commun import refuser
from portail.web.commissaire.forms import PapierForm
from portail.web.gardes import recoit_des_fichiers
from portail.web.messages import phrase
from portail.web.rendu import rendre
from portail.web.traduction import gettext

_EFFETS = {
    Genre.OFFRE: Phrase("La proposition part au créancier, au nom de la personne. Il peut l’accepter."),
    Genre.PLAN: Phrase("L’accord est conclu sur le plan que le créancier a signé d’avance. Il restera à le constater."),
    Genre.ACCORD: Phrase("L’accord est conclu sur l’offre du créancier. Il restera à le constater."),
}


@bp.get("/dossiers/<reference>/papiers/<int:numero>")
@autorise(Role.COMMISSAIRE, Action.PROPOSER)
def papier(dossier: Dossier, numero: int) -> Reponse:
    return _page(dossier, _trouver(dossier, numero), PapierForm(dossier))


@bp.post("/dossiers/<reference>/papiers/<int:numero>")
@autorise(Role.COMMISSAIRE, Action.PROPOSER)
@recoit_des_fichiers
def enregistrer_papier(dossier: Dossier, numero: int) -> Reponse:
    projet, form = _trouver(dossier, numero), PapierForm(dossier)
    scan = _scan(dossier, form) if form.validate_on_submit() else None
    if scan is None:
        return _page(dossier, projet, form, statut=422)
    papier = ReponsePapier(ModeReponse.FORMULAIRE, form.recue_le.jour, form.postee_le.jour)
    try:
        papiers.enregistrer(session_bd(), projet, papier, scan, acteur())
    except ParticipationSeule as refus:
        form.renouveler(dossier)  # what it already recorded is done: the rest is another act
        refuser(form, refus)
        return _page(dossier, projet, form, statut=409)
    except (
        ReponseInvalide, HorsDelai, PlanIndisponible, MontantHorsBornes, EcheancierInvalide, PapierDejaEnregistre,
        PapierFerme,
    ) as refus:  # fmt: skip
        session_bd().rollback()
        refuser(form, refus, "recue_le" if isinstance(refus, ReponseInvalide) else "")
        return _page(dossier, projet, form, statut=422)
    return redirect(url_for(".dossier", reference=dossier.reference), 303)


def _trouver(dossier: Dossier, numero: int) -> ProjetPapier:
    return papiers.trouver(session_bd(), dossier, numero) or abort(404)


def _scan(dossier: Dossier, form: PapierForm) -> Fichier | None:
    """The signed paper, cleaned and stored; else the field says what is expected."""
    recus, refus = envois.recevoir("scan")
    if not recus and not refus:
        refus = [gettext("Joignez le papier signé : une photo ou un PDF, 10 Mo au plus.")]
    if not refus:
        try:
            return envois.conserver(dossier, Role.COMMISSAIRE, recus[:1])[0]
        except TropDeFichiers as trop:
            refus = [phrase(trop)]
    form.scan.errors = refus
    return None


def _page(dossier: Dossier, projet: ProjetPapier, form: PapierForm, statut: int = 200) -> Response:
    return rendre(
        "commissaire/papier.html",
        statut=statut,
        dossier=dossier,
        projet=projet,
        form=form,
        declarations=[texte for _, texte, _ in papiers.dites(projet)],
        effet=_EFFETS[Genre(projet.genre)],
        participe=projet.participe and dossier.etat is Etat.ENVOYEE,
    )
