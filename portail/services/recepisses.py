"""The receipt of one act of the debtor: what it says, in the words he saw. `services.remises` issues it."""

from sqlalchemy import ColumnElement, and_

from portail.domaine.delais import jour_a_paris
from portail.domaine.identifiants import grouper
from portail.domaine.phrases import Phrase
from portail.domaine.procedure import PAIEMENT_PERMIS, Action, Role
from portail.persistance.actes import DocumentEmis, GenreDocument
from portail.persistance.journal import Evenement
from portail.persistance.negociation import Proposition
from portail.persistance.signalements import Signalement
from portail.services import actes, declarations
from portail.services.actes import ActeImpossible
from portail.services.acteur import SecondPas
from portail.services.documents.donnees_actes import NatureRecepisse, RecepisseDonnees
from portail.services.documents.formats import jour_long
from portail.services.moyens import Moyens

NATURES: dict[str, NatureRecepisse] = {
    Action.ACCEPTER_PARTICIPATION: NatureRecepisse.ACCEPTATION,
    Action.REFUSER_PARTICIPATION: NatureRecepisse.REFUS,
    Action.REFUSER_TERMES: NatureRecepisse.REFUS_DES_TERMES,
    Action.PROPOSER: NatureRecepisse.PROPOSITION,
    Action.ACCEPTER_PROPOSITION: NatureRecepisse.ACCORD,
    Action.CHOISIR_PLAN_ACCEPTE: NatureRecepisse.ACCORD,
    Action.RETIRER_PROPOSITION: NatureRecepisse.RETRAIT,
    Action.DECLINER_PROPOSITION: NatureRecepisse.ECART,
    Action.CONTESTER: NatureRecepisse.CONTESTATION,
    Action.SIGNALER: NatureRecepisse.SIGNALEMENT,
}
SECOND_PAS: dict[SecondPas, Phrase] = {
    SecondPas.COURRIEL: Phrase("un code reçu par e-mail"),
    SecondPas.SIGNATURE: Phrase("le code de signature, sous le volet plié de la feuille"),
    SecondPas.LETTRE: Phrase("le code de la lettre, donné une seconde fois"),
    SecondPas.PAPIER: Phrase("une signature à la main, sur papier"),
}
_ENGAGEMENTS = (NatureRecepisse.PROPOSITION, NatureRecepisse.ACCORD)
_LEVEES = (NatureRecepisse.RETRAIT, NatureRecepisse.ECART)
_RIEN_A_PAYER = "Ne payez rien maintenant. La loi interdit tout paiement tant que la procédure n’est pas finie."

_RIEN_DE_PLUS = "Ne payez rien de plus pour l’instant. Rien n’est dû avant la première date de l’accord."


def a_recepisse(evenement: Evenement) -> bool:
    """True for an act that the debtor did here: an answer that came on paper has its own proof."""
    return evenement.role is Role.DEBITEUR and evenement.action in NATURES


def condition() -> ColumnElement[bool]:
    """The same, for a query."""
    return and_(Evenement.role == Role.DEBITEUR, Evenement.action.in_(NATURES))


def reference(evenement: Evenement) -> str:
    """The act's name on the receipt and on the page: « RPC-7F4K2-9QDA3-A9 »."""
    return f"{evenement.dossier.reference}-A{evenement.numero}"


def emis(evenement: Evenement) -> DocumentEmis | None:
    """The receipt already issued for this act, if it was."""
    return next(
        (
            d
            for d in evenement.dossier.documents
            if d.genre is GenreDocument.RECEPISSE and d.evenement_id == evenement.id
        ),
        None,
    )


def reference_imprimee(evenement: Evenement) -> str:
    """What /verifier asks for, as the receipt bears it: « 7F4K-29QD-A3MX »; "" until it is issued."""
    document = emis(evenement)
    return grouper(document.reference or "") if document else ""


def termes_de(evenement: Evenement) -> Proposition | None:
    """The terms that the act offered or agreed to, if it did; raises ActeImpossible when they cannot be found."""
    nature = NATURES[evenement.action]
    if nature not in _ENGAGEMENTS:
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
        empreinte=str(evenement.details.get("declaration", "")),
        empreinte_termes=termes.empreinte if termes else "",
        texte=_texte(evenement, nature, termes),
        montant_centimes=termes.montant_centimes if termes else None,
        echeances=termes.echeances if termes else (),
        clause=termes.clause if termes else "",
        date_limite=dossier.fin_stricte,
        suites=_suites(evenement, nature),
        second_pas=second_pas(evenement),
        lies="pieces" in evenement.details,
    )


def second_pas(evenement: Evenement) -> str:
    """How the person showed that it was he who signed, in words; "" where nothing more was asked."""
    moyen = evenement.details.get("second_pas")
    return SECOND_PAS[SecondPas(moyen)] if moyen else ""


def _texte(evenement: Evenement, nature: NatureRecepisse, termes: Proposition | None) -> str:
    """The statement, if it still gives the hash that was journaled: never other words under that hash."""
    s, sujet = signalement_de(evenement), termes or _sujet(evenement, nature)
    if s is not None:
        jointes = s.pieces if "pieces" in evenement.details else ()  # older acts were not bound to them
        lue = declarations.lire_message(s.genre, s.motif, s.faits, s.texte, jointes)
    else:
        lue = declarations.lire(evenement.dossier, nature, declarations.offre_de(sujet))
    return lue.texte if lue.empreinte == evenement.details.get("declaration") else ""


def _sujet(evenement: Evenement, nature: NatureRecepisse) -> Proposition | None:
    """The offer that the act took back, set aside or refused: the one it answered."""
    if nature not in (*_LEVEES, NatureRecepisse.REFUS_DES_TERMES):
        return None
    auteur = Role.DEBITEUR if nature is NatureRecepisse.RETRAIT else Role.CREANCIER
    repondues = (p for p in evenement.dossier.propositions if p.repondue_le == evenement.recu_le)
    return next((p for p in repondues if p.auteur is auteur), None)


def signalement_de(evenement: Evenement) -> Signalement | None:
    """What the act reported, if it did."""
    return next((s for s in evenement.dossier.signalements if s.evenement_id == evenement.id), None)


def _suites_du_message(evenement: Evenement, nature: NatureRecepisse) -> tuple[str, ...]:
    s = signalement_de(evenement)
    attendue = f" Réponse attendue au plus tard le {jour_long(s.reponse_avant)}." if s and s.reponse_avant else ""
    if nature is NatureRecepisse.SIGNALEMENT:
        dates = "Le titre et ses dates ne changent pas." if evenement.depuis in PAIEMENT_PERMIS else _RIEN_DE_PLUS
        return (f"Le créancier lit votre message.{attendue}", dates)
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
