"""The work queue, the étude's first page: what is due, for when, and the one verb that does it."""

from typing import Any

from flask import Response, request, url_for
from flask_login import current_user

from portail.domaine.delais import jour_a_paris
from portail.domaine.phrases import Phrase
from portail.domaine.procedure import Etat, Role
from portail.persistance.lots import avancements, lots_ouverts
from portail.services import copies_postales
from portail.web import graphiques
from portail.web.acces import reserve_a
from portail.web.base import maintenant, session_bd
from portail.web.commissaire import bp, requete
from portail.web.commissaire.forms import MarqueForm
from portail.web.commissaire.mots import LOTS
from portail.web.rendu import rendre

JOURS = 14
PAR_PAGE = 50
# state of the dossiers, page of the batch, words of its button
PAR_LOT = (
    (Etat.RECEVABLE, ".lot_de_lettres", Phrase("Préparer les lettres")),
    (Etat.MANDAT, ".lettres_a_imprimer", Phrase("Télécharger les lettres à imprimer (PDF)")),
    (Etat.MANDAT, ".lettres", Phrase("Enregistrer les dépôts")),
    (Etat.FIN_ACCORD, ".lot_de_titres", Phrase("Délivrer les titres")),
)


@bp.get("/")
@reserve_a(Role.COMMISSAIRE)
def file() -> Response:
    filtre, texte = request.args.get("etat", ""), request.args.get("q", "").strip()[:100]
    filtre = filtre if filtre in requete.FILTRES else ""
    lus = requete.dossiers(session_bd(), current_user.etude_id, requete.etats_de(filtre), a_lire=True)
    rangs = requete.ranger(lus, maintenant())
    trouves = requete.filtrer(rangs, filtre, texte, maintenant())
    fins = requete.fins(lus, jour_a_paris(maintenant()), JOURS)
    page = _page(len(trouves))
    montres = trouves[(page - 1) * PAR_PAGE : page * PAR_PAGE]
    ouverts = lots_ouverts(session_bd(), current_user.etude_id)
    return rendre(
        "commissaire/file.html",
        tuiles=[(n, mots, url_for(".file", etat=g)) for n, mots, g in requete.compter(rangs, maintenant())],
        fins=fins,
        graphique=graphiques.fins_de_delai(fins),
        en_tableau=request.args.get("vue") == "tableau",
        filtres=requete.FILTRES,
        filtre=filtre,
        texte=texte,
        nombre=len(trouves),
        rangs=montres,
        par_lot=[(point, mots) for etat, point, mots in PAR_LOT if any(r.dossier.etat is etat for r in montres)],
        par_lot_etats={etat for etat, _, _ in PAR_LOT},
        ouverts=ouverts,
        avances=avancements(session_bd(), ouverts) if ouverts else {},
        lots=LOTS,
        a_poster=len(copies_postales.en_attente(session_bd(), current_user.etude_id)),
        page=page,
        pages=_nombre_de_pages(len(trouves)),
        parametres=_parametres(filtre, texte),
        retour=MarqueForm(formdata=None),
    )


def _page(nombre: int) -> int:
    demandee = request.args.get("page", "1")
    numero = int(demandee) if demandee.isascii() and demandee.isdigit() and len(demandee) < 5 else 1
    return min(max(numero, 1), _nombre_de_pages(nombre))


def _nombre_de_pages(nombre: int) -> int:
    return max(1, -(-nombre // PAR_PAGE))


def _parametres(filtre: str, texte: str) -> dict[str, Any]:
    """What a link keeps of the filters in the address."""
    return {cle: valeur for cle, valeur in (("etat", filtre), ("q", texte)) if valeur}
