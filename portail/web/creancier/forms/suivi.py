"""The forms that follow a claim once it is handed in."""

from wtforms import BooleanField, MultipleFileField, RadioField, TextAreaField
from wtforms.validators import Optional

from portail.domaine.signalements import Decision
from portail.web.annulations import ANNULATIONS
from portail.web.forms import ActeForm, JourField, MontantField, PreuveForm, longueur, requis


class AccepterForm(PreuveForm):
    lu = BooleanField("J’ai lu cette proposition et je l’accepte", [requis("Cochez pour accepter cette proposition.")])


class OffreForm(PreuveForm):
    """The firm offer, read again before it leaves."""

    ferme = BooleanField("J’ai lu cette offre et je l’envoie", [requis("Cochez pour envoyer cette offre.")])


class ConfirmerForm(ActeForm):
    """One button, on a page that says what it will do."""


class PaiementForm(ActeForm):
    montant = MontantField("Montant reçu", [requis("Indiquez un montant en euros, par exemple 203,33."), longueur(30)])
    recu_le = JourField("Reçu le", [requis("Indiquez une date, par exemple 05/01/2027."), longueur(30)])
    definitif = BooleanField("Ces chiffres sont justes", [requis("Cochez\u00a0: la personne voit ce que vous notez.")])


class AnnulerPaiementForm(ActeForm):
    motif = RadioField(
        "Pourquoi l’annuler\u00a0?",
        [requis("Choisissez une raison.")],
        choices={m.value: t for m, t in ANNULATIONS.items()},
    )


class ReponseForm(ActeForm):
    """An answer with its documents."""

    texte = TextAreaField("Votre réponse", [longueur(2000)])
    fichiers = MultipleFileField("Vos documents", [Optional()])


class DecisionForm(ActeForm):
    """Granting or refusing a delay."""

    decision = RadioField(
        "Votre réponse",
        [requis("Choisissez votre réponse.")],
        choices={Decision.ACCEPTE.value: "J’accepte", Decision.REFUSE.value: "Je refuse"},
    )
    texte = TextAreaField("Un mot pour la personne", [Optional(), longueur(1000)])
