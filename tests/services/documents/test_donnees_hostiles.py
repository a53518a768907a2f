"""Whatever people typed prints as plain text: no markup, no overflow, no crash."""

from collections.abc import Callable
from dataclasses import replace

import pypdfium2
import pytest

from portail.services.documents import texte as module_texte
from portail.services.documents.accord import imprimer_accord
from portail.services.documents.actes import imprimer_acte
from portail.services.documents.constats import imprimer_constat
from portail.services.documents.donnees import Adresse, CreanceImprimee, ElementImprime, PartieImprimee
from portail.services.documents.donnees_actes import AccordDonnees, NatureRecepisse
from portail.services.documents.feuille import imprimer_feuille
from portail.services.documents.lettre import imprimer_lettre
from portail.services.documents.recepisse import imprimer_recepisse
from portail.services.documents.texte import abreger, assainir, illisibles, lier, nettoyer
from portail.services.documents.titre import imprimer_titre

from .exemples import (
    ACCORD,
    CONSTAT_CREANCIER_MUET,
    CREANCIER,
    DEBITRICE,
    ETUDE,
    FEUILLE,
    LETTRE,
    PARTIES,
    TITRE,
    plan,
    recepisse,
)
from .lecture import texte

BALISAGE = '#panic("x") *gras* _it_ $x^2$ #include "/etc/passwd" <b>é</b> @ref `raw` \\ // {{x}} ${y} %s = - + 1. [fin]'
HOSTILES = {
    "markup": BALISAGE,
    "control-and-bidi": "Du\u0000pont\u202e\u2066 Jean\u0007\u200b\n\n#v(1em)",
    "long-words": "Établissements " + "Xyz" * 95,
    "one-word-of-300": "W" * 300,
    "arabic": "محمد بن علي الأندلسي 12",
    "hebrew-in-latin": "Dupont שלום Martin",
    "unknown-scripts": "中文名字 😀 हि q\u0941 \u0915\u0627 \U0001d400\ue000",
    "combining": "Z\u0334\u0321\u031b" * 40,
    "empty": "",
    "spaces": " \t\u00a0 ",
}


def _tout(nom: str) -> dict[str, Callable[[], bytes]]:
    """Every document with `nom` wherever somebody types."""
    debiteur = replace(DEBITRICE, nom=nom, prenoms=nom[:80], civilite=nom[:20], adresse=Adresse((nom[:120], nom)))
    creancier = PartieImprimee(
        nom=nom, adresse=Adresse((nom,)), personne_morale=True, forme=nom, representant=nom, immatriculation=nom
    )
    etude = replace(ETUDE, nom=nom, commissaire=nom, adresse=Adresse((nom,)), telephone=nom[:20], courriel=nom)
    creance = CreanceImprimee(nom, (ElementImprime(nom, 118_000), ElementImprime(nom, 4_000, "clause_penale")))
    parties = replace(PARTIES, etude=etude, creancier=creancier, debiteur=debiteur, creance=creance)
    proposition = recepisse(
        NatureRecepisse.PROPOSITION, montant_centimes=120_000, echeances=plan(24, 120_000), texte=nom
    )
    return {
        "lettre": lambda: imprimer_lettre(
            replace(LETTRE, etude=etude, creancier=creancier, debiteur=debiteur, creance=creance)
        ),
        "feuille": lambda: imprimer_feuille(replace(FEUILLE, etude=etude, creancier=creancier, debiteur=debiteur)),
        "constat": lambda: imprimer_constat(replace(CONSTAT_CREANCIER_MUET, parties=parties, lieu=nom)),
        "titre": lambda: imprimer_titre(replace(TITRE, parties=parties, pieces=(nom,) * 3, projet=True)),
        "accord": lambda: imprimer_accord(AccordDonnees(parties, replace(ACCORD, clause_defaut=nom))),
        "recepisse": lambda: imprimer_recepisse(replace(proposition, parties=parties)),
    }


@pytest.mark.parametrize("nom", HOSTILES.values(), ids=HOSTILES)
def test_it_prints_inside_the_page_and_on_one_page_where_expected(nom: str) -> None:
    for quoi, imprimer in _tout(nom).items():
        document = pypdfium2.PdfDocument(imprimer())
        if quoi in ("feuille", "recepisse"):
            assert len(document) == 1, quoi
        for page in document:
            mots = page.get_textpage()
            for i in range(mots.count_chars()):
                gauche, bas, droite, haut = mots.get_charbox(i, loose=True)
                assert -1 <= gauche <= droite <= 596, (quoi, i)
                assert -1 <= bas <= haut <= 843, (quoi, i)


def test_markup_comes_out_letter_for_letter() -> None:
    attendu = " ".join(BALISAGE.split())
    for quoi, imprimer in _tout(BALISAGE).items():
        if quoi != "feuille":  # the sheet shortens long names
            assert attendu.replace(" ", "") in texte(imprimer()).replace(" ", ""), quoi


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
    assert lier({"a": ["article R. 125-3, n° 12", 4]}) == {"a": ["article R.\u00a0125-3, n°\u00a012", 4]}
