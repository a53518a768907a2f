"""What the creditor's pages show of a dossier, computed once: turn, next verb, thread, journal, documents."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from portail.domaine.delais import jour_a_paris, jours_restants, ouvertures
from portail.domaine.phrases import Phrase
from portail.domaine.procedure import (
    FINS_SANS_ACCORD,
    POURPARLERS,
    Action,
    Etat,
    Role,
    actions_ouvertes,
    etat_suivant,
)
from portail.domaine.signalements import Genre
from portail.persistance.actes import DocumentEmis, GenreDocument
from portail.persistance.dossiers import Dossier
from portail.persistance.signalements import Signalement
from portail.services import creances, paiements, reponses
from portail.web.creancier.mots import DELAI_FINI, JOURNAL, MESSAGES, SITUATIONS, VOUS
from portail.web.langue import euros
from portail.web.traduction import gettext

ECRANS = ("qui", "pourquoi", "combien", "preuves", "accord")
ECRAN_DU_MANQUE: Mapping[str, str] = {
    "debiteur": "qui",
    "lieu": "qui",
    "cause": "pourquoi",
    "questions": "pourquoi",
    "somme": "combien",
    "pieces": "preuves",
}
_REPONDRE = Action.REPONDRE_SIGNALEMENT
_DANS_LE_MOIS = (Etat.ENVOYEE, *POURPARLERS)
_SOUS_TITRE = (Etat.COPIE_REMISE, Etat.PAIEMENTS)


@dataclass(frozen=True)
class Situation:
    """Where a dossier stands: `verbe` is the one next thing, `page` its endpoint.

    `aussi`: the contestation that waits beside a proposal; it withdraws nothing, and he reads it before he signs.
    """

    tour: str
    texte: str
    verbe: str
    page: str
    fin: date | None
    jours: int | None
    en_retard_centimes: int
    aussi: Signalement | None = None

    @property
    def a_moi(self) -> bool:
        return self.tour == VOUS


def situation(dossier: Dossier, maintenant: datetime) -> Situation:
    aujourd_hui = jour_a_paris(maintenant)
    ouvert = accord_possible(dossier, maintenant)
    fini = dossier.etat in _DANS_LE_MOIS and not ouvert
    tour, texte = DELAI_FINI if fini else SITUATIONS[dossier.etat]
    avance = paiements.avancement(dossier, aujourd_hui) if dossier.etat in (*_SOUS_TITRE, Etat.DEFAUT) else None
    retard = avance.en_retard_centimes if avance else 0
    if retard and dossier.etat in _SOUS_TITRE:
        tour, texte = VOUS, gettext("Un paiement n’est pas arrivé : %(montant)s en retard.", montant=euros(retard))
    verbe, page = (gettext("Suivre"), "dossier") if fini else _verbe(dossier, retard)
    attendu = None if fini else _attendu(dossier)
    aussi = attendu if dossier.etat is Etat.PROPOSITION_DEBITEUR else None  # the proposal stays the one next thing
    if attendu is not None and aussi is None:
        tour, texte = VOUS, MESSAGES[attendu.genre]
        verbe, page = gettext("Répondre"), "signalements"
    fin = dossier.fin_stricte if dossier.etat in _DANS_LE_MOIS else None
    jours = jours_restants(fin, maintenant) if fin and ouvert else None
    return Situation(tour, texte, verbe, page, fin, jours, retard, aussi)


def _attendu(dossier: Dossier) -> Signalement | None:
    """The message that waits for his answer, as long as he may give it."""
    ouverte = _REPONDRE in actions_ouvertes(Role.CREANCIER, dossier.etat)
    return reponses.au_creancier(dossier) if ouverte else None


def accord_possible(dossier: Dossier, maintenant: datetime) -> bool:
    """True while the strict end of the month is not over (decision D1)."""
    delai = dossier.delai
    return delai is not None and ouvertures(delai, maintenant).accord


def exiger(dossier: Dossier, action: Action) -> None:
    """Raises ActionInterdite: the page of an act that the state no longer allows is not shown."""
    etat_suivant(action, Role.CREANCIER, dossier.etat)


def ecran_suivant(dossier: Dossier) -> str:
    """The first screen of the draft that still lacks something, else the review."""
    manques = {ECRAN_DU_MANQUE[m] for m in creances.manques_de(dossier)}
    return next((ecran for ecran in ECRANS if ecran in manques), "relire")


def documents_visibles(dossier: Dossier) -> list[DocumentEmis]:
    """What is handed to the creditor: the letter once sent, constats, agreement, titre, quittance; never a draft."""
    genres = {GenreDocument.CONSTAT, GenreDocument.ACCORD, GenreDocument.TITRE, GenreDocument.QUITTANCE}
    if dossier.envoye_le is not None:
        genres.add(GenreDocument.LETTRE)
    return [d for d in dossier.documents if d.genre in genres]


def messages(dossier: Dossier) -> list[Signalement]:
    """What the person wrote; a report about the addressee is the étude's own affair."""
    return [s for s in dossier.signalements if s.genre is not Genre.DESTINATAIRE]


def journal(dossier: Dossier) -> list[SimpleNamespace]:
    """The acts in words, the latest first."""
    lignes = []
    for e in reversed(dossier.evenements):
        texte = JOURNAL.get((Action(e.action), e.role))
        if texte is not None and e.details.get("genre") != Genre.DESTINATAIRE:
            lignes.append(SimpleNamespace(le=e.recu_le, texte=texte, detail=_detail(e.details)))
    return lignes


def _detail(details: Mapping[str, Any]) -> str:
    montant = details.get("montant_centimes")
    return euros(montant) if isinstance(montant, int) else ""


_VERBES: Mapping[Etat, tuple[str, str]] = {
    Etat.ACCEPTEE: (Phrase("Faire une offre"), "contre_proposition"),
    Etat.PROPOSITION_DEBITEUR: (Phrase("Examiner la proposition"), "proposition"),
    Etat.PROPOSITION_CREANCIER: (Phrase("Voir mon offre"), "proposition"),
    Etat.COPIE_REMISE: (Phrase("Noter un paiement"), "paiements"),
    Etat.PAIEMENTS: (Phrase("Noter un paiement"), "paiements"),
    Etat.DEFAUT: (Phrase("Noter un paiement"), "paiements"),
    Etat.TITRE_DELIVRE: (Phrase("Voir le titre"), "dossier"),
    Etat.SOLDE: (Phrase("Voir les paiements"), "paiements"),
}


def _verbe(dossier: Dossier, retard: int) -> tuple[str, str]:
    if dossier.etat is Etat.BROUILLON:
        return gettext("Compléter"), ecran_suivant(dossier)
    if dossier.etat in FINS_SANS_ACCORD:
        return gettext("Choisir la suite"), "suite"
    if retard and dossier.etat in _SOUS_TITRE:
        return gettext("Voir le retard"), "paiements"
    return _VERBES.get(dossier.etat, (gettext("Suivre"), "dossier"))
