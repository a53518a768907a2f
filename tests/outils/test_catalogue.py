"""The catalogues: two models, each sentence in the one of its readers, and everything that makes the check fail."""

import pytest
from babel.messages.catalog import Catalog

from outils import catalogue


@pytest.fixture
def ailleurs(tmp_path, monkeypatch):
    """An empty translations/ for two sentences of the debtor and one of the étude."""
    debiteur, etude = Catalog(fuzzy=False), Catalog(fuzzy=False)
    debiteur.add("Payer le %(jour)s", flags=["python-format"])
    debiteur.add("L’étude vérifie que la personne habite bien à cette adresse avant de répondre.")
    etude.add("Signer")
    monkeypatch.setattr(catalogue, "RACINE", tmp_path)
    monkeypatch.setattr(catalogue, "TRADUCTIONS", tmp_path / "translations")
    monkeypatch.setattr(catalogue, "extraire", lambda: {"debiteur": debiteur, "etude": etude})
    catalogue.traduire()
    return tmp_path / "translations"


def ecrire(fichier, *paires):
    """Fill the empty sentences of a .po."""
    texte = fichier.read_text("utf-8")
    for francais, traduit in paires:
        vide = f'msgid "{francais}"\nmsgstr ""'
        assert vide in texte
        texte = texte.replace(vide, f'msgid "{francais}"\nmsgstr "{traduit}"')
    fichier.write_text(texte, "utf-8")


def test_a_sentence_goes_to_the_catalogue_of_those_who_read_it():
    for fichier in ("templates/debiteur/reponse.html", "portail/web/forms.py", "portail/domaine/saisie.py"):
        assert catalogue.domaine_de(fichier) == "debiteur"
    for fichier in ("templates/creancier/plan.html", "portail/web/commissaire/forms.py"):
        assert catalogue.domaine_de(fichier) == "etude"


def test_the_real_catalogues_hold_the_sentences_of_the_pages():
    debiteur, etude = catalogue.extraire()["debiteur"], catalogue.extraire()["etude"]
    assert debiteur.get("Ne payez rien maintenant.") and etude.get("Signer")


def test_every_language_has_its_files_and_easy_french_only_what_differs(ailleurs):
    faits = {f.relative_to(ailleurs).as_posix() for f in ailleurs.rglob("*.po*")}
    assert faits == {
        "debiteur.pot", "etude.pot", "en/LC_MESSAGES/debiteur.po", "en/LC_MESSAGES/etude.po",
        "ar/LC_MESSAGES/debiteur.po", "fr@facile/LC_MESSAGES/debiteur.po",
    }  # fmt: skip
    assert "Payer" not in (ailleurs / "fr@facile/LC_MESSAGES/debiteur.po").read_text("utf-8")


def test_what_is_missing_is_counted_listed_and_refused(ailleurs, capsys):
    catalogue.compter()
    assert capsys.readouterr().out.split("\n")[:3] == [
        "en : 3 à traduire",
        "ar : 2 à traduire",
        "fr@facile : 1 à traduire",
    ]
    catalogue.lister("fr@facile")
    assert "une phrase de 14 mots" in capsys.readouterr().out
    assert len(catalogue.verifier()) == 6


def test_a_full_translation_passes_and_a_lost_value_does_not(ailleurs):
    ecrire(ailleurs / "en/LC_MESSAGES/etude.po", ("Signer", "Sign"))
    assert not [f for f in catalogue.verifier() if "etude" in f]
    ecrire(ailleurs / "ar/LC_MESSAGES/debiteur.po", ("Payer le %(jour)s", "ادفع"))
    assert [f for f in catalogue.verifier() if f == "ar/debiteur : Payer le %(jour)s : valeurs attendues : jour"]


def test_a_file_out_of_step_an_old_entry_and_a_stranger_are_refused(ailleurs):
    po = ailleurs / "en/LC_MESSAGES/etude.po"
    po.write_text(po.read_text("utf-8") + '\n#~ msgid "Ancien"\n#~ msgstr "Old"\n', "utf-8")
    (ailleurs / "messages.pot").write_text("", "utf-8")
    fautes = catalogue.verifier()
    assert any("en/LC_MESSAGES/etude.po n’est pas à jour" in f for f in fautes)
    assert "en/etude : Ancien : entrée périmée" in fautes
    assert any(f.startswith("translations/messages.pot") for f in fautes)
    catalogue.traduire()
    assert not [f for f in catalogue.verifier() if "périmée" in f or "à jour" in f]
