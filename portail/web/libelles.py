"""The French words for states, natures and kinds: one word for one thing on every page (parcours.md 2.1)."""

from portail.domaine.creance import Cause, Nature
from portail.domaine.procedure import Etat, Role
from portail.persistance.actes import GenreConstat, GenreDocument, MotifAnnulation
from portail.persistance.dossiers import ModeReponse
from portail.persistance.negociation import StatutProposition

ETATS: dict[Etat, str] = {
    Etat.BROUILLON: "Brouillon",
    Etat.DEPOSEE: "À vérifier",
    Etat.RECEVABLE: "Recevable",
    Etat.MANDAT: "Invitation prête",
    Etat.ENVOYEE: "Envoyée",
    Etat.ACCEPTEE: "Participe",
    Etat.PROPOSITION_DEBITEUR: "Proposition reçue",
    Etat.PROPOSITION_CREANCIER: "Contre-proposition",
    Etat.REFUS_EXPRIME: "Refus à constater",
    Etat.REFUS_DES_TERMES: "Refus des conditions à constater",
    Etat.ACCORD_CONCLU: "Accord à constater",
    Etat.FIN_REFUS_PARTICIPATION: "Refus",
    Etat.FIN_EXPIRATION: "Délai expiré",
    Etat.FIN_REFUS_MONTANT_OU_MODALITES: "Refus des conditions",
    Etat.FIN_ACCORD: "Titre à délivrer",
    Etat.TITRE_DELIVRE: "Titre délivré",
    Etat.COPIE_REMISE: "Titre délivré, copie remise",
    Etat.PAIEMENTS: "Paiement en cours",
    Etat.SOLDE: "Soldé",
    Etat.DEFAUT: "En retard",
    Etat.INJONCTION: "Injonction de payer",
    Etat.AUTRE_VOIE: "Autre voie",
    Etat.CLOS: "Clos sans accord",
    Etat.IRRECEVABLE: "Irrecevable",
    Etat.ABANDONNEE: "Abandonnée",
}

CAUSES: dict[Cause, str] = {
    Cause.CONTRACTUELLE: "Un contrat : vente, travaux, service, location, prêt…",
    Cause.STATUTAIRE: "Une obligation statutaire : charges de copropriété, cotisation à un ordre ou à une caisse…",
    Cause.AUTRE: "Autre chose : accident, dommage, amende…",
}

NATURES: dict[Nature, str] = {
    Nature.PRINCIPAL: "Principal : facture, loyer, charges…",
    Nature.INTERETS: "Intérêts de retard",
    Nature.INDEMNITE_FORFAITAIRE: "Indemnité forfaitaire de 40 € (entre professionnels)",
    Nature.CLAUSE_PENALE: "Clause pénale prévue au contrat",
    Nature.AUTRE: "Autre somme prévue au contrat",
}

MODES_REPONSE: dict[ModeReponse, str] = {
    ModeReponse.FORMULAIRE: "Formulaire signé, reçu par courrier ou remis",
    ModeReponse.EMARGEMENT: "Émargement de la lettre à l’étude",
    ModeReponse.AUTRE: "Autre moyen : téléphone, courriel, message…",
    ModeReponse.PORTAIL: "Portail",
}

STATUTS_PROPOSITION: dict[StatutProposition, str] = {
    StatutProposition.EN_COURS: "En attente de réponse",
    StatutProposition.REMPLACEE: "Remplacée",
    StatutProposition.RETIREE: "Retirée",
    StatutProposition.DECLINEE: "Écartée",
    StatutProposition.ACCEPTEE: "Acceptée",
}

CONSTATS: dict[GenreConstat, str] = {
    GenreConstat.ACCEPTATION: "Constat de l’accord pour participer (art. R. 125-3)",
    GenreConstat.REFUS_PARTICIPATION: "Constat du refus de participer (art. R. 125-5, 1°)",
    GenreConstat.EXPIRATION: "Constat de l’expiration du délai (art. R. 125-5, 2°)",
    GenreConstat.REFUS_TERMES: "Constat du refus du montant ou des modalités (art. R. 125-5, 3°)",
    GenreConstat.ACCORD: "Constat de l’accord (art. R. 125-5, 4°)",
}

DOCUMENTS: dict[GenreDocument, str] = {
    GenreDocument.LETTRE: "Lettre d’invitation (copie)",
    GenreDocument.RECEPISSE: "Récépissé",
    GenreDocument.CONSTAT: "Constat",
    GenreDocument.PROJET_CONSTAT: "Projet de constat",
    GenreDocument.ACCORD: "Accord",
    GenreDocument.TITRE: "Titre exécutoire",
    GenreDocument.QUITTANCE: "Quittance",
}

ROLES: dict[Role, str] = {
    Role.DEBITEUR: "Personne invitée",
    Role.CREANCIER: "Créancier",
    Role.COMMISSAIRE: "Commissaire de justice",
}


def libelle_etat(etat: Etat) -> str:
    return ETATS[etat]


ANNULATIONS: dict[MotifAnnulation, str] = {
    MotifAnnulation.MONTANT: "Le montant noté était faux",
    MotifAnnulation.DATE: "La date notée était fausse",
    MotifAnnulation.DOUBLON: "Ce paiement était noté deux fois",
    MotifAnnulation.REJETE: "Le paiement a été rejeté par la banque",
    MotifAnnulation.AUTRE_DOSSIER: "L’argent concernait autre chose",
}
