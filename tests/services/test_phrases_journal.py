"""What the operator reads: a sentence for each fault, that names the rows."""

import re
from dataclasses import replace

import pytest

from portail.persistance.journal import Tete
from portail.services.ancres import signer
from portail.services.controle_journal import Anomalie, Genre, Rapport
from portail.services.phrases_journal import PHRASES, anomalie, bilan, illisible
from portail.services.preuve import ClesPreuve
from tests.conftest import MAINTENANT


@pytest.mark.parametrize("genre", Genre)
@pytest.mark.parametrize("a", [5, 7])
def test_every_fault_has_its_sentence(genre, a):
    phrase = anomalie(Anomalie(genre, 5, a, "FAIT"))
    assert phrase.startswith("Ligne 5\u00a0: " if a == 5 else "Lignes 5 à 7\u00a0: ") and phrase.endswith(".")
    assert ("FAIT" in phrase) == ("{fait}" in PHRASES[genre])
    assert not re.search(r"[{}]| [:;?!]", phrase)


def test_one_row_and_several():
    assert anomalie(Anomalie(Genre.ABSENTE, 4, 4)) == "Ligne 4\u00a0: retirée du journal."
    assert anomalie(Anomalie(Genre.ABSENTE, 4, 6)) == "Lignes 4 à 6\u00a0: retirées du journal."
    deplacees = anomalie(Anomalie(Genre.DEPLACEE, 6, 9, "5"))
    assert deplacees.endswith("intactes, mais pas à leur place\u00a0: écrites sous le numéro 5 et suivants.")


def test_the_summary_says_what_vouches_for_the_journal(reglages_seuls, tmp_path):
    rapport = Rapport(lignes=60, tete=Tete(60, 60, "ab" * 32))
    nu = " ".join(bilan(rapport)).replace("\u00a0", " ")
    assert nu.startswith("Journal conforme : 60 lignes vérifiées, tête à la ligne 60.")
    assert "Aucune ligne n’est scellée" in nu and "Aucune ancre" in nu
    ancre = signer(Tete(52, 52, "cd" * 32), 12, ClesPreuve(reglages_seuls), tmp_path, MAINTENANT)
    plein = replace(rapport, scelle_depuis=12, effacees=1, ancre=ancre)
    dit = " ".join(bilan(plein)).replace("\u00a0", " ")
    for attendu in (
        "1 contenu effacé",
        "Scellé depuis la ligne 12.",
        "Dernière ancre : ligne 52, le 22 novembre 2026.",
        "8 lignes depuis cette ancre",
    ):
        assert attendu in dit
    plein.noter(Anomalie(Genre.CONTENU, 3, 3))
    assert next(bilan(plein)).startswith("Journal altéré")
    assert "Comparez" in illisible("2026-11.jsonl, ligne 3")
