"""The forms of the doors."""

from typing import Any

from wtforms import PasswordField, StringField

from portail.domaine.identifiants import LONGUEUR_CODE, LONGUEUR_IDENTIFIANT, Faute, GenreFaute, examiner
from portail.web.forms import PortailForm, longueur, requis
from portail.web.traduction import gettext, lazy_gettext, ngettext


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
            bien_forme(self.identifiant, LONGUEUR_IDENTIFIANT, gettext("l’identifiant")),
            bien_forme(self.code, LONGUEUR_CODE, gettext("le code")),
        ]
        return all(bons)


class CompteForm(PortailForm):
    courriel = StringField(
        lazy_gettext("Adresse électronique"), [requis(lazy_gettext("Tapez votre adresse électronique.")), longueur(254)]
    )
    mot_de_passe = PasswordField(
        lazy_gettext("Mot de passe"), [requis(lazy_gettext("Tapez votre mot de passe.")), longueur(128)]
    )


GROUPES = (
    "",
    lazy_gettext("Regardez le premier groupe."),
    lazy_gettext("Regardez le deuxième groupe."),
    lazy_gettext("Regardez le troisième groupe."),
)


def bien_forme(champ: Any, attendue: int, nom: str) -> bool:
    """True if what was typed bears its check symbol; else the sentence stands beside the input."""
    faute = examiner(champ.data, attendue)
    if faute is None:
        return True
    suite = gettext("Cela ne compte pas comme un essai.")
    phrases = (_faute(faute, attendue, nom), str(GROUPES[faute.groupe]), suite)
    champ.errors = [*champ.errors, " ".join(filter(None, phrases))]
    return False


def _faute(faute: Faute, attendue: int, nom: str) -> str:
    if faute.genre is GenreFaute.INCONNU:
        return gettext("Le signe « %(signe)s » n’est jamais dans %(nom)s.", signe=faute.symbole, nom=nom)
    if faute.genre is GenreFaute.CONTROLE:
        return gettext("Un caractère n’est pas le bon dans %(nom)s. Regardez chaque groupe.", nom=nom)
    if faute.genre is GenreFaute.MANQUE:
        debut = ngettext(
            "Il manque un caractère dans %(nom)s.",
            "Il manque %(num)s caractères dans %(nom)s.",
            attendue - faute.tapes,
            nom=nom,
        )
    else:
        debut = ngettext(
            "Il y a un caractère de trop dans %(nom)s.",
            "Il y a %(num)s caractères de trop dans %(nom)s.",
            faute.tapes - attendue,
            nom=nom,
        )
    compte = gettext("Il y en a %(attendue)s sur la feuille. Vous en avez tapé %(tapes)s.", attendue=attendue,
                     tapes=faute.tapes)  # fmt: skip
    return f"{debut} {compte}"
