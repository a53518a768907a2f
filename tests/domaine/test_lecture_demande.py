"""A claim described in JSON."""

import pytest

from portail.domaine.arguments import ArgumentInvalide, Arguments
from portail.domaine.demande import Cause, Nature
from portail.domaine.lecture_demande import CHAMPS_DEMANDE, lire_demande

CREANCE = {
    "cause": "contractuelle",
    "debiteur_professionnel": True,
    "creancier_professionnel": False,
    "debiteur_commercant": None,
    "facturee": True,
    "code_lieu_debiteur": "33063",
    "solde_du_contrat": "6 000",
    "renonce_au_surplus": True,
    "elements": [
        {"montant": "1 000,50", "exigible_le": "05/01/2026", "libelle": "facture 12"},
        {"nature": "clause-penale", "montant": "40"},
    ],
}


def lire(**changements):
    return lire_demande(Arguments(CREANCE | changements, CHAMPS_DEMANDE))


def test_a_whole_claim():
    demande = lire()
    assert demande.cause is Cause.CONTRACTUELLE
    assert [(e.nature, e.montant_centimes, e.libelle) for e in demande.elements] == [
        (Nature.PRINCIPAL, 100_050, "facture 12"),
        (Nature.CLAUSE_PENALE, 4_000, ""),
    ]
    assert (demande.debiteur_professionnel, demande.creancier_professionnel) == (True, False)
    assert (demande.debiteur_commercant, demande.facturee, demande.creancier_commercant) == (None, True, None)
    assert (demande.solde_du_contrat_centimes, demande.renonce_au_surplus) == (600_000, True)
    assert (demande.pays, demande.code_lieu_debiteur) == ("FR", "33063")


@pytest.mark.parametrize(
    "changements",
    [
        {"cause": None},
        {"cause": "delictuelle"},
        {"debiteur_professionnel": None},
        {"debiteur_professionnel": "non"},
        {"elements": None},
        {"elements": []},
        {"elements": {}},
        {"elements": ["100"]},
        {"elements": [{"montant": "1,100"}]},
        {"elements": [{"nature": "amende", "montant": "1"}]},
        {"elements": [{"montant": "1", "tva": "20"}]},
        {"surendettement": "oui"},
        {"inconnu": True},
    ],
)
def test_claims_refused(changements):
    with pytest.raises(ArgumentInvalide):
        lire(**changements)
