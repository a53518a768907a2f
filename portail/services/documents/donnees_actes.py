"""What the constats, the agreement, the titre and the receipts print."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from portail.services.documents.donnees import (
    CreanceImprimee,
    EcheanceImprimee,
    EtudeImprimee,
    FormuleExecutoire,
    PartieImprimee,
    Tirage,
)


@dataclass(frozen=True)
class EnvoiImprime:
    """The posting of the letter: the postmark starts the month."""

    depose_le: date
    numero_recommande: str
    fin_stricte: date
    fin_prorogee: date
    avis_le: date | None = None  # acknowledgement of receipt; nothing is said of it when unknown


@dataclass(frozen=True)
class ReponseImprimee:
    """An answer of the debtor. `mode`: portail, formulaire, emargement, autre, or words of one's own."""

    mode: str
    recue_le: date  # a datetime prints its hour
    postee_le: date | None = None
    par: str = ""  # the person specially mandated, if not the debtor himself


@dataclass(frozen=True)
class PropositionImprimee:
    """`auteur`: debiteur, creancier, or a name."""

    auteur: str
    faite_le: date
    montant_centimes: int
    echeances: tuple[EcheanceImprimee, ...] = ()


@dataclass(frozen=True)
class PartiesImprimees:
    """Heading common to every act of one dossier."""

    tirage: Tirage
    etude: EtudeImprimee
    creancier: PartieImprimee
    debiteur: PartieImprimee
    creance: CreanceImprimee


@dataclass(frozen=True)
class Prescription:
    """Article 2238 after a failure: suspended when acceptance was recorded, running again from `reprend_le` (D17).

    `sans_effet`: what sets time running again came before that record, so that nothing was suspended in effect.
    """

    suspendue_le: date
    reprend_le: date
    sans_effet: bool = False

    def __post_init__(self) -> None:
        if self.reprend_le < self.suspendue_le and not self.sans_effet:
            raise ValueError("a suspension does not end before it began (C. civ. 2238)")


@dataclass(frozen=True, kw_only=True)
class ConstatCommun:
    parties: PartiesImprimees
    envoi: EnvoiImprime
    fait_le: date
    lieu: str


@dataclass(frozen=True, kw_only=True)
class ConstatAcceptation(ConstatCommun):
    """R. 125-3: the debtor takes part; and what became of the talks, if it is recorded only afterwards.

    `prescription`: said only when the record comes too late to suspend it.
    """

    reponse: ReponseImprimee
    refus_termes_le: date | None = None
    accord_le: datetime | None = None
    prescription: Prescription | None = None

    @property
    def mois_fini(self) -> bool:
        return self.fait_le > self.envoi.fin_stricte


@dataclass(frozen=True, kw_only=True)
class ConstatRefusParticipation(ConstatCommun):
    """R. 125-5, 1°: express refusal to take part."""

    reponse: ReponseImprimee


class Circonstance(StrEnum):
    """Why the month ended without agreement: five situations that must not be worded alike (D4, D22)."""

    SILENCE = "silence"
    CONTESTATION = "contestation"
    ACCEPTATION_TARDIVE = "acceptation_tardive"
    POURPARLERS = "pourparlers"
    CREANCIER_SANS_REPONSE = "creancier_sans_reponse"


@dataclass(frozen=True, kw_only=True)
class ConstatExpiration(ConstatCommun):
    """R. 125-5, 2°: the month is over without agreement on amount and terms."""

    circonstance: Circonstance
    acceptation: ReponseImprimee | None = None
    derniere_proposition: PropositionImprimee | None = None
    prescription: Prescription | None = None
    contestation: ReponseImprimee | None = None

    def __post_init__(self) -> None:
        if (self.circonstance in (Circonstance.SILENCE, Circonstance.CONTESTATION)) != (self.acceptation is None):
            raise ValueError("an acceptance received, however late, is not a silence (decision D4)")
        if (self.circonstance is Circonstance.CONTESTATION) != (self.contestation is not None):
            raise ValueError("somebody who contested is not silent (decision D4)")
        if self.circonstance is Circonstance.CREANCIER_SANS_REPONSE and self.derniere_proposition is None:
            raise ValueError("the proposal left unanswered by the creditor must be named (decision D22)")


@dataclass(frozen=True, kw_only=True)
class ConstatRefusTermes(ConstatCommun):
    """R. 125-5, 3°: express refusal, by the debtor, of the amount or the terms."""

    acceptation: ReponseImprimee
    reponse: ReponseImprimee
    proposition: PropositionImprimee | None = None
    prescription: Prescription | None = None


@dataclass(frozen=True)
class AccordImprime:
    """The terms both parties agreed to. No clause, no interest: nothing is added to what they wrote.

    `echeances` are the dates due: `decalage_mois` months after the agreed ones, by `clause_decalage`.
    """

    montant_centimes: int
    echeances: tuple[EcheanceImprimee, ...]
    debiteur_le: datetime
    creancier_le: datetime
    empreinte: str = ""
    clause_defaut: str = ""
    interets: str = ""
    moyen_de_paiement: str = ""
    clause_decalage: str = ""
    decalage_mois: int = 0

    @property
    def conclu_le(self) -> datetime:
        return max(self.debiteur_le, self.creancier_le)


@dataclass(frozen=True, kw_only=True)
class ConstatAccord(ConstatCommun):
    """R. 125-5, 4°: agreement concluded within the month."""

    acceptation: ReponseImprimee
    accord: AccordImprime


Constat = ConstatAcceptation | ConstatRefusParticipation | ConstatExpiration | ConstatRefusTermes | ConstatAccord


class NatureDiligence(StrEnum):
    """The steps that the titre recapitulates (R. 125-6)."""

    MANDAT = "mandat"
    ENVOI = "envoi"
    AVIS_DE_RECEPTION = "avis_de_reception"
    ACCEPTATION = "acceptation"
    CONSTAT_ACCEPTATION = "constat_acceptation"
    PROPOSITION = "proposition"
    ACCORD_DEBITEUR = "accord_debiteur"
    ACCORD_CREANCIER = "accord_creancier"
    CONSTAT_ACCORD = "constat_accord"


@dataclass(frozen=True)
class DiligenceImprimee:
    nature: NatureDiligence
    le: date  # a datetime prints its hour
    detail: str = ""


@dataclass(frozen=True)
class CopieImprimee:
    """How the debtor gets his free copy (R. 125-6)."""

    le: date
    mode: str


@dataclass(frozen=True)
class TitreDonnees:
    """`projet`: a draft, watermarked, without heading nor formule, printed even when something is missing."""

    parties: PartiesImprimees
    pieces: tuple[str, ...]
    diligences: tuple[DiligenceImprimee, ...]
    accord: AccordImprime
    copie: CopieImprimee | None
    formule: FormuleExecutoire | None
    fait_le: date
    lieu: str
    projet: bool = False


@dataclass(frozen=True)
class AccordDonnees:
    parties: PartiesImprimees
    accord: AccordImprime


class NatureRecepisse(StrEnum):
    ACCEPTATION = "acceptation"
    REFUS = "refus"
    REFUS_DES_TERMES = "refus_des_termes"
    PROPOSITION = "proposition"
    ACCORD = "accord"
    RETRAIT = "retrait"
    ECART = "ecart"
    CONTESTATION = "contestation"
    SIGNALEMENT = "signalement"


@dataclass(frozen=True)
class RecepisseDonnees:
    """Proof of one act of the debtor.

    `texte`: the statement he made, as displayed; `empreinte`: its SHA-256; `empreinte_termes`: that of the terms.
    `lies`: that hash also covers the documents joined.
    """

    parties: PartiesImprimees
    nature: NatureRecepisse
    recu_le: datetime
    reference_acte: str
    empreinte: str
    empreinte_termes: str = ""
    mode: str = "portail"
    texte: str = ""
    montant_centimes: int | None = None
    echeances: tuple[EcheanceImprimee, ...] = ()
    clause: str = ""  # what moves the dates after a late constat
    date_limite: date | None = None
    suites: tuple[str, ...] = ()  # what happens next, when the default words do not fit
    second_pas: str = ""  # by which the terms were signed, in words
    lies: bool = False


@dataclass(frozen=True)
class ProjetPapierDonnees:
    """Terms to sign by hand. `declarations`: heading and words of each statement, one box each, as shown on screen.

    `avant`: the day by which the étude must hold the paper, within its opening hours (`horaires`).
    """

    parties: PartiesImprimees
    conclut: bool  # signing concludes; else it is an offer
    declarations: tuple[tuple[str, str], ...]
    echeances: tuple[EcheanceImprimee, ...]
    avant: date
    marque: str
    horaires: str = ""


@dataclass(frozen=True)
class VersementImprime:
    """A sum that the creditor says he received."""

    le: date
    montant_centimes: int


@dataclass(frozen=True)
class QuittanceDonnees:
    """Receipt of full payment, given by the creditor (C. civ. 1342). `montant_centimes`: what the titre records."""

    parties: PartiesImprimees
    montant_centimes: int
    titre_le: date
    versements: tuple[VersementImprime, ...]
    donnee_le: datetime
    donnee_par: str = ""
