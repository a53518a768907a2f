"""The forms of the doors."""

from typing import Any

from wtforms import PasswordField, StringField

from portail.domaine.identifiants import LONGUEUR_CODE, LONGUEUR_IDENTIFIANT, est_bien_forme, normaliser
from portail.domaine.phrases import Phrase
from portail.web.forms import PortailForm, longueur, requis
from portail.web.langue import dire
from portail.web.traduction import lazy_gettext

# What a typo is told as: a character missing, too few or too many, one that is not the right one.
Mots = tuple[Phrase, Phrase, Phrase]
IDENTIFIANT: Mots = (
    Phrase(
        "Il manque un caractère dans l’identifiant. Il y en a %(attendus)s sur la feuille. Vous en avez tapé %(tapes)s."
    ),
    Phrase("Il y a %(attendus)s caractères dans l’identifiant. Vous en avez tapé %(tapes)s."),
    Phrase("Regardez de nouveau l’identifiant : un caractère n’est pas le bon. Cela ne compte pas comme un essai."),
)
CODE: Mots = (
    Phrase("Il manque un caractère dans le code. Il y en a %(attendus)s sur la feuille. Vous en avez tapé %(tapes)s."),
    Phrase("Il y a %(attendus)s caractères dans le code. Vous en avez tapé %(tapes)s."),
    Phrase("Regardez de nouveau le code : un caractère n’est pas le bon. Cela ne compte pas comme un essai."),
)


class LettreForm(PortailForm):
    """The two words of the letter. A typo is told as a typo: it is not an attempt."""

    identifiant = StringField(
        lazy_gettext("Identifiant (8 caractères)"),
        [requis(lazy_gettext("Tapez l’identifiant de votre feuille.")), longueur(64)],
        id="identifiant",
    )
    code = StringField(
        lazy_gettext("Code (12 caractères)"),
        [requis(lazy_gettext("Tapez le code de votre feuille.")), longueur(64)],
        id="code",
    )

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        bons = [
            bien_forme(self.identifiant, LONGUEUR_IDENTIFIANT, IDENTIFIANT),
            bien_forme(self.code, LONGUEUR_CODE, CODE),
        ]
        return all(bons)


class CompteForm(PortailForm):
    courriel = StringField(
        lazy_gettext("Adresse électronique"), [requis(lazy_gettext("Tapez votre adresse électronique.")), longueur(254)]
    )
    mot_de_passe = PasswordField(
        lazy_gettext("Mot de passe"), [requis(lazy_gettext("Tapez votre mot de passe.")), longueur(128)]
    )


def bien_forme(champ: Any, attendue: int, mots: Mots) -> bool:
    """True if what was typed bears its check symbol; else the sentence stands beside the input."""
    mot = normaliser(champ.data)
    if est_bien_forme(mot, attendue):
        return True
    if len(mot) == attendue:
        dite = mots[2]
    else:
        dite = mots[0 if len(mot) == attendue - 1 else 1].avec(attendus=attendue, tapes=len(mot))
    champ.errors = [*champ.errors, dire(dite)]
    return False
