"""Where the debtor goes when a page is no longer his, and after an act."""

from flask import redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role, actions_ouvertes
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Evenement
from portail.persistance.signalements import Signalement
from portail.web import remises


def a_l_accueil(dossier: Dossier) -> Reponse:
    return redirect(url_for("debiteur.dossier", reference=dossier.reference), 303)


def a_la_preuve(evenement: Evenement) -> Reponse:
    """After an act: its receipt is issued, and its page shown."""
    suite = redirect(url_for("debiteur.acte", reference=evenement.dossier.reference, numero=evenement.numero), 303)
    remises.apres(evenement.dossier_id)
    return suite


def au_message(signale: Signalement) -> Reponse:
    """The same after a report: its thread is its page."""
    suite = redirect(url_for("debiteur.signalement", reference=signale.dossier.reference, numero=signale.numero), 303)
    remises.apres(signale.dossier_id)
    return suite


def detour(dossier: Dossier, *actions: Action) -> Reponse | None:
    """For a page that prepares an act: the home, which says where things stand, when none of `actions` is open."""
    ouvertes = actions_ouvertes(Role.DEBITEUR, dossier.etat)
    return None if ouvertes.intersection(actions) else a_l_accueil(dossier)
