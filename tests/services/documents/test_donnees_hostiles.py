"""Whatever people typed prints as plain text: no markup, no overflow, no crash, in every document."""

from collections.abc import Iterator
from dataclasses import replace

import pypdfium2
import pytest

from portail.services.documents import texte as module_texte
from portail.services.documents.actes import imprimer_acte
from portail.services.documents.lettre import imprimer_lettre
from portail.services.documents.texte import abreger, assainir, illisibles, lier, nettoyer, simplifier

from .exemples import CREANCIER, DEBITRICE, ETUDE, LETTRE, PARTIES, TITRE, TOUS
from .hostiles import BALISAGE, PAGES_MAX, TEXTES, UNE_PAGE, Hostile
from .lecture import texte

# What stands on a page besides what people typed, at both ends of its height and width, in points.
LARGEUR, HAUTEUR, MARGE = 595, 842, 36


@pytest.mark.parametrize("nom", TEXTES.values(), ids=TEXTES)
def test_every_document_prints_inside_its_pages_and_in_a_sensible_number_of_them(nom: str) -> None:
    for quoi, imprimer in Hostile(nom).tous().items():
        _controler(quoi, imprimer())


def test_a_hundred_elements_print_too() -> None:
    for quoi, imprimer in Hostile("Établissements Très-Long " * 4, elements=100).tous().items():
        _controler(quoi, imprimer())


def test_the_set_of_hostile_documents_is_the_set_of_documents() -> None:
    def genre(nom: str) -> str:
        return nom.split("-")[0]

    assert {genre(n) for n in TOUS} == {genre(n) for n in Hostile("x").tous()} | {"titre"}


@pytest.mark.parametrize("nom", [BALISAGE, TEXTES["300-of-everything"]], ids=["markup", "300"])
def test_what_was_typed_comes_out_letter_for_letter(nom: str) -> None:
    attendu = _lettres(simplifier(nom))
    for quoi, imprimer in Hostile(nom).tous().items():
        if not quoi.startswith(UNE_PAGE):  # a document of one page shortens long names
            assert attendu in _lettres(texte(imprimer())), quoi


def test_the_statement_of_a_receipt_is_never_shortened() -> None:
    nom = TEXTES["long-words"]
    for nature, imprimer in Hostile(nom)._recepisses().items():
        if nature in ("recepisse-acceptation", "recepisse-refus"):
            assert _lettres(simplifier(nom)) + "." in _lettres(texte(imprimer())), "it ends with the basis of the claim"


def _controler(quoi: str, pdf: bytes) -> None:
    document = pypdfium2.PdfDocument(pdf)
    limite = 1 if quoi.startswith(UNE_PAGE) else PAGES_MAX[quoi.split("-")[0]]
    assert len(document) <= limite, (quoi, len(document))
    for numero, page in enumerate(document, 1):
        for gauche, bas, droite, haut in _boites(page):
            assert MARGE <= gauche <= droite <= LARGEUR - MARGE, (quoi, numero, gauche, droite)
            assert MARGE / 2 <= bas <= haut <= HAUTEUR - MARGE / 2, (quoi, numero, bas, haut)


def _boites(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, float, float]]:
    """The box of every run of characters, the mark across the page excepted."""
    mots = page.get_textpage()
    for i in range(mots.count_rects()):
        gauche, bas, droite, haut = mots.get_rect(i)
        if haut - bas < 40 and droite > gauche:
            yield gauche, bas, droite, haut


def _lettres(brut: str) -> str:
    """What can be compared whatever the layout: no space, no dash, no mark of direction."""
    return "".join(c for c in brut if not c.isspace() and c not in "-\ufffd\ufffe\u2068\u2069'’")


def test_a_right_to_left_name_leaves_its_sentence_in_order() -> None:
    lue = texte(imprimer_lettre(replace(LETTRE, creancier=replace(CREANCIER, nom="محمد علي"))))
    assert "m'indique en effet être créancier à votre encontre d'une somme totale de 1 220,00 €" in lue


def test_a_letter_that_no_font_draws_is_visibly_replaced() -> None:
    lue = texte(imprimer_lettre(replace(LETTRE, creancier=replace(CREANCIER, nom="Costa 中文"))))
    assert "Costa \ufffd\ufffd" in lue


def test_every_character_said_to_be_drawn_is_drawn() -> None:
    points = (chr(c) for debut, fin in module_texte._DESSINES for c in range(debut, fin + 1))
    tirage = replace(PARTIES.tirage, reference=" ".join(c for c in points if c.isprintable()))
    lue = texte(imprimer_acte(tirage, ETUDE, intitule="Essai", blocs=()))
    assert lue.count("\ufffd") == 2  # itself, at the top and at the foot of the page: nothing else was replaced


def test_cleaning_keeps_names_and_drops_what_is_not_text() -> None:
    assert nettoyer("Zoe\u0308  O’Brien-Śmith\u202e\u0000\n") == "Zoë O’Brien-Śmith"
    assert nettoyer("\U0001d400\uff21") == "AA"  # mathematical and full-width letters are read as letters
    assert nettoyer("علي") == "\u2068علي\u2069"
    assert nettoyer("\u2069\u202eعلي") == "\u2068علي\u2069"
    assert illisibles("李")
    assert not illisibles("Nguyễn Thị Ánh")


def test_addresses_and_hashes_stay_whole_and_walls_of_letters_break() -> None:
    for entier in (
        "https://portail.une-etude-au-nom-plutot-long.example/ouvrir",
        "a" * 64,
        "prenom.nom@une-etude.example",
    ):
        assert nettoyer(entier) == entier
    assert nettoyer("W" * 40) == "\u200b".join(("W" * 16, "W" * 16, "W" * 8))


def test_only_typed_strings_change() -> None:
    assert assainir(LETTRE) == LETTRE
    assert assainir(TITRE) == TITRE
    assert assainir(replace(DEBITRICE, nom="Fer\u0000rand")) == DEBITRICE


def test_an_isolate_is_closed_when_a_name_is_cut() -> None:
    assert abreger(nettoyer("علي " * 30), 20).endswith("…\u2069")


def test_article_numbers_stay_with_their_letter() -> None:
    assert lier({"a": ["article R. 125-3, n° 12", 4]}) == {"a": ["article\u00a0R.\u00a0125-3, n°\u00a012", 4]}
