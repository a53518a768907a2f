"""The reader's language: the sentences of the catalogues, now (`gettext`) or when they are shown (`lazy_gettext`).

French is the source: its sentences are the keys. Nothing that is hashed, signed or journaled passes through here: only
the French text has legal value.
"""

from functools import cache
from io import BytesIO
from typing import Any, NamedTuple

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import LazyProxy, NullTranslations, Translations
from flask import g, has_app_context

from portail import ressources

DOMAINES = ("messages",)


class Langue(NamedTuple):
    """`code`: folder of the catalogues; `balise`: BCP 47 tag of the page; `sens`: ltr or rtl; `nom`: in itself."""

    code: str
    balise: str
    sens: str
    nom: str


FRANCAIS = Langue("fr", "fr", "ltr", "Français")
LANGUES = {
    langue.code: langue
    for langue in (
        FRANCAIS,
        Langue("fr@facile", "fr", "ltr", "Facile à lire"),
        Langue("en", "en", "ltr", "English"),
        Langue("ar", "ar", "rtl", "العربية"),
    )
}


def langue() -> Langue:
    """The language of this request; French outside of one."""
    return g.get("langue", FRANCAIS) if has_app_context() else FRANCAIS


def gettext(phrase: str, **valeurs: Any) -> str:
    """The sentence in the reader's language, with its named values."""
    texte = traductions(langue().code).gettext(phrase)
    return texte % valeurs if valeurs else texte


def ngettext(une: str, plusieurs: str, nombre: int, **valeurs: Any) -> str:
    """As `gettext`, in the form that `nombre` asks for; `nombre` is one of the values under the name `num`."""
    texte = traductions(langue().code).ngettext(une, plusieurs, nombre)
    return texte % {"num": nombre, **valeurs}


def lazy_gettext(phrase: str, **valeurs: Any) -> LazyProxy:
    """For labels and messages written at import: translated each time they are shown."""
    return LazyProxy(gettext, phrase, enable_cache=False, **valeurs)


@cache
def traductions(code: str) -> NullTranslations:
    """The catalogues of a language, read from their .po files; French is the source and needs none."""
    reunies = NullTranslations()
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
    return reunies.merge(lues) if isinstance(reunies, Translations) else lues
