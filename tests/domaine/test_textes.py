"""The dated texts: in force, or the last known one marked as such (droit.md, first warning; D16, D19)."""

from datetime import date

import pytest

from portail.domaine.tables import TABLES_PUBLIEES, TableManquante
from portail.domaine.textes import (
    ARTICLES_A_REPRODUIRE,
    FORMULE_DECRET,
    FORMULE_ENTETE,
    FORMULE_TITRE,
    FORMULE_TITRE_COMMISSAIRES,
    StatutTexte,
    codes,
    texte,
)

LE_22 = date(2026, 11, 22)


def test_the_four_articles_of_the_letter():
    etats = {code: (texte(code, LE_22).a_jour, texte(code, LE_22).statut) for code in ARTICLES_A_REPRODUIRE}
    assert etats == {
        "L111-2": (True, StatutTexte.VERIFIE),
        "L111-3": (False, StatutTexte.VERIFIE),
        "L125-1": (False, StatutTexte.VERIFIE),
        "2238": (True, StatutTexte.VERIFIE),
    }


@pytest.mark.parametrize("code", ["L125-1", "L111-3"])
def test_the_last_known_wording_says_why_it_is_not_the_present_one(code):
    dernier = texte(code, LE_22)
    assert "2026-307" in dernier.note
    assert dernier.en_vigueur_au == date(2026, 4, 24)
    assert len(dernier.texte) > 500


def test_the_wording_entered_by_the_etude_is_the_present_one():
    grille = {
        "du": "2026-04-25",
        "source": "Légifrance",
        "verifie_le": "2026-11-22",
        "valeurs": {"texte": {"code": "L125-1", "texte": "Premier alinéa.\n\nSecond alinéa."}},
    }
    tables = TABLES_PUBLIEES.avec_grille(grille)
    nouveau = texte("L125-1", LE_22, tables=tables)
    assert (nouveau.a_jour, nouveau.alineas) == (True, ("Premier alinéa.", "Second alinéa."))
    assert texte("L125-1", date(2026, 4, 24), tables=tables).texte.startswith("Une procédure simplifiée")
    exemple = texte("L125-1", LE_22, tables=TABLES_PUBLIEES.avec_grille(grille | {"exemple": True}))
    assert (exemple.a_jour, exemple.statut) == (False, StatutTexte.NON_VERIFIE)


def test_a_text_read_on_a_day_is_not_vouched_for_before():
    assert texte("642", date(2026, 4, 3)).a_jour
    assert not texte("642", date(2026, 4, 2)).a_jour


def test_l125_1_did_not_have_this_wording_before_2020():
    with pytest.raises(TableManquante):
        texte("L125-1", date(2019, 12, 31))


def test_an_unknown_text_is_an_error():
    with pytest.raises(TableManquante) as manque:
        texte("L999-9", LE_22)
    assert "L999-9" in manque.value.phrase


def test_the_formule_executoire():
    assert texte(FORMULE_ENTETE, LE_22).alineas == ("République française", "Au nom du peuple français")
    decret = texte(FORMULE_DECRET, LE_22)
    assert "à tous huissiers de justice" in decret.texte
    assert decret.statut is StatutTexte.VERIFIE
    for code, mot in ((FORMULE_TITRE, "huissiers"), (FORMULE_TITRE_COMMISSAIRES, "commissaires")):
        adapte = texte(code, LE_22)
        assert f"à tous {mot} de justice" in adapte.texte
        assert "ledit titre" in adapte.texte
        assert adapte.statut is StatutTexte.NON_VERIFIE


def test_texts_are_printed_with_their_spaces_and_apostrophes():
    assert len(codes()) == 28
    for code in codes():
        contenu = texte(code, LE_22).texte
        assert "'" not in contenu
        assert not any(f" {signe}" in contenu for signe in ":;?!")
