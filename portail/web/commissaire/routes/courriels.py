"""The outbox of the étude: what the portal wrote, to whom, and whether it left."""

from flask import Response, abort, request, url_for
from flask_login import current_user

from portail.domaine.procedure import Role
from portail.persistance.courriels import Courriel, EtatCourriel, courriels_de_l_etude
from portail.persistance.dossiers import Dossier
from portail.services import codes_courriel, rappels
from portail.web.acces import reserve_a
from portail.web.base import reglages, session_bd
from portail.web.commissaire import bp
from portail.web.commissaire.mots import ETATS_COURRIEL
from portail.web.langue import dire
from portail.web.rendu import rendre
from portail.web.traduction import gettext

NOMBRE = 100


@bp.get("/courriels")
@reserve_a(Role.COMMISSAIRE)
def courriels() -> Response:
    voulu = request.args.get("etat", "")
    voulu = voulu if voulu in tuple(EtatCourriel) else ""
    tous = courriels_de_l_etude(session_bd(), current_user.etude_id, NOMBRE)
    comptes = {etat: sum(c.etat is etat for c in tous) for etat in EtatCourriel}
    return rendre(
        "commissaire/courriels.html",
        courriels=[(c, _destinataire(c)) for c in tous if not voulu or c.etat == voulu],
        etats=ETATS_COURRIEL,
        onglets=[
            (url_for(".courriels"), gettext("Tous (%(nombre)s)", nombre=len(tous)), not voulu),
            *(
                (url_for(".courriels", etat=etat), f"{dire(ETATS_COURRIEL[etat])} ({comptes[etat]})", voulu == etat)
                for etat in EtatCourriel
            ),
        ],
        nombre=NOMBRE,
        spool=reglages().courriels == "spool",
    )


@bp.get("/courriels/<int:numero>")
@reserve_a(Role.COMMISSAIRE)
def courriel(numero: int) -> Response:
    trouve = session_bd().get(Courriel, numero)
    if trouve is None or trouve.etude_id != current_user.etude_id:
        abort(404)
    dossier = session_bd().get(Dossier, trouve.dossier_id) if trouve.dossier_id else None
    secret = trouve.perime_le is not None and not reglages().specimen  # a code to sign is for the person alone
    return rendre(
        "commissaire/courriel.html",
        courriel=trouve,
        destinataire=_destinataire(trouve),
        dossier=dossier,
        etat=ETATS_COURRIEL[trouve.etat],
        secret=secret,
    )


def _destinataire(courriel: Courriel) -> str:
    """Masked for a reminder: the debtor typed that address for the portal, not for the étude; "" once erased."""
    if courriel.destinataire and rappels.est_rappel(courriel):
        return codes_courriel.masquer(courriel.destinataire)
    return courriel.destinataire
