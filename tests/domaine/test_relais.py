"""No way to pay or to be reached passes through the étude in a creditor's words; ordinary words do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portail.domaine.relais import Genre, trouver

G = Genre


@pytest.mark.parametrize(
    "texte",
    [
        "",
        "Trois mois me conviennent.",
        "Je préfère 4 paiements de 305,00 €, le 5 du mois, à partir du 05/01/2027.",
        "Facture F-2026-118 du 12/03/2026, devis 4512, bon de commande 20260118-07.",
        "Loyers de janvier à mars 2026 (3 x 406,66 €), art. 1103 du code civil.",
        "Merci.Nous attendons votre réponse.Bonne journée",
        "Vous devez 1 220,00 € ; je renonce à 220,00 €. Cordialement, M. Costa",
        "N° de contrat 12 345 678, dossier RPC-7F4K2-9QDA3",
        "Pose d’une porte 204 x 83 cm, réf. AB12-34, lot n° 0012",
        "0,50 € par jour de retard, soit 12,00 €",
    ],
)
def test_ordinary_words_pass(texte):
    assert trouver(texte) is None


@pytest.mark.parametrize(
    ("texte", "genre"),
    [
        ("Payez sur https://payer.example/x", G.SITE),
        ("Allez sur WWW.costa.example", G.SITE),
        ("voir costa-menuiserie.fr pour régler", G.SITE),
        ("lien : paypal.me/costa", G.SITE),
        ("écrivez à hugo@costa.example", G.COURRIEL),
        ("hugo (at) costa.example", G.COURRIEL),
        ("Appelez le 06 39 98 00 00", G.TELEPHONE),
        ("Tél:0639980000.", G.TELEPHONE),
        ("06.39.98.00.00", G.TELEPHONE),
        ("+33 6 39 98 00 00", G.TELEPHONE),
        ("0033639980000", G.TELEPHONE),
        ("+33 (0)6 39 98 00 00", G.TELEPHONE),
        ("Virement : FR76 3000 6000 0112 3456 7890 189", G.COMPTE),
        ("iban fr7630006000011234567890189 merci", G.COMPTE),
        ("FR76-3000-6000-0112-3456-7890-189", G.COMPTE),
        ("DE89 3704 0044 0532 0130 00", G.COMPTE),
        ("RIB 30006 00001 12345678901 89", G.COMPTE),
        ("０６ ３９ ９８ ００ ００", G.TELEPHONE),
        ("06\u200b39\u200b98\u200b00\u200b00", G.TELEPHONE),
        ("06\u00a039\u202f98\u00a000\u00a000", G.TELEPHONE),
        ("0 6 3 9 9 8 0 0 0 0", G.TELEPHONE),
    ],
)
def test_a_way_to_pay_or_to_be_reached_is_found(texte, genre):
    trouve = trouver(texte)
    assert trouve is not None and trouve.genre is genre, trouve
    assert trouve.extrait and trouve.extrait in trouve.phrase
    assert "R. 125-7" in trouve.phrase


@given(st.text(max_size=4000))
def test_any_text_is_read(texte):
    trouver(texte)


@given(st.from_regex(r"0[1-9][0-9]{8}", fullmatch=True), st.sampled_from(["", " ", ".", "-", "/"]))
def test_every_french_number_is_found_however_it_is_cut(numero, entre):
    ecrit = entre.join(numero[i : i + 2] for i in range(0, 10, 2))
    assert trouver(f"Appelez-moi au {ecrit}, merci.").genre is Genre.TELEPHONE


def test_a_long_hostile_text_is_read_at_once():
    for motif in ("0 " * 2000, "FR76" * 1000, "a." * 2000, "@" * 4000, "www." * 1000, "+33 " * 1000, "06-" * 1300):
        trouver(motif)
