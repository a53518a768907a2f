from dataclasses import replace

import pytest

from portail.services.documents.accord import imprimer_accord
from portail.services.documents.donnees_actes import AccordDonnees, NatureRecepisse
from portail.services.documents.recepisse import imprimer_recepisse

from .exemples import ACCORD, EMPREINTE, PARTIES, TOUS, plan, recepisse
from .lecture import pages, texte

COMMUN = (
    "De : Madame Nadia Ferrand",
    "Reçu le : dimanche 22 novembre 2026 à 10 h 42 (heure de Paris)",
    "Comment : sur le portail de l'étude",
    "Référence : RPC-2H8WN-5TQ6C-A3",
    EMPREINTE,
    "Créancier : Menuiserie Costa Fondement : la facture n° F-2025-118 du 12 mai 2025 Montant total : 1 220,00 € En "
    "principal : 1 180,00 € Intérêts : 40,00 €",
)


@pytest.mark.parametrize("nom", [nom for nom in TOUS if nom.startswith("recepisse")])
def test_a_receipt_is_one_page_with_time_reference_hash_and_the_official_items(nom: str) -> None:
    (page,) = pages(TOUS[nom]())
    for phrase in COMMUN:
        assert phrase in page, phrase


def test_acceptance_and_refusal_use_the_words_of_the_official_forms() -> None:
    assert (
        "Je vous notifie par la présente mon accord pour participer à la procédure simplifiée de recouvrement de la "
        "créance d'un montant de 1 220,00 €."
    ) in texte(TOUS["recepisse-acceptation"]())
    assert (
        "Je vous notifie par la présente mon refus de participer à la procédure simplifiée de recouvrement d'un "
        "montant de 1 220,00 €."
    ) in texte(TOUS["recepisse-refus"]())


def test_accepting_to_take_part_is_not_owing() -> None:
    lue = texte(TOUS["recepisse-acceptation"]())
    assert "Cela ne veut pas dire que vous devez la somme." in lue
    assert "L'accord complet doit être trouvé au plus tard le mercredi 2 décembre 2026." in lue
    assert "Ne payez rien maintenant." in lue


def test_a_receipt_repeats_the_statement_and_the_next_steps_it_is_given() -> None:
    lue = texte(
        imprimer_recepisse(
            recepisse(NatureRecepisse.REFUS_DES_TERMES, texte="Je refuse 8 fois 150 €.", suites=("Rien.",))
        )
    )
    assert "Récépissé de votre refus du montant ou des modalités" in lue
    assert "Je refuse 8 fois 150 €." in lue
    assert "Ce qui se passe maintenant – Rien." in lue


@pytest.mark.parametrize("nombre", [1, 6, 12, 24, 60])
def test_a_schedule_of_any_length_holds_on_the_page_line_by_line(nombre: int) -> None:
    echeances = plan(nombre, 120_000)
    donnees = recepisse(NatureRecepisse.PROPOSITION, montant_centimes=120_000, echeances=echeances)
    (page,) = pages(imprimer_recepisse(donnees))
    fois = f"En {nombre} paiement{'s' if nombre > 1 else ''}, pour un total de 1 200,00 € :"
    assert fois in page
    assert "Je propose de payer 1 200,00 € (mille deux cents euros)." in page
    assert f"5 janvier {2027 + (nombre - 1) // 12}" in page


def test_the_agreement_says_the_sum_the_schedule_and_what_it_means() -> None:
    lue = texte(TOUS["accord"]())
    for phrase in (
        "Accord sur le montant et les modalités du paiement",
        "Madame Nadia Ferrand paiera 1 200,00 € (mille deux cents euros).",
        "Menuiserie Costa renonce au reste, soit 20,00 €.",
        "1 mardi 5 janvier 2027 200,00 €",
        "Aucun intérêt n'est convenu pendant l'échéancier.",
        "Un retard sur l'un ne rend pas les autres dus plus tôt.",
        "Madame Nadia Ferrand reconnaît devoir 1 200,00 €.",
        "Aucun paiement n'a lieu avant que l'étude ait constaté cet accord par écrit (article R. 125-7).",
        "un document qui permet une saisie sans passer devant un juge",
        "copie gratuite (article R. 125-6)",
        "Celui qui a établi le titre ne le peut pas (article R. 125-8).",
        "Madame Nadia Ferrand : vendredi 20 novembre 2026 à 9 h 15 (heure de Paris)",
        EMPREINTE,
    ):
        assert phrase in lue, phrase


def test_an_agreement_on_the_whole_sum_mentions_no_waiver() -> None:
    tout = replace(ACCORD, montant_centimes=122_000, echeances=plan(2, 122_000))
    assert "renonce" not in texte(imprimer_accord(AccordDonnees(PARTIES, tout)))
