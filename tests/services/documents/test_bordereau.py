"""The list of the letters to post: who, how many sheets, a place for each number; hostile names stay text."""

from dataclasses import replace

from portail.services.documents.bordereau import BordereauDonnees, LettreDuBordereau, imprimer_bordereau
from tests.services.documents.exemples import DEBITRICE, PARTIES, TIRAGE
from tests.services.documents.lecture import pages, texte


def bordereau(*lettres, **suite):
    return BordereauDonnees(replace(TIRAGE, reference=""), PARTIES.etude, lettres, **suite)


def test_one_line_a_letter_with_its_sheets_and_the_totals():
    lettres = [LettreDuBordereau(f"RPC-AAAAA-0000{n}", DEBITRICE, pages=n + 4) for n in range(3)]
    lu = texte(imprimer_bordereau(bordereau(*lettres, absentes=(("RPC-BBBBB-00001", "La lettre a été effacée."),))))
    assert "3 lettres, imprimées le" in lu
    for rang, lettre in enumerate(lettres, start=1):
        assert f"{rang} {lettre.reference} {DEBITRICE.designation}" in lu
    assert [lettre.feuilles for lettre in lettres] == [2, 3, 3]
    assert "Total 15 8" in lu
    assert "RPC-BBBBB-00001 : La lettre a été effacée." in lu
    assert "1 lettre, imprimées" in texte(imprimer_bordereau(bordereau(lettres[0])))


def test_names_of_any_kind_are_printed_as_text():
    hostile = replace(DEBITRICE, nom='#read("x") *gras* \u202eécrit à l’envers ' + "long " * 80)
    lu = texte(imprimer_bordereau(bordereau(LettreDuBordereau("RPC-AAAAA-00001", hostile, 6))))
    assert '#read("x") *gras*' in lu


def test_two_hundred_letters_make_a_list_that_repeats_its_headings():
    lettres = [LettreDuBordereau(f"RPC-AAAAA-{n:05}", DEBITRICE, 6) for n in range(200)]
    lues = pages(imprimer_bordereau(bordereau(*lettres)))
    assert len(lues) > 3
    assert all("Numéro du recommandé" in page for page in lues[:-1])
