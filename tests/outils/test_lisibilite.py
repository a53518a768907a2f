"""The measure of reading ease: its formula by hand, its sentences, its syllables beside a hyphenation dictionary."""

import re

import pyphen
import pytest
from bs4 import BeautifulSoup

from outils.lisibilite import mesurer, mots, phrases_de, phrases_de_page, syllabes
from portail.ressources import chemin

# The official model letter speaks like this; the journey speaks like that.
ARDU = (
    "À défaut d’accord constaté par le commissaire de justice dans le délai d’un mois à compter de l’envoi de la "
    "lettre recommandée avec demande d’avis de réception, la procédure simplifiée de recouvrement prend fin, "
    "le créancier conservant la faculté de solliciter la délivrance d’une injonction de payer."
)
FACILE = "Vous êtes libre. Vous pouvez dire oui. Vous pouvez dire non. La procédure est gratuite pour vous."


@pytest.mark.parametrize(
    ("mot", "attendu"),
    [
        ("payer", 2), ("paiement", 2), ("créancier", 3), ("procédure", 3), ("dossier", 2), ("étude", 2), ("accord", 2),
        ("peuvent", 1), ("doivent", 1), ("souvent", 2), ("moment", 2), ("quelques", 1), ("chaque", 1), ("créé", 2),
        ("somme", 1), ("sommes", 1), ("durée", 2), ("oui", 1), ("moyen", 2), ("exécutoire", 4), ("obligatoire", 4),
        ("œuvre", 1), ("héroïque", 3), ("2026", 2), ("1 220,00", 2), ("l’", 1),
    ],
)  # fmt: skip
def test_syllables_counted_by_hand(mot, attendu):
    assert syllabes(mot) == attendu


def test_syllables_beside_a_hyphenation_dictionary():
    """Hyphens never isolate a first vowel (é-tude): the dictionary may find one syllable less, hardly ever more."""
    cesures = pyphen.Pyphen(lang="fr_FR")
    textes = " ".join(g.read_text("utf-8") for g in sorted((chemin("templates") / "debiteur").glob("*.html")))
    phrases = " ".join(re.findall(r"{% trans[^%]*%}(.*?){% endtrans %}", textes, re.DOTALL))
    vus = {m.lower() for m in mots(re.sub(r"{{.*?}}|<[^>]+>|{%.*?%}", " ", phrases)) if m.isalpha()}
    assert len(vus) > 300
    ecarts = {mot: syllabes(mot) - len(cesures.positions(mot)) - 1 for mot in vus}
    assert {mot for mot, ecart in ecarts.items() if not 0 <= ecart <= 1} <= {"quelques"}


def test_the_formula_by_hand():
    lu = mesurer(list(phrases_de("Le chat dort. Il a bien mangé.")))
    assert (lu.mots, len(lu.phrases)) == (7, 2)
    assert lu.score == pytest.approx(207 - 1.015 * 3.5 - 73.6 * 8 / 7)
    assert mesurer(list(phrases_de(FACILE))).score > 90
    assert mesurer(list(phrases_de(ARDU))).score < 50
    with pytest.raises(ValueError, match="nothing"):
        mesurer([])


def test_sentences_end_where_a_reader_stops():
    assert list(phrases_de("C’est oui : tant mieux. Le 5 déc. 2026 ? « Non ! » Voir art. R. 125-5.")) == [
        "C’est oui : tant mieux.",
        "Le 5 déc. 2026 ?",
        "« Non !",
        "Voir art. R. 125-5.",
    ]
    assert mots("L’étude n’a pas dit 1 220,50 € aujourd’hui.") == [
        "L’", "étude", "n’", "a", "pas", "dit", "1 220,50", "aujourd’hui",
    ]  # fmt: skip


def test_what_is_read_on_a_page_and_what_is_not():
    page = BeautifulSoup(
        """<head><title>Titre</title></head><body><header>En tête</header><main>
        <h1>Un <b>grand</b> titre</h1><p>Une phrase.<br>Une autre</p><ul class="choix"><li><a><strong>Oui</strong>
        <span>Je dis oui</span></a></li></ul>
        <label class="option"><input><span>Six fois</span><span>Merci</span></label>
        <p class="sr">Entendu</p><p hidden>Caché</p><svg><text>Dessin</text></svg><table><td>12</td></table>
        <blockquote data-texte-legal="L. 125-1">Texte de la loi</blockquote>
        <details><summary>Plus</summary>Fin</details>
        </main></body>""",
        "html5lib",
    )
    assert phrases_de_page(page) == [
        "Un grand titre", "Une phrase.", "Une autre", "Oui", "Je dis oui", "Six fois", "Merci", "Plus", "Fin",
    ]  # fmt: skip
