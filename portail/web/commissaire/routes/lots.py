"""Batches: letters or titres read and confirmed at once, then advanced by the page that shows them."""

from dataclasses import replace
from typing import Any

from flask import Response, abort, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response as Reponse

from portail.config import Mode
from portail.domaine.procedure import Role
from portail.persistance import lots as tables
from portail.persistance.dossiers import Dossier
from portail.persistance.etudes import Compte
from portail.persistance.lots import EtatLigne, GenreLot, Lot
from portail.services import actes, atelier, textes, titre
from portail.services import lots as service
from portail.services.constats import Suspendu
from portail.web import preuve
from portail.web.acces import reserve_a
from portail.web.base import (
    acteur,
    ecritures,
    fermer_session,
    horloge,
    maintenant,
    moyens,
    reglages,
    session_bd,
)
from portail.web.commissaire import bp, choix
from portail.web.commissaire.commun import commissaire, refuser
from portail.web.commissaire.forms import LotForm, LotTitresForm
from portail.web.commissaire.mots import LOTS
from portail.web.forms import ActeForm, PortailForm
from portail.web.langue import dire
from portail.web.messages import consigner, expliquer
from portail.web.messages_etude import SIGNATURE_MANQUANTE
from portail.web.rendu import rendre

RECENTS = 20
_REFUS = (service.LotVide, service.LotTropGrand, service.LotImpossible, service.DejaEnLot)


@bp.get("/lots")
@reserve_a(Role.COMMISSAIRE)
def lots() -> Response:
    """The batches that can be taken up again, and the latest ones."""
    recents = tables.derniers_lots(session_bd(), current_user.etude_id, RECENTS)
    return rendre("commissaire/lots.html", lots=recents, avances=tables.avancements(session_bd(), recents), mots=LOTS)


@bp.get("/lots/lettres")
@reserve_a(Role.COMMISSAIRE)
def lot_de_lettres() -> Response:
    return _lettres(LotForm(), coches=None)


@bp.post("/lots/lettres")
@reserve_a(Role.COMMISSAIRE)
def creer_lot_de_lettres() -> Reponse:
    form = LotForm()
    return _confirmer(GenreLot.LETTRES, form) or _lettres(form, coches=_coches(), statut=422)


@bp.get("/lots/titres")
@reserve_a(Role.COMMISSAIRE)
def lot_de_titres() -> Response:
    return _titres(LotTitresForm(), coches=frozenset())


@bp.post("/lots/titres")
@reserve_a(Role.COMMISSAIRE, prouve=True)
def creer_lot_de_titres() -> Reponse:
    form = LotTitresForm()
    fait = _confirmer(GenreLot.TITRES, form) if preuve.acquise(form) else None
    return fait or _titres(form, coches=_coches(), statut=422)


@bp.get("/lots/<int:numero>")
@reserve_a(Role.COMMISSAIRE)
def lot(numero: int) -> Response:
    session, affiche = session_bd(), _lot(numero)
    avance = tables.avancements(session, [affiche])[affiche.id]
    etats = () if avance.fini else (EtatLigne.REFUSE,)
    return rendre(
        "commissaire/lot.html",
        lot=affiche,
        avance=avance,
        quart=4 * avance.traites // avance.total,
        libre=tables.reste_libre(session, affiche, maintenant() - atelier.BAIL),
        lignes=tables.lignes(session, affiche, *etats),
        mots=LOTS[affiche.genre],
        form=PortailForm(),
    )


@bp.post("/lots/<int:numero>/avancer")
@reserve_a(Role.COMMISSAIRE)
def avancer_lot(numero: int) -> Reponse:
    lot_id = _lot(numero).id
    fermer_session()  # the lines are made in sessions of their own: this one must hold no lock
    atelier.avancer(atelier.Atelier(ecritures(), moyens(), horloge, consigner), lot_id)
    return redirect(url_for(".lot", numero=lot_id), 303)


@bp.post("/lots/<int:numero>/arreter")
@reserve_a(Role.COMMISSAIRE)
def arreter_lot(numero: int) -> Reponse:
    affiche = _lot(numero)
    service.arreter(session_bd(), affiche, maintenant(), consigner)
    return redirect(url_for(".lot", numero=affiche.id), 303)


def _lot(numero: int) -> Lot:
    return tables.lot_visible(session_bd(), numero, current_user.etude_id) or abort(404)


def _coches() -> frozenset[str]:
    """The boxes as they came, to be shown ticked again if they still say what is displayed."""
    return frozenset(request.form.getlist("choix"))


def _confirmer(genre: GenreLot, form: ActeForm) -> Reponse | None:
    """The way to the new batch, None when the page must say why there is none."""
    if not form.validate_on_submit():
        return None
    choisis = choix.lire(request.form.getlist("choix"))
    qui = replace(acteur(), idem=form.idem.data[:64], version=None)
    try:
        nouveau = service.creer(session_bd(), moyens(), genre, choisis, qui, current_user.etude_id)
    except service.DossierHorsLot:
        abort(404)
    except _REFUS as refus:
        refuser(form, refus)
        return None
    return redirect(url_for(".lot", numero=nouveau.id), 303)


def _eligibles(genre: GenreLot) -> dict[str, Any]:
    """The dossiers that the page offers, and how many of the chosen ones it leaves out."""
    session, nommes = session_bd(), choix.nommes()
    trouves = tables.dossiers_choisis(
        session,
        current_user.etude_id,
        service.ETATS[genre],
        nommes,
        service.LIGNES_MAX + 1,
        complets=genre is GenreLot.TITRES,
    )
    pris = tables.en_lot(session, genre, [d.id for d in trouves])
    dossiers = [d for d in trouves if d.id not in pris][: service.LIGNES_MAX]
    return {
        "dossiers": dossiers,
        "ecartes": len(set(nommes)) - len(dossiers) if nommes else 0,
        "suite": choix.suite(),
        "limite": service.LIGNES_MAX if len(trouves) > service.LIGNES_MAX else 0,
        "possible": service.possible(genre, moyens()),
    }


def _lettres(form: ActeForm, *, coches: frozenset[str] | None, statut: int = 200) -> Response:
    """With `coches` None every box is ticked."""
    offre = _eligibles(GenreLot.LETTRES)
    cases = [(d, choix.valeur(d)) for d in offre.pop("dossiers")]
    etat = textes.etat_des_textes(session_bd(), current_user.etude_id)
    return rendre(
        "commissaire/lot_lettres.html",
        statut=statut,
        form=form,
        cases=[(d, valeur, coches is None or valeur in coches) for d, valeur in cases],
        a_entrer=[t.code for t, _ in etat if not t.verifie] if reglages().mode is Mode.PRODUCTION else [],
        **offre,
    )


def _titres(form: LotTitresForm, *, coches: frozenset[str], statut: int = 200) -> Response:
    offre = _eligibles(GenreLot.TITRES)
    signataire = commissaire()
    titres = []
    for d in offre.pop("dossiers"):
        manques, valeur = _controler(d, signataire)
        titres.append((d, d.proposition_acceptee, manques, valeur, valeur in coches))
    return rendre(
        "commissaire/lot_titres.html",
        statut=statut,
        form=form,
        titres=titres,
        preuve_exigee=preuve.exigee(),
        manquante=dire(SIGNATURE_MANQUANTE) if moyens().signataires.manquante else "",
        **offre,
    )


def _controler(dossier: Dossier, signataire: Compte) -> tuple[tuple[str, ...], str]:
    """What is missing in the titre (sentences), and the value of its box."""
    try:
        if dossier.suspendu:
            raise Suspendu
        manques = titre.manques(session_bd(), dossier, moyens(), signataire, maintenant())
        return manques, choix.valeur(dossier, titre.empreinte(dossier))
    except (actes.ActeImpossible, Suspendu) as refus:
        return (expliquer(refus),), choix.valeur(dossier)
