"""One page of proof for the debtor: what he did, when, under which reference, and the hash of what he read."""

from dataclasses import replace

from portail.services.documents import phrases
from portail.services.documents.actes import UNE_PAGE, imprimer_acte
from portail.services.documents.blocs import (
    Bloc,
    citation,
    echeancier_serre,
    empreinte,
    fiche,
    liste,
    paragraphe,
    rubrique,
)
from portail.services.documents.declaration import OffreDite, declarer
from portail.services.documents.donnees import Adresse, CreanceImprimee, EtudeImprimee
from portail.services.documents.donnees_actes import NatureRecepisse, RecepisseDonnees
from portail.services.documents.formats import euros, instant_exact, jour_long
from portail.services.documents.texte import abreger, assainir, simplifier

_LONG = 120
_INTITULES = {
    NatureRecepisse.ACCEPTATION: "Récépissé de votre acceptation de participer",
    NatureRecepisse.REFUS: "Récépissé de votre refus de participer",
    NatureRecepisse.REFUS_DES_TERMES: "Récépissé de votre refus du montant ou des modalités",
    NatureRecepisse.PROPOSITION: "Récépissé de votre proposition",
    NatureRecepisse.ACCORD: "Récépissé de votre accord",
    NatureRecepisse.RETRAIT: "Récépissé du retrait de votre proposition",
    NatureRecepisse.ECART: "Récépissé de votre réponse à l’offre du créancier",
    NatureRecepisse.CONTESTATION: "Récépissé de votre contestation",
    NatureRecepisse.SIGNALEMENT: "Récépissé de votre message",
}
_LUE = "Empreinte de cette déclaration, lue avant de confirmer (SHA-256)"
_LIES = "Empreinte de ce message et de ses fichiers (SHA-256)"
_LIBELLES = {NatureRecepisse.SIGNALEMENT: "Empreinte de ce message (SHA-256)"}  # typed and sent on one page
_RIEN_A_PAYER = "Ne payez rien maintenant. La loi interdit tout paiement tant que la procédure n’est pas finie."


def imprimer_recepisse(donnees: RecepisseDonnees) -> bytes:
    """One page. Without `texte`, the statement is printed as it would be worded today."""
    d = assainir(donnees)
    lignes = tuple(assainir(tuple((donnees.texte or _declaration(donnees)).split("\n"))))
    return imprimer_acte(
        d.parties.tirage,
        _abregee(d.parties.etude),
        intitule=_INTITULES[d.nature],
        blocs=_blocs(d, lignes),
        pages=UNE_PAGE,
    )


def _abregee(etude: EtudeImprimee) -> EtudeImprimee:
    adresse = Adresse((abreger(etude.adresse.en_ligne, _LONG),))
    return replace(
        etude,
        nom=abreger(etude.nom, _LONG),
        commissaire=abreger(etude.commissaire, _LONG),
        cour_appel=abreger(etude.cour_appel, _LONG),
        adresse=adresse,
    )


def _blocs(d: RecepisseDonnees, lignes: tuple[str, ...]) -> list[Bloc]:
    p = d.parties
    return [
        fiche(
            (
                ("De", abreger(p.debiteur.designation, _LONG)),
                ("Reçu le", instant_exact(d.recu_le)),
                ("Comment", phrases.mode(d.mode)),
                ("Signé avec", d.second_pas),
                ("Référence de l’acte", d.reference_acte),
            )
        ),
        rubrique("Ce que vous avez déclaré"),
        citation(lignes),
        *_termes(d),
        *empreinte(_libelle(d), d.empreinte),
        *empreinte("Empreinte du tableau des paiements (SHA-256)", _non_dite(d.empreinte_termes, lignes)),
        rubrique("La somme demandée"),
        fiche(_creance(p.creance, abreger(p.creancier.designation, _LONG))),
        rubrique("Ce qui se passe maintenant"),
        liste(d.suites or _suites(d)),
    ]


def _libelle(d: RecepisseDonnees) -> str:
    """Words printed afresh may not stand under the hash of those that were read."""
    if d.texte and d.lies:
        return _LIES
    return _LIBELLES.get(d.nature, _LUE) if d.texte else "Empreinte du texte lu ce jour-là (SHA-256)"


def _non_dite(empreinte_termes: str, lignes: tuple[str, ...]) -> str:
    """The hash of the terms, unless the statement itself gives it."""
    return "" if any(empreinte_termes in simplifier(ligne) for ligne in lignes) else empreinte_termes


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
    if d.montant_centimes is None:
        return declarer(d.nature, d.parties.creance, d.parties.creancier.designation, None)
    offre = OffreDite(d.montant_centimes, d.echeances, d.empreinte_termes, d.clause)
    return declarer(d.nature, d.parties.creance, d.parties.creancier.designation, offre)


def _termes(d: RecepisseDonnees) -> list[Bloc]:
    if not d.echeances:
        return []
    nombre = len(d.echeances)
    total = sum(e.montant_centimes for e in d.echeances)
    phrase = f"En {nombre} paiement{'s' if nombre > 1 else ''}, pour un total de {euros(total)}\u00a0:"
    return [paragraphe(phrase), echeancier_serre(d.echeances)]


def _suites(d: RecepisseDonnees) -> tuple[str, ...]:
    limite = f" au plus tard le {jour_long(d.date_limite)}" if d.date_limite else " dans le mois"
    match d.nature:
        case NatureRecepisse.ACCEPTATION:
            return (
                "Vous participez à la procédure. Cela ne veut pas dire que vous devez la somme. L’accord complet doit "
                f"être trouvé{limite}.",
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
            return (f"Votre proposition part au créancier. Il peut y répondre{limite}.", _RIEN_A_PAYER)
        case NatureRecepisse.ACCORD:
            return (
                "L’étude vérifie l’accord et le constate par écrit. Vous recevez une copie gratuite du titre "
                "exécutoire.",
                _RIEN_A_PAYER,
            )
        case NatureRecepisse.RETRAIT:
            return (
                f"Le créancier ne peut plus accepter cette proposition. Un accord peut encore être trouvé{limite}.",
                _RIEN_A_PAYER,
            )
        case NatureRecepisse.ECART:
            return (
                "Cette offre ne peut plus être acceptée. La procédure continue\u00a0: vous ou le créancier pouvez "
                f"proposer autre chose{limite}.",
                _RIEN_A_PAYER,
            )
        case NatureRecepisse.CONTESTATION | NatureRecepisse.SIGNALEMENT:
            return _suites_du_message(d.nature, limite)


def _suites_du_message(nature: NatureRecepisse, limite: str) -> tuple[str, ...]:
    if nature is NatureRecepisse.SIGNALEMENT:
        return ("Le créancier répond. Le titre et ses dates ne changent pas.",)
    return (
        "Dans cette procédure, personne ne tranche le désaccord. Vous pouvez aussi proposer un autre montant, "
        "ou refuser.",
        f"Votre message ne change pas la date limite\u00a0: un accord est possible{limite}.",
        _RIEN_A_PAYER,
    )
