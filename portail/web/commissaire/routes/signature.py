"""An act signed with the commissaire’s own tool: handed out, brought back, or given up."""

from typing import Any

from flask import abort, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role
from portail.persistance.actes import GenreConstat
from portail.persistance.dossiers import Dossier
from portail.persistance.signatures import ActeSigne
from portail.services import constats, titre
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, moyens, session_bd
from portail.web.commissaire import bp, signature
from portail.web.commissaire.commun import commissaire
from portail.web.commissaire.mots import VERBES
from portail.web.commissaire.suites import adresse
from portail.web.libelles import CONSTATS
from portail.web.traduction import gettext

_GENRES = {adresse(genre): genre for genre in GenreConstat}


@bp.get("/dossiers/<reference>/titre/signature")
@autorise(Role.COMMISSAIRE, Action.DELIVRER_TITRE)
def signer_titre(dossier: Dossier) -> Reponse:
    return signature.page(dossier, _titre(dossier))


@bp.post("/dossiers/<reference>/titre/signature")
@autorise(Role.COMMISSAIRE, Action.DELIVRER_TITRE, prouve=True)
def rapporter_titre(dossier: Dossier) -> Reponse:
    return signature.rapporter(dossier, _titre(dossier))


@bp.post("/dossiers/<reference>/titre/abandon")
@autorise(Role.COMMISSAIRE, Action.DELIVRER_TITRE)
def abandonner_titre(dossier: Dossier) -> Reponse:
    return signature.abandonner(dossier, _titre(dossier))


@bp.get("/dossiers/<reference>/constats/<genre>/signature")
@autorise(Role.COMMISSAIRE, Action.CONSTATER_ACCEPTATION)
def signer_constat(dossier: Dossier, genre: str) -> Reponse:
    return signature.page(dossier, _constat(dossier, genre))


@bp.post("/dossiers/<reference>/constats/<genre>/signature")
@autorise(Role.COMMISSAIRE, Action.CONSTATER_ACCEPTATION, prouve=True)
def rapporter_constat(dossier: Dossier, genre: str) -> Reponse:
    return signature.rapporter(dossier, _constat(dossier, genre))


@bp.post("/dossiers/<reference>/constats/<genre>/abandon")
@autorise(Role.COMMISSAIRE, Action.CONSTATER_ACCEPTATION)
def abandonner_constat(dossier: Dossier, genre: str) -> Reponse:
    return signature.abandonner(dossier, _constat(dossier, genre))


def _titre(dossier: Dossier) -> signature.Signable:
    ou: dict[str, Any] = {"reference": dossier.reference}
    bd, outils, qui = session_bd(), moyens(), commissaire()
    return signature.Signable(
        genre=ActeSigne.TITRE,
        titre=titre.TITRE,
        verbe=gettext("Délivrer le titre exécutoire"),
        nom="titre-executoire",
        lire=url_for(".titre", **ou),
        document=url_for(".document_a_signer", numero=ActeSigne.TITRE, **ou),
        rapporter=url_for(".rapporter_titre", **ou),
        abandonner=url_for(".abandonner_titre", **ou),
        apres=url_for(".copie", **ou),
        acte=lambda vu: titre.acte(bd, dossier, outils, vu=vu, commissaire=qui),
        etablir=lambda vu, retour: titre.delivrer(
            bd, dossier, outils, vu=vu, commissaire=qui, acteur=acteur(), retour=retour
        ),
    )


def _constat(dossier: Dossier, nom: str) -> signature.Signable:
    genre = _GENRES.get(nom) or abort(404)
    ou: dict[str, Any] = {"reference": dossier.reference, "genre": nom}
    bd, outils, qui = session_bd(), moyens(), commissaire()
    return signature.Signable(
        genre=ActeSigne(genre.value),
        titre=CONSTATS[genre],
        verbe=VERBES[genre],
        nom=f"constat-{nom}",
        lire=url_for(".constat", **ou),
        document=url_for(".document_a_signer", reference=dossier.reference, numero=genre.value),
        rapporter=url_for(".rapporter_constat", **ou),
        abandonner=url_for(".abandonner_constat", **ou),
        apres=url_for(".dossier", reference=dossier.reference),
        acte=lambda vu: constats.acte(dossier, genre, outils, vu=vu, commissaire=qui, maintenant=maintenant()),
        etablir=lambda vu, retour: constats.constater(
            bd, dossier, genre, outils, vu=vu, commissaire=qui, acteur=acteur(), retour=retour
        ),
    )
