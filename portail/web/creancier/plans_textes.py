"""The exact words of a plan signed in advance: what the creditor reads is what is kept and what binds him.

French whatever the reader's language: it is hashed and it has legal value.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portail.domaine.decalage import CLAUSE, JOURS_AVANT_PREMIER_PAIEMENT
from portail.domaine.echeancier import Echeancier, par_nombre
from portail.domaine.ecriture import accorder, ecrire_montant
from portail.domaine.lettres import montant_en_lettres
from portail.persistance.dossiers import Dossier
from portail.web.echeanciers import premier_jour_propose


@dataclass(frozen=True)
class PlanLu:
    """A plan as displayed: its words, their hash, and the schedule if the letter left today."""

    nombre: int
    jours: tuple[int, ...]
    texte: str
    exemple: Echeancier

    @property
    def empreinte(self) -> str:
        return hashlib.sha256(self.texte.encode()).hexdigest()

    @property
    def phrases(self) -> list[str]:
        return self.texte.split("\n")


def lire_plan(dossier: Dossier, nombre: int, jours: Sequence[int], pas_avant: date) -> PlanLu:
    """Raises EcheancierInvalide when the sum cannot be shared in so many payments."""
    exemple = par_nombre(dossier.total_centimes, nombre, premiere=premier_jour_propose(pas_avant, min(jours)))
    return PlanLu(nombre, tuple(jours), _texte(dossier, exemple, jours), exemple)


def _texte(dossier: Dossier, plan: Echeancier, jours: Sequence[int]) -> str:
    total = dossier.total_centimes
    return "\n".join(
        (
            f"Dossier {dossier.reference}. J’accepte d’avance que {dossier.debiteur.appellation} paie "
            f"{ecrire_montant(total)} ({montant_en_lettres(total)}), {_partage(plan)}.",
            f"{_quand(plan, jours)} Le premier paiement vient après la fin du délai d’un mois, "
            f"{accorder(JOURS_AVANT_PREMIER_PAIEMENT, 'jour')} plus tard au plus tôt.",
            CLAUSE,
            "Si la personne choisit ce plan pendant le mois, l’accord est conclu sans autre réponse de ma part.",
            "Je peux retirer ce plan tant que la personne ne l’a pas choisi.",
        )
    )


def _partage(plan: Echeancier) -> str:
    if plan.nombre == 1:
        return "en un seul paiement"
    premier, dernier = plan.echeances[0].montant_centimes, plan.echeances[-1].montant_centimes
    if premier == dernier:
        return f"en {accorder(plan.nombre, 'paiement')} de {ecrire_montant(premier)}"
    autres = accorder(plan.nombre - 1, "paiement")
    tous = accorder(plan.nombre, "paiement")
    return f"en {tous}\u00a0: {autres} de {ecrire_montant(premier)}, puis un dernier de {ecrire_montant(dernier)}"


def _quand(plan: Echeancier, jours: Sequence[int]) -> str:
    mots = ["le 1er" if j == 1 else f"le {j}" for j in jours]
    choix = mots[0] if len(mots) == 1 else f"{', '.join(mots[:-1])} ou {mots[-1]}"
    au_choix = "" if len(mots) == 1 else ", au choix de la personne"
    if plan.nombre == 1:
        return f"Ce paiement a lieu {choix} du mois{au_choix}."
    return f"Un paiement par mois, {choix} du mois{au_choix}."
