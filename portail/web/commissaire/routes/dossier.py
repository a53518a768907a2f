"""One dossier: everything the étude knows, its pieces and its documents."""

from flask import Response, abort

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Action, Role, actions_ouvertes
from portail.persistance.dossiers import Dossier
from portail.persistance.negociation import StatutProposition
from portail.services import apercus, creances, paiements
from portail.services.negociation import plans_ouverts
from portail.web import fichiers, graphiques
from portail.web.acces import autorise
from portail.web.base import maintenant, moyens, session_bd
from portail.web.commissaire import bp, journal, suites
from portail.web.commissaire.mots import QUESTIONS, oui_non
from portail.web.langue import poids
from portail.web.libelles import STATUTS_PROPOSITION
from portail.web.rendu import rendre


@bp.get("/dossiers/<reference>")
@autorise(Role.COMMISSAIRE, Action.CONSULTER)
def dossier(dossier: Dossier) -> Response:
    delai = dossier.delai
    aujourd_hui = jour_a_paris(maintenant())
    return rendre(
        "commissaire/dossier.html",
        dossier=dossier,
        suite=suites.suite(dossier, maintenant()),
        limite=suites.limite(dossier, maintenant()),
        ouvertes=actions_ouvertes(Role.COMMISSAIRE, dossier.etat),
        verdict=creances.examen(dossier, maintenant()),
        reponses=[(q, oui_non(dossier.reponses.get(cle))) for cle, q in QUESTIONS.items() if cle in dossier.reponses],
        delai=delai,
        fil=graphiques.fil_du_delai(delai.envoi, aujourd_hui, delai.fin_stricte) if delai else None,
        journal=journal.lire(session_bd(), dossier),
        plans=plans_ouverts(dossier),
        statuts=STATUTS_PROPOSITION,
        acceptee=StatutProposition.ACCEPTEE,
        avancement=paiements.avancement(dossier, aujourd_hui),
        pieces=[(p, f"{_sorte(p.type_mime)}, {poids(p.taille)}") for p in dossier.pieces],
        documents=[(d, f"PDF, {poids(d.taille)}") for d in reversed(dossier.documents)],
    )


@bp.get("/dossiers/<reference>/pieces/<int:numero>")
@autorise(Role.COMMISSAIRE, Action.CONSULTER)
def piece(dossier: Dossier, numero: int) -> Response:
    """A document of the creditor, cleaned when it came in."""
    trouvee = next((p for p in dossier.pieces if p.id == numero), None)
    if trouvee is None:
        abort(404)
    contenu = moyens().entrepot.lire(trouvee.empreinte)
    return fichiers.servir(contenu, trouvee.nom, trouvee.type_mime, telechargement=False)


@bp.get("/dossiers/<reference>/pieces/<int:numero>/pages/<int:page>.png")
@autorise(Role.COMMISSAIRE, Action.CONSULTER)
def page_de_piece(dossier: Dossier, numero: int, page: int) -> Response:
    """A page of a PDF as an image, beside the checklist; the document itself when it cannot be drawn."""
    trouvee = next((p for p in dossier.pieces if p.id == numero), None)
    if trouvee is None:
        abort(404)
    try:
        image = apercus.dessiner(moyens().entrepot.lire(trouvee.empreinte), page)
    except apercus.ApercuImpossible:
        abort(404)
    return fichiers.servir(image, f"page-{page}.png", "image/png", telechargement=False)


@bp.get("/dossiers/<reference>/documents/<int:numero>")
@autorise(Role.COMMISSAIRE, Action.CONSULTER)
def document(dossier: Dossier, numero: int) -> Response:
    trouve = next((d for d in dossier.documents if d.id == numero), None)
    if trouve is None:
        abort(404)
    return fichiers.servir(moyens().entrepot.lire(trouve.empreinte), trouve.nom, "application/pdf")


def _sorte(type_mime: str) -> str:
    return "PDF" if type_mime == "application/pdf" else "image"
