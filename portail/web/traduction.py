"""The reader's language: the sentences of the catalogues, now (`gettext`) or when they are shown (`lazy_gettext`).

French is the source: its sentences are the keys. Nothing that is hashed, signed or journaled passes through here: only
the French text has legal value.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from io import BytesIO
from typing import Any, NamedTuple, cast

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import LazyProxy, NullTranslations, Translations
from flask import g, has_request_context, request
from markupsafe import Markup

from portail import ressources
from portail.web.base import reglages

DOMAINES = ("debiteur", "etude")
# The offices of professionals are in French and in English only.
BUREAUX, LANGUES_BUREAUX = ("creancier", "commissaire"), ("fr", "en")
_DEBUT, _FIN = "\u2068", "\u2069"  # what stands between keeps its own direction


class Langue(NamedTuple):
    """`code`: folder of the catalogues; `balise`: BCP 47 tag of the page; `sens`: ltr or rtl; `nom`: in itself.

    `region` is the Babel locale that writes its dates and amounts, "" for the French ones.
    """

    code: str
    balise: str
    sens: str
    nom: str
    region: str = ""


FRANCAIS = Langue("fr", "fr", "ltr", "Français")
LANGUES = {
    langue.code: langue
    for langue in (
        FRANCAIS,
        Langue("fr@facile", "fr", "ltr", "Facile à lire"),
        Langue("en", "en", "ltr", "English", "en_GB"),
        Langue("ar", "ar", "rtl", "العربية", "ar_MA"),
    )
}


def langue() -> Langue:
    """The language of this request; French outside of one."""
    if not has_request_context():
        return FRANCAIS
    if "langue" not in g:
        g.langue = _choisie()
    return cast(Langue, g.langue)


def dire_en(voulue: Langue) -> None:
    """The language of the rest of this request, if this space has it."""
    g.langue = voulue if voulue in langues_offertes() else FRANCAIS


@contextmanager
def en_francais() -> Iterator[None]:
    """French for what is said inside, whoever reads this page: for sentences that are kept or printed."""
    if not has_request_context():
        yield
        return
    avant, g.langue = langue(), FRANCAIS
    try:
        yield
    finally:
        g.langue = avant


def langues_offertes() -> tuple[Langue, ...]:
    """The languages of the space that this request is in."""
    bureau = request.blueprint in BUREAUX
    return tuple(langue for langue in LANGUES.values() if not bureau or langue.code in LANGUES_BUREAUX)


def nom_du_cookie() -> str:
    return "__Host-portail_langue" if reglages().https else "portail_langue"


def _choisie() -> Langue:
    """What the cookie asks for, if this space has it; never guessed from the browser: the letter is in French."""
    voulue = LANGUES.get(request.cookies.get(nom_du_cookie(), ""), FRANCAIS)
    return voulue if voulue in langues_offertes() else FRANCAIS


def gettext(phrase: str, **valeurs: Any) -> str:
    """The sentence in the reader's language, with its named values; a « % » of the sentence is always written %%."""
    return phrases().gettext(phrase) % isoler(valeurs)


def ngettext(une: str, plusieurs: str, nombre: int, **valeurs: Any) -> str:
    """As `gettext`, in the form that `nombre` asks for; `nombre` is one of the values under the name `num`."""
    texte = phrases().ngettext(une, plusieurs, nombre)
    return texte % {"num": nombre, **isoler(valeurs)}


def lazy_gettext(phrase: str, **valeurs: Any) -> str:
    """For labels and messages written at import: translated each time they are shown. Stands for a string."""
    return cast(str, LazyProxy(gettext, phrase, enable_cache=False, **valeurs))


def isoler(valeurs: dict[str, Any]) -> dict[str, Any]:
    """The values of a sentence; in one read from the right, a French name or an amount keeps its own direction."""
    return {nom: isole(valeur) for nom, valeur in valeurs.items()}


def isole(valeur: Any) -> Any:
    """One value, as above."""
    if langue().sens == "ltr":
        return valeur
    if isinstance(valeur, Markup):
        return Markup("{}{}{}").format(_DEBUT, valeur, _FIN)
    return f"{_DEBUT}{valeur}{_FIN}" if isinstance(valeur, str) else valeur


class _Source(NullTranslations):
    """French, whose singular also counts nothing."""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return msgid1 if n < 2 else msgid2


def phrases() -> NullTranslations:
    """The sentences of the reader's language."""
    return traductions(langue().code)


@cache
def traductions(code: str) -> NullTranslations:
    """The catalogues of a language, read from their .po files; French is the source and stands for what is missing."""
    reunies: NullTranslations = _Source()
    for domaine in DOMAINES:
        fichier = ressources.chemin("translations") / code / "LC_MESSAGES" / f"{domaine}.po"
        if fichier.exists():
            reunies = _ajouter(reunies, fichier, code)
    return reunies


def _ajouter(reunies: NullTranslations, fichier: Any, code: str) -> NullTranslations:
    binaire = BytesIO()
    with fichier.open("rb") as source:
        write_mo(binaire, read_po(source, locale=code))
    binaire.seek(0)
    lues = Translations(binaire)
    if isinstance(reunies, Translations):
        reunies.merge(lues)
        return reunies
    lues.add_fallback(reunies)
    return lues
