"""The letters to post: one file for the printer, then the deposits of several letters recorded on one page."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask import Response, abort, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Reponse

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Etat, Role
from portail.persistance.dossiers import Dossier
from portail.persistance.lots import dossiers_choisis, dossiers_nommes
from portail.services import depots, impressions
from portail.services.depots import Depot
from portail.services.invitation import DepotInvalide, ImpressionPurgee, NumeroDejaUtilise
from portail.services.jetons import JetonExpire, JetonInvalide
from portail.services.lots import LIGNES_MAX
from portail.web import fichiers, telechargements
from portail.web.acces import reserve_a
from portail.web.base import acteur, maintenant, moyens, session_bd
from portail.web.commissaire import bp, choix
from portail.web.commissaire.commun import refuser
from portail.web.commissaire.forms import DepotsForm, pas_a_venir
from portail.web.messages import CONFLITS, consigner, expliquer, phrase
from portail.web.rendu import rendre
from portail.web.traduction import gettext, ngettext

_A_CORRIGER = (DepotInvalide, NumeroDejaUtilise, *CONFLITS)


@bp.get("/lettres")
@reserve_a(Role.COMMISSAIRE)
def lettres() -> Response:
    prets = _prets()
    lignes = [{"reference": d.reference, "version": d.version} for d in prets]
    return _saisie(DepotsForm(data={"lignes": lignes}), {d.reference: d for d in prets})


@bp.get("/lettres/a-imprimer.pdf")
@reserve_a(Role.COMMISSAIRE)
def lettres_a_imprimer() -> Reponse:
    """The codes of several people in clear, through an address signed for five minutes like every file.

    It serves this account and these letters as they are: a deposit recorded since, and it is dead.
    """
    prets, jeton = _prets(), request.args.get("jeton")
    if not prets:
        return _sans_lettre(
            gettext("Aucune lettre à imprimer"), gettext("Leurs dépôts sont enregistrés, ou elles ne sont pas prêtes.")
        )
    if jeton is None:
        frais = moyens().jetons.signer(telechargements.USAGE, {"l": _lien(prets)}, le=maintenant())
        return redirect(url_for(".lettres_a_imprimer", **choix.suite(), jeton=frais), 303)
    try:
        contenu = moyens().jetons.lire(telechargements.USAGE, jeton, duree_s=telechargements.DUREE_S, le=maintenant())
    except JetonExpire:
        return _sans_lettre(
            gettext("Ce lien a expiré"), gettext("Pour votre sécurité, un lien de téléchargement sert 5 minutes.")
        )
    except JetonInvalide:
        abort(404)
    if contenu.get("l") != _lien(prets):
        return _sans_lettre(
            gettext("Ces lettres ont changé"), gettext("Une lettre a été postée, annulée ou préparée entre-temps.")
        )
    try:
        liasse = impressions.reunir(session_bd(), prets, moyens(), maintenant(), consigner)
    except ImpressionPurgee as refus:
        return _sans_lettre(gettext("Aucune lettre à imprimer"), phrase(refus))
    return fichiers.servir(liasse, f"lettres-a-imprimer-{jour_a_paris(maintenant())}.pdf", fichiers.PDF)


@bp.post("/lettres")
@reserve_a(Role.COMMISSAIRE)
def enregistrer_depots() -> Reponse:
    """The first time: the dates that each deposit will start. Once those were shown: recorded, line by line."""
    form = DepotsForm()
    dossiers = dossiers_nommes(session_bd(), current_user.etude_id, _references(form))
    if len(dossiers) < len(form.lignes):
        abort(404)
    if "repartir" in request.form:
        return _repartir(form, dossiers)
    if "modifier" in request.form:
        return _saisie(form, dossiers)
    if not form.validate_on_submit() or not pas_a_venir(form.depose_le):
        return _saisie(form, dossiers, statut=422)
    lus = _examiner(form, dossiers)
    if not any(isinstance(lu, Depot) for lu in lus):
        if not any(lus):
            form.form_errors = [*form.form_errors, gettext("Recopiez au moins un numéro de recommandé.")]
        return _saisie(form, dossiers, statut=422)
    vus = [rang for rang, lu in enumerate(lus) if isinstance(lu, Depot) and form.lignes[rang].vu.data == lu.vu]
    return _enregistrer(form, dossiers, lus, vus) if vus else _relire(form, dossiers, lus)


def _prets() -> list[Dossier]:
    return dossiers_choisis(session_bd(), current_user.etude_id, Etat.MANDAT, choix.nommes(), LIGNES_MAX)


def _lien(prets: Sequence[Dossier]) -> str:
    """What the address is bound to: this account, these letters in this order, as they are now."""
    faits = ["lettres", str(current_user.compte_id), *(choix.valeur(d) for d in prets)]
    return hashlib.sha256("|".join(faits).encode()).hexdigest()[:32]


def _sans_lettre(titre: str, texte: str) -> Response:
    suite = [(url_for(".lettres", **choix.suite()), gettext("Revoir les lettres à poster"))]
    return rendre("commun/erreur.html", statut=410, titre=titre, texte=texte, suite=suite)


def _references(form: DepotsForm) -> list[str]:
    return [ligne.reference.data or "" for ligne in form.lignes]


def _repartir(form: DepotsForm, dossiers: Mapping[str, Dossier]) -> Response:
    try:
        numeros = depots.repartir(form.liste.data or "", len(form.lignes))
    except depots.TropDeNumeros as refus:
        refuser(form, refus, "liste")
        return _saisie(form, dossiers, statut=422)
    for ligne, numero in zip(form.lignes, numeros, strict=True):
        ligne.numero.data = numero[:64]
    form.liste.data = ""
    return _saisie(form, dossiers)


def _examiner(form: DepotsForm, dossiers: Mapping[str, Dossier]) -> list[Depot | Exception | None]:
    """Each line read; what is wrong is said beside its field."""
    couples = [(dossiers[ligne.reference.data], ligne.numero.data or "") for ligne in form.lignes]
    lus = depots.examiner(session_bd(), couples, form.depose_le.jour, maintenant())
    for ligne, lu in zip(form.lignes, lus, strict=True):
        if isinstance(lu, Exception):
            ligne.numero.errors = [phrase(lu)]
    return lus


def _enregistrer(
    form: DepotsForm, dossiers: Mapping[str, Dossier], lus: Sequence[Depot | Exception | None], vus: Sequence[int]
) -> Reponse:
    """Each line that was read again, in its own transaction; the others stay, with their sentence."""
    faits = set()
    for rang in vus:
        ligne, depot = form.lignes[rang], lus[rang]
        if not isinstance(depot, Depot):
            continue
        version = ligne.version.data or ""
        qui = replace(
            acteur(),
            version=int(version) if version.isascii() and version.isdigit() and len(version) < 10 else -1,
            idem=f"{form.idem.data[:40]}.{ligne.reference.data}",
        )
        try:
            depots.enregistrer(session_bd(), ligne.reference.data, depot, qui, current_user.etude_id)
            faits.add(rang)
        except _A_CORRIGER as refus:
            session_bd().rollback()
            ligne.numero.errors = [expliquer(refus)]
    dit = ngettext("Un envoi est enregistré.", "%(num)s envois sont enregistrés.", len(faits))
    restent = [rang for rang, lu in enumerate(lus) if lu is not None and rang not in faits]
    if not restent:
        flash(dit, "ok")
        return redirect(url_for(".lettres", **choix.suite()), 303)
    return _saisie(form, dossiers, faits=faits, dit=dit if faits else "", statut=422)


def _saisie(
    form: DepotsForm,
    dossiers: Mapping[str, Dossier],
    faits: Any = frozenset(),
    dit: str = "",
    statut: int = 200,
) -> Response:
    lignes = [ligne for rang, ligne in enumerate(form.lignes) if rang not in faits]
    for ligne in lignes:
        ligne.vu.data = ""  # the dates must be shown again
    form.lignes.errors = [ligne.errors for ligne in lignes if ligne.errors]  # for the summary
    return rendre(
        "commissaire/lettres.html",
        statut=statut,
        form=form,
        lignes=lignes,
        dossiers=dossiers,
        dit=dit,
        suite=choix.suite(),
    )


def _relire(form: DepotsForm, dossiers: Mapping[str, Dossier], lus: Sequence[Depot | Exception | None]) -> Response:
    for ligne, lu in zip(form.lignes, lus, strict=True):
        ligne.vu.data = lu.vu if isinstance(lu, Depot) else ""
    bons = [
        (dossiers[ligne.reference.data], lu)
        for ligne, lu in zip(form.lignes, lus, strict=True)
        if isinstance(lu, Depot)
    ]
    return rendre(
        "commissaire/lettres_relire.html",
        form=form,
        bons=bons,
        faux=[ligne for ligne in form.lignes if ligne.numero.errors],
        deja_fini=any(jour_a_paris(maintenant()) > lu.delai.fin_prorogee for _, lu in bons),
        suite=choix.suite(),
    )
