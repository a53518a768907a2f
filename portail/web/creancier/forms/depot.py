"""The forms that file a claim, one per screen."""

from typing import Any

from flask_wtf.file import FileField
from stdnum.fr import siren
from wtforms import BooleanField, FieldList, Form, FormField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.fields import TextAreaField
from wtforms.validators import Email, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from portail.domaine.creance import Nature
from portail.domaine.saisie import SaisieInvalide, lire_entier
from portail.domaine.territoire import ressort
from portail.persistance.etudes import NaturePersonne
from portail.web.creancier.reponses import oui_non, oui_non_inconnu
from portail.web.forms import (
    LIGNE,
    TEXTE,
    ActeForm,
    JourField,
    MontantField,
    PortailForm,
    PreuveForm,
    longueur,
    requis,
    sans_coordonnees,
)
from portail.web.libelles import CAUSES, NATURES

ETRANGER = "XX"
LIGNES_MAX = 12
NOMBRE_MAX_PLAN = 24
JOURS_COURANTS = (1, 5, 10, 15, 20, 25, 28)


class NouveauForm(PortailForm):
    """Only the CSRF token: a draft is created by a POST."""


class PersonneForm(ActeForm):
    """Who owes: a person or a company, with what art. 648 CPC asks of an act."""

    nature = RadioField(
        "Une personne, ou une société\u00a0?",
        choices={
            NaturePersonne.PHYSIQUE.value: "Une personne",
            NaturePersonne.MORALE.value: "Une société ou une association",
        },
        default=NaturePersonne.PHYSIQUE.value,
    )
    civilite = SelectField("Civilité", choices={"": "–", "Madame": "Madame", "Monsieur": "Monsieur"})
    prenoms = StringField("Prénoms", [longueur(LIGNE)])
    nom = StringField("Nom", [longueur(LIGNE)])
    ne_le = JourField("Date de naissance", [Optional(), longueur(30)])
    denomination = StringField("Nom de la société", [longueur(LIGNE)])
    forme = StringField("Forme", [Optional(), longueur(80)])
    siren = StringField("Numéro SIREN", [Optional(), longueur(20)])
    representant = StringField("Représentant", [Optional(), longueur(LIGNE)])
    adresse = StringField("Adresse", [requis("Indiquez le numéro et la rue."), longueur(LIGNE)])
    complement = StringField("Complément d’adresse", [Optional(), longueur(LIGNE)])
    code_postal = StringField("Code postal", [requis("Indiquez le code postal."), longueur(12)])
    commune = StringField("Commune", [requis("Indiquez la commune."), longueur(120)])
    pays = RadioField(
        "Où est cette adresse\u00a0?", choices={"FR": "En France", ETRANGER: "Hors de France"}, default="FR"
    )
    code_lieu = StringField("Département, ou code INSEE de la commune", [longueur(5)])
    professionnel = oui_non("A-t-elle agi pour sa profession\u00a0?")
    courriel = StringField(
        "Adresse électronique",
        [Optional(), longueur(254), Email("Indiquez une adresse électronique, par exemple nadia@courrier.example.")],
    )
    courriel_connu_avant = BooleanField("Cette personne m’a donné cette adresse avant aujourd’hui")
    telephone = StringField(
        "Téléphone",
        [
            Optional(),
            Regexp(r"^[0-9 +.()-]{6,20}$", message="Indiquez un numéro de téléphone, par exemple 01 99 00 12 34."),
        ],
    )

    @property
    def morale(self) -> bool:
        return bool(self.nature.data == NaturePersonne.MORALE.value)

    def validate(self, extra_validators: Any = None) -> bool:
        justes = [super().validate(extra_validators), self._nommee(), self._situee(), self._immatriculee()]
        return all(justes)

    def _nommee(self) -> bool:
        attendus = [(self.denomination, "Indiquez le nom de la société.")]
        if not self.morale:
            attendus = [(self.prenoms, "Indiquez les prénoms."), (self.nom, "Indiquez le nom.")]
        vides = [(champ, texte) for champ, texte in attendus if not (champ.data or "").strip()]
        for champ, texte in vides:
            champ.errors = [*champ.errors, texte]
        return not vides

    def _situee(self) -> bool:
        if self.pays.data != "FR":
            return True
        try:
            ressort(self.code_lieu.data or "")
        except SaisieInvalide as refus:
            self.code_lieu.errors = [*self.code_lieu.errors, refus.phrase]
            return False
        return True

    def _immatriculee(self) -> bool:
        if not self.morale or not self.siren.data or siren.is_valid(self.siren.data):
            return True
        self.siren.errors = [*self.siren.errors, "Indiquez les 9 chiffres du numéro SIREN."]
        return False


class CauseForm(ActeForm):
    """Why: the basis, and the questions on which eligibility depends (droit.md 1.2)."""

    cause = RadioField(
        "D’où vient cette somme\u00a0?",
        [requis("Choisissez d’où vient la somme.")],
        choices={cause.value: texte for cause, texte in CAUSES.items()},
    )
    fondement = StringField(
        "Contrat, facture ou décision",
        [requis("Indiquez le contrat, la facture ou la décision."), longueur(LIGNE), sans_coordonnees],
    )
    fondement_le = JourField("Date de ce document", [Optional(), longueur(30)])
    precisions = TextAreaField("Ce que l’étude doit savoir", [Optional(), longueur(TEXTE)])
    debiteur_commercant = oui_non_inconnu("Cette personne est-elle commerçante\u00a0?")
    facturee = oui_non_inconnu("Avez-vous fait une facture\u00a0?")
    solde_total_du_contrat = oui_non_inconnu("Demandez-vous tout ce qui reste dû sur ce contrat\u00a0?")
    renonce_au_surplus = BooleanField("Je renonce par écrit au reste de ce que ce contrat me doit")
    pension_alimentaire = oui_non("Est-ce une pension alimentaire\u00a0?")
    cheque = oui_non("Est-ce un chèque sans provision\u00a0?")
    surendettement = oui_non_inconnu("Cette personne a-t-elle un dossier de surendettement\u00a0?")
    procedure_collective = oui_non_inconnu("Est-elle en sauvegarde, redressement ou liquidation judiciaire\u00a0?")
    protege_ou_mineur = oui_non_inconnu("Est-elle mineure, sous tutelle ou sous curatelle\u00a0?")
    deces = oui_non_inconnu("Est-elle décédée\u00a0?")
    tentative_anterieure = oui_non("Avez-vous déjà utilisé cette procédure pour cette somme\u00a0?")
    emprise_aerodrome = BooleanField("Cette adresse est dans l’enceinte d’un aéroport")


# Yes or no, or with « je ne sais pas »; only between commerçants; boxes.
QUESTIONS_COMMERCANTS = ("debiteur_commercant", "facturee")
QUESTIONS_CONTRAT = ("solde_total_du_contrat",)
QUESTIONS_CREANCE = ("pension_alimentaire", "cheque", "tentative_anterieure")
QUESTIONS_PERSONNE = ("surendettement", "procedure_collective", "protege_ou_mineur", "deces")
QUESTIONS = (*QUESTIONS_COMMERCANTS, *QUESTIONS_CONTRAT, *QUESTIONS_CREANCE, *QUESTIONS_PERSONNE)
COCHES = ("renonce_au_surplus", "emprise_aerodrome")


class LigneForm(Form):
    """One element of the claim. A line left empty is no line."""

    nature = SelectField("Quelle somme", choices={nature.value: texte for nature, texte in NATURES.items()})
    libelle = StringField("Description", [longueur(LIGNE), sans_coordonnees])
    exigible_le = JourField("À payer depuis le", [longueur(30)])
    montant = MontantField("Montant", [longueur(30)])

    @property
    def vide(self) -> bool:
        return not any((self.libelle.data, self.exigible_le.data, self.montant.data))

    def validate(self, extra_validators: Any = None) -> bool:
        juste = super().validate(extra_validators)
        if self.vide:
            return bool(juste)
        attendus = [
            (self.libelle, bool((self.libelle.data or "").strip()), "Décrivez cette somme, par exemple Facture F-118."),
            (self.montant, bool(self.montant.data), "Indiquez un montant en euros, par exemple 1 220,50."),
            (self.montant, self.montant.centimes != 0, "Indiquez un montant supérieur à zéro."),
        ]
        for champ, present, texte in attendus:
            if not present and not champ.errors:
                champ.errors = [texte]
                juste = False
        return bool(juste)


class SommeForm(ActeForm):
    """How much, line by line (R125-2 I 3°)."""

    lignes = FieldList(FormField(LigneForm), min_entries=1, max_entries=LIGNES_MAX)

    @property
    def remplies(self) -> list[LigneForm]:
        return [entree.form for entree in self.lignes if not entree.form.vide]

    def validate(self, extra_validators: Any = None) -> bool:
        juste = super().validate(extra_validators)
        if juste and not self.remplies:
            self.form_errors = ["Indiquez au moins une somme."]
            return False
        return bool(juste)


class PieceForm(ActeForm):
    piece = FileField("Ajouter un document")


class MargeForm(ActeForm):
    """The private margin: for the étude, consent to nothing (decision D22)."""

    remise_pourcent = StringField("Remise que vous pourriez accepter", [longueur(5)], default="0")
    nombre_max = StringField("Nombre de paiements que vous pourriez accepter", [longueur(5)], default="0")

    def lire(self) -> tuple[int, int] | None:
        """The two whole numbers, or None with what is expected beside each field."""
        lus = (_entier(self.remise_pourcent, 0, 100), _entier(self.nombre_max, 0, 60))
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

    nombre = StringField("En combien de fois\u00a0?", [longueur(5)])
    jours = CasesField(
        "Quels jours du mois\u00a0?", choices={str(j): "le 1er" if j == 1 else f"le {j}" for j in JOURS_COURANTS}
    )
    autres = StringField("Autres jours, de 1 à 28", [Optional(), longueur(60)])

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
        champ.errors = ["Choisissez au moins un jour, de 1 à 28."]
        return None


class SignerPlanForm(PreuveForm):
    accord = BooleanField("J’ai lu ce texte et je le signe", [requis("Cochez pour signer ce plan.")])


class DepotForm(PreuveForm):
    mandat = BooleanField(
        "Je donne mandat à l’étude de conduire cette procédure", [requis("Cochez pour donner mandat à l’étude.")]
    )


def _entier(champ: Any, du: int, au: int) -> int | None:
    try:
        nombre = lire_entier(champ.data or "")
    except SaisieInvalide:
        nombre = -1
    if du <= nombre <= au:
        return nombre
    champ.errors = [f"Indiquez un nombre entier de {du} à {au}."]
    return None


def sans_nature(nature: Nature) -> str:
    """The short name of an element, without its examples."""
    return NATURES[nature].partition("\u00a0:")[0]
