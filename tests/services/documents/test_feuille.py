import json
from dataclasses import replace
from typing import Any

import pytest
import segno

from portail.services.documents import codes, feuille, moteur
from portail.services.documents.donnees import Canal, ConnexionImprimee
from portail.services.documents.feuille import imprimer_feuille

from .exemples import CODE, CREANCIER, DEBITRICE, ETUDE, FEUILLE, SIGNATURE, TOUS
from .lecture import image, normaliser, pages, texte

PHRASES = (
    "Vous avez reçu une lettre parce que Menuiserie Costa vous demande 1 220,00 €.",
    "Vous avez jusqu'au mercredi 2 décembre 2026 pour trouver un accord, ou pour refuser.",
    "Ne payez rien maintenant.",
    "La procédure est gratuite pour vous.",
    "Scannez ce carré avec votre téléphone. Vous n'aurez rien à taper.",
    "https://portail.etude-aubin.example/ouvrir",
    "Identifiant : 7F4K-29QD",
    "Code : M7RT-4KHX-92BD",
    "Chercher un accord. Vous choisissez comment payer. Rien n'est signé avant la dernière étape.",
    "Refuser la procédure. Elle s'arrête. Le créancier pourra saisir un juge.",
    "Dire que la somme est fausse ou déjà payée. Vous expliquez, vous joignez une preuve.",
    "Après le 2 décembre 2026, votre silence compte comme un refus.",
    "Vous n'avez pas besoin de donner une raison.",
    "01 99 00 12 34",
    "Cherchez Claire Aubin dans l'annuaire de la Chambre nationale des commissaires de justice.",
    "3039",
    "article 1343-5 du code civil",
)


def test_the_sheet_is_one_page_of_plain_words_in_their_order() -> None:
    (page,) = pages(TOUS["feuille"]())
    reste = page
    for phrase in PHRASES:
        assert phrase in reste, phrase
        reste = reste.partition(phrase)[2]


def test_the_code_to_sign_stands_under_its_fold_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    (page,) = pages(TOUS["feuille"]())
    volet = page.index("Ce volet reste plié jusqu'à la signature.")
    assert page.index("Code de signature : 4QK2-9DXT") > volet > page.index("Code : M7RT-4KHX-92BD")
    assert page.count("4QK2") == 1
    carres: list[str] = []
    monkeypatch.setattr(feuille, "image_qr", lambda contenu: carres.append(contenu) or codes.image_qr(contenu))
    imprimer_feuille(FEUILLE)
    assert len(carres) == 1 and SIGNATURE not in carres[0]
    sans = texte(imprimer_feuille(replace(FEUILLE, connexion=replace(FEUILLE.connexion, signature=""))))
    assert "volet" not in sans and "Code de signature" not in sans


def test_without_a_day_of_posting_no_date_is_promised() -> None:
    lue = texte(imprimer_feuille(replace(FEUILLE, date_limite=None)))
    assert "un mois à partir de l'envoi de la lettre (le cachet de La Poste)" in lue
    assert "À la fin du délai, votre silence compte comme un refus." in lue


def test_names_of_any_length_leave_one_page() -> None:
    for nom in ("Société " + "très longue " * 25, "W" * 300):
        longs = replace(
            FEUILLE,
            creancier=replace(CREANCIER, nom=nom),
            debiteur=replace(DEBITRICE, nom=nom),
            etude=replace(ETUDE, nom=nom, commissaire=nom),
        )
        (page,) = pages(imprimer_feuille(longs))
        assert "Code : M7RT-4KHX-92BD" in page


def test_the_printed_square_carries_the_address_with_both_words_in_its_fragment() -> None:
    attendu = segno.make_qr(
        "https://portail.etude-aubin.example/ouvrir#i=7F4K29QD&c=M7RT4KHX92BD", error="q", encoding="utf-8"
    )
    assert _carre_imprime(TOUS["feuille"](), len(attendu.matrix)) == [
        [bool(m) for m in ligne] for ligne in attendu.matrix
    ]


def test_the_archived_sheet_has_neither_code_nor_square(monkeypatch: pytest.MonkeyPatch) -> None:
    recues: list[str] = []

    def noter(gabarit: str, donnees: Any, **reste: Any) -> bytes:
        recues.append(json.dumps(donnees))
        return moteur.composer(gabarit, donnees, **reste)

    monkeypatch.setattr(feuille, "composer", noter)
    copie = imprimer_feuille(FEUILLE, masquer_code=True)
    assert "Identifiant : ••••-29QD" in texte(copie)
    assert "Code : ••••" in texte(copie)
    assert "Carré non reproduit" in texte(copie)
    assert CODE not in recues[0]
    assert "M7RT" not in recues[0]
    assert json.loads(recues[0])["qr"] == ""
    assert "Code de signature : ••••" in texte(copie) and "4QK2" not in recues[0]


def test_no_code_on_the_sheet_when_the_platform_is_the_chamber_s() -> None:
    chambre = ConnexionImprimee(Canal.CHAMBRE, "www.petitescreances.fr", "pc-884211", "Ab9!il0O")
    lue = texte(imprimer_feuille(replace(FEUILLE, connexion=chambre)))
    assert "Vos codes sont dans la lettre. Ils ouvrent la plate-forme www.petitescreances.fr." in lue
    assert "pc-884211" not in lue
    assert "Ab9!il0O" not in lue


def _carre_imprime(pdf: bytes, modules: int) -> list[list[bool]]:
    """The modules as ink: the square is 38 mm wide and starts 31 mm from the left edge."""
    points = 10
    page = image(pdf, points_par_mm=points)
    cote, gauche = 38 * points, 31 * points
    pas = cote / modules

    def noir(x: float, y: float) -> bool:
        gris = page.getpixel((int(x), int(y)))
        assert isinstance(gris, int)
        return gris < 128

    motif = [gauche + i for i in range(2, int(7 * pas) - 2)]  # top of the finder: seven dark modules in a row
    haut = next(y for y in range(page.height) if all(noir(x, y) and noir(x, y + pas / 2) for x in motif))
    return [[noir(gauche + (c + 0.5) * pas, haut + (r + 0.5) * pas) for c in range(modules)] for r in range(modules)]


def test_new_codes_for_a_lost_letter_say_what_they_replace():
    pleine = texte(imprimer_feuille(replace(FEUILLE, reprise=True)))
    assert "Voici vos nouveaux codes." in pleine and "Que voulez-vous faire" in pleine
    assert "Cette feuille ne remplace pas la lettre recommandée" in normaliser(pleine)
    (page,) = pages(imprimer_feuille(replace(FEUILLE, reprise=True, date_limite=None)))
    assert "Que voulez-vous faire" not in page and "Pour parler à quelqu" in normaliser(page)
