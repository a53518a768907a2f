"""Answers in three words, « oui », « non », « je ne sais pas », and what they are worth to `domaine.creance`."""

from collections.abc import Mapping
from typing import Any

from wtforms import RadioField

from portail.domaine.phrases import Phrase
from portail.web.forms import choix, requis
from portail.web.traduction import lazy_gettext

OUI, NON, INCONNU = "oui", "non", "inconnu"
_VALEURS: Mapping[str, bool | None] = {OUI: True, NON: False, INCONNU: None}


def oui_non(question: str) -> RadioField:
    return RadioField(
        question,
        [requis(lazy_gettext("Répondez par oui ou par non."))],
        choices=choix({OUI: Phrase("Oui"), NON: Phrase("Non")}),
    )


def oui_non_inconnu(question: str) -> RadioField:
    trois = {OUI: Phrase("Oui"), NON: Phrase("Non"), INCONNU: Phrase("Je ne sais pas")}
    return RadioField(
        question, [requis(lazy_gettext("Répondez par oui, par non, ou par « Je ne sais pas »."))], choices=choix(trois)
    )


def valeur(reponse: str | None) -> bool | None:
    """None for « je ne sais pas » and for no answer.

    >>> valeur("oui"), valeur("inconnu"), valeur(None)
    (True, None, None)
    """
    return _VALEURS.get(reponse or "")


def mot(valeur: Any) -> str:
    """The radio's value for what is stored.

    >>> mot(True), mot(False), mot(None)
    ('oui', 'non', 'inconnu')
    """
    return {True: OUI, False: NON}.get(valeur, INCONNU)
