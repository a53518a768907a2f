"""Where a hand would sign: its place on paper, or the words that say who signs the file."""

from dataclasses import replace

import pytest

from portail.services.documents.constats import imprimer_constat
from portail.services.documents.donnees import VerificationImprimee
from portail.services.documents.lettre import imprimer_lettre
from portail.services.documents.titre import imprimer_titre

from .exemples import CONSTAT_SILENCE, LETTRE, PARTIES, TIRAGE, TITRE
from .lecture import texte

SIGNE = replace(
    TIRAGE,
    signe=True,
    verification=VerificationImprimee("7F4K-29QD-A3MX", "https://portail.example/verifier/7F4K29QDA3MX"),
)
PLACE = "Signature et sceau du commissaire de justice"
MARQUE = (
    "Signé électroniquement par Claire Aubin, commissaire de justice. "
    "À vérifier sur portail.example/verifier, référence 7F4K-29QD-A3MX."
)


@pytest.mark.parametrize(("exemple", "imprimer"), [(TITRE, imprimer_titre), (CONSTAT_SILENCE, imprimer_constat)])
def test_an_act_that_will_be_signed_electronically_says_so_and_leaves_no_empty_place(exemple, imprimer):
    assert PLACE in texte(imprimer(exemple))
    signe = texte(imprimer(replace(exemple, parties=replace(PARTIES, tirage=SIGNE))))
    assert MARQUE in signe and PLACE not in signe


def test_a_draft_says_nothing_of_a_signature_and_a_letter_is_signed_by_hand():
    projet = texte(imprimer_titre(replace(TITRE, parties=replace(PARTIES, tirage=SIGNE), projet=True)))
    assert "Signé électroniquement" not in projet and PLACE not in projet
    lettre = texte(imprimer_lettre(replace(LETTRE, tirage=SIGNE)))
    assert PLACE in lettre and "Signé électroniquement" not in lettre
