"""Who is told what by mail.

No amount, no creditor's name, no link and no code ever go to a debtor (securite.md, M14). Nobody can flood a mailbox:
of what may be done again and again, few notices an hour go to one address (M2). The portal shows everything all the
same.
"""

import logging
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from portail.domaine.delais import jour_a_paris
from portail.domaine.ecriture import accorder
from portail.domaine.procedure import Action, Etat
from portail.persistance.courriels import Courriel
from portail.persistance.dossiers import Dossier
from portail.persistance.journal import Evenement
from portail.services.courriels import deposer

PAR_HEURE, PAR_JOUR = 5, 20  # notices to one address, for one dossier
# What a party may do again and again. All the rest is told always: codes, ends, constats, agreement, titre, default.
REPETES = (
    Action.PROPOSER, Action.RETIRER_PROPOSITION, Action.DECLINER_PROPOSITION, Action.RETIRER_PLAN, Action.CONTESTER,
    Action.SIGNALER, Action.REPONDRE_SIGNALEMENT, Action.ENREGISTRER_PAIEMENT, Action.ANNULER_PAIEMENT,
)  # fmt: skip

journal = logging.getLogger(__name__)

_PIED = "\n\nMessage automatique : ne répondez pas à cette adresse.\n"
_PAYE_TROP_TOT = "La personne dit avoir payé pendant la procédure (art. R. 125-7)."


def au_debiteur(session: Session, dossier: Dossier, fait: str, maintenant: datetime) -> None:
    """A discreet notice, only at an address that was known before the letter."""
    if not dossier.debiteur.courriel_connu_avant:
        return
    _deposer(
        session,
        dossier,
        fait=f"debiteur.{fait}",
        destinataire=dossier.debiteur.courriel,
        sujet="Une information vous attend",
        corps=(
            f"Une information vous attend dans votre dossier {dossier.reference}.\n"
            "Ouvrez-le avec votre lettre.\n"
            f"En cas de doute, appelez l’étude {dossier.etude.nom}, au numéro de la lettre.\n"
            "Nous ne demandons jamais de paiement par message." + _PIED
        ),
        maintenant=maintenant,
    )


def au_creancier(session: Session, dossier: Dossier, fait: str, phrase: str, maintenant: datetime) -> None:
    _deposer(
        session,
        dossier,
        fait=f"creancier.{fait}",
        destinataire=dossier.creancier.courriel,
        sujet=f"Dossier {dossier.reference}",
        corps=f"{phrase}\nConnectez-vous à votre espace pour le détail." + _PIED,
        maintenant=maintenant,
    )


def a_l_etude(session: Session, dossier: Dossier, fait: str, phrase: str, maintenant: datetime) -> None:
    _deposer(
        session,
        dossier,
        fait=f"etude.{fait}",
        destinataire=dossier.etude.courriel,
        sujet=f"Dossier {dossier.reference}",
        corps=f"{phrase}" + _PIED,
        maintenant=maintenant,
    )


def participation(session: Session, dossier: Dossier, maintenant: datetime) -> None:
    numero = dossier.acte_numero
    au_creancier(session, dossier, f"{numero}", "La personne accepte de participer à la procédure.", maintenant)
    a_l_etude(session, dossier, f"{numero}", "Une acceptation de participer est à constater.", maintenant)
    au_debiteur(session, dossier, f"{numero}", maintenant)


def refus(session: Session, dossier: Dossier, maintenant: datetime) -> None:
    numero = dossier.acte_numero
    quoi = "le montant ou les dates" if dossier.etat is Etat.REFUS_DES_TERMES else "la procédure"
    phrase = f"La personne refuse {quoi}. L’étude va le constater."
    au_creancier(session, dossier, f"{numero}", phrase, maintenant)
    a_l_etude(session, dossier, f"{numero}", "Un refus est à constater.", maintenant)
    au_debiteur(session, dossier, f"{numero}", maintenant)


def proposition_du_debiteur(session: Session, dossier: Dossier, maintenant: datetime) -> None:
    fin = dossier.fin_stricte
    phrase = "Une proposition attend votre réponse."
    if fin is not None:
        jours = (fin - jour_a_paris(maintenant)).days
        reste = accorder(jours, "jour") if jours else "aujourd’hui"
        phrase += f" L’accord doit être conclu au plus tard le {fin:%d/%m/%Y} ({reste})."
    au_creancier(session, dossier, f"{dossier.acte_numero}", phrase, maintenant)


def accord(session: Session, dossier: Dossier, maintenant: datetime) -> None:
    numero = dossier.acte_numero
    au_creancier(session, dossier, f"{numero}", "Un accord est conclu. L’étude va le constater.", maintenant)
    a_l_etude(session, dossier, f"{numero}", "Un accord est conclu. Il est à constater.", maintenant)
    au_debiteur(session, dossier, f"{numero}", maintenant)


def simple(session: Session, dossier: Dossier, phrase: str, maintenant: datetime) -> None:
    """Something moved: the creditor reads the sentence, the debtor a discreet notice."""
    numero = dossier.acte_numero
    au_creancier(session, dossier, f"{numero}", phrase, maintenant)
    au_debiteur(session, dossier, f"{numero}", maintenant)


def contestation(session: Session, dossier: Dossier, avant: date, maintenant: datetime, *, pendant: bool) -> None:
    """The étude has a task, the creditor is asked to check. `pendant`: a payment fell within the procedure (R125-7)."""
    numero = dossier.acte_numero
    phrase = f"La personne conteste la somme. Votre réponse est attendue au plus tard le {avant:%d/%m/%Y}."
    au_creancier(session, dossier, f"{numero}", phrase, maintenant)
    suite = f" {_PAYE_TROP_TOT}" if pendant else ""
    a_l_etude(session, dossier, f"{numero}", f"Une contestation est à lire.{suite}", maintenant)
    au_debiteur(session, dossier, f"{numero}", maintenant)


def signalement(
    session: Session, dossier: Dossier, phrase: str, avant: date, maintenant: datetime, *, pendant: bool = False
) -> None:
    """Once there is an agreement: the creditor is told, and by when he should answer. `pendant`: as a contestation."""
    attendue = f"{phrase} Votre réponse est attendue au plus tard le {avant:%d/%m/%Y}."
    au_creancier(session, dossier, f"{dossier.acte_numero}", attendue, maintenant)
    if pendant:
        a_l_etude(session, dossier, f"{dossier.acte_numero}", _PAYE_TROP_TOT, maintenant)


def _deposer(
    session: Session, dossier: Dossier, *, fait: str, destinataire: str, sujet: str, corps: str, maintenant: datetime
) -> None:
    """In the outbox, unless the address had its share of such notices: then the log alone says that it was due."""
    if _de_trop(session, dossier, fait.split(".")[1], destinataire, maintenant):
        journal.info("dossier %s : avis %s non envoyé, cette adresse en a déjà trop reçu", dossier.reference, fait)
        return
    deposer(session, dossier, fait=fait, destinataire=destinataire, sujet=sujet, corps=corps, maintenant=maintenant)


def _de_trop(session: Session, dossier: Dossier, numero: str, destinataire: str, maintenant: datetime) -> bool:
    """True when act `numero` is one of REPETES and the address had its share. Codes and reminders do not count."""
    acte = select(Evenement.action).where(Evenement.dossier_id == dossier.id, Evenement.numero == dossier.acte_numero)
    if numero != f"{dossier.acte_numero}" or session.scalar(acte) not in REPETES:
        return False
    recents = session.scalars(
        select(Courriel.depose_le).where(
            Courriel.dossier_id == dossier.id,
            Courriel.destinataire == destinataire,
            Courriel.perime_le.is_(None),
            Courriel.depose_le > maintenant - timedelta(days=1),
        )
    ).all()
    une_heure = sum(le > maintenant - timedelta(hours=1) for le in recents)
    return une_heure >= PAR_HEURE or len(recents) >= PAR_JOUR
