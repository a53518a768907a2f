"""What the screens of a draft share: the page around the form, the live verdict, the costs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from flask import Response
from markupsafe import Markup

from portail.domaine.creance import Cause, Demande, ElementDemande
from portail.domaine.delais import jour_a_paris
from portail.domaine.phrases import Phrase
from portail.persistance.dossiers import Dossier
from portail.services import creances
from portail.services.couts import CalculImpossible, Couts, Fin, Scenario, estimer
from portail.web import graphiques
from portail.web.base import maintenant, reglages, session_bd
from portail.web.creancier.verdicts import Avis, etudier, pas_encore
from portail.web.forms import PortailForm
from portail.web.langue import dire
from portail.web.rendu import rendre
from portail.web.traduction import gettext


def page_du_depot(
    gabarit: str, dossier: Dossier, form: PortailForm, courante: int, *, statut: int = 200, **contexte: Any
) -> Response:
    return rendre(gabarit, statut=statut, dossier=dossier, form=form, courante=courante, **contexte)


def demande_avec(
    dossier: Dossier,
    reponses: Mapping[str, Any] | None = None,
    *,
    cause: Cause | None = None,
    elements: Sequence[ElementDemande] | None = None,
) -> Demande:
    """The draft as it would be with these answers and lines, nothing saved."""
    demande = creances.demande_de(dossier)
    if reponses is not None:
        demande = replace(demande, **_champs(reponses))
    if cause is not None:
        demande = replace(demande, cause=cause)
    return demande if elements is None else replace(demande, elements=tuple(elements))


_INCONNUES = (
    "debiteur_commercant",
    "facturee",
    "solde_total_du_contrat",
    "surendettement",
    "procedure_collective",
    "protege_ou_mineur",
    "deces",
)
_FERMEES = ("renonce_au_surplus", "pension_alimentaire", "cheque", "tentative_anterieure", "emprise_aerodrome")


def _champs(reponses: Mapping[str, Any]) -> dict[str, Any]:
    return {nom: reponses.get(nom) for nom in _INCONNUES} | {nom: bool(reponses.get(nom)) for nom in _FERMEES}


def avis_sur(dossier: Dossier, demande: Demande | None = None, reponses: Mapping[str, Any] | None = None) -> Avis:
    """What the law says so far, without reproaching the draft with what is still to come."""
    demande = creances.demande_de(dossier) if demande is None else demande
    donnees = dossier.reponses if reponses is None else reponses
    return etudier(demande, jour_a_paris(maintenant()), taire=pas_encore(demande, donnees))


@dataclass(frozen=True)
class CarteCouts:
    """« Que vais-je recevoir ? »: the three outcomes, drawn."""

    couts: Couts
    graphique: Markup

    @property
    def paye(self) -> Scenario:
        return self.couts.de(Fin.ACCORD_PAYE)


LIBELLES = {
    Fin.ACCORD_PAYE: Phrase("Accord et paiement"),
    Fin.SANS_ACCORD: Phrase("Pas d’accord"),
    Fin.ACCORD_IMPAYE: Phrase("Accord, puis impayé"),
}


def couts_de(dossier: Dossier, montant_centimes: int | None = None, *, conclu: bool = False) -> CarteCouts | None:
    """The outcomes still possible, or None: « nous ne pouvons pas calculer pour cette date »."""
    montant = dossier.total_centimes if montant_centimes is None else montant_centimes
    if montant <= 0:
        return None
    try:
        estimes = estimer(session_bd(), dossier, jour_a_paris(maintenant()), reglages(), montant_centimes=montant)
    except CalculImpossible:
        return None
    marque = f" {gettext('(exemple)')}" if estimes.exemple else ""
    barres = [
        (dire(LIBELLES[s.fin]) + marque, s.recu_centimes, s.cout_centimes)
        for s in estimes.scenarios
        if not (conclu and s.fin is Fin.SANS_ACCORD)
    ]
    return CarteCouts(estimes, graphiques.barres_de_scenarios(barres))


def date_saisie(le: date | None) -> str:
    """As one types it: 05/01/2027."""
    return f"{le:%d/%m/%Y}" if le else ""


def propre(champ: Any) -> str:
    """What was typed, without the blanks around; nothing typed is an empty text."""
    return (champ.data or "").strip()
