"""The French words for the acts of the journal: the same on the étude's pages, which may say them in English, and in the exported
record, which is French.
"""

from portail.domaine.phrases import Phrase
from portail.domaine.procedure import Action

ACTES: dict[Action, Phrase] = {
    Action.COMPLETER: Phrase("Demande complétée"),
    Action.DEPOSER: Phrase("Créance déposée, mandat donné à l’étude"),
    Action.RENVOYER: Phrase("Demande renvoyée au créancier"),
    Action.DECLARER_RECEVABLE: Phrase("Demande déclarée recevable"),
    Action.DECLARER_IRRECEVABLE: Phrase("Demande déclarée irrecevable"),
    Action.PREPARER_INVITATION: Phrase("Invitation préparée"),
    Action.ANNULER_INVITATION: Phrase("Invitation annulée, codes révoqués"),
    Action.ENREGISTRER_ENVOI: Phrase("Envoi enregistré, le mois commence"),
    Action.REMETTRE_CODES: Phrase("Nouveaux codes remis, anciens codes révoqués"),
    Action.ACCEPTER_PARTICIPATION: Phrase("Participation acceptée"),
    Action.REFUSER_PARTICIPATION: Phrase("Participation refusée"),
    Action.CONSTATER_ACCEPTATION: Phrase("Accord pour participer constaté"),
    Action.RETIRER_PLAN: Phrase("Plan signé d’avance retiré par le créancier"),
    Action.PROPOSER: Phrase("Proposition envoyée"),
    Action.RETIRER_PROPOSITION: Phrase("Proposition retirée"),
    Action.DECLINER_PROPOSITION: Phrase("Proposition écartée"),
    Action.ACCEPTER_PROPOSITION: Phrase("Proposition acceptée, accord conclu"),
    Action.CHOISIR_PLAN_ACCEPTE: Phrase("Plan signé d’avance choisi, accord conclu"),
    Action.REFUSER_TERMES: Phrase("Montant ou modalités refusés"),
    Action.CONSTATER_REFUS_PARTICIPATION: Phrase("Refus de participer constaté"),
    Action.CONSTATER_EXPIRATION: Phrase("Expiration du délai constatée"),
    Action.CONSTATER_REFUS_TERMES: Phrase("Refus du montant ou des modalités constaté"),
    Action.CONSTATER_ACCORD: Phrase("Accord constaté"),
    Action.DELIVRER_TITRE: Phrase("Titre exécutoire délivré"),
    Action.REMETTRE_COPIE: Phrase("Copie gratuite remise"),
    Action.ENREGISTRER_PAIEMENT: Phrase("Paiement enregistré"),
    Action.ANNULER_PAIEMENT: Phrase("Paiement annulé, noté par erreur"),
    Action.CONSTATER_SOLDE: Phrase("Dette soldée"),
    Action.DECLARER_DEFAUT: Phrase("Défaut de paiement signalé"),
    Action.CHOISIR_INJONCTION: Phrase("Suite choisie : injonction de payer"),
    Action.CHOISIR_AUTRE_VOIE: Phrase("Suite choisie : autre voie"),
    Action.CLORE: Phrase("Dossier clos"),
    Action.ABANDONNER: Phrase("Demande abandonnée par le créancier"),
    Action.CONTESTER: Phrase("Somme contestée"),
    Action.SIGNALER: Phrase("Message envoyé au créancier"),
    Action.REPONDRE_SIGNALEMENT: Phrase("Réponse à un signalement"),
    Action.AIDER: Phrase("Personne aidée sur le portail"),
    Action.RENDRE_LA_MAIN: Phrase("Fin de l’aide, la personne a donné son code"),
    Action.OUVRIR_LECTURE: Phrase("Lien de lecture ouvert par la personne"),
    Action.FERMER_LECTURE: Phrase("Lien de lecture fermé par la personne"),
}
