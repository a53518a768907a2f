"""Why a schedule is refused, and the French sentence for each reason."""

from datetime import date
from enum import StrEnum

from portail.domaine.phrases import Montant, Phrase
from portail.domaine.refus import Refus


class MotifEcheancier(StrEnum):
    TOTAL_NUL = "total_nul"
    TOTAL_TROP_PETIT = "total_trop_petit"
    AUCUNE_ECHEANCE = "aucune_echeance"
    TROP_D_ECHEANCES = "trop_d_echeances"
    MENSUALITE_NULLE = "mensualite_nulle"
    MENSUALITE_TROP_PETITE = "mensualite_trop_petite"
    PREMIER_VERSEMENT_NUL = "premier_versement_nul"
    PREMIER_VERSEMENT_TROP_GRAND = "premier_versement_trop_grand"
    PREMIER_VERSEMENT_LAISSE_TROP_PEU = "premier_versement_laisse_trop_peu"
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
        gabarit = _PHRASES[motif]
        valeur = Montant(limite) if isinstance(limite, int) and motif in _LIMITE_EN_CENTIMES else limite
        self.phrase = gabarit.avec(limite=valeur) if "%(limite)s" in gabarit else gabarit


_LIMITE_EN_CENTIMES = {
    MotifEcheancier.TOTAL_TROP_PETIT,
    MotifEcheancier.MENSUALITE_TROP_PETITE,
    MotifEcheancier.PREMIER_VERSEMENT_TROP_GRAND,
    MotifEcheancier.PREMIER_VERSEMENT_LAISSE_TROP_PEU,
    MotifEcheancier.SOMME_INEXACTE,
}
_PHRASES = {
    MotifEcheancier.TOTAL_NUL: Phrase("Indiquez un total supérieur à zéro."),
    MotifEcheancier.TOTAL_TROP_PETIT: Phrase(
        "Le total est trop petit pour autant de paiements. "
        "Indiquez %(limite)s au moins, ou choisissez moins de paiements."
    ),
    MotifEcheancier.AUCUNE_ECHEANCE: Phrase("Indiquez au moins un paiement."),
    MotifEcheancier.TROP_D_ECHEANCES: Phrase("Le nombre de paiements doit être compris entre 1 et %(limite)s."),
    MotifEcheancier.MENSUALITE_NULLE: Phrase("Indiquez un montant par mois supérieur à zéro."),
    MotifEcheancier.MENSUALITE_TROP_PETITE: Phrase("Le plus petit montant possible par mois est %(limite)s."),
    MotifEcheancier.PREMIER_VERSEMENT_NUL: Phrase("Indiquez un premier paiement supérieur à zéro."),
    MotifEcheancier.PREMIER_VERSEMENT_TROP_GRAND: Phrase("Le premier paiement doit être plus petit que %(limite)s."),
    MotifEcheancier.PREMIER_VERSEMENT_LAISSE_TROP_PEU: Phrase(
        "Le premier paiement laisse trop peu pour les autres. "
        "Indiquez %(limite)s au plus, ou choisissez moins de paiements."
    ),
    MotifEcheancier.PREMIER_VERSEMENT_SEUL: Phrase(
        "Avec un premier paiement distinct, il faut au moins %(limite)s paiements."
    ),
    MotifEcheancier.NUMEROTATION: Phrase("Les paiements doivent être numérotés dans l’ordre à partir de 1."),
    MotifEcheancier.MONTANT_NUL: Phrase("Le paiement n° %(limite)s doit être supérieur à zéro."),
    MotifEcheancier.SOMME_INEXACTE: Phrase("La somme des paiements doit être égale à %(limite)s."),
    MotifEcheancier.DATES_DESORDONNEES: Phrase(
        "Chaque paiement doit être postérieur au précédent, prévu le %(limite)s."
    ),
    MotifEcheancier.DEBUT_TROP_TOT: Phrase("Le premier paiement ne peut pas être antérieur au %(limite)s."),
    MotifEcheancier.DEBUT_TROP_TARD: Phrase("Le premier paiement doit être prévu au plus tard le %(limite)s."),
    MotifEcheancier.TROP_LONG: Phrase("Le dernier paiement doit être prévu au plus tard le %(limite)s."),
}
