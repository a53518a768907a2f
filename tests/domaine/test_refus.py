"""Every refusal that a person may read has one root and one sentence."""

from portail.domaine.arguments import ArgumentInvalide
from portail.domaine.feries import AnneeHorsCalendrier
from portail.domaine.interets import PeriodeInvalide, ReservePro
from portail.domaine.prescription import RepriseInvalide
from portail.domaine.refus import Refus
from portail.domaine.refus_echeancier import EcheancierInvalide
from portail.domaine.saisie import SaisieInvalide
from portail.domaine.tables import TableInvalide, TableManquante


def test_one_root_for_every_refusal():
    for genre in (
        *(ArgumentInvalide, AnneeHorsCalendrier, EcheancierInvalide, PeriodeInvalide, RepriseInvalide),
        *(ReservePro, SaisieInvalide, TableInvalide, TableManquante),
    ):
        assert issubclass(genre, Refus)
