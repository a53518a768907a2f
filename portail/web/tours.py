"""The negotiation as a thread: each round, what it changed, whose turn it is and until when."""

from dataclasses import dataclass
from datetime import date, datetime

from portail.domaine.delais import jours_restants, ouvertures
from portail.domaine.echeancier import Echeancier
from portail.domaine.procedure import Etat, Role
from portail.persistance.dossiers import Dossier
from portail.persistance.negociation import Proposition, StatutProposition
from portail.web import ecarts

_A_REPONDRE: dict[Etat, Role | None] = {
    Etat.ACCEPTEE: None,
    Etat.PROPOSITION_DEBITEUR: Role.CREANCIER,
    Etat.PROPOSITION_CREANCIER: Role.DEBITEUR,
}


@dataclass(frozen=True)
class Tour:
    """One round. `changements` since the round before it; `d_avance`: a plan the creditor had signed beforehand.

    `ecartee_par`: who said no to it; None for the debtor's own offer, dropped with all the rest by refusing the terms.
    """

    numero: int
    auteur: Role
    envoyee_le: datetime
    echeancier: Echeancier
    changements: tuple[str, ...]
    message: str
    statut: StatutProposition
    repondue_le: datetime | None
    ecartee_par: Role | None
    d_avance: bool
    sans_reponse: bool  # the month ended before any


@dataclass(frozen=True)
class Attente:
    """Who must answer (None: either may offer), and the last day for an agreement (R125-5 4°)."""

    role: Role | None
    au_plus_tard: date
    dernier_jour: bool


def lire(dossier: Dossier, maintenant: datetime) -> list[Tour]:
    """The rounds, the latest first."""
    fini = dossier.delai is not None and not ouvertures(dossier.delai, maintenant).accord
    tours: list[Tour] = []
    precedente: Proposition | None = None
    for p in dossier.propositions:
        changements = ecarts.en_mots(precedente.echeancier, p.echeancier) if precedente else []
        tours.append(
            Tour(
                p.numero, p.auteur, p.envoyee_le, p.echeancier, tuple(changements), p.message, p.statut,
                p.repondue_le, _ecartee_par(p), p.plan_id is not None, fini and p.statut is StatutProposition.EN_COURS,
            )
        )  # fmt: skip
        precedente = p
    return tours[::-1]


def _ecartee_par(p: Proposition) -> Role | None:
    if p.statut is not StatutProposition.DECLINEE:
        return None
    if p.auteur is Role.CREANCIER:
        return Role.DEBITEUR
    return Role.CREANCIER if p.repondue_le != p.dossier.refus_le else None


def attente(dossier: Dossier, maintenant: datetime) -> Attente | None:
    """None when no agreement is sought any more, or once the strict month is over (D1)."""
    delai = dossier.delai
    if delai is None or dossier.etat not in _A_REPONDRE or not ouvertures(delai, maintenant).accord:
        return None
    fin = delai.fin_stricte
    return Attente(_A_REPONDRE[dossier.etat], fin, jours_restants(fin, maintenant) == 0)
