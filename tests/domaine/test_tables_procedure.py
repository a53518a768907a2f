"""What the lawyer proof-reads says everything that TRANSITIONS says."""

from portail.domaine.procedure import TRANSITIONS, Etat
from portail.domaine.tables_procedure import document


def test_every_state_every_action_and_every_article_is_in_the_document():
    texte = document()
    assert all(f"| {etat.value}" in texte for etat in Etat)
    for t in TRANSITIONS:
        vers = t.vers.value if t.vers else "(inchangé)"
        depuis = ", ".join(e.value for e in t.depuis)
        assert f"| {t.action.value} | {t.role.value} | {depuis} | {vers} | {t.article} |" in texte
