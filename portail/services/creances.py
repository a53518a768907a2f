"""Filing a claim: the creditor's draft, the answer on eligibility at once, the mandate (droit.md 1.2)."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from portail.domaine import echeancier
from portail.domaine.creance import Cause, Demande, ElementDemande, Nature, Verdict, examiner
from portail.domaine.decalage import CLAUSE
from portail.domaine.delais import jour_a_paris
from portail.domaine.procedure import Action, Role
from portail.persistance.dossiers import Debiteur, Dossier, ElementCreance, Piece
from portail.persistance.etudes import Creancier, NaturePersonne
from portail.persistance.negociation import PlanAccepte, StatutProposition
from portail.services import avis
from portail.services.acteur import Acteur
from portail.services.identifiants import reference_neuve
from portail.services.journal import franchir, verifier_actuel

PIECES_MAX = 10


class Incomplet(Exception):
    """The draft cannot be handed in yet; `manques` are keys of web.messages.INCOMPLET."""

    def __init__(self, manques: Sequence[str]) -> None:
        super().__init__(", ".join(manques))
        self.manques = tuple(manques)


class Ineligible(Exception):
    """The procedure is closed to this claim; `verdict` says why."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__("; ".join(m.code for m in verdict.motifs))
        self.verdict = verdict


class TropDePieces(Exception):
    """At most PIECES_MAX documents."""


@dataclass(frozen=True)
class LigneSaisie:
    """One element of the claim as filed."""

    nature: Nature
    libelle: str
    exigible_le: date | None
    montant_centimes: int


def creer(session: Session, creancier: Creancier, acteur: Acteur) -> Dossier:
    """An empty draft of this creditor. Commits."""
    dossier = Dossier(
        reference=reference_neuve(),
        etude_id=creancier.etude_id,
        creancier=creancier,
        cree_le=acteur.recu_le,
        debiteur=Debiteur(),
        reponses={},
        controle={},
    )
    session.add(dossier)
    session.commit()
    return dossier


def decrire_debiteur(session: Session, dossier: Dossier, champs: Mapping[str, Any], acteur: Acteur) -> None:
    """Who owes: name, address, place (decision D14). Commits."""
    franchir(session, dossier, Action.COMPLETER, acteur, partie="debiteur")
    for nom, valeur in champs.items():
        setattr(dossier.debiteur, nom, valeur)
    session.commit()


def decrire_cause(
    session: Session,
    dossier: Dossier,
    *,
    cause: Cause,
    fondement: str,
    fondement_le: date | None,
    precisions: str,
    reponses: Mapping[str, Any],
    acteur: Acteur,
) -> None:
    """Why: the basis of the claim, and the answers that decide on eligibility. Commits."""
    franchir(session, dossier, Action.COMPLETER, acteur, partie="cause")
    dossier.cause, dossier.fondement, dossier.fondement_le = cause, fondement, fondement_le
    dossier.precisions, dossier.reponses = precisions, dict(reponses)
    session.commit()


def decrire_somme(session: Session, dossier: Dossier, lignes: Sequence[LigneSaisie], acteur: Acteur) -> None:
    """How much, element by element (R125-2 I 3°). Plans signed on another amount are withdrawn. Commits."""
    franchir(session, dossier, Action.COMPLETER, acteur, partie="somme")
    dossier.elements.clear()
    session.flush()  # the old rows leave before rows with the same numbers come
    dossier.elements.extend(
        ElementCreance(
            numero=n,
            nature=ligne.nature,
            libelle=ligne.libelle,
            exigible_le=ligne.exigible_le,
            montant_centimes=ligne.montant_centimes,
        )
        for n, ligne in enumerate(lignes, 1)
    )
    dossier.total_centimes = sum(ligne.montant_centimes for ligne in lignes)
    for plan in dossier.plans:
        if plan.retire_le is None and plan.montant_centimes != dossier.total_centimes:
            plan.retire_le = acteur.recu_le
    session.commit()


def verifier_place(dossier: Dossier) -> None:
    """Raises TropDePieces when no document can be added."""
    if len(dossier.pieces) >= PIECES_MAX:
        raise TropDePieces


def ajouter_piece(
    session: Session, dossier: Dossier, *, nom: str, type_mime: str, taille: int, empreinte: str, acteur: Acteur
) -> None:
    """Attach a document already cleaned and stored under `empreinte`. Commits. Raises TropDePieces."""
    verifier_place(dossier)
    franchir(session, dossier, Action.COMPLETER, acteur, partie="piece", empreinte=empreinte)
    dossier.pieces.append(
        Piece(nom=nom, type_mime=type_mime, taille=taille, empreinte=empreinte, deposee_le=acteur.recu_le)
    )
    session.commit()


def retirer_piece(session: Session, dossier: Dossier, piece: Piece, acteur: Acteur) -> None:
    """Take a document out of the draft. Commits."""
    franchir(session, dossier, Action.COMPLETER, acteur, partie="piece_retiree", empreinte=piece.empreinte)
    dossier.pieces.remove(piece)
    session.commit()


def fixer_marge(session: Session, dossier: Dossier, *, remise_pourcent: int, nombre_max: int, acteur: Acteur) -> None:
    """The private margin (E9): for the étude only, it is consent to nothing (decision D22). Commits."""
    franchir(session, dossier, Action.COMPLETER, acteur, partie="marge")
    dossier.marge_remise_pourcent, dossier.marge_nombre_max = remise_pourcent, nombre_max
    session.commit()


def signer_plan(
    session: Session, dossier: Dossier, *, nombre: int, jours: Sequence[int], texte: str, acteur: Acteur
) -> None:
    """Sign in advance an exact plan on the whole sum: number of payments, cents, days allowed. Commits.

    `texte` is what the creditor read; raises EcheancierInvalide if no such schedule can be.
    """
    if acteur.compte_id is None:
        raise ValueError("a plan is signed by an account")
    echeancier.par_nombre(
        dossier.total_centimes, nombre, premiere=date(2000, 1, 1), duree_max_mois=echeancier.PLAN_MAX_MOIS
    )
    franchir(session, dossier, Action.COMPLETER, acteur, partie="plan", nombre=nombre)
    for plan in dossier.plans:
        if plan.nombre == nombre and plan.retire_le is None:
            plan.retire_le = acteur.recu_le
    dossier.plans.append(
        PlanAccepte(
            nombre=nombre,
            montant_centimes=dossier.total_centimes,
            jours=",".join(str(j) for j in sorted(set(jours))),
            texte=texte,
            clause=CLAUSE if CLAUSE in texte else "",
            empreinte=hashlib.sha256(texte.encode()).hexdigest(),
            signe_le=acteur.recu_le,
            signe_par_id=acteur.compte_id,
        )
    )
    session.commit()


def retirer_plan(session: Session, dossier: Dossier, plan: PlanAccepte, acteur: Acteur) -> None:
    """Withdraw a plan from the draft. Commits."""
    franchir(session, dossier, Action.COMPLETER, acteur, partie="plan_retire", nombre=plan.nombre)
    plan.retire_le = acteur.recu_le
    session.commit()


def deposer(session: Session, dossier: Dossier, acteur: Acteur) -> Verdict:
    """Hand the claim in and give mandate to the étude. Commits.

    Raises Incomplet, Ineligible (the law closes the procedure), ActionInterdite, DossierChange, DejaFait.
    """
    verifier_actuel(session, dossier, acteur)
    manques = manques_de(dossier)
    if manques:
        raise Incomplet(manques)
    verdict = examen(dossier, acteur.recu_le)
    if verdict.fermee:
        raise Ineligible(verdict)
    franchir(
        session,
        dossier,
        Action.DEPOSER,
        acteur,
        total_centimes=dossier.total_centimes,
        motifs=[m.code for m in verdict.motifs],
    )
    dossier.mandat_le = jour_a_paris(acteur.recu_le)
    dossier.a_completer = ""
    avis.a_l_etude(session, dossier, f"{dossier.acte_numero}", "Une créance est à vérifier.", acteur.recu_le)
    session.commit()
    return verdict


def abandonner(session: Session, dossier: Dossier, acteur: Acteur) -> None:
    """The creditor drops his claim in this procedure: a standing offer falls with it. Commits (decision 0040)."""
    etait_envoyee, offre = dossier.envoye_le is not None, dossier.proposition_en_cours
    franchir(session, dossier, Action.ABANDONNER, acteur)
    if offre is not None:
        la_sienne = offre.auteur is Role.CREANCIER
        offre.statut = StatutProposition.RETIREE if la_sienne else StatutProposition.DECLINEE
        offre.repondue_le = acteur.recu_le
    if etait_envoyee:
        avis.au_debiteur(session, dossier, f"{dossier.acte_numero}", acteur.recu_le)
    avis.a_l_etude(session, dossier, f"{dossier.acte_numero}", "Le créancier abandonne sa demande.", acteur.recu_le)
    session.commit()


def manques_de(dossier: Dossier) -> tuple[str, ...]:
    """What a draft still lacks before it can be handed in: keys of web.messages.INCOMPLET."""
    d = dossier.debiteur
    nom = d.denomination if d.nature is NaturePersonne.MORALE else d.nom and d.prenoms
    presents = {
        "debiteur": bool(nom and d.adresse and d.code_postal and d.commune),
        "lieu": bool(d.code_lieu) or d.pays != "FR",
        "cause": bool(dossier.fondement),
        "somme": bool(dossier.elements),
        "questions": bool(dossier.reponses),
        "pieces": bool(dossier.pieces),
    }
    return tuple(cle for cle, present in presents.items() if not present)


def examen(dossier: Dossier, maintenant: datetime) -> Verdict:
    """What the law says of the claim as it stands (droit.md 1.2)."""
    return examiner(demande_de(dossier), au=jour_a_paris(maintenant))


def demande_de(dossier: Dossier) -> Demande:
    """The dossier as the plain values that `domaine.creance` weighs."""
    r = dossier.reponses
    return Demande(
        cause=dossier.cause,
        elements=tuple(
            ElementDemande(e.nature, e.montant_centimes, e.exigible_le, e.libelle) for e in dossier.elements
        ),
        debiteur_professionnel=dossier.debiteur.professionnel,
        creancier_commercant=dossier.creancier.commercant,
        debiteur_commercant=r.get("debiteur_commercant"),
        facturee=r.get("facturee"),
        code_lieu_debiteur=dossier.debiteur.code_lieu or None,
        pays=dossier.debiteur.pays,
        solde_total_du_contrat=r.get("solde_total_du_contrat"),
        renonce_au_surplus=bool(r.get("renonce_au_surplus")),
        pension_alimentaire=bool(r.get("pension_alimentaire")),
        cheque=bool(r.get("cheque")),
        surendettement=r.get("surendettement"),
        procedure_collective=r.get("procedure_collective"),
        protege_ou_mineur=r.get("protege_ou_mineur"),
        deces=r.get("deces"),
        tentative_anterieure=bool(r.get("tentative_anterieure")),
        creancier_professionnel=dossier.creancier.professionnel,
        cour_appel_etude=dossier.etude.cour_appel,
        emprise_aerodrome=bool(r.get("emprise_aerodrome")),
    )
