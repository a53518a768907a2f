"""The forms of the étude's acts on a dossier."""

from typing import Any

from flask_wtf.file import FileField
from wtforms import (
    BooleanField,
    FieldList,
    Form,
    FormField,
    HiddenField,
    PasswordField,
    RadioField,
    StringField,
    TextAreaField,
)
from wtforms.validators import Optional

from portail.domaine.delais import jour_a_paris
from portail.domaine.phrases import Phrase
from portail.persistance.dossiers import ModeReponse
from portail.services.lots import LIGNES_MAX
from portail.services.verification import POINTS
from portail.web.base import maintenant
from portail.web.commissaire.mots import DEMANDES_DE_CODES, IDENTITES
from portail.web.forms import (
    TEXTE,
    ActeForm,
    JourField,
    PortailForm,
    PreuveForm,
    VuForm,
    choix,
    longueur,
    requis,
)
from portail.web.libelles import MODES_REPONSE
from portail.web.messages_etude import POINTS as LIBELLES_POINTS
from portail.web.traduction import gettext, lazy_gettext

JOUR_ATTENDU = Phrase("Indiquez un jour, par exemple 05/01/2027.")


class VerificationForm(ActeForm):
    """The checklist: one answer for each item of services.verification.POINTS, added below."""

    raison = TextAreaField(lazy_gettext("Votre raison"), [longueur(TEXTE)])

    def points(self) -> list[Any]:
        return [self[point] for point in POINTS]

    def confirmes(self) -> dict[str, bool]:
        return {point: self[point].data == "oui" for point in POINTS}


for _point in POINTS:
    setattr(
        VerificationForm,
        _point,
        RadioField(
            lazy_gettext(LIBELLES_POINTS[_point]),
            choices=choix({"oui": Phrase("Oui"), "non": Phrase("Non"), "demander": Phrase("À demander")}),
            validate_choice=False,
        ),
    )


class RenvoiForm(ActeForm):
    message = TextAreaField(
        lazy_gettext("Message au créancier"),
        [requis(lazy_gettext("Écrivez ce que le créancier doit compléter.")), longueur(TEXTE)],
    )


class IrrecevableForm(ActeForm):
    raison = TextAreaField(
        lazy_gettext("Raison, montrée au créancier"),
        [requis(lazy_gettext("Écrivez votre raison : elle est gardée au dossier.")), longueur(TEXTE)],
    )


class InvitationForm(ActeForm):
    """The last two fields serve only where the étude uses the Chamber's platform."""

    identifiant = StringField(lazy_gettext("Identifiant donné par la plate-forme"), [longueur(64)])
    mot_de_passe = StringField(lazy_gettext("Mot de passe donné par la plate-forme"), [longueur(64)])


class EnvoiForm(VuForm):
    depose_le = JourField(lazy_gettext("Jour du dépôt"), [requis(JOUR_ATTENDU)])
    numero = StringField(
        lazy_gettext("Numéro du recommandé"),
        [
            requis(lazy_gettext("Recopiez le numéro de la preuve de dépôt, par exemple 1A 205 938 4712 5.")),
            longueur(64),
        ],
    )


class MarqueForm(PortailForm):
    """The mark printed on the acceptance and refusal forms."""

    code = StringField(
        lazy_gettext("Scannez le code du formulaire"),
        [requis(lazy_gettext("Scannez ou tapez le code du formulaire.")), longueur(64)],
    )


class ReponseForm(VuForm):
    """A paper answer. `sens` is limited by the view to what the state allows."""

    sens = RadioField(
        lazy_gettext("Quelle est la réponse ?"), [requis(lazy_gettext("Choisissez la réponse reçue."))], choices=[]
    )
    mode = RadioField(
        lazy_gettext("Comment est-elle arrivée ?"),
        [requis(lazy_gettext("Choisissez comment la réponse est arrivée."))],
        choices=choix({m.value: MODES_REPONSE[m] for m in ModeReponse if m is not ModeReponse.PORTAIL}),
    )
    postee_le = JourField(lazy_gettext("Cachet de La Poste"), [Optional()])
    recue_le = JourField(lazy_gettext("Reçue à l’étude le"), [requis(JOUR_ATTENDU)])


class PapierForm(ActeForm):
    """A project of terms that came back signed by hand."""

    postee_le = JourField(lazy_gettext("Cachet de La Poste"), [Optional()])
    recue_le = JourField(lazy_gettext("Reçu à l’étude le"), [requis(JOUR_ATTENDU)])
    scan = FileField(lazy_gettext("Le papier signé (photo ou PDF)"))
    compare = BooleanField(
        lazy_gettext("J’ai comparé le papier avec ces termes. Chaque case est cochée. Il est daté et signé."),
        [requis(lazy_gettext("Comparez le papier avec ces termes, puis cochez cette case."))],
    )


class ConstatForm(PreuveForm):
    preuve = PasswordField(lazy_gettext("Votre mot de passe"), [longueur(128)])
    lu = BooleanField(lazy_gettext("J’ai lu ce texte. Je le constate et je le signe."))

    def validate(self, extra_validators: Any = None) -> bool:
        bon = super().validate(extra_validators)
        if not self.lu.data:
            self.lu.errors = [gettext("Lisez le texte entier, puis cochez cette case.")]
        return bool(bon and self.lu.data)


class TitreForm(PreuveForm):
    preuve = PasswordField(lazy_gettext("Votre mot de passe"), [longueur(128)])
    lu = BooleanField(lazy_gettext("J’ai lu le projet de titre. Je délivre le titre exécutoire."))

    def validate(self, extra_validators: Any = None) -> bool:
        bon = super().validate(extra_validators)
        if not self.lu.data:
            self.lu.errors = [gettext("Ouvrez et lisez le projet, puis cochez cette case.")]
        return bool(bon and self.lu.data)


class CodesForm(PreuveForm):
    """Only the debtor may ask; who it was is checked before anything leaves."""

    preuve = PasswordField(lazy_gettext("Votre mot de passe"), [longueur(128)])
    demande = RadioField(
        lazy_gettext("Comment la personne a-t-elle demandé de nouveaux codes ?"),
        [requis(lazy_gettext("Choisissez comment la personne les a demandés."))],
        choices=choix({d.value: texte for d, texte in DEMANDES_DE_CODES.items()}),
    )
    identite = RadioField(
        lazy_gettext("Comment savez-vous que c’est bien elle ?"),
        [requis(lazy_gettext("Choisissez comment vous avez vérifié qui elle est."))],
        choices=choix({i.value: texte for i, texte in IDENTITES.items()}),
    )
    tiers = BooleanField(
        lazy_gettext(
            "Quelqu’un d’autre a pu ouvrir la lettre : effacer les brouillons et fermer les papiers préparés avec elle"
        )
    )


class RetourForm(PreuveForm):
    """What was signed elsewhere comes back; `vu` is the hash of the file that was handed out."""

    preuve = PasswordField(lazy_gettext("Votre mot de passe"), [longueur(128)])
    signe = FileField(lazy_gettext("Le document signé (PDF)"))

    def contenu(self) -> bytes | None:
        """The bytes of the file, None when none was chosen."""
        return (self.signe.data.read() if self.signe.data else b"") or None


class NomAuCertificatForm(PreuveForm):
    preuve = PasswordField(lazy_gettext("Votre mot de passe"), [longueur(128)])
    nom_au_certificat = StringField(
        lazy_gettext("Votre nom, tel que l’écrit votre certificat de signature"), [Optional(), longueur(200)]
    )


class LotForm(ActeForm):
    """The dossiers themselves are the boxes `choix`, read by web.commissaire.choix."""


class LotTitresForm(PreuveForm):
    preuve = PasswordField(lazy_gettext("Votre mot de passe"), [longueur(128)])


class LigneDepotForm(Form):
    """One letter: what was shown of it (`version`, `vu`), and its registered number."""

    class Meta(Form.Meta):
        locales = ("fr",)

    reference = HiddenField()
    version = HiddenField()
    vu = HiddenField()
    numero = StringField(lazy_gettext("Numéro du recommandé"), [longueur(64)])


class DepotsForm(ActeForm):
    depose_le = JourField(lazy_gettext("Jour du dépôt"), [requis(JOUR_ATTENDU)])
    lignes = FieldList(FormField(LigneDepotForm), max_entries=LIGNES_MAX)
    liste = TextAreaField(lazy_gettext("Numéros, un par ligne"), [longueur(TEXTE * 4)])


COPIES = {
    "courrier": Phrase("Dans son espace, et par courrier simple"),
    "courriel": Phrase("Dans son espace, et par courriel, à l’adresse qu’elle a donnée"),
    "main": Phrase("Dans son espace, et en main propre à l’étude"),
}


class CopieForm(ActeForm):
    mode = RadioField(
        lazy_gettext("Comment la copie est-elle remise ?"),
        [requis(lazy_gettext("Choisissez un mode."))],
        choices=choix(COPIES),
    )


def pas_a_venir(champ: JourField) -> bool:
    """False, with the sentence beside the field, when the day is after today."""
    if champ.jour is not None and champ.jour > jour_a_paris(maintenant()):
        champ.errors = [*champ.errors, gettext("Ce jour ne peut pas être à venir.")]
        return False
    return True


class ClasserForm(ActeForm):
    """What the étude answers, or notes for itself."""

    texte = TextAreaField(lazy_gettext("Réponse de l’étude"), [longueur(2000)])
