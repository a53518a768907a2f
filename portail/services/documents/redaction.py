"""The wording of each constat: what is stated, and what follows from it."""

from typing import NamedTuple

from portail.services.documents import phrases
from portail.services.documents.blocs import Bloc, echeancier, empreinte, paragraphe
from portail.services.documents.donnees_actes import (
    Circonstance,
    Constat,
    ConstatAcceptation,
    ConstatAccord,
    ConstatExpiration,
    ConstatRefusParticipation,
    ConstatRefusTermes,
)
from portail.services.documents.formats import jour_long, quand

_PAS_DE_REFUS = "Aucun refus exprès du montant ou des modalités n’a été reçu."
_FIN = "La procédure simplifiée de recouvrement prend fin"


class Redaction(NamedTuple):
    intitule: str
    article: str
    constatations: list[Bloc]
    effets: list[str]


def rediger(d: Constat) -> Redaction:
    match d:
        case ConstatAcceptation():
            return _acceptation(d)
        case ConstatRefusParticipation():
            return _refus_participation(d)
        case ConstatExpiration():
            return _expiration(d)
        case ConstatRefusTermes():
            return _refus_termes(d)
        case ConstatAccord():
            return _accord(d)


def _acceptation(d: ConstatAcceptation) -> Redaction:
    qui = d.parties.debiteur.designation
    return Redaction(
        "Constat d’acceptation de participer",
        "R. 125-3",
        [
            paragraphe(
                f"{qui} a accepté de participer à la procédure simplifiée de recouvrement {phrases.reponse(d.reponse)}."
            ),
            paragraphe("Je constate cet accord pour participer à la procédure (article R. 125-3).", fort=True),
        ],
        [
            "Cet accord porte sur la participation à la procédure. Il n’est pas une reconnaissance de la créance "
            "invoquée.",
            _suspension(d),
            _temps_d_un_accord(d),
            phrases.AUCUN_PAIEMENT,
            phrases.FRAIS,
        ],
    )


def _suspension(d: ConstatAcceptation) -> str:
    if d.prescription is not None:
        return phrases.prescription(d.prescription)
    return (
        "L’accord ainsi constaté suspend la prescription (article L. 125-1 du code des procédures civiles d’exécution, "
        "article 2238 du code civil)."
    )


def _temps_d_un_accord(d: ConstatAcceptation) -> str:
    """What may still be agreed, or what became of it when the answer is recorded afterwards."""
    fin = f"{jour_long(d.envoi.fin_stricte)} à vingt-quatre heures"
    if d.accord_le is not None:
        return (
            f"Un accord sur le montant et les modalités du paiement a été conclu le {quand(d.accord_le)}. Il fait "
            "l’objet d’un constat distinct (article R. 125-5, 4°)."
        )
    if d.refus_termes_le is not None:
        return (
            "Le montant ou les modalités de paiement proposés ont été refusés expressément le "
            f"{jour_long(d.refus_termes_le)}. Un accord ne peut plus être conclu dans cette procédure (article "
            "R. 125-5, 3°)."
        )
    if d.mois_fini:
        return (
            f"Le délai pour conclure un accord sur le montant et les modalités du paiement est fini depuis le {fin}. "
            "Un accord ne peut plus être conclu dans cette procédure (article R. 125-5, 2°)."
        )
    return (
        f"Un accord sur le montant et les modalités du paiement peut être conclu jusqu’au {fin} (articles R. 125-4 et "
        "R. 125-5)."
    )


def _refus_participation(d: ConstatRefusParticipation) -> Redaction:
    qui = d.parties.debiteur.designation
    return Redaction(
        "Constat de refus de participer",
        "R. 125-5, 1°,",
        [
            paragraphe(
                f"{qui} a refusé de participer à la procédure simplifiée de recouvrement {phrases.reponse(d.reponse)}. "
                "Aucune raison n’est exigée."
            ),
            paragraphe(f"Je constate ce refus exprès. {_FIN} (article R. 125-5, 1°).", fort=True),
        ],
        [phrases.JUGE, phrases.DISPENSE, phrases.prescription(None), phrases.FRAIS],
    )


def _expiration(d: ConstatExpiration) -> Redaction:
    return Redaction(
        "Constat d’expiration du délai sans accord",
        "R. 125-5, 2°,",
        [
            *map(paragraphe, _circonstances(d)),
            paragraphe(
                "Je constate l’expiration du délai d’un mois à compter de l’envoi de la lettre, sans qu’un accord soit "
                f"établi sur le montant et les modalités de paiement. {_FIN} (article R. 125-5, 2°).",
                fort=True,
            ),
        ],
        [phrases.JUGE, phrases.DISPENSE, phrases.prescription(d.prescription), phrases.FRAIS],
    )


def _circonstances(d: ConstatExpiration) -> list[str]:
    qui = d.parties.debiteur.designation
    if d.contestation is not None:
        return [
            f"{qui} a contesté la créance, {phrases.reponse(d.contestation)}, sans accepter ni refuser de participer à "
            "la procédure.",
            "Cette contestation n’est ni une acceptation, ni un refus exprès. Le présent constat n’est pas celui d’un "
            "silence.",
        ]
    if d.acceptation is None:
        return [
            f"Aucune réponse de {qui} n’est parvenue à l’étude jusqu’au {jour_long(d.envoi.fin_prorogee)} inclus.",
            "L’absence de réponse dans le délai d’un mois vaut refus implicite de participer (article R. 125-2, III, "
            "4°).",
        ]
    acceptation = f"{qui} a accepté de participer à la procédure {phrases.reponse(d.acceptation)}."
    if d.circonstance is Circonstance.ACCEPTATION_TARDIVE:
        return [
            acceptation,
            "Cette acceptation est parvenue trop tard pour qu’un accord soit conclu dans le mois. Le présent constat "
            "n’est ni celui d’un silence, ni celui d’un refus de participer.",
        ]
    proposition = d.derniere_proposition
    if proposition is None:
        return [acceptation, f"Aucune proposition n’a été faite avant la fin du délai. {_PAS_DE_REFUS}"]
    derniere = f"La dernière proposition, {phrases.proposition(proposition, d.parties)}."
    if d.circonstance is Circonstance.CREANCIER_SANS_REPONSE:
        return [
            acceptation,
            derniere,
            f"{d.parties.creancier.designation} n’y a pas répondu avant la fin du délai. Cette absence de réponse est "
            f"celle du créancier. Elle n’est pas un refus de {qui}.",
        ]
    return [acceptation, f"{derniere} Elle n’a pas conduit à un accord avant la fin du délai. {_PAS_DE_REFUS}"]


def _refus_termes(d: ConstatRefusTermes) -> Redaction:
    qui = d.parties.debiteur.designation
    proposition = (
        [paragraphe(f"La proposition refusée, {phrases.proposition(d.proposition, d.parties)}.")]
        if d.proposition
        else []
    )
    return Redaction(
        "Constat de refus du montant ou des modalités",
        "R. 125-5, 3°,",
        [
            paragraphe(f"{qui} a accepté de participer à la procédure {phrases.reponse(d.acceptation)}."),
            paragraphe(
                f"{qui} a ensuite refusé expressément le montant ou les modalités de paiement proposés, "
                f"{phrases.reponse(d.reponse)}."
            ),
            *proposition,
            paragraphe(f"Je constate ce refus exprès. {_FIN} (article R. 125-5, 3°).", fort=True),
        ],
        [phrases.JUGE, phrases.DISPENSE, phrases.prescription(d.prescription), phrases.FRAIS],
    )


def _accord(d: ConstatAccord) -> Redaction:
    p, a = d.parties, d.accord
    return Redaction(
        "Constat d’accord",
        "R. 125-5, 4°,",
        [
            paragraphe(
                f"{p.debiteur.designation} a accepté de participer à la procédure {phrases.reponse(d.acceptation)}."
            ),
            paragraphe(
                f"L’accord sur le montant et les modalités du paiement a été donné par {p.debiteur.designation} le "
                f"{quand(a.debiteur_le)} et par {p.creancier.designation} le {quand(a.creancier_le)}. Il a été conclu "
                f"le {quand(a.conclu_le)}, dans le délai d’un mois."
            ),
            paragraphe(f"Montant convenu\u00a0: {phrases.montant(a.montant_centimes)}."),
            echeancier(a.echeances),
            *map(paragraphe, phrases.decalage(a)),
            *empreinte("Empreinte des termes (SHA-256)", a.empreinte),
            paragraphe(f"Je constate la conclusion de cet accord. {_FIN} (article R. 125-5, 4°).", fort=True),
        ],
        [
            "Au vu de cet accord, un titre exécutoire est délivré au créancier. Une copie en est remise sans frais au "
            "débiteur (article R. 125-6).",
            "L’issue de la procédure étant constatée, les paiements convenus peuvent avoir lieu à leurs dates (article "
            "R. 125-7).",
            phrases.FRAIS,
            phrases.EXECUTION,
        ],
    )
