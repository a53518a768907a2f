"""Why a payment was taken back, in the words of the creditor's form; the debtor reads them beside the payment."""

from portail.domaine.phrases import Phrase
from portail.persistance.actes import MotifAnnulation

ANNULATIONS: dict[MotifAnnulation, Phrase] = {
    MotifAnnulation.MONTANT: Phrase("Le montant noté était faux"),
    MotifAnnulation.DATE: Phrase("La date notée était fausse"),
    MotifAnnulation.DOUBLON: Phrase("Ce paiement était noté deux fois"),
    MotifAnnulation.REJETE: Phrase("Le paiement a été rejeté par la banque"),
    MotifAnnulation.AUTRE_DOSSIER: Phrase("L’argent concernait autre chose"),
}
