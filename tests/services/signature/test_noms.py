"""Whose certificate is it?"""

import pytest

from portail.services.signature.noms import dit_specimen, meme_personne


@pytest.mark.parametrize(
    ("attendu", "certifie"),
    [
        ("Claire Aubin", "Claire Aubin"),
        ("Claire Aubin", "AUBIN Claire"),
        ("Me Claire Aubin", "CLAIRE AUBIN"),
        ("Maître Zoé Lefèvre-Noël", "LEFEVRE NOEL Zoe"),
        ("Zoe\u0308 L’Œuillet", "zoë l'oeuillet"),
        ("Jean-Paul d’Arc", "D'ARC Jean Paul"),
        ("Łucja Sørensen", "SORENSEN Lucja"),
        ("Ana\u00a0Iglesias", "IGLESIAS  Ana"),
    ],
)
def test_the_same_person_written_otherwise(attendu, certifie):
    assert meme_personne(attendu, [certifie])
    assert meme_personne(certifie, [attendu])


@pytest.mark.parametrize(
    ("attendu", "certifie"),
    [
        ("Claire Aubin", "Hugo Aubin"),
        ("Claire Aubin", "Claire Marie Aubin"),
        ("Claire Marie Aubin", "Claire Aubin"),
        ("Claire Aubin", "Claire"),
        ("Claire Claire Aubin", "Claire Aubin Aubin"),
        ("Claire Aubin", "Clаire Aubin"),  # a Cyrillic letter
        ("Claire Aubin", ""),
        ("", ""),
        ("Me", "Me"),
    ],
)
def test_someone_else(attendu, certifie):
    assert not meme_personne(attendu, [certifie])


def test_any_of_the_names_written_in_the_certificate_will_do():
    assert meme_personne("Claire Aubin", ["Signature", "Claire Aubin"])
    assert not meme_personne("Claire Aubin", [])


@pytest.mark.parametrize("texte", ["SPÉCIMEN – Claire Aubin", "CN=specimen", "O=Spe\u0301cimen sans valeur"])
def test_a_specimen_says_so(texte):
    assert dit_specimen(texte)


def test_no_specimen_inside_another_word():
    assert not dit_specimen("Specimenti Aubin")
