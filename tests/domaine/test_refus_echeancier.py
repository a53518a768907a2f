"""Each reason why a schedule is refused has its sentence, with the limit in it."""

from datetime import date

import pytest

from portail.domaine.refus_echeancier import EcheancierInvalide, MotifEcheancier
from tests.domaine.test_saisie import bonne_phrase

M = MotifEcheancier


@pytest.mark.parametrize("motif", MotifEcheancier)
def test_every_reason_has_a_sentence(motif):
    refus = EcheancierInvalide(motif, 7)
    assert bonne_phrase(refus.phrase)
    assert "{" not in refus.phrase


@pytest.mark.parametrize(
    ("motif", "limite", "phrase"),
    [
        (M.TROP_D_ECHEANCES, 24, "Le nombre de paiements doit être compris entre 1 et 24."),
        (M.MENSUALITE_TROP_PETITE, 5_084, "Le plus petit montant possible par mois est 50,84\u00a0€."),
        (
            M.PREMIER_VERSEMENT_TROP_GRAND,
            122_000,
            "Le premier paiement doit être plus petit que 1\u202f220,00\u00a0€.",
        ),
        (
            M.PREMIER_VERSEMENT_LAISSE_TROP_PEU,
            121_977,
            "Le premier paiement laisse trop peu pour les autres. Indiquez 1\u202f219,77\u00a0€ au plus, "
            "ou choisissez moins de paiements.",
        ),
        (
            M.TOTAL_TROP_PETIT,
            12,
            "Le total est trop petit pour autant de paiements. Indiquez 0,12\u00a0€ au moins, "
            "ou choisissez moins de paiements.",
        ),
        (M.DEBUT_TROP_TOT, date(2027, 1, 1), "Le premier paiement ne peut pas être antérieur au 1er janvier 2027."),
    ],
)
def test_the_limit_is_written_in_the_sentence(motif, limite, phrase):
    refus = EcheancierInvalide(motif, limite)
    assert (refus.motif, refus.limite, refus.phrase) == (motif, limite, phrase)
