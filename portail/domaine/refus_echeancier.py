"""Why a schedule is refused, and the French sentence for each reason."""

from datetime import date
from enum import StrEnum

from portail.domaine.ecriture import ecrire_date, ecrire_montant
from portail.domaine.refus import Refus


class MotifEcheancier(StrEnum):
    TOTAL_NUL = "total_nul"
    AUCUNE_ECHEANCE = "aucune_echeance"
    TROP_D_ECHEANCES = "trop_d_echeances"
    MENSUALITE_NULLE = "mensualite_nulle"
    MENSUALITE_TROP_PETITE = "mensualite_trop_petite"
    PREMIER_VERSEMENT_NUL = "premier_versement_nul"
    PREMIER_VERSEMENT_TROP_GRAND = "premier_versement_trop_grand"
    PREMIER_VERSEMENT_SEUL = "premier_versement_seul"
    NUMEROTATION = "numerotation"
    MONTANT_NUL = "montant_nul"
    SOMME_INEXACTE = "somme_inexacte"
    DATES_DESORDONNEES = "dates_desordonnees"
    DEBUT_TROP_TOT = "debut_trop_tot"
    DEBUT_TROP_TARD = "debut_trop_tard"
    TROP_LONG = "trop_long"


class EcheancierInvalide(Refus, ValueError):
    """The schedule cannot be kept; `motif` says why, `limite` is the bound that was passed.

    The bound is a date, a number of payments or months, or an amount in centimes, as the motif implies.
    """

    def __init__(self, motif: MotifEcheancier, limite: int | date) -> None:
        super().__init__(f"{motif} (limite : {limite})")
        self.motif, self.limite = motif, limite
        self.phrase = _PHRASES[motif].format(limite=_ecrire(motif, limite))


def _ecrire(motif: MotifEcheancier, limite: int | date) -> str:
    if isinstance(limite, date):
        return ecrire_date(limite)
    return ecrire_montant(limite) if motif in _LIMITE_EN_CENTIMES else str(limite)


_LIMITE_EN_CENTIMES = {
    MotifEcheancier.MENSUALITE_TROP_PETITE,
    MotifEcheancier.PREMIER_VERSEMENT_TROP_GRAND,
    MotifEcheancier.SOMME_INEXACTE,
}
_PHRASES = {
    MotifEcheancier.TOTAL_NUL: "Indiquez un total supérieur à zéro.",
    MotifEcheancier.AUCUNE_ECHEANCE: "Indiquez au moins un paiement.",
    MotifEcheancier.TROP_D_ECHEANCES: "Le nombre de paiements doit être compris entre 1 et {limite}.",
    MotifEcheancier.MENSUALITE_NULLE: "Indiquez un montant par mois supérieur à zéro.",
    MotifEcheancier.MENSUALITE_TROP_PETITE: "Le plus petit montant possible par mois est {limite}.",
    MotifEcheancier.PREMIER_VERSEMENT_NUL: "Indiquez un premier paiement supérieur à zéro.",
    MotifEcheancier.PREMIER_VERSEMENT_TROP_GRAND: "Le premier paiement doit être plus petit que {limite}.",
    MotifEcheancier.PREMIER_VERSEMENT_SEUL: "Avec un premier paiement distinct, il faut au moins {limite} paiements.",
    MotifEcheancier.NUMEROTATION: "Les paiements doivent être numérotés dans l’ordre à partir de 1.",
    MotifEcheancier.MONTANT_NUL: "Le paiement n° {limite} doit être supérieur à zéro.",
    MotifEcheancier.SOMME_INEXACTE: "La somme des paiements doit être égale à {limite}.",
    MotifEcheancier.DATES_DESORDONNEES: "Chaque paiement doit être postérieur au précédent, prévu le {limite}.",
    MotifEcheancier.DEBUT_TROP_TOT: "Le premier paiement ne peut pas être antérieur au {limite}.",
    MotifEcheancier.DEBUT_TROP_TARD: "Le premier paiement doit être prévu au plus tard le {limite}.",
    MotifEcheancier.TROP_LONG: "Le dernier paiement doit être prévu au plus tard le {limite}.",
}
