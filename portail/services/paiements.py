"""After the titre: what was received, what is late, full payment or default. After a failure: what comes next."""

from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from sqlalchemy.orm import Session

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Action
from portail.domaine.signalements import Genre, du_au, prochain_du
from portail.persistance.actes import MotifAnnulation, Paiement
from portail.persistance.dossiers import Dossier
from portail.persistance.signalements import Signalement
from portail.services import avis
from portail.services.acteur import Acteur
from portail.services.journal import franchir, verifier_actuel

SUITES = (Action.CHOISIR_INJONCTION, Action.CHOISIR_AUTRE_VOIE, Action.CLORE)


class PaiementInvalide(Exception):
    """`motif`: key of web.messages.PAIEMENT; `limite` in centimes or a day."""

    def __init__(self, motif: str, limite: int | date) -> None:
        super().__init__(f"{motif} {limite}")
        self.motif, self.limite = motif, limite


@dataclass(frozen=True)
class Avancement:
    """How far the schedule has come. `payees` counts the instalments fully covered by what was received."""

    recu_centimes: int
    reste_centimes: int
    payees: int
    nombre: int
    prochaine: tuple[date, int] | None  # what is to be paid next, beside what is late: day, centimes
    en_retard_centimes: int


def avancement(dossier: Dossier, aujourd_hui: date) -> Avancement | None:
    """What was received laid over the agreed schedule, oldest instalment first; None without an agreement.

    A delay that the creditor granted is kept: what it moved is neither late nor asked for before its new day.
    """
    accord = dossier.proposition_acceptee
    if accord is None:
        return None
    recu = sum(p.montant_centimes for p in dossier.paiements)
    echeances, reports = accord.echeances_dues, dossier.reports
    return Avancement(
        recu_centimes=recu,
        reste_centimes=accord.montant_centimes - recu,
        payees=sum(cumul <= recu for cumul in accumulate(e.montant_centimes for e in echeances)),
        nombre=len(echeances),
        prochaine=prochain_du(echeances, reports, recu, aujourd_hui),
        en_retard_centimes=max(0, du_au(echeances, reports, aujourd_hui) - recu),
    )


def avant_issue(dossier: Dossier, le: date) -> bool:
    """True from the day the letter left to the eve of the recorded outcome: no payment may take place (R125-7, D9)."""
    envoi, fin = dossier.envoye_le, dossier.fin_constatee_le
    return envoi is not None and envoi <= le and (fin is None or le < jour_a_paris(fin))


def recu_trop_tot(dossier: Dossier) -> int:
    """Centimes noted that came in too early: deducted as the others are, and shown to the étude."""
    return sum(p.montant_centimes for p in dossier.paiements if avant_issue(dossier, p.recu_le))


def enregistrer(session: Session, dossier: Dossier, recu_le: date, montant_centimes: int, acteur: Acteur) -> None:
    """The creditor notes a sum received, at its true day. The last cent closes the schedule. Commits.

    A sum that came in before the outcome was recorded is deducted too, and the étude is told (R125-7, D9). Raises
    PaiementInvalide, ActionInterdite, DossierChange, DejaFait.
    """
    verifier_actuel(session, dossier, acteur)
    aujourd_hui = jour_a_paris(acteur.recu_le)
    etat = avancement(dossier, aujourd_hui)
    reste = etat.reste_centimes if etat else 0
    if not 0 < montant_centimes <= reste:
        raise PaiementInvalide("montant", reste)
    if recu_le > aujourd_hui:
        raise PaiementInvalide("futur", aujourd_hui)
    if dossier.envoye_le is not None and recu_le < dossier.envoye_le:
        raise PaiementInvalide("avant_envoi", dossier.envoye_le)
    faits = {"montant_centimes": montant_centimes, "recu_le": recu_le.isoformat()}
    franchir(session, dossier, Action.ENREGISTRER_PAIEMENT, acteur, **faits)
    dossier.paiements.append(Paiement(recu_le=recu_le, montant_centimes=montant_centimes, saisi_le=acteur.recu_le))
    if montant_centimes == reste:
        suite = Acteur(acteur.role, acteur.recu_le, acteur.compte_id)
        franchir(session, dossier, Action.CONSTATER_SOLDE, suite)
    if avant_issue(dossier, recu_le):
        phrase = "Le créancier note un paiement reçu avant l’issue (art. R. 125-7)."
        avis.a_l_etude(session, dossier, f"{dossier.acte_numero}", phrase, acteur.recu_le)
    avis.au_debiteur(session, dossier, f"{dossier.acte_numero}", acteur.recu_le)
    session.commit()


def annuler(session: Session, dossier: Dossier, paiement: Paiement, motif: MotifAnnulation, acteur: Acteur) -> None:
    """The creditor takes back a payment noted by mistake: the row stays, marked; the sums forget it. Commits.

    Raises PaiementInvalide when it is cancelled already, ActionInterdite (all is paid), DossierChange, DejaFait.
    """
    verifier_actuel(session, dossier, acteur)
    if paiement.dossier_id != dossier.id:
        raise ValueError("a payment of another dossier")
    if paiement.annule_le is not None:
        raise PaiementInvalide("deja_annule", jour_a_paris(paiement.annule_le))
    franchir(
        session,
        dossier,
        Action.ANNULER_PAIEMENT,
        acteur,
        montant_centimes=paiement.montant_centimes,
        recu_le=paiement.recu_le.isoformat(),
        motif=motif.value,
    )
    paiement.annule_le, paiement.annule_motif = acteur.recu_le, motif
    avis.au_debiteur(session, dossier, f"{dossier.acte_numero}", acteur.recu_le)
    session.commit()
    session.expire(dossier, ["paiements", "paiements_notes"])


def declarer_defaut(session: Session, dossier: Dossier, acteur: Acteur) -> None:
    """The schedule is not kept: another commissaire may be charged with execution (R125-8). Commits.

    Raises PaiementInvalide when nothing is late, or when a delay was asked for and he has not answered: who is silent
    does not invoke the lateness (C. civ. 1104).
    """
    verifier_actuel(session, dossier, acteur)
    etat = avancement(dossier, jour_a_paris(acteur.recu_le))
    if etat is None or etat.en_retard_centimes == 0:
        raise PaiementInvalide("rien_en_retard", 0)
    demande = delai_demande(dossier)
    if demande is not None:
        raise PaiementInvalide("delai_demande", jour_a_paris(demande.envoye_le))
    franchir(session, dossier, Action.DECLARER_DEFAUT, acteur, en_retard_centimes=etat.en_retard_centimes)
    avis.a_l_etude(session, dossier, f"{dossier.acte_numero}", "Un défaut de paiement est signalé.", acteur.recu_le)
    avis.au_debiteur(session, dossier, f"{dossier.acte_numero}", acteur.recu_le)
    session.commit()


def delai_demande(dossier: Dossier) -> Signalement | None:
    """The request of delay that waits for the creditor: it was made before the day of its instalment."""
    return next((s for s in dossier.signalements if s.genre is Genre.DIFFICULTE and s.attend_le_creancier), None)


def choisir_suite(session: Session, dossier: Dossier, action: Action, acteur: Acteur) -> None:
    """After an end without agreement the creditor says what he does next (R125-2 III 5°). Commits."""
    if action not in SUITES:
        raise ValueError(f"{action} is not a follow-up")
    franchir(session, dossier, action, acteur)
    session.commit()
