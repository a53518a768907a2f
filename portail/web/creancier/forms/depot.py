"""The forms that file a claim, one per screen."""

from typing import Any

from flask_wtf.file import FileField
from stdnum.fr import siren
from wtforms import BooleanField, FieldList, Form, FormField, RadioField, SelectField, StringField
from wtforms.fields import TextAreaField
from wtforms.validators import Email, Optional, Regexp

from portail.domaine.phrases import Phrase
from portail.domaine.saisie import SaisieInvalide
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
    choix,
    longueur,
    requis,
    sans_coordonnees,
)
from portail.web.libelles import CAUSES, NATURES
from portail.web.traduction import gettext, lazy_gettext

ETRANGER = "XX"
LIGNES_MAX = 12


class NouveauForm(PortailForm):
    """Only the CSRF token: a draft is created by a POST."""


NATURES_DE_PERSONNE = {
    NaturePersonne.PHYSIQUE: Phrase("Une personne"),
    NaturePersonne.MORALE: Phrase("Une société ou une association"),
}


class PersonneForm(ActeForm):
    """Who owes: a person or a company, with what art. 648 CPC asks of an act."""

    nature = RadioField(
        lazy_gettext("Une personne, ou une société\u00a0?"),
        choices=choix(NATURES_DE_PERSONNE),
        default=NaturePersonne.PHYSIQUE.value,
    )
    civilite = SelectField(
        lazy_gettext("Civilité"),
        choices=choix({"": "–", "Madame": Phrase("Madame"), "Monsieur": Phrase("Monsieur")}),
    )
    prenoms = StringField(lazy_gettext("Prénoms"), [longueur(LIGNE)])
    nom = StringField(lazy_gettext("Nom"), [longueur(LIGNE)])
    ne_le = JourField(lazy_gettext("Date de naissance"), [Optional(), longueur(30)])
    denomination = StringField(lazy_gettext("Nom de la société"), [longueur(LIGNE)])
    forme = StringField(lazy_gettext("Forme"), [Optional(), longueur(80)])
    siren = StringField(lazy_gettext("Numéro SIREN"), [Optional(), longueur(20)])
    representant = StringField(lazy_gettext("Représentant"), [Optional(), longueur(LIGNE)])
    adresse = StringField(
        lazy_gettext("Adresse"), [requis(lazy_gettext("Indiquez le numéro et la rue.")), longueur(LIGNE)]
    )
    complement = StringField(lazy_gettext("Complément d’adresse"), [Optional(), longueur(LIGNE)])
    code_postal = StringField(
        lazy_gettext("Code postal"), [requis(lazy_gettext("Indiquez le code postal.")), longueur(12)]
    )
    commune = StringField(lazy_gettext("Commune"), [requis(lazy_gettext("Indiquez la commune.")), longueur(120)])
    pays = RadioField(
        lazy_gettext("Où est cette adresse\u00a0?"),
        choices=choix({"FR": Phrase("En France"), ETRANGER: Phrase("Hors de France")}),
        default="FR",
    )
    code_lieu = StringField(lazy_gettext("Département, ou code INSEE de la commune"), [longueur(5)])
    professionnel = oui_non(Phrase("A-t-elle agi pour sa profession\u00a0?"))
    courriel = StringField(
        lazy_gettext("Adresse électronique"),
        [
            Optional(),
            longueur(254),
            Email(lazy_gettext("Indiquez une adresse électronique, par exemple nadia@courrier.example.")),
        ],
    )
    courriel_connu_avant = BooleanField(lazy_gettext("Cette personne m’a donné cette adresse avant aujourd’hui"))
    telephone = StringField(
        lazy_gettext("Téléphone"),
        [
            Optional(),
            Regexp(
                r"^[0-9 +.()-]{6,20}$",
                message=lazy_gettext("Indiquez un numéro de téléphone, par exemple 01 99 00 12 34."),
            ),
        ],
    )

    @property
    def morale(self) -> bool:
        return bool(self.nature.data == NaturePersonne.MORALE.value)

    def validate(self, extra_validators: Any = None) -> bool:
        justes = [super().validate(extra_validators), self._nommee(), self._situee(), self._immatriculee()]
        return all(justes)

    def _nommee(self) -> bool:
        attendus = [(self.denomination, gettext("Indiquez le nom de la société."))]
        if not self.morale:
            attendus = [(self.prenoms, gettext("Indiquez les prénoms.")), (self.nom, gettext("Indiquez le nom."))]
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
        self.siren.errors = [*self.siren.errors, gettext("Indiquez les 9 chiffres du numéro SIREN.")]
        return False


class CauseForm(ActeForm):
    """Why: the basis, and the questions on which eligibility depends (droit.md 1.2)."""

    cause = RadioField(
        lazy_gettext("D’où vient cette somme\u00a0?"),
        [requis(lazy_gettext("Choisissez d’où vient la somme."))],
        choices=choix({cause.value: texte for cause, texte in CAUSES.items()}),
    )
    fondement = StringField(
        lazy_gettext("Contrat, facture ou décision"),
        [requis(lazy_gettext("Indiquez le contrat, la facture ou la décision.")), longueur(LIGNE), sans_coordonnees],
    )
    fondement_le = JourField(lazy_gettext("Date de ce document"), [Optional(), longueur(30)])
    precisions = TextAreaField(lazy_gettext("Ce que l’étude doit savoir"), [Optional(), longueur(TEXTE)])
    debiteur_commercant = oui_non_inconnu(Phrase("Cette personne est-elle commerçante\u00a0?"))
    facturee = oui_non_inconnu(Phrase("Avez-vous fait une facture\u00a0?"))
    solde_total_du_contrat = oui_non_inconnu(Phrase("Demandez-vous tout ce qui reste dû sur ce contrat\u00a0?"))
    renonce_au_surplus = BooleanField(lazy_gettext("Je renonce par écrit au reste de ce que ce contrat me doit"))
    pension_alimentaire = oui_non(Phrase("Est-ce une pension alimentaire\u00a0?"))
    cheque = oui_non(Phrase("Est-ce un chèque sans provision\u00a0?"))
    surendettement = oui_non_inconnu(Phrase("Cette personne a-t-elle un dossier de surendettement\u00a0?"))
    procedure_collective = oui_non_inconnu(
        Phrase("Est-elle en sauvegarde, redressement ou liquidation judiciaire\u00a0?")
    )
    protege_ou_mineur = oui_non_inconnu(Phrase("Est-elle mineure, sous tutelle ou sous curatelle\u00a0?"))
    deces = oui_non_inconnu(Phrase("Est-elle décédée\u00a0?"))
    tentative_anterieure = oui_non(Phrase("Avez-vous déjà utilisé cette procédure pour cette somme\u00a0?"))
    emprise_aerodrome = BooleanField(lazy_gettext("Cette adresse est dans l’enceinte d’un aéroport"))


# Yes or no, or with « je ne sais pas »; only between commerçants; boxes.
QUESTIONS_COMMERCANTS = ("debiteur_commercant", "facturee")
QUESTIONS_CONTRAT = ("solde_total_du_contrat",)
QUESTIONS_CREANCE = ("pension_alimentaire", "cheque", "tentative_anterieure")
QUESTIONS_PERSONNE = ("surendettement", "procedure_collective", "protege_ou_mineur", "deces")
QUESTIONS = (*QUESTIONS_COMMERCANTS, *QUESTIONS_CONTRAT, *QUESTIONS_CREANCE, *QUESTIONS_PERSONNE)
COCHES = ("renonce_au_surplus", "emprise_aerodrome")


class LigneForm(Form):
    """One element of the claim. A line left empty is no line."""

    nature = SelectField(
        lazy_gettext("Quelle somme"), choices=choix({nature.value: texte for nature, texte in NATURES.items()})
    )
    libelle = StringField(lazy_gettext("Description"), [longueur(LIGNE), sans_coordonnees])
    exigible_le = JourField(lazy_gettext("À payer depuis le"), [longueur(30)])
    montant = MontantField(lazy_gettext("Montant"), [longueur(30)])

    @property
    def vide(self) -> bool:
        return not any((self.libelle.data, self.exigible_le.data, self.montant.data))

    def validate(self, extra_validators: Any = None) -> bool:
        juste = super().validate(extra_validators)
        if self.vide:
            return bool(juste)
        attendus = [
            (
                self.libelle,
                bool((self.libelle.data or "").strip()),
                gettext("Décrivez cette somme, par exemple Facture F-118."),
            ),
            (self.montant, bool(self.montant.data), gettext("Indiquez un montant en euros, par exemple 1 220,50.")),
            (self.montant, self.montant.centimes != 0, gettext("Indiquez un montant supérieur à zéro.")),
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
            self.form_errors = [gettext("Indiquez au moins une somme.")]
            return False
        return bool(juste)


class PieceForm(ActeForm):
    piece = FileField(lazy_gettext("Ajouter un document"))


class DepotForm(PreuveForm):
    mandat = BooleanField(
        lazy_gettext("Je donne mandat à l’étude de conduire cette procédure"),
        [requis(lazy_gettext("Cochez pour donner mandat à l’étude."))],
    )
