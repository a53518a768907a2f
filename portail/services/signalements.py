"""Reporting beside the procedure: contesting the sum, a payment not noted, a hard month.

A report changes no state and suspends nothing: the month goes on, the titre stays as it is.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import PAIEMENT_PERMIS, Action, ActionInterdite, Role
from portail.domaine.signalements import (
    Aide,
    Genre,
    Motif,
    Moyen,
    demander_report,
    reponse_avant,
    verification_avant,
)
from portail.persistance.dossiers import Dossier
from portail.persistance.signalements import Signalement
from portail.services import avis, declarations, paiements
from portail.services.acteur import Acteur
from portail.services.journal import franchir, verifier_actuel
from portail.services.participation import verifier_reponse_ouverte
from portail.services.projets import Projet

SANS_REPONSE_MAX = 3  # of one kind, before the creditor has answered


class SignalementInvalide(Exception):
    """`motif`: key of web.messages.SIGNALEMENT; `limite` in centimes, a day or a number."""

    def __init__(self, motif: str, limite: int | date = 0) -> None:
        super().__init__(f"{motif} {limite}")
        self.motif, self.limite = motif, limite


def contester(
    session: Session,
    dossier: Dossier,
    motif: Motif,
    faits: Mapping[str, Any],
    texte: str,
    acteur: Acteur,
    projet: Projet | None = None,
    vu: str | None = None,
) -> Signalement:
    """The debtor says that the sum is not due, or not this one. Commits.

    `faits`: le (day of a payment), moyen, paye_centimes, juste_centimes, those that were given. The creditor is asked
    to check by a day that never passes the last day for an agreement. `projet`: its documents leave with it. `vu`:
    hash of the statement that was shown, documents included. Raises TermesChanges, SignalementInvalide, HorsDelai,
    ActionInterdite, DossierChange, DejaFait.
    """
    verifier_actuel(session, dossier, acteur)
    verifier_reponse_ouverte(dossier, acteur.recu_le)
    _verifier_nombre(dossier, Genre.CONTESTATION)
    verifier_contestation(dossier, motif, faits, texte, jour_a_paris(acteur.recu_le))
    retenus = faits_ecrits(faits)
    avant = verification_avant(jour_a_paris(acteur.recu_le), dossier.fin_stricte)
    signale = _enregistrer(session, dossier, Genre.CONTESTATION, motif, retenus, texte, avant, acteur, projet, vu)
    pendant = paye_pendant_la_procedure(dossier, retenus)
    avis.contestation(session, dossier, avant, acteur.recu_le, pendant=pendant)
    session.commit()
    return signale


def signaler_paiement(
    session: Session,
    dossier: Dossier,
    faits: Mapping[str, Any],
    texte: str,
    acteur: Acteur,
    projet: Projet | None = None,
) -> Signalement:
    """The debtor paid what was agreed, too early perhaps, and it is not written yet. Commits.

    `faits`: le and paye_centimes, both needed, and moyen. The étude is told of a payment within the procedure (D9).
    Raises as `contester`.
    """
    verifier_actuel(session, dossier, acteur)
    _verifier_nombre(dossier, Genre.PAIEMENT)
    jour = jour_a_paris(acteur.recu_le)
    avance = paiements.avancement(dossier, jour)
    reste = avance.reste_centimes if avance else 0
    if not 0 < faits["paye_centimes"] <= reste:
        raise SignalementInvalide("montant", reste)
    _verifier_jour(faits["le"], jour)
    if dossier.envoye_le is not None and faits["le"] < dossier.envoye_le:
        raise SignalementInvalide("avant_envoi", dossier.envoye_le)  # it touches the sum, not the agreed payments
    retenus, avant = faits_ecrits(faits), reponse_avant(jour)
    signale = _enregistrer(session, dossier, Genre.PAIEMENT, Genre.PAIEMENT, retenus, texte, avant, acteur, projet)
    pendant = paye_pendant_la_procedure(dossier, retenus)
    avis.signalement(session, dossier, "La personne dit avoir payé.", avant, acteur.recu_le, pendant=pendant)
    session.commit()
    return signale


def signaler_difficulte(
    session: Session, dossier: Dossier, aide: Aide, montant_centimes: int, texte: str, acteur: Acteur
) -> Signalement:
    """The debtor says, on its day at the latest, that the next instalment will be hard, and what would help. Commits.

    `montant_centimes`: what can be paid on the day (PAYER_MOINS). Raises as `contester`.
    """
    verifier_actuel(session, dossier, acteur)
    jour = jour_a_paris(acteur.recu_le)
    numero, prevu_le, manque = echeance_a_aider(dossier, jour)
    demande = montant_centimes if aide is Aide.PAYER_MOINS else 0
    if aide is Aide.PAYER_MOINS and not 0 < demande < manque:
        raise SignalementInvalide("moins", manque)
    accord = dossier.proposition_acceptee
    report = demander_report(accord.echeances_dues if accord else (), numero, aide, demande)
    faits = {
        "numero": numero,
        "prevu_le": prevu_le.isoformat(),
        "montant_centimes": report.montant_centimes,
        "jusqu_au": report.jusqu_au.isoformat(),
    }
    avant = min(reponse_avant(jour), prevu_le)
    signale = _enregistrer(session, dossier, Genre.DIFFICULTE, aide, faits, texte, avant, acteur, None)
    avis.signalement(session, dossier, "La personne demande un délai.", avant, acteur.recu_le)
    session.commit()
    return signale


def echeance_a_aider(dossier: Dossier, jour: date) -> tuple[int, date, int]:
    """The instalment that can still be moved: number, day, centimes missing on it.

    Raises ActionInterdite before the titre, SignalementInvalide when it is past, already moved once, or already asked
    for.
    """
    if dossier.etat not in PAIEMENT_PERMIS:
        raise ActionInterdite(Action.SIGNALER, Role.DEBITEUR, dossier.etat)
    avance = paiements.avancement(dossier, jour)
    accord = dossier.proposition_acceptee
    if avance is None or accord is None or avance.reste_centimes == 0:
        raise SignalementInvalide("rien_a_payer")
    echeance = accord.echeances_dues[avance.payees]
    if any(r.numero == echeance.numero for r in dossier.reports):
        raise SignalementInvalide("deja_reporte", echeance.le)
    if paiements.delai_demande(dossier) is not None:
        raise SignalementInvalide("deja_demande")
    if echeance.le < jour:
        raise SignalementInvalide("passee", echeance.le)
    jusque_la = sum(e.montant_centimes for e in accord.echeances_dues[: avance.payees + 1])
    return echeance.numero, echeance.le, jusque_la - avance.recu_centimes


def verifier_contestation(dossier: Dossier, motif: Motif, faits: Mapping[str, Any], texte: str, jour: date) -> None:
    """Raises SignalementInvalide: a payment is not in the future, the right sum is less than the claim.

    A part already paid may exceed the claim, which is often what was left of a larger sum.
    """
    if motif is Motif.AUTRE and not texte:
        raise SignalementInvalide("rien_dit")
    if faits.get("le") is not None:
        _verifier_jour(faits["le"], jour)
    paye, juste = faits.get("paye_centimes"), faits.get("juste_centimes")
    if paye is not None and paye <= 0:
        raise SignalementInvalide("paye")
    if juste is not None and juste >= dossier.total_centimes:
        raise SignalementInvalide("juste", dossier.total_centimes)


def paye_pendant_la_procedure(dossier: Dossier, faits: Mapping[str, Any]) -> bool:
    """True if the payment spoken of fell within the procedure, when no payment may take place (R125-7, D9)."""
    le = faits.get("le")
    return bool(le) and paiements.avant_issue(dossier, date.fromisoformat(str(le)))


def paiements_a_noter(dossier: Dossier) -> list[Signalement]:
    """What the debtor said to have paid too early, as long as the creditor has noted no payment at all."""
    return [] if dossier.paiements_notes else payes_trop_tot(dossier)


def payes_trop_tot(dossier: Dossier) -> list[Signalement]:
    """The messages that tell of a payment within the procedure."""
    return [s for s in dossier.signalements if paye_pendant_la_procedure(dossier, s.faits)]


def _verifier_jour(le: date, aujourd_hui: date) -> None:
    if le > aujourd_hui:
        raise SignalementInvalide("futur", aujourd_hui)


def _verifier_nombre(dossier: Dossier, genre: Genre) -> None:
    if sum(s.attend_le_creancier for s in dossier.signalements if s.genre is genre) >= SANS_REPONSE_MAX:
        raise SignalementInvalide("trop", SANS_REPONSE_MAX)


def faits_ecrits(faits: Mapping[str, Any]) -> dict[str, Any]:
    """As the database keeps them, without what was not given."""
    ecrits = {}
    for nom, valeur in faits.items():
        if valeur is not None:
            ecrits[nom] = valeur.isoformat() if isinstance(valeur, date) else getattr(valeur, "value", valeur)
    if "moyen" in ecrits:
        Moyen(ecrits["moyen"])
    return ecrits


def _enregistrer(
    session: Session,
    dossier: Dossier,
    genre: Genre,
    motif: str,
    faits: dict[str, Any],
    texte: str,
    avant: date,
    acteur: Acteur,
    projet: Projet | None,
    vu: str | None = None,
) -> Signalement:
    numero = len(dossier.signalements) + 1
    action = Action.CONTESTER if genre is Genre.CONTESTATION else Action.SIGNALER
    jointes = projet.pieces(session) if projet is not None else ()
    details = {
        "signalement": numero,
        "genre": genre.value,
        "motif": str(motif),
        "declaration": declarations.confirmer(declarations.lire_message(genre, motif, faits, texte, jointes), vu),
        **({"pieces": declarations.empreintes(jointes)} if jointes else {}),
    }
    evenement = franchir(session, dossier, action, acteur, **details)
    signale = Signalement(
        numero=numero,
        genre=genre,
        motif=str(motif),
        texte=texte,
        faits=faits,
        envoye_le=acteur.recu_le,
        reponse_avant=avant,
        evenement_id=evenement.id,
    )
    dossier.signalements.append(signale)
    if projet is not None:
        projet.rattacher(session, signale)
    session.flush()
    return signale
