"""The forms that follow a claim once it is handed in."""

from wtforms import BooleanField, MultipleFileField, RadioField, TextAreaField
from wtforms.validators import Optional

from portail.domaine.phrases import Phrase
from portail.domaine.signalements import Decision
from portail.web.annulations import ANNULATIONS
from portail.web.forms import ActeForm, JourField, MontantField, PreuveForm, choix, longueur, requis
from portail.web.traduction import lazy_gettext


class AccepterForm(PreuveForm):
    lu = BooleanField(
        lazy_gettext("J’ai lu cette proposition et je l’accepte"),
        [requis(lazy_gettext("Cochez pour accepter cette proposition."))],
    )


class OffreForm(PreuveForm):
    """The firm offer, read again before it leaves."""

    ferme = BooleanField(
        lazy_gettext("J’ai lu cette offre et je l’envoie"), [requis(lazy_gettext("Cochez pour envoyer cette offre."))]
    )


class ConfirmerForm(ActeForm):
    """One button, on a page that says what it will do."""


class PaiementForm(ActeForm):
    montant = MontantField(
        lazy_gettext("Montant reçu"),
        [requis(lazy_gettext("Indiquez un montant en euros, par exemple 203,33.")), longueur(30)],
    )
    recu_le = JourField(
        lazy_gettext("Reçu le"), [requis(lazy_gettext("Indiquez une date, par exemple 05/01/2027.")), longueur(30)]
    )
    definitif = BooleanField(
        lazy_gettext("Ces chiffres sont justes"),
        [requis(lazy_gettext("Cochez\u00a0: la personne voit ce que vous notez."))],
    )


class AnnulerPaiementForm(ActeForm):
    motif = RadioField(
        lazy_gettext("Pourquoi l’annuler\u00a0?"),
        [requis(lazy_gettext("Choisissez une raison."))],
        choices=choix({m.value: t for m, t in ANNULATIONS.items()}),
    )


class ReponseForm(ActeForm):
    """An answer with its documents."""

    texte = TextAreaField(lazy_gettext("Votre réponse"), [longueur(2000)])
    fichiers = MultipleFileField(lazy_gettext("Vos documents"), [Optional()])


class DecisionForm(ActeForm):
    """Granting or refusing a delay."""

    decision = RadioField(
        lazy_gettext("Votre réponse"),
        [requis(lazy_gettext("Choisissez votre réponse."))],
        choices=choix({Decision.ACCEPTE.value: Phrase("J’accepte"), Decision.REFUSE.value: Phrase("Je refuse")}),
    )
    texte = TextAreaField(lazy_gettext("Un mot pour la personne"), [Optional(), longueur(1000)])
