"""The debtor's forms: what a person types, nothing decided here."""

from typing import Any

from wtforms import BooleanField, HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import Optional

from portail.web.forms import PortailForm, PreuveForm, VuForm, longueur, requis

LIBELLE_PREUVE = "Votre code, celui de la feuille"


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
    acompte = StringField("Premier paiement plus élevé", [Optional()])
    total = StringField("Montant total que vous proposez", [Optional()])


def _engagement() -> BooleanField:
    return BooleanField("", [requis("Cochez cette case si vous êtes d’accord. Sans elle, rien n’est envoyé.")])


class AccordForm(PreuveForm):
    """Agreeing to terms that were displayed: `vu` is their hash."""

    engagement = _engagement()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.preuve.label.text = LIBELLE_PREUVE


class RelireForm(AccordForm):
    """Sending one's own terms; `genre` is what the page announced, an offer or an agreement."""

    genre = HiddenField()
    participe = BooleanField(
        "J’accepte de participer à la procédure simplifiée.",
        [requis("Cochez cette case pour participer. Sans elle, rien ne peut être envoyé au créancier.")],
    )
    engagement = _engagement()  # second of the two boxes, as on the page
