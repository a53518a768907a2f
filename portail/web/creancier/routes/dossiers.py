"""Home: the creditor's dossiers; and the start of a new claim."""

from flask import Response, redirect, request, url_for
from flask_login import current_user
from sqlalchemy import select
from werkzeug.wrappers import Response as Reponse

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Etat, Role
from portail.persistance.dossiers import Dossier
from portail.persistance.etudes import Creancier
from portail.services import creances
from portail.web import graphiques
from portail.web.acces import reserve_a
from portail.web.base import acteur, maintenant, session_bd
from portail.web.creancier import bp
from portail.web.creancier.forms.depot import NouveauForm
from portail.web.creancier.liste import (
    FILTRES,
    PAR_PAGE,
    attendus,
    compter,
    entonnoir_de,
    filtrer,
    jours_de_la_premiere_proposition,
    lignes_de,
)
from portail.web.rendu import rendre


@bp.get("/dossiers")
@reserve_a(Role.CREANCIER)
def dossiers() -> Response:
    toutes = lignes_de(session_bd(), current_user.numero, maintenant())
    texte, filtre = request.args.get("q", "")[:100], request.args.get("filtre", "")
    retenues = filtrer(toutes, texte=texte, filtre=filtre)
    pages = max(1, -(-len(retenues) // PAR_PAGE))
    page = min(max(1, request.args.get("page", 1, int)), pages)
    etapes = entonnoir_de(toutes)
    return rendre(
        "creancier/dossiers.html",
        total=len(toutes),
        retenues=len(retenues),
        lignes=retenues[(page - 1) * PAR_PAGE : page * PAR_PAGE],
        page=page,
        pages=pages,
        texte=texte,
        filtre=filtre,
        filtres=[(cle, libelle) for cle, (libelle, _) in FILTRES.items()],
        comptes={cle: compter(toutes, cle) for cle in FILTRES},
        attendus=attendus(toutes, jour_a_paris(maintenant())),
        jours=jours_de_la_premiere_proposition(toutes),
        entonnoir=graphiques.entonnoir(etapes) if etapes[0][1] else None,
    )


@bp.get("/dossiers/nouveau")
@reserve_a(Role.CREANCIER)
def nouveau() -> Response:
    return rendre("creancier/nouveau.html", form=NouveauForm())


@bp.post("/dossiers/nouveau")
@reserve_a(Role.CREANCIER)
def creer() -> Reponse:
    """A second click finds the draft that the first one made."""
    form = NouveauForm()
    if not form.validate_on_submit():
        return rendre("creancier/nouveau.html", statut=422, form=form)
    vierge = session_bd().scalar(
        select(Dossier)
        .where(Dossier.creancier_id == current_user.numero, Dossier.etat == Etat.BROUILLON, Dossier.acte_numero == 0)
        .order_by(Dossier.id)
        .limit(1)
    )
    dossier = vierge or creances.creer(session_bd(), session_bd().get_one(Creancier, current_user.numero), acteur())
    return redirect(url_for(".qui", reference=dossier.reference), 303)
