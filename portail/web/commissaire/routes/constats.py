"""Recording what happened: the exact text, read in full, then signed with the password (R125-3, R125-5, D21)."""

from flask import Response, abort, redirect, url_for
from werkzeug.wrappers import Response as Reponse

from portail.domaine.procedure import Action, Role
from portail.persistance.actes import GenreConstat, GenreDocument
from portail.persistance.dossiers import Dossier
from portail.services import constats as service
from portail.services.actes import ActeImpossible
from portail.web import preuve
from portail.web.acces import autorise
from portail.web.base import acteur, maintenant, moyens, session_bd
from portail.web.commissaire import bp
from portail.web.commissaire.commun import commissaire, retour_si_ferme
from portail.web.commissaire.forms import ConstatForm
from portail.web.commissaire.mots import SUITES_DU_CONSTAT, VERBES
from portail.web.commissaire.suites import adresse
from portail.web.libelles import CONSTATS
from portail.web.messages import phrase
from portail.web.rendu import rendre

_GENRES = {adresse(genre): genre for genre in GenreConstat}
_REFUS = (service.TropTot, service.Suspendu, service.AcceptationNonConstatee, service.DejaConstate, ActeImpossible)


@bp.get("/dossiers/<reference>/constats/<genre>")
@autorise(Role.COMMISSAIRE, Action.CONSTATER_ACCEPTATION)
def constat(dossier: Dossier, genre: str) -> Reponse:
    quoi = _genre(genre)
    try:
        lecture = service.lire(dossier, quoi, moyens(), commissaire(), maintenant())
    except _REFUS as refus:
        return _pas_possible(dossier, quoi, refus)
    detour = retour_si_ferme(dossier, service.ACTIONS[quoi])
    if detour is not None:
        return detour
    form = ConstatForm(dossier)
    form.vu.data = lecture.empreinte
    return _page(dossier, lecture, form)


@bp.post("/dossiers/<reference>/constats/<genre>")
@autorise(Role.COMMISSAIRE, Action.CONSTATER_ACCEPTATION, prouve=True)
def constater(dossier: Dossier, genre: str) -> Reponse:
    quoi = _genre(genre)
    form = ConstatForm(dossier)
    signataire = commissaire()
    try:
        if form.validate_on_submit() and preuve.acquise(form):
            service.constater(
                session_bd(),
                dossier,
                quoi,
                moyens(),
                vu=form.vu.data,
                commissaire=signataire,
                acteur=acteur(),
            )
            return redirect(url_for(".dossier", reference=dossier.reference), 303)
        lecture = service.lire(dossier, quoi, moyens(), signataire, maintenant())
    except _REFUS as refus:
        return _pas_possible(dossier, quoi, refus)
    return _page(dossier, lecture, form, statut=422)


def _genre(texte: str) -> GenreConstat:
    genre = _GENRES.get(texte)
    if genre is None:
        abort(404)
    return genre


def _page(dossier: Dossier, lecture: service.Lecture, form: ConstatForm, statut: int = 200) -> Response:
    genre = lecture.genre
    return rendre(
        "commissaire/constat.html",
        statut=statut,
        dossier=dossier,
        form=form,
        genre=adresse(genre),
        titre=CONSTATS[genre],
        verbe=VERBES[genre],
        suite=SUITES_DU_CONSTAT[genre],
        lignes=lecture.texte.splitlines(),
        projets=[d for d in dossier.documents if d.genre is GenreDocument.PROJET_CONSTAT],
        preuve_exigee=preuve.exigee(),
    )


def _pas_possible(dossier: Dossier, genre: GenreConstat, refus: Exception) -> Response:
    session_bd().rollback()
    return rendre(
        "commissaire/pas_possible.html",
        statut=409,
        dossier=dossier,
        titre=CONSTATS[genre],
        texte=phrase(refus),
        trop_tot=isinstance(refus, service.TropTot),
        autre=adresse(GenreConstat.ACCEPTATION) if isinstance(refus, service.AcceptationNonConstatee) else "",
    )
