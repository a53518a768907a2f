"""Amount and terms: offering, withdrawing, declining, agreeing, refusing (R125-4, R125-5 3° and 4°).

An agreement needs participation first, and the strict end of the month not over (decision D1). What is agreed is
what was displayed: each act carries the hash of the terms the person saw.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from portail.domaine import echeancier
from portail.domaine.decalage import CLAUSE, JOURS_AVANT_PREMIER_PAIEMENT
from portail.domaine.delais import ajouter_mois, jour_a_paris, ouvertures
from portail.domaine.echeancier import Echeance
from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Evenement
from portail.persistance.negociation import LigneEcheance, PlanAccepte, Proposition, StatutProposition
from portail.services import avis, brouillons, declarations
from portail.services.acteur import Acteur
from portail.services.documents.declaration import OffreDite
from portail.services.documents.donnees_actes import NatureRecepisse
from portail.services.journal import franchir, verifier_actuel
from portail.services.participation import HorsDelai, ReponsePapier, faits, jour_qui_compte, verifier_reponse_ouverte
from portail.services.termes import empreinte, verifier_vus

_LEVEES_PAR_LA_PERSONNE = {
    Action.RETIRER_PROPOSITION: "La personne a retiré sa proposition.",
    Action.DECLINER_PROPOSITION: "La personne a écarté votre offre.",
}


class MontantHorsBornes(Exception):
    """The offered amount is not between one cent and the claim; `limite` is the claim in centimes (decision D6)."""

    def __init__(self, limite: int) -> None:
        super().__init__(f"plus de {limite} centimes")
        self.limite = limite


class PlanIndisponible(Exception):
    """The plan signed in advance was withdrawn, or does not allow this day of the month."""


@dataclass(frozen=True)
class Termes:
    """What someone offers: an amount, its instalments, and what moves them if the constat comes late."""

    montant_centimes: int
    echeances: tuple[Echeance, ...]
    clause: str = CLAUSE

    @property
    def empreinte(self) -> str:
        return empreinte(self.montant_centimes, self.echeances, self.clause)

    @property
    def dite(self) -> OffreDite:
        return OffreDite(self.montant_centimes, self.echeances, self.empreinte, self.clause)


def premier_jour_possible(dossier: Dossier, maintenant: datetime) -> date:
    """The first day on which an instalment may fall: after the end of the month and the étude's own time.

    Payments are forbidden until the outcome is recorded (R125-7), which may take until the end of the month.
    """
    fin = dossier.fin_stricte or ajouter_mois(jour_a_paris(maintenant), 1)
    depart = max(fin, jour_a_paris(maintenant))
    return date.fromordinal(depart.toordinal() + JOURS_AVANT_PREMIER_PAIEMENT)


def verifier_termes(dossier: Dossier, termes: Termes, maintenant: datetime, duree_max_mois: int) -> None:
    """Raises MontantHorsBornes or EcheancierInvalide."""
    if not 0 < termes.montant_centimes <= dossier.total_centimes:
        raise MontantHorsBornes(dossier.total_centimes)
    echeancier.verifier(
        termes.echeances,
        total_centimes=termes.montant_centimes,
        pas_avant=premier_jour_possible(dossier, maintenant),
        duree_max_mois=duree_max_mois,
    )


def proposer(session: Session, dossier: Dossier, termes: Termes, acteur: Acteur, message: str = "") -> Evenement:
    """A firm offer that replaces the pending one; the other party must now answer. Commits.

    Raises HorsDelai, MontantHorsBornes, EcheancierInvalide, ActionInterdite, DossierChange, DejaFait.
    """
    verifier_actuel(session, dossier, acteur)
    verifier_accord_ouvert(dossier, acteur.recu_le)
    verifier_termes(dossier, termes, acteur.recu_le, duree_max(dossier))
    evenement = franchir(
        session,
        dossier,
        Action.PROPOSER,
        acteur,
        empreinte=termes.empreinte,
        montant_centimes=termes.montant_centimes,
        **declarations.details(dossier, acteur, NatureRecepisse.PROPOSITION, termes.dite),
    )
    auteur = Role.CREANCIER if acteur.role is Role.CREANCIER else Role.DEBITEUR  # the étude records his paper
    _repondre(dossier, StatutProposition.REMPLACEE, acteur.recu_le)
    session.flush()  # one pending offer at a time: the old one leaves before the new one comes
    _ajouter(dossier, termes, auteur, acteur.recu_le, message)
    brouillons.oublier(session, dossier, auteur)
    if auteur is Role.DEBITEUR:
        avis.proposition_du_debiteur(session, dossier, acteur.recu_le)
    else:
        avis.au_debiteur(session, dossier, f"{dossier.acte_numero}", acteur.recu_le)
    session.commit()
    return evenement


def retirer(session: Session, dossier: Dossier, acteur: Acteur, vu: str | None = None) -> Evenement:
    """Take one's own pending offer back; nothing is on the table any more. Commits. `vu`: see participation."""
    return _lever(session, dossier, Action.RETIRER_PROPOSITION, StatutProposition.RETIREE, acteur, vu)


def decliner(session: Session, dossier: Dossier, acteur: Acteur, vu: str | None = None) -> Evenement:
    """Say no to the other party's offer without ending the talks. Commits. `vu`: see participation."""
    return _lever(session, dossier, Action.DECLINER_PROPOSITION, StatutProposition.DECLINEE, acteur, vu)


def accepter(session: Session, dossier: Dossier, vue: str, acteur: Acteur) -> Evenement:
    """Agree to the pending offer, exactly as displayed (`vue`, hash of its terms). Commits.

    Raises TermesChanges, HorsDelai, ActionInterdite, DossierChange, DejaFait.
    """
    verifier_actuel(session, dossier, acteur)
    verifier_accord_ouvert(dossier, acteur.recu_le)
    proposition = dossier.proposition_en_cours
    if proposition is not None:
        verifier_vus(vue, proposition.montant_centimes, proposition.echeances, proposition.clause)
    dite = declarations.details(dossier, acteur, NatureRecepisse.ACCORD, declarations.offre_de(proposition))
    dossier.accord_conclu_le = acteur.recu_le
    evenement = franchir(session, dossier, Action.ACCEPTER_PROPOSITION, acteur, empreinte=vue, **dite)
    _repondre(dossier, StatutProposition.ACCEPTEE, acteur.recu_le)
    avis.accord(session, dossier, acteur.recu_le)
    session.commit()
    return evenement


def choisir_plan(
    session: Session, dossier: Dossier, plan: PlanAccepte, echeances: Sequence[Echeance], vue: str, acteur: Acteur
) -> Evenement:
    """The debtor takes a plan signed in advance: the agreement is concluded at once. Commits.

    Raises PlanIndisponible, TermesChanges, HorsDelai, EcheancierInvalide, ActionInterdite, DossierChange, DejaFait.
    """
    verifier_actuel(session, dossier, acteur)
    verifier_accord_ouvert(dossier, acteur.recu_le)
    termes = Termes(plan.montant_centimes, tuple(echeances), plan.clause)
    if plan.dossier_id != dossier.id or not plan_couvre(plan, termes):
        raise PlanIndisponible
    verifier_vus(vue, termes.montant_centimes, termes.echeances, termes.clause)
    verifier_termes(dossier, termes, acteur.recu_le, duree_max(dossier))
    dite = declarations.details(dossier, acteur, NatureRecepisse.ACCORD, termes.dite)
    dossier.accord_conclu_le = acteur.recu_le
    evenement = franchir(
        session, dossier, Action.CHOISIR_PLAN_ACCEPTE, acteur, empreinte=vue, plan=plan.empreinte, **dite
    )
    _repondre(dossier, StatutProposition.REMPLACEE, acteur.recu_le)
    session.flush()
    proposition = _ajouter(dossier, termes, Role.CREANCIER, plan.signe_le, "")
    proposition.plan_id = plan.id
    proposition.statut, proposition.repondue_le = StatutProposition.ACCEPTEE, acteur.recu_le
    brouillons.oublier(session, dossier, Role.DEBITEUR)
    avis.accord(session, dossier, acteur.recu_le)
    session.commit()
    return evenement


def retirer_plan(session: Session, dossier: Dossier, plan: PlanAccepte, acteur: Acteur) -> Evenement:
    """Once the claim is handed in: the creditor takes back a plan that nobody has concluded. Commits.

    Raises PlanIndisponible (withdrawn already, or of another dossier), ActionInterdite, DossierChange, DejaFait.
    """
    verifier_actuel(session, dossier, acteur)
    if plan.dossier_id != dossier.id or plan.retire_le is not None:
        raise PlanIndisponible
    evenement = franchir(session, dossier, Action.RETIRER_PLAN, acteur, nombre=plan.nombre, plan=plan.empreinte)
    plan.retire_le = acteur.recu_le
    if dossier.envoye_le is not None:
        avis.au_debiteur(session, dossier, f"{dossier.acte_numero}", acteur.recu_le)
    session.commit()
    return evenement


def refuser_termes(
    session: Session, dossier: Dossier, acteur: Acteur, reponse: ReponsePapier | None = None, vu: str | None = None
) -> Evenement:
    """The debtor expressly refuses amount or terms: the commissaire will record the end (R125-5 3°). Commits.

    `reponse`: how and when the refusal reached the étude, when it did not come through the portal (D4).
    """
    verifier_actuel(session, dossier, acteur)
    details: dict[str, str | None] = {}
    if reponse is None:
        verifier_reponse_ouverte(dossier, acteur.recu_le)
        details |= declarations.details(
            dossier, acteur, NatureRecepisse.REFUS_DES_TERMES, declarations.offre_recue(dossier), vu
        )
    else:
        dossier.refus_poste_le = jour_qui_compte(dossier, reponse, acteur.recu_le)
        dossier.refus_mode, details = reponse.mode, faits(reponse)
    dossier.refus_le = acteur.recu_le
    evenement = franchir(session, dossier, Action.REFUSER_TERMES, acteur, **details)
    _repondre(dossier, StatutProposition.DECLINEE, acteur.recu_le)
    avis.refus(session, dossier, acteur.recu_le)
    session.commit()
    return evenement


def plan_couvre(plan: PlanAccepte, termes: Termes) -> bool:
    """True if these very terms are what the creditor signed: number, cents, day of the month, still standing."""
    if plan.retire_le is not None or not termes.echeances or termes.montant_centimes != plan.montant_centimes:
        return False
    premiere = termes.echeances[0].le
    if premiere > _derniere_premiere(plan.dossier):
        return False
    if premiere.day not in plan.jours_permis or len(termes.echeances) > plan.nombre:
        return False
    attendu = echeancier.par_nombre(
        plan.montant_centimes, plan.nombre, premiere=premiere, duree_max_mois=echeancier.PLAN_MAX_MOIS
    )
    return attendu.echeances == termes.echeances


def _derniere_premiere(dossier: Dossier) -> date:
    """A plan signed in advance starts within a month of the first lawful day: it is no postponement."""
    if dossier.fin_stricte is None:
        return date.max
    depart = date.fromordinal(dossier.fin_stricte.toordinal() + JOURS_AVANT_PREMIER_PAIEMENT)
    return ajouter_mois(depart, 1)


def plans_ouverts(dossier: Dossier) -> list[PlanAccepte]:
    return [p for p in dossier.plans if p.retire_le is None]


def duree_max(dossier: Dossier) -> int:
    """24 months, or the longest plan that the creditor published."""
    return max([echeancier.DUREE_MAX_MOIS, *(p.nombre for p in plans_ouverts(dossier))])


def verifier_accord_ouvert(dossier: Dossier, instant: datetime) -> None:
    """Raises HorsDelai once the strict end of the month is over: no agreement any more (R125-5 4°, D1)."""
    delai = dossier.delai
    if delai is not None and not ouvertures(delai, instant).accord:
        raise HorsDelai(delai.fin_stricte)


def _lever(
    session: Session,
    dossier: Dossier,
    action: Action,
    statut: StatutProposition,
    acteur: Acteur,
    vu: str | None,
) -> Evenement:
    verifier_actuel(session, dossier, acteur)
    verifier_accord_ouvert(dossier, acteur.recu_le)
    levee = declarations.offre_de(dossier.proposition_en_cours)
    dite = declarations.details(dossier, acteur, declarations.LEVEES[action], levee, vu)
    evenement = franchir(session, dossier, action, acteur, **dite)
    _repondre(dossier, statut, acteur.recu_le)
    if acteur.role is Role.DEBITEUR:
        phrase = _LEVEES_PAR_LA_PERSONNE[action]
        avis.au_creancier(session, dossier, f"{dossier.acte_numero}", phrase, acteur.recu_le)
    else:
        avis.au_debiteur(session, dossier, f"{dossier.acte_numero}", acteur.recu_le)
    session.commit()
    return evenement


def _repondre(dossier: Dossier, statut: StatutProposition, maintenant: datetime) -> None:
    proposition = dossier.proposition_en_cours
    if proposition is not None:
        proposition.statut, proposition.repondue_le = statut, maintenant


def _ajouter(dossier: Dossier, termes: Termes, auteur: Role, maintenant: datetime, message: str) -> Proposition:
    proposition = Proposition(
        numero=len(dossier.propositions) + 1,
        auteur=auteur,
        montant_centimes=termes.montant_centimes,
        clause=termes.clause,
        message=message,
        empreinte=termes.empreinte,
        envoyee_le=maintenant,
        statut=StatutProposition.EN_COURS,
        lignes=[LigneEcheance(numero=e.numero, le=e.le, montant_centimes=e.montant_centimes) for e in termes.echeances],
    )
    dossier.propositions.append(proposition)
    return proposition
