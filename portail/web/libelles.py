"""The French words for states, natures and kinds: one word for one thing on every page (parcours.md 2.1)."""

from portail.domaine.creance import Cause, Nature
from portail.domaine.phrases import Phrase
from portail.domaine.procedure import Etat, Role
from portail.persistance.actes import GenreConstat
from portail.persistance.dossiers import ModeReponse
from portail.persistance.negociation import StatutProposition

ETATS: dict[Etat, Phrase] = {
    Etat.BROUILLON: Phrase("Brouillon"),
    Etat.DEPOSEE: Phrase("À vérifier"),
    Etat.RECEVABLE: Phrase("Recevable"),
    Etat.MANDAT: Phrase("Invitation prête"),
    Etat.ENVOYEE: Phrase("Envoyée"),
    Etat.ACCEPTEE: Phrase("Participe"),
    Etat.PROPOSITION_DEBITEUR: Phrase("Proposition reçue"),
    Etat.PROPOSITION_CREANCIER: Phrase("Contre-proposition"),
    Etat.REFUS_EXPRIME: Phrase("Refus à constater"),
    Etat.REFUS_DES_TERMES: Phrase("Refus des conditions à constater"),
    Etat.ACCORD_CONCLU: Phrase("Accord à constater"),
    Etat.FIN_REFUS_PARTICIPATION: Phrase("Refus"),
    Etat.FIN_EXPIRATION: Phrase("Délai expiré"),
    Etat.FIN_REFUS_MONTANT_OU_MODALITES: Phrase("Refus des conditions"),
    Etat.FIN_ACCORD: Phrase("Titre à délivrer"),
    Etat.TITRE_DELIVRE: Phrase("Titre délivré"),
    Etat.COPIE_REMISE: Phrase("Titre délivré, copie remise"),
    Etat.PAIEMENTS: Phrase("Paiement en cours"),
    Etat.SOLDE: Phrase("Soldé"),
    Etat.DEFAUT: Phrase("En retard"),
    Etat.INJONCTION: Phrase("Injonction de payer"),
    Etat.AUTRE_VOIE: Phrase("Autre voie"),
    Etat.CLOS: Phrase("Clos sans accord"),
    Etat.IRRECEVABLE: Phrase("Irrecevable"),
    Etat.ABANDONNEE: Phrase("Abandonnée"),
}

CAUSES: dict[Cause, Phrase] = {
    Cause.CONTRACTUELLE: Phrase("Un contrat : vente, travaux, service, location, prêt…"),
    Cause.STATUTAIRE: Phrase(
        "Une obligation statutaire : charges de copropriété, cotisation à un ordre ou à une caisse…"
    ),
    Cause.AUTRE: Phrase("Autre chose : accident, dommage, amende…"),
}

NATURES: dict[Nature, Phrase] = {
    Nature.PRINCIPAL: Phrase("Principal : facture, loyer, charges…"),
    Nature.INTERETS: Phrase("Intérêts de retard"),
    Nature.INDEMNITE_FORFAITAIRE: Phrase("Indemnité forfaitaire de 40 € (entre professionnels)"),
    Nature.CLAUSE_PENALE: Phrase("Clause pénale prévue au contrat"),
    Nature.AUTRE: Phrase("Autre somme prévue au contrat"),
}

MODES_REPONSE: dict[ModeReponse, Phrase] = {
    ModeReponse.FORMULAIRE: Phrase("Formulaire signé, reçu par courrier ou remis"),
    ModeReponse.EMARGEMENT: Phrase("Émargement de la lettre à l’étude"),
    ModeReponse.AUTRE: Phrase("Autre moyen : téléphone, courriel, message…"),
    ModeReponse.PORTAIL: Phrase("Portail"),
}

STATUTS_PROPOSITION: dict[StatutProposition, Phrase] = {
    StatutProposition.EN_COURS: Phrase("En attente de réponse"),
    StatutProposition.REMPLACEE: Phrase("Remplacée"),
    StatutProposition.RETIREE: Phrase("Retirée"),
    StatutProposition.DECLINEE: Phrase("Écartée"),
    StatutProposition.ACCEPTEE: Phrase("Acceptée"),
}

CONSTATS: dict[GenreConstat, Phrase] = {
    GenreConstat.ACCEPTATION: Phrase("Constat de l’accord pour participer (art. R. 125-3)"),
    GenreConstat.REFUS_PARTICIPATION: Phrase("Constat du refus de participer (art. R. 125-5, 1°)"),
    GenreConstat.EXPIRATION: Phrase("Constat de l’expiration du délai (art. R. 125-5, 2°)"),
    GenreConstat.REFUS_TERMES: Phrase("Constat du refus du montant ou des modalités (art. R. 125-5, 3°)"),
    GenreConstat.ACCORD: Phrase("Constat de l’accord (art. R. 125-5, 4°)"),
}

ROLES: dict[Role, Phrase] = {
    Role.DEBITEUR: Phrase("Personne invitée"),
    Role.CREANCIER: Phrase("Créancier"),
    Role.COMMISSAIRE: Phrase("Commissaire de justice"),
}


def libelle_etat(etat: Etat) -> Phrase:
    return ETATS[etat]
