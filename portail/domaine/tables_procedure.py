"""docs/tables.md, written from TRANSITIONS: what a lawyer proof-reads."""

from portail.domaine.procedure import LECTURES, TERMINAUX, TRANSITIONS, Etat, Role

_ENTETE = """# States and actions of the procedure

Generated from `portail/domaine/procedure.py` by `make tables`; a test fails when it is out of date.

Time never changes a state. It closes doors (`domaine/delais.py`) and gives the commissaire the right to record an
expiry.
"""


def document() -> str:
    """The whole Markdown text."""
    return "\n".join((_ENTETE, _par_etat(), _par_action(), _diagramme()))


def _par_etat() -> str:
    lignes = [
        "## Who may do what, state by state",
        "",
        "| état | débiteur | créancier | commissaire |",
        "|---|---|---|---|",
    ]
    for etat in Etat:
        cellules = [_cellule(etat, role) for role in Role]
        fin = " (fin)" if etat in TERMINAUX else ""
        lignes.append(f"| {etat.value}{fin} | {' | '.join(cellules)} |")
    return "\n".join(lignes) + "\n"


def _cellule(etat: Etat, role: Role) -> str:
    actes = [
        t.action.value if t.vers is None else f"{t.action.value} → {t.vers.value}"
        for t in TRANSITIONS
        if t.role is role and etat in t.depuis
    ]
    return "<br>".join(actes) or "–"


def _par_action() -> str:
    lignes = ["## Actions and their texts", "", "| action | qui | depuis | vers | texte |", "|---|---|---|---|---|"]
    for t in TRANSITIONS:
        depuis = ", ".join(e.value for e in t.depuis)
        vers = t.vers.value if t.vers else "(inchangé)"
        lignes.append(f"| {t.action.value} | {t.role.value} | {depuis} | {vers} | {t.article} |")
    lectures = ", ".join(f"{a.value} ({', '.join(sorted(roles))})" for a, roles in LECTURES.items())
    return "\n".join([*lignes, "", f"Reading: {lectures}.", ""])


def _diagramme() -> str:
    fleches = sorted(
        {(depuis.value, t.vers.value, t.action.value) for t in TRANSITIONS if t.vers for depuis in t.depuis}
    )
    corps = "\n".join(f"  {a} --> {b}: {action}" for a, b, action in fleches)
    return f"## Diagram\n\n```mermaid\nstateDiagram-v2\n  [*] --> {Etat.BROUILLON.value}\n{corps}\n```\n"
