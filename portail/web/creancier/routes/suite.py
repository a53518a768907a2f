"""After an end without agreement: the creditor says what he does next (R125-2 III 5°)."""

from dataclasses import dataclass

from flask import Response, flash, redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.phrases import Phrase
from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.services import paiements as service
from portail.web.acces import autorise
from portail.web.base import acteur, session_bd
from portail.web.creancier import bp
from portail.web.creancier.forms.suivi import ConfirmerForm
from portail.web.creancier.suivi import exiger
from portail.web.rendu import rendre
from portail.web.traduction import gettext


@dataclass(frozen=True)
class Suite:
    """One follow-up: its page, what it is called, what it means."""

    action: Action
    page: str
    titre: str
    resume: str
    phrases: tuple[str, ...]


INJONCTION = Suite(
    Action.CHOISIR_INJONCTION,
    "suite_injonction",
    Phrase("Demander une injonction de payer"),
    Phrase("Un juge examine vos pièces, sans audience au début."),
    (
        Phrase(
            "Vous adressez une requête au tribunal, avec vos pièces. Le constat de fin de procédure s’y joint\u00a0: "
            "il vous dispense d’une autre tentative amiable (art. 750-1, 5° du code de procédure civile)."
        ),
        Phrase("Si le juge accepte, la personne a un mois pour s’y opposer. Si elle s’oppose, il y a une audience."),
        Phrase("Le délai pour agir en justice ne s’arrête qu’à la signification de l’ordonnance, pas à la requête."),
        Phrase("Portail n’envoie rien au tribunal à votre place."),
    ),
)
AUTRE = Suite(
    Action.CHOISIR_AUTRE_VOIE,
    "suite_autre_voie",
    Phrase("Choisir une autre voie"),
    Phrase("Un procès, un conciliateur, un accord direct."),
    (
        Phrase(
            "Par exemple\u00a0: saisir le tribunal pour une audience, voir un conciliateur de justice (gratuit), "
            "ou vous entendre directement avec la personne."
        ),
        Phrase("Le délai pour agir en justice continue de courir."),
    ),
)
CLORE = Suite(
    Action.CLORE,
    "suite_clore",
    Phrase("Clore le dossier"),
    Phrase("Vous arrêtez là dans ce portail."),
    (
        Phrase("Le dossier est rangé. Vous pouvez toujours le lire et reprendre ses documents."),
        Phrase(
            "La somme n’est pas effacée\u00a0: vous pourrez encore agir en justice, tant que le délai pour le faire "
            "n’est pas passé."
        ),
    ),
)
SUITES = (INJONCTION, AUTRE, CLORE)


@bp.get("/dossiers/<reference>/suite")
@autorise(Role.CREANCIER, Action.CLORE)
def suite(dossier: Dossier) -> Response:
    exiger(dossier, Action.CLORE)
    choix = [(url_for(f".{s.page}", reference=dossier.reference), s.titre, s.resume) for s in SUITES]
    return rendre("creancier/suite.html", dossier=dossier, choix=choix)


@bp.get("/dossiers/<reference>/suite/injonction")
@autorise(Role.CREANCIER, Action.CHOISIR_INJONCTION)
def suite_injonction(dossier: Dossier) -> Response:
    return _montrer(dossier, INJONCTION)


@bp.post("/dossiers/<reference>/suite/injonction")
@autorise(Role.CREANCIER, Action.CHOISIR_INJONCTION)
def choisir_injonction(dossier: Dossier) -> Reponse:
    return _choisir(dossier, INJONCTION)


@bp.get("/dossiers/<reference>/suite/autre-voie")
@autorise(Role.CREANCIER, Action.CHOISIR_AUTRE_VOIE)
def suite_autre_voie(dossier: Dossier) -> Response:
    return _montrer(dossier, AUTRE)


@bp.post("/dossiers/<reference>/suite/autre-voie")
@autorise(Role.CREANCIER, Action.CHOISIR_AUTRE_VOIE)
def choisir_autre_voie(dossier: Dossier) -> Reponse:
    return _choisir(dossier, AUTRE)


@bp.get("/dossiers/<reference>/suite/clore")
@autorise(Role.CREANCIER, Action.CLORE)
def suite_clore(dossier: Dossier) -> Response:
    return _montrer(dossier, CLORE)


@bp.post("/dossiers/<reference>/suite/clore")
@autorise(Role.CREANCIER, Action.CLORE)
def clore(dossier: Dossier) -> Reponse:
    return _choisir(dossier, CLORE)


def _montrer(dossier: Dossier, suite: Suite) -> Response:
    exiger(dossier, suite.action)
    return _page(dossier, suite, ConfirmerForm(dossier))


def _choisir(dossier: Dossier, suite: Suite) -> Reponse:
    form = ConfirmerForm(dossier)
    if not form.validate_on_submit():
        return _page(dossier, suite, form, statut=422)
    service.choisir_suite(session_bd(), dossier, suite.action, acteur())
    flash(gettext("C’est fait. Votre choix est enregistré."), "ok")
    return redirect(url_for(".dossier", reference=dossier.reference), 303)


def _page(dossier: Dossier, suite: Suite, form: ConfirmerForm, *, statut: int = 200) -> Response:
    return rendre("creancier/suite_choix.html", statut=statut, dossier=dossier, suite=suite, form=form)
