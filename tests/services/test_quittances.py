"""The quittance says what was recorded, to the cent, or is not given."""

import pytest

from portail.domaine.procedure import Action, Etat
from portail.services import quittances
from portail.services.actes import ActeImpossible


def solde(dossier):
    return next(e for e in dossier.evenements if e.action == Action.CONSTATER_SOLDE)


def test_it_holds_every_sum_the_day_of_the_titre_and_who_gives_it(maison, moyens, troupe):
    dossier = maison.dossier(Etat.SOLDE, jours=480)
    evenement = solde(dossier)
    assert quittances.est_solde(evenement)
    donnees = quittances.donnees(evenement, moyens, troupe.compte_menuiserie)
    assert [v.montant_centimes for v in donnees.versements] == [p.montant_centimes for p in dossier.paiements]
    assert sum(v.montant_centimes for v in donnees.versements) == donnees.montant_centimes == 122_000
    assert donnees.titre_le == dossier.titre_delivre_le.date()
    assert (donnees.donnee_par, donnees.donnee_le) == ("Hugo Costa", evenement.recu_le)


def test_none_is_given_for_another_act_or_for_sums_that_do_not_tie(maison, moyens):
    dossier = maison.dossier(Etat.SOLDE, jours=480)
    with pytest.raises(ActeImpossible):
        quittances.donnees(dossier.evenements[0], moyens, None)
    dossier.paiements[0].montant_centimes -= 1
    with pytest.raises(ActeImpossible):
        quittances.donnees(solde(dossier), moyens, None)
