"""The creditor's home: his dossiers with their situation, the figures of the tiles and of the funnel, the filter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from portail.domaine.phrases import Phrase
from portail.domaine.procedure import FINS_SANS_ACCORD, PAIEMENTS_EN_COURS, Etat
from portail.domaine.signalements import dus
from portail.persistance.dossiers import Dossier
from portail.persistance.negociation import Proposition
from portail.web.creancier.mots import ETUDE, PERSONNE
from portail.web.creancier.suivi import Situation, situation
from portail.web.traduction import gettext

PAR_PAGE = 25
ACCORDS = (
    Etat.ACCORD_CONCLU,
    Etat.FIN_ACCORD,
    Etat.TITRE_DELIVRE,
    Etat.COPIE_REMISE,
    Etat.PAIEMENTS,
    Etat.DEFAUT,
    Etat.SOLDE,
)
SEMAINES = 12
_NON_DEPOSEES = (Etat.BROUILLON, Etat.IRRECEVABLE)


@dataclass(frozen=True)
class Ligne:
    dossier: Dossier
    situation: Situation

    @property
    def nom(self) -> str:
        return self.dossier.debiteur.appellation or gettext("Brouillon sans nom")


FILTRES: Mapping[str, tuple[str, Callable[[Ligne], bool]]] = {
    "a_faire": (Phrase("À moi d’agir"), lambda ligne: ligne.situation.a_moi),
    "a_completer": (Phrase("À compléter"), lambda ligne: ligne.dossier.etat is Etat.BROUILLON),
    "propositions": (
        Phrase("Propositions à examiner"),
        lambda ligne: ligne.dossier.etat is Etat.PROPOSITION_DEBITEUR and ligne.situation.jours is not None,
    ),
    "etude": (Phrase("Chez l’étude"), lambda ligne: ligne.situation.tour == ETUDE),
    "personne": (Phrase("Réponse attendue de la personne"), lambda ligne: ligne.situation.tour == PERSONNE),
    "accords": (Phrase("Accords"), lambda ligne: ligne.dossier.etat in ACCORDS),
    "en_retard": (Phrase("En retard"), lambda ligne: ligne.situation.en_retard_centimes > 0),
    "sans_accord": (Phrase("Finis sans accord"), lambda ligne: ligne.dossier.etat in FINS_SANS_ACCORD),
}


def lignes_de(session: Session, creancier_id: int, maintenant: datetime) -> list[Ligne]:
    """Every dossier of the creditor: his own turn first, then the nearest deadline, then the newest."""
    requete = (
        select(Dossier)
        .where(Dossier.creancier_id == creancier_id)
        .options(
            selectinload(Dossier.debiteur),
            selectinload(Dossier.elements),
            selectinload(Dossier.pieces),
            selectinload(Dossier.paiements),
            selectinload(Dossier.signalements),
            selectinload(Dossier.propositions).selectinload(Proposition.lignes),
        )
        .order_by(Dossier.cree_le.desc(), Dossier.id.desc())
    )
    lignes = [Ligne(dossier, situation(dossier, maintenant)) for dossier in session.scalars(requete)]
    return sorted(
        lignes, key=lambda ligne: (not ligne.situation.a_moi, ligne.situation.jours is None, ligne.situation.jours or 0)
    )


def filtrer(lignes: Sequence[Ligne], *, texte: str, filtre: str) -> list[Ligne]:
    """Those whose reference, name or labels contain `texte`, and that `filtre` keeps."""
    garde = FILTRES[filtre][1] if filtre in FILTRES else None
    cherche = texte.strip().casefold()
    return [ligne for ligne in lignes if (garde is None or garde(ligne)) and cherche in _texte(ligne)]


def compter(lignes: Sequence[Ligne], filtre: str) -> int:
    return sum(1 for ligne in lignes if FILTRES[filtre][1](ligne))


def jours_de_la_premiere_proposition(lignes: Sequence[Ligne]) -> int | None:
    jours = [x.situation.jours for x in lignes if FILTRES["propositions"][1](x) and x.situation.jours is not None]
    return min(jours, default=None)


def entonnoir_de(lignes: Sequence[Ligne]) -> list[tuple[str, int]]:
    """From the sums asked for to the sums received, in centimes."""
    dossiers = [ligne.dossier for ligne in lignes if ligne.dossier.etat not in _NON_DEPOSEES]
    accords = [d.proposition_acceptee for d in dossiers]
    return [
        (gettext("Demandé"), sum(d.total_centimes for d in dossiers)),
        (gettext("La personne participe"), sum(d.total_centimes for d in dossiers if d.participation_le is not None)),
        (gettext("Accord conclu"), sum(accord.montant_centimes for accord in accords if accord is not None)),
        (gettext("Reçu"), sum(p.montant_centimes for d in dossiers for p in d.paiements)),
    ]


@dataclass(frozen=True)
class Attendu:
    """An instalment to come."""

    le: date
    nom: str
    reference: str
    montant_centimes: int


def attendus(lignes: Sequence[Ligne], aujourd_hui: date) -> list[Attendu]:
    """What the agreements promise within `SEMAINES`, the nearest first; what was received covers the oldest."""
    limite = aujourd_hui + timedelta(weeks=SEMAINES)
    a_venir = [a for ligne in lignes if ligne.dossier.etat in PAIEMENTS_EN_COURS for a in _restants(ligne)]
    return sorted((a for a in a_venir if aujourd_hui <= a.le <= limite), key=lambda a: (a.le, a.reference))


def _restants(ligne: Ligne) -> list[Attendu]:
    """What is still to come, at the days that were agreed since, delays included."""
    accord, restants = ligne.dossier.proposition_acceptee, []
    recu = sum(p.montant_centimes for p in ligne.dossier.paiements)
    for le, montant in dus(accord.echeances_dues, ligne.dossier.reports) if accord else ():
        couvert = min(recu, montant)
        recu -= couvert
        if montant > couvert:
            restants.append(Attendu(le, ligne.nom, ligne.dossier.reference, montant - couvert))
    return restants


def _texte(ligne: Ligne) -> str:
    dossier = ligne.dossier
    mots = (dossier.reference, ligne.nom, dossier.fondement, *(e.libelle for e in dossier.elements))
    return " ".join(mots).casefold()
