"""What the terms being composed are compared with: always something that the creditor has said to the debtor.

Never his private margin: it is read nowhere on this side.
"""

from dataclasses import dataclass
from datetime import date, datetime

from portail.domaine.echeancier import PLAN_MAX_MOIS, Echeancier, par_nombre
from portail.persistance.dossiers import Dossier
from portail.persistance.negociation import PlanAccepte
from portail.services import negociation
from portail.web.debiteur.composition import Composition, premiere_date
from portail.web.traduction import gettext


@dataclass(frozen=True)
class Repere:
    """The other schedule, the head of its column, and the words that lead the differences."""

    echeancier: Echeancier
    titre: str
    colonne: str
    annonce: str


def choisir(dossier: Dossier, composee: Composition, maintenant: datetime) -> Repere | None:
    """His pending offer; else the longest plan he signed in advance; else the whole sum in one payment.

    None when the terms composed are that very thing, or a plan he already agrees to.
    """
    if composee.plan is not None or composee.est_son_offre:
        return None
    if composee.offre is not None:
        return Repere(
            composee.offre.echeancier,
            gettext("Comparer avec l’offre du créancier"),
            gettext("Son offre"),
            gettext("Par rapport à son offre :"),
        )
    pas_avant = negociation.premier_jour_possible(dossier, maintenant)
    plans = negociation.plans_ouverts(dossier)
    if plans:
        plan = max(plans, key=lambda p: p.nombre)
        return Repere(
            _du_plan(plan, composee.jour, pas_avant),
            gettext("Comparer avec ce que le créancier accepte d’avance"),
            gettext("Accepté d’avance"),
            gettext("Par rapport à ce qu’il accepte d’avance :"),
        )
    demande = par_nombre(dossier.total_centimes, 1, premiere=premiere_date(composee.jour, pas_avant))
    if demande.echeances == composee.echeancier.echeances:
        return None
    return Repere(
        demande,
        gettext("Comparer avec la somme demandée, en une fois"),
        gettext("En une fois"),
        gettext("Par rapport à la somme demandée, en une fois :"),
    )


def _du_plan(plan: PlanAccepte, jour: int, pas_avant: date) -> Echeancier:
    """On the same day of the month if he allows it, else on the first day he allows."""
    jours = [jour] if jour in plan.jours_permis else plan.jours_permis
    premiere = min(premiere_date(j, pas_avant) for j in jours)
    return par_nombre(plan.montant_centimes, plan.nombre, premiere=premiere, duree_max_mois=PLAN_MAX_MOIS)
