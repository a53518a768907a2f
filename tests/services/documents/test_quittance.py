from dataclasses import replace
from datetime import date, timedelta

import pytest

from portail.services.documents.donnees_actes import VersementImprime
from portail.services.documents.quittance import imprimer_quittance

from .exemples import QUITTANCE, TOUS
from .lecture import pages, texte


def test_it_says_who_was_paid_by_whom_how_much_and_that_nothing_more_is_due() -> None:
    (page,) = pages(TOUS["quittance"]())
    for phrase in (
        "Quittance pour solde de la dette constatée par un titre exécutoire (article 1342 du code civil)",
        "Titre exécutoire : délivré le 25 novembre 2026",
        "Menuiserie Costa a reçu de Madame Nadia Ferrand la somme de 1 200,00 € (mille deux cents euros), soit tout ce "
        "qui était dû selon le titre exécutoire du 25 novembre 2026.",
        "Cette dette est éteinte. Plus rien ne peut être réclamé en vertu de ce titre.",
        "L'accord avait remis au débiteur 20,00 € sur la somme demandée.",
        "Reçu le Montant 5 janvier 2027 200,00 € 5 février 2027 200,00 €",
        "Total 1 200,00 €",
        "Donnée par : Hugo Costa, pour Menuiserie Costa",
        "samedi 5 juin 2027 à 10 h 12 min 31 s (heure de Paris)",
        "Elle est gratuite pour le débiteur.",
    ):
        assert phrase in page, phrase


def test_paying_the_whole_sum_mentions_no_waiver_and_a_person_is_named_once() -> None:
    tout = replace(QUITTANCE, montant_centimes=122_000, donnee_par="Menuiserie Costa")
    lue = texte(imprimer_quittance(tout))
    assert "avait remis" not in lue
    assert "Donnée par : Menuiserie Costa Le :" in lue


@pytest.mark.parametrize("nombre", [1, 12, 13, 24, 36, 60])
def test_sixty_payments_still_hold_on_one_page_with_their_total(nombre: int) -> None:
    versements = tuple(VersementImprime(date(2027, 1, 5) + timedelta(days=20 * i), 2_000) for i in range(nombre))
    (page,) = pages(imprimer_quittance(replace(QUITTANCE, versements=versements, montant_centimes=2_000 * nombre)))
    assert page.count(" 20,00 €") >= nombre
    assert f"Total {20 * nombre},00 €".replace("1200", "1 200") in page
