"""The receipt of full payment (C. civ. 1342): given by the creditor when he records that everything is paid."""

from sqlalchemy import ColumnElement

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Action
from portail.persistance.etudes import Compte
from portail.persistance.journal import Evenement
from portail.services import actes
from portail.services.actes import ActeImpossible
from portail.services.documents.donnees_actes import QuittanceDonnees, VersementImprime
from portail.services.moyens import Moyens


def est_solde(evenement: Evenement) -> bool:
    """True for the act by which the creditor says that everything is paid."""
    return evenement.action == Action.CONSTATER_SOLDE


def condition() -> ColumnElement[bool]:
    """The same, for a query."""
    return Evenement.action == Action.CONSTATER_SOLDE


def donnees(evenement: Evenement, moyens: Moyens, donneur: Compte | None) -> QuittanceDonnees:
    """What the quittance prints; `donneur`: the account that recorded it. Raises ActeImpossible."""
    dossier = evenement.dossier
    accord = dossier.proposition_acceptee
    if not est_solde(evenement) or accord is None or dossier.titre_delivre_le is None:
        raise ActeImpossible
    versements = tuple(VersementImprime(p.recu_le, p.montant_centimes) for p in dossier.paiements)
    if sum(v.montant_centimes for v in versements) != accord.montant_centimes:
        raise ActeImpossible
    return QuittanceDonnees(
        parties=actes.parties(dossier, moyens, evenement.recu_le, None),
        montant_centimes=accord.montant_centimes,
        titre_le=jour_a_paris(dossier.titre_delivre_le),
        versements=versements,
        donnee_le=evenement.recu_le,
        donnee_par=donneur.nom if donneur else "",
    )
