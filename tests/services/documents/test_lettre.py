import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from portail.domaine.creance import Nature
from portail.services.documents import lettre, moteur
from portail.services.documents.donnees import Canal, ConnexionImprimee, ElementImprime
from portail.services.documents.lettre import ArticleManquant, imprimer_lettre

from .exemples import CODE, CREANCE, LETTRE, TOUS
from .lecture import normaliser, pages, position_mm, texte

# The models of the arrêté of 24 December 2019 (service-public R44053, R44057, R44058), their variables filled in.
ICI = Path(__file__).parent
MODELE = (ICI / "modele_lettre.txt").read_text(encoding="utf-8").splitlines()
ACCEPTATION, REFUS = (ICI / "modele_formulaires.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(scope="module")
def imprimee() -> list[str]:
    return pages(TOUS["lettre"]())


def test_the_letter_is_the_statutory_model_word_for_word_and_in_its_order(imprimee: list[str]) -> None:
    reste = " ".join(imprimee)
    for phrase in MODELE:
        assert phrase in reste, phrase
        reste = reste.partition(phrase)[2]


def test_the_body_holds_on_the_first_page_with_the_place_to_sign(imprimee: list[str]) -> None:
    assert imprimee[0].index("En cas de refus exprès") < imprimee[0].index(
        "Signature et sceau du commissaire de justice"
    )


def test_the_address_stands_in_the_window_of_a_french_envelope() -> None:
    gauche, haut = position_mm(TOUS["lettre"](), "Madame Nadia Ferrand")
    assert 100 <= gauche <= 110
    assert 50 <= haut <= 62


def test_the_two_forms_are_the_official_ones(imprimee: list[str]) -> None:
    assert ACCEPTATION in imprimee[2]
    assert REFUS in imprimee[3]


def test_the_four_articles_are_reproduced_in_full_with_their_date_and_source(imprimee: list[str]) -> None:
    annexe = imprimee[4]
    for article in LETTRE.textes:
        assert normaliser(article.intitule) in annexe
        for alinea in article.alineas:
            assert normaliser(alinea) in annexe
    assert annexe.count("Rédaction au 3 avril 2026. Source : LEGI") == 4


def test_a_text_to_verify_is_marked_and_a_verified_one_is_not() -> None:
    assert texte(TOUS["lettre"]()).count("SPÉCIMEN : texte à vérifier") == 2
    verifies = tuple(replace(t, verifie=True) for t in LETTRE.textes)
    assert "texte à vérifier" not in texte(imprimer_lettre(replace(LETTRE, textes=verifies)))


def test_no_letter_without_the_four_articles() -> None:
    with pytest.raises(ArticleManquant) as refus:
        imprimer_lettre(replace(LETTRE, textes=LETTRE.textes[:2]))
    assert refus.value.codes == ("L125-1", "2238")


def test_the_chamber_s_credentials_are_printed_as_typed_in() -> None:
    chambre = ConnexionImprimee(Canal.CHAMBRE, "www.petitescreances.fr", "pc-884211", "Ab9!il0O")
    lue = texte(imprimer_lettre(replace(LETTRE, connexion=chambre)))
    assert "à la plate-forme www.petitescreances.fr avec les identifiants provisoires suivants" in lue
    assert "identifiant provisoire : pc-884211" in lue
    assert "mot de passe provisoire : Ab9!il0O" in lue


def test_the_other_heads_of_the_claim_stand_apart_from_principal_and_interest() -> None:
    elements = (*CREANCE.elements, ElementImprime("Indemnité de 40 €", 4_000, Nature.INDEMNITE_FORFAITAIRE))
    lue = texte(imprimer_lettre(replace(LETTRE, creance=replace(CREANCE, elements=elements))))
    assert "montant total en principal : 1 180,00 €" in lue
    assert "indemnités et pénalités : 40,00 €" in lue
    assert "somme totale de 1 260,00 €" in lue


def test_the_copy_to_keep_never_received_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    recues: list[str] = []

    def noter(gabarit: str, donnees: Any, **reste: Any) -> bytes:
        recues.append(json.dumps(donnees))
        return moteur.composer(gabarit, donnees, **reste)

    monkeypatch.setattr(lettre, "composer", noter)
    copie = imprimer_lettre(LETTRE, masquer_code=True)
    assert "mot de passe provisoire : ••••" in texte(copie)
    assert "identifiant provisoire : ••••-29QD" in texte(copie)
    for forme in ("7F4K", CODE, "M7RT-4KHX-92BD", "92BD"):
        assert forme not in recues[0]
        assert forme not in texte(copie)
        assert forme.encode() not in copie
