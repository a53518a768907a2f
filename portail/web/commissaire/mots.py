"""The words of the étude's pages: answers of the creditor, what to ask him for, verbs (acts: services.mots)."""

from portail.domaine.signalements import Destinataire, Motif
from portail.persistance.actes import GenreConstat
from portail.persistance.courriels import EtatCourriel
from portail.persistance.lots import GenreLot
from portail.services.codes import Demande, Identite

PARTIES: dict[str, str] = {
    "debiteur": "la personne",
    "cause": "l’origine de la créance",
    "somme": "la somme",
    "piece": "une pièce jointe",
    "piece_retiree": "une pièce retirée",
    "marge": "la marge",
    "plan": "un plan signé d’avance",
    "plan_retire": "un plan retiré",
}

DEMANDES_DE_CODES: dict[Demande, str] = {
    Demande.TELEPHONE: "Par téléphone",
    Demande.GUICHET: "Au guichet de l’étude",
    Demande.COURRIER: "Par courrier",
}

IDENTITES: dict[Identite, str] = {
    Identite.PIECE: "J’ai vu sa pièce d’identité",
    Identite.RAPPEL: "J’ai rappelé un numéro que l’étude connaissait déjà",
    Identite.QUESTIONS: "Elle a su répondre sur le dossier : adresse, somme, créancier",
    Identite.SIGNATURE: "Sa signature est celle du dossier",
}

QUESTIONS: dict[str, str] = {
    "debiteur_commercant": "La personne est commerçante",
    "facturee": "La créance a été facturée",
    "solde_total_du_contrat": "C’est tout ce qui reste dû sur ce contrat",
    "renonce_au_surplus": "Le créancier renonce par écrit au surplus",
    "pension_alimentaire": "Pension alimentaire",
    "cheque": "Chèque sans provision",
    "surendettement": "Dossier de surendettement connu",
    "procedure_collective": "Procédure collective connue",
    "protege_ou_mineur": "Personne mineure ou protégée",
    "deces": "Personne décédée",
    "tentative_anterieure": "Procédure déjà tentée pour cette créance",
    "emprise_aerodrome": "Adresse dans l’emprise d’un aérodrome",
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
    GenreConstat.ACCEPTATION: "Constater la participation",
    GenreConstat.REFUS_PARTICIPATION: "Constater le refus",
    GenreConstat.EXPIRATION: "Constater la fin du délai",
    GenreConstat.REFUS_TERMES: "Constater le refus des conditions",
    GenreConstat.ACCORD: "Constater l’accord",
}

SUITES_DU_CONSTAT: dict[GenreConstat, str] = {
    GenreConstat.ACCEPTATION: (
        "La prescription est suspendue à partir de ce constat (art. 2238 du code civil). Les pourparlers continuent."
    ),
    GenreConstat.REFUS_PARTICIPATION: "La procédure est finie. Le créancier choisit la suite.",
    GenreConstat.EXPIRATION: "La procédure est finie, sans accord. Le créancier choisit la suite.",
    GenreConstat.REFUS_TERMES: "La procédure est finie, sans accord. Le créancier choisit la suite.",
    GenreConstat.ACCORD: "La procédure est finie par un accord. Le titre exécutoire peut être délivré.",
}

PARTIES_DU_TITRE: dict[str, str] = {
    "etude": "Le commissaire de justice et son office",
    "parties": "Les personnes (art. 648 du code de procédure civile)",
    "creance": "La créance : fondement et éléments",
    "diligences": "Les diligences, du mandat au constat de l’accord (art. R. 125-6)",
    "montants": "Les montants, au centime",
    "echeancier": "L’échéancier : dates en ordre, premier paiement après le constat (art. R. 125-7)",
    "dates": "Le lieu, la date, la copie gratuite",
    "formule": "La formule exécutoire",
}

ETATS_COURRIEL: dict[EtatCourriel, str] = {
    EtatCourriel.A_ENVOYER: "À envoyer",
    EtatCourriel.ENVOYE: "Envoyé",
    EtatCourriel.A_EXAMINER: "À examiner",
}


LOTS: dict[GenreLot, dict[str, str]] = {
    GenreLot.LETTRES: {"titre": "Préparer des lettres", "fait": "Lettre prête", "un": "lettre", "plusieurs": "lettres"},
    GenreLot.TITRES: {"titre": "Délivrer des titres", "fait": "Titre délivré", "un": "titre", "plusieurs": "titres"},
}


# What the étude should look at, by reason reported (droit.md, D11, D12).
CONSIGNES_MOTIF: dict[str, str] = {
    Motif.TROP_ANCIENNE: "Revoyez la prescription, élément par élément.",
    Motif.SURENDETTEMENT: "Appelez la personne : un dossier de surendettement peut empêcher tout accord.",
    Destinataire.DECEDE: "Vérifiez le décès : la procédure ne se poursuit pas contre une personne décédée.",
    Destinataire.MANDATAIRE: (
        "Appelez cette personne et demandez le jugement ou le mandat. Ce n’est ni un refus, ni une acceptation."
    ),
    Destinataire.PARTI: "Demandez au créancier l’adresse actuelle, avec sa source.",
    Destinataire.INCONNU: "Demandez au créancier l’adresse actuelle, avec sa source.",
    Destinataire.HOMONYME: "Comparez la date de naissance et l’adresse avec celles du créancier.",
}


def oui_non(valeur: object) -> str:
    return {True: "oui", False: "non"}.get(valeur, "je ne sais pas") if isinstance(valeur, bool) else "je ne sais pas"
