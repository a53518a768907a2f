"""How hard a French page is to read: the Kandel-Moles score, and its sentences one by one.

Source: L. Kandel and A. Moles, « Application de l'indice de Flesch à la langue française », Cahiers d'études de
radio-télévision, 1958. Score = 207 - 1,015 x words per sentence - 73,6 x syllables per word; 100 is very easy, 0 very
hard. Counted by rule, so ± 5: a number is one word of two syllables, an elided word (« l’ ») is a word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import BeautifulSoup
from bs4.element import NavigableString, Tag

_VOYELLES = "aeiouyàâäéèêëîïôöùûüÿ"
_MOT = re.compile(r"[A-Za-zÀ-ÿœŒæÆ]+(?:[’'](?=\w))?|\d+(?:[\s\u202f\xa0]\d{3})*(?:,\d+)?")
# « Payer » has two syllables, « quel » one, « créé » two: these vowels stand apart, or are not heard.
_MUETTES = re.compile(r"(?<=[qg])u(?=[eéèêiîy])")
_COUPES = (
    re.compile(rf"(?<=[{_VOYELLES}])y(?=[{_VOYELLES}])"),
    re.compile(r"(?<=é)(?=[aàâoiuéê])"),
    re.compile(r"(?<=[aouié])(?=[ïë])"),
    re.compile(r"(?<=[aou])(?=é)"),
)
_E_MUET = re.compile(rf"[^{_VOYELLES}]es?$")
_ENT_MUET = re.compile(r"(?<!m)ent$")
# Nouns and adverbs in -ent, which are heard; verbs in -ent are not.
_ENT_DITS = {
    "absent", "accident", "agent", "argent", "cent", "client", "content", "dent", "différent", "excédent", "fréquent",
    "lent", "parent", "patient", "prudent", "présent", "récent", "souvent", "talent", "urgent", "vent", "équivalent",
    "évident",
}  # fmt: skip
_EMPREINTE = re.compile(r"\b[0-9a-f]{32,}\b")  # compared, not read
_ABREGES = re.compile(r"\b(art|arts|al|env|ex|n|p|tél|M|Mme|MM|Me|janv|févr|avr|juil|sept|oct|nov|déc|R|L|D)\.(?=\s)")
_FIN = re.compile(r"[.!?…]+(?=[\s»)]|$)")
_BLOCS = {
    "address", "article", "aside", "blockquote", "button", "caption", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "header", "label", "legend", "li", "main", "nav",
    "ol", "p", "section", "summary", "ul",
}  # fmt: skip
# Not read as prose: tables of figures, drawings (both have their words beside them), what is hidden or only heard.
_TUS = "head, script, style, svg, template, table, select, [hidden], [aria-hidden=true], .sr"
LEGAL = "data-texte-legal"


@dataclass(frozen=True)
class Lisibilite:
    """What a page weighs on its reader."""

    score: float
    mots: int
    phrases: tuple[str, ...]

    @property
    def mots_par_phrase(self) -> float:
        return self.mots / len(self.phrases)

    @property
    def plus_longue(self) -> str:
        return max(self.phrases, key=lambda p: len(mots(p)))


def mesurer(phrases: list[str]) -> Lisibilite:
    """Raises ValueError without any sentence."""
    if not phrases:
        raise ValueError("nothing to read")
    tous = [mot for phrase in phrases for mot in mots(phrase)]
    total = sum(map(syllabes, tous))
    score = 207 - 1.015 * len(tous) / len(phrases) - 73.6 * total / len(tous)
    return Lisibilite(score, len(tous), tuple(phrases))


def mots(texte: str) -> list[str]:
    """
    >>> mots("L’étude note 1 220,00 € aujourd’hui.")
    ['L’', 'étude', 'note', '1 220,00', 'aujourd’hui']
    """
    unis = _MOT.findall(_EMPREINTE.sub("", texte).replace("jourd’h", "jourdh"))
    return [mot.replace("jourdh", "jourd’h") for mot in unis]


def syllabes(mot: str) -> int:
    """
    >>> [syllabes(m) for m in ("payer", "procédure", "créancier", "peuvent", "quel", "1 220,00", "l’")]
    [2, 3, 3, 1, 1, 2, 1]
    """
    if mot[0].isdigit():
        return 2
    mot = re.sub(r"[^a-zàâäçéèêëîïôöùûüÿ]", "", mot.lower().replace("œ", "eu").replace("æ", "é"))
    decoupe = mot = _MUETTES.sub("", mot)
    for coupe in _COUPES:
        decoupe = coupe.sub("-", decoupe)
    nombre = len(re.findall(rf"[{_VOYELLES}]+", decoupe))
    if nombre > 1 and (_E_MUET.search(mot) or (_ENT_MUET.search(mot) and mot.rstrip("s") not in _ENT_DITS)):
        nombre -= 1
    return max(1, nombre)


def phrases_de(texte: str) -> Iterator[str]:
    """The sentences of one block of text.

    >>> list(phrases_de("Dites-le vite (art. R. 125-5). Et après ? Le 5 déc. 2026, rien."))
    ['Dites-le vite (art. R. 125-5).', 'Et après ?', 'Le 5 déc. 2026, rien.']
    """
    texte = re.sub(r"[\s\xa0\u202f]+", " ", texte).strip()
    garde = _ABREGES.sub(lambda m: m[0][:-1] + "\0", texte)
    debut = 0
    for fin in (*(m.end() for m in _FIN.finditer(garde)), len(garde)):
        phrase = garde[debut:fin].replace("\0", ".").strip(" »)")
        if mots(phrase):
            yield phrase + ")" * (phrase.count("(") - phrase.count(")"))
        debut = fin


def phrases_de_page(page: BeautifulSoup) -> list[str]:
    """What a person reads in the content of a page; texts of law quoted word for word (`data-texte-legal`) left out."""
    principal = BeautifulSoup(str(page.select_one("main") or page), "html.parser")
    for tu in principal.select(f"{_TUS}, [{LEGAL}]"):
        tu.extract()
    return [phrase for bloc in "".join(_blocs(principal)).split("\n") for phrase in phrases_de(bloc)]


def _blocs(noeud: Tag) -> Iterator[str]:
    """The text, with a line end around whatever stands on its own line."""
    for enfant in noeud.children:
        if isinstance(enfant, NavigableString):
            yield re.sub(r"\s+", " ", str(enfant))
        elif isinstance(enfant, Tag):
            bord = " " if enfant.name == "br" else "\n" if enfant.name in _BLOCS or _sur_sa_ligne(noeud) else ""
            yield bord
            yield from _blocs(enfant)
            yield bord


def _sur_sa_ligne(parent: Tag) -> bool:
    """Cards lay each of their parts on its own line."""
    return "option" in parent.get_attribute_list("class") or (
        parent.name in ("a", "button") and parent.find_parent(class_="choix") is not None
    )
