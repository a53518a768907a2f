"""Every code of a rule that the product cites is explained in docs/regles.md, and the files named there exist."""

import re
from itertools import chain
from pathlib import Path

RACINE = Path(__file__).parents[2]
CODE = re.compile(r"(?<![\w/.-])[ADEMNPRT][0-9]{1,2}(?![\w-])")


def expliques():
    return re.findall(
        r"^\| ([A-Z][0-9]+) \|", (RACINE / "docs" / "regles.md").read_text(encoding="utf-8"), re.MULTILINE
    )


def cites(*dossiers):
    fichiers = chain.from_iterable((RACINE / d).rglob("*.*") for d in dossiers)
    textes = (f.read_text(encoding="utf-8") for f in fichiers if f.suffix in (".py", ".md") and f.name != "regles.md")
    return {code for texte in textes for code in CODE.findall(texte)}


def test_every_code_cited_by_the_product_is_explained_once():
    codes = expliques()
    assert len(codes) == len(set(codes))
    assert cites("portail") <= set(codes)


def test_no_rule_is_explained_that_nothing_cites():
    assert set(expliques()) <= cites("portail", "docs", "tests")


def test_the_places_named_exist():
    lieux = re.findall(r"`([\w/-]+/[\w.-]+)`", (RACINE / "docs" / "regles.md").read_text(encoding="utf-8"))
    assert len(lieux) > 50
    assert [lieu for lieu in lieux if not any((base / lieu).exists() for base in (RACINE, RACINE / "portail"))] == []
