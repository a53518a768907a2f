"""The receipt of one act of the debtor, printed again from the journal at any time: same row, same bytes."""

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Action, Role
from portail.persistance.journal import Evenement
from portail.persistance.negociation import Proposition
from portail.persistance.signalements import Signalement
from portail.services import actes
from portail.services.actes import ActeImpossible
from portail.services.documents.donnees_actes import NatureRecepisse, RecepisseDonnees
from portail.services.documents.formats import jour_long
from portail.services.documents.recepisse import imprimer_recepisse
from portail.services.documents.signalements import enonce
from portail.services.moyens import Moyens

NATURES: dict[str, NatureRecepisse] = {
    Action.ACCEPTER_PARTICIPATION: NatureRecepisse.ACCEPTATION,
    Action.REFUSER_PARTICIPATION: NatureRecepisse.REFUS,
    Action.REFUSER_TERMES: NatureRecepisse.REFUS_DES_TERMES,
    Action.PROPOSER: NatureRecepisse.PROPOSITION,
    Action.ACCEPTER_PROPOSITION: NatureRecepisse.ACCORD,
    Action.CHOISIR_PLAN_ACCEPTE: NatureRecepisse.ACCORD,
    Action.CONTESTER: NatureRecepisse.CONTESTATION,
    Action.SIGNALER: NatureRecepisse.SIGNALEMENT,
}
_RIEN_A_PAYER = "Ne payez rien maintenant. La loi interdit tout paiement tant que la procédure n’est pas finie."


def a_recepisse(evenement: Evenement) -> bool:
    """True for an act that the debtor did here: an answer that came on paper has its own proof."""
    return evenement.role is Role.DEBITEUR and evenement.action in NATURES


def reference(evenement: Evenement) -> str:
    """The act's name on the receipt and on the page: « 7F4K-29QD-A3 »."""
    return f"{evenement.dossier.reference}-A{evenement.numero}"


def termes_de(evenement: Evenement) -> Proposition | None:
    """The terms that the act offered or agreed to, if it did; raises ActeImpossible when they cannot be found."""
    nature = NATURES[evenement.action]
    if nature not in (NatureRecepisse.PROPOSITION, NatureRecepisse.ACCORD):
        return None
    dossier = evenement.dossier
    if nature is NatureRecepisse.ACCORD:
        trouvee = dossier.proposition_acceptee
    else:
        trouvee = next((p for p in dossier.propositions if _ouverte_par(p, evenement)), None)
    if trouvee is None:
        raise ActeImpossible
    return trouvee


def donnees(evenement: Evenement, moyens: Moyens) -> RecepisseDonnees:
    """What the receipt prints, as of the instant of the act. Raises ActeImpossible."""
    if not a_recepisse(evenement):
        raise ActeImpossible
    dossier, nature = evenement.dossier, NATURES[evenement.action]
    termes = termes_de(evenement)
    return RecepisseDonnees(
        parties=actes.parties(dossier, moyens, evenement.recu_le, None),
        nature=nature,
        recu_le=evenement.recu_le,
        reference_acte=reference(evenement),
        empreinte=str(evenement.details.get("empreinte", "")),
        montant_centimes=termes.montant_centimes if termes else None,
        echeances=termes.echeances if termes else (),
        clause=termes.clause if termes else "",
        texte=_message(evenement),
        date_limite=dossier.fin_stricte,
        suites=_suites(evenement, nature),
    )


def imprimer(evenement: Evenement, moyens: Moyens) -> bytes:
    """The PDF, dated of the act. Raises ActeImpossible."""
    return imprimer_recepisse(donnees(evenement, moyens))


def signalement_de(evenement: Evenement) -> Signalement | None:
    """What the act reported, if it did."""
    return next((s for s in evenement.dossier.signalements if s.evenement_id == evenement.id), None)


def _message(evenement: Evenement) -> str:
    s = signalement_de(evenement)
    return enonce(s.genre, s.motif, s.faits, s.texte) if s is not None else ""


def _suites_du_message(evenement: Evenement, nature: NatureRecepisse) -> tuple[str, ...]:
    s = signalement_de(evenement)
    attendue = f" Réponse attendue au plus tard le {jour_long(s.reponse_avant)}." if s and s.reponse_avant else ""
    if nature is NatureRecepisse.SIGNALEMENT:
        return (f"Le créancier lit votre message.{attendue}", "Le titre et ses dates ne changent pas.")
    fin = evenement.dossier.fin_stricte
    return (
        f"Le créancier est invité à vérifier.{attendue}",
        "Dans cette procédure, personne ne tranche le désaccord. Vous pouvez aussi proposer un autre montant, "
        "ou refuser.",
        *([f"Votre date limite ne change pas\u00a0: {jour_long(fin)}."] if fin else []),
        _RIEN_A_PAYER,
    )


def _ouverte_par(proposition: Proposition, evenement: Evenement) -> bool:
    return (
        proposition.auteur is evenement.role
        and proposition.envoyee_le == evenement.recu_le
        and proposition.empreinte == evenement.details.get("empreinte")
    )


def _suites(evenement: Evenement, nature: NatureRecepisse) -> tuple[str, ...]:
    """What must be said otherwise: an offer binds, and after the strict end there is no agreement any more (D1)."""
    fin = evenement.dossier.fin_stricte
    if fin is None:
        return ()
    if nature in (NatureRecepisse.CONTESTATION, NatureRecepisse.SIGNALEMENT):
        return _suites_du_message(evenement, nature)
    if nature is NatureRecepisse.PROPOSITION:
        return (
            f"Votre proposition part au créancier. S’il l’accepte au plus tard le {jour_long(fin)}, l’accord est "
            "conclu\u00a0: vous n’avez rien d’autre à signer. Vous pouvez la retirer avant sa réponse.",
            _RIEN_A_PAYER,
        )
    if nature is NatureRecepisse.ACCEPTATION and jour_a_paris(evenement.recu_le) > fin:
        return (
            f"Votre réponse est notée. Le délai pour un accord est fini depuis le {jour_long(fin)}. Le commissaire de "
            "justice constate la fin de la procédure par écrit.",
            _RIEN_A_PAYER,
        )
    return ()
