"""What somebody reports, in words: on the pages and on the receipt."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from portail.domaine.ecriture import ecrire_date, ecrire_montant
from portail.domaine.signalements import Aide, Destinataire, Genre, Motif, Moyen
from portail.services.documents.texte import simplifier

MOTIFS: dict[Motif, str] = {
    Motif.DEJA_PAYE: "J’ai déjà tout payé",
    Motif.PARTIE_PAYEE: "J’ai déjà payé une partie",
    Motif.MONTANT_FAUX: "Le montant est faux",
    Motif.PAS_MA_DETTE: "Ce n’est pas ma dette",
    Motif.DEFAUT: "Le travail ou le produit avait un problème",
    Motif.TROP_ANCIENNE: "La dette est trop ancienne",
    Motif.SURENDETTEMENT: "Je suis en dossier de surendettement",
    Motif.AUTRE: "Autre raison",
}
DESTINATAIRES: dict[Destinataire, str] = {
    Destinataire.INCONNU: "Je ne connais pas cette personne",
    Destinataire.PARTI: "Cette personne n’habite plus ici",
    Destinataire.DECEDE: "Cette personne est décédée",
    Destinataire.MANDATAIRE: "Je m’occupe d’elle (tuteur, curateur, mandataire)",
    Destinataire.HOMONYME: "C’est mon nom, mais ce n’est pas moi",
}
AIDES: dict[Aide, str] = {
    Aide.DECALER: "Je demande à payer 10 jours plus tard",
    Aide.PAYER_MOINS: "Je demande à payer moins ce mois-ci",
}
MOYENS: dict[Moyen, str] = {
    Moyen.VIREMENT: "Virement",
    Moyen.CHEQUE: "Chèque",
    Moyen.CARTE: "Carte bancaire",
    Moyen.ESPECES: "Espèces",
    Moyen.AUTRE: "Autre moyen",
}
_PAIEMENT = "J’ai payé, mais ce n’est pas noté"


def intitule(genre: Genre, motif: str) -> str:
    """The heading of a report, in the words that the person chose."""
    match genre:
        case Genre.CONTESTATION:
            return MOTIFS[Motif(motif)]
        case Genre.DESTINATAIRE:
            return DESTINATAIRES[Destinataire(motif)]
        case Genre.DIFFICULTE:
            return AIDES[Aide(motif)]
        case Genre.PAIEMENT:
            return _PAIEMENT


def faits_en_mots(faits: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(label, value) of each fact that was given, in the order in which they were asked."""
    lignes = []
    if faits.get("le"):
        lignes.append(("Date du paiement", ecrire_date(date.fromisoformat(faits["le"]))))
    if faits.get("moyen"):
        lignes.append(("Comment", MOYENS[Moyen(faits["moyen"])]))
    if faits.get("paye_centimes"):
        lignes.append(("Montant payé", ecrire_montant(faits["paye_centimes"])))
    if faits.get("juste_centimes") is not None:
        lignes.append(("Montant juste, selon la personne", ecrire_montant(faits["juste_centimes"])))
    if faits.get("jusqu_au"):
        lignes += _report(faits)
    return lignes


def _report(faits: Mapping[str, Any]) -> list[tuple[str, str]]:
    prevu = (f"Paiement n° {faits['numero']}", f"prévu le {ecrire_date(date.fromisoformat(faits['prevu_le']))}")
    moins = faits["montant_centimes"]
    suite = "Le reste au plus tard le" if moins else "Payer au plus tard le"
    lignes = [prevu, (suite, ecrire_date(date.fromisoformat(faits["jusqu_au"])))]
    return [lignes[0], ("Montant à cette date", ecrire_montant(moins)), lignes[1]] if moins else lignes


def enonce(genre: Genre, motif: str, faits: Mapping[str, Any], texte: str) -> str:
    """The whole statement in one paragraph, as it is hashed and printed: nothing in it that cannot be seen."""
    debut = "Je conteste la somme demandée" if genre is Genre.CONTESTATION else "Je signale ceci"
    details = [f"{nom}\u00a0: {valeur}" for nom, valeur in faits_en_mots(faits)]
    return ". ".join([f"{debut}\u00a0: {intitule(genre, motif)}", *details, *filter(None, [simplifier(texte)])])
