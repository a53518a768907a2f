"""What a translation owes to its sentence, on small catalogues."""

import pytest
from babel.messages.catalog import Catalog

from outils.traductions import complete, durete, facile, fautes, traduite

DUR = "L’étude vérifie que la personne habite bien à cette adresse avant de répondre."


def entree(francais, texte="", langue="en", **reste):
    catalogue = Catalog(locale=langue)
    return catalogue, catalogue.add(francais, texte, **reste)


@pytest.mark.parametrize(
    ("francais", "texte", "defaut"),
    [
        ("Payer", "Pay", ""),
        ("Le %(jour)s", "On %(jour)s", ""),
        ("Le %(jour)s", "On that day", "valeurs attendues : jour"),
        ("Le %(jour)s", "On %(day)s", "valeur inconnue : day"),
        ("<b>%(nom)s</b>", "%(nom)s", "les balises ne sont pas celles du français"),
        ("10 %% du total", "10 % of it", "un % seul s’écrit %%"),
        (("%(n)s jour", "%(n)s jours"), ("one day", "%(n)s days"), ""),
        (("%(n)s jour", "%(n)s jours"), ("one day", "some days"), "valeurs attendues : n"),
        (("%(n)s jour", "%(n)s jours"), ("%(n)s day",), "2 formes attendues au pluriel"),
    ],
)
def test_a_written_translation_keeps_its_values_its_marks_and_its_forms(francais, texte, defaut):
    trouvees = list(fautes(*entree(francais, texte)))
    assert not trouvees if not defaut else defaut in trouvees


def test_a_doubtful_translation_is_a_fault():
    assert "traduction marquée comme douteuse (fuzzy)" in list(fautes(*entree("Payer", "Pay", flags=["fuzzy"])))


def test_what_is_empty_is_missing_where_the_language_must_be_complete():
    _, vide = entree("Payer")
    _, moitie = entree(("un jour", "des jours"), ("one day", ""))
    _, pleine = entree("Payer", "Pay")
    assert complete(vide, None) and complete(vide, vide) and complete(moitie, moitie)
    assert not complete(vide, pleine) and traduite(pleine)


def test_easy_french_is_measured():
    _, dure = entree(DUR)
    _, facile_dite = entree(
        DUR, "Vous vivez bien à cette adresse ? L’étude regarde. Puis elle vous répond.", "fr@facile"
    )
    _, encore = entree(
        DUR, "L’étude vérifie que la personne habite toujours bien là avant de lui répondre.", "fr@facile"
    )
    _, gardee = entree(DUR, DUR, "fr@facile", user_comments=["Garder : mots de l’article R. 125-2."])
    _, tue = entree(DUR, DUR, "fr@facile")
    assert facile(dure, None) and not facile(dure, facile_dite)
    assert facile(dure, encore) and not facile(dure, gardee) and facile(dure, tue)


def test_short_labels_are_not_measured_and_values_count_as_numbers():
    assert not durete("Titre exécutoire : constatation")
    assert not durete("%(nom)s peut dire oui. Il peut dire non. Vous avez le temps.")
    assert durete("Signé électroniquement par %(qui)s le %(le)s, niveau %(niveau)s, avec certificat.").startswith(
        "mesure"
    )
