"""What the debtor says when he acts: the very words shown before he confirms, hashed, then printed on his receipt.

Acceptance and refusal are in the words of the official forms (R44057, R44058).
"""

from dataclasses import dataclass
from datetime import date

from portail.services.documents import phrases
from portail.services.documents.donnees import CreanceImprimee, EcheanceImprimee
from portail.services.documents.donnees_actes import NatureRecepisse
from portail.services.documents.formats import euros, jour
from portail.services.documents.lettre import composition
from portail.services.documents.texte import simplifier

_FORMULAIRES = {
    NatureRecepisse.ACCEPTATION: "accord pour participer à la procédure simplifiée de recouvrement de la créance",
    NatureRecepisse.REFUS: "refus de participer à la procédure simplifiée de recouvrement",
}


@dataclass(frozen=True)
class OffreDite:
    """The terms that a statement speaks of; `empreinte` is the hash of the table shown beside it, clause included."""

    montant_centimes: int
    echeances: tuple[EcheanceImprimee, ...]
    empreinte: str
    clause: str = ""  # what moves the dates after a late constat


def declarer(nature: NatureRecepisse, creance: CreanceImprimee, creancier: str, offre: OffreDite | None) -> str:
    """The statement, one line per paragraph. `offre`: the terms offered, agreed to, set aside or taken back."""
    c, qui = creance, simplifier(creancier)
    match nature:
        case NatureRecepisse.ACCEPTATION | NatureRecepisse.REFUS:
            return _formulaire(_FORMULAIRES[nature], c, qui)
        case NatureRecepisse.REFUS_DES_TERMES:
            refusee = f" L’offre refusée\u00a0: {_termes(offre)}." if offre else ""
            return f"Je refuse le montant ou les modalités de paiement proposés.{refusee}"
        case NatureRecepisse.PROPOSITION:
            return (
                f"Je propose de payer {_termes(offre)}.{_tableau(offre)}\nSi {qui} l’accepte avant que je la retire, "
                "je m’engage à payer ainsi."
            )
        case NatureRecepisse.ACCORD:
            return (
                f"Je donne mon accord pour payer {_termes(offre)}.{_tableau(offre)}\nJe reconnais devoir cette somme à "
                f"{qui}, et je m’engage à payer ainsi."
            )
        case NatureRecepisse.RETRAIT:
            return f"Je retire ma proposition de payer {_termes(offre)}."
        case NatureRecepisse.ECART:
            ecartee = f"L’offre écartée\u00a0: {_termes(offre)}."
            return f"J’écarte l’offre de {qui}. {ecartee} Je ne mets pas fin à la procédure."
        case NatureRecepisse.CONTESTATION | NatureRecepisse.SIGNALEMENT:  # the message itself: documents.signalements
            return f"J’écris au sujet de la somme de {euros(c.total_centimes)} demandée par {qui}."


def _formulaire(quoi: str, c: CreanceImprimee, creancier: str) -> str:
    lignes = [f"– {bloc['libelle']}\u00a0: {bloc['montant']}" for bloc in composition(c)]
    return "\n".join(
        (
            f"Je vous notifie par la présente mon {quoi} d’un montant de {euros(c.total_centimes)} se composant comme "
            "suit\u00a0:",
            *lignes,
            f"invoquée par {creancier} sur le fondement de {simplifier(c.fondement)}.",
        )
    )


def _termes(offre: OffreDite | None) -> str:
    """« 1 200,00 € (mille deux cents euros), en 6 paiements, du 5 janvier au … »."""
    if offre is None:
        return "les termes de l’offre"
    montant, dates = phrases.montant(offre.montant_centimes), [e.le for e in offre.echeances]
    if len(dates) < 2:
        return f"{montant}, en un paiement{_le(dates)}"
    return f"{montant}, en {len(dates)} paiements, du {jour(dates[0])} au {jour(dates[-1])}"


def _le(dates: list[date]) -> str:
    return f", le {jour(dates[0])}" if dates else ""


def _tableau(offre: OffreDite | None) -> str:
    if offre is None or not offre.empreinte:
        return ""
    clause = f"\nClause\u00a0: {simplifier(offre.clause)}" if offre.clause else ""
    quoi = "tableau et de la clause" if clause else "tableau"
    return (
        f"\nDates et montants\u00a0: ceux du {quoi} dont voici l’empreinte (SHA-256)\u00a0:\n{offre.empreinte}{clause}"
    )
