"""What several pages of the étude do alike."""

import re
from typing import Any

from flask import redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role, actions_ouvertes
from portail.persistance.actes import DocumentEmis
from portail.persistance.dossiers import Dossier
from portail.persistance.etudes import Compte
from portail.services import constats
from portail.web.base import session_bd
from portail.web.messages import phrase
from portail.web.rendu import rendre
from portail.web.titres import titre
from portail.web.traduction import gettext


def commissaire() -> Compte:
    """The account of the commissaire at the keyboard."""
    return session_bd().get_one(Compte, current_user.compte_id)


_PROJET = re.compile(r"Projet – (.+)")


def titre_de(document: DocumentEmis) -> str:
    """The name of a document of the dossier, drafts included, in the reader's language."""
    projet = _PROJET.fullmatch(document.titre)
    return gettext("Projet – %(titre)s", titre=gettext(projet[1])) if projet else titre(document)


def refuser(form: Any, refus: Exception, champ: str = "") -> None:
    """Say the refusal on the page: beside `champ` if given, else above the form."""
    if champ:
        form[champ].errors = [*form[champ].errors, phrase(refus)]
    else:
        form.form_errors = [*form.form_errors, phrase(refus)]


def minuscule(phrase: str) -> str:
    """The phrase as it reads in the middle of a sentence."""
    return phrase[:1].lower() + phrase[1:]


def retour_si_ferme(dossier: Dossier, action: Action) -> Reponse | None:
    """Back to the dossier when its state no longer allows what the page prepares."""
    if action in actions_ouvertes(Role.COMMISSAIRE, dossier.etat):
        return None
    return redirect(url_for("commissaire.dossier", reference=dossier.reference), 303)


def pas_possible(dossier: Dossier, titre: str, refus: Exception) -> Reponse:
    """409: the act is not open yet; the page says why, and leads to what comes before it."""
    session_bd().rollback()
    return rendre(
        "commissaire/pas_possible.html",
        statut=409,
        dossier=dossier,
        titre=titre,
        texte=phrase(refus),
        trop_tot=isinstance(refus, constats.TropTot),
        suspendu=isinstance(refus, constats.Suspendu),
        participation=isinstance(refus, constats.AcceptationNonConstatee),
    )


def plus_de_feuille(dossier: Dossier, refus: Exception) -> Reponse:
    """The sheet that carried the codes is on paper: its file was erased."""
    return disparu(dossier, gettext("Il n’y a plus de feuille à imprimer"), refus)


def disparu(dossier: Dossier, titre: str, refus: Exception) -> Reponse:
    """410: what this address gave exists no more, on purpose."""
    suite = [(url_for("commissaire.dossier", reference=dossier.reference), gettext("Revoir le dossier"))]
    return rendre("commun/erreur.html", statut=410, titre=titre, texte=phrase(refus), suite=suite)
