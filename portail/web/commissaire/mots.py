"""The words of the étude's pages: answers of the creditor, what to ask him for, verbs (acts: services.mots)."""

from portail.domaine.phrases import Phrase
from portail.domaine.signalements import Destinataire, Motif
from portail.persistance.actes import GenreConstat
from portail.persistance.courriels import EtatCourriel
from portail.persistance.lots import GenreLot
from portail.services.codes import Demande, Identite
from portail.web.traduction import gettext

PARTIES: dict[str, str] = {
    "debiteur": Phrase("la personne"),
    "cause": Phrase("l’origine de la créance"),
    "somme": Phrase("la somme"),
    "piece": Phrase("une pièce jointe"),
    "piece_retiree": Phrase("une pièce retirée"),
    "marge": Phrase("la marge"),
    "plan": Phrase("un plan signé d’avance"),
    "plan_retire": Phrase("un plan retiré"),
}

DEMANDES_DE_CODES: dict[Demande, str] = {
    Demande.TELEPHONE: Phrase("Par téléphone"),
    Demande.GUICHET: Phrase("Au guichet de l’étude"),
    Demande.COURRIER: Phrase("Par courrier"),
}

IDENTITES: dict[Identite, str] = {
    Identite.PIECE: Phrase("J’ai vu sa pièce d’identité"),
    Identite.RAPPEL: Phrase("J’ai rappelé un numéro que l’étude connaissait déjà"),
    Identite.QUESTIONS: Phrase("Elle a su répondre sur le dossier : adresse, somme, créancier"),
    Identite.SIGNATURE: Phrase("Sa signature est celle du dossier"),
}

QUESTIONS: dict[str, str] = {
    "debiteur_commercant": Phrase("La personne est commerçante"),
    "facturee": Phrase("La créance a été facturée"),
    "solde_total_du_contrat": Phrase("C’est tout ce qui reste dû sur ce contrat"),
    "renonce_au_surplus": Phrase("Le créancier renonce par écrit au surplus"),
    "pension_alimentaire": Phrase("Pension alimentaire"),
    "cheque": Phrase("Chèque sans provision"),
    "surendettement": Phrase("Dossier de surendettement connu"),
    "procedure_collective": Phrase("Procédure collective connue"),
    "protege_ou_mineur": Phrase("Personne mineure ou protégée"),
    "deces": Phrase("Personne décédée"),
    "tentative_anterieure": Phrase("Procédure déjà tentée pour cette créance"),
    "emprise_aerodrome": Phrase("Adresse dans l’emprise d’un aérodrome"),
}

# What the creditor reads when an item of the checklist is not established. The étude's own conflict is not his.
DEMANDES: dict[str, str] = {
    "competence": "Précisez le domicile actuel de la personne, avec la source de cette adresse.",
    "cause": "Joignez le contrat, le devis signé ou la décision qui fonde la créance.",
    "montant": "Détaillez la somme élément par élément, et vérifiez que le total ne dépasse pas 5 000,00 €.",
    "certaine": "Joignez de quoi prouver que la somme est due et exigible : facture, livraison, mise en demeure.",
    "prescription": "Indiquez la date à laquelle chaque somme est devenue exigible.",
    "identite": "Complétez l’identité et l’adresse de la personne : prénoms, nom, date de naissance si vous l’avez.",
    "conflit": "",
}

VERBES: dict[GenreConstat, str] = {
    GenreConstat.ACCEPTATION: Phrase("Constater la participation"),
    GenreConstat.REFUS_PARTICIPATION: Phrase("Constater le refus"),
    GenreConstat.EXPIRATION: Phrase("Constater la fin du délai"),
    GenreConstat.REFUS_TERMES: Phrase("Constater le refus des conditions"),
    GenreConstat.ACCORD: Phrase("Constater l’accord"),
}

SUITES_DU_CONSTAT: dict[GenreConstat, str] = {
    GenreConstat.ACCEPTATION: Phrase(
        "La prescription est suspendue à partir de ce constat (art. 2238 du code civil). Les pourparlers continuent."
    ),
    GenreConstat.REFUS_PARTICIPATION: Phrase("La procédure est finie. Le créancier choisit la suite."),
    GenreConstat.EXPIRATION: Phrase("La procédure est finie, sans accord. Le créancier choisit la suite."),
    GenreConstat.REFUS_TERMES: Phrase("La procédure est finie, sans accord. Le créancier choisit la suite."),
    GenreConstat.ACCORD: Phrase("La procédure est finie par un accord. Le titre exécutoire peut être délivré."),
}

# The participation is recorded late: what the usual words would say wrongly.
ACCEPTATION_APRES_ECHEC = Phrase(
    "Ce constat vient trop tard pour suspendre la prescription (art. 2238 du code civil). "
    "Un accord n’est plus possible."
)
ACCEPTATION_APRES_ACCORD = Phrase(
    "La prescription est suspendue à partir de ce constat (art. 2238 du code civil). L’accord reste à constater."
)

PARTIES_DU_TITRE: dict[str, str] = {
    "etude": Phrase("Le commissaire de justice et son office"),
    "parties": Phrase("Les personnes (art. 648 du code de procédure civile)"),
    "creance": Phrase("La créance : fondement et éléments"),
    "diligences": Phrase("Les diligences, du mandat au constat de l’accord (art. R. 125-6)"),
    "montants": Phrase("Les montants, au centime"),
    "echeancier": Phrase("L’échéancier : dates en ordre, premier paiement après le constat (art. R. 125-7)"),
    "dates": Phrase("Le lieu, la date, la copie gratuite"),
    "formule": Phrase("La formule exécutoire"),
}

ETATS_COURRIEL: dict[EtatCourriel, str] = {
    EtatCourriel.A_ENVOYER: Phrase("À envoyer"),
    EtatCourriel.ENVOYE: Phrase("Envoyé"),
    EtatCourriel.A_EXAMINER: Phrase("À examiner"),
}


LOTS: dict[GenreLot, dict[str, str]] = {
    GenreLot.LETTRES: {
        "titre": Phrase("Préparer des lettres"),
        "fait": Phrase("Lettre prête"),
        "un": "lettre",
        "plusieurs": "lettres",
    },
    GenreLot.TITRES: {
        "titre": Phrase("Délivrer des titres"),
        "fait": Phrase("Titre délivré"),
        "un": "titre",
        "plusieurs": "titres",
    },
}


# What the étude should look at, by reason reported (droit.md, D11, D12).
CONSIGNES_MOTIF: dict[str, str] = {
    Motif.TROP_ANCIENNE: Phrase("Revoyez la prescription, élément par élément."),
    Motif.SURENDETTEMENT: Phrase("Appelez la personne : un dossier de surendettement peut empêcher tout accord."),
    Destinataire.DECEDE: Phrase("Vérifiez le décès : la procédure ne se poursuit pas contre une personne décédée."),
    Destinataire.MANDATAIRE: (
        Phrase("Appelez cette personne et demandez le jugement ou le mandat. Ce n’est ni un refus, ni une acceptation.")
    ),
    Destinataire.PARTI: Phrase("Demandez au créancier l’adresse actuelle, avec sa source."),
    Destinataire.INCONNU: Phrase("Demandez au créancier l’adresse actuelle, avec sa source."),
    Destinataire.HOMONYME: Phrase("Comparez la date de naissance et l’adresse avec celles du créancier."),
}


def oui_non(valeur: object) -> str:
    if not isinstance(valeur, bool):
        return gettext("je ne sais pas")
    return gettext("oui") if valeur else gettext("non")
