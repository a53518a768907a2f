"""The parent classes of the forms: messages in French, and what binds an act to what was displayed."""

import secrets
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from babel.support import LazyProxy
from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.i18n import get_translations
from wtforms.validators import InputRequired, Length, ValidationError

from portail.domaine import relais, saisie
from portail.domaine.delais import jour_a_paris
from portail.domaine.phrases import Phrase
from portail.web import reprise
from portail.web.base import maintenant
from portail.web.langue import dire, montant_tape
from portail.web.traduction import langue, lazy_gettext

LIGNE = 300  # characters of a free line
TEXTE = 4000  # characters of a free text


@cache
def _de_wtforms(balise: str) -> Any:
    return get_translations((balise,))


class PortailForm(FlaskForm):
    class Meta(FlaskForm.Meta):
        def get_translations(self, form: Any) -> Any:
            """WTForms’ own sentences, in the reader's language; easy French reads the French ones."""
            return _de_wtforms(langue().balise)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("data", reprise.saisie())
        super().__init__(*args, **kwargs)


class ActeForm(PortailForm):
    """A form that acts on a dossier: the version that was shown, and a name of its own against double submits."""

    version = HiddenField()
    idem = HiddenField()

    def __init__(self, dossier: Any = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if dossier is not None and not self.is_submitted():
            self.version.data = str(dossier.version)
        if not self.idem.data:
            self.idem.data = secrets.token_urlsafe(12)

    def renouveler(self, dossier: Any) -> None:
        """Half of what was sent is done: sent again, this form is another act, on the dossier as it is now."""
        self.version.data, self.idem.data = str(dossier.version), secrets.token_urlsafe(12)


class VuForm(ActeForm):
    """An act on a displayed text: `vu` is that text's hash."""

    vu = HiddenField()


class PreuveForm(VuForm):
    """A binding act: the secret is asked again when the last proof is old (see web.preuve)."""

    preuve = PasswordField(lazy_gettext("Votre mot de passe"))


class SignatureForm(VuForm):
    """An act that commits to terms: `vu` is the token of what was displayed (see web.second_pas)."""

    code_signature = StringField(lazy_gettext("Code de signature"))
    code_courriel = StringField(lazy_gettext("Code reçu par e-mail"))


class ReglageForm(PortailForm):
    """A setting that binds the étude: the password is asked again when the last proof is old (see web.preuve)."""

    preuve = PasswordField(lazy_gettext("Votre mot de passe"), [Length(max=128)])


class MontantField(StringField):
    """An amount as French people type it; `data` becomes centimes."""

    centimes: int | None = None

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            return
        try:
            self.centimes = saisie.lire_montant(montant_tape(self.data))
        except saisie.SaisieInvalide as refus:
            raise ValidationError(dire(refus.phrase)) from None


class JourField(StringField):
    """A day as French people type it (2/11/2026), or as a date picker sends it; `jour` is the date."""

    jour: Any = None

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            return
        try:
            self.jour = self.lire(self.data)
        except saisie.SaisieInvalide as refus:
            raise ValidationError(dire(refus.phrase)) from None

    def lire(self, texte: str) -> date:
        return saisie.lire_date(texte)


class JourPasseField(JourField):
    """The same for a day that is over: « hier », « 3 octobre »; the example is a day that it takes."""

    def lire(self, texte: str) -> date:
        return saisie.lire_date_passee(texte, jour_a_paris(maintenant()))


def choix(mots: Mapping[Any, Any]) -> list[SelectChoice]:
    """The options of a list or of cards, by value; their words are those of the reader's language."""
    return [SelectChoice(str(valeur), LazyProxy(dire, texte, enable_cache=False)) for valeur, texte in mots.items()]


def requis(phrase: str | LazyProxy) -> InputRequired:
    return InputRequired(message=lazy_gettext(phrase) if isinstance(phrase, Phrase) else phrase)


def sans_coordonnees(form: Any, champ: Any) -> None:
    """For what a creditor writes and the debtor reads: no account, telephone or site passes (R125-7)."""
    trouve = relais.trouver(champ.data or "")
    if trouve is not None:
        raise ValidationError(dire(trouve.phrase))


def longueur(maximum: int) -> Length:
    return Length(
        max=maximum, message=lazy_gettext("Ce texte est trop long : %(max)d caractères au plus.", max=maximum)
    )
