"""The ways that lead an invented dossier to each state, and the invented people on them."""

from dataclasses import dataclass
from datetime import date

from portail.domaine.creance import Cause
from portail.domaine.procedure import Etat

_DEPART = ("deposer", "recevoir", "inviter", "envoyer")
_PARLE = (*_DEPART, "accepter")
_ACCORD = (*_PARLE, "constater_acceptation", "proposer_debiteur", "accepter_creancier")
_TITRE = (*_ACCORD, "constater_accord", "delivrer")
_SILENCE = (*_DEPART, "constater_expiration")

CHEMINS: dict[Etat, tuple[str, ...]] = {
    Etat.BROUILLON: (),
    Etat.DEPOSEE: ("deposer",),
    Etat.RECEVABLE: ("deposer", "recevoir"),
    Etat.MANDAT: ("deposer", "recevoir", "inviter"),
    Etat.ENVOYEE: _DEPART,
    Etat.ACCEPTEE: _PARLE,
    Etat.PROPOSITION_DEBITEUR: (*_PARLE, "proposer_debiteur"),
    Etat.PROPOSITION_CREANCIER: (*_PARLE, "constater_acceptation", "proposer_debiteur", "proposer_creancier"),
    Etat.REFUS_EXPRIME: (*_DEPART, "refuser"),
    Etat.REFUS_DES_TERMES: (*_PARLE, "constater_acceptation", "proposer_creancier", "refuser_termes"),
    Etat.ACCORD_CONCLU: _ACCORD,
    Etat.FIN_REFUS_PARTICIPATION: (*_DEPART, "refuser", "constater_refus"),
    Etat.FIN_EXPIRATION: _SILENCE,
    Etat.FIN_REFUS_MONTANT_OU_MODALITES: (
        *_PARLE, "constater_acceptation", "proposer_creancier", "refuser_termes", "constater_refus_termes",
    ),
    Etat.FIN_ACCORD: (*_ACCORD, "constater_accord"),
    Etat.TITRE_DELIVRE: _TITRE,
    Etat.COPIE_REMISE: (*_TITRE, "remettre"),
    Etat.PAIEMENTS: (*_TITRE, "remettre", "payer"),
    Etat.SOLDE: (*_TITRE, "remettre", "payer", "solder"),
    Etat.DEFAUT: (*_TITRE, "remettre", "payer", "defaillir"),
    Etat.INJONCTION: (*_SILENCE, "injonction"),
    Etat.AUTRE_VOIE: (*_DEPART, "refuser", "constater_refus", "autre_voie"),
    Etat.CLOS: (*_SILENCE, "clore"),
    Etat.IRRECEVABLE: ("deposer", "rejeter"),
    Etat.ABANDONNEE: ("deposer", "abandonner"),
}  # fmt: skip

REPONSES = {
    "debiteur_commercant": False,
    "facturee": True,
    "solde_total_du_contrat": True,
    "renonce_au_surplus": False,
    "pension_alimentaire": False,
    "cheque": False,
    "surendettement": False,
    "procedure_collective": False,
    "protege_ou_mineur": False,
    "deces": False,
    "tentative_anterieure": False,
}

# A one-page PDF, 300 bytes of it: what a creditor would hand in.
FACTURE = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)


@dataclass(frozen=True)
class Personnage:
    """An invented debtor and what is asked of her."""

    prenoms: str
    nom: str
    civilite: str = "Madame"
    denomination: str = ""
    adresse: str = "12 rue des Essais-Blancs"
    code_postal: str = "35000"
    commune: str = "Rennes"
    code_lieu: str = "35238"
    ne_le: date | None = date(1984, 5, 17)
    courriel: str = ""
    libelle: str = "Facture F-2025-118, pose de deux fenêtres"
    fondement: str = "Devis signé, pose de deux fenêtres"
    principal_centimes: int = 118_000
    interets_centimes: int = 4_000
    nombre: int = 6
    cause: Cause = Cause.CONTRACTUELLE
