"""What the debtor began and did not send: shown on her home, to go on with or to throw away."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import url_for
from sqlalchemy.orm import Session

from portail.domaine.echeancier import Echeancier
from portail.domaine.procedure import Action, Role
from portail.domaine.signalements import Motif
from portail.persistance.dossiers import Dossier
from portail.services import brouillons
from portail.services.documents.signalements import MOTIFS
from portail.services.projets import Projet
from portail.web.debiteur import composition, situation
from portail.web.langue import dire
from portail.web.traduction import gettext

ECHEANCIER, CONTESTATION, PAIEMENT, REFUS = "echeancier", "contestation", "paiement", "refus"
DIFFICULTE = "difficulte"
PROJETS = (CONTESTATION, PAIEMENT, REFUS, DIFFICULTE)


@dataclass(frozen=True)
class Garde:
    """`nom` names the draft in the address that throws it away, `quoi` to the reader; `suite`: where to go on.

    `plan`: the schedule that it describes, said after `texte`.
    """

    nom: str
    quoi: str
    texte: str
    suite: str
    plan: Echeancier | None = None


def lister(session: Session, dossier: Dossier, maintenant: datetime) -> list[Garde]:
    """The drafts that can still lead to an act, in the order of the choices of the home."""
    portes, limite = situation.portes(dossier, maintenant), situation.limite(dossier, maintenant)
    ouvert = limite is not None and limite.accord_ouvert and composition.composable(dossier)
    lus = [_echeancier(session, dossier, maintenant) if ouvert else None]
    lus += [lire(session, dossier) for action, lire in _LECTURES if action in portes]
    return [garde for garde in lus if garde is not None]


def jeter(session: Session, dossier: Dossier, nom: str) -> None:
    """Commits. Raises KeyError for a name that is none of them."""
    if nom == ECHEANCIER:
        brouillons.jeter(session, dossier, Role.DEBITEUR)
    elif nom in PROJETS:
        projet_de(dossier, nom).jeter(session)
    else:
        raise KeyError(nom)


def projet_de(dossier: Dossier, nom: str) -> Projet:
    return Projet(dossier, Role.DEBITEUR, nom)


def _echeancier(session: Session, dossier: Dossier, maintenant: datetime) -> Garde | None:
    saisie = composition.brouillon(session, dossier)
    if not saisie:
        return None
    composee = composition.tenter(dossier, saisie, maintenant)
    return Garde(
        ECHEANCIER,
        gettext("votre projet"),
        gettext("Votre projet est gardé.") if composee else gettext("Votre projet est gardé. Il n’est pas fini."),
        url_for("debiteur.echeancier", reference=dossier.reference),
        composee.echeancier if composee else None,
    )


def _contestation(session: Session, dossier: Dossier) -> Garde | None:
    motif = projet_de(dossier, CONTESTATION).saisie(session).get("motif")
    if motif not in tuple(Motif):
        return None
    texte = gettext("Votre message n’est pas envoyé : « %(motif)s ». Il est gardé.", motif=dire(MOTIFS[Motif(motif)]))
    return Garde(
        CONTESTATION,
        gettext("votre message"),
        texte,
        url_for("debiteur.contester_details", reference=dossier.reference),
    )


def _refus(session: Session, dossier: Dossier) -> Garde | None:
    if not projet_de(dossier, REFUS).saisie(session).get("motif"):
        return None
    texte = gettext("Vous avez commencé à écrire pourquoi vous refusez. Rien n’est envoyé.")
    return Garde(REFUS, gettext("votre refus"), texte, url_for("debiteur.refuser", reference=dossier.reference))


def _paiement(session: Session, dossier: Dossier) -> Garde | None:
    projet = projet_de(dossier, PAIEMENT)
    if not any(projet.saisie(session).values()) and not projet.pieces(session):
        return None
    texte = gettext("Votre message n’est pas envoyé : « J’ai payé ». Il est gardé.")
    return Garde(
        PAIEMENT,
        gettext("votre message sur un paiement"),
        texte,
        url_for("debiteur.paiement_fait", reference=dossier.reference),
    )


def _difficulte(session: Session, dossier: Dossier) -> Garde | None:
    if not any(projet_de(dossier, DIFFICULTE).saisie(session).values()):
        return None
    return Garde(
        DIFFICULTE,
        gettext("votre demande de délai"),
        gettext("Votre demande de délai n’est pas envoyée. Elle est gardée."),
        url_for("debiteur.mois_difficile", reference=dossier.reference),
    )


_LECTURES: tuple[tuple[Action, Callable[[Session, Dossier], Garde | None]], ...] = (
    (Action.REFUSER_PARTICIPATION, _refus),
    (Action.CONTESTER, _contestation),
    (Action.SIGNALER, _paiement),
    (Action.SIGNALER, _difficulte),
)
