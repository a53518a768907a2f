"""The evidence of a dossier in one file, to hand to a judge, an expert or the person."""

from flask import Response

from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.services import export
from portail.web import fichiers
from portail.web.acces import autorise
from portail.web.base import maintenant, moyens, session_bd
from portail.web.commissaire import bp


@bp.get("/dossiers/<reference>/preuves.zip")
@autorise(Role.COMMISSAIRE, Action.CONSULTER)
def preuves(dossier: Dossier) -> Response:
    contenu = export.exporter(session_bd(), dossier, moyens(), maintenant())
    return fichiers.servir(contenu, export.nom(dossier), "application/zip")
