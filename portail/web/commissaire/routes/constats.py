"""Recording what happened: the exact text, read in full, then signed with the password (R125-3, R125-5, D21)."""

from datetime import date

from flask import Response, abort, redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.delais import courrier_en_route
from portail.domaine.procedure import POURPARLERS, Action, Role
from portail.persistance.actes import GenreConstat, GenreDocument
from portail.persistance.dossiers import Dossier
from portail.persistance.signatures import ActeSigne
from portail.services import actes, incidents, reponses
from portail.services import constats as service
from portail.services.actes import ActeImpossible
from portail.services.signataires import SignatureManquante
from portail.services.signature.motifs import SignatureRefusee
from portail.web import preuve
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, moyens, session_bd
from portail.web.commissaire import bp, signature
from portail.web.commissaire.commun import commissaire, pas_possible, refuser, retour_si_ferme, titre_de
from portail.web.commissaire.forms import ConstatForm
from portail.web.commissaire.mots import (
    ACCEPTATION_APRES_ACCORD,
    ACCEPTATION_APRES_ECHEC,
    SUITES_DU_CONSTAT,
    VERBES,
)
from portail.web.commissaire.suites import adresse
from portail.web.libelles import CONSTATS
from portail.web.rendu import rendre
from portail.web.traduction import gettext

_GENRES = {adresse(genre): genre for genre in GenreConstat}
_REFUS = (service.TropTot, service.Suspendu, service.AcceptationNonConstatee, service.DejaConstate, ActeImpossible)


@bp.get("/dossiers/<reference>/constats/<genre>")
@autorise(Role.COMMISSAIRE, Action.CONSTATER_ACCEPTATION)
def constat(dossier: Dossier, genre: str) -> Reponse:
    quoi = _genre(genre)
    try:
        lecture = service.lire(dossier, quoi, moyens(), commissaire(), maintenant())
    except _REFUS as refus:
        return pas_possible(dossier, CONSTATS[quoi], refus)
    detour = retour_si_ferme(dossier, service.ACTIONS[quoi])
    if detour is not None:
        return detour
    form = ConstatForm(dossier)
    form.vu.data = lecture.empreinte
    return _page(dossier, lecture, form)


@bp.post("/dossiers/<reference>/constats/<genre>")
@autorise(Role.COMMISSAIRE, Action.CONSTATER_ACCEPTATION, prouve=True)
def constater(dossier: Dossier, genre: str) -> Reponse:
    """Signs and records; where the commissaire signs elsewhere, prepares what he signs."""
    quoi, a_distance, code = _genre(genre), moyens().signataires.a_distance, 422
    form, qui = ConstatForm(dossier), commissaire()
    faire = service.remettre_a_signer if a_distance else service.constater
    try:
        if form.validate_on_submit() and (a_distance or preuve.acquise(form)):
            try:
                faire(session_bd(), dossier, quoi, moyens(), vu=form.vu.data, commissaire=qui, acteur=acteur())
            except (SignatureManquante, SignatureRefusee) as refus:
                refuser(form, refus)
                code = signature.statut(refus) if isinstance(refus, SignatureRefusee) else 422
            else:
                return _apres(dossier, genre, a_distance)
        lecture = service.lire(dossier, quoi, moyens(), qui, maintenant())
    except _REFUS as refus:
        return pas_possible(dossier, CONSTATS[quoi], refus)
    return _page(dossier, lecture, form, statut=code)


def _apres(dossier: Dossier, genre: str, a_distance: bool) -> Reponse:
    if a_distance:
        return redirect(url_for(".signer_constat", reference=dossier.reference, genre=genre), 303)
    return redirect(url_for(".dossier", reference=dossier.reference), 303)


def _genre(texte: str) -> GenreConstat:
    genre = _GENRES.get(texte)
    if genre is None:
        abort(404)
    return genre


def _page(dossier: Dossier, lecture: service.Lecture, form: ConstatForm, statut: int = 200) -> Response:
    genre = lecture.genre
    if moyens().signataires.a_distance:
        form.lu.label.text = gettext("J’ai lu ce texte. Je vais le signer.")
    return rendre(
        "commissaire/constat.html",
        statut=statut,
        dossier=dossier,
        usee_le=incidents.usee_le(session_bd(), dossier),
        form=form,
        genre=adresse(genre),
        titre=CONSTATS[genre],
        verbe=VERBES[genre],
        suite=_suite(dossier, genre),
        courrier=_courrier(dossier, genre),
        lignes=lecture.texte.splitlines(),
        projets=[d for d in dossier.documents if d.genre is GenreDocument.PROJET_CONSTAT],
        titre_de=titre_de,
        a_lire=reponses.a_l_etude(dossier),
        preuve_exigee=preuve.exigee(),
        **signature.contexte(dossier, ActeSigne(genre.value)),
    )


def _suite(dossier: Dossier, genre: GenreConstat) -> str:
    if genre is GenreConstat.ACCEPTATION and not actes.suspend(dossier, maintenant()):
        return ACCEPTATION_APRES_ECHEC
    if genre is GenreConstat.ACCEPTATION and dossier.etat not in POURPARLERS:
        return ACCEPTATION_APRES_ACCORD
    return SUITES_DU_CONSTAT[genre]


def _courrier(dossier: Dossier, genre: GenreConstat) -> date | None:
    """Until when an answer posted in time may arrive (D4)."""
    delai = dossier.delai if genre is GenreConstat.EXPIRATION else None
    return courrier_en_route(delai, maintenant()) if delai else None
