import hashlib
from dataclasses import replace

import pytest

from portail.services.documents.accord import imprimer_accord
from portail.services.documents.donnees_actes import AccordDonnees, NatureRecepisse
from portail.services.documents.recepisse import imprimer_recepisse

from .exemples import ACCORD, EMPREINTE, PARTIES, REFERENCE, TOUS, plan, recepisse
from .lecture import normaliser, pages, texte

COMMUN = (
    "De : Madame Nadia Ferrand",
    "Reçu le : dimanche 22 novembre 2026 à 10 h 42 min 07 s (heure de Paris)",
    "Comment : sur le portail de l'étude",
    f"Référence de l'acte : {REFERENCE}-A3",
    "Créancier : Menuiserie Costa Fondement : la facture n° F-2025-118 du 12 mai 2025 Montant total : 1 220,00 € En "
    "principal : 1 180,00 € Intérêts : 40,00 €",
)


@pytest.mark.parametrize("nom", [nom for nom in TOUS if nom.startswith("recepisse")])
def test_a_receipt_is_one_page_with_time_reference_and_the_official_items(nom: str) -> None:
    (page,) = pages(TOUS[nom]())
    for phrase in COMMUN:
        assert phrase in page, phrase


@pytest.mark.parametrize("nature", NatureRecepisse)
def test_it_prints_the_statement_whole_and_its_hash_can_be_computed_again(nature: NatureRecepisse) -> None:
    donnees = recepisse(nature, 24)
    assert hashlib.sha256(donnees.texte.encode()).hexdigest() == donnees.empreinte
    (page,) = pages(imprimer_recepisse(donnees))
    assert normaliser(donnees.texte) in page
    lue = "de cette déclaration, lue avant de confirmer"
    quoi = "de ce message" if nature is NatureRecepisse.SIGNALEMENT else lue
    assert f"Empreinte {quoi} (SHA-256) : {donnees.empreinte}" in page


@pytest.mark.parametrize("nature", NatureRecepisse)
def test_without_the_text_that_was_shown_the_same_words_are_printed(nature: NatureRecepisse) -> None:
    donnees = replace(recepisse(nature, 6), texte="")
    (page,) = pages(imprimer_recepisse(donnees))
    assert "Empreinte de cette déclaration" not in page, "other words may be printed, not under that hash"
    assert f"Empreinte du texte lu ce jour-là (SHA-256) : {donnees.empreinte}" in page


def test_acceptance_and_refusal_use_the_words_of_the_official_forms() -> None:
    for nom, mots in (
        ("recepisse-acceptation", "accord pour participer à la procédure simplifiée de recouvrement de la créance"),
        ("recepisse-refus", "refus de participer à la procédure simplifiée de recouvrement"),
    ):
        assert (
            f"Je vous notifie par la présente mon {mots} d'un montant de 1 220,00 € se composant comme suit : – "
            "montant total en principal : 1 180,00 € – montant total des intérêts : 40,00 € invoquée par Menuiserie "
            "Costa sur le fondement de la facture n° F-2025-118 du 12 mai 2025."
        ) in texte(TOUS[nom]())


def test_accepting_to_take_part_is_not_owing() -> None:
    lue = texte(TOUS["recepisse-acceptation"]())
    assert "Cela ne veut pas dire que vous devez la somme." in lue
    assert "L'accord complet doit être trouvé au plus tard le mercredi 2 décembre 2026." in lue
    assert "Ne payez rien maintenant." in lue


def test_a_receipt_repeats_the_next_steps_it_is_given() -> None:
    lue = texte(imprimer_recepisse(replace(recepisse(NatureRecepisse.REFUS_DES_TERMES, 6), suites=("Rien.",))))
    assert "Récépissé de votre refus du montant ou des modalités" in lue
    assert "Ce qui se passe maintenant – Rien." in lue


@pytest.mark.parametrize("nombre", [1, 6, 12, 24, 60])
def test_a_schedule_of_any_length_holds_on_the_page_line_by_line(nombre: int) -> None:
    (page,) = pages(imprimer_recepisse(recepisse(NatureRecepisse.PROPOSITION, nombre)))
    fois = f"En {nombre} paiement{'s' if nombre > 1 else ''}, pour un total de 1 200,00 € :"
    assert fois in page
    assert "Je propose de payer 1 200,00 € (mille deux cents euros)" in page
    assert "Total 1 200,00 €" in page
    assert f"5 janvier {2027 + (nombre - 1) // 12}" in page


def test_the_hash_of_the_terms_stands_in_the_statement_or_below_it() -> None:
    donnees = recepisse(NatureRecepisse.PROPOSITION, 6)
    assert texte(imprimer_recepisse(donnees)).replace(" ", "").count(EMPREINTE) == 1
    sans = replace(donnees, texte="Je propose.")
    assert f"Empreinte du tableau des paiements (SHA-256) : {EMPREINTE}" in texte(imprimer_recepisse(sans))


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
