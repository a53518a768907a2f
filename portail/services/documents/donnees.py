"""What the documents print: plain frozen values, filled by the services, read by one module per document."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from portail.domaine.creance import Nature


class EcheanceImprimee(Protocol):
    """One line of a schedule; `portail.domaine.echeancier.Echeance` is one."""

    @property
    def numero(self) -> int: ...
    @property
    def le(self) -> date: ...
    @property
    def montant_centimes(self) -> int: ...


class Canal(StrEnum):
    """Whose credentials the letter carries: the portal's, or the Chamber's platform's."""

    PORTAIL = "portail"
    CHAMBRE = "chambre"


@dataclass(frozen=True)
class Adresse:
    lignes: tuple[str, ...]

    @property
    def en_ligne(self) -> str:
        return ", ".join(self.lignes)


@dataclass(frozen=True)
class VerificationImprimee:
    """How whoever holds the paper asks whether it is ours: the reference in groups of four, the address of its page."""

    reference: str
    adresse: str


@dataclass(frozen=True)
class Tirage:
    """When, under which reference and how a document is printed; `imprime_le` comes from the clock of the caller.

    `verification` is None on a draft, which nobody has to believe. `signe`: an electronic signature is about to be
    added to the file, in place of one by hand.
    """

    imprime_le: datetime
    reference: str
    specimen: bool = False
    verification: VerificationImprimee | None = None
    signe: bool = False


@dataclass(frozen=True)
class EtudeImprimee:
    nom: str
    commissaire: str
    adresse: Adresse
    telephone: str
    courriel: str
    cour_appel: str
    telecopie: str = ""


@dataclass(frozen=True)
class PartieImprimee:
    """A person or a company; the fields after `personne_morale` are those of article 648 CPC."""

    nom: str
    adresse: Adresse
    prenoms: str = ""
    civilite: str = ""
    personne_morale: bool = False
    profession: str = ""
    nationalite: str = ""
    naissance_le: date | None = None
    naissance_lieu: str = ""
    forme: str = ""
    immatriculation: str = ""
    representant: str = ""

    @property
    def designation(self) -> str:
        return " ".join(mot for mot in (self.civilite, self.prenoms, self.nom) if mot)


@dataclass(frozen=True)
class ElementImprime:
    libelle: str
    montant_centimes: int
    nature: str = Nature.PRINCIPAL  # a value of Nature


@dataclass(frozen=True)
class CreanceImprimee:
    fondement: str
    elements: tuple[ElementImprime, ...]

    @property
    def total_centimes(self) -> int:
        return sum(e.montant_centimes for e in self.elements)

    @property
    def principal_centimes(self) -> int:
        return sum(e.montant_centimes for e in self.elements if e.nature == Nature.PRINCIPAL)

    @property
    def interets_centimes(self) -> int:
        return sum(e.montant_centimes for e in self.elements if e.nature == Nature.INTERETS)


@dataclass(frozen=True)
class ConnexionImprimee:
    """`adresse` is the whole address of the door (« https://…/ouvrir »), or that of the Chamber's platform.

    `signature`: the code under the fold of the plain sheet; never in the letter nor in the square.
    """

    canal: Canal
    adresse: str
    identifiant: str
    code: str
    signature: str = ""


@dataclass(frozen=True)
class TexteLegal:
    """An article as it stood on a day. `code` is its number (« L111-2 », « 2238 »), `intitule` its printed name."""

    code: str
    intitule: str
    alineas: tuple[str, ...]
    en_vigueur_au: date
    source: str
    verifie: bool


@dataclass(frozen=True)
class FormuleExecutoire:
    """Heading and closing words of an enforceable act, from a dated text."""

    entete: tuple[str, ...]
    alineas: tuple[str, ...]
    en_vigueur_au: date
    source: str
    verifie: bool


@dataclass(frozen=True)
class LettreDonnees:
    tirage: Tirage
    etude: EtudeImprimee
    creancier: PartieImprimee
    debiteur: PartieImprimee
    creance: CreanceImprimee
    mandat_le: date
    lettre_le: date
    connexion: ConnexionImprimee
    textes: tuple[TexteLegal, ...]
    code_retour: str = ""  # the dossier's reference, in the mark that the étude scans on a form; nothing secret


@dataclass(frozen=True)
class FeuilleDonnees:
    """`date_limite` is the strict end of the month when the day of posting is known, else nothing is promised.

    `reprise`: new codes for a letter that is lost or worn out; without a day, an agreement is no longer possible and
    the sheet gives the codes alone.
    """

    tirage: Tirage
    etude: EtudeImprimee
    creancier: PartieImprimee
    debiteur: PartieImprimee
    montant_centimes: int
    connexion: ConnexionImprimee
    date_limite: date | None = None
    reprise: bool = False
