"""What a translation owes to its French sentence: its values, its marks, its plural forms; and its ease, if it says so.

Easy French (« facile à lire »: Inclusion Europe, « L'information pour tous », 2009) holds only what differs. The
rule: no sentence of a text has more than 12 words, and a text of 8 words or more measures 85 or more (Kandel-Moles;
shorter ones are labels, whose measure means nothing). A value counts as a number. Where a term of law must stay, the
entry says so in a comment of the translator, « # Garder : » and why.
"""

import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog, Message

from outils.lisibilite import mesurer, mots, phrases_de

FACILE = "fr@facile"
MOTS_MAX, MESURE_MIN, MOTS_MESURES = 12, 85, 8
GARDER = "Garder"
_VALEUR = re.compile(r"%\((\w+)\)[sd]")
_BALISE = re.compile(r"<[^>]*>")


def formes(texte: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """The forms of a sentence, one if it has no plural.

    >>> formes("Payer"), formes(("1 jour", "2 jours"))
    (['Payer'], ['1 jour', '2 jours'])
    """
    return [texte] if isinstance(texte, str) else list(texte or ())


def traduite(message: Message) -> bool:
    """True if every form is written."""
    return bool(message.string) and all(formes(message.string))


def complete(message: Message, ecrite: Message | None) -> str:
    """Why the sentence is still missing in a language that must be complete; "" if it is not."""
    return "" if ecrite is not None and traduite(ecrite) else "à traduire"


def facile(message: Message, ecrite: Message | None) -> str:
    """Why a sentence still asks for easy words; "" if it is easy, or if somebody said why it stays."""
    dit = ecrite if ecrite is not None and traduite(ecrite) else None
    if dit is not None and any(c.startswith(GARDER) for c in dit.user_comments):
        return ""
    return next(filter(None, map(durete, formes(dit.string if dit else message.id))), "")


def durete(texte: str) -> str:
    """What makes a French text hard to read; "" if nothing does.

    >>> durete("Refuser la procédure"), durete("Le juge vous écoute. Il décide. Vous pouvez tout lui dire.")
    ('', '')
    >>> durete("L’étude vérifie que la personne habite bien à cette adresse avant de répondre.")
    'une phrase de 14 mots, 12 au plus'
    """
    phrases = list(phrases_de(_VALEUR.sub("2", _BALISE.sub("", texte)).replace("%%", "%")))
    if not phrases:
        return ""
    lu = mesurer(phrases)
    longueur = len(mots(lu.plus_longue))
    if longueur > MOTS_MAX:
        return f"une phrase de {longueur} mots, {MOTS_MAX} au plus"
    if lu.mots >= MOTS_MESURES and lu.score < MESURE_MIN:
        return f"mesure {lu.score:.0f}, {MESURE_MIN} au moins"
    return ""


def fautes(catalogue: Catalog, message: Message) -> Iterator[str]:
    """What is wrong in a written translation."""
    voulues, ecrites = set(_valeurs(formes(message.id)[-1])), [set(_valeurs(f)) for f in formes(message.string)]
    if message.fuzzy:
        yield "traduction marquée comme douteuse (fuzzy)"
    if message.pluralizable and len(ecrites) != catalogue.num_plurals:
        yield f"{catalogue.num_plurals} formes attendues au pluriel"
    if voulues not in ecrites:  # one form of a plural may say « one » in a word
        yield f"valeurs attendues : {', '.join(sorted(voulues)) or 'aucune'}"
    if inconnues := set().union(*ecrites) - voulues:
        yield f"valeur inconnue : {', '.join(sorted(inconnues))}"
    balises = [sorted(_BALISE.findall(f)) for f in formes(message.id)]
    if any(sorted(_BALISE.findall(f)) not in balises for f in formes(message.string)):
        yield "les balises ne sont pas celles du français"
    if any("%" in _VALEUR.sub("", f).replace("%%", "") for f in formes(message.string)):
        yield "un % seul s’écrit %%"


def _valeurs(texte: str) -> list[str]:
    return _VALEUR.findall(texte)
