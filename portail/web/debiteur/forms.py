"""The debtor's forms: what a person types, nothing decided here."""

from collections.abc import Mapping
from typing import Any

from wtforms import BooleanField, MultipleFileField, RadioField, StringField, TextAreaField
from wtforms.validators import Optional

from portail.domaine.signalements import Aide
from portail.services.documents.signalements import MOTIFS, MOYENS
from portail.web.forms import ActeForm, JourField, MontantField, PortailForm, SignatureForm, VuForm, longueur, requis

AIDES_COURTES = {Aide.DECALER: "Payer 10 jours plus tard", Aide.PAYER_MOINS: "Payer moins ce mois-ci"}


def _choix(mots: Mapping[Any, str]) -> dict[str, str]:
    return {str(cle): texte for cle, texte in mots.items()}


class RefusForm(VuForm):
    """Refusing asks for nothing; a reason may be given."""

    motif = TextAreaField("Pourquoi refusez-vous\u00a0?", [Optional(), longueur(1000)])


class PlanForm(PortailForm):
    """The picker's inputs as they were typed: `composition` reads them."""

    mode = RadioField("En combien de fois\u00a0?", validate_choice=False)
    montant = StringField("Montant par mois")
    nombre = StringField("Nombre de mois")
    jour = RadioField("Quel jour du mois\u00a0?", validate_choice=False)
    autre_jour = StringField("Jour du mois, de 1 à 31")
    attendre = RadioField("Quand commencer ?", validate_choice=False)
    acompte = StringField("Premier paiement plus élevé", [Optional()])
    total = StringField("Montant total que vous proposez", [Optional()])


def _engagement() -> BooleanField:
    return BooleanField("", [requis("Cochez cette case si vous êtes d’accord. Sans elle, rien n’est envoyé.")])


class AccordForm(SignatureForm):
    """Agreeing to terms that were displayed, then proving that it is oneself."""

    engagement = _engagement()


class RelireForm(AccordForm):
    """Sending one's own terms, or concluding on those that the creditor signed in advance."""

    participe = BooleanField(
        "J’accepte de participer à la procédure simplifiée.",
        [requis("Cochez cette case pour participer. Sans elle, rien ne peut être envoyé au créancier.")],
    )
    engagement = _engagement()  # second of the two boxes, as on the page


class ContesterForm(PortailForm):
    """What is wrong: nothing is chosen beforehand."""

    motif = RadioField("Qu’est-ce qui ne va pas ?", [requis("Choisissez ce qui ne va pas.")], choices=_choix(MOTIFS))


class _RecitForm(ActeForm):
    """What somebody tells and shows: every part of it is optional."""

    texte = TextAreaField("Expliquez avec vos mots", [Optional(), longueur(2000)])
    fichiers = MultipleFileField("Vos preuves", [Optional()])


class DetailsForm(_RecitForm):
    """The page that follows; each reason keeps its own inputs (`contestation.CHAMPS`)."""

    le = JourField("À quelle date avez-vous payé ?", [Optional(), longueur(30)])
    moyen = RadioField("Comment avez-vous payé ?", [Optional()], choices=_choix(MOYENS))
    paye = MontantField("Combien avez-vous payé ?", [Optional(), longueur(30)])
    juste = MontantField("Quelle somme est juste, selon vous ?", [Optional(), longueur(30)])


class PaiementFaitForm(_RecitForm):
    le = JourField(
        "À quelle date avez-vous payé ?", [requis("Indiquez une date, par exemple 05/01/2027."), longueur(30)]
    )
    paye = MontantField(
        "Combien avez-vous payé ?", [requis("Indiquez un montant en euros, par exemple 203,33."), longueur(30)]
    )
    moyen = RadioField("Comment avez-vous payé ?", [Optional()], choices=_choix(MOYENS))


class DifficulteForm(ActeForm):
    aide = RadioField(
        "Que demandez-vous ?", [requis("Choisissez ce qui vous aiderait.")], choices=_choix(AIDES_COURTES)
    )
    montant = MontantField("Combien pouvez-vous payer ce mois-ci ?", [Optional(), longueur(30)])
    texte = TextAreaField("Un mot pour le créancier", [Optional(), longueur(1000)])


class BudgetForm(PortailForm):
    """Four sums for one month: read, answered, forgotten."""

    revenus = MontantField("Ce que vous recevez par mois", [longueur(30)])
    logement = MontantField("Loyer, charges, énergie", [longueur(30)])
    quotidien = MontantField("Nourriture, transport, téléphone", [longueur(30)])
    credits = MontantField("Autres crédits et dettes", [longueur(30)])
