import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from portail.services.documents.constats import imprimer_constat, texte_constat
from portail.services.documents.donnees_actes import Circonstance, Constat, Prescription
from portail.services.documents.formats import INSECABLE, jour

from .exemples import (
    ACCORD,
    CONSTAT_ACCEPTATION,
    CONSTAT_ACCEPTATION_APRES_LE_MOIS,
    CONSTAT_ACCEPTATION_APRES_REFUS,
    CONSTAT_ACCORD,
    CONSTAT_CONTESTATION,
    CONSTAT_CREANCIER_MUET,
    CONSTAT_POURPARLERS,
    CONSTAT_REFUS,
    CONSTAT_REFUS_TERMES,
    CONSTAT_SILENCE,
    CONSTAT_TARDIF,
    CREANCIER,
    PARTIES,
    TOUS,
)
from .hostiles import BALISAGE
from .lecture import normaliser, pages, texte

CONSTATS = (
    CONSTAT_ACCEPTATION,
    CONSTAT_ACCEPTATION_APRES_REFUS,
    CONSTAT_ACCEPTATION_APRES_LE_MOIS,
    CONSTAT_CONTESTATION,
    CONSTAT_REFUS,
    CONSTAT_SILENCE,
    CONSTAT_TARDIF,
    CONSTAT_POURPARLERS,
    CONSTAT_CREANCIER_MUET,
    CONSTAT_REFUS_TERMES,
    CONSTAT_ACCORD,
)
CADRE = re.compile(
    r"SPÉCIMEN( – document de démonstration, sans valeur juridique)?|Réf\. dossier : \S+ Modèle non officiel|"
    r"Signature et sceau du commissaire de justice|Dossier \S+ – À vérifier sur \S+ référence \S+ page \d sur \d"
)

CLES: list[tuple[Constat, tuple[str, ...]]] = [
    (
        CONSTAT_ACCEPTATION,
        (
            "Constat d'acceptation de participer",
            "Article R. 125-3 du code des procédures civiles d'exécution",
            "a accepté de participer à la procédure simplifiée de recouvrement sur le portail de l'étude, le mardi 10 "
            "novembre 2026 à 10 h 42 (heure de Paris).",
            "Il n'est pas une reconnaissance de la créance invoquée.",
            "suspend la prescription",
            "jusqu'au mercredi 2 décembre 2026 à vingt-quatre heures",
            "Aucun paiement ne peut avoir lieu avant",
        ),
    ),
    (
        CONSTAT_REFUS,
        (
            "Constat de refus de participer",
            "par formulaire, posté le jeudi 12 novembre 2026 et reçu le samedi 14 novembre 2026",
            "Je constate ce refus exprès. La procédure simplifiée de recouvrement prend fin (article R. 125-5, 1°).",
            "Le créancier peut saisir le juge",
            "La prescription n'a pas été suspendue par la procédure, faute d'acceptation constatée",
        ),
    ),
    (
        CONSTAT_SILENCE,
        (
            "Constat d'expiration du délai sans accord",
            "Aucune réponse de Madame Nadia Ferrand n'est parvenue à l'étude jusqu'au mercredi 2 décembre 2026 inclus.",
            "vaut refus implicite de participer (article R. 125-2, III, 4°)",
            "prend fin (article R. 125-5, 2°).",
        ),
    ),
    (
        CONSTAT_REFUS_TERMES,
        (
            "Constat de refus du montant ou des modalités",
            "a ensuite refusé expressément le montant ou les modalités de paiement proposés",
            "La proposition refusée, celle de Menuiserie Costa",
            "prend fin (article R. 125-5, 3°).",
            "le plus ancien possible : le 30 novembre 2026",
        ),
    ),
    (
        CONSTAT_ACCORD,
        (
            "Constat d'accord",
            "Il a été conclu le dimanche 22 novembre 2026 à 10 h 42 (heure de Paris), dans le délai d'un mois.",
            "Montant convenu : 1 200,00 € (mille deux cents euros).",
            "6 samedi 5 juin 2027 200,00 €",
            "Je constate la conclusion de cet accord.",
            "prend fin (article R. 125-5, 4°).",
            "Une copie en est remise sans frais au débiteur (article R. 125-6).",
        ),
    ),
]


@pytest.mark.parametrize(
    ("constat", "phrases"), CLES, ids=lambda x: type(x).__name__ if not isinstance(x, tuple) else ""
)
def test_each_constat_says_its_article_its_facts_and_their_effect(constat: Constat, phrases: tuple[str, ...]) -> None:
    lue = texte(imprimer_constat(constat))
    for phrase in (*phrases, "Modèle non officiel", "Signature et sceau du commissaire de justice", "Fait à Rennes"):
        assert phrase in lue, phrase


def test_a_late_acceptance_is_worded_neither_as_a_silence_nor_as_a_refusal() -> None:
    lue = texte(imprimer_constat(CONSTAT_TARDIF))
    assert "posté le mercredi 2 décembre 2026 et reçu le jeudi 3 décembre 2026" in lue
    assert "Cette acceptation est parvenue trop tard pour qu'un accord soit conclu dans le mois." in lue
    assert "n'est ni celui d'un silence, ni celui d'un refus de participer" in lue
    assert "refus implicite" not in lue


def test_somebody_who_contested_is_not_said_to_have_been_silent() -> None:
    lue = texte(imprimer_constat(CONSTAT_CONTESTATION))
    assert (
        "Madame Nadia Ferrand a contesté la créance, sur le portail de l'étude, le mercredi 18 novembre 2026 à 10 h 42 "
        "(heure de Paris), sans accepter ni refuser de participer à la procédure."
    ) in lue
    assert "prend fin (article R. 125-5, 2°)." in lue
    assert "refus implicite" not in lue
    assert "Aucune réponse" not in lue


def test_an_agreement_is_no_longer_promised_by_a_record_that_comes_too_late() -> None:
    refusees, fini = (
        texte(imprimer_constat(c)) for c in (CONSTAT_ACCEPTATION_APRES_REFUS, CONSTAT_ACCEPTATION_APRES_LE_MOIS)
    )
    assert "ont été refusés expressément le jeudi 12 novembre 2026." in refusees
    assert "est fini depuis le mercredi 2 décembre 2026 à vingt-quatre heures." in fini
    for lue in (refusees, fini):
        assert "peut être conclu jusqu'au" not in lue
        assert "L'accord ainsi constaté suspend" not in lue
    conclu = replace(CONSTAT_ACCEPTATION_APRES_LE_MOIS, prescription=None, accord_le=ACCORD.conclu_le)
    lue = texte(imprimer_constat(conclu))
    assert "a été conclu le dimanche 22 novembre 2026 à 10 h 42" in lue
    assert "suspend la prescription" in lue


def test_a_suspension_never_ends_before_it_began() -> None:
    lue = texte(imprimer_constat(CONSTAT_ACCEPTATION_APRES_REFUS))
    assert "L'acceptation a été constatée le 16 novembre 2026." in lue
    assert "le plus ancien possible : le 12 novembre 2026." in lue
    assert "Ainsi comptée, la prescription n'a pas été suspendue en fait (article 2238 du code civil)." in lue
    with pytest.raises(ValueError, match="2238"):
        Prescription(date(2026, 11, 16), date(2026, 11, 12))


def test_the_creditor_s_silence_is_not_worded_as_the_debtor_s_refusal() -> None:
    lue = texte(imprimer_constat(CONSTAT_CREANCIER_MUET))
    assert "Menuiserie Costa n'y a pas répondu avant la fin du délai." in lue
    assert "Elle n'est pas un refus de Madame Nadia Ferrand." in lue
    assert "refus implicite" not in lue


def test_talks_that_did_not_end_are_no_refusal() -> None:
    lue = texte(imprimer_constat(CONSTAT_POURPARLERS))
    assert "La dernière proposition, celle de Menuiserie Costa, faite le samedi 28 novembre 2026" in lue
    assert "Aucun refus exprès du montant ou des modalités n'a été reçu." in lue
    assert "refus implicite" not in lue


def test_prescription_runs_again_from_the_earliest_day_for_six_months_at_least() -> None:
    lue = texte(imprimer_constat(CONSTAT_POURPARLERS))
    assert (
        "La prescription, suspendue par l'acceptation constatée le 12 novembre 2026, recommence à courir pour une "
        "durée qui ne peut être inférieure à six mois"
    ) in lue
    assert "le plus ancien possible : le 2 décembre 2026" in lue


def test_no_expiry_can_call_an_acceptance_a_silence() -> None:
    with pytest.raises(ValueError, match="D4"):
        replace(CONSTAT_TARDIF, circonstance=Circonstance.SILENCE)
    with pytest.raises(ValueError, match="D4"):
        replace(CONSTAT_TARDIF, acceptation=None)
    with pytest.raises(ValueError, match="D4"):
        replace(CONSTAT_CONTESTATION, circonstance=Circonstance.SILENCE)
    with pytest.raises(ValueError, match="D22"):
        replace(CONSTAT_CREANCIER_MUET, derniere_proposition=None)


def test_a_draft_has_neither_date_nor_place_to_sign() -> None:
    for page in pages(TOUS["projet-constat"]()):
        assert page.startswith("PROJET")
        assert "Fait à" not in page
        assert "Signature" not in page


def test_no_page_holds_the_signature_alone() -> None:
    for nom in ("constat-creancier-sans-reponse", "constat-accord"):
        (derniere,) = [page for page in pages(TOUS[nom]()) if "Signature et sceau" in page]
        assert "Ce qui en résulte" in derniere


@pytest.mark.parametrize("constat", CONSTATS, ids=lambda c: type(c).__name__)
def test_the_text_read_and_hashed_is_the_text_of_the_paper_word_for_word(constat: Constat) -> None:
    lu = normaliser(texte_constat(constat).replace(" | ", " "))
    assert lu.endswith(f"Fait à Rennes, le {jour(constat.fait_le).replace(INSECABLE, ' ')}.")
    assert normaliser(_hors_texte(imprimer_constat(constat))) == lu


@pytest.mark.parametrize("nom", ["W" * 300, "محمد بن علي", BALISAGE], ids=["long", "arabic", "markup"])
def test_hostile_names_leave_both_texts_alike(nom: str) -> None:
    parties = replace(PARTIES, creancier=replace(CREANCIER, nom=nom))
    constat = replace(CONSTAT_ACCORD, parties=parties)
    lu, papier = texte_constat(constat).replace(" | ", " "), _hors_texte(imprimer_constat(constat))
    assert sorted(_lettres(papier)) == sorted(_lettres(lu))


def test_a_heading_follows_an_empty_line_and_nothing_else_does() -> None:
    lignes = texte_constat(CONSTAT_ACCORD).splitlines()
    titres = [suivante for vide, suivante in pairwise(lignes) if not vide]
    assert titres == [
        "Constat d’accord", "Les personnes", "La créance invoquée", "L’invitation", "Ce qui est constaté",
        "Ce qui en résulte",
    ]  # fmt: skip


def _hors_texte(pdf: bytes) -> str:
    """The paper without what frames it: marks, dossier, label, page numbers, place to sign."""
    return " ".join(CADRE.sub(" ", page) for page in pages(pdf))


def _lettres(brut: str) -> list[str]:
    return [c for c in normaliser(brut) if c.isalnum()]
