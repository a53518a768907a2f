"""The words of the creditor's space: where a dossier stands, whose turn it is, what the journal says."""

from portail.domaine.phrases import Phrase
from portail.domaine.procedure import Action, Etat, Role
from portail.domaine.signalements import Genre

VOUS, ETUDE, PERSONNE, FINI = Phrase("À vous"), Phrase("À l’étude"), Phrase("À la personne"), Phrase("Terminé")
CHACUN = Phrase("À vous ou à la personne")

# state → whose turn, where it stands
SITUATIONS: dict[Etat, tuple[str, str]] = {
    Etat.BROUILLON: (VOUS, Phrase("Complétez votre demande, puis déposez-la.")),
    Etat.DEPOSEE: (ETUDE, Phrase("L’étude vérifie votre demande.")),
    Etat.RECEVABLE: (ETUDE, Phrase("Votre demande est recevable. L’étude prépare la lettre.")),
    Etat.MANDAT: (ETUDE, Phrase("La lettre est prête. L’étude va l’envoyer.")),
    Etat.ENVOYEE: (PERSONNE, Phrase("La lettre est partie. La personne peut accepter de participer, ou refuser.")),
    Etat.ACCEPTEE: (CHACUN, Phrase("La personne participe. Chacun peut proposer un montant et des dates.")),
    Etat.PROPOSITION_DEBITEUR: (VOUS, Phrase("La personne vous fait une proposition. Elle attend votre réponse.")),
    Etat.PROPOSITION_CREANCIER: (PERSONNE, Phrase("Votre offre attend la réponse de la personne.")),
    Etat.REFUS_EXPRIME: (ETUDE, Phrase("La personne refuse la procédure. L’étude va le constater par écrit.")),
    Etat.REFUS_DES_TERMES: (
        ETUDE,
        Phrase("La personne refuse le montant ou les dates. L’étude va le constater par écrit."),
    ),
    Etat.ACCORD_CONCLU: (ETUDE, Phrase("Vous êtes d’accord tous les deux. L’étude va le constater par écrit.")),
    Etat.FIN_REFUS_PARTICIPATION: (
        VOUS,
        Phrase("La procédure est finie\u00a0: la personne a refusé. Choisissez la suite."),
    ),
    Etat.FIN_EXPIRATION: (
        VOUS,
        Phrase("La procédure est finie\u00a0: le mois est passé sans accord. Choisissez la suite."),
    ),
    Etat.FIN_REFUS_MONTANT_OU_MODALITES: (
        VOUS,
        Phrase("La procédure est finie\u00a0: la personne a refusé le montant ou les dates. Choisissez la suite."),
    ),
    Etat.FIN_ACCORD: (ETUDE, Phrase("L’accord est constaté. L’étude prépare le titre exécutoire.")),
    Etat.TITRE_DELIVRE: (ETUDE, Phrase("Le titre exécutoire est délivré. L’étude remet sa copie à la personne.")),
    Etat.COPIE_REMISE: (PERSONNE, Phrase("Le titre est délivré. La personne doit payer aux dates de l’accord.")),
    Etat.PAIEMENTS: (PERSONNE, Phrase("La personne paie aux dates de l’accord.")),
    Etat.SOLDE: (FINI, Phrase("Tout est payé.")),
    Etat.DEFAUT: (
        VOUS,
        Phrase("Les paiements ne sont pas tenus. Vous pouvez charger un autre commissaire de justice."),
    ),
    Etat.INJONCTION: (FINI, Phrase("Vous avez choisi l’injonction de payer, devant le tribunal.")),
    Etat.AUTRE_VOIE: (FINI, Phrase("Vous avez choisi une autre voie.")),
    Etat.CLOS: (FINI, Phrase("Vous avez clos le dossier.")),
    Etat.IRRECEVABLE: (FINI, Phrase("L’étude a déclaré la demande irrecevable.")),
    Etat.ABANDONNEE: (FINI, Phrase("Vous avez abandonné la demande.")),
}
DELAI_FINI = (
    ETUDE,
    Phrase("Le mois est fini. Plus aucun accord n’est possible ici. L’étude va constater la fin par écrit."),
)

# kind of report that waits for an answer → where the dossier stands
MESSAGES: dict[Genre, str] = {
    Genre.CONTESTATION: Phrase("La personne conteste la somme. Elle attend votre réponse."),
    Genre.PAIEMENT: Phrase("La personne dit avoir payé. Elle attend votre réponse."),
    Genre.DIFFICULTE: Phrase("La personne demande un délai. Elle attend votre réponse."),
}

# (action, role) → sentence of the journal; the acts that are not here are the étude's own or too small to tell
JOURNAL: dict[tuple[Action, Role], str] = {
    (Action.DEPOSER, Role.CREANCIER): Phrase("Vous avez déposé la demande et donné mandat à l’étude"),
    (Action.RENVOYER, Role.COMMISSAIRE): Phrase("L’étude vous a demandé de compléter"),
    (Action.DECLARER_RECEVABLE, Role.COMMISSAIRE): Phrase("L’étude a déclaré la demande recevable"),
    (Action.DECLARER_IRRECEVABLE, Role.COMMISSAIRE): Phrase("L’étude a déclaré la demande irrecevable"),
    (Action.PREPARER_INVITATION, Role.COMMISSAIRE): Phrase("L’étude a préparé la lettre"),
    (Action.ANNULER_INVITATION, Role.COMMISSAIRE): Phrase("L’étude a repris la lettre avant de l’envoyer"),
    (Action.ENREGISTRER_ENVOI, Role.COMMISSAIRE): Phrase("L’étude a enregistré l’envoi de la lettre"),
    (Action.ACCEPTER_PARTICIPATION, Role.DEBITEUR): Phrase("La personne a accepté de participer"),
    (Action.ACCEPTER_PARTICIPATION, Role.COMMISSAIRE): Phrase(
        "L’étude a enregistré que la personne accepte de participer"
    ),
    (Action.REFUSER_PARTICIPATION, Role.DEBITEUR): Phrase("La personne a refusé la procédure"),
    (Action.REFUSER_PARTICIPATION, Role.COMMISSAIRE): Phrase(
        "L’étude a enregistré que la personne refuse la procédure"
    ),
    (Action.CONSTATER_ACCEPTATION, Role.COMMISSAIRE): Phrase(
        "L’étude a constaté l’accord de la personne pour participer"
    ),
    (Action.RETIRER_PLAN, Role.CREANCIER): Phrase("Vous avez retiré un plan signé d’avance"),
    (Action.PROPOSER, Role.DEBITEUR): Phrase("La personne a fait une proposition"),
    (Action.PROPOSER, Role.CREANCIER): Phrase("Vous avez fait une offre"),
    (Action.PROPOSER, Role.COMMISSAIRE): Phrase("L’étude a reçu une proposition de la personne, signée sur papier"),
    (Action.ACCEPTER_PROPOSITION, Role.COMMISSAIRE): Phrase(
        "L’étude a reçu l’accord de la personne sur votre offre, signé sur papier\u00a0: l’accord est conclu"
    ),
    (Action.CHOISIR_PLAN_ACCEPTE, Role.COMMISSAIRE): Phrase(
        "L’étude a reçu l’accord de la personne sur un plan signé d’avance\u00a0: l’accord est conclu"
    ),
    (Action.RETIRER_PROPOSITION, Role.DEBITEUR): Phrase("La personne a retiré sa proposition"),
    (Action.RETIRER_PROPOSITION, Role.CREANCIER): Phrase("Vous avez retiré votre offre"),
    (Action.DECLINER_PROPOSITION, Role.DEBITEUR): Phrase("La personne a écarté votre offre"),
    (Action.DECLINER_PROPOSITION, Role.CREANCIER): Phrase("Vous avez écarté la proposition"),
    (Action.ACCEPTER_PROPOSITION, Role.DEBITEUR): Phrase(
        "La personne a accepté votre offre\u00a0: l’accord est conclu"
    ),
    (Action.ACCEPTER_PROPOSITION, Role.CREANCIER): Phrase(
        "Vous avez accepté la proposition\u00a0: l’accord est conclu"
    ),
    (
        Action.CHOISIR_PLAN_ACCEPTE,
        Role.DEBITEUR,
    ): Phrase("La personne a choisi un plan signé d’avance\u00a0: l’accord est conclu"),
    (Action.REFUSER_TERMES, Role.DEBITEUR): Phrase("La personne a refusé le montant ou les dates"),
    (Action.REFUSER_TERMES, Role.COMMISSAIRE): Phrase(
        "L’étude a enregistré que la personne refuse le montant ou les dates"
    ),
    (Action.CONSTATER_REFUS_PARTICIPATION, Role.COMMISSAIRE): Phrase("L’étude a constaté le refus de participer"),
    (Action.CONSTATER_EXPIRATION, Role.COMMISSAIRE): Phrase("L’étude a constaté la fin du délai sans accord"),
    (Action.CONSTATER_REFUS_TERMES, Role.COMMISSAIRE): Phrase("L’étude a constaté le refus du montant ou des dates"),
    (Action.CONSTATER_ACCORD, Role.COMMISSAIRE): Phrase("L’étude a constaté l’accord"),
    (Action.DELIVRER_TITRE, Role.COMMISSAIRE): Phrase("L’étude a délivré le titre exécutoire"),
    (Action.REMETTRE_COPIE, Role.COMMISSAIRE): Phrase("L’étude a remis sa copie à la personne"),
    (Action.ENREGISTRER_PAIEMENT, Role.CREANCIER): Phrase("Vous avez noté un paiement"),
    (Action.ANNULER_PAIEMENT, Role.CREANCIER): Phrase("Vous avez annulé un paiement noté par erreur"),
    (Action.CONSTATER_SOLDE, Role.CREANCIER): Phrase("Tout est payé"),
    (Action.DECLARER_DEFAUT, Role.CREANCIER): Phrase("Vous avez signalé un retard de paiement"),
    (Action.CHOISIR_INJONCTION, Role.CREANCIER): Phrase("Vous avez choisi l’injonction de payer"),
    (Action.CHOISIR_AUTRE_VOIE, Role.CREANCIER): Phrase("Vous avez choisi une autre voie"),
    (Action.CLORE, Role.CREANCIER): Phrase("Vous avez clos le dossier"),
    (Action.ABANDONNER, Role.CREANCIER): Phrase("Vous avez abandonné la demande"),
    (Action.CONTESTER, Role.DEBITEUR): Phrase("La personne conteste la somme"),
    (Action.SIGNALER, Role.DEBITEUR): Phrase("La personne vous a écrit"),
    (Action.REPONDRE_SIGNALEMENT, Role.CREANCIER): Phrase("Vous avez répondu à la personne"),
    (Action.REPONDRE_SIGNALEMENT, Role.COMMISSAIRE): Phrase("L’étude a lu la contestation"),
}
