"""One page of proof for the debtor: what he did, when, under which reference, and the hash of what he read."""

from dataclasses import replace

from portail.services.documents import phrases
from portail.services.documents.actes import UNE_PAGE, imprimer_acte
from portail.services.documents.blocs import (
    Bloc,
    echeancier_serre,
    empreinte,
    fiche,
    liste,
    paragraphe,
    rubrique,
)
from portail.services.documents.donnees import Adresse, CreanceImprimee, EtudeImprimee
from portail.services.documents.donnees_actes import NatureRecepisse, RecepisseDonnees
from portail.services.documents.formats import euros, instant, jour_long
from portail.services.documents.texte import abreger, assainir

_LONG = 120
_INTITULES = {
    NatureRecepisse.ACCEPTATION: "Récépissé de votre acceptation de participer",
    NatureRecepisse.REFUS: "Récépissé de votre refus de participer",
    NatureRecepisse.REFUS_DES_TERMES: "Récépissé de votre refus du montant ou des modalités",
    NatureRecepisse.PROPOSITION: "Récépissé de votre proposition",
    NatureRecepisse.ACCORD: "Récépissé de votre accord",
    NatureRecepisse.CONTESTATION: "Récépissé de votre contestation",
    NatureRecepisse.SIGNALEMENT: "Récépissé de votre message",
}
_RIEN_A_PAYER = "Ne payez rien maintenant. La loi interdit tout paiement tant que la procédure n’est pas finie."


def imprimer_recepisse(donnees: RecepisseDonnees) -> bytes:
    d = assainir(donnees)
    return imprimer_acte(
        d.parties.tirage,
        _abregee(d.parties.etude),
        intitule=_INTITULES[d.nature],
        blocs=_blocs(d),
        pages=UNE_PAGE,
    )


def _abregee(etude: EtudeImprimee) -> EtudeImprimee:
    adresse = Adresse((abreger(etude.adresse.en_ligne, _LONG),))
    return replace(etude, nom=abreger(etude.nom, _LONG), commissaire=abreger(etude.commissaire, _LONG), adresse=adresse)


def _blocs(d: RecepisseDonnees) -> list[Bloc]:
    p = d.parties
    return [
        fiche(
            (
                ("De", abreger(p.debiteur.designation, _LONG)),
                ("Reçu le", instant(d.recu_le)),
                ("Comment", phrases.mode(d.mode)),
                ("Référence", d.reference_acte),
            )
        ),
        rubrique("Ce que vous avez dit"),
        paragraphe(abreger(d.texte, 4 * _LONG) or _declaration(d), fort=True),
        *_termes(d),
        rubrique("La somme demandée"),
        fiche(_creance(p.creance, abreger(p.creancier.designation, _LONG))),
        rubrique("Ce qui se passe maintenant"),
        liste(d.suites or _suites(d)),
        *empreinte("Empreinte du texte lu avant de confirmer (SHA-256)", d.empreinte),
    ]


def _creance(c: CreanceImprimee, creancier: str) -> list[tuple[str, str]]:
    """The items of the official forms: amount, principal, interest, creditor, basis."""
    autres = c.total_centimes - c.principal_centimes - c.interets_centimes
    return [
        ("Créancier", creancier),
        ("Fondement", abreger(c.fondement, 2 * _LONG)),
        ("Montant total", euros(c.total_centimes)),
        ("En principal", euros(c.principal_centimes)),
        ("Intérêts", euros(c.interets_centimes)),
        ("Autres éléments", euros(autres) if autres else ""),
    ]


def _declaration(d: RecepisseDonnees) -> str:
    """Acceptance and refusal in the words of the official forms (R44057, R44058)."""
    total = euros(d.parties.creance.total_centimes)
    match d.nature:
        case NatureRecepisse.ACCEPTATION:
            return (
                "Je vous notifie par la présente mon accord pour participer à la procédure simplifiée de recouvrement "
                f"de la créance d’un montant de {total}."
            )
        case NatureRecepisse.REFUS:
            return (
                "Je vous notifie par la présente mon refus de participer à la procédure simplifiée de recouvrement "
                f"d’un montant de {total}."
            )
        case NatureRecepisse.REFUS_DES_TERMES:
            return "Je refuse le montant ou les modalités de paiement proposés."
        case NatureRecepisse.PROPOSITION:
            return f"Je propose de payer {phrases.montant(d.montant_centimes or 0)}."
        case NatureRecepisse.ACCORD:
            return f"Je donne mon accord pour payer {phrases.montant(d.montant_centimes or 0)}."
        case NatureRecepisse.CONTESTATION | NatureRecepisse.SIGNALEMENT:
            return f"J’écris au sujet de la somme de {total}."


def _termes(d: RecepisseDonnees) -> list[Bloc]:
    if not d.echeances:
        return []
    nombre = len(d.echeances)
    total = sum(e.montant_centimes for e in d.echeances)
    phrase = f"En {nombre} paiement{'s' if nombre > 1 else ''}, pour un total de {euros(total)}\u00a0:"
    clause = [paragraphe(d.clause)] if d.clause else []
    return [paragraphe(phrase), echeancier_serre(d.echeances), *clause]


def _suites(d: RecepisseDonnees) -> tuple[str, ...]:
    limite = f" au plus tard le {jour_long(d.date_limite)}" if d.date_limite else ""
    match d.nature:
        case NatureRecepisse.ACCEPTATION:
            return (
                f"Vous participez à la procédure. Cela ne veut pas dire que vous devez la somme. L’accord complet doit "
                f"être trouvé{limite or ' dans le mois'}.",
                _RIEN_A_PAYER,
            )
        case NatureRecepisse.REFUS | NatureRecepisse.REFUS_DES_TERMES:
            return (
                "Le commissaire de justice constate votre refus par écrit, et la procédure s’arrête. Elle est gratuite "
                "pour vous.",
                "La somme demandée n’est pas effacée\u00a0: le créancier peut demander à un juge de décider. Le juge "
                "écoute chacun et peut accorder du temps pour payer, jusqu’à deux ans.",
            )
        case NatureRecepisse.PROPOSITION:
            return (
                f"Votre proposition part au créancier. Il peut y répondre{limite or ' dans le mois'}.",
                _RIEN_A_PAYER,
            )
        case NatureRecepisse.ACCORD:
            return (
                "L’étude vérifie l’accord et le constate par écrit. Vous recevez une copie gratuite du titre "
                "exécutoire.",
                _RIEN_A_PAYER,
            )
        case NatureRecepisse.CONTESTATION:
            return (
                "Dans cette procédure, personne ne tranche le désaccord. Vous pouvez aussi proposer un autre montant, "
                "ou refuser.",
                f"Votre message ne change pas la date limite\u00a0: un accord est possible{limite or ' dans le mois'}.",
                _RIEN_A_PAYER,
            )
        case NatureRecepisse.SIGNALEMENT:
            return ("Le créancier répond. Le titre et ses dates ne changent pas.",)
