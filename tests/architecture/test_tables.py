"""The rules of form that can be checked: tables kept in step, one place for the state, small pieces, mirrors."""

import ast
import re
import sys
from pathlib import Path

import pytest
from jinja2 import meta, nodes

from portail.domaine.procedure import Action, Etat
from portail.domaine.tables_procedure import document
from portail.web.acces import table_des_routes

ICI = Path(__file__).parent
RACINE = ICI.parent.parent
PORTAIL = RACINE / "portail"
GABARITS = sorted((RACINE / "templates").rglob("*.html"))
MODULES = sorted(m for m in PORTAIL.rglob("*.py") if "migrations" not in m.parts)


def nom(fichier: Path) -> str:
    return fichier.relative_to(RACINE).as_posix()


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_the_table_of_routes_is_up_to_date(app):
    attendu = ICI / "routes.txt"
    present = table_des_routes(app) + "\n"
    if not attendu.exists() or attendu.read_text("utf-8") != present:
        attendu.write_text(present, "utf-8")
        pytest.fail("tests/architecture/routes.txt rewritten: read its diff, then commit it")


def test_the_table_of_states_is_up_to_date():
    attendu = RACINE / "docs" / "tables.md"
    if not attendu.exists() or attendu.read_text("utf-8") != document():
        attendu.write_text(document(), "utf-8")
        pytest.fail("docs/tables.md rewritten: read its diff, then commit it")


def test_the_glossary_has_every_state_and_action():
    glossaire = (RACINE / "docs" / "glossaire.md").read_text("utf-8")
    absents = [m.value for m in (*Etat, *Action) if f"`{m.value}`" not in glossaire]
    assert not absents


def test_the_state_changes_only_in_the_journal():
    fautes = set()
    for fichier in MODULES:
        for noeud in ast.walk(ast.parse(fichier.read_text("utf-8"))):
            cibles = noeud.targets if isinstance(noeud, ast.Assign) else []
            for cible in (c for t in cibles for c in (t.elts if isinstance(t, ast.Tuple) else [t])):
                if (
                    isinstance(cible, ast.Attribute)
                    and cible.attr == "etat"
                    and getattr(cible.value, "id", "") == "dossier"
                ):
                    fautes.add(nom(fichier))
    assert fautes == {"portail/services/journal.py"}


def test_the_domain_imports_only_the_standard_library():
    fautes = []
    for fichier in (PORTAIL / "domaine").rglob("*.py"):
        for noeud in ast.walk(ast.parse(fichier.read_text("utf-8"))):
            noms = [a.name for a in noeud.names] if isinstance(noeud, ast.Import) else []
            noms += [noeud.module or ""] if isinstance(noeud, ast.ImportFrom) else []
            for module in noms:
                racine = module.split(".")[0]
                if racine not in sys.stdlib_module_names and not module.startswith("portail.domaine"):
                    fautes.append(f"{nom(fichier)}: {module}")
    assert not fautes


def test_the_domain_and_the_services_read_no_clock():
    horloges = re.compile(r"\b(datetime|date)\.(now|today|utcnow)\(|\btime\.time\(")
    fautes = [
        nom(f) for c in ("domaine", "services", "persistance") for f in (PORTAIL / c).rglob("*.py")
        if horloges.search(f.read_text("utf-8"))
    ]  # fmt: skip
    assert not fautes


def test_no_module_and_no_function_is_too_long():
    longs = []
    for fichier in MODULES:
        texte = fichier.read_text("utf-8")
        if texte.count("\n") > 300:
            longs.append(f"{nom(fichier)}: {texte.count(chr(10))} lines")
        for noeud in ast.walk(ast.parse(texte)):
            if isinstance(noeud, ast.FunctionDef) and noeud.end_lineno - noeud.lineno >= 40:
                longs.append(f"{nom(fichier)}:{noeud.name}: {noeud.end_lineno - noeud.lineno + 1} lines")
    assert not longs


def test_the_tests_follow_the_tree():
    """A module of rules, of use cases or of routes has its test file, or a folder of them, at the same place."""
    sans_test = []
    for couche in ("domaine", "services", "web/debiteur", "web/creancier", "web/commissaire", "web/connexion"):
        for module in (PORTAIL / couche).glob("*.py"):
            relatif = module.relative_to(PORTAIL)
            if module.name in ("__init__.py", "forms.py", "acteur.py"):
                continue
            if not (RACINE / "tests" / relatif.parent / f"test_{module.name}").exists():
                sans_test.append(str(relatif))
    assert not sans_test


@pytest.mark.parametrize("url_base", ["sqlite"], indirect=True)
def test_a_fragment_stands_alone(app):
    """Drawn alone, a block sees neither the imports nor the {% set %} of the top of its template."""
    fautes = []
    for gabarit in GABARITS:
        source = gabarit.read_text("utf-8")
        arbre = app.jinja_env.parse(source)
        du_haut = _noms_du_haut(arbre)
        for bloc in arbre.find_all(nodes.Block):
            if not bloc.name.startswith("fragment_"):
                continue
            cible = bloc.name.removeprefix("fragment_").replace("_", "-")
            if f'id="{cible}"' not in source:
                fautes.append(f"{nom(gabarit)}: block {bloc.name} has no element #{cible}")
            seul = nodes.Template(bloc.body, lineno=1).set_environment(app.jinja_env)
            manquants = meta.find_undeclared_variables(seul) & du_haut
            if manquants:
                fautes.append(f"{nom(gabarit)}: {bloc.name} uses {manquants}, defined outside")
    assert not fautes


def _noms_du_haut(arbre) -> set[str]:
    noms = set()
    for noeud in arbre.body:
        if isinstance(noeud, nodes.FromImport):
            noms |= {n if isinstance(n, str) else n[1] for n in noeud.names}
        elif isinstance(noeud, nodes.Import):
            noms.add(noeud.target)
        elif isinstance(noeud, nodes.Assign) and isinstance(noeud.target, nodes.Name):
            noms.add(noeud.target.name)
    return noms


def test_templates_hold_nothing_inline_and_nothing_unescaped():
    interdits = re.compile(r"\sstyle=|\son[a-z]+=\"|hx-on|hx-vals='js:|\|\s*safe|javascript:", re.IGNORECASE)
    fautes = [nom(g) for g in GABARITS if interdits.search(g.read_text("utf-8"))]
    assert not fautes


def test_no_browser_test_closes_a_page_by_itself():
    # Chromium may answer « closed » and keep a page that is just then navigating: `close()` has no end and waits
    # for ever (Playwright issue 42068). Contexts close whole, with each test.
    fermees = re.compile(r"\bpage\w*\.close\(")
    fichiers = [*(RACINE / "tests").rglob("*.py"), *(RACINE / "outils").rglob("*.py")]
    assert [nom(f) for f in fichiers if fermees.search(f.read_text("utf-8"))] == []


def test_no_path_of_a_machine_and_no_registry_in_the_tree():
    interdits = re.compile(r"(?<![\w.])/(work|root|home|opt)/[a-z]|pypi\.org|registry\.npmjs|deb\.debian\.org")
    fautes = []
    for motif in (
        "portail/**/*.py",
        "templates/**/*",
        "static/*.js",
        "tests/**/*.py",
        "docs/**/*.md",
        "*.md",
        "*.toml",
        "Makefile",
    ):
        for fichier in RACINE.glob(motif):
            if fichier.is_file() and fichier != Path(__file__) and interdits.search(fichier.read_text("utf-8")):
                fautes.append(nom(fichier))
    assert not fautes
