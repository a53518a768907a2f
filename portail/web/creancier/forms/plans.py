"""The forms of the creditor's private margin and of the plans signed in advance."""

from typing import Any

from wtforms import BooleanField, SelectMultipleField, StringField
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from portail.domaine.echeancier import PLAN_MAX_MOIS
from portail.domaine.phrases import Phrase
from portail.domaine.saisie import SaisieInvalide, lire_entier
from portail.web.forms import ActeForm, PortailForm, PreuveForm, choix, longueur, requis
from portail.web.traduction import gettext, lazy_gettext

NOMBRE_MAX_PLAN = 24
JOURS_COURANTS = (1, 5, 10, 15, 20, 25, 28)


class MargeForm(ActeForm):
    """The private margin: for the étude, consent to nothing (decision D22)."""

    remise_pourcent = StringField(lazy_gettext("Remise que vous pourriez accepter"), [longueur(5)], default="0")
    nombre_max = StringField(lazy_gettext("Nombre de paiements que vous pourriez accepter"), [longueur(5)], default="0")

    def lire(self) -> tuple[int, int] | None:
        """The two whole numbers, or None with what is expected beside each field."""
        lus = (_entier(self.remise_pourcent, 0, 100), _entier(self.nombre_max, 0, PLAN_MAX_MOIS))
        remise, nombre = lus
        return None if remise is None or nombre is None else (remise, nombre)


class CasesField(SelectMultipleField):
    """Several boxes to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class PlanForm(PortailForm):
    """An exact plan to sign in advance; sent by GET, since nothing is signed here."""

    class Meta(PortailForm.Meta):
        csrf = False

    nombre = StringField(lazy_gettext("En combien de fois\u00a0?"), [longueur(5)])
    jours = CasesField(
        lazy_gettext("Quels jours du mois\u00a0?"),
        choices=choix({j: Phrase("le 1er") if j == 1 else Phrase("le %(jour)s", jour=j) for j in JOURS_COURANTS}),
    )
    autres = StringField(lazy_gettext("Autres jours, de 1 à 28"), [Optional(), longueur(60)])

    def lire(self) -> tuple[int, tuple[int, ...]] | None:
        """The number of payments and the days, or None with what is expected beside each field."""
        nombre, jours = _entier(self.nombre, 1, NOMBRE_MAX_PLAN), self._jours()
        return None if nombre is None or jours is None else (nombre, jours)

    def _jours(self) -> tuple[int, ...] | None:
        mots = [*(self.jours.data or []), *(self.autres.data or "").replace(",", " ").replace(";", " ").split()]
        try:
            jours = sorted({lire_entier(mot) for mot in mots})
        except SaisieInvalide:
            jours = [0]
        if jours and all(1 <= j <= 28 for j in jours):
            return tuple(jours)
        champ = self.jours if not mots else self.autres
        champ.errors = [gettext("Choisissez au moins un jour, de 1 à 28.")]
        return None


class SignerPlanForm(PreuveForm):
    accord = BooleanField(
        lazy_gettext("J’ai lu ce texte et je le signe"), [requis(lazy_gettext("Cochez pour signer ce plan."))]
    )


def _entier(champ: Any, du: int, au: int) -> int | None:
    try:
        nombre = lire_entier(champ.data or "")
    except SaisieInvalide:
        nombre = -1
    if du <= nombre <= au:
        return nombre
    champ.errors = [gettext("Indiquez un nombre entier de %(du)s à %(au)s.", du=du, au=au)]
    return None
