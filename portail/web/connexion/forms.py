"""The forms of the doors."""

from typing import Any

from wtforms import PasswordField, StringField

from portail.domaine.identifiants import LONGUEUR_CODE, LONGUEUR_IDENTIFIANT, est_bien_forme, normaliser
from portail.web.forms import PortailForm, longueur, requis


class LettreForm(PortailForm):
    """The two words of the letter. A typo is told as a typo: it is not an attempt."""

    identifiant = StringField(
        "Identifiant (8 caractères)", [requis("Tapez l’identifiant de votre feuille."), longueur(64)], id="identifiant"
    )
    code = StringField("Code (12 caractères)", [requis("Tapez le code de votre feuille."), longueur(64)], id="code")

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        bons = [
            bien_forme(self.identifiant, LONGUEUR_IDENTIFIANT, "l’identifiant"),
            bien_forme(self.code, LONGUEUR_CODE, "le code"),
        ]
        return all(bons)


class CompteForm(PortailForm):
    courriel = StringField("Adresse électronique", [requis("Tapez votre adresse électronique."), longueur(254)])
    mot_de_passe = PasswordField("Mot de passe", [requis("Tapez votre mot de passe."), longueur(128)])


def bien_forme(champ: Any, attendue: int, nom: str) -> bool:
    """True if what was typed bears its check symbol; else the sentence stands beside the input."""
    mot = normaliser(champ.data)
    if est_bien_forme(mot, attendue):
        return True
    if len(mot) == attendue - 1:
        phrase = (
            f"Il manque un caractère dans {nom}. Il y en a {attendue} sur la feuille. Vous en avez tapé {len(mot)}."
        )
    elif len(mot) != attendue:
        phrase = f"Il y a {attendue} caractères dans {nom}. Vous en avez tapé {len(mot)}."
    else:
        phrase = f"Regardez de nouveau {nom} : un caractère n’est pas le bon. Cela ne compte pas comme un essai."
    champ.errors = [*champ.errors, phrase]
    return False
