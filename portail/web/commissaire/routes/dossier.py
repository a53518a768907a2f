"""One dossier: everything the étude knows."""

from functools import partial

from flask import Response

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Action, Role, actions_ouvertes
from portail.persistance.dossiers import Dossier
from portail.services import actes, copies_postales, creances, incidents, ouvertures, paiements, recepisses, reponses
from portail.services.documents.signalements import intitule
from portail.services.negociation import plans_ouverts
from portail.services.signalements import payes_trop_tot
from portail.web import graphiques
from portail.web.acces import autorise
from portail.web.base import maintenant, session_bd
from portail.web.commissaire import bp, journal, suites
from portail.web.commissaire.commun import titre_de
from portail.web.commissaire.mots import QUESTIONS, oui_non
from portail.web.langue import poids
from portail.web.libelles import STATUTS_PROPOSITION
from portail.web.rendu import rendre
from portail.web.traduction import gettext


@bp.get("/dossiers/<reference>")
@autorise(Role.COMMISSAIRE, Action.CONSULTER)
def dossier(dossier: Dossier) -> Response:
    delai = dossier.delai
    aujourd_hui = jour_a_paris(maintenant())
    return rendre(
        "commissaire/dossier.html",
        dossier=dossier,
        usee_le=incidents.usee_le(session_bd(), dossier),
        suite=suites.suite(dossier, maintenant()),
        a_lire=reponses.a_l_etude(dossier),
        limite=suites.limite(dossier, maintenant()),
        ouvertes=actions_ouvertes(Role.COMMISSAIRE, dossier.etat),
        verdict=creances.examen(dossier, maintenant()),
        reponses=[(q, oui_non(dossier.reponses.get(cle))) for cle, q in QUESTIONS.items() if cle in dossier.reponses],
        delai=delai,
        suspendue=_suspendue(dossier),
        fil=graphiques.fil_du_delai(delai.envoi, aujourd_hui, delai.fin_stricte) if delai else None,
        journal=journal.lire(session_bd(), dossier),
        plans=plans_ouverts(dossier),
        statuts=STATUTS_PROPOSITION,
        intitule_de=intitule,
        titre_de=titre_de,
        avancement=paiements.avancement(dossier, aujourd_hui),
        trop_tot=paiements.recu_trop_tot(dossier),
        pendant=payes_trop_tot(dossier),
        se_tait=partial(reponses.se_tait, maintenant=maintenant()),
        pieces=[(p, f"{_sorte(p.type_mime)}, {poids(p.taille)}") for p in dossier.pieces],
        documents=[(d, f"PDF, {poids(d.taille)}") for d in reversed(dossier.documents)],
        entrees=ouvertures.du_dossier(session_bd(), dossier),
        copies=[(c, recepisses.reference(c.evenement)) for c in copies_postales.du_dossier(session_bd(), dossier)],
    )


def _suspendue(dossier: Dossier) -> bool:
    """Whether the record of the participation suspended the prescription."""
    constatee_le = dossier.acceptation_constatee_le
    return constatee_le is not None and actes.suspend(dossier, constatee_le)


def _sorte(type_mime: str) -> str:
    return "PDF" if type_mime == "application/pdf" else gettext("image")
