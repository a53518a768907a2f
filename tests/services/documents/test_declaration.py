"""The words of each act of the debtor: those of the official forms where there is one, and nothing invisible."""

import unicodedata
from dataclasses import replace

import pytest

from portail.services.documents.declaration import OffreDite, declarer
from portail.services.documents.donnees_actes import NatureRecepisse

from .exemples import CREANCE, CREANCIER, EMPREINTE, plan
from .hostiles import TEXTES
from .lecture import normaliser

OFFRE = OffreDite(120_000, plan(6, 120_000), EMPREINTE)
N = NatureRecepisse


def dire(nature: NatureRecepisse, offre: OffreDite | None = OFFRE) -> str:
    return normaliser(declarer(nature, CREANCE, CREANCIER.designation, offre))


def test_each_act_says_what_it_does_and_on_what() -> None:
    six = "1 200,00 € (mille deux cents euros), en 6 paiements, du 5 janvier 2027 au 5 juin 2027"
    tableau = f"Dates et montants : ceux du tableau dont voici l'empreinte (SHA-256) : {EMPREINTE}"
    assert dire(N.PROPOSITION) == (
        f"Je propose de payer {six}. {tableau} Si Menuiserie Costa l'accepte avant que je la retire, je m'engage à "
        "payer ainsi."
    )
    assert dire(N.ACCORD) == (
        f"Je donne mon accord pour payer {six}. {tableau} Je reconnais devoir cette somme à Menuiserie Costa, et je "
        "m'engage à payer ainsi."
    )
    assert dire(N.RETRAIT) == f"Je retire ma proposition de payer {six}."
    assert dire(N.ECART) == (
        f"J'écarte l'offre de Menuiserie Costa. L'offre écartée : {six}. Je ne mets pas fin à la procédure."
    )
    assert dire(N.REFUS_DES_TERMES).endswith(f"proposés. L'offre refusée : {six}.")
    assert dire(N.REFUS_DES_TERMES, None) == "Je refuse le montant ou les modalités de paiement proposés."


def test_a_clause_is_part_of_what_is_said() -> None:
    avec = OffreDite(120_000, plan(6, 120_000), EMPREINTE, "Les dates sont\u202e reportées.")
    assert (
        f"ceux du tableau et de la clause dont voici l'empreinte (SHA-256) : {EMPREINTE} Clause : Les dates sont "
        "reportées. Je reconnais devoir"
    ) in dire(N.ACCORD, avec)


def test_one_payment_is_said_with_its_day() -> None:
    une = OffreDite(120_000, plan(1, 120_000), EMPREINTE)
    assert "en un paiement, le 5 janvier 2027." in dire(N.RETRAIT, une)


def test_taking_part_acknowledges_nothing() -> None:
    for nature in (N.ACCEPTATION, N.REFUS):
        assert "invoquée par Menuiserie Costa" in dire(nature)
        assert "devoir" not in dire(nature)


@pytest.mark.parametrize("nom", TEXTES.values(), ids=TEXTES)
@pytest.mark.parametrize("nature", NatureRecepisse)
def test_what_is_hashed_holds_nothing_that_cannot_be_seen(nature: NatureRecepisse, nom: str) -> None:
    texte = declarer(nature, replace(CREANCE, fondement=nom), nom, OFFRE)
    invisibles = [c for c in texte if c != "\n" and unicodedata.category(c) in ("Cc", "Cf", "Cs")]
    assert invisibles == []
