"""The debtor's forms: what a person types, nothing decided here."""

from typing import Any

from babel.support import LazyProxy
from wtforms import BooleanField, MultipleFileField, RadioField, StringField, TextAreaField
from wtforms.validators import Email, Optional, StopValidation, ValidationError

from portail.domaine.delais import jour_a_paris
from portail.domaine.phrases import Phrase
from portail.domaine.saisie import date_passee_attendue
from portail.domaine.signalements import Aide
from portail.services.documents.signalements import MOTIFS, MOYENS
from portail.web.base import maintenant
from portail.web.forms import (
    ActeForm,
    JourPasseField,
    MontantField,
    PortailForm,
    SignatureForm,
    VuForm,
    choix,
    longueur,
    requis,
)
from portail.web.langue import dire, euros
from portail.web.traduction import lazy_gettext, ngettext

AIDES_COURTES = {
    Aide.DECALER: Phrase("Payer 10 jours plus tard"),
    Aide.PAYER_MOINS: Phrase("Payer moins ce mois-ci"),
}


RAPPELS = {"oui": Phrase("Oui, par e-mail"), "non": Phrase("Non merci")}


class RefusForm(VuForm):
    """Refusing asks for nothing; a reason may be given."""

    motif = TextAreaField(lazy_gettext("Pourquoi refusez-vous\u00a0?"), [Optional(), longueur(1000)])


class PlanForm(PortailForm):
    """The picker's inputs as they were typed: `composition` reads them."""

    mode = RadioField(lazy_gettext("En combien de fois\u00a0?"), validate_choice=False)
    montant = StringField(lazy_gettext("Montant par mois"))
    nombre = StringField(lazy_gettext("Nombre de mois"))
    jour = RadioField(lazy_gettext("Quel jour du mois\u00a0?"), validate_choice=False)
    autre_jour = StringField(lazy_gettext("Jour du mois, de 1 à 31"))
    attendre = RadioField(lazy_gettext("Quand commencer ?"), validate_choice=False)
    acompte = StringField(lazy_gettext("Montant du premier paiement"), [Optional()])
    total = StringField(lazy_gettext("Montant total que vous proposez"), [Optional()])


def engagement_a_payer(centimes: int, nombre: int) -> str:
    """The words of the box that is ticked to sign."""
    return ngettext(
        "J’ai lu l’accord. Je m’engage à payer %(montant)s en une fois.",
        "J’ai lu l’accord. Je m’engage à payer %(montant)s en %(num)s fois.",
        nombre,
        montant=euros(centimes),
    )


def _engagement() -> BooleanField:
    return BooleanField(
        "", [requis(lazy_gettext("Cochez cette case si vous êtes d’accord. Sans elle, rien n’est envoyé."))]
    )


class AccordForm(SignatureForm):
    """Agreeing to terms that were displayed, then proving that it is oneself."""

    engagement = _engagement()


class RelireForm(AccordForm):
    """Sending one's own terms, or concluding on those that the creditor signed in advance."""

    participe = BooleanField(
        lazy_gettext("J’accepte de participer à la procédure simplifiée."),
        [requis(lazy_gettext("Cochez cette case pour participer. Sans elle, rien ne peut être envoyé au créancier."))],
    )
    engagement = _engagement()  # second of the two boxes, as on the page


class ContesterForm(PortailForm):
    """What is wrong: nothing is chosen beforehand."""

    motif = RadioField(
        lazy_gettext("Qu’est-ce qui ne va pas ?"),
        [requis(lazy_gettext("Choisissez ce qui ne va pas."))],
        choices=choix(MOTIFS),
    )


def _jour_passe_attendu() -> str:
    return dire(date_passee_attendue(jour_a_paris(maintenant())))


class _RecitForm(ActeForm):
    """What somebody tells and shows: every part of it is optional."""

    texte = TextAreaField(lazy_gettext("Expliquez avec vos mots"), [Optional(), longueur(2000)])
    fichiers = MultipleFileField(lazy_gettext("Vos preuves"), [Optional()])


class DetailsForm(_RecitForm):
    """The page that follows; each reason keeps its own inputs (`contestation.CHAMPS`)."""

    le = JourPasseField(lazy_gettext("À quelle date avez-vous payé ?"), [Optional(), longueur(30)])
    moyen = RadioField(lazy_gettext("Comment avez-vous payé ?"), [Optional()], choices=choix(MOYENS))
    paye = MontantField(lazy_gettext("Combien avez-vous payé ?"), [Optional(), longueur(30)])
    juste = MontantField(lazy_gettext("Quelle somme est juste, selon vous ?"), [Optional(), longueur(30)])


class PaiementFaitForm(_RecitForm):
    le = JourPasseField(
        lazy_gettext("À quelle date avez-vous payé ?"),
        [requis(LazyProxy(_jour_passe_attendu, enable_cache=False)), longueur(30)],
    )
    paye = MontantField(
        lazy_gettext("Combien avez-vous payé ?"),
        [requis(lazy_gettext("Indiquez un montant en euros, par exemple 203,33.")), longueur(30)],
    )
    moyen = RadioField(lazy_gettext("Comment avez-vous payé ?"), [Optional()], choices=choix(MOYENS))


class DifficulteForm(ActeForm):
    aide = RadioField(
        lazy_gettext("Que demandez-vous ?"),
        [requis(lazy_gettext("Choisissez ce qui vous aiderait."))],
        choices=choix(AIDES_COURTES),
    )
    montant = MontantField(lazy_gettext("Combien pouvez-vous payer ce mois-ci ?"), [longueur(30)])
    texte = TextAreaField(lazy_gettext("Un mot pour le créancier"), [Optional(), longueur(1000)])

    def validate_montant(self, champ: MontantField) -> None:
        if self.aide.data == Aide.PAYER_MOINS and not (champ.data or "").strip():
            raise ValidationError(lazy_gettext("Dites combien vous pouvez payer."))


class BudgetForm(PortailForm):
    """Four sums for one month: read, answered, forgotten."""

    revenus = MontantField(lazy_gettext("Ce que vous recevez par mois"), [longueur(30)])
    logement = MontantField(lazy_gettext("Loyer, charges, énergie"), [longueur(30)])
    quotidien = MontantField(lazy_gettext("Nourriture, transport, téléphone"), [longueur(30)])
    credits = MontantField(lazy_gettext("Autres crédits et dettes"), [longueur(30)])


def _si_oui(form: Any, champ: Any) -> None:
    """What stands in this field matters only to who wants mails; that it is missing is said by the service."""
    if form.prevenir.data != "oui" or not champ.data:
        raise StopValidation


class RappelForm(PortailForm):
    """Being told before each payment: nothing is chosen beforehand."""

    prevenir = RadioField(
        lazy_gettext("Voulez-vous un rappel ?"),
        [requis(lazy_gettext("Choisissez oui ou non."))],
        choices=choix(RAPPELS),
    )
    courriel = StringField(
        lazy_gettext("Votre adresse e-mail"),
        [
            _si_oui,
            longueur(254),
            Email(lazy_gettext("Indiquez une adresse e-mail, par exemple nadia@courrier.example.")),
        ],
    )
