"""What somebody reports, in words: on the pages and on the receipt."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from portail.domaine.phrases import Montant, Phrase, ecrire
from portail.domaine.signalements import Aide, Destinataire, Genre, Motif, Moyen
from portail.services.documents.texte import simplifier

MOTIFS: dict[Motif, Phrase] = {
    Motif.DEJA_PAYE: Phrase("J’ai déjà tout payé"),
    Motif.PARTIE_PAYEE: Phrase("J’ai déjà payé une partie"),
    Motif.MONTANT_FAUX: Phrase("Le montant est faux"),
    Motif.PAS_MA_DETTE: Phrase("Ce n’est pas ma dette"),
    Motif.DEFAUT: Phrase("Le travail ou le produit avait un problème"),
    Motif.TROP_ANCIENNE: Phrase("La dette est trop ancienne"),
    Motif.SURENDETTEMENT: Phrase("Je suis en dossier de surendettement"),
    Motif.AUTRE: Phrase("Autre raison"),
}
DESTINATAIRES: dict[Destinataire, Phrase] = {
    Destinataire.INCONNU: Phrase("Je ne connais pas cette personne"),
    Destinataire.PARTI: Phrase("Cette personne n’habite plus ici"),
    Destinataire.DECEDE: Phrase("Cette personne est décédée"),
    Destinataire.MANDATAIRE: Phrase("Je m’occupe d’elle (tuteur, curateur, mandataire)"),
    Destinataire.HOMONYME: Phrase("C’est mon nom, mais ce n’est pas moi"),
}
AIDES: dict[Aide, Phrase] = {
    Aide.DECALER: Phrase("Je demande à payer 10 jours plus tard"),
    Aide.PAYER_MOINS: Phrase("Je demande à payer moins ce mois-ci"),
}
MOYENS: dict[Moyen, Phrase] = {
    Moyen.VIREMENT: Phrase("Virement"),
    Moyen.CHEQUE: Phrase("Chèque"),
    Moyen.CARTE: Phrase("Carte bancaire"),
    Moyen.ESPECES: Phrase("Espèces"),
    Moyen.AUTRE: Phrase("Autre moyen"),
}
_PAIEMENT = Phrase("J’ai payé, mais ce n’est pas noté")


def intitule(genre: Genre, motif: str) -> Phrase:
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
    """(label, value) of each fact that was given, in French."""
    return [(str(nom), ecrire(valeur)) for nom, valeur in faits_dits(faits)]


def faits_dits(faits: Mapping[str, Any], *, a_l_auteur: bool = False) -> list[tuple[Phrase, Any]]:
    """The same as sentences and values that a page may write in another language, in the order of the questions.

    `a_l_auteur`: the page speaks to the person who said them.
    """
    lignes: list[tuple[Phrase, Any]] = []
    if faits.get("le"):
        lignes.append((Phrase("Date du paiement"), date.fromisoformat(faits["le"])))
    if faits.get("moyen"):
        lignes.append((Phrase("Comment"), MOYENS[Moyen(faits["moyen"])]))
    if faits.get("paye_centimes"):
        lignes.append((Phrase("Montant payé"), Montant(faits["paye_centimes"])))
    if faits.get("juste_centimes") is not None:
        juste = Phrase("Montant juste, selon vous") if a_l_auteur else Phrase("Montant juste, selon la personne")
        lignes.append((juste, Montant(faits["juste_centimes"])))
    if faits.get("jusqu_au"):
        lignes += _report(faits)
    return lignes


def _report(faits: Mapping[str, Any]) -> list[tuple[Phrase, Any]]:
    prevu_le, jusqu_au = date.fromisoformat(faits["prevu_le"]), date.fromisoformat(faits["jusqu_au"])
    prevu = (Phrase("Paiement n° %(numero)s", numero=faits["numero"]), Phrase("prévu le %(jour)s", jour=prevu_le))
    moins = faits["montant_centimes"]
    if not moins:
        return [prevu, (Phrase("Payer au plus tard le"), jusqu_au)]
    return [
        prevu,
        (Phrase("Montant à cette date"), Montant(moins)),
        (Phrase("Le reste au plus tard le"), jusqu_au),
    ]


def enonce(genre: Genre, motif: str, faits: Mapping[str, Any], texte: str, fichiers: Sequence[str] = ()) -> str:
    """The whole statement in one paragraph, as it is hashed and printed: nothing in it that cannot be seen.

    `fichiers`: names of the documents joined.
    """
    debut = "Je conteste la somme demandée" if genre is Genre.CONTESTATION else "Je signale ceci"
    details = [f"{nom}\u00a0: {valeur}" for nom, valeur in faits_en_mots(faits)]
    joints = [f"Fichiers joints\u00a0: {', '.join(map(simplifier, fichiers))}"] if fichiers else []
    mots = filter(None, [simplifier(texte)])
    return ". ".join([f"{debut}\u00a0: {intitule(genre, motif)}", *details, *joints, *mots])
